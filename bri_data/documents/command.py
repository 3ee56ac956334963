"""`python -m bri_data export`: the files of the dashboard, without the dashboard."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO, TextIO
from urllib.parse import parse_qsl
from uuid import uuid4

from bri_data.address import LANGUAGE, YEAR, Address, home_address, read_year
from bri_data.model.clock import now
from bri_data.pages import TAKEN
from bri_data.present import format as fmt
from bri_data.present.disk_reasons import disk_reason
from bri_data.present.problems import problem_line
from bri_data.present.words import Texts
from bri_data.store import Database, DataFolder, data_dir
from bri_data.store.past import Past, PastFolder

from .formats import FORMATS, ending
from .order import OVERVIEW, NothingToTakeError, Order, file_stem
from .refusal import unknown_parts

_INTERRUPTED = 130  # what a shell expects of a program stopped by Ctrl-C
_REFUSED = 1
_NOT_UNDERSTOOD = 2  # as argparse: the command itself asks for what is not there
_NAMED_NOTHING = {"export.error.no_image", "export.error.no_sheet", "export.error.no_brief"}


def add_arguments(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The options of the command, with their help in the reader's language."""
    pages = [page or OVERVIEW for page in TAKEN]
    page_help = words("cli.page", pages=", ".join(pages), overview=OVERVIEW)
    format_help = words("cli.format", formats=", ".join(FORMATS))
    parser.add_argument("--format", choices=tuple(FORMATS), required=True, metavar="…", help=format_help)
    parser.add_argument("--page", choices=tuple(pages), default=OVERVIEW, metavar="…", help=page_help)
    parser.add_argument("--year", type=partial(_year, words=words), metavar="…", help=words("cli.year"))
    parser.add_argument("--query", default="", metavar="…", help=words("cli.query"))
    parser.add_argument("--out", type=Path, metavar="…", help=words("cli.out"))
    parser.add_argument("--folder", type=Path, metavar="…", help=words("cli.data"))
    parser.add_argument("--image", default="", metavar="…", help=words("cli.image"))
    parser.add_argument("--sheet", default="", metavar="…", help=words("cli.sheet"))
    parser.add_argument("--template", type=Path, metavar="…", help=words("cli.deck_template"))
    parser.add_argument("--scheme", choices=("light", "dark"), default="light", metavar="…", help=words("cli.scheme"))


def _year(text: str, words: Texts) -> int | str:
    found = read_year(text)
    if found is None:
        raise argparse.ArgumentTypeError(words("cli.bad_year", asked=text))
    return found


def export(options: argparse.Namespace, words: Texts, said: TextIO | None = None) -> int:
    """Make the file and write it whole or not at all; what is said goes to `said` (stderr).

    0 when it is written, 1 when it cannot be, 2 when what is asked for is not there, 130 when stopped.
    """
    heard = said or sys.stderr
    try:
        folder = options.folder or data_dir()
        served = DataFolder(folder).current()
        if served.database is None or served.problems:
            heard.writelines(f"{problem_line(problem, words)}\n" for problem in served.problems)
            return _REFUSED
        database = served.database
        if as_of := _address(options).as_of:
            past = PastFolder(folder).at(as_of, served)
            if past.database is None:
                heard.write(f"{words('export.error.no_past')}\n")
                return _NOT_UNDERSTOOD
            database = past.database
        past_folder = PastFolder(folder)
        return _write(database, options, words, heard, lambda asked: past_folder.at(asked, served))
    except KeyboardInterrupt:
        heard.write(f"\n{words('cli.cancelled')}\n")
        return _INTERRUPTED


def _write(
    database: Database,
    options: argparse.Namespace,
    words: Texts,
    heard: TextIO,
    earlier: Callable[[str], Past | None],
) -> int:
    out = options.out
    try:
        with database.cursor() as con:
            order = Order(
                con,
                _address(options),
                now(),
                options.scheme,
                options.image,
                options.sheet,
                _shown_on(heard, words),
                home_address(),
                options.template,
                earlier,
            )
            if unknown := unknown_parts(order):
                heard.write(f"{words('cli.unknown', asked=fmt.joined(unknown, words))}\n")
                return _NOT_UNDERSTOOD
            out = out or Path(f"{file_stem(order, options.format)}.{ending(options.format)}")
            size = write_whole(out, partial(FORMATS[options.format].write, order))
    except NothingToTakeError as error:
        heard.write(f"{words(str(error.args[0]))}\n")
        return _NOT_UNDERSTOOD if error.args[0] in _NAMED_NOTHING else _REFUSED
    except OSError as error:
        heard.write(f"{words('cli.not_written', file=out, reason=disk_reason(error, words))}\n")
        return _REFUSED
    heard.write(f"{words('cli.written', file=out, size=size)}\n")
    return 0


def _address(options: argparse.Namespace) -> Address:
    page = "" if options.page == OVERVIEW else options.page
    # an option wins over what the address says
    said = [(YEAR, str(options.year))] if options.year is not None else []
    said += [(LANGUAGE, options.lang)] if options.lang else []
    items = parse_qsl(options.query.lstrip("?"))
    return Address.read(page, [*said, *(pair for pair in items if pair[0] not in dict(said))])


def _shown_on(heard: TextIO, words: Texts) -> Callable[[int, int], None]:
    """Per cent on one line of a terminal; nothing in a file that keeps what is said."""
    last = -1

    def show(done: int, total: int) -> None:
        nonlocal last
        percent = 100 * done // total if total else 0
        if heard.isatty() and percent != last:
            last = percent
            heard.write(f"\r{words('cli.progress', percent=percent)} ")
            heard.flush()

    return show


def write_whole(out: Path, write: Callable[[IO[bytes]], None]) -> int:
    """The size of the file `out` that `write` fills; it appears whole or not at all, whatever happens meanwhile."""
    draft = out.with_name(f".{out.name}.{uuid4().hex}.part")
    try:
        with draft.open("wb") as stream:
            write(stream)
            size = stream.tell()
        os.replace(draft, out)  # noqa: PTH105 - the one call that is atomic on every system
        return size
    finally:
        draft.unlink(missing_ok=True)
