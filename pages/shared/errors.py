"""What the reader sees when a page fails by surprise: a calm sentence. The details go to the server's log."""

from __future__ import annotations

import html

import streamlit as st

from bri_data.present.words import texts


def show_calm_message(_: Exception) -> bool:
    """Draw the message; True tells Streamlit, which has logged the error, to draw none of its own."""
    words = texts("en" if st.session_state.get("lang") == "en" else "fr")
    st.html(
        f'<div class="bri-failure" role="alert"><p><strong>{html.escape(words("frame.error.title"))}</strong></p>'
        f"<p>{html.escape(words('frame.error.help'))}</p></div>"
    )
    st.button(words("frame.error.retry"), key="bri-retry")
    return True
