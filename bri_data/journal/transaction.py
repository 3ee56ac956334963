"""One change enters all its files or none, whatever stops it: a kill, a full disk, a file that another program holds.

Why a journal and not a folder swapped by a pointer: the CSV files keep their names and their place, so that they can
still be opened, corrected by hand and kept under version control, on a disk of any kind. In order:

1. each new file is written beside the old one and put on disk: a full disk stops here and nothing has changed;
2. the change, its rows and its files' contents enter the history in one SQLite transaction: from there it is confirmed;
3. each file takes its name (one atomic rename each), then the history forgets the contents.

Killed before 2, nothing has changed. Killed after, `settle` puts the files in place again from the history: whoever
reads the folder calls it first, and holds the folder's lock while it reads.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from .history import Change, RowChange, close, history_of, keep, reading, waiting, writing

LOCK = ".historique.verrou"
_WAIT_S = 20.0


class ConflictError(Exception):
    """The folder is no longer what the change was made for; `file` is the first that differs."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


class NotWrittenError(Exception):
    """The change could not be written; the folder is as it was. The message says why."""


def digest(content: bytes | None) -> str:
    """What stands for a file's content when it is compared; "" for a file that is not there."""
    return "" if content is None else hashlib.blake2b(content, digest_size=16).hexdigest()


def digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The digest of each of these files of the folder, as they are now."""
    return {name: digest(_content(folder / name)) for name in names}


def enter(
    folder: Path,
    change: Change,
    rows: Iterable[RowChange],
    files: Mapping[str, bytes],
    expected: Mapping[str, str],
) -> int:
    """Make one change of the folder, whole or not at all; its number in the history.

    `files` are the new contents by name; `expected` the digests of what the change was made for. ConflictError when
    the folder has changed since; NotWrittenError when the disk refuses.
    """
    try:
        with locked(folder):
            _settle(folder)
            for name, before in expected.items():
                if digest(_content(folder / name)) != before:
                    raise ConflictError(name)
            return _enter(folder, change, rows, files)
    except (OSError, sqlite3.Error, Timeout) as error:
        raise NotWrittenError(getattr(error, "strerror", None) or str(error)) from error


def _enter(folder: Path, change: Change, rows: Iterable[RowChange], files: Mapping[str, bytes]) -> int:
    before = {name: _content(folder / name) for name in files}
    drafts = {name: folder / f".{name}.part" for name in files}
    try:
        for name, content in files.items():
            _write(drafts[name], content)
        with writing(folder) as con:
            number = keep(con, change, rows, files)
            try:
                for name, draft in drafts.items():
                    _put(draft, folder / name)
                _sync_folder(folder)
            except OSError:  # a spreadsheet that holds one of the files, on Windows
                _put_back(folder, before)
                close(con, number, done=False)
                raise
            with contextlib.suppress(sqlite3.Error):  # in place: « settle » will only say so again
                close(con, number)
            return number
    finally:
        for draft in drafts.values():
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)


def settle(folder: Path) -> bool:
    """Put in place the files of a confirmed change that was stopped half-way; whether there was one."""
    with reading(folder) as con:
        if con is None or not waiting(con)[0]:
            return False
    with locked(folder):
        return _settle(folder)


def _settle(folder: Path) -> bool:
    if not history_of(folder).exists():
        return False
    with writing(folder) as con:
        number, files = waiting(con)
        if not number:
            return False
        for name, content in files.items():
            if _content(folder / name) != content:
                draft = folder / f".{name}.part"
                _write(draft, content)
                _put(draft, folder / name)
        _sync_folder(folder)
        close(con, number)
        for name in files:
            (folder / f".{name}.part").unlink(missing_ok=True)
    return True


@contextmanager
def steady(folder: Path) -> Iterator[None]:
    """The folder, settled, while it is read: no change enters meanwhile. A folder without history costs nothing."""
    if not history_of(folder).exists():
        yield
        return
    settle(folder)
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError, Timeout):  # a folder that cannot be written changes under nobody
            stack.enter_context(locked(folder))
        yield


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The folder for one writer at a time, among all processes; freed by the system if its holder dies."""
    with FileLock(folder / LOCK, timeout=_WAIT_S):
        yield


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _write(file: Path, content: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _put(draft: Path, file: Path) -> None:
    os.replace(draft, file)  # noqa: PTH105 - the one call that is atomic on every system


def _put_back(folder: Path, before: Mapping[str, bytes | None]) -> None:
    for name, content in before.items():
        if content is None:
            (folder / name).unlink(missing_ok=True)
        elif _content(folder / name) != content:
            _write(folder / f".{name}.part", content)
            _put(folder / f".{name}.part", folder / name)


def _sync_folder(folder: Path) -> None:
    """Put the names themselves on disk, where the system lets a folder be opened."""
    with contextlib.suppress(OSError, AttributeError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
