"""An import, an undoing or a restoring made into one change of the folder and its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bri_data.journal.engine import writing
from bri_data.journal.history import Change, Row, RowChange, changes, remember, rows_of_change, set_apart
from bri_data.journal.transaction import digests, enter, settle
from bri_data.model.clock import now
from bri_data.model.problems import Problem

from .checked import faults_of
from .folder import FILES, TableFile, read_folder
from .matching import sheet_mark
from .planned import Plan


class NothingToDoError(Exception):
    """A change that would change nothing, or may not be made: `rule` says why (`keep.refused.<rule>`)."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


class UndoneTooLateError(Exception):
    """Rows of a change that have changed again since: undoing it would lose the later change. `rows` names them."""

    def __init__(self, rows: tuple[RowChange, ...]) -> None:
        super().__init__(len(rows))
        self.rows = rows


class UnsoundError(Exception):
    """What the folder would become has faults: `problems` say which. Nothing was written."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems


@dataclass(frozen=True)
class Author:
    """Who makes a change, and why, in their own words; both may be blank."""

    who: str = ""
    why: str = ""


def apply_plan(folder: Path, plan: Plan, author: Author, kind: str = "import") -> int:
    """Make the changes of `plan`, an `import` or an `edit`; the change's number in the history.

    NothingToDoError when the plan has faults or no change; see journal.transaction.enter for what else may stop it.
    """
    if plan.faults:
        raise NothingToDoError("has_faults")
    if not plan.changes:
        raise NothingToDoError("no_change")
    change = Change(now().isoformat(), author.who, author.why, kind, plan.source)
    number = enter(folder, change, [one.change for one in plan.changes], plan.files, plan.expected)
    if plan.matches or plan.apart:
        with writing(folder) as con:
            remember(con, source_of(plan.source), plan.matches)
            set_apart(con, plan.apart)
    return number


def source_of(name: str) -> str:
    """What a source is called when its columns are remembered: its file's name, the digits of a date aside."""
    return sheet_mark(Path(name).stem)


def undo(folder: Path, number: int, author: Author) -> int:
    """Take back change `number`, as a new change; its number. Undoing that one makes the first again.

    NothingToDoError when there is no such change; UndoneTooLateError when a row has changed since; UnsoundError when
    other rows now need what it would take away.
    """
    settle(folder)
    done = rows_of_change(folder, number)
    if not done:
        raise NothingToDoError("no_such_change")
    expected = digests(folder, [table.file for table in FILES])
    known = read_folder(folder)
    late = tuple(one for one in done if _now(known, one) != (dict(one.after) if one.after else None))
    if late:
        raise UndoneTooLateError(late)
    back = [RowChange(one.table, one.key, one.after, one.before) for one in reversed(done)]
    change = Change(now().isoformat(), author.who, author.why, "undo", undoes=number)
    return make_change(folder, known, change, back, expected)


def make_change(
    folder: Path, known: dict[str, TableFile], change: Change, rows: Iterable[RowChange], expected: Mapping[str, str]
) -> int:
    """Make `rows` one change of the folder whose files are `known`; its number. UnsoundError when the folder would then
    have faults; see journal.transaction.enter for what else may stop it."""
    rows = list(rows)
    for one in rows:
        put(known[one.table], one.key, one.after)
    problems = faults_of(known)
    if problems:
        raise UnsoundError(problems)
    files = {known[name].table.file: known[name].content() for name in {one.table for one in rows}}
    return enter(folder, change, rows, files, expected)


def put(file: TableFile, key: str, row: Row | None) -> None:
    """Make the row of `key` what `row` says; None takes it away."""
    if row is None:
        file.rows.pop(key, None)
    else:
        file.rows[key] = dict(row)


def _now(known: dict[str, TableFile], one: RowChange) -> dict[str, str] | None:
    row = known[one.table].rows.get(one.key)
    return None if row is None else {name: text for name, text in row.items() if text}


def undone(folder: Path) -> frozenset[int]:
    """The changes that a later one has taken back and that nobody has made again."""
    taken: set[int] = set()
    for change, _ in changes(folder):  # the last first: an undoing that was itself undone undoes nothing
        if change.undoes is not None and change.id not in taken:
            taken.add(change.undoes)
    return frozenset(taken)
