"""A long file made by a process beside the server (bri_data/documents/aside.py): started, followed, stopped."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, ClassVar
from weakref import WeakSet

from bri_data.documents import aside
from bri_data.documents.order import NothingToTakeError
from bri_data.export.progress import Cancelled, Progress
from bri_data.store.database import Database, StaleDatabaseError
from bri_data.store.past import Past

LARGE_VIEWS = 12  # a deck of more is long
_ROOT = Path(__file__).parents[3]


class AsideError(Exception):
    """The process met a surprise; the message is its trace."""


class _OnDisk(io.FileIO):
    """A file that leaves the disk when it is closed."""

    def close(self) -> None:
        super().close()
        with contextlib.suppress(OSError):
            Path(self.name).unlink()


class Aside:
    """One process that makes one file. `progress` holds it up for as long as it waits, and stops it by raising;
    `earlier` answers its questions about past states."""

    living: ClassVar[WeakSet[Aside]] = WeakSet()

    def __init__(self, progress: Progress, earlier: Callable[[str], Past | None]) -> None:
        self._progress, self._earlier = progress, earlier
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._stopped = False
        self.living.add(self)

    def file(
        self, database: Database, suffix: str, page: str, items: Sequence[tuple[str, str]], **more: Any
    ) -> tuple[IO[bytes], str]:
        """The file of an address, to be read from its start and closed, and the name it is saved under; `more` is what
        else `Asked` takes. Raises what `make` raises."""
        handle, out = tempfile.mkstemp(prefix="bri-")
        os.close(handle)
        found = _OnDisk(out)
        place = (str(database.file), str(database.folder), database.fingerprint)
        asked = aside.Asked(out, *place, suffix, page, items, **more)
        try:
            return found, self.make(asked)
        except BaseException:
            found.close()
            raise

    def make(self, asked: aside.Asked) -> str:
        """Write the file, and give the name it is saved under. NothingToTakeError for what is not there, Cancelled once
        stopped, StaleDatabaseError for a database that is there no more, AsideError for a surprise."""
        path = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        with self._lock:
            if self._stopped:
                raise Cancelled
            self._process = subprocess.Popen(  # noqa: S603 - this Python, a module of ours
                [sys.executable, "-m", aside.__name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": path},
            )
        try:
            return self._followed(self._process, asked)
        except (BrokenPipeError, json.JSONDecodeError) as error:  # cut short, in the middle of a line or before it
            raise self._ended() from error
        finally:
            self.stop()
            with contextlib.suppress(OSError):  # what was still to be written has no reader
                self._process.communicate()

    def stop(self) -> None:
        """Kill the process, whatever it does."""
        with self._lock:
            self._stopped = True
            if self._process:
                self._process.kill()

    def _ended(self) -> Exception:
        return Cancelled() if self._stopped else AsideError("it ended without a word")

    def _followed(self, process: subprocess.Popen[str], asked: aside.Asked) -> str:
        if process.stdin is None or process.stdout is None:  # never: both are asked for
            raise AsideError("no pipes")

        def answer(line: str) -> None:
            process.stdin.write(line)  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]

        answer(asked.line())
        for line in process.stdout:
            match json.loads(line):
                case {"progress": [done, total]}:
                    self._progress(done, total)
                    answer("\n")
                case {"earlier": day}:
                    answer(aside.past_told(self._earlier(day)))
                case {"made": name}:
                    return str(name)
                case {"nothing": why}:
                    raise NothingToTakeError(*why)
                case {"stale": why}:
                    raise StaleDatabaseError(why)
                case {"failed": trace}:
                    raise AsideError(trace)
        raise self._ended()


def stop_every() -> None:
    """The server ends: no process outlives it."""
    for one in tuple(Aside.living):
        one.stop()
