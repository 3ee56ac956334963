"""A table of the schema as a sheet, with its codes and keys in words: the data page, and parts of other pages."""

from __future__ import annotations

from typing import Any

import pandas as pd

from bri_data.export.sheets import CellType, Field, Row, Sheet
from bri_data.model.columns import Column, Table
from bri_data.present import data_page
from bri_data.present.figures.data_page import holds
from bri_data.present.rows import plain
from bri_data.present.words import Texts
from bri_data.queries import data_page as queries

from .order import Shown

_EVERY_ROW = 2_000_000_000


def table_sheets(order: Shown) -> tuple[Sheet, ...]:
    """The table that the data page shows, with its search."""
    shown = data_page.table_of(order.address.value("table"))
    return (table_sheet(order, shown, search=order.address.value("q").strip()[:100]),)


def table_sheet(order: Shown, table: Table, *, search: str = "", key: str = "") -> Sheet:
    """Every public row of `table` (those that hold `search`; the one of `key`)."""
    linked = not order.address.filters.is_empty and not key
    frame, total = queries.rows(order.con, table, search=search, key=key, linked=linked, most=_EVERY_ROW)
    return frame_sheet(order, table, frame, total)


def frame_sheet(order: Shown, table: Table, frame: pd.DataFrame, total: int) -> Sheet:
    """Rows of `table` as a sheet."""
    words = order.texts
    names = data_page.name_of(queries.names_in(order.con, table, frame), words)
    readable = plain(data_page.readable(table, frame, names, words))
    shown = data_page.columns_of(table)
    heads = tuple(_field(table, column, words) for column in shown)
    lines = Field("line", words("export.column.line.heading"), "integer", words("export.column.line.meaning"))
    rows: list[Row] = [
        [*(_cell(row[column.name], words) for column in shown), int(line)]
        for row, line in zip(readable, frame["line"], strict=True)
    ]
    return Sheet(data_page.code_of(table), words(f"data_page.table.{table.name}"), (*heads, lines), rows, total)


def _field(table: Table, column: Column, words: Texts) -> Field:
    return Field(column.name, data_page.column_label(table, column, words), _type(column), holds(column, words))


def _type(column: Column) -> CellType:
    if column.many:
        return "text"
    kinds: dict[str, CellType] = {"integer": "integer", "number": "number", "date": "date", "url": "url"}
    if column.unit == "$ CA":
        return "money"
    return kinds.get(column.type, "text")


def _cell(value: Any, words: Texts) -> Any:
    return words("data_page.yes" if value else "data_page.no") if isinstance(value, bool) else value
