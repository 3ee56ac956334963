"""`python -m bri_data snapshot DAY`: the data as they were at the end of a day, and what has changed since."""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bri_data.address import is_state
from bri_data.journal.states import contents_of
from bri_data.present.disk_reasons import disk_reason
from bri_data.present.made import as_of_said, moment
from bri_data.present.words import Texts
from bri_data.store import DataFolder, data_dir
from bri_data.store.past import PastFolder

from .backup import differences_of
from .folder import read_folder
from .said import change_line

_REFUSED = 1


def add_snapshot(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The arguments of `snapshot`."""
    parser.add_argument("asked", metavar="…", help=words("cli.snapshot_asked"))
    parser.add_argument("--out", type=Path, metavar="…", help=words("cli.snapshot_out"))
    parser.add_argument("--folder", type=Path, metavar="…", help=words("cli.data"))
    parser.set_defaults(run=snapshot)


def snapshot(options: argparse.Namespace, words: Texts, said: TextIO | None = None) -> int:
    """Say what has changed since that day, or since that change, and write the files of then with `--out`, hidden rows
    included: this command is the keeper's. 0, or 1 and why not."""
    heard, folder = said or sys.stdout, options.folder or data_dir()
    if not is_state(options.asked):
        heard.write(words("cli.snapshot_unread", asked=options.asked) + "\n")
        return _REFUSED
    past = PastFolder(folder).at(options.asked, DataFolder(folder).current())
    if past.state is None or past.why == "not_now":
        first = moment(datetime.fromisoformat(past.first), words) if past.first else ""
        why = "no_history" if past.why == "not_known" and not first else past.why
        heard.write(words(f"past.why.{why}", first=first) + "\n")
        return _REFUSED
    files = contents_of(folder, past.state)
    with tempfile.TemporaryDirectory() as place:
        for name, content in files.items():
            (Path(place) / name).write_bytes(content)
        then = read_folder(Path(place))
    known = read_folder(folder)
    lines = [change_line(one, None, words) for name in known for one in differences_of(then[name], known[name])]
    heard.write(f"{as_of_said(options.asked, words)}\n{words.count('past.changed', len(lines))}\n")
    heard.writelines(f"  {line}\n" for line in lines)
    if past.edited:
        heard.write(words("past.band.edited") + "\n")
    return _written(files, options.out, words, heard) if options.out else 0


def _written(files: dict[str, bytes], out: Path, words: Texts, heard: TextIO) -> int:
    try:
        out.mkdir(parents=True, exist_ok=True)
        if inside := sorted(out.iterdir()):
            heard.write(words("cli.init_not_empty", folder=out, file=inside[0].name) + "\n")
            return _REFUSED
        for name, content in files.items():
            (out / name).write_bytes(content)
    except OSError as error:
        heard.write(words("cli.not_written", file=out, reason=disk_reason(error, words)) + "\n")
        return _REFUSED
    heard.write(words("cli.snapshot_done", n=len(files), folder=out) + "\n")
    return 0
