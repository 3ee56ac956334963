"""A whole folder in one file and back: its CSV files, the settings of the bureau, and its history."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
import zlib
from pathlib import Path

from bri_data import bureau
from bri_data.journal.engine import FILE as HISTORY
from bri_data.journal.engine import JournalError, copy_to_file, may_have_history
from bri_data.journal.history import Change, RowChange
from bri_data.journal.transaction import NotWrittenError, digests, enter, steady
from bri_data.model.clock import now

from .apply import Author, NothingToDoError, UnsoundError
from .checked import faults_of
from .folder import FILES, TableFile, file_table, read_folder
from .planned import without_blanks
from .sheets import RefusedFileError

_MOST_BYTES = 200 << 20  # of one file of a backup, unfolded


def back_up(folder: Path, file: Path) -> int:
    """Write the folder into the ZIP `file`, of one moment; its size. It appears whole or not at all.

    OSError or NotWrittenError when the disk refuses.
    """
    draft = file.with_name(f".{file.name}.part")
    try:
        with draft.open("wb") as out:
            with steady(folder), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
                for name in (*(table.file for table in FILES), bureau.FILE):
                    if (folder / name).exists():
                        made.write(folder / name, name)
                if may_have_history(folder):
                    made.writestr(HISTORY, _history(folder))
            out.flush()
            os.fsync(out.fileno())  # a backup that says it is there is on disk
        draft.replace(file)
        return file.stat().st_size
    except (sqlite3.Error, JournalError) as error:  # no room for the copy of the history
        raise NotWrittenError(str(error)) from error
    finally:
        draft.unlink(missing_ok=True)


def _history(folder: Path) -> bytes:
    """The history as an SQLite file, whatever keeps it: whole, whoever writes meanwhile."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / HISTORY
        copy_to_file(folder, copy)
        return copy.read_bytes()


def restore(file: Path, folder: Path, author: Author) -> int:
    """Make the rows of `folder` those of the backup `file`, as one change that can be undone; its number.

    The history of the folder stays, and tells the restoring. RefusedFileError when the file is no backup;
    NothingToDoError when the folder already holds these rows; UnsoundError when they have faults.
    """
    with tempfile.TemporaryDirectory() as place:
        _unfold(file, Path(place))
        kept = read_folder(Path(place))
        problems = faults_of(kept)
    if problems:
        raise UnsoundError(problems)
    with steady(folder):
        expected = digests(folder, [table.file for table in FILES])
        known = read_folder(folder)
    rows = [one for name in known for one in differences_of(known[name], kept[name])]
    if not rows:
        raise NothingToDoError("no_change")
    files = {file_table(name).file: kept[name].content() for name in {one.table for one in rows}}
    return enter(folder, Change(now().isoformat(), author.who, author.why, "restore", file.name), rows, files, expected)


def differences_of(before: TableFile, after: TableFile) -> list[RowChange]:
    """The rows that two states of one file tell differently, in the order of the file."""
    found = []
    for key in {**before.rows, **after.rows}:
        old, new = without_blanks(before.rows.get(key)), without_blanks(after.rows.get(key))
        if old != new:
            found.append(RowChange(before.table.name, key, old, new))
    return found


def _unfold(file: Path, place: Path) -> None:
    """Put the CSV files of a backup in `place`: those of the tables, by their own names, and nothing else."""
    held: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(file) as opened:
            names = {part.filename: part for part in opened.infolist()}
            if FILES[0].file not in names:
                raise RefusedFileError("no_backup")
            for table in FILES:
                part = names.get(table.file)
                if part is not None:
                    if part.file_size > _MOST_BYTES:
                        raise RefusedFileError("too_large", most=_MOST_BYTES >> 20)
                    held[table.file] = opened.read(part)
    except FileNotFoundError:
        raise RefusedFileError("missing", file=file.name) from None
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
        raise RefusedFileError("no_backup") from None
    for name, content in held.items():  # a full disk here is no fault of the backup
        try:
            (place / name).write_bytes(content)
        except OSError as error:
            raise NotWrittenError(error.strerror or str(error)) from error
