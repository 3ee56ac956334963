"""Which services, themes and partners were put together, and which never were?"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from bri_data.filters import Filters
from bri_data.present import crossings as values
from bri_data.present.crossings import PAIRS
from bri_data.present.figures.council import crossings as figures
from bri_data.queries import crossings as queries
from pages.shared.base.component import picture
from pages.shared.reader.context import Context, current, known_years, say_ignored
from pages.shared.widgets.blocks import filtered_heading, follow
from pages.shared.widgets.filter_form import filtered_title
from pages.shared.widgets.highlight import highlight_line
from pages.shared.work.once import once_for_all

PAIR, WIDGET, BOARD = "paire", "crossings-pair", "crossings-board"


@once_for_all(64)
def drawn(
    fingerprint: str, lang: str, asked: tuple[str, int | None], filters: Filters, _context: Context
) -> tuple[str, Markup]:
    """The title and the board of a pair in a year, drawn once for all readers of the same data in one language."""
    pair, year = asked
    with _context.narrowed() as con:
        records, names = queries.records(con), queries.names(con)
    found = values.crossing(pair, year, records, names, _context.texts, is_whole=filters.is_empty)
    return values.title(found, _context.texts), figures.draw(found, _context.texts)


def keep() -> None:
    """Write the chosen pair in the address; the usual one is not written."""
    picked = st.session_state[WIDGET]
    if picked == values.read_pair(""):
        st.query_params.pop(PAIR, None)
    else:
        st.query_params[PAIR] = picked


context = current()
heading, year = filtered_heading(known_years(context), context, key="crossings")
pair = values.read_pair(context.address.value(PAIR))
finding, markup = drawn(context.database.fingerprint, context.lang, (pair, year), context.filters, context)
filtered_title(heading, finding, context, year)
say_ignored(context, {PAIR: pair})
lit = highlight_line(context, year)
st.session_state[WIDGET] = pair
st.segmented_control(
    context.texts("crossings.choose"),
    list(PAIRS),
    format_func=lambda one: context.texts(f"crossings.choice.{one}"),
    key=WIDGET,
    on_change=keep,
    required=True,
    label_visibility="collapsed",
)
follow(picture(markup, key=BOARD, lit=lit))
