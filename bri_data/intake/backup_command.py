"""`python -m bri_data backup` and `restore`: a folder in one file, and back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TextIO

from bri_data.journal.transaction import ConflictError, NotWrittenError
from bri_data.present.disk_reasons import disk_reason
from bri_data.present.problems import problem_line
from bri_data.present.words import Texts
from bri_data.store import data_dir

from .apply import Author, NothingToDoError, UnsoundError
from .backup import back_up, restore
from .import_command import why_not
from .said import refusal
from .sheets import RefusedFileError

_REFUSED = 1


def add_backup(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The arguments of `backup`."""
    parser.add_argument("file", type=Path, metavar=words("cli.file_name"), help=words("cli.backup_file"))
    parser.add_argument("--folder", type=Path, metavar="…", help=words("cli.data"))
    parser.set_defaults(run=save)


def add_restore(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The arguments of `restore`."""
    parser.add_argument("file", type=Path, metavar=words("cli.file_name"), help=words("cli.backup_file"))
    parser.add_argument("--folder", type=Path, metavar="…", help=words("cli.data"))
    parser.add_argument("--who", default="", metavar="…", help=words("cli.import_who"))
    parser.add_argument("--why", default="", metavar="…", help=words("cli.import_why"))
    parser.set_defaults(run=bring_back)


def save(options: argparse.Namespace, words: Texts, said: TextIO | None = None) -> int:
    """Write the backup; 0, or 1 and why not."""
    heard = said or sys.stderr
    try:
        size = back_up(options.folder or data_dir(), options.file)
    except (OSError, NotWrittenError) as error:
        heard.write(words("cli.not_written", file=options.file, reason=disk_reason(error, words)) + "\n")
        return _REFUSED
    heard.write(words("cli.written", file=options.file, size=size) + "\n")
    return 0


def bring_back(options: argparse.Namespace, words: Texts, said: TextIO | None = None) -> int:
    """Restore a backup; 0, or 1 and why not."""
    heard = said or sys.stderr
    try:
        number = restore(options.file, options.folder or data_dir(), Author(options.who, options.why))
    except RefusedFileError as error:
        heard.write(refusal(error, words) + "\n")
        return _REFUSED
    except (NothingToDoError, UnsoundError, ConflictError, NotWrittenError) as error:
        heard.write(why_not(error, words) + "\n")
        if isinstance(error, UnsoundError):
            heard.writelines(problem_line(problem, words) + "\n" for problem in error.problems)
        return _REFUSED
    heard.write(words("cli.import_done", id=number) + "\n")
    return 0
