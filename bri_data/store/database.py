"""A data folder as a DuckDB file: built once per content, then opened read-only by any number of processes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import duckdb

from bri_data import bureau, model
from bri_data.journal.transaction import steady
from bri_data.model import report_year
from bri_data.model.columns import PUBLIC, Level, Table
from bri_data.model.problems import Problem
from bri_data.model.schema import TABLES

from .checks import Checks
from .doubts import doubts, unprinted
from .load import load_table
from .marks import Hidden, guarded, key_sql, with_marks
from .regular import open_regular
from .revisions import Past, forget_hidden, known_records, write_revisions
from .typed import create_bridges, create_typed
from .visibility import withdraw

_HERE = Path(__file__).parent
# What is made of the typed tables, the last made first: views, then tables and the macro of the scripts.
_DERIVED = """
    SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal
    UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables()
    WHERE table_name IN ('records', 'search_names', 'search_words')
    UNION ALL SELECT 'MACRO', function_name FROM duckdb_functions() WHERE function_name = 'words_of'
"""
_Config = dict[str, str | bool | int | float | list[str]]
_SPILL = Path(tempfile.gettempdir()) / "bri-duckdb"  # never the folder somebody happens to stand in
_NO_DOWNLOADS: _Config = {
    "temp_directory": str(_SPILL),
    "memory_limit": os.environ.get("BRI_MEMORY_LIMIT", "4GB"),
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}
# Under this many bytes one thread answers sooner than several that wait for one another
_SMALL = 16 << 20
# once it is open, a served database reaches no file but its own, and nobody may change that
_SHUT = "SET enable_external_access = false; SET lock_configuration = true"


class StaleDatabaseError(Exception):
    """A cache file that cannot serve: unreadable, cut short, or built from something else."""


class Database:
    """One opened, read-only database: the typed tables of the schema, their bridges and the views.

    It stays usable for as long as someone holds it, even after a newer one took its place on disk.
    """

    def __init__(self, file: Path, folder: Path, fingerprint: str) -> None:
        """Open `file`; StaleDatabaseError when it is not the whole database of `fingerprint`."""
        self.file = file
        self.folder = folder
        self.fingerprint = fingerprint
        try:
            self._con = duckdb.connect(str(file), read_only=True, config=_config(file))
            shut = self._con.execute("SELECT current_setting('lock_configuration')").fetchone()
            if shut and not shut[0]:  # DuckDB opens a file once in a process: another Database may have shut it
                self._con.execute(_SHUT)
            row = self._con.execute("SELECT fingerprint, built_at, withdrawn FROM build").fetchone()
        except duckdb.Error as error:
            raise StaleDatabaseError(str(error)) from error
        if row is None or row[0] != fingerprint:
            self._con.close()
            raise StaleDatabaseError(f"{file.name}: another fingerprint")
        self.built_at: datetime = row[1].replace(tzinfo=UTC)
        # which rows were marked hidden: another value means that what was drawn before may show one
        self.withdrawn: str = row[2]

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of the caller's own: one per thread and per query that overlaps another."""
        return self._con.cursor()

    def close(self) -> None:
        """Close the connection; its cursors stop working."""
        self._con.close()


def build(
    folder: Path,
    file: Path,
    fingerprint: str,
    tables: tuple[Table, ...] = TABLES,
    past: Past | None = None,
    *,
    level: Level = PUBLIC,
) -> tuple[Problem, ...]:
    """Load, check and store `folder` as the database `file`; the folder's problems, sorted, none when it is sound.

    It holds what readers of `level` may read, and nothing else.

    `past` is what is remembered of the events of the calendar (revisions.py).

    With any problem no file is written. The file appears whole or not at all.
    """
    draft = file.with_name(f".{file.stem}.{uuid4().hex}.draft")
    try:
        files = _files(folder, tables)
        # each statement on a file waits for its disk: a small folder is put together in memory and written once
        place = ":memory:" if _is_small(files) else str(draft)
        with contextlib.closing(duckdb.connect(place, config=_config(*files))) as con:
            problems = tuple(one for one in _check_into(con, folder, tables) if not one.is_doubt)
            if problems:
                return problems
            _finish(con, folder, fingerprint, tables, past=past or {}, level=level)
            if place == ":memory:":
                _write(con, draft)
        _put_in_place(draft, file, folder, fingerprint)
    finally:
        for leftover in draft.parent.glob(f"{draft.name}*"):
            with contextlib.suppress(OSError):
                leftover.unlink()
    return ()


