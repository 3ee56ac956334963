"""A data folder kept served: rebuilt when its files change, and its last sound content while they are not."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from bri_data.bureau import data_folder
from bri_data.journal.transaction import steady
from bri_data.model.clock import now
from bri_data.model.columns import PUBLIC, Level
from bri_data.model.problems import Problem
from bri_data.model.schema import TABLES

from .database import (
    Database,
    StaleDatabaseError,
    build,
    build_without,
    code_fingerprint,
    content_fingerprint,
    shown_keys,
)
from .marks import bears_embargo, hidden_now
from .revisions import read_past, remember

_PROJECT = Path(__file__).parents[2]
_ABANDONED_S = 24 * 3600
_MOST_LOGGED = 20

_TRY_AGAIN_S = 30
# Of each CSV, in the schema's order: name, size (-1 where it is missing), time of change (ns), time of change of the
# entry itself (ns) and its number. The last two move when a copy keeps size and time, as « rsync -t » does. The last
# entry is the Bureau's day: an embargo ends with no file changing.
Signature = tuple[tuple[str, int, int, int, int], ...]


def data_dir() -> Path:
    """The folder of CSV files to serve: BRI_DATA_DIR, or the project's own `data`."""
    return data_folder()


def cache_dir() -> Path:
    """Where built databases are kept: BRI_CACHE_DIR, or the project's `.cache`, or the system's temporary folder."""
    for candidate in (os.environ.get("BRI_CACHE_DIR"), str(_PROJECT / ".cache")):
        if candidate and _is_writable(Path(candidate).expanduser()):
            return Path(candidate).expanduser().resolve()
    return Path(tempfile.gettempdir()) / "quebec-a-l-international"


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


@dataclass(frozen=True)
class Served:
    """What a folder serves now: its database (None when it never was sound) and the problems of its current files."""

    database: Database | None
    problems: tuple[Problem, ...] = ()


