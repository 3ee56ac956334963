"""`python -m bri_data import`, `history` and `undo`: what a file changes, what was changed, and taking it back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TextIO

from bri_data.journal.history import changes, matched, rows_of_change, touching
from bri_data.journal.transaction import BusyError, ConflictError, NotWrittenError, NotYetInPlaceError
from bri_data.present.changed_rows import KINDS
from bri_data.present.disk_reasons import disk_reason
from bri_data.present.problems import problem_line
from bri_data.present.words import Texts
from bri_data.store import data_dir
from bri_data.store.text_files import fold_words

from .apply import Author, NothingToDoError, UndoneTooLateError, UnsoundError, apply_plan, source_of, undo, undone
from .folder import FILES
from .headings import columns_by_name, tables_by_name
from .matching import VALUE, Matches, match_sheet, sheet_mark
from .plan import plan_import
from .planned import Fault, Plan, kind_of
from .reading import read_file
from .rows import Question
from .said import (
    change_line,
    change_said,
    choice_said,
    fault_line,
    place_said,
    question_place,
    question_said,
    refusal,
    row_name,
    summary,
    title,
)
from .sheets import RefusedFileError, Sheet
from .steps import EVERY, step_said

_REFUSED = 1
_SHOWN = 40  # lines of one group


def add_import(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The arguments of `import`."""
    parser.add_argument("file", type=Path, metavar=words("cli.file_name"), help=words("cli.import_file"))
    parser.add_argument("--into", type=Path, metavar="…", dest="folder", help=words("cli.data"))
    parser.add_argument("--apply", action="store_true", help=words("cli.import_apply"))
    parser.add_argument("--answer", action="append", default=[], metavar="…", help=words("cli.import_answer"))
    parser.add_argument("--match", action="append", default=[], metavar="…", help=words("cli.import_match"))
    parser.add_argument("--table", default="", metavar="…", help=words("cli.import_table"))
    parser.add_argument("--value", action="append", default=[], metavar="…", help=words("cli.import_value"))
    parser.add_argument("--complete", action="store_true", help=words("cli.import_complete"))
    add_author(parser, words)
    parser.set_defaults(run=import_file)