def check(folder: Path, tables: tuple[Table, ...] = TABLES) -> tuple[Problem, ...]:
    """Every fault of `folder`, sorted by file and line; () when it is sound. Nothing is written."""
    with steady(folder), contextlib.closing(duckdb.connect(config=_config(*_files(folder, tables)))) as con:
        return tuple(problem for problem in _check_into(con, folder, tables) if not problem.is_doubt)


def examine(folder: Path, undrawn: Callable[[str], str] | None = None) -> tuple[Problem, ...]:
    """Every fault of `folder`, or, when it has none, every doubt; sorted by file and line. Nothing is written.

    `undrawn` names the letters of a text that no document can print: with it, their cells are doubts too.
    """
    with steady(folder), contextlib.closing(duckdb.connect(config=_config(*_files(folder, TABLES)))) as con:
        problems = tuple(sorted((*_check_into(con, folder, TABLES), *_names(folder))))
        if any(not problem.is_doubt for problem in problems):
            return problems
        letters = unprinted(con, undrawn) if undrawn else ()
        return tuple(sorted((*problems, *doubts(con), *letters)))


def _names(folder: Path) -> Iterator[Problem]:
    """What is wrong in the file that says who the bureau is; the data are served all the same, under neutral names."""
    for fault in bureau.read(folder)[1]:
        yield Problem(bureau.FILE, 0, "", fault.rule, fault.value, (("key", fault.key),))


def _check_into(con: duckdb.DuckDBPyConnection, folder: Path, tables: tuple[Table, ...]) -> tuple[Problem, ...]:
    if not folder.is_dir():
        return (Problem(str(folder), 0, "", "missing_folder", str(folder)),)
    con.execute((_HERE / "fold.sql").read_text("utf-8"))
    con.execute(report_year.macros())
    tables = with_marks(tables)
    checks = Checks(con, tables, {table.name: load_table(con, folder, table) for table in tables})
    checks.check_keys()
    checks.check_cells()
    for table in tables:
        create_typed(con, table, checks.spellings, checks.written_right, checks.blank)
    checks.check_rows()
    return tuple(sorted(checks.problems))


def _finish(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    fingerprint: str,
    tables: tuple[Table, ...],
    *,
    past: Past,
    level: Level,
) -> None:
    known = known_records(con, past)
    withdrawn = withdraw(con, with_marks(tables), level)
    _derive(con, tables)
    con.execute("CREATE TABLE build (fingerprint VARCHAR, built_at TIMESTAMP, changed_at TIMESTAMP, withdrawn VARCHAR)")
    moments = [moment.replace(tzinfo=None) for moment in (datetime.now(UTC), _changed_at(folder, tables))]
    con.execute("INSERT INTO build VALUES (?, ?, ?, ?)", [fingerprint, *moments, withdrawn])
    read, changed = moments
    write_revisions(con, past, changed, read, known - known_records(con, past))


