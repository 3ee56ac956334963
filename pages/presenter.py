"""What will the council see: a year, or a few chosen views, one idea a screen?"""

from __future__ import annotations

import streamlit as st

from bri_data.present.figures.slides import deck as draw
from bri_data.present.slides.year import deck
from bri_data.queries.year_answers import answers
from pages.shared.context import Context


@st.cache_resource(max_entries=64, show_spinner=False)
def drawn(fingerprint: str, lang: str, year: int, _context: Context) -> str:
    """The slides of one year, drawn once for all readers of the same data in the same language."""
    with _context.cursor() as con:
        return draw(deck(answers(con, year), _context.texts), _context.texts)
