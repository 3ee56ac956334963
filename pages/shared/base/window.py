"""The title of the browser's window: what a bookmark, the history and a screen reader say of a page."""

from __future__ import annotations

import streamlit as st

from bri_data.pages import page_title
from bri_data.present.words import Texts


def name_window(page: str, words: Texts, *shown: str) -> None:
    """« Carte · 2025 · Québec à l’international »: the page of that address, what it shows, the product."""
    st.set_page_config(page_title=" · ".join([page_title(page, words), *shown, words("frame.title")]))