def add_history(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The arguments of `history`."""
    parser.add_argument("number", nargs="?", type=int, metavar="N", help=words("cli.history_number"))
    parser.add_argument("--folder", type=Path, metavar="…", help=words("cli.data"))
    parser.add_argument("--find", default="", metavar="…", help=words("cli.history_find"))
    parser.set_defaults(run=history)


def add_undo(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The arguments of `undo`."""
    parser.add_argument("number", type=int, metavar="N", help=words("cli.undo_number"))
    parser.add_argument("--folder", type=Path, metavar="…", help=words("cli.data"))
    add_author(parser, words)
    parser.set_defaults(run=take_back)


def add_author(parser: argparse.ArgumentParser, words: Texts) -> None:
    """The arguments that say who makes a change, and why."""
    parser.add_argument("--who", default="", metavar="…", help=words("cli.import_who"))
    parser.add_argument("--why", default="", metavar="…", help=words("cli.import_why"))


def import_file(options: argparse.Namespace, words: Texts, said: TextIO | None = None) -> int:
    """Show what a file changes, and apply it with `--apply`; 0, or 1 when it is refused or has faults."""
    heard = said or sys.stdout
    folder = options.folder or data_dir()
    answers = dict(one.rsplit("=", 1) for one in options.answer if "=" in one)
    try:
        sheets = read_file(options.file)
        matches = {
            **matched(folder, source_of(options.file.name)),
            **_matches(options.match),
            **_values(options.value),
            **_table(options.table, sheets),
        }
        plan = plan_import(
            folder,
            sheets,
            options.file.name,
            answers=answers,
            matches=matches,
            complete=options.complete,
            heard=partial(_wait_said, words),
        )
        say(heard, _plan_lines(plan, words))
        if not options.apply:
            say(heard, [words("cli.import_not_yet")])
            return _REFUSED if plan.faults else 0
        number = apply_plan(folder, plan, Author(options.who, options.why))
    except RefusedFileError as error:
        say(heard, [refusal(error, words)])
        return _REFUSED
    except (NothingToDoError, ConflictError, NotWrittenError) as error:
        say(heard, [why_not(error, words)])
        return 0 if isinstance(error, NothingToDoError) and error.rule == "no_change" else _REFUSED
    say(heard, [words("cli.import_done", id=number)])
    return 0


def history(options: argparse.Namespace, words: Texts, said: TextIO | None = None) -> int:
    """Print the history of a folder, or the rows of one change; 0, or 1 when there is no such change."""
    heard, folder = said or sys.stdout, options.folder or data_dir()
    if options.number is not None:
        rows = rows_of_change(folder, options.number)
        say(heard, [change_line(one, None, words) for one in rows] or [words("keep.refused.no_such_change")])
        return 0 if rows else _REFUSED
    gone = undone(folder)
    told = [(one.id, change_said(one, rows, one.id in gone, words)) for one, rows in changes(folder)]
    held = touching(folder, options.find) if options.find else frozenset()
    lines = [line for number, line in told if number in held or fold_words(options.find) in fold_words(line)]
    say(heard, lines or [words("keep.history.not_found" if options.find else "keep.history.none")])
    return 0


def take_back(options: argparse.Namespace, words: Texts, said: TextIO | None = None) -> int:
    """Undo one change; 0, or 1 and why not."""
    heard, folder = said or sys.stdout, options.folder or data_dir()
    try:
        number = undo(folder, options.number, Author(options.who, options.why))
    except (NothingToDoError, UndoneTooLateError, UnsoundError, ConflictError, NotWrittenError) as error:
        say(heard, [why_not(error, words)])
        if isinstance(error, UnsoundError):
            say(heard, [problem_line(problem, words) for problem in error.problems])
        return _REFUSED
    say(heard, [words("cli.undo_done", id=number)])
    return 0


def why_not(error: Exception, words: Texts) -> str:
    """Why a change was not made, in words."""
    if isinstance(error, NothingToDoError):
        return words(f"keep.refused.{error.rule}")
    if isinstance(error, ConflictError):
        return words("keep.refused.conflict", file=error.file)
    if isinstance(error, UndoneTooLateError):
        return words("keep.refused.undone_too_late", rows=", ".join(map(row_name, error.rows[:5])))
    if isinstance(error, UnsoundError | BusyError):
        return words("keep.refused.unsound" if isinstance(error, UnsoundError) else "keep.refused.busy")
    if isinstance(error, NotYetInPlaceError):
        return words("keep.refused.not_yet", id=error.number, reason=disk_reason(error, words))
    return words("keep.refused.not_written", reason=disk_reason(error, words))


def _matches(given: list[str]) -> Matches:
    """Each « heading=column » for every table that has such a column; nothing after « = » sets the heading aside."""
    found = {}
    for one in given:
        heading, _, name = one.rpartition("=")
        for table in FILES:
            column = columns_by_name(table.name).get(fold_words(name), "")
            if column or not name.strip():
                found[table.name, fold_words(heading)] = column
    return found


def _wait_said(words: Texts, step: str, rows: int) -> None:
    """Say on the screen of errors, which nothing reads back, how far a long import is."""
    if rows >= EVERY:
        sys.stderr.write(step_said(step, rows, words) + "\n")


def _table(name: str, sheets: Sequence[Sheet]) -> Matches:
    """That every sheet which is no table by itself is the table `name`; nothing for a name that is none's."""
    table = tables_by_name().get(fold_words(name))
    return {("", sheet_mark(one.name)): table.name for one in sheets if table and match_sheet(one, {}) is None}


def _values(given: list[str]) -> Matches:
    """Each « column=value » for every table that has such a column; a file that has the column keeps its own."""
    found = {}
    for one in given:
        name, _, value = one.partition("=")
        for table in FILES:
            if column := columns_by_name(table.name).get(fold_words(name), ""):
                found[table.name, f"{VALUE}{column}"] = value.strip()
    return found


def _plan_lines(plan: Plan, words: Texts) -> list[str]:
    lines = [words("problems.whole", place=plan.source, sentence=summary(plan, words)), title(plan, words)]
    if plan.left:
        lines.append(words("cli.import_left", sheets=", ".join(plan.left)))
    groups = {
        "faults": [_fault_told(one, words) for one in plan.faults],
        "asked": [
            words(
                "problems.whole",
                place=place_said(question_place(one), words),
                sentence=question_said(one, words),
            )
            + " "
            + words("cli.import_answer_with", id=one.id, choices=_choices(one, words))
            for one in plan.questions
        ],
    }
    for kind in KINDS:
        groups[kind] = [
            change_line(one.change, one.place, words) for one in plan.changes if kind_of(one.change) == kind
        ]
    groups["doubts"] = [fault_line(one, words) for one in plan.doubts]
    for group, told in groups.items():
        if told:
            lines.append(words("cli.import_group", kind=words(f"cli.import_{group}"), n=len(told)))
            lines += [f"  {line}" for line in told[:_SHOWN]]
            if len(told) > _SHOWN:
                lines.append("  " + words("cli.import_more", n=len(told) - _SHOWN))
    lines.append(words("cli.import_unchanged", n=plan.unchanged, held=plan.waiting))
    return lines


def _fault_told(fault: Fault, words: Texts) -> str:
    """A fault, and the option that answers it where the page has a field."""
    line = fault_line(fault, words)
    if fault.rule in ("unknown_column", "unnamed_column"):
        line += " " + words("cli.import_match_with", value=fault.value)
    elif fault.rule == "absent_column":
        line += " " + words("cli.import_value_with", heading=fault.place.heading)
    return line


def _choices(question: Question, words: Texts) -> str:
    return ", ".join(f"{one} ({choice_said(question, one, words)})" for one in question.choices)


def say(heard: TextIO, lines: list[str]) -> None:
    """Print lines, the letters that the screen cannot show told by their numbers."""
    encoding = getattr(heard, "encoding", None) or "utf-8"
    heard.writelines(f"{line}\n".encode(encoding, "backslashreplace").decode(encoding) for line in lines)
