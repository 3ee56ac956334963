"""`python -m bri_data init` and `template`: what the Bureau starts from."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from bri_data.present.disk_reasons import disk_reason
from bri_data.present.words import Texts, texts
from bri_data.store import data_dir, examine

from .backup_command import add_backup, add_restore
from .folder import read_folder
from .import_command import add_history, add_import, add_undo
from .snapshot_command import add_snapshot
from .start import NoHomeError, NotEmptyError, start_folder
from .template import save_template
from .twins_command import add_duplicates

_REFUSED = 1


def add_init(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The arguments of `init`."""
    parser.add_argument("folder", type=Path, metavar=words("cli.folder_name"), help=words("cli.init_folder"))
    parser.set_defaults(run=init)


def add_template(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The arguments of `template`."""
    parser.add_argument("file", type=Path, metavar=words("cli.file_name"), help=words("cli.template_file"))
    parser.add_argument("--langue", choices=("fr", "en"), default=words.lang, help=words("cli.template_lang"))
    parser.add_argument("--filled", action="store_true", help=words("cli.template_filled"))
    parser.add_argument("--folder", type=Path, metavar="…", help=words("cli.data"))
    parser.set_defaults(run=template)


COMMANDS: dict[str, Callable[[argparse.ArgumentParser, Texts], None]] = {
    "init": add_init,
    "template": add_template,
    "import": add_import,
    "history": add_history,
    "undo": add_undo,
    "duplicates": add_duplicates,
    "snapshot": add_snapshot,
    "backup": add_backup,
    "restore": add_restore,
}


def init(options: argparse.Namespace, words: Texts, said: TextIO | None = None) -> int:
    """Make an empty folder; 0, or 1 and a reason."""
    heard = said or sys.stderr
    try:
        files = start_folder(options.folder, data_dir())
    except NotEmptyError as error:
        return _refused(heard, words("cli.init_not_empty", folder=options.folder, file=error.file.name))
    except NoHomeError as error:
        return _refused(heard, words("cli.folder_has_faults", folder=error.folder))
    except OSError as error:
        return _refused(heard, words("cli.not_written", file=options.folder, reason=disk_reason(error, words)))
    heard.write(words("cli.init_done", n=len(files), folder=options.folder) + "\n")
    return 0


def template(options: argparse.Namespace, words: Texts, said: TextIO | None = None) -> int:
    """Write the workbook to fill; 0, or 1 and a reason."""
    heard = said or sys.stderr
    folder = options.folder or data_dir()
    if any(not problem.is_doubt for problem in examine(folder)):
        return _refused(heard, words("cli.folder_has_faults", folder=folder))
    try:
        save_template(options.file, texts(options.langue), read_folder(folder), filled=options.filled)
    except OSError as error:
        return _refused(heard, words("cli.not_written", file=options.file, reason=disk_reason(error, words)))
    heard.write(words("cli.written", file=options.file, size=options.file.stat().st_size) + "\n")
    return 0


def _refused(heard: TextIO, sentence: str) -> int:
    heard.write(sentence + "\n")
    return _REFUSED
