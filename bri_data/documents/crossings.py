"""What was put together, taken away: one row a pair, the picture, the slide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from bri_data.export.sheets import CellType, Field, Sheet
from bri_data.present import crossings as values
from bri_data.present import format as fmt
from bri_data.present.cited import listed, sentence
from bri_data.present.crossings import Crossing
from bri_data.present.posters.crossings import crossing_block
from bri_data.present.posters.paper import Block, Words
from bri_data.present.rows import plain
from bri_data.present.slides.model import MOST_STATEMENTS, Slide, Statement, Statements
from bri_data.present.slides.story import paragraph
from bri_data.queries import crossings as queries

from .order import Shown, asked_once
from .slide_rows import rows_of

PAIR = "paire"
_EVERY = 2_000_000_000
_COLUMNS: dict[str, CellType] = {
    "row": "text", "column": "text", "state": "text", "n": "integer", "years": "text", "row_code": "text",
    "column_code": "text",
}  # fmt: skip


@asked_once
def crossing_of(order: Shown, most: int = queries.MOST) -> Crossing:
    """The matrix that the order asks for."""
    pair = values.read_pair(order.address.value(PAIR))
    records, names = queries.records(order.con, most), queries.names(order.con)
    return values.crossing(pair, order.year, records, names, order.texts, is_whole=order.is_whole)


def crossing_sheets(order: Shown) -> tuple[Sheet, ...]:
    """One row a pair, every state of it: together, announced, another year, never, unknown."""
    words, found = order.texts, crossing_of(order, _EVERY)
    fields = tuple(
        Field(name, words(f"crossings.column.{name}"), kind, words("crossings.column_meaning") if name == "n" else "")
        for name, kind in _COLUMNS.items()
    )
    cells = [(one, column, cell) for one in found.lines for column, cell in zip(found.columns, one.cells, strict=True)]
    rows = [
        (
            one.item.name,
            column.name,
            words(f"crossings.key.{cell.state}"),
            cell.n if cell.state in ("together", "announced") else None,
            ", ".join(str(year) for year in sorted(cell.years)) or None,
            one.item.code,
            column.code,
        )
        for one, column, cell in cells
    ]
    met = [row for row, (_, _, cell) in zip(rows, cells, strict=True) if cell.state not in ("never", "unknown")]
    left = len(rows) - len(met)
    left_out = words.count("crossings.left_out", left, n=fmt.number(left, words)) if left else ""
    down, across = found.sides
    both = [row for row in plain(queries.records(order.con, _EVERY)) if row[down] and row[across]]
    cites = tuple(dict.fromkeys(chain.from_iterable(row["source_ids"] or () for row in both)))
    return (Sheet("croisements", words("crossings.page"), fields, rows, len(rows), cites, tuple(met), left_out),)


def crossing_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """The matrix on one sheet, and those that no record names."""
    words, found = order.texts, crossing_of(order)
    foot = (*values.absent_said(found, words), sentence(found.titles, words))
    return Words(values.title(found, words), values.lead(found, words), tuple(filter(None, foot))), [
        crossing_block(found, words)
    ]


def crossing_slides(order: Shown) -> tuple[Slide, ...]:
    """The rows that most records name, each with what it was put together with and what is missing."""
    words, found = order.texts, crossing_of(order)
    named = [line for line in found.lines if line.of("together")][:MOST_STATEMENTS]
    if not named:
        return ()
    tag = "partenaire" if found.sides[0] == "partners" else ""
    items = tuple(
        Statement(line.item.name, _said(line, found, order), tag=f"{tag}:{line.item.code}" if tag else "")
        for line in named
    )
    title, lead = values.title(found, words), values.lead(found, words)
    note = paragraph(lead, *values.absent_said(found, words))
    source = listed(found.titles, words)
    return (Slide("croisements", title, Statements(items), note, title, source, rows_of(order), lead),)


def _said(line: values.Line, found: Crossing, order: Shown) -> tuple[str, ...]:
    """With how many of the columns, then the gaps: names would not fit a slide."""
    words, n = order.texts, line.of("together")
    _, rest = values.line_said(line, found.columns, words)
    across = words.count(f"crossings.with.{found.sides[1]}", n, n=n, total=len(found.columns))
    return (f"{across} · {rest}" if rest else across,)


SHEETS = crossing_sheets
PICTURES = {"matrice": crossing_picture}
SLIDES = crossing_slides