class DataFolder:
    """One data folder as readers of one level read it, and the databases built from it: everybody, unless said.

    Safe to share between threads and processes.
    """

    def __init__(self, folder: Path, cache: Path | None = None, level: Level = PUBLIC) -> None:
        self.folder = Path(folder).expanduser().resolve()
        self.level = level
        name = hashlib.blake2b(str(self.folder).encode(), digest_size=8).hexdigest()
        name += "" if level == PUBLIC else f"-{level}"
        self._cache = (cache or cache_dir()) / name
        self._lock = threading.Lock()
        self._served: Served | None = None
        self._signature: Signature = ()
        self._again_at = 0.0  # when a surprise is looked at again, although no file has changed

    @property
    def is_open(self) -> bool:
        """Whether something is served already, so that `current` need not make its caller wait."""
        return self._served is not None

    @property
    def served(self) -> Served | None:
        """What is served already, as it stood at the last look; None before the first."""
        return self._served

    def current(self) -> Served:
        """The folder's database and problems. Costs a look at the files' sizes and times when nothing changed.

        While one thread rebuilds, the others get what was served before, or wait when nothing was.
        """
        signature = self._look()
        served = self._served
        if served is not None and signature == self._signature and not self._is_due():
            return served
        if not self._lock.acquire(blocking=served is None or served.database is None):
            assert served is not None  # noqa: S101 - the lock is only skipped when something is served
            return served
        try:
            signature = self._look()
            if self._served is None or signature != self._signature or self._is_due():
                self._served = self._whatever_happens(signature)
                # files that changed meanwhile are looked at again by the next call
                self._signature = signature
            return self._served
        finally:
            self._lock.release()

    def _is_due(self) -> bool:
        return bool(self._again_at) and time.monotonic() >= self._again_at

    def _whatever_happens(self, signature: Signature) -> Served:
        """The folder read again; what was served before, and a fault, when that fails in a way no check foresees."""
        self._again_at = 0.0
        try:
            return self._refreshed(signature)
        except Exception as error:
            logging.getLogger(__name__).exception("the data folder could not be read")
            self._again_at = time.monotonic() + _TRY_AGAIN_S
            surprise = Problem(str(self.folder.name), 0, "", "unforeseen", type(error).__name__)
            last = self._served.database if self._served else None
            if last is None:
                with contextlib.suppress(Exception):
                    last = self._last_good(self._read_state())
            return Served(last and self._without_hidden(last), (surprise,))

    def _make_cache(self) -> None:
        """The folder of built databases; one in the system's temporary folder where it cannot be made."""
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            if not _is_writable(self._cache) and not (self._cache / "state.json").is_file():
                raise PermissionError(str(self._cache))
        except OSError:
            logging.getLogger(__name__).warning("%s cannot hold the built data", self._cache)
            self._cache = Path(tempfile.mkdtemp(prefix="bri-"))

    def _refreshed(self, signature: Signature) -> Served:
        with steady(self.folder):  # a change of the journal is in all the files, or in none
            return self._read_again(signature)

    def _read_again(self, signature: Signature) -> Served:
        self._make_cache()
        state = self._read_state()
        if state.get("signature") == [list(entry) for entry in signature]:
            last = self._last_good(state)
            if last:
                return Served(last)
        fingerprint = self._fingerprint()
        last = self._last_good(state)
        if last and last.fingerprint == fingerprint:
            self._remember(signature, last)
            return Served(last)
        file = self._cache / f"{fingerprint}.duckdb"
        problems = build(self.folder, file, fingerprint, past=read_past(self._cache), level=self.level)
        if problems:
            _log(problems)
            return Served(last and self._without_hidden(last), problems)
        database = Database(file, self.folder, fingerprint)
        # a file saved while it was read may have entered under another content's name: built, but not remembered
        if self._look() == signature:
            self._remember(signature, database)
            with database.cursor() as con:
                remember(con, self._cache)
        self._forget_others(file)
        return Served(database)

    def _fingerprint(self) -> str:
        """What tells one served content from another: code, files, readers, and the day where an embargo is written."""
        parts = [code_fingerprint(), content_fingerprint(self.folder)]
        parts += [self.level] if self.level != PUBLIC else []
        parts += [now().date().isoformat()] if bears_embargo(self.folder, TABLES) else []
        return "-".join(parts)

    def _without_hidden(self, last: Database) -> Database | None:
        """The last sound database less the rows that the current files hide, whatever else is wrong in them.

        None when it cannot be made: better nothing than a row that somebody has just hidden.
        """
        known = shown_keys(last)
        hidden = hidden_now(self.folder, TABLES, known, self.level)
        names = sorted(f"{name}:{key}" for name, keys in hidden.items() for key in keys)
        if not names:
            return last
        mark = hashlib.blake2b("\n".join(names).encode(), digest_size=8).hexdigest()
        fingerprint = f"{last.fingerprint}-{mark}"
        file = self._cache / f"{fingerprint}.duckdb"
        try:
            if not file.exists():
                build_without(last, file, fingerprint, hidden, level=self.level)
            return Database(file, self.folder, fingerprint)
        except (OSError, duckdb.Error, StaleDatabaseError):
            logging.getLogger(__name__).exception("hidden rows cannot be withdrawn: nothing is served")
            return None

    def _last_good(self, state: dict[str, Any]) -> Database | None:
        """The last sound database, if this code built it and it is whole."""
        fingerprint = str(state.get("fingerprint", ""))
        if not fingerprint.startswith(f"{code_fingerprint()}-"):
            return None
        if self._served and self._served.database and self._served.database.fingerprint == fingerprint:
            return self._served.database
        file = self._cache / f"{fingerprint}.duckdb"
        try:
            if file.stat().st_size != state.get("size") or _digest(file) != state.get("digest"):
                return None  # cut short, or a byte of it has changed: built again, once
            return Database(file, self.folder, fingerprint)
        except (OSError, StaleDatabaseError):
            return None

    def _look(self) -> Signature:
        today = ("", now().toordinal(), 0, 0, 0)
        return (*(_stat(self.folder / table.file) for table in TABLES), today)

    def _read_state(self) -> dict[str, Any]:
        try:
            state = json.loads((self._cache / "state.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return state if isinstance(state, dict) else {}

    def _remember(self, signature: Signature, database: Database) -> None:
        state = {
            "folder": str(self.folder),
            "signature": signature,
            "fingerprint": database.fingerprint,
            "size": database.file.stat().st_size,
            "digest": _digest(database.file),
        }
        draft = self._cache / f".state.{uuid4().hex}"
        # another process that writes the same on Windows may hold the name: it remembers as well; a full or read-only
        # disk costs the next start a build, and this one nothing
        with contextlib.suppress(OSError):
            draft.write_text(json.dumps(state), "utf-8")
            draft.replace(self._cache / "state.json")
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)

    def _forget_others(self, kept: Path) -> None:
        for old in self._cache.glob("*.duckdb"):
            if old != kept:
                with contextlib.suppress(OSError):  # Windows: still open somewhere
                    old.unlink()
        for draft in self._cache.glob(".*.draft*"):  # left by a process that was killed
            with contextlib.suppress(OSError):
                if time.time() - draft.stat().st_mtime > _ABANDONED_S:
                    draft.unlink()


def _log(problems: tuple[Problem, ...]) -> None:
    """Say the faults where only those who run the server read them; `check` prints all of them, in words."""
    said = "; ".join(f"{one.file}:{one.line} {one.column} {one.rule}" for one in problems[:_MOST_LOGGED])
    logging.getLogger(__name__).warning("%d faults in the data: %s", len(problems), said)


def _stat(file: Path) -> tuple[str, int, int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return (file.name, -1, 0, 0, 0)
    return (file.name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "blake2b").hexdigest()
