"""What the reader sees when a page fails by surprise: a calm sentence. The details go to the server's log."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup, escape

from bri_data.present.words import texts
from pages.shared.base.component import write_markup


def show_calm_message(_: Exception) -> bool:
    """Draw the message; True tells Streamlit, which has logged the error, to draw none of its own."""
    words = texts("en" if st.session_state.get("lang") == "en" else "fr")
    write_markup(
        Markup(
            f'<div class="bri-failure" role="alert"><p><strong>{escape(words("frame.error.title"))}</strong></p>'
            f"<p>{escape(words('frame.error.help'))}</p></div>"
        )
    )
    st.button(words("frame.error.retry"), key="bri-retry")
    return True
