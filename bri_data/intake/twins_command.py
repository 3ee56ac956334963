"""`python -m bri_data duplicates`: the pairs that may be one thing, and what a file of decisions says of them."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from typing import TextIO

from bri_data.journal.transaction import ConflictError, NotWrittenError
from bri_data.present.disk_reasons import disk_reason
from bri_data.present.words import Texts
from bri_data.store import data_dir

from .apply import Author, NothingToDoError, UnsoundError
from .import_command import add_author, say, why_not
from .twins import DECISIONS, Twin, decide, twins
from .twins_said import cells_said, twin_said

_REFUSED = 1


def add_duplicates(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The arguments of `duplicates`."""
    parser.add_argument("--folder", type=Path, metavar="…", help=words("cli.data"))
    parser.add_argument("--decisions", type=Path, metavar="…", help=words("cli.duplicates_decisions"))
    add_author(parser, words)
    parser.set_defaults(run=duplicates)


def duplicates(options: argparse.Namespace, words: Texts, said: TextIO | None = None) -> int:
    """Print each pair that waits for a decision, or make the decisions of a file; 0, or 1 when one is refused."""
    heard, folder = said or sys.stdout, options.folder or data_dir()
    pairs = twins(folder)
    if options.decisions is None:
        lines = [line for one in pairs for line in (f"{one.id} · {twin_said(one, words)}", *cells_said(one, words))]
        say(heard, [*lines, words.count("keep.twins.title", len(pairs), n=len(pairs))])
        return 0
    try:
        decisions = read_decisions(options.decisions)
    except (OSError, ValueError, csv.Error) as error:
        say(heard, [words("keep.refused.unreadable", reason=disk_reason(error, words))])
        return _REFUSED
    known: dict[str, Twin] = {one.id: one for one in pairs}
    refused = 0
    for name, decision in decisions.items():
        try:
            if name not in known or decision not in DECISIONS:
                raise NothingToDoError("no_such_twin")
            number = decide(folder, known[name], decision, Author(options.who, options.why))
            done = words("cli.import_done", id=number) if number else words("keep.twins.kept_apart")
            say(heard, [f"{name} · {done}"])
        except (NothingToDoError, UnsoundError, ConflictError, NotWrittenError) as error:
            refused = _REFUSED
            say(heard, [f"{name} · {why_not(error, words)}"])
    return refused


def read_decisions(file: Path) -> dict[str, str]:
    """What a file of decisions says: on each line a pair, a comma, and `distinct`, `first` or `second`."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return {row[0].strip(): row[1].strip().lower() for row in csv.reader(stream) if len(row) > 1}
