"""One file being made for a reader: where it is worked out, how far it is, and how it is stopped.

A file is made in a thread of the server. One that is known to be long, or that turns out to be, is made by a process
beside it (aside.py), so that pages keep the processor and its memory is given back whole.
"""

from __future__ import annotations

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

from .aside import LARGE_VIEWS, Aside
from .folders import NoPastError, database_for, earlier_states
from .turns import Turn

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

    def run(self) -> tuple[IO[bytes], str]:
        """The file, to be read from its start and closed, and the name it is saved under."""
        self.turn.is_large = sum(name == VIEW for name, _ in self.address.own) > LARGE_VIEWS
        with self.turn.held():
            try:
                return self._made()
            except StaleDatabaseError:  # another took its place before the process could open it
                return self._made()
            except duckdb.InterruptException:
                raise Cancelled from None
            finally:
                tracked.note(self.token, 1, 1, finished=True)

    def _made(self) -> tuple[IO[bytes], str]:
        try:
            database = database_for(self.address, self.level)
        except NoPastError:
            raise NothingToTakeError("export.error.no_past") from None
        if database is None:
            raise NoDataError
        if self.turn.is_large:
            return self._made_aside(database)
        file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by whoever sends it
        try:
            return file, self._made_here(database, file)
        except _LongError:
            file.close()
        except BaseException:
            file.close()
            raise
        return self._made_aside(database)

    def _made_here(self, database: Database, file: IO[bytes]) -> str:
        try:
            with database.cursor() as self.con:
                earlier = earlier_states(self.address, self.level)
                order = Order(
                    self.con,
                    self.address,
                    now(),
                    self.scheme,
                    self.image,
                    self.sheet,
                    self.progress,
                    self.home,
                    earlier=earlier,
                )
                return make(order, self.suffix, file)
        finally:
            self.con = None

    def _made_aside(self, database: Database) -> tuple[IO[bytes], str]:
        self.aside = Aside(self.progress, earlier_states(self.address, self.level))
        self.turn.breathe()  # a place among the long ones; Cancelled if there was no process to stop yet
        return self.aside.file(
            database,
            self.suffix,
            self.page,
            self.items,
            scheme=self.scheme,
            image=self.image,
            sheet=self.sheet,
            home=self.home,
        )

    def progress(self, done: int, total: int) -> None:
        """Keep how far the file is, and wait for its turn to go on. Cancelled once the reader has left; _LongError, in
        a thread of the server, as soon as the file turns out to be long."""
        self.counted = total
        tracked.note(self.token, done, total)
        if total >= _LARGE_ROWS and not self.turn.is_large:
            self.turn.is_large = True
            raise _LongError
        self.turn.breathe(is_beside=self.aside is not None)

    def stop(self) -> None:
        """The reader is gone: a question under way is broken off, a process killed, the rest stops at its next word on
        the progress."""
        self.turn.stop()
        con, aside = self.con, self.aside
        if con is not None:
            con.interrupt()
        if aside is not None:
            aside.stop()
