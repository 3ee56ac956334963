"""The data page taken away: the table its address names, how much of what is declared is named, its slide."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bri_data.present import data_page, overview
from bri_data.present import format as fmt
from bri_data.present.figures.common import source_line
from bri_data.present.figures.data_paper import paper_table
from bri_data.present.posters.declared import strips_block
from bri_data.present.posters.paper import Block, Words, runs_legend
from bri_data.present.slides import counts
from bri_data.present.slides.model import Slide, Statement, Statements
from bri_data.present.slides.story import clauses, paragraph
from bri_data.queries import narrow
from bri_data.queries import overview as overview_queries

from .kept import whole
from .notice import filters_in_words, sources
from .order import NothingToTakeError, Order, Shown
from .rows import sheet_of
from .slide_rows import rows_of
from .table_rows import listed_rows, table_asked, table_sheets
from .year_story import told_of

TABLE_SLIDE = "table"  # the code of the slide of a table
# Of a table: rows on its slide, letters of a line, sources named.
_MOST_LISTED, _LONGEST, _MOST_NAMED = 5, 100, 3


def declared_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """How much of what is declared is named. NothingToTakeError for all years, and where nothing is declared."""
    words, con, year = order.texts, order.con, order.year
    if year is None:
        raise NothingToTakeError("export.error.no_drawing")
    declared = whole(order, overview_queries.declared(con, year))
    known = overview.counts(overview_queries.kind_counts(con, year))
    found = data_page.strips(known, overview.declared_values(declared))
    if not found:
        raise NothingToTakeError("export.error.no_drawing")
    line = source_line(declared, overview_queries.cited_sources(con, year), words)
    said = Words(data_page.title(found, known, year, words), data_page.lead(found, known, words), (line,))
    runs = [run for one in found for run in one.runs]
    return said, (strips_block(found, words), Block(Markup(), 14), runs_legend(runs, words))


def data_slides(order: Shown) -> tuple[Slide, ...]:
    """The table of the address when it names one, its first rows named; else how much of what is declared is."""
    if order.address.value("table"):
        return _table(order)
    return told_of(order, counts.named, counts.whole_year, with_rows=True)


def _table(order: Shown) -> tuple[Slide, ...]:
    words, sheet, rows = order.texts, sheet_of(order), rows_of(order)
    if not rows.cells:
        return ()
    unknown = words("common.unknown")
    title = words("slides.said", what=sheet.title, said=data_page.count(sheet.n, words))
    named = tuple(
        Statement(_cut(first), (_cut(" · ".join(cell for cell in others if cell != unknown)),))
        for first, *others in rows.cells[:_MOST_LISTED]
    )
    shown_of = words("report.first_rows", shown=fmt.number(len(named), words), total=fmt.number(sheet.n, words))
    _, _, filters = table_asked(order)
    kept = "" if filters.is_empty else words("export.filtered", filters=filters_in_words(order))
    lead = clauses(kept, shown_of if sheet.n > len(named) else "")
    said = paragraph(title, *(one.name for one in named))
    source = fmt.joined([one.title for one in sources(order, (sheet,))][:_MOST_NAMED], words)
    return (Slide(TABLE_SLIDE, title, Statements(named), said, said, source, rows, lead),)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def rows_behind(order: Order) -> Markup:
    """The first rows of the table on paper: on the screen they are in a grid, which a printer cuts."""
    table, search, filters = table_asked(order)
    narrow.narrow(order.con, filters)
    rows, total = listed_rows(order.con, table, search, filters, order.texts)
    return paper_table(table, rows, total, order.texts)


SHEETS = table_sheets
PICTURES = {"declare": declared_picture}
SLIDES = data_slides
BEHIND = rows_behind
