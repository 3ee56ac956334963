"""What a file would change in a folder, before anything is written: rows added, changed, removed, asked, refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from bri_data.journal.contents import digest
from bri_data.journal.history import RowChange
from bri_data.journal.transaction import steady
from bri_data.model.columns import LOCATOR, SOURCES, Table
from bri_data.model.problems import Problem
from bri_data.store.text_files import fold_words

from .alike import SAME_NAME, of_one_name
from .checked import problems_of, problems_of_files
from .column_faults import absent_columns, hidden_parts, merged_cells, unknown_columns
from .folder import FILES, Row, TableFile, read_folder
from .matching import MatchedSheet, Matches, fixed_values, is_ours_and_no_table, match_sheet
from .planned import Fault, Place, Plan, PlannedChange, without_blanks
from .published_totals import leaving_totals
from .rows import Incoming, Question, read_rows, without
from .sheets import RefusedFileError, Sheet
from .steps import Heard, unheard
from .travel_file import travel_sheets

# doubts of the checks that may mean « this row is already there »
DUPLICATES = frozenset({"two_names_of_a_place", "same_record_twice", "one_agreement_twice"})
SAME, OTHER = "same", "other"


def plan_import(
    folder: Path,
    sheets: Iterable[Sheet],
    source: str,
    *,
    answers: Mapping[str, str] | None = None,
    matches: Matches | None = None,
    complete: bool = False,
    removed: Collection[tuple[str, str]] = (),
    by_cell: bool = False,
    heard: Heard = unheard,
) -> Plan:
    """What the sheets of a file would change in `folder`.

    `answers` are those given to the questions of an earlier plan, by their id; `matches` how unknown headings are to
    be read; `complete` says that each sheet holds its whole table, so that the rows it leaves out go; `removed`
    names rows to remove (table, key); `by_cell` says that a column which is not there is told at the cells it would
    have, as a form needs; `heard` is told how far it is.
    RefusedFileError when the folder itself has faults, or no sheet is a table.
    """
    with steady(folder):
        files = {table.file: (folder / table.file).read_bytes() for table in FILES if (folder / table.file).exists()}
        problems = problems_of_files(files)
        if any(not problem.is_doubt for problem in problems):
            raise RefusedFileError("folder_has_faults")
        known = read_folder(folder)
    expected = {table.file: digest(files.get(table.file)) for table in FILES}
    matched, left = [], []
    for sheet in sheets:
        found = [] if sheet.is_hidden else matched_sheets(sheet, matches or {})
        if found:
            matched += found
        elif not is_ours_and_no_table(sheet):
            left.append(sheet.name)
    if not matched and not removed:
        raise RefusedFileError("no_table")
    before = {_mark(problem) for problem in problems}
    work = _Work(known, matched, answers or {}, complete=complete, before=before, removed=removed)
    work.run(heard, by_cell=by_cell)
    written = [one for sheet in matched for one in sheet.headings if one.written and one.column != ""]
    return Plan(
        source,
        len(work.incoming) + work.twice,
        len(matched),
        (sum(one.column is not None for one in written), len(written)),
        tuple(work.changes),
        work.unchanged,
        tuple(work.questions),
        len(work.held),
        tuple(work.faults),
        tuple(work.doubts),
        tuple(left),
        work.files if not work.faults else {},
        expected,
        matches or {},
        tuple(work.apart),
    )


def matched_sheets(sheet: Sheet, matches: Matches) -> list[MatchedSheet]:
    """The tables that `sheet` holds: one of ours, those of another house's form, or none."""
    if foreign := travel_sheets(sheet, fixed_values(matches)):
        return foreign
    found = match_sheet(sheet, matches)
    return [found] if found else []


def _mark(problem: Problem) -> tuple[str, str, str, str]:
    return (problem.file, problem.rule, problem.value, dict(problem.details).get("other", ""))


