"""One file being made for a reader: where it is worked out, how far it is, and how it is stopped.

A file is made in a thread of the server. One that is known to be long, or that turns out to be, is made by a process
beside it (aside.py), so that pages keep the processor and its memory is given back whole.
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO

import duckdb

from bri_data.address import Address
from bri_data.documents.aside import make
from bri_data.documents.order import NothingToTakeError, Order
from bri_data.documents.page_slides import VIEW
from bri_data.export.progress import Cancelled
from bri_data.model.clock import now
from bri_data.model.columns import Level
from bri_data.present.theme import Scheme
from bri_data.store.database import Database, StaleDatabaseError
from pages.shared.rights.folders import NoPastError, database_for, earlier_states
from pages.shared.work.aside import LARGE_VIEWS, Aside
from pages.shared.work.turns import Turn, Turns

_MOST_TOKENS = 500
_LARGE_ROWS = 20_000
_IN_MEMORY = 8_000_000  # bytes of a file; one that is longer waits on disk to be sent


class NoDataError(Exception):
    """The folder was never sound since the server started."""


class _LongError(Exception):
    """The file that was begun turns out to be long."""


@dataclass
class Tracked:
    """How far each followed file is: (done, total, finished), the latest ones."""

    files: OrderedDict[str, tuple[int, int, bool]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, token: str, done: int, total: int, *, finished: bool = False) -> None:
        """Keep how far the file followed under `token` is; nothing for a file that nobody follows ("")."""
        if not token:
            return
        with self.lock:
            self.files[token] = (done, total, finished)
            self.files.move_to_end(token)
            while len(self.files) > _MOST_TOKENS:
                self.files.popitem(last=False)


tracked = Tracked()
# Those made by processes share places of their own: no short file waits for a process to begin.
_beside = Turns(large_places=3, large_of_one=2, are_beside=True)


@dataclass(eq=False)
class Job:
    """One file being made, and the way to stop it. `page` and `items` are what was asked, `address` as it was read."""

    suffix: str
    page: str
    items: Sequence[tuple[str, str]]
    scheme: Scheme
    image: str
    sheet: str
    token: str
    home: str
    turn: Turn
    level: Level
    role: str = ""
    counted: int = 0
    con: duckdb.DuckDBPyConnection | None = None
    aside: Aside | None = None

    def __post_init__(self) -> None:
        self.address = Address.read(self.page, list(self.items))
        self.beside = _beside.turn(self.turn.asker)
        self.beside.is_large = True

    def run(self) -> tuple[IO[bytes], str]:
        """The file, to be read from its start and closed, and the name it is saved under."""
        try:
            if sum(name == VIEW for name, _ in self.address.own) <= LARGE_VIEWS:
                with contextlib.suppress(_LongError), self.turn.held():
                    return self._made_here()
            with self.beside.held():
                try:
                    return self._made_aside()
                except StaleDatabaseError:  # another took its place before the process could open it
                    return self._made_aside()
        except duckdb.InterruptException:
            raise Cancelled from None
        finally:
            tracked.note(self.token, 1, 1, finished=True)

    def _database(self) -> Database:
        try:
            database = database_for(self.address, self.level)
        except NoPastError:
            raise NothingToTakeError("export.error.no_past") from None
        if database is None:
            raise NoDataError
        return database

    def _made_here(self) -> tuple[IO[bytes], str]:
        earlier = earlier_states(self.address, self.level)
        how = (self.scheme, self.image, self.sheet, self.progress, self.home)
        file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by whoever sends it
        try:
            with self._database().cursor() as self.con:
                return file, make(Order(self.con, self.address, now(), *how, earlier=earlier), self.suffix, file)
        except BaseException:
            file.close()
            raise
        finally:
            self.con = None

    def _made_aside(self) -> tuple[IO[bytes], str]:
        self.aside = Aside(self.progress, earlier_states(self.address, self.level))
        if self.beside.stopped.is_set():  # before there was a process to stop
            raise Cancelled
        more = {"scheme": self.scheme, "image": self.image, "sheet": self.sheet, "home": self.home}
        return self.aside.file(self._database(), self.suffix, self.page, self.items, **more)

    def progress(self, done: int, total: int) -> None:
        """Keep how far the file is, and wait for its turn to go on. Cancelled once the reader has left; _LongError, in
        a thread of the server, as soon as the file turns out to be long."""
        self.counted = total
        tracked.note(self.token, done, total)
        if self.aside is None and total >= _LARGE_ROWS:
            raise _LongError
        (self.beside if self.aside else self.turn).breathe()

    def stop(self) -> None:
        """The reader is gone: a question under way is broken off, a process killed, the rest stops at its next word on
        the progress."""
        self.turn.stop()
        self.beside.stop()
        con, aside = self.con, self.aside
        if con is not None:
            con.interrupt()
        if aside is not None:
            aside.stop()
