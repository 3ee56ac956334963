"""When each event of the calendar was last changed, remembered from one content of the folder to the next.

A calendar program takes a correction only when the event says that it changed, and lets go of an event only when it
hears that it is cancelled. The CSV files say neither: this compares them with what was served before, of which only
digests are kept. Where nothing is remembered, an event changed when the files did.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

KEPT = timedelta(days=90)  # how long an event that went is still said to be cancelled
_MOST = 20_000  # events: beyond, no calendar holds them, and nothing is remembered
_STEP = timedelta(minutes=1)
_FILE = "agenda.json"
_TABLE = """CREATE TABLE revisions (
    code VARCHAR, record_id VARCHAR, first_day DATE, digest VARCHAR, changed_at TIMESTAMP, gone_at TIMESTAMP)"""


@dataclass(frozen=True)
class Revision:
    """One event: its code, the record it is about, its first day (ISO), the digest of what it says, when it changed,
    and when it went (ISO moments in UTC, without a zone); `gone_at` is "" for an event that is still there."""

    code: str
    record_id: str
    first_day: str
    digest: str
    changed_at: str
    gone_at: str = ""


Past = Mapping[str, Revision]


def known_records(con: duckdb.DuckDBPyConnection, past: Past) -> frozenset[str]:
    """The keys of the activities and agreements that the events of `past` are about."""
    about = sorted({one.record_id for one in past.values()})
    found = con.execute(
        """
        SELECT activity_id FROM activities WHERE activity_id IN (SELECT unnest($about::VARCHAR[]))
        UNION ALL SELECT agreement_id FROM agreements WHERE agreement_id IN (SELECT unnest($about::VARCHAR[]))
        """,
        {"about": about},
    ).fetchall()
    return frozenset(row[0] for row in found)


def write_revisions(
    con: duckdb.DuckDBPyConnection, past: Past, changed: datetime, read: datetime, hidden: Collection[str]
) -> None:
    """Make the table `revisions` of the events of the calendar, and of those of `past` that went within KEPT.

    `changed` is when the files were last written, `read` when they are read. A record that is `hidden` leaves no trace.
    """
    con.execute(_TABLE)
    row = con.execute("SELECT count(*) FROM agenda_events").fetchone()
    if row is None or row[0] > _MOST:
        return
    found = con.execute("SELECT code, record_id, first_day, digest FROM agenda_events").fetchall()
    rows = [
        Revision(code, record_id, str(first), digest, _changed(past.get(code), digest, changed))
        for code, record_id, first, digest in found
    ]
    here = {one.code for one in rows}
    for one in past.values():
        if one.code in here or one.record_id in hidden:
            continue
        gone = one.gone_at or read.isoformat()
        if read - datetime.fromisoformat(gone) <= KEPT:
            rows.append(Revision(one.code, one.record_id, one.first_day, "", gone, gone))
    if rows:  # in one statement: DuckDB plans each row of several anew
        columns = [list(column) for column in zip(*(asdict(one).values() for one in rows), strict=True)]
        con.execute(
            """
            INSERT INTO revisions
            SELECT unnest($1), unnest($2), unnest($3)::DATE, unnest($4), unnest($5)::TIMESTAMP,
                   nullif(unnest($6), '')::TIMESTAMP
            """,
            columns,
        )


def _changed(known: Revision | None, digest: str, changed: datetime) -> str:
    """When an event changed: as remembered while it says the same, else with the files, and never twice at once."""
    if known is None:
        return changed.isoformat()
    before = datetime.fromisoformat(known.changed_at)
    return (before if known.digest == digest else max(changed, before + _STEP)).isoformat()


def forget_hidden(con: duckdb.DuckDBPyConnection) -> None:
    """Take out of `revisions` what became hidden: an event that is not there and was never said to go."""
    con.execute("DELETE FROM revisions WHERE gone_at IS NULL AND code NOT IN (SELECT code FROM agenda_events)")


def read_past(cache: Path) -> dict[str, Revision]:
    """What was remembered in the folder `cache`; nothing where nothing is, or where it cannot be read."""
    try:
        said = json.loads((cache / _FILE).read_text("utf-8"))
        past = [Revision(**one) for one in said]
        for one in past:
            datetime.fromisoformat(one.changed_at), datetime.fromisoformat(one.gone_at or one.changed_at)
    except (OSError, ValueError, TypeError):
        return {}
    return {one.code: one for one in past}


def remember(con: duckdb.DuckDBPyConnection, cache: Path) -> None:
    """Write the table `revisions` into the folder `cache`, whole or not at all; a full disk costs only the memory."""
    found = con.execute("SELECT * FROM revisions").fetchall()
    rows = [
        Revision(code, record, str(first), digest, changed.isoformat(), gone.isoformat() if gone else "")
        for code, record, first, digest, changed, gone in found
    ]
    draft = cache / f".{_FILE}.draft"
    with contextlib.suppress(OSError):
        draft.write_text(json.dumps([asdict(one) for one in rows]), "utf-8")
        draft.replace(cache / _FILE)
