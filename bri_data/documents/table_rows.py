"""A table of the schema as a sheet, with its codes and keys in words: the data page, and parts of other pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

from bri_data.export.sheets import CellType, Field, Row, Sheet
from bri_data.filters import NOTHING, Filters
from bri_data.model.columns import Column, Table
from bri_data.model.listed import listed
from bri_data.present import data_page
from bri_data.present.figures.data_page import holds
from bri_data.present.rows import plain
from bri_data.present.words import Texts
from bri_data.queries import data_page as queries
from bri_data.queries.narrow import held, narrowed

from .order import Order, Shown

_EVERY_ROW = 2_000_000_000


def table_asked(order: Order) -> tuple[Table, str, Filters]:
    """What the data page shows: its table, its search, and the filters that choose its rows.

    They are those of the address that the data know; none for a table whose rows have nothing to do with records. What
    stands above the table is whole: an order of that page has no filters of its own.
    """
    shown = data_page.table_of(order.address.value("table"))
    filters, _ = held(order.con, order.address.filters)
    search = order.address.value("q").strip()[:100]
    return shown, search, filters if queries.is_narrowed(shown) else NOTHING


def table_sheets(order: Shown) -> tuple[Sheet, ...]:
    """The table that the data page shows, with its search and its filters."""
    shown, search, filters = table_asked(order)
    linked = not filters.is_empty
    with narrowed(order.con, filters):
        total = queries.count(order.con, shown, search=search, linked=linked)
        cited = queries.cited(order.con, shown, search=search, linked=linked)
    rows = _read(order, shown, search, filters)
    words = order.texts
    title = words(f"data_page.table.{shown.name}")
    return (Sheet(data_page.code_of(shown), title, _fields(shown, words), rows, total, cited),)


def _read(order: Shown, table: Table, search: str, filters: Filters) -> Iterator[Row]:
    """The rows of a table, a stretch at a time."""
    after = 0
    while True:
        with narrowed(order.con, filters):
            frame = queries.stretch(order.con, table, after, search=search, linked=not filters.is_empty)
        if frame.empty:
            return
        yield from _rows(order, table, frame)
        after = int(frame["line"].iloc[-1])


def table_sheet(order: Shown, table: Table, *, key: str = "") -> Sheet:
    """Every public row of `table` that the order keeps, or the one of `key`."""
    linked = not order.filters.is_empty and not key
    frame, total = queries.rows(order.con, table, key=key, linked=linked, most=_EVERY_ROW)
    return frame_sheet(order, table, frame, total)


def listed_rows(
    con: DuckDBPyConnection, table: Table, search: str, filters: Filters, words: Texts
) -> tuple[pd.DataFrame, int]:
    """The rows of a table as the data page lists them (present.data_page.readable), and how many there are in all.

    `con` is narrowed by `filters` already.
    """
    frame, total = queries.rows(con, table, search=search, linked=not filters.is_empty)
    names = data_page.name_of(queries.names_in(con, table, frame), words)
    return data_page.readable(table, frame, names, words), total


def frame_sheet(order: Shown, table: Table, frame: pd.DataFrame, total: int) -> Sheet:
    """Rows of `table` as a sheet."""
    words = order.texts
    said = words(f"data_page.table.{table.name}")
    rows = list(_rows(order, table, frame))
    return Sheet(data_page.code_of(table), said, _fields(table, words), rows, total, _cited(table, frame))


def _fields(table: Table, words: Texts) -> tuple[Field, ...]:
    """The columns of a table's sheet, its line in the file last."""
    lines = Field("line", words("export.column.line.heading"), "integer", words("export.column.line.meaning"))
    return (*(_field(table, column, words) for column in data_page.columns_of(table)), lines)


def _rows(order: Shown, table: Table, frame: pd.DataFrame) -> Iterator[Row]:
    """Rows of `table` under `_fields`, in words."""
    words = order.texts
    names = data_page.name_of(queries.names_in(order.con, table, frame), words)
    columns = data_page.columns_of(table)
    readable = plain(data_page.readable(table, frame, names, words, listed))
    for row, line in zip(readable, frame["line"], strict=True):
        yield [*(_cell(row[column.name], words) for column in columns), int(line)]


def _cited(table: Table, frame: pd.DataFrame) -> tuple[str, ...]:
    """What the rows of `table` rest on; the documents themselves in the table of documents."""
    if table.name == "sources":
        return tuple(frame["source_id"])
    return cited_by(plain(frame))


def cited_by(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The ids in the `source_ids` of these rows, once each, in order of first use; none for rows that cite none."""
    return tuple(dict.fromkeys(code for row in rows for code in row.get("source_ids") or ()))


def _field(table: Table, column: Column, words: Texts) -> Field:
    return Field(column.name, data_page.column_label(table, column, words), _type(column), holds(column, words))


def _type(column: Column) -> CellType:
    if column.many:
        return "list"
    kinds: dict[str, CellType] = {"integer": "integer", "number": "number", "date": "date", "url": "url"}
    if column.unit == "$ CA":
        return "money"
    return kinds.get(column.type, "text")


def _cell(value: Any, words: Texts) -> Any:
    return words("data_page.yes" if value else "data_page.no") if isinstance(value, bool) else value
