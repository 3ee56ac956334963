"""The command line: `python -m bri_data check [FOLDER]`, `python -m bri_data export --format xlsx --out FILE`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bri_data import bureau
from bri_data.documents import command
from bri_data.documents.package_command import add_package
from bri_data.intake.command import COMMANDS
from bri_data.present.fonts.coverage import undrawn
from bri_data.present.problems import problem_line
from bri_data.present.words import Lang, Texts, texts
from bri_data.store import data_dir, examine

_COMMANDS = {**COMMANDS, "package": add_package}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0, or 1 when faults were printed (a doubt is none)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = texts(_language(given))
    parser = _parser(words)
    with _spoken(words):
        options = parser.parse_args(given)
    if options.command is None:
        parser.print_help()
        return 0
    if options.command == "export":
        return command.export(options, words)
    if options.command in _COMMANDS:
        return int(options.run(options, words))
    folder = options.folder or data_dir()
    return _check(folder, words) if _is_ours(folder) else _check_apart(folder, words.lang)


def _is_ours(folder: Path) -> bool:
    """Whether this process knows what the bureau of the folder counts by: axes, kinds, languages, year."""
    asked, ours = bureau.read(folder)[0], bureau.current()
    return _codes(asked) == _codes(ours)


def _codes(who: bureau.Bureau) -> tuple[tuple[str, ...], ...]:
    return who.languages, who.kinds, who.natures, tuple(who.axes), (str(who.year_opens),)


def _check_apart(folder: Path, lang: Lang) -> int:
    """Check the folder of another bureau in a process that speaks for it, with its exit code."""
    environment = os.environ | {"BRI_DATA_DIR": str(folder.resolve())}
    command = [sys.executable, "-m", "bri_data", "check", "--lang", lang]
    home = Path(__file__).parents[1]
    return subprocess.run(command, env=environment, cwd=home, check=False).returncode  # noqa: S603 - our own module


def _check(folder: Path, words: Texts) -> int:
    problems = examine(folder, undrawn)
    for problem in problems:
        _say(problem_line(problem, words))
    return 1 if any(not problem.is_doubt for problem in problems) else 0


def _say(line: str) -> None:
    """Print `line` on any console: a letter that its code page lacks is written by its number."""
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding))


def _language(given: list[str]) -> Lang:
    """The language asked for, known before the parser that needs it to word its help."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang", nargs="?")  # whatever it is: the whole parser refuses what is no language
    return "en" if early.parse_known_args(given)[0].lang == "en" else "fr"


@contextmanager
def _spoken(words: Texts) -> Iterator[None]:
    """What argparse refuses, in the reader's language: it takes its sentences from its own name for gettext, which has
    no French here. One that is not known stays in English."""
    known = {
        "%(prog)s: error: %(message)s\n": words("cli.refused", program="%(prog)s", why="%(message)s") + "\n",
        "argument %(argument_name)s: %(message)s": words("cli.of_option", name="%(argument_name)s", why="%(message)s"),
        "invalid choice: %(value)r (choose from %(choices)s)": words(
            "cli.bad_choice", asked="%(value)s", known="%(choices)s"
        ),
        "the following arguments are required: %s": words("cli.missing", names="%s"),
        "unrecognized arguments: %s": words("cli.unheard", asked="%s"),
        "expected one argument": words("cli.no_value"),
    }
    english = vars(argparse)["_"]
    vars(argparse)["_"] = lambda said: known.get(said, said)
    try:
        yield
    finally:
        vars(argparse)["_"] = english


def _parser(words: Texts) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m bri_data", add_help=False, formatter_class=_formatter(words))
    _worded(parser, words).description = words("cli.description")
    commands = parser.add_subparsers(dest="command", title=words("cli.commands"), metavar="")
    checking = commands.add_parser("check", help=words("cli.check"), add_help=False, formatter_class=_formatter(words))
    _worded(checking, words).description = words("cli.check")
    checking.add_argument("folder", nargs="?", type=Path, help=words("cli.folder"))
    exporting = commands.add_parser(
        "export", help=words("cli.export"), add_help=False, formatter_class=_formatter(words)
    )
    _worded(exporting, words).description = words("cli.export")
    command.add_arguments(exporting, words)
    for name, add_arguments in _COMMANDS.items():
        one = commands.add_parser(name, help=words(f"cli.{name}"), add_help=False, formatter_class=_formatter(words))
        _worded(one, words).description = words(f"cli.{name}")
        add_arguments(one, words)
    return parser


def _worded(parser: argparse.ArgumentParser, words: Texts) -> argparse.ArgumentParser:
    """`parser` with the options every command takes, under headings in the reader's language."""
    parser._positionals.title = words("cli.arguments")
    parser._optionals.title = words("cli.options")
    parser.add_argument("-h", "--help", action="help", help=words("cli.help"))
    parser.add_argument("--lang", choices=("fr", "en"), help=words("cli.lang"))
    return parser


def _formatter(words: Texts) -> type[argparse.HelpFormatter]:
    """argparse takes the word before a usage line from the formatter alone."""

    class Formatter(argparse.HelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, words("cli.usage") + " " if prefix is None else prefix)

    return Formatter


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # « check | head »: whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
