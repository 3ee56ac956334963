"""What readers of a level may know of a folder's history: nothing of a change to a row that they may not read,
even when it is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from bri_data.journal.engine import state_mark
from bri_data.journal.history import Change, Row, RowChange, changes, rows_by_change
from bri_data.model.columns import CLOSED, EMBARGO, Level
from bri_data.store.marks import MARK, guarded, is_hidden

from .folder import FILES

_MUST_MARK = frozenset(table.name for table in guarded(FILES))
_Place = tuple[str, str]


def readable_changes(folder: Path, level: Level) -> tuple[tuple[Change, int, bool], ...]:
    """The changes that touch a row which readers of `level` may know of, the last first, each with the number of such
    rows and whether these are all of its rows. JournalError when the history does not answer."""
    mark = state_mark(folder)
    return () if mark is None else _readable(folder, level, mark)


@lru_cache(maxsize=8)
def _readable(folder: Path, level: Level, mark: tuple[int, int]) -> tuple[tuple[Change, int, bool], ...]:
    known = changes(folder)
    if level == CLOSED:
        return tuple((change, n, True) for change, n in known)
    rows = rows_by_change(folder)
    closed = _closed(tuple(row for each in rows.values() for row in each), level)
    shown = []
    for change, n in known:
        every = rows.get(change.id, ())
        opened = sum((row.table, row.key) not in closed and not _was_hidden(row, level) for row in every)
        if opened:
            shown.append((change, opened, opened == n))
    return tuple(shown)


def _closed(rows: Sequence[RowChange], level: Level) -> frozenset[_Place]:
    """The rows that were hidden from `level` when they were last changed, or taken away; those that name one of them;
    and those that nothing else names."""
    last = {(row.table, row.key): row.after or row.before or {} for row in rows}
    closed = {place for place, cells in last.items() if _hides(place[0], cells, level)}
    before = -1
    while closed and before != (before := len(closed)):
        keys = {key for _, key in closed}
        closed |= {(row.table, row.key) for row in rows if not keys.isdisjoint(_named((row,)))}
        by_open = _named(row for row in rows if (row.table, row.key) not in closed)
        alone = _named(row for row in rows if (row.table, row.key) in closed) - by_open
        closed |= {(row.table, row.key) for row in rows if row.key in alone}
    return frozenset(closed)


def _states(row: RowChange) -> Iterator[Row]:
    yield from (cells for cells in (row.before, row.after) if cells is not None)


def _was_hidden(row: RowChange, level: Level) -> bool:
    """Whether the row was hidden from `level` before the change or after it."""
    return any(_hides(row.table, cells, level) for cells in _states(row))


def _hides(table: str, cells: Row, level: Level) -> bool:
    """Whether a row of these cells is hidden; one that must bear a mark and has none is."""
    mark = cells.get(MARK, "")
    return (not mark and table in _MUST_MARK) or is_hidden(level, mark, cells.get(EMBARGO.name, ""))


def _named(rows: Iterable[RowChange]) -> frozenset[str]:
    """Every code that a cell of these rows may name, but for their own keys."""
    found: set[str] = set()
    for row in rows:
        for cells in _states(row):
            found |= {one.strip() for text in cells.values() for one in text.split(";") if text != row.key}
    return frozenset(found - {""})