def _derive(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> None:
    for table in tables:
        create_bridges(con, table)
    for script in _scripts():
        con.execute(script.read_text("utf-8"))


def shown_keys(database: Database, tables: tuple[Table, ...] = TABLES) -> Hidden:
    """The keys that `database` shows of each table whose rows bear a mark."""
    with database.cursor() as con:
        asked = {table.name: f"SELECT {key_sql(table)} FROM {table.name}" for table in guarded(tables)}  # noqa: S608
        return {name: frozenset(row[0] for row in con.execute(query).fetchall()) for name, query in asked.items()}


def build_without(
    database: Database,
    file: Path,
    fingerprint: str,
    hidden: Hidden,
    tables: tuple[Table, ...] = TABLES,
    *,
    level: Level = PUBLIC,
) -> None:
    """Write the database `file`: `database`, which readers of `level` read, without the rows `hidden` and what hangs on
    them.

    The file appears whole or not at all.
    """
    draft = file.with_name(f".{file.stem}.{uuid4().hex}.draft")
    try:
        shutil.copyfile(database.file, draft)
        with contextlib.closing(duckdb.connect(str(draft), config=_config(draft))) as con:
            for kind, name in con.execute(_DERIVED).fetchall():
                con.execute(f"DROP {kind} IF EXISTS {name} CASCADE")
            withdrawn = withdraw(con, with_marks(tables), level, hidden)
            _derive(con, tables)
            forget_hidden(con)
            con.execute("UPDATE build SET fingerprint = ?, withdrawn = ?", [fingerprint, withdrawn])
        _put_in_place(draft, file, database.folder, fingerprint)
    finally:
        for leftover in draft.parent.glob(f"{draft.name}*"):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _write(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Write what `con` holds in memory as the database `file`, whole, with no log left beside it."""
    con.execute("ATTACH ? AS written", [str(file)])
    con.execute("COPY FROM DATABASE memory TO written")
    con.execute("CHECKPOINT written")
    con.execute("DETACH written")


def _is_small(files: Sequence[Path]) -> bool:
    size = 0
    for file in files:
        with contextlib.suppress(OSError):
            size += file.stat().st_size
    return size < _SMALL


def _config(*files: Path) -> _Config:
    """How to open DuckDB for what `files` hold: on one thread when they are small."""
    return {**_NO_DOWNLOADS, "threads": 1} if _is_small(files) else _NO_DOWNLOADS


def _files(folder: Path, tables: tuple[Table, ...]) -> list[Path]:
    return [folder / table.file for table in tables]


def _changed_at(folder: Path, tables: tuple[Table, ...]) -> datetime:
    """When the latest of the folder's files was last written."""
    files = _files(folder, tables)
    latest = max((file.stat().st_mtime for file in files if file.exists()), default=0.0)
    return datetime.fromtimestamp(latest, UTC)


def _put_in_place(draft: Path, file: Path, folder: Path, fingerprint: str) -> None:
    """Give the draft its name once it has answered; a full disk can leave one that DuckDB closed without a word."""
    with contextlib.closing(Database(draft, folder, fingerprint)) as whole, whole.cursor() as con:
        con.execute("SELECT count(*) FROM records").fetchone()
    try:
        os.replace(draft, file)  # noqa: PTH105 - the one call that is atomic on every system
    except PermissionError:
        # Windows keeps the name of an open file: another process has just built the same content
        if not file.exists():
            raise


def _scripts() -> list[Path]:
    return sorted((_HERE / "sql").glob("*.sql"))


@cache
def code_fingerprint() -> str:
    """What the way of building depends on: the schema, the store's code and SQL, DuckDB's version, how a year opens."""
    digest = hashlib.blake2b(f"{duckdb.__version__} {report_year.OPENS}".encode(), digest_size=8)
    model_folder = Path(model.__file__).parent
    for source in sorted([*model_folder.glob("*.py"), *_HERE.glob("*.py"), *_HERE.glob("*.sql"), *_scripts()]):
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()


def content_fingerprint(folder: Path, tables: tuple[Table, ...] = TABLES) -> str:
    """What the CSV files of `folder` hold, byte for byte."""
    digest = hashlib.blake2b(digest_size=16)
    for table in tables:
        digest.update(table.file.encode() + b"\0")
        for block in _blocks(folder / table.file):
            digest.update(block)
    return digest.hexdigest()


def _blocks(file: Path) -> Iterator[bytes]:
    try:
        with open_regular(file) as stream:
            while block := stream.read(1 << 20):
                yield block
    except OSError:  # missing, locked, a pipe or a device: the checks say so
        yield b"\0"
