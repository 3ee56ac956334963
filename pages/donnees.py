"""What do the files hold, row by row, how much of what is declared is named, and where do the sources disagree?"""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from bri_data.documents.table_rows import listed_rows
from bri_data.filters import Filters
from bri_data.model.schema import SOURCE_DOCUMENTS, TABLES, table
from bri_data.present import data_page
from bri_data.present.figures import data_page as figures
from bri_data.present.figures import open_data
from bri_data.present.figures.data_paper import waiting_for_paper
from bri_data.present.rows import plain
from bri_data.queries import data_page as queries
from bri_data.queries.data_answers import answers as asked
from pages.shared.base.as_written import as_written
from pages.shared.base.component import picture, write_markup
from pages.shared.reader.context import Context, current, known_years, say_ignored, show_doubts
from pages.shared.reader.reader import own_value
from pages.shared.server.rows import rows_address
from pages.shared.widgets.blocks import follow, year_heading
from pages.shared.widgets.filter_form import chips_line, filter_popover
from pages.shared.widgets.grid import column
from pages.shared.widgets.highlight import highlight_line
from pages.shared.work.once import once_for_all

TABLE, ROW, SEARCH = "table", "ligne", "q"


@once_for_all(64)
def drawn(fingerprint: str, lang: str, year: int, _context: Context) -> tuple[str, Markup, Markup]:
    """The title, what stands above the table and what stands below it, drawn once for all readers."""
    with _context.cursor() as con:
        answers = figures.Answers(year=year, **asked(con, year))
        sources, total = queries.rows(con, SOURCE_DOCUMENTS, most=300)
    words = _context.texts
    return (
        figures.title(answers, words),
        figures.top(answers, words),
        figures.bottom(answers, plain(sources), total, words),
    )


@once_for_all(32)
def listed(
    fingerprint: str, lang: str, name: str, search: str, filters: Filters, _context: Context
) -> tuple[pd.DataFrame, int]:
    """The rows of a table as a reader sees them, and how many there are in all."""
    with _context.narrowed() as con:
        return listed_rows(con, table(name), search, filters, _context.texts)


def keep(name: str, value: str) -> None:
    """Write one parameter of the address, or take it away when it says nothing; the open row goes with the old list."""
    st.query_params.pop(ROW, None)
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def pick_row() -> None:
    """The reader ticked a row, or unticked it."""
    picked = st.session_state[grid]["selection"]["rows"]
    keep(ROW, str(frame.index[picked[0]]) if picked else "")


context = current()
words = context.texts
years = known_years(context)
heading, chosen = year_heading(years, context, key="data")
sentence, above, below = drawn(context.database.fingerprint, context.lang, chosen, context)
heading.title(as_written(sentence), anchor=False)
lit = highlight_line(context, chosen, whole=True)
follow(picture(above, key="data-top", lit=lit))

show_doubts(context)

shown = data_page.table_of(own_value(TABLE))
say_ignored(context, {TABLE: data_page.code_of(shown)})
search = own_value(SEARCH).strip()[:100]
st.session_state["data-table"], st.session_state["data-search"] = data_page.code_of(shown), search
choice, box, form = st.columns([5, 9, 2], vertical_alignment="bottom")
choice.selectbox(
    words("data_page.table_choice"),
    [data_page.code_of(one) for one in TABLES],
    key="data-table",
    format_func=lambda code: words(f"data_page.table.{data_page.table_of(code).name}"),
    on_change=lambda: keep(TABLE, st.session_state["data-table"]),
)
box.text_input(
    words("data_page.search"), key="data-search", on_change=lambda: keep(SEARCH, st.session_state["data-search"])
)
with form:
    filter_popover(context, None, key="data")
chips_line(words("filter.linked" if queries.is_narrowed(shown) else "filter.not_linked"), context)
mark, filters = context.database.fingerprint, context.filters
frame, total = listed(mark, context.lang, shown.name, search, filters, context)
grid = f"data-rows-{context.lang}-{shown.name}"
on_paper = waiting_for_paper(rows_address(context, None, table=data_page.code_of(shown), q=search))
of_every_year = data_page.has_dates(shown) and filters.is_empty and not search
above_list = data_page.list_note(len(frame), total, search, words, of_every_year=of_every_year)
write_markup(figures.note(above_list) + on_paper)
if len(frame):
    st.dataframe(
        frame,
        key=grid,
        hide_index=True,
        placeholder=words("common.unknown"),
        height="content" if len(frame) < 10 else 400,
        column_config={name: column(shown, name, words) for name in frame.columns},
        on_select=pick_row,
        selection_mode="single-row",
        alt=words("data_page.alt", table=words(f"data_page.table.{shown.name}"), count=data_page.count(total, words)),
    )
write_markup(open_data.link(words))
row_id = own_value(ROW)
if row_id:
    with context.cursor() as cursor:
        one, _ = queries.rows(cursor, shown, key=row_id, most=1)
        names = data_page.name_of(queries.names_in(cursor, shown, one), words)
        sources = queries.sources_of(cursor, one)
    if len(one):
        follow(picture(figures.row_in_full(shown, plain(one)[0], names, plain(sources), words), key="data-row"))
follow(picture(below, key="data-bottom", lit=lit))
