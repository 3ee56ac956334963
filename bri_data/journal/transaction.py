"""One change enters all its files or none, whatever stops it: a kill, a full disk, a file that another program holds.

Why a journal and not a folder swapped by a pointer: the CSV files keep their names and their place, so that they can
still be opened, corrected by hand and kept under version control, on a disk of any kind. In order:

1. each new file is written beside the old one and put on disk: a full disk stops here and nothing has changed;
2. the change, its rows and its files' contents enter the history in one transaction: from there it is confirmed;
3. each file takes its name (one atomic rename each), then the history says that the change is done.

Killed before 2, nothing has changed. Killed after, `settle` puts the files in place again from the history: whoever
reads the folder calls it first, and holds the folder's lock while it reads. When a file cannot take its name, the
history first says that the change is refused, then the files are put back; if that fails as well, `settle` does it
later: what was refused never enters.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from .contents import digest
from .engine import Journal, JournalError, may_have_history, reading, shared_lock, writing
from .history import Change, RowChange, close, is_waiting, keep, refuse, waiting

LOCK = ".historique.verrou"
EDITOR_LOCK = ".edition.verrou"
_WAIT_S = 20.0
_EDITOR_WAIT_S = 120.0


class ConflictError(Exception):
    """The folder is no longer what the change was made for; `file` is the first that differs."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


class NotWrittenError(Exception):
    """The change could not be written; the folder is as it was. The message says why."""


class NotYetInPlaceError(NotWrittenError):
    """The change is confirmed, `number` in the history, and its files cannot be put in place now: they will be as soon
    as the disk lets them. It must not be made again. The message says why."""

    def __init__(self, reason: str, number: int) -> None:
        super().__init__(reason)
        self.number = number


class BusyError(NotWrittenError):
    """Others were writing for so long that the turn did not come; the folder is as it was."""


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

    `files` are the new contents by name; `expected` the digests of what the change was made for, of every file of the
    folder. ConflictError when the folder has changed since; NotWrittenError when the disk refuses.
    """
    try:
        with locked(folder):
            _settle(folder)
            before = {name: _content(folder / name) for name in (*expected, *files)}
            for name, mark in expected.items():
                if digest(before[name]) != mark:
                    raise ConflictError(name)
            return _enter(folder, change, rows, files, before)
    except Timeout as error:
        raise BusyError from error
    except (OSError, JournalError) as error:
        raise NotWrittenError(getattr(error, "strerror", None) or str(error)) from error


def _enter(
    folder: Path,
    change: Change,
    rows: Iterable[RowChange],
    files: Mapping[str, bytes],
    before: Mapping[str, bytes | None],
) -> int:
    drafts = {name: _draft(folder, name) for name in files}
    try:
        for name, content in files.items():
            _write(drafts[name], content)
        with writing(folder) as con:
            number = keep(con, change, rows, files, before)
            try:
                for name, draft in drafts.items():
                    _put(draft, folder / name)
                _sync_folder(folder)
            except OSError as error:  # a spreadsheet that holds one of the files, on Windows
                _go_back(folder, con, number, {name: before.get(name) for name in files}, error)
                raise
            with contextlib.suppress(JournalError):  # in place: « settle » will only say so again
                close(con, number)
            return number
    finally:
        _forget_drafts(folder, files)


def _go_back(folder: Path, con: Journal, number: int, before: Mapping[str, bytes | None], why: OSError) -> None:
    """Refuse a change that was confirmed, and put its files back: now, or when `settle` can."""
    try:
        refuse(con, number)
    except JournalError:
        raise NotYetInPlaceError(why.strerror or str(why), number) from why
    with contextlib.suppress(OSError, JournalError):
        _put_all(folder, before)
        close(con, number, done=False)


def settle(folder: Path) -> bool:
    """Put in place the files of a confirmed change that was stopped half-way; whether there was one."""
    with reading(folder) as con:
        if con is None or not is_waiting(con):
            return False
    with locked(folder):
        return _settle(folder)


def _settle(folder: Path) -> bool:
    if not may_have_history(folder):
        return False
    with writing(folder) as con:
        number, is_refused, files = waiting(con)
        if not number:
            return False
        _put_all(folder, files)
        close(con, number, done=not is_refused)
        _forget_drafts(folder, files)
    return True


@contextmanager
def steady(folder: Path) -> Iterator[None]:
    """The folder, settled, while it is read: no change enters meanwhile. A folder without history costs nothing."""
    if not may_have_history(folder):
        yield
        return
    try:
        settle(folder)
    except JournalError:  # what is there is read as it stands rather than not at all
        logging.getLogger(__name__).exception("the history does not answer")
    with contextlib.ExitStack() as stack:
        # a folder that cannot be written changes under nobody
        with contextlib.suppress(OSError, Timeout, JournalError):
            stack.enter_context(locked(folder))
        yield


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The folder for one writer at a time, among all processes, and all machines where PostgreSQL keeps the history;
    freed by the system if its holder dies."""
    with shared_lock(folder, 1, _WAIT_S), FileLock(folder / LOCK, timeout=_WAIT_S):
        yield


@contextmanager
def one_editor(folder: Path) -> Iterator[None]:
    """The folder for one editor who reads, checks and writes; others who save at that moment wait for their turn.

    BusyError when the turn does not come, NotWrittenError when the folder cannot be written.
    """
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(shared_lock(folder, 2, _EDITOR_WAIT_S))
            held.enter_context(FileLock(folder / EDITOR_LOCK, timeout=_EDITOR_WAIT_S))
        except Timeout as error:
            raise BusyError from error
        except (OSError, JournalError) as error:
            raise NotWrittenError(getattr(error, "strerror", None) or str(error)) from error
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


def _put_all(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Make each file hold what is said of it; None takes it away."""
    for name, content in files.items():
        if content is None:
            (folder / name).unlink(missing_ok=True)
        elif _content(folder / name) != content:
            draft = _draft(folder, name)
            _write(draft, content)
            _put(draft, folder / name)
    _sync_folder(folder)


def _draft(folder: Path, name: str) -> Path:
    return folder / f".{name}.part"


def _forget_drafts(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        with contextlib.suppress(OSError):
            _draft(folder, name).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Put the names themselves on disk, where the system lets a folder be opened."""
    with contextlib.suppress(OSError, AttributeError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
