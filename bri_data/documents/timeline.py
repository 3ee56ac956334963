"""The timeline taken away: its rows, its picture and its slide, of one year or of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bri_data.export.sheets import Sheet
from bri_data.present import landmarks
from bri_data.present.figures.common import source_line
from bri_data.present.figures.timeline.board import rows_of_year
from bri_data.present.landmarks import by_year
from bri_data.present.posters import timeline as poster
from bri_data.present.posters.paper import Block, Words, legend
from bri_data.present.slides import calendar, counts
from bri_data.present.slides.model import Slide
from bri_data.present.slides.story import paragraph
from bri_data.present.timeline_shown import Year, Years, year_shown, years_shown
from bri_data.queries import narrow, overview
from bri_data.queries.timeline_answers import of_year, of_years

from .brief_slides import DOCUMENTS
from .kept import whole
from .landmarks import landmarks_sheet
from .order import NothingToTakeError, Order, Shown, asked_once, shown
from .records import year_sheets
from .slide_rows import rows_of
from .year_bars import bars_of_years
from .year_story import told_of

# How many rows a year may have to be listed whole; of a longer one, the first rows are.
WHOLE, FIRST = 600, 200


@asked_once
def year_of(order: Shown, year: int) -> Year:
    """What the timeline shows of `year`."""
    return year_shown(of_year(order.con, year, is_whole=order.is_whole), year, order.texts, is_whole=order.is_whole)


@asked_once
def years_of(order: Shown) -> Years:
    """What the timeline shows of all years."""
    return years_shown(of_years(order.con, is_whole=order.is_whole), order.texts)


def timeline_sheets(order: Shown) -> tuple[Sheet, ...]:
    """The records, what is declared of them, and the landmarks."""
    return (*year_sheets(order), *landmarks_sheet(order))


def timeline_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """The lanes of the year, or all years side by side."""
    return _every_year(order) if order.year is None else _one_year(order, order.year)


def _one_year(order: Shown, year: int) -> tuple[Words, Sequence[Block]]:
    words, found = order.texts, year_of(order, year)
    line = source_line(found.declared, found.cited, words, "export.source")
    return Words(found.title, found.lead, (line,)), (poster.year_block(found.lanes, year, words, found.landmarks),)


def _every_year(order: Shown) -> tuple[Words, Sequence[Block]]:
    words, found = order.texts, years_of(order)
    line = source_line(found.reports, found.cited, words, "timeline.years.source")
    lead = words("export.years_lead_counts" if poster.has_numbers(found.rows) else "export.years_lead")
    drawn = poster.years_block(found.rows, found.without_year, words, by_year(found.landmarks))
    return Words(found.title, lead, (line,)), (
        drawn,
        Block(Markup(), 14),
        legend(found.kinds, found.states, words),
    )


def timeline_slides(order: Shown) -> tuple[Slide, ...]:
    """The months of the year, or a bar a year."""
    if order.year is not None:
        return told_of(order, calendar.months, counts.whole_year, with_rows=True)
    words, found = order.texts, years_of(order)
    body = bars_of_years(found.every_month, words)
    if not body.bars:
        return ()
    said = "; ".join(words("slides.said", what=bar.label, said=bar.text) for bar in body.bars)
    source = source_line(found.reports, found.cited, words, DOCUMENTS)
    note = paragraph(found.title, said, *map(landmarks.spoken, found.landmarks))
    line = landmarks.line(found.landmarks[::-1], words)
    return (Slide("annees", found.title, body, note, said, source, rows_of(order), line),)


def rows_behind(order: Order) -> Markup:
    """The tables of the year; NothingToTakeError for all years, told by their numbers, which the page holds itself."""
    found = shown(order)
    if found.year is None:
        raise NothingToTakeError("export.error.no_rows")
    con, year = found.con, found.year
    few = narrow.size(con, year) <= WHOLE
    declared = overview.declared(con, year)
    rows = overview.rows(con, year, most=WHOLE if few else FIRST)
    cited = overview.cited_sources(con, year)
    return rows_of_year(year, whole(found, declared), rows, cited, found.texts)


SHEETS = timeline_sheets
PICTURES = {"annee": timeline_picture}
SLIDES = timeline_slides
BEHIND = rows_behind
