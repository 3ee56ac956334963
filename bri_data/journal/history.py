"""The history of a data folder: what engine.py keeps, by default an SQLite file beside its CSV files.

It holds each change (when, who, why) with what each row was before and after, what every file held then, and how the
columns of a source were matched. The CSV files stay the data; without the history they lose nothing but their past.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .contents import content_of, keep_content
from .engine import Journal, reading

Row = Mapping[str, str]
# no file is called so: under this source the matches are pairs of rows that a person set apart
_APART = "!apart"


@dataclass(frozen=True)
class RowChange:
    """One row of one table (English name): what it was and what it became; None where it was not, or is no more."""

    table: str
    key: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Change:
    """One change: `at` in ISO, `kind` is import, edit, undo or restore, `source` the file it came from, `undoes` the
    change it takes back. `id` is 0 until it is kept."""

    at: str
    who: str
    why: str
    kind: str
    source: str = ""
    undoes: int | None = None
    id: int = 0


def keep(
    con: Journal,
    change: Change,
    rows: Iterable[RowChange],
    files: Mapping[str, bytes],
    before: Mapping[str, bytes | None],
) -> int:
    """Write a change that waits for its files, in one transaction; its number. From then on it is confirmed.

    `files` are the new contents by name, `before` what every file of the folder held, None for one that is not there.
    """
    with con.transaction():
        (number,) = con.execute(
            "INSERT INTO change (id, at, who, why, kind, source, undoes, state) "
            "SELECT coalesce(max(id), 0) + 1, ?, ?, ?, ?, ?, ?, 'waiting' FROM change RETURNING id",
            (change.at, change.who, change.why, change.kind, change.source, change.undoes),
        ).fetchone()
        con.executemany(
            "INSERT INTO changed_row (change_id, table_name, key, before, after) VALUES (?, ?, ?, ?, ?)",
            ((number, row.table, row.key, _json(row.before), _json(row.after)) for row in rows),
        )
        last = _last_state(con)
        known = {name: content_of(con, last.get(name, "")) for name in before}
        was = {name: keep_content(con, content, known[name]) for name, content in before.items()}
        now = was | {name: keep_content(con, content, before.get(name)) for name, content in files.items()}
        con.execute("INSERT INTO folder_state VALUES (?, ?, ?)", (number, json.dumps(was), json.dumps(now)))
    return int(number)


def _last_state(con: Journal) -> dict[str, str]:
    row = con.execute("SELECT after FROM folder_state ORDER BY change_id DESC LIMIT 1").fetchone()
    found: dict[str, str] = json.loads(row[0]) if row else {}
    return found


def waiting(con: Journal) -> tuple[int, bool, dict[str, bytes | None]]:
    """The number of the change whose files may not all be in place, whether it was refused, and what its files must
    hold: their new contents, or, when it was refused, those of before. (0, False, {}) when there is none."""
    row = con.execute(
        "SELECT id, state = 'refused', before, after FROM change JOIN folder_state ON change_id = id "
        "WHERE state IN ('waiting', 'refused')"
    ).fetchone()
    if row is None:
        return 0, False, {}
    was, now = json.loads(row[2]), json.loads(row[3])
    target = was if row[1] else now
    changed = [name for name in now if now[name] != was.get(name, "")]
    return row[0], bool(row[1]), {name: content_of(con, target.get(name, "")) for name in changed}


def is_waiting(con: Journal) -> bool:
    """Whether a change may not have all its files in place."""
    return con.execute("SELECT 1 FROM change WHERE state IN ('waiting', 'refused')").fetchone() is not None


def refuse(con: Journal, number: int) -> None:
    """Say that a change is refused: from here its files must hold what they held before it."""
    con.execute("UPDATE change SET state = 'refused' WHERE id = ?", (number,))


def close(con: Journal, number: int, *, done: bool = True) -> None:
    """Say that the files of a change are in place; or, when they could not be, forget it."""
    with con.transaction():
        if done:
            con.execute("UPDATE change SET state = 'done' WHERE id = ?", (number,))
        else:
            con.execute("DELETE FROM changed_row WHERE change_id = ?", (number,))
            con.execute("DELETE FROM folder_state WHERE change_id = ?", (number,))
            con.execute("DELETE FROM change WHERE id = ?", (number,))


def changes(folder: Path) -> tuple[tuple[Change, int], ...]:
    """Every change of the folder, the last first, each with its number of rows."""
    with reading(folder) as con:
        if con is None:
            return ()
        rows = con.execute(
            "SELECT at, who, why, kind, source, undoes, id, (SELECT count(*) FROM changed_row WHERE change_id = id) "
            "FROM change WHERE state <> 'refused' ORDER BY id DESC"
        ).fetchall()
    return tuple((Change(*row[:7]), row[7]) for row in rows)


def rows_of_change(folder: Path, number: int) -> tuple[RowChange, ...]:
    """What a change did, row by row, in the order it was told; () when there is no such change."""
    with reading(folder) as con:
        if con is None:
            return ()
        rows = con.execute(
            "SELECT table_name, key, before, after FROM changed_row WHERE change_id = ? ORDER BY rowid", (number,)
        ).fetchall()
    return tuple(RowChange(table, key, _row(before), _row(after)) for table, key, before, after in rows)


def touching(folder: Path, words: str) -> frozenset[int]:
    """The numbers of the changes of which a row, as it was or became, holds `words`, in any case."""
    with reading(folder) as con:
        if con is None:
            return frozenset()
        query = (
            "SELECT DISTINCT change_id FROM changed_row "
            "WHERE lower(key || ' ' || coalesce(before, '') || ' ' || coalesce(after, '')) LIKE ? ESCAPE '!'"
        )
        sought = re.sub("[!%_]", lambda found: f"!{found[0]}", words.lower())
        return frozenset(number for (number,) in con.execute(query, (f"%{sought}%",)).fetchall())


def rows_by_change(folder: Path) -> dict[int, tuple[RowChange, ...]]:
    """What every change did, row by row, by its number."""
    found: dict[int, list[RowChange]] = {}
    with reading(folder) as con:
        if con is not None:
            question = "SELECT change_id, table_name, key, before, after FROM changed_row ORDER BY rowid"
            for number, table, key, before, after in con.execute(question).fetchall():
                found.setdefault(number, []).append(RowChange(table, key, _row(before), _row(after)))
    return {number: tuple(rows) for number, rows in found.items()}


def removed_since(folder: Path, since: int) -> tuple[tuple[str, Row], ...]:
    """The rows, with their table, taken away after change `since`, each as it was when it went."""
    with reading(folder) as con:
        if con is None:
            return ()
        rows = con.execute(
            "SELECT table_name, before FROM changed_row WHERE change_id > ? AND after IS NULL",
            (since,),
        ).fetchall()
    return tuple((table, _row(before) or {}) for table, before in rows)


def matched(folder: Path, source: str) -> dict[tuple[str, str], str]:
    """How the columns of `source` were matched before: (table, heading) → column, "" for one that was set aside."""
    with reading(folder) as con:
        if con is None:
            return {}
        query = "SELECT table_name, heading, column_name FROM matched WHERE source = ?"
        return {(table, heading): column for table, heading, column in con.execute(query, (source,)).fetchall()}


def remember(con: Journal, source: str, matches: Mapping[tuple[str, str], str]) -> None:
    """Keep how the columns of `source` are matched, for the next file of that source."""
    rows: Sequence[tuple[str, str, str, str]] = [(source, *place, column) for place, column in matches.items()]
    question = (
        "INSERT INTO matched VALUES (?, ?, ?, ?) ON CONFLICT (source, table_name, heading) "
        "DO UPDATE SET column_name = excluded.column_name"
    )
    with con.transaction():
        con.executemany(question, rows)


def set_apart(con: Journal, pairs: Iterable[tuple[str, str, str]]) -> None:
    """Keep in mind that two rows which look alike (table, key, key) are two things."""
    remember(con, _APART, {(table, f"{one}!{other}"): "apart" for table, one, other in pairs})


def apart(folder: Path) -> frozenset[tuple[str, str, str]]:
    """The pairs of rows (table, key, key) that a person said are two things."""
    pairs = ((table, *heading.partition("!")) for table, heading in matched(folder, _APART))
    return frozenset((table, one, other) for table, one, _, other in pairs)


def _json(row: Row | None) -> str | None:
    return None if row is None else json.dumps(dict(row), ensure_ascii=False, sort_keys=True)


def _row(text: str | None) -> Row | None:
    return None if text is None else json.loads(text)
