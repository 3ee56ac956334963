"""The records of a year, or of all of them, and what is declared of them, as sheets."""

from __future__ import annotations

from bri_data.export.sheets import Sheet
from bri_data.present import format as fmt
from bri_data.present.locators import locator
from bri_data.present.rows import localised, plain
from bri_data.queries import take_away

from . import fields as columns
from .order import Shown
from .table_rows import cited_by


def records_sheet(order: Shown, year: int | None, ids: list[str] | None = None) -> Sheet:
    """The records of a year (None: all), or those of `ids`."""
    words = order.texts
    return Sheet(
        "activites",
        words("export.sheet.records"),
        columns.fields(columns.RECORDS, words),
        columns.record_rows(take_away.records(order.con, year, ids), words),
        take_away.count(order.con, year, ids),
        take_away.cited(order.con, year, ids),
    )


def declared_sheet(order: Shown, years: list[int] | None) -> tuple[Sheet, ...]:
    """What is declared, when the reader kept every record: a total says nothing of a part."""
    if not order.is_whole:
        return ()
    words = order.texts
    found = plain(take_away.declared(order.con, years))
    rows = [
        (
            words(f"indicator.{row['indicator']}"),
            row["year"],
            row["value"],
            fmt.unit_name(row["unit"], words, row["value"]) if row["unit"] else None,
            words(f"common.axis.{row['axis']}") if row["axis"] else None,
            localised(row, "detail", words),
            row["source_title"],
            row["source_url"],
            locator(row["source_locator"], words),
        )
        for row in found
    ]
    heads = columns.fields(columns.DECLARED, words)
    return (Sheet("declare", words("export.sheet.declared"), heads, rows, len(rows), cited_by(found)),)


def year_sheets(order: Shown) -> tuple[Sheet, ...]:
    """The records of the order's year (or of all years), and what is declared of it."""
    return (records_sheet(order, order.year), *declared_sheet(order, None if order.year is None else [order.year]))
