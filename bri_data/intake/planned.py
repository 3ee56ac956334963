"""What an import would do, as values: changes, questions, faults, each with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bri_data.journal.history import Row, RowChange
from bri_data.model.problems import Problem
from bri_data.present import changed_rows

from .rows import Question


@dataclass(frozen=True)
class Place:
    """Where something stands in the file that is imported; `row` 0 is the whole sheet."""

    sheet: str
    row: int
    heading: str = ""


@dataclass(frozen=True)
class Fault:
    """What refuses the file: a problem of the checks, or a rule of the import itself (`keep.fault.<rule>`). A doubt of
    the checks refuses nothing, and is told in the same way (`problem.is_doubt`)."""

    place: Place
    problem: Problem | None = None
    rule: str = ""
    value: str = ""
    close: tuple[str, ...] = ()
    table: str = ""  # of a column that nobody knows


@dataclass(frozen=True)
class PlannedChange:
    """One row that would change, and where the file says so (None for a row that the file leaves out)."""

    change: RowChange
    place: Place | None


@dataclass(frozen=True)
class Plan:
    """What an import would do. `files` are the new contents of the files that change, `expected` what all were;
    `left` are the sheets that are no table. With any fault nothing may be applied."""

    source: str
    rows: int
    sheets: int
    columns: tuple[int, int]  # matched, of how many written
    changes: tuple[PlannedChange, ...] = ()
    unchanged: int = 0
    questions: tuple[Question, ...] = ()
    waiting: int = 0  # rows held back: asked about, or naming such a row
    faults: tuple[Fault, ...] = ()
    doubts: tuple[Fault, ...] = ()
    left: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    expected: Mapping[str, str] = field(default_factory=dict)
    matches: Mapping[tuple[str, str], str] = field(default_factory=dict)
    apart: tuple[tuple[str, str, str], ...] = ()  # rows (table, key, key) that a person said are two things

    def count(self, kind: str) -> int:
        """How many rows are `added`, `changed` or `removed`."""
        return sum(kind_of(one.change) == kind for one in self.changes)


def kind_of(change: RowChange) -> changed_rows.Kind:
    """`added`, `changed` or `removed`."""
    return changed_rows.kind_of(change.before, change.after)


def without_blanks(row: Row | None) -> Row | None:
    """A row without its blank cells: a column that is not there and a blank cell say the same."""
    return None if row is None else {name: text for name, text in row.items() if text}
