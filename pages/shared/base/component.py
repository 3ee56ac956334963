"""`picture`: our own markup (HTML with inline SVG) in a page, and the clicks made on it.

One component serves every drawing. It lives in the page itself, not in a frame of its own: the style sheet reaches it,
its text can be selected, found and read aloud.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st
from markupsafe import Markup

from pages.shared.base.static import static_text

NAME = "bri_picture"
_SCRIPT = static_text("picture.js")
_mount = st.components.v2.component(NAME, js=_SCRIPT, isolate_styles=False)


def picture(
    markup: Markup, *, key: str, on_click: Callable[[], None] | None = None, lit: Sequence[str] | None = None
) -> str | None:
    """Draw `markup` and return the `data-id` of the element just clicked; None when nothing was.

    `markup` is trusted: its functions escape every text (markupsafe). Nothing moves on the screen when it is the same
    as at the last run.

    Anything with a `data-id` can be clicked; with `tabindex="0"` it also answers Enter and Space; a link with a
    `data-id` is a click and does not leave the page. A link to "#some-id" scrolls there, opening the <details> on its
    way. `on_click` runs before the page is drawn again: read the answer there with `clicked(key)`, so that what stands
    above the picture is already up to date. `lit` are the tags of the marks that stand out (queries.highlight) while
    the others are dimmed; None dims nothing.
    """
    data = {"markup": markup} if lit is None else {"markup": markup, "lit": list(lit)}
    result = _mount(key=key, data=data, on_clicked_change=on_click or _nothing)
    value = result.get("clicked")
    return None if value is None else str(value)


def clicked(key: str) -> str | None:
    """In an `on_click` callback: the `data-id` clicked in the picture `key`."""
    value = st.session_state[key].get("clicked")
    return None if value is None else str(value)


def _nothing() -> None:
    """A trigger needs a callback to exist, even an empty one."""


def write_markup(markup: Markup, *, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw `markup` on which nobody clicks: the one way to HTML besides `picture`."""
    st.html(markup, width=width)
