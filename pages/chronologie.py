"""When did things happen, and how well are the dates known?"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from bri_data.address import read_year
from bri_data.clicks import Verb, read_click
from bri_data.filters import Filters
from bri_data.present.figures.timeline import board
from bri_data.present.timeline import LANES
from bri_data.present.timeline_shown import year_shown, years_shown
from bri_data.queries import timeline
from bri_data.queries.timeline_answers import of_year, of_years
from pages.shared.base.component import clicked, picture
from pages.shared.reader.context import Context, current, say_ignored
from pages.shared.reader.reader import keep_year, own_value
from pages.shared.server.rows import rows_address
from pages.shared.widgets.blocks import filtered_heading, follow
from pages.shared.widgets.filter_form import filtered_title
from pages.shared.widgets.highlight import highlight_line
from pages.shared.widgets.timeline_explore import PERIOD, asked_period, explore
from pages.shared.work.once import once_for_all

MONTH = "mois"
PICTURE = "timeline-board"


@once_for_all(64)
def drawn(
    fingerprint: str, lang: str, year: int, filters: Filters, opened: tuple[str, int] | None, _context: Context
) -> tuple[str, Markup]:
    """The title and the picture of one year, drawn once for all readers of the same data."""
    texts, is_whole = _context.texts, filters.is_empty
    with _context.narrowed(year) as con:
        shown = year_shown(of_year(con, year, is_whole=is_whole), year, texts, is_whole=is_whole)
        month = opened and board.Opened(*opened, timeline.month_items(con, year, list(LANES[opened[0]]), opened[1]))
    return shown.title, board.one_year(shown, rows_address(_context, year), texts, month)


@once_for_all(32)
def all_drawn(fingerprint: str, lang: str, filters: Filters, _context: Context) -> tuple[str, Markup]:
    """The title and the picture of all years, drawn once for all readers of the same data."""
    with _context.narrowed() as con:
        shown = years_shown(of_years(con, is_whole=filters.is_empty), _context.texts)
    return shown.title, board.every_year(shown, _context.texts)


def choose() -> None:
    """A click on a year opens it; a click on a month of a full lane opens its list, or closes it."""
    said = read_click(clicked(PICTURE))
    if said and said.verb == Verb.YEAR:
        keep_year(read_year(said.code))
    elif said and said.verb == Verb.MONTH:
        asked = "-".join(said.about)
        if own_value(MONTH) == asked:
            del st.query_params[MONTH]
        else:
            st.query_params[MONTH] = asked


def opened_month() -> tuple[str, int] | None:
    """The lane and month whose list the address asks for; None for none, and for what is no lane or month."""
    lane, _, month = own_value(MONTH).partition("-")
    return (lane, int(month)) if lane in LANES and month in {str(number) for number in range(1, 13)} else None


context = current()
years = context.asked_once(timeline.years, context.year)
heading, chosen = filtered_heading(years, context, key="timeline")
mark, filters = context.database.fingerprint, context.filters
if chosen is None:
    sentence, markup = all_drawn(mark, context.lang, filters, context)
else:
    sentence, markup = drawn(mark, context.lang, chosen, filters, opened_month(), context)
filtered_title(heading, sentence, context, chosen)
period = asked_period()
say_ignored(context, {MONTH: "-".join(map(str, opened_month() or ())), PERIOD: period.written if period else ""})
lit = highlight_line(context, chosen)
if chosen is None:
    explore(context)
follow(picture(markup, key=PICTURE, on_click=choose, lit=lit))