class _Work:
    """One plan being made: the rows read, merged with those of the folder, checked as the folder they make."""

    def __init__(
        self,
        known: dict[str, TableFile],
        matched: list[MatchedSheet],
        answers: Mapping[str, str],
        *,
        complete: bool,
        before: set[tuple[str, str, str, str]],
        removed: Collection[tuple[str, str]],
    ) -> None:
        self._known, self._matched, self._answers = known, matched, answers
        self._complete, self._before, self._removed = complete, before, removed
        self.incoming: list[Incoming] = []
        self.twice = 0
        self.held: set[tuple[str, str]] = set()
        self.questions: list[Question] = []
        self.faults: list[Fault] = []
        self.changes: list[PlannedChange] = []
        self.doubts: list[Fault] = []
        self.unchanged = 0
        self.files: dict[str, bytes] = {}
        self.apart: list[tuple[str, str, str]] = []
        self._same: dict[tuple[str, str], str] = {}
        self._absent: set[tuple[str, str]] = set()

    def run(self, heard: Heard, *, by_cell: bool = False) -> None:
        """Fill everything."""
        self.faults += [*unknown_columns(self._matched), *merged_cells(self._matched)]
        read = read_rows(self._known, self._matched, self._answers, heard)
        self.incoming, self.questions = list(read.rows), list(read.questions)
        self.twice = read.twice
        self.faults += [
            Fault(Place(one.sheet, one.row, one.heading), rule=one.rule, value=one.value) for one in read.faults
        ]
        self.held |= {(row.table.name, row.key) for row in self.incoming if row.is_asked}
        if not by_cell:
            absent = tuple(absent_columns(self._matched, self.incoming, self._known))
            self.faults += absent
            self._absent = {(one.table, one.place.heading) for one in absent}
            self._absent |= {(one.table, LOCATOR.heading) for one in absent if one.value == SOURCES.name}
        for one, other in of_one_name(self.incoming, self._known):
            row, column = one.row.get(one.table.key[0], ""), Place(one.sheet, one.number)
            named = Question(
                column.sheet, column.row, "", one.table.name, row, SAME_NAME, (SAME, OTHER),
                other=self._written(one.table, other),
            )  # fmt: skip
            self._ask_whether_same(one.table, (one.key, other), named)
        heard("checking", len(self.incoming))
        for _ in range(3):  # a row found to be there already is held, and those that name it with it
            self._hold_what_names_the_held()
            if not self._merge_and_check():
                return

    def _hold_what_names_the_held(self) -> None:
        """Hold back the rows that name a new row which is itself held: they would name nothing."""
        waiting = {(name, key) for name, key in self.held if key not in self._known[name].rows}
        while waiting:
            found = {
                (one.table.name, one.key)
                for one in self.incoming
                if (one.table.name, one.key) not in self.held and waiting & _named_by(one.table, one.row)
            }
            self.held |= found
            waiting = {(name, key) for name, key in found if key not in self._known[name].rows}

    def _merge_and_check(self) -> bool:
        """Make the folder that the rows would make, and check it; whether more rows were found to be held."""
        result = {name: _copy(one) for name, one in self._known.items()}
        places = self._merge(result)
        self.changes = self._compare(result, places)
        touched = {change.change.table for change in self.changes}
        self.files = {result[name].table.file: result[name].content() for name in touched}
        if not touched:
            return False
        leaving = [
            Fault(self._as_headed(one.place, problem) if one.place else Place("", 0), problem)
            for one, problem in leaving_totals(self.changes, result)
        ]
        problems = problems_of(result)
        lines = {one.table.file: one.keys_by_line() for one in result.values()}
        more = self._sort_problems(problems, lines, places)
        self.doubts += [*hidden_parts(self._matched), *leaving]
        return more

    def _merge(self, result: dict[str, TableFile]) -> dict[tuple[str, str], Place]:
        places: dict[tuple[str, str], Place] = {}
        told: dict[str, set[str]] = {}
        for one in self.incoming:
            name = one.table.name
            told.setdefault(name, set()).add(one.key)
            if (name, one.key) in self.held or (name, one.key) in self._same:
                continue
            before = result[name].rows.get(one.key, {})
            result[name].rows[one.key] = before | self._renamed(one)
            places[name, one.key] = Place(one.sheet, one.number)
        for name, key in self._removed:
            result[name].rows.pop(key, None)
        if self._complete:
            for name, keys in told.items():
                for key in [key for key in result[name].rows if key not in keys]:
                    del result[name].rows[key]
        return places

    def _renamed(self, one: Incoming) -> Row:
        """The cells of a row, those that name a row found to be another one naming that other."""
        is_known = one.key in self._known[one.table.name].rows
        # a row that is there keeps its identifier as it is written, and what nobody wrote for it in the file
        row = without(one.row, one.fixed | set(one.table.key)) if is_known else dict(one.row)
        for column in one.table.columns:
            if column.references and row.get(column.name):
                row[column.name] = ";".join(
                    self._same.get((column.references, fold_words(item)), item) for item in row[column.name].split(";")
                )
        return row

    def _compare(self, result: dict[str, TableFile], places: dict[tuple[str, str], Place]) -> list[PlannedChange]:
        found = []
        for name, one in result.items():
            before = self._known[name].rows
            for key in {**before, **one.rows}:
                old, new = without_blanks(before.get(key)), without_blanks(one.rows.get(key))
                if old != new:
                    found.append(PlannedChange(RowChange(name, key, old, new), places.get((name, key))))
        changed = {(one.change.table, one.change.key) for one in found}
        self.unchanged = sum(place not in changed for place in places)
        return found

    def _sort_problems(
        self,
        problems: Iterable[Problem],
        lines: dict[str, dict[int, str]],
        places: dict[tuple[str, str], Place],
    ) -> bool:
        tables = {table.file: table for table in FILES}
        self.doubts, more = [], False
        for problem in problems:
            table = tables.get(problem.file)
            key = lines[problem.file].get(problem.line, "") if table else ""
            place = places.get((table.name, key)) if table else None
            at = self._as_headed(place, problem) if place else Place(problem.file, problem.line, problem.column)
            if not problem.is_doubt:
                if table and place and problem.rule == "missing_value" and (table.name, problem.column) in self._absent:
                    continue
                self.faults.append(Fault(at, problem))
            elif _mark(problem) in self._before:
                continue
            elif table and place and problem.rule in DUPLICATES and key not in self._known[table.name].rows:
                other = other_key(table, problem, lines[problem.file], self._known[table.name])
                asked = _twin_asked(table, place, problem, self._written(table, other), places.get((table.name, other)))
                more = self._ask_whether_same(table, (key, other), asked) or more
            else:
                self.doubts.append(Fault(at, problem))
        return more

    def _as_headed(self, place: Place, problem: Problem) -> Place:
        """The place of a problem with the heading that its sheet gives to the column."""
        for one in self._matched:
            for heading in one.headings if one.sheet.name == place.sheet else ():
                if heading.column and one.table.column(heading.column).heading == problem.column:
                    return Place(place.sheet, place.row, heading.written)
        return place

    def _written(self, table: Table, key: str) -> str:
        """The key of a row of the folder as its file writes it."""
        return self._known[table.name].rows.get(key, {}).get(table.key[0], key)

    def _ask_whether_same(self, table: Table, keys: tuple[str, str], asked: Question) -> bool:
        """Ask whether the new row of the first key is that of the other one; whether the answer changes what is
        merged."""
        key, other = keys
        answer = self._answers.get(asked.id)
        if answer == OTHER:
            self.apart.append((table.name, other, key))
            return False
        if answer == SAME and other:
            brought = (one.row for one in self.incoming if (one.table.name, one.key) == (table.name, other))
            there = self._known[table.name].rows.get(other) or next(brought, {})
            self._same[table.name, key] = there.get(table.key[0], other)
            return True
        if (table.name, key) in self.held:
            return False
        self.questions.append(asked)
        self.held.add((table.name, key))
        return True


