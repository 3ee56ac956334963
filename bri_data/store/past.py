"""A data folder as it was: a state of its history served like any folder, less what the folder hides today.

Few states are kept open, and few on disk: each is built from its files, and may be asked for again.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import shutil
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from uuid import uuid4

import duckdb

from bri_data.journal.engine import JournalError, state_mark
from bri_data.journal.history import removed_since
from bri_data.journal.states import State, contents_of, state_on, states
from bri_data.journal.transaction import digests
from bri_data.model.clock import now
from bri_data.model.columns import EMBARGO, PUBLIC, Level
from bri_data.model.schema import TABLES

from .database import Database, StaleDatabaseError, build_without, shown_keys
from .marks import MARK, hidden_now, is_hidden
from .refresh import DataFolder, Served, cache_dir

MOST_OPEN, MOST_ON_DISK = 4, 12
# to_come: a day after today; not_known: before the first change; no_such_change: a number that no change bears;
# not_now: the files of today have faults, and what they hide is not sure; not_readable: today's rules refuse it
Why = Literal["", "to_come", "not_known", "no_such_change", "not_now", "not_readable"]


@dataclass(frozen=True)
class Past:
    """What the data were, as `asked` in an address: `database` of `state`, or None and `why` not.

    `first` is the moment of the first change in ISO, "" without any. `is_last` says that no change came after. Where
    `edited` is True, the files were edited by hand after that state, on a day that nothing says.
    """

    asked: str
    why: Why = ""
    state: State | None = None
    database: Database | None = None
    first: str = ""
    is_last: bool = False
    edited: bool = False


class PastFolder:
    """The past states of one data folder, as readers of one level read them: everybody, unless said.

    Safe to share between threads; one state is built at a time.
    """

    def __init__(self, folder: Path, cache: Path | None = None, level: Level = PUBLIC) -> None:
        self.folder = Path(folder).expanduser().resolve()
        name = hashlib.blake2b(str(self.folder).encode(), digest_size=8).hexdigest()
        self.level = level
        self._cache = (cache or cache_dir()) / f"{name}-passe"
        self._lock = threading.Lock()
        self._open: OrderedDict[tuple[int, str, str], Past] = OrderedDict()
        self._states: tuple[tuple[int, int], tuple[State, ...]] = ((-1, -1), ())

    def states(self) -> tuple[State, ...]:
        """Every state of the folder, the oldest first; read again when the history has changed."""
        try:
            mark = state_mark(self.folder)
            if mark is None:
                return ()
            if self._states[0] != mark:
                self._states = (mark, states(self.folder))
        except JournalError:  # those that were read last
            logging.getLogger(__name__).exception("the history does not answer")
        return self._states[1]

    def at(self, asked: str, present: Served) -> Past:
        """The data as `asked` (a day in ISO or the number of a change); `present` is what the folder serves now."""
        known = self.states()
        first = known[1].at if known else ""
        if asked.isdecimal():
            state = next((one for one in known if one.change == int(asked)), None)
            why: Why = "" if state else "no_such_change"
        else:
            day = date.fromisoformat(asked)
            state, why = state_on(known, day), "not_known"
            why = "to_come" if day > now().date() else why
            state = None if why == "to_come" else state
        if state is None:
            return Past(asked, why, first=first)
        if present.database is None or present.problems:
            return Past(asked, "not_now", state, first=first)
        key = (state.change, asked, present.database.fingerprint)
        with self._lock:
            if key not in self._open:
                self._open[key] = self._opened(asked, state, known, first)
                while len(self._open) > MOST_OPEN:
                    self._open.popitem(last=False)
            self._open.move_to_end(key)
            return self._open[key]

    def _opened(self, asked: str, state: State, known: tuple[State, ...], first: str) -> Past:
        is_last = state == known[-1]
        edited = not state.was_left
        if is_last:
            edited = digests(self.folder, state.files) != dict(state.files)
        try:
            database = self._database(state)
        except (OSError, duckdb.Error, StaleDatabaseError, KeyError, JournalError):
            logging.getLogger(__name__).exception("the state after change %d cannot be opened", state.change)
            database = None
        return Past(asked, "" if database else "not_readable", state, database, first, is_last, edited)

    def _database(self, state: State) -> Database | None:
        place = self._written(state)
        served = DataFolder(place, place, self.level).current()
        if served.database is None:
            return None
        now_hidden = hidden_now(self.folder, TABLES, shown_keys(served.database), self.level)
        hidden = {name: set(keys) for name, keys in now_hidden.items()}
        keys_of = {table.name: table.key for table in TABLES}
        for name, row in removed_since(self.folder, state.change):
            if not is_hidden(self.level, row.get(MARK, ""), row.get(EMBARGO.name, "")):
                continue  # it was not hidden when it was taken away
            hidden.setdefault(name, set()).add(":".join(row.get(part, "") for part in keys_of[name]).lower())
        names = sorted(f"{name}:{key}" for name, keys in hidden.items() for key in keys)
        if not names:
            return served.database
        mark = hashlib.blake2b("\n".join(names).encode(), digest_size=8).hexdigest()
        fingerprint = f"{served.database.fingerprint}-{mark}"
        file = place / f"{fingerprint}.duckdb"
        if not file.exists():
            keys = {name: frozenset(found) for name, found in hidden.items()}
            build_without(served.database, file, fingerprint, keys, level=self.level)
        return Database(file, place, fingerprint)

    def _written(self, state: State) -> Path:
        """The folder of the state's files; written whole under its name, the oldest beyond MOST_ON_DISK taken away."""
        mark = hashlib.blake2b(repr(sorted(state.files.items())).encode(), digest_size=12).hexdigest()
        place = self._cache / mark
        if not place.is_dir():
            draft = self._cache / f".{uuid4().hex}"
            draft.mkdir(parents=True)
            for name, content in contents_of(self.folder, state).items():
                (draft / name).write_bytes(content)
            with contextlib.suppress(OSError):  # another process has just written the same
                draft.rename(place)
            shutil.rmtree(draft, ignore_errors=True)
        made = sorted(self._cache.iterdir(), key=lambda one: one.stat().st_mtime)
        for old in [one for one in made if one != place][: max(0, len(made) - MOST_ON_DISK)]:
            shutil.rmtree(old, ignore_errors=True)
        return place
