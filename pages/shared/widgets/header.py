"""The right end of the header: the search box and the tools, drawn by the browser as one block."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from bri_data.present.words import Lang
from pages.shared.base.static import static_text
from pages.shared.widgets import search, tools
from pages.shared.widgets.tools import Opened

_mount = st.components.v2.component("bri_header", js=static_text("tools/mount.js"), isolate_styles=False)


def header(page: str, pages: Sequence[str], lang: Lang) -> Opened | None:
    """Draw the header of `page`; what the reader has just opened by it: a saved view, or an answer of the search box.

    `page` and `pages` are addresses ("" is the overview).
    """
    data = {"scripts": [search.address(lang), tools.address(lang)], **tools.told(page, pages)}
    result = _mount(key="bri-tools", data=data, on_opened_change=_nothing, on_found_change=_nothing, height="content")
    return tools.read_opened(result.get("opened"), pages) or search.read_choice(result.get("found"))


def _nothing() -> None:
    """A trigger needs a callback to exist, even an empty one."""
