"""The table of the outcomes page."""

from __future__ import annotations

from bri_data.export.sheets import Sheet
from bri_data.model.listed import beside, listed
from bri_data.present.locators import locator
from bri_data.present.rows import localised, plain
from bri_data.queries import outcomes as queries

from . import fields as columns
from .order import Shown
from .table_rows import cited_by

_EVERY = 2_000_000_000


def outcomes_sheets(order: Shown) -> tuple[Sheet, ...]:
    """The outcomes of the year, each with what it hangs on and its sources."""
    words = order.texts
    found = plain(queries.outcomes(order.con, order.year, whole=order.filters.is_empty, most=_EVERY))
    rows = [
        (
            localised(row, "statement", words),
            row["year"],
            words(f"common.axis.{row['axis']}") if row["axis"] else None,
            words(f"brief.outcome.{row['status']}"),
            row["due"],
            localised(row, "label", words) if row["record_id"] else None,
            listed(row["source_titles"] or []),
            beside(row["source_urls"] or []),
            locator(row["source_locator"], words),
            row["record_id"],
            row["outcome_id"],
        )
        for row in found
    ]
    heads = columns.fields(columns.OUTCOMES, words)
    return (Sheet("retombees", words("export.sheet.outcomes"), heads, rows, len(rows), cited_by(found)),)


SHEETS = outcomes_sheets
