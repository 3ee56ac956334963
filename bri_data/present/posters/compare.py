"""Years, cities, partners or themes side by side as a poster: the same kinds on the same lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from bri_data.model import report_year

from ..compare_things import ThingColumn
from ..compare_years import YearColumn
from ..figures.common import Run
from ..words import Texts
from . import compare_told
from .paper import INNER, Block, line, paragraph, placed, rule, stacked, symbols
from .told import Told, counted

_GAP = 36.0


@dataclass(frozen=True)
class Cell:
    """One figure of one column: the number as text, what it counts, its symbols and what is said of it."""

    number: str
    label: str
    runs: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One thing compared; `cells` of all columns go by the same lines, and so do `more`: pairs (what, text) that the
    drawing has no room for, and its table holds."""

    name: str
    facts: tuple[str, ...]
    cells: tuple[Cell, ...]
    more: compare_told.Pairs = ()


def of_year(column: YearColumn, texts: Texts) -> Column:
    """A year: its kinds, then its other declared figures."""
    cells = [
        Cell(one.number, one.label, one.runs, tuple(filter(None, (*one.notes, one.change))))
        for one in (*column.kinds, *column.smalls)
    ]
    return Column(report_year.name(column.year), (), tuple(cells), compare_told.of_year(column, texts))


def of_thing(column: ThingColumn, texts: Texts) -> Column:
    """A city, a partner or a theme: its kinds."""
    cells = [Cell(one.number, one.label, one.runs, tuple(filter(None, (one.note,)))) for one in column.kinds]
    return Column(column.name, (column.finding, *column.facts), tuple(cells), compare_told.of_thing(column, texts))


def columns_block(columns: Sequence[Column], texts: Texts) -> Block:
    """The columns under their names; nothing for none."""
    if not columns:
        return Block(Markup(), 0)
    width = (INNER + _GAP) / len(columns) - _GAP
    lines = [[_head(one, width) for one in columns]]
    for i in range(max(len(one.cells) for one in columns)):
        lines.append([_cell(one.cells[i], width) if i < len(one.cells) else Block(Markup(), 0) for one in columns])
    whole = stacked([_side_by_side(cells, width) for cells in lines])
    return replace(whole, told=(compared_told(columns, texts),))


def compared_told(columns: Sequence[Column], texts: Texts) -> Told:
    """The comparison as a table: one line a figure, one column a thing, then what else is said of each."""
    most = max(columns, key=lambda one: len(one.cells))
    rows = [
        (cell.label, *(_said(one.cells[i], texts) if i < len(one.cells) else "" for one in columns))
        for i, cell in enumerate(most.cells)
    ]
    if any(one.facts for one in columns):
        rows.append((texts("brief.known_title"), *("; ".join(one.facts) for one in columns)))
    rows += [(what, *(one.more[i][1] for one in columns)) for i, (what, _) in enumerate(columns[0].more)]
    heads = (texts("report.told.figure"), *(one.name for one in columns))
    return Told(texts("report.told.compared"), heads, tuple(rows))


def _said(cell: Cell, texts: Texts) -> str:
    """« 3: 2 missions, dated; 1 mission, named. What is said of it »"""
    parts = [cell.number, counted(cell.runs, texts)] if any(run.n for run in cell.runs) else [cell.number]
    return ". ".join((" · ".join(parts), *cell.notes))


def _side_by_side(cells: Sequence[Block], width: float) -> Block:
    svg = "".join(placed(cell, i * (width + _GAP), 0) for i, cell in enumerate(cells))
    return Block(Markup(svg), max(cell.height for cell in cells) + 12)


def _head(column: Column, width: float) -> Block:
    facts = [paragraph(fact, 16, width, hue="ink2") for fact in column.facts]
    return stacked([paragraph(column.name, 30, width, serif=True, weight=600), *facts])


def _cell(cell: Cell, width: float) -> Block:
    top = Block(rule(width, hue="ink") + line(cell.number, 0, 48, 44, serif=True), 56)
    label = paragraph(cell.label, 18, width, weight=600)
    notes = [paragraph(note, 16, width, hue="ink2") for note in cell.notes]
    return stacked([top, label, symbols(cell.runs, width), *notes])
