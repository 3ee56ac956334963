"""What the data say otherwise than on the day of the meeting before, from their own history: added, changed, removed.

Both states are read by one reader's eyes, so that nothing hidden from them is told. Where the history does not reach
that day, it is said from when it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from duckdb import DuckDBPyConnection

from bri_data.export.sheets import CellType, Sheet
from bri_data.filters import Filters
from bri_data.model.columns import PUBLIC
from bri_data.model.schema import table
from bri_data.present import format as fmt
from bri_data.present.changed_rows import KINDS, ChangedRow, cell_changes, kind_of, row_name
from bri_data.present.made import moment
from bri_data.present.meeting import Sitting
from bri_data.present.words import Texts
from bri_data.queries import past as queries
from bri_data.queries.narrow import narrowed
from bri_data.queries.past import Difference
from bri_data.store.database import Database
from bri_data.store.past import Past

from . import fields as columns
from .order import Shown

# the state of the data on a day, or after a change, as the reader reads it; None where none can be asked
Earlier = Callable[[str], Past | None]
_BRIEFS = {"activities": "activite", "agreements": "entente", "cities": "ville", "partners": "partenaire"}
_COLUMNS: dict[str, CellType] = {
    "change": "text", "table": "text", "what": "text", "cells": "text", "level": "text",
    "source_titles": "text", "source_urls": "url", "record_id": "text",
}  # fmt: skip


@dataclass(frozen=True)
class States:
    """The two states to compare: `note` says what the history does not reach, or why nothing can be compared (`before`
    is then None); `after` is None where the later state is the data that are served."""

    note: str
    before: Database | None = None
    after: Database | None = None


def states(sitting: Sitting, earlier: Earlier, today: date, words: Texts, *, is_past: bool) -> States:
    """The data at the end of the day of the meeting before, and on the meeting's day. `is_past` is true where the data
    served are themselves a past state."""
    before = earlier(sitting.since.isoformat())
    if before is None or (before.database is None and not before.first):
        return States(words("meeting.changes.no_history"))
    note = ""
    if before.why == "not_known":  # what was before the first change of the history is known, not since when
        note = words("meeting.changes.begins", moment=moment(datetime.fromisoformat(before.first), words))
        before = earlier("0")
    after = None
    if not is_past and sitting.today < today:
        then = earlier(sitting.today.isoformat())
        if then is not None and then.why == "not_known":
            return States(note)
        if then is None or then.database is None:
            return States(words("meeting.changes.not_now"))
        after = then.database
    if before is None or before.database is None:
        return States(words("meeting.changes.not_now"))
    return States(note, before.database, after)


def rows_between(
    old: DuckDBPyConnection, new: DuckDBPyConnection, filters: Filters, words: Texts
) -> tuple[ChangedRow, ...]:
    """The rows that differ, table by table; with filters, those of the records that either state keeps under them."""
    found = queries.differences(old, new)
    documents = queries.documents(old) | queries.documents(new)
    if not filters.is_empty:
        kept: set[str] = set()
        for con in (old, new):
            with narrowed(con, filters):
                kept |= queries.record_ids(con)
        found = tuple(one for one in found if one.key in kept)
    return tuple(_row(one, documents, words) for one in found)


def _row(one: Difference, documents: dict[str, tuple[str, str | None]], words: Texts) -> ChangedRow:
    row = one.after or one.before or {}
    kind, level = kind_of(one.before, one.after), row.get("visibility", PUBLIC)
    brief = _BRIEFS.get(one.table) if one.after else None
    return ChangedRow(
        kind,
        words(f"data_page.table.{one.table}"),
        one.key,
        row_name(one.key, row),
        (brief, one.key) if brief else None,
        tuple(cell_changes(table(one.table), one.before, one.after, words)) if kind == "changed" else (),
        words(f"data_page.code.{level}") if level != PUBLIC else "",
        documents.get(row.get("source_ids", "").split(";")[0]),
    )


def total_said(rows: tuple[ChangedRow, ...], words: Texts) -> str:
    """« 3 lignes ajoutées, 2 modifiées », or that nothing differs."""
    if not rows:
        return words("meeting.changes.nothing")
    counts = Counter(one.kind for one in rows)
    said = [
        words.count(f"meeting.changes.n.{kind}", counts[kind], n=fmt.number(counts[kind], words))
        for kind in KINDS
        if counts[kind]
    ]
    return fmt.capitalised(", ".join(said))


def said_and_rows(order: Shown, sitting: Sitting) -> tuple[str, tuple[ChangedRow, ...]]:
    """What is said of the changes since the meeting before, in one line, and their rows; ("", ()) without a history: a
    file has no room to say what its page says."""
    if order.earlier is None:
        return "", ()
    words, on = order.texts, order.on.date() if isinstance(order.on, datetime) else order.on
    found = states(sitting, order.earlier, on, words, is_past=bool(order.address.as_of))
    if found.before is None:
        return "" if found.note == words("meeting.changes.no_history") else found.note, ()
    later = found.after.cursor() if found.after else order.con.cursor()
    with found.before.cursor() as old, later as new:
        rows = rows_between(old, new, order.filters, words)
    total = words("meeting.changes.line", total=total_said(rows, words))
    return " ".join(filter(None, (found.note, total))), rows


def changes_sheet(rows: tuple[ChangedRow, ...], words: Texts) -> Sheet:
    """One row per row of the data that differs."""
    told = [
        (
            words(f"meeting.changes.kind.{one.kind}"),
            one.table,
            one.name,
            "; ".join(one.cells) or None,
            one.level or None,
            *(one.document or (None, None)),
            one.key,
        )
        for one in rows
    ]
    return Sheet("changements", words("export.sheet.changes"), columns.fields(_COLUMNS, words), told, len(told))
