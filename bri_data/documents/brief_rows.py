"""The tables of one brief: the subject, its records, and what stands behind them; without a subject, the index."""

from __future__ import annotations

import pandas as pd

from bri_data.export.sheets import Sheet
from bri_data.model.schema import table
from bri_data.queries import briefs
from bri_data.queries import data_page as queries

from .order import NothingToTakeError, Shown
from .records import records_sheet
from .table_rows import frame_sheet, table_sheet

_TABLES = {"ville": "cities", "partenaire": "partners", "activite": "activities", "entente": "agreements"}
# What hangs on a record, by the column that names it.
_BEHIND = ("outcomes", "trips", "expenses", "disclosures")


def subject_of(order: Shown) -> tuple[str, str]:
    """The kind and the code of the brief asked for, ("", "") for the index. NothingToTakeError for an unknown one."""
    asked = [(kind, code) for kind, code in order.address.own if kind in _TABLES]
    if not asked:
        return "", ""
    known = next((one for one in asked if not briefs.subject(order.con, *one).empty), None)
    if known is None:
        raise NothingToTakeError("export.error.no_brief")
    return known


def brief_sheets(order: Shown) -> tuple[Sheet, ...]:
    """The subject, its records and what hangs on them; of the directory, every record, city and partner kept."""
    kind, code = subject_of(order)
    if not kind:
        return (records_sheet(order, None), *(table_sheet(order, table(name)) for name in ("cities", "partners")))
    ids = briefs.record_ids(order.con, kind, code)
    own = table_sheet(order, table(_TABLES[kind]), key=code)
    behind = [sheet for name in _BEHIND if (sheet := _behind(order, name, set(ids))).n]
    if kind == "partenaire":
        behind += [sheet for sheet in [_of_partner(order, code)] if sheet.n]
    return (records_sheet(order, None, ids), own, *behind) if kind in {"ville", "partenaire"} else (own, *behind)


def _behind(order: Shown, name: str, ids: set[str]) -> Sheet:
    found, _ = queries.rows(order.con, table(name), most=2_000_000_000)
    columns = [column for column in ("activity_id", "activity_ids", "agreement_id") if column in found]
    mine = [any(_names(row[column], ids) for column in columns) for row in found.to_dict("records")]
    # a Series, because pandas reads an empty list as « no column » where « no row » is meant
    kept = found[pd.Series(mine, index=found.index, dtype=bool)]
    return frame_sheet(order, table(name), kept, len(kept))


def _names(cell: object, ids: set[str]) -> bool:
    return (
        cell in ids
        if isinstance(cell, str)
        else not isinstance(cell, float)
        and cell is not None
        and bool(
            ids & set(cell)  # type: ignore[call-overload]
        )
    )


def _of_partner(order: Shown, code: str) -> Sheet:
    found, _ = queries.rows(order.con, table("roles"), most=2_000_000_000)
    kept = found[found["partner_id"] == code]
    return frame_sheet(order, table("roles"), kept, len(kept))


SHEETS = brief_sheets
