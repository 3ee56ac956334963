"""What are the activities about, on which axis, and which of them bear no theme?"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from bri_data.clicks import Verb, read_click
from bri_data.filters import Filters
from bri_data.present.figures.themes import board as figures
from bri_data.present.figures.themes.trend import trend_of
from bri_data.present.rows import plain
from bri_data.present.themes import BY, Choice
from bri_data.present.themes_shown import themes_shown
from bri_data.present.years import said
from bri_data.queries import themes as queries
from bri_data.queries.themes_answers import answers
from pages.shared.base.component import clicked, picture
from pages.shared.reader.context import Context, current, known_years, say_ignored
from pages.shared.reader.reader import own_value
from pages.shared.server.rows import rows_address
from pages.shared.widgets.blocks import filtered_heading, follow
from pages.shared.widgets.filter_form import filtered_title
from pages.shared.widgets.highlight import choose, highlight_line
from pages.shared.work.once import once_for_all

BOARD = "themes-board"
BY_WIDGET = "themes-by"
PARAMETERS = ("par", "case", "lignes")


@once_for_all(64)
def drawn(
    fingerprint: str, lang: str, choice: Choice, filters: Filters, _context: Context
) -> tuple[str, Markup, frozenset[str]]:
    """The title and the board of one choice, drawn once for all readers of the same data in the same language; and what
    the records of its year name: themes, services, sectors."""
    year, by, texts = choice.year, choice.by, _context.texts
    with _context.narrowed(year) as con:
        found = answers(con, year, by, is_whole=filters.is_empty)
        shown = themes_shown(found, by, choice.said, texts)
        opened = queries.rows(con, year, by, code=choice.code, axis=choice.axis or None) if choice.code else None
        trend = None if year else trend_of(plain(queries.by_year(con, by)), years_of(_context))
        held = queries.held(con, year)
    behind = rows_address(_context, year, par=choice.written().get("par", ""))
    return shown.title, figures.draw(figures.Page(shown, choice, opened, behind, trend), texts), held


def years_of(context: Context) -> list[int]:
    """The years that the year control offers."""
    return [int(row["year"]) for row in plain(known_years(context))]


def show(choice: Choice) -> None:
    """Write `choice` in the address, the year apart."""
    for name in PARAMETERS:
        st.query_params.pop(name, None)
    st.query_params.update(choice.written())


def pick_by() -> None:
    """The reader chose what the rows are: the open list belongs to the old ones."""
    show(Choice(choice.year, by=st.session_state[BY_WIDGET]))


def click() -> None:
    """A click in the board: open or shut a list, show every row, change what the rows are, or leave for a page."""
    said = read_click(clicked(BOARD))
    if said is None:
        return
    if said.verb == Verb.CELL:
        show(choice.opening(*said.about))
    elif said.verb == Verb.ROWS:
        show(replace(choice, whole=True))
    elif said.verb == Verb.HIGHLIGHT:
        choose(read_click(said.code))
    elif said.verb == Verb.ROWS_BY:
        show(Choice(choice.year))


context = current()
years = known_years(context)
heading, chosen = filtered_heading(years, context, key="themes")
choice = replace(
    Choice.read(chosen, *(own_value(name) for name in PARAMETERS)),
    said=said(chosen, years.year),
    kept=tuple(context.filters.to_query()),
)
sentence, markup, held = drawn(context.database.fingerprint, context.lang, choice, context.filters, context)
filtered_title(heading, sentence, context, chosen)
say_ignored(context, {"par": choice.by})
lit = highlight_line(context, chosen)
options = [by for by in BY if by in held | {BY[0], choice.by}]
st.session_state[BY_WIDGET] = choice.by
if len(options) > 1:
    st.segmented_control(
        context.texts("themes.by_label"),
        options,
        key=BY_WIDGET,
        on_change=pick_by,
        required=True,
        format_func=lambda by: context.texts(f"themes.by.{by}"),
        label_visibility="collapsed",
    )
followed = picture(markup, key=BOARD, on_click=click, lit=lit)
if not (followed or "").startswith("choix:"):  # what stands out does so here
    follow(followed)
