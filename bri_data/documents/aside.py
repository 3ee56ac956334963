"""One file made by a process of its own: `python -m bri_data.documents.aside`, asked and answered in lines of JSON.

A long file made beside the pages would share Python's one running thread with them, and leave its memory behind. Here
it is made at a lower priority, its memory goes with it, and to kill the process is to stop it at once.

Whoever starts it writes one `Asked`, then answers each question it hears:

    {"progress": [done, total]}   → any line, once the work may go on
    {"earlier": day or change}    → the past state, as `past_told` writes it
    {"made": name}                the end: the file is whole, and saved under that name
    {"nothing": [key, values]}    the end: there is no such file (NothingToTakeError)
    {"stale": why}                the end: the database is there no more (StaleDatabaseError)
    {"failed": text}              the end: the trace of a surprise
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from bri_data.address import Address
from bri_data.model.clock import now
from bri_data.present import format as fmt
from bri_data.present.theme import Scheme
from bri_data.store.database import Database, StaleDatabaseError
from bri_data.store.past import Past

from . import stage
from .formats import FORMATS, ending
from .order import NothingToTakeError, Order, file_stem
from .refusal import missing_parts
from .stage import STAGE

_NICE = 10  # the pages come first
_SAID_S = 0.05  # how often progress is told at most


@dataclass(frozen=True)
class Asked:
    """What file to write at `out`, from the open database (`file`, its `folder` and `fingerprint`).

    `page` and `items` are the address, `suffix` a format or STAGE; the rest as in `Order`. Unless `is_strict`, what
    the data do not know in the address is passed over.
    """

    out: str
    file: str
    folder: str
    fingerprint: str
    suffix: str
    page: str
    items: Sequence[Sequence[str]]
    scheme: Scheme = "light"
    image: str = ""
    sheet: str = ""
    home: str = ""
    is_strict: bool = True

    def line(self) -> str:
        """What is written to the process."""
        return json.dumps(asdict(self)) + "\n"


def make(order: Order, suffix: str, out: IO[bytes], *, is_strict: bool = True) -> str:
    """Write the file of `order` into `out`, and give the name it is saved under; NothingToTakeError for what is not
    there. STAGE gives what `stage.read` reads, and no name."""
    if suffix == STAGE:
        stage.write(order, out)
        return ""
    if is_strict and (missing := missing_parts(order)):  # made without it, it would pass for the file asked for
        raise NothingToTakeError("export.error.unknown", fmt.joined(missing, order.texts))
    name = f"{file_stem(order, suffix)}.{ending(suffix)}"
    FORMATS[suffix].write(order, out)
    return name


def past_told(past: Past | None) -> str:
    """A past state in a line, for `_past_heard`."""
    if past is None:
        return "null\n"
    base = past.database
    database = None if base is None else [str(base.file), str(base.folder), base.fingerprint]
    told = {"why": past.why, "first": past.first, "is_last": past.is_last, "edited": past.edited, "database": database}
    return json.dumps(told) + "\n"


def _past_heard(asked: str, line: str) -> Past | None:
    told: dict[str, Any] | None = json.loads(line)
    if told is None:
        return None
    database = told.pop("database")
    return Past(asked, **told, database=None if database is None else _opened(*database))


def _opened(file: str, folder: str, fingerprint: str) -> Database:
    return Database(Path(file), Path(folder), fingerprint)


class _Starter:
    """Whoever started the process, at the other end of its pipes. Once they are gone, it ends by itself."""

    def __init__(self, heard: IO[str], said: IO[str]) -> None:
        self._heard, self._said = heard, said
        self._told = 0.0

    def say(self, **what: Any) -> None:
        """Tell one thing."""
        self._said.write(json.dumps(what) + "\n")
        self._said.flush()

    def hear(self) -> str:
        """The next line; SystemExit when there will be none."""
        return self._heard.readline() or sys.exit(1)

    def progress(self, done: int, total: int) -> None:
        """Tell how far the file is, and go on when told to."""
        moment = time.monotonic()
        if moment - self._told >= _SAID_S:
            self.say(progress=[done, total])
            self.hear()
            self._told = time.monotonic()

    def earlier(self, asked: str) -> Past | None:
        """The state of the data on a day, or after a change."""
        self.say(earlier=asked)
        return _past_heard(asked, self.hear())


def main() -> None:
    """Make the one file that is asked for."""
    heard = os.fdopen(0, encoding="utf-8")
    said = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    if hasattr(os, "nice"):
        os.nice(_NICE)
    starter = _Starter(heard, said)
    asked = Asked(**json.loads(starter.hear()))
    try:
        starter.say(made=_made(asked, starter))
    except NothingToTakeError as error:
        starter.say(nothing=list(map(str, error.args)))
    except StaleDatabaseError as error:
        starter.say(stale=str(error))
    except Exception:
        starter.say(failed=traceback.format_exc())


def _made(asked: Asked, starter: _Starter) -> str:
    database = _opened(asked.file, asked.folder, asked.fingerprint)
    address = Address.read(asked.page, [(name, value) for name, value in asked.items])
    with contextlib.closing(database), database.cursor() as con, Path(asked.out).open("wb") as out:
        order = Order(
            con,
            address,
            now(),
            asked.scheme,
            asked.image,
            asked.sheet,
            starter.progress,
            asked.home,
            earlier=starter.earlier,
        )
        return make(order, asked.suffix, out, is_strict=asked.is_strict)


if __name__ == "__main__":
    main()
