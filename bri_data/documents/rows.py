"""The rows behind a page, as sheets: the same for a workbook, a CSV file and a web page."""

from __future__ import annotations

from bri_data.export.sheets import Sheet

from .drawers import SHEETS, drawers
from .order import NothingToTakeError, Shown

Sheets = tuple[Sheet, ...]


def sheets_of(order: Shown) -> Sheets:
    """Every table of the page, the one a reader came for first. NothingToTakeError for a page that has no rows."""
    make = drawers(SHEETS).get(order.address.page)
    if make is None:
        raise NothingToTakeError("export.error.no_rows")
    found: Sheets = make(order)
    return found


def sheet_of(order: Shown) -> Sheet:
    """The one table asked for (`order.sheet`, else the first). NothingToTakeError when the page has no such table."""
    found = sheets_of(order)
    sheet = next((one for one in found if order.sheet in {"", one.code}), None)
    if sheet is None:
        raise NothingToTakeError("export.error.no_sheet")
    return sheet