def _twin_asked(table: Table, place: Place, problem: Problem, other: str, there: Place | None) -> Question:
    """Whether the row at `place` is the row `other`: a doubt that names it by its line in the files to be, which nobody
    has seen yet, names it by its row of the sheet (`there`), or by its key."""
    asked = Question(place.sheet, place.row, "", table.name, problem.value, problem.rule, (SAME, OTHER), problem)
    if not dict(problem.details).get("other", "").isdecimal():
        return asked
    if there and there.sheet == place.sheet:
        return replace(asked, rule="same_row_of_the_file", problem=None, other=str(there.row))
    return replace(asked, rule="same_row_of_the_data", problem=None, other=other)


def other_key(table: Table, problem: Problem, lines: dict[int, str], known: TableFile) -> str:
    """The key of the row of the folder that a doubt compares with: it names it by its line or by its name."""
    other = dict(problem.details).get("other", "")
    if other.isdecimal() and int(other) in lines:
        return lines[int(other)]
    named = "name" if table.name == "cities" else "title"
    return next((key for key, row in known.rows.items() if row.get(named) == other), "")


def _named_by(table: Table, row: Row) -> set[tuple[str, str]]:
    return {
        (column.references, fold_words(item))
        for column in table.columns
        if column.references and row.get(column.name)
        for item in row[column.name].split(";")
    }


def _copy(one: TableFile) -> TableFile:
    return TableFile(
        one.table, list(one.headings), list(one.columns), dict(one.rows), one.delimiter, one.ending, one.has_mark
    )
