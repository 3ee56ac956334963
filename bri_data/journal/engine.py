"""Where the history of a folder is kept: an SQLite file beside its CSV files, or PostgreSQL.

`BRI_JOURNAL=postgresql://…` keeps the history of the served folder, and of no other, in that database: several machines
that share the folder then agree on who writes, by its locks. A password belongs in PGPASSFILE, not in the address. It
needs the extra « postgresql » of pyproject.toml. A history kept so far in the file is carried over by the first change.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bri_data.bureau import data_folder

from .schema import TABLES, statements

FILE = "historique.sqlite"
SETTING = "BRI_JOURNAL"
_WAIT_S = 10
# What the advisory locks of PostgreSQL are told apart by: « BRI » in letters, then which lock.
_LOCKS = 0x425249
Values = Sequence[object]


class JournalError(Exception):
    """The history cannot be read or written; the message says why, without any password."""


@dataclass(frozen=True)
class _Engine:
    """How an engine begins to write, marks a value, answers whether it has a table, and says that it failed."""

    begin: str
    mark: str
    has: str
    errors: tuple[type[Exception], ...]


_SQLITE = _Engine("BEGIN IMMEDIATE", "?", "SELECT 1 FROM sqlite_master WHERE name = ?", (sqlite3.Error,))


class Journal:
    """One connection to a history: the same questions, with « ? » for each value, whatever keeps it."""

    def __init__(self, con: Any, engine: _Engine) -> None:
        self._con, self._engine = con, engine

    def execute(self, question: str, values: Values = ()) -> Any:
        """A cursor on the rows of the answer; JournalError when it cannot be had."""
        return self._told(lambda: self._con.execute(question.replace("?", self._engine.mark), tuple(values)))

    def executemany(self, question: str, rows: Iterable[Values]) -> None:
        """The question once for each row of values."""
        every = [tuple(row) for row in rows]
        self._told(lambda: self._con.cursor().executemany(question.replace("?", self._engine.mark), every))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside, on disk at its end, or nothing of it."""
        self.execute(self._engine.begin)
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(JournalError):
                self.execute("ROLLBACK")
            raise

    def has(self, table: str) -> bool:
        """Whether this history has that table; without « change » it was never made."""
        return self.execute(self._engine.has, (table,)).fetchone() is not None

    def _told(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except self._engine.errors as error:
            raise JournalError(str(error)) from error


def history_of(folder: Path) -> Path:
    """The file that keeps the history of `folder` where PostgreSQL does not, made or not."""
    return folder / FILE


def is_shared(folder: Path) -> bool:
    """Whether PostgreSQL keeps the history of this folder."""
    return bool(os.environ.get(SETTING)) and folder.resolve() == data_folder()


def may_have_history(folder: Path) -> bool:
    """False where it is sure, at no cost, that the folder has no history."""
    return is_shared(folder) or history_of(folder).exists()


def state_mark(folder: Path) -> tuple[int, int] | None:
    """What is another whenever the history has changed; None for no history. JournalError when it does not answer."""
    if is_shared(folder):
        with _postgresql() as shared:
            if shared.has("change"):
                row = shared.execute("SELECT max(id), count(*) FROM change WHERE state <> 'refused'").fetchone()
                return int(row[0] or 0), int(row[1])
    try:
        found = history_of(folder).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@contextmanager
def reading(folder: Path) -> Iterator[Journal | None]:
    """A connection that changes nothing; None when the folder has no history. JournalError when it does not answer."""
    if is_shared(folder):
        with _postgresql() as shared:
            if shared.has("change"):
                yield shared
                return
    if not history_of(folder).exists():
        yield None
        return
    with _unchanged(history_of(folder)) as own:
        yield own if own.has("change") else None  # killed before it was made


@contextmanager
def writing(folder: Path) -> Iterator[Journal]:
    """A connection whose commits are on disk before they return; the history is made when there is none."""
    if is_shared(folder):
        with _postgresql() as shared:
            if not shared.has("change"):
                with shared.transaction():
                    _make(shared, "postgresql")
                    if history_of(folder).exists():
                        with _unchanged(history_of(folder)) as before:
                            copy(before, shared)
            yield shared
        return
    with _sqlite(history_of(folder)) as own:
        own.execute("PRAGMA synchronous = EXTRA")
        _make(own, "sqlite")
        yield own


def copy_to_file(folder: Path, file: Path) -> None:
    """Write the whole history of `folder` into the SQLite file `file`, of one moment, whoever writes meanwhile."""
    if not is_shared(folder):
        with closing(sqlite3.connect(history_of(folder))) as source, closing(sqlite3.connect(file)) as target:
            source.backup(target)
        return
    with reading(folder) as source_journal, _sqlite(file) as made:
        _make(made, "sqlite")
        if source_journal is not None:
            source_journal.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            with made.transaction():
                copy(source_journal, made)


def copy(source: Journal, target: Journal) -> None:
    """Every row of a history into another, which has its tables and no row."""
    for table in TABLES:
        rows = source.execute(f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY {table.order}").fetchall()  # noqa: S608
        marks = ", ".join("?" * len(table.columns))
        target.executemany(f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({marks})", rows)  # noqa: S608


@contextmanager
def shared_lock(folder: Path, which: int, wait_s: float) -> Iterator[None]:
    """The lock `which` (1 or 2) among all machines, where PostgreSQL keeps the history; freed by the server if its
    holder dies. JournalError when its turn does not come. Nothing to wait for elsewhere."""
    if not is_shared(folder):
        yield
        return
    with _postgresql() as shared:
        shared.execute(f"SET lock_timeout = {int(wait_s * 1000)}")
        shared.execute("SELECT pg_advisory_lock(?, ?)", (_LOCKS, which))
        yield


def _make(journal: Journal, engine: str) -> None:
    for statement in statements(engine):
        journal.execute(statement)


@contextmanager
def _unchanged(file: Path) -> Iterator[Journal]:
    """A connection to the file that changes nothing of what it says. A kill in the middle of a commit leaves it with a
    rollback journal, which SQLite plays back at the first question of a connection that may write, and of no other."""
    if file.with_name(f"{file.name}-journal").exists():
        with contextlib.suppress(JournalError), _sqlite(file, "?mode=rw") as mended:  # on a disk that cannot be written
            mended.has("change")
    with _sqlite(file, "?mode=ro") as own:
        yield own


@contextmanager
def _sqlite(file: Path, how: str = "") -> Iterator[Journal]:
    try:
        con = sqlite3.connect(f"{file.resolve().as_uri()}{how}", uri=True, timeout=_WAIT_S, isolation_level=None)
    except sqlite3.Error as error:
        raise JournalError(str(error)) from error
    with closing(con):
        yield Journal(con, _SQLITE)


@contextmanager
def _postgresql() -> Iterator[Journal]:
    try:
        import psycopg  # noqa: PLC0415 - only who keeps the history there needs it
    except ImportError as error:
        raise JournalError(f"{SETTING}: pip install 'psycopg[binary]'") from error
    try:
        con = psycopg.connect(os.environ[SETTING], autocommit=True, connect_timeout=_WAIT_S)
    except (psycopg.Error, UnicodeError) as error:
        raise JournalError(f"{SETTING}: {type(error).__name__}") from error  # its words may quote the address
    with closing(con):
        yield Journal(con, _Engine("BEGIN", "%s", "SELECT 1 WHERE to_regclass(?) IS NOT NULL", (psycopg.Error,)))
