"""What the reader's screen can do, told by the browser: for drawings that no style sheet can size or colour.

The answer comes one run after the page is first drawn; it is kept for the session.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import streamlit as st

from bri_data.present.theme import Scheme
from pages.shared.base.static import static_text
from pages.shared.reader.reader import catch_up

_STATE = "bri-screen"
_PHONE = 640
_COMPACT = 1400
_SCRIPT = static_text("screen.js")
_mount = st.components.v2.component("bri_screen", js=_SCRIPT, isolate_styles=False)


@dataclass(frozen=True)
class Screen:
    """`width` is the room of the drawing and `window_height` that of the window, in pixels.

    `is_phone` and `is_compact` are the style sheet's break points; `webgl` says that a graphics card draws WebGL.
    """

    width: int
    window_height: int
    is_phone: bool
    is_compact: bool
    scheme: Scheme
    webgl: bool


def watch_screen(key: str) -> None:
    """Listen from here on: the room told is that of the container this is called in."""

    def keep() -> None:
        catch_up()
        told = st.session_state[key].get("screen")
        if told:
            st.session_state[_STATE] = told

    _mount(
        key=key, data=st.session_state.get(_STATE), default={"screen": None}, on_screen_change=keep, height="content"
    )


def screen() -> Screen | None:
    """What the browser told last; None before it did."""
    told = st.session_state.get(_STATE)
    return read_screen(told) if told else None


def read_screen(told: str) -> Screen | None:
    """The browser's own words, checked: it can say anything."""
    try:
        said = json.loads(told)
        width, (across, high) = int(said["width"]), map(int, said["window"])
    except (ValueError, TypeError, KeyError):
        return None
    scheme: Scheme = "dark" if said.get("scheme") == "dark" else "light"
    width, high = min(max(width, 300), 4000), min(max(high, 300), 4000)
    return Screen(width, high, across <= _PHONE, across <= _COMPACT, scheme, said.get("webgl") is True)
