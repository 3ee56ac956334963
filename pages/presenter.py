"""What will the council see: a year, or a few chosen views, one idea a screen?"""

from __future__ import annotations

import html

import streamlit as st

from bri_data.present.figures.slides import deck as draw
from bri_data.present.slides.year import deck
from bri_data.queries.overview import years as known_years
from bri_data.queries.year_answers import answers
from bri_data.views import read_views
from pages.shared.context import Context, current
from pages.shared.presenter import Shown, empty, frozen, present, year_to_present


@st.cache_resource(max_entries=64, show_spinner=False)
def drawn(fingerprint: str, lang: str, year: int, _context: Context) -> str:
    """The slides of one year, drawn once for all readers of the same data in the same language."""
    with _context.cursor() as con:
        return draw(deck(answers(con, year), _context.texts), _context.texts)


context, changed = frozen(current())
with context.cursor() as cursor:
    years = known_years(cursor)
if years.empty:
    st.title(context.texts("common.no_year"), anchor=False)
    st.html(f'<p class="bri-empty">{html.escape(context.texts("common.no_year_help"))}</p>')
    st.stop()
year, options = year_to_present(years, context)
markup = drawn(context.database.fingerprint, context.lang, year, context)
if markup:
    _, ignored = read_views(st.query_params.get_all("vue"))
    notice = context.texts.count("presenter.ignored", len(ignored)) if ignored else ""
    present(Shown(markup, year, options, notice, changed), context.texts)
else:
    empty(year, options, context.texts)
