"""The rows of the data page on paper, where the table of the screen would be cut at its visible part. HTML out."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from ...model.columns import Column, Table
from .. import format as fmt
from ..data_page import column_label
from ..words import Texts
from .common import table as table_markup
from .language import mixed

MOST_ROWS, MOST_COLUMNS = 200, 6  # what a sheet of letter size, upright, holds and a reader follows


def waiting_for_paper(address: str) -> Markup:
    """Where the browser puts `paper_table`, asked of `address`, when the page is about to be printed."""
    return Markup(f'<div class="bri-on-paper" data-rows="{escape(address)}"></div>')


def paper_table(table: Table, frame: pd.DataFrame, total: int, texts: Texts) -> Markup:
    """The first rows of present.data_page.readable and their first columns that say something; "" when there are none.

    What is left out is counted, so that nobody takes the sheet for the whole: `total` rows were found.
    """
    if frame.empty:
        return Markup()
    dates = {name for interval in table.intervals[:1] for name in interval}
    told = [str(name) for name in frame.columns if name not in dates and frame[name].notna().any()]
    kept, rows = told[:MOST_COLUMNS], frame.head(MOST_ROWS)
    named = {column.name: column for column in table.columns}
    heads = [texts("data_page.when") if name == "when" else column_label(table, named[name], texts) for name in kept]
    cells = [[_cell(row[name], named.get(name), texts) for name in kept] for _, row in rows.iterrows()]
    caption = texts(f"data_page.table.{table.name}")
    said = texts(
        "data_page.on_paper",
        rows=fmt.number(len(rows), texts),
        total=fmt.number(total, texts),
        columns=fmt.number(len(kept), texts),
        all_columns=fmt.number(len(told), texts),
    )
    return Markup(
        f'<div class="bri-board">{table_markup(caption, heads, cells)}<p class="bri-source">{escape(said)}</p></div>'
    )


def _cell(value: Any, column: Column | None, texts: Texts) -> Markup:
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN alone differs from itself
        return escape(texts("common.unknown"))
    if isinstance(value, bool):
        return escape(texts("data_page.yes" if value else "data_page.no"))
    if column is not None and column.type == "number" and not isinstance(value, str):
        return escape(fmt.number(value, texts))
    return mixed(str(value), texts)
