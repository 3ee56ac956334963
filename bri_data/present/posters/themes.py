"""The matrix of themes and axes as a poster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from .. import format as fmt
from ..figures.common import Run
from ..figures.symbols import symbol
from ..theme import var
from ..themes import COLUMNS, Cell, Leftover, Row, axis_name
from ..words import Texts
from .paper import INNER, Block, counted_symbols, line, not_drawn, paragraph, placed, rule, stacked
from .told import Told, counted

_NAME, _TOTAL = 380.0, 230.0
_MOST_ROWS, _MOST_SYMBOLS = 40, 24
_CELL = (INNER - _NAME - _TOTAL) / len(COLUMNS)


def matrix_block(rows: Sequence[Row], texts: Texts) -> Block:
    """One row a theme (service, sector), one column an axis, one symbol a record, and how many in all."""
    heads = Markup("").join(
        line(axis_name(axis, texts), _NAME + _CELL * i + 8, 24, 18, weight=600) for i, axis in enumerate(COLUMNS)
    )
    heads += line(texts("themes.column.total"), INNER, 24, 18, weight=600, anchor="end")
    largest = max((row.n for row in rows), default=1) or 1
    drawn = [_row(row, largest, texts) for row in rows[:_MOST_ROWS]]
    whole = stacked([Block(heads, 38), *drawn, not_drawn(len(rows) - _MOST_ROWS, texts)])
    return replace(whole, told=(matrix_told(rows, texts),) if rows else ())


def matrix_told(rows: Sequence[Row], texts: Texts) -> Told:
    """The matrix as a table: of each theme, what stands under each axis, and how many in all."""
    heads = (texts("report.told.row"), *(axis_name(axis, texts) for axis in COLUMNS), texts("themes.column.total"))
    cells = [
        (
            row.name,
            *(_said(cell, texts) for cell in row.cells),
            fmt.number(row.n, texts) if row.n else texts("common.unknown"),
        )
        for row in rows[:_MOST_ROWS]
    ]
    return Told(texts("report.told.matrix"), heads, tuple(cells))


def left_told(inside: Sequence[Leftover], outside: Sequence[Leftover], by: str, texts: Texts) -> tuple[Told, ...]:
    """What no row of the matrix holds (present.themes.leftovers), as tables of kinds; () for nothing."""
    heads = (texts("overview.rows.headings.kind"), texts("report.told.number"), texts("report.told.notes"))
    tables = (("declared" if inside else "recorded", inside or outside), ("others", outside if inside else ()))
    return tuple(
        Told(
            texts(f"themes.left.{by}.{key}").rstrip("\u00a0:"),
            heads,
            tuple((texts(f"common.kinds.{one.kind}"), *_left(one, texts)) for one in found),
        )
        for key, found in tables
        if found
    )


def _left(left: Leftover, texts: Texts) -> tuple[str, str]:
    """How many of a kind are left over, of how many; and which are named."""
    number = fmt.number(left.named + left.unnamed, texts)
    if left.total is not None:
        number = texts("themes.left.of", n=number, total=fmt.number(left.total, texts))
    said = []
    if left.named:
        gender = texts(f"common.gender.{left.kind}")
        more = left.named - len(left.names)
        names = [*left.names, *([texts.count("overview.more_names", more)] if more else [])]
        said.append(f"{texts.count(f'themes.left.named.{gender}', left.named)} {', '.join(names)}")
    if left.unnamed:
        said.append(texts.count("themes.left.unnamed", left.unnamed, n=fmt.number(left.unnamed, texts)))
    return number, "; ".join(said)


def _said(cell: Cell, texts: Texts) -> str:
    parts = [counted(cell.runs, texts)] if any(run.n for run in cell.runs) else []
    parts += [texts("report.told.mark", kind=texts(f"common.kinds.{cell.mark}"))] if cell.mark else []
    return "; ".join(parts) or texts("common.unknown")


def _row(row: Row, largest: int, texts: Texts) -> Block:
    name = paragraph(row.name, 18, _NAME - 20)
    cells = [_cell(cell, texts) for cell in row.cells]
    height = max([name.height, *(cell.height for cell in cells)]) + 18
    count = fmt.number(row.n, texts) if row.n else texts("common.unknown")
    bar = 130 * row.n / largest
    drawn = rule(INNER) + placed(name, 0, 9)
    drawn += Markup("").join(placed(cell, _NAME + _CELL * i + 8, 9) for i, cell in enumerate(cells))
    look = f'rx="2" fill="{var("hatch")}"'
    drawn += Markup(f'<rect x="{INNER - _TOTAL + 20:.1f}" y="14" width="{bar:.1f}" height="16" {look}/>')
    drawn += line(count, INNER, 29, 19, weight=600, anchor="end")
    return Block(drawn, height)


def _cell(cell: Cell, texts: Texts) -> Block:
    drawn = counted_symbols(cell.runs, _CELL - 20, _MOST_SYMBOLS, texts)
    if cell.mark:
        return stacked([drawn, Block(symbol(cell.mark, "declared", 12, 12, 17), 24)])
    return drawn


def runs_of(rows: Sequence[Row]) -> list[Run]:
    """Every run of the matrix, totals that name a theme included, for its legend."""
    cells = [cell for row in rows for cell in row.cells]
    return [
        *(run for cell in cells for run in cell.runs),
        *(Run(cell.mark, "declared", 1) for cell in cells if cell.mark),
    ]
