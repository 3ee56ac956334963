"""The rows behind a page, as sheets: the same for a workbook, a CSV file and a web page."""

from __future__ import annotations

from collections.abc import Callable

from bri_data.export.sheets import Sheet
from bri_data.present import format as fmt
from bri_data.present.briefs import country_name
from bri_data.present.locators import locator
from bri_data.present.records import state_of
from bri_data.present.rows import localised, plain
from bri_data.queries import map_page, take_away

from . import fields as columns
from .brief_rows import brief_sheets
from .compare import choice_of, comparison_sheets
from .drawers import SHEETS, drawers
from .landmarks import landmarks_sheet
from .order import NothingToTakeError, Shown
from .table_rows import cited_by, table_sheets

Sheets = tuple[Sheet, ...]


def sheets_of(order: Shown) -> Sheets:
    """Every table of the page, the one a reader came for first. NothingToTakeError for a page that has no rows."""
    page = order.address.page
    make = _HERE.get(page) or drawers(SHEETS).get(page)
    if make is None:
        raise NothingToTakeError("export.error.no_rows")
    return make(order)


def sheet_of(order: Shown) -> Sheet:
    """The one table asked for (`order.sheet`, else the first). NothingToTakeError when the page has no such table."""
    found = sheets_of(order)
    sheet = next((one for one in found if order.sheet in {"", one.code}), None)
    if sheet is None:
        raise NothingToTakeError("export.error.no_sheet")
    return sheet


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


def _declared_sheet(order: Shown, years: list[int] | None) -> Sheets:
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


def _year(order: Shown) -> Sheets:
    """The overview, the timeline and the themes: records, and what is declared of the year."""
    year = order.year
    return (records_sheet(order, year), *_declared_sheet(order, None if year is None else [year]))


def _timeline(order: Shown) -> Sheets:
    return (*_year(order), *landmarks_sheet(order))


def _map(order: Shown) -> Sheets:
    year, words = order.year, order.texts
    found = plain(map_page.placed(order.con, year, order.framed))
    rows = [
        (
            localised(row, "name", words),
            country_name(row["country"], words),
            row["latitude"],
            row["longitude"],
            words(f"common.kind.{row['kind']}"),
            state_of(row["kind"], row["state"], words),
            localised(row, "label", words),
            row["record_id"],
        )
        for row in found
    ]
    heads = columns.fields(columns.PLACES, words)
    places = Sheet("villes", words("export.sheet.places"), heads, rows, len(rows), cited_by(found))
    return (records_sheet(order, year), places, *_declared_sheet(order, None if year is None else [year]))


def _brief(order: Shown) -> Sheets:
    return brief_sheets(order, lambda ids: records_sheet(order, None, ids))


def _comparison(order: Shown) -> Sheets:
    years = [int(code) for code in choice_of(order).codes if code.isdigit()]
    return comparison_sheets(order, _declared_sheet(order, years))


# The pages whose sheets are made here; the others say their own (drawers.py).
_HERE: dict[str, Callable[[Shown], Sheets]] = {
    "": _year,
    "carte": _map,
    "chronologie": _timeline,
    "themes": _year,
    "fiches": _brief,
    "donnees": table_sheets,
    "comparer": _comparison,
    "presenter": _year,
}
