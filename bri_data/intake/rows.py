"""The rows of matched sheets: each cell read, each reference found, each row named; questions where it is not sure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bri_data.model.columns import LOCATOR, SOURCES, Table
from bri_data.model.problems import Problem
from bri_data.store.text_files import fold_words

from .asides import ALL_ASIDE, ALL_KEPT, BLANK, LONE_ROWS, UNKNOWN_MARK, lone_rows, marked_unknown
from .cells import Asked, read_cell
from .folder import Row, TableFile, key_of
from .headings import marks_an_example
from .matching import MatchedSheet
from .names import ASIDE, UNKNOWN_NAME, Names, made_key
from .sheets import Cell
from .steps import EVERY, Heard, unheard

WHOLE_COLUMN = "*"
# a row that sums up those above it, as lists end with one
_TOTALS = re.compile(r"(?:sous_|grand_)?(?:total|totaux|somme|subtotal|sum)(?![a-z])")
KEPT = "kept"
_SAID = 4  # lone rows that a question quotes


@dataclass(frozen=True)
class Question:
    """What a person must decide: `rule` says why (`keep.ask.<rule>`), `choices` are the possible answers.

    `problem` is the doubt of the checks behind it, if it is one. A heading "" is the whole row. `other` names the row
    that this one is compared with.
    """

    sheet: str
    row: int
    heading: str
    table: str
    value: str
    rule: str
    choices: tuple[str, ...]
    problem: Problem | None = None
    by_value: bool = False
    other: str = ""

    @property
    def id(self) -> str:
        """What an answer names: « Activités!14!Début »; for all the rows that say it, « Activités!=Paris!Villes »."""
        return f"{self.sheet}!{f'={self.value}' if self.by_value else self.row}!{self.heading}"


@dataclass(frozen=True)
class Incoming:
    """One row of a file: its table, its key, its cells (only the columns that the file has, and those of `fixed`, which
    a person gave for new rows), and its place."""

    table: Table
    key: str
    row: Row
    sheet: str
    number: int
    is_asked: bool = False
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RowFault:
    """What is wrong with a row itself, whatever the folder holds (`keep.fault.<rule>`)."""

    sheet: str
    row: int
    heading: str
    rule: str
    value: str


@dataclass(frozen=True)
class Read:
    """All rows of a file; `twice` counts those written again without a difference."""

    rows: tuple[Incoming, ...]
    questions: tuple[Question, ...]
    faults: tuple[RowFault, ...]
    twice: int


def read_rows(
    known: dict[str, TableFile], matched: list[MatchedSheet], answers: Mapping[str, str], heard: Heard = unheard
) -> Read:
    """Every row of the sheets, example rows and blank ones left out. A row with an unanswered question keeps what
    could be read, and says so. `heard` is told as rows are read."""
    return _Reader(known, answers, heard).read(matched)


class _Reader:
    def __init__(self, known: dict[str, TableFile], answers: Mapping[str, str], heard: Heard) -> None:
        self._known, self._answers, self._heard = known, answers, heard
        self._questions: list[Question] = []
        self._faults: list[RowFault] = []
        self._told: set[str] = set()
        self._learnt: dict[tuple[str, str, int], str] = {}
        self._names = Names()
        for name, one in known.items():
            self._names.learn(name, one.table.key[0], one.rows.values())
        home = known["cities"].rows.values()
        self._home = {row.get("city_id", "") for row in home if row.get("is_home") == "oui"}
        named = {city for row in known["agreements"].rows.values() for city in row.get("city_ids", "").split(";")}
        if named & self._home:  # the agreements of this folder name both cities
            self._home = set()

    def read(self, matched: list[MatchedSheet]) -> Read:
        """Cells first, then the names that new rows bring, then references, and last the keys that rows lack: they
        may be made of references, and are compared with those of the folder by all their cells."""
        rows = [(sheet, row) for sheet in matched for row in self._read_cells(sheet)]
        for sheet, one in rows:
            key = sheet.table.key[0]
            made = made_key(sheet.table.name, one.row)
            self._names.learn(sheet.table.name, key, [{key: made} | _written(one.row)])
            self._learnt[one.table.name, one.sheet, one.number] = fold_words(made)
        taken: dict[tuple[str, str], Incoming] = {}
        keyed = [self._keyed(self._with_references(sheet, one), taken) for sheet, one in rows]
        kept, twice = self._once(self._as_named(keyed))
        return Read(tuple(kept), tuple(self._questions), tuple(self._faults), twice)

    def _read_cells(self, matched: MatchedSheet) -> list[Incoming]:
        found: list[Incoming] = []
        aside = self._lone_aside(matched)
        for number, cells in matched.body:
            if 0 <= matched.remark < len(cells) and marks_an_example(cells[matched.remark].text):
                continue
            if number in aside or self._is_total(matched, number, cells):
                continue
            row, asked = self._read_row(matched, number, cells)
            if any(row.values()):
                if len(found) % EVERY == EVERY - 1:
                    self._heard("rows", len(found) + 1)
                fixed = self._fixed(matched, number, cells)
                named = frozenset(fixed)
                found.append(Incoming(matched.table, "", fixed | row, matched.sheet.name, number, asked, named))
        return found

    def _read_row(self, matched: MatchedSheet, number: int, cells: tuple[Cell, ...]) -> tuple[Row, bool]:
        """What the cells of one row say, and whether one of them is asked about."""
        row, asked = {}, False
        for place, heading in enumerate(matched.headings):
            if not heading.column:
                continue
            column = matched.table.column(heading.column)
            cell = cells[place] if place < len(cells) else Cell()
            if cell.kind == "error":
                fault = RowFault(matched.sheet.name, number, heading.written, "error_cell", cell.text)
                self._faults.append(fault)
                continue
            mark = marked_unknown(matched.table, column, cell, self._names.knows) if cell.text else None
            read = mark or (read_cell(matched.table, column, cell) if not column.references else cell.text)
            if isinstance(read, Asked):
                read, still = self._answered(matched, number, heading.written, cell.text, read)
                asked = asked or still
                if mark and not still:
                    read = "" if read == BLANK else cell.text
            row[column.name] = read
        return row, asked

    def _lone_aside(self, matched: MatchedSheet) -> frozenset[int]:
        """The rows of one cell that are left out, as a person says once for all those of a sheet."""
        lone = [one for one in lone_rows(matched) if not _TOTALS.match(fold_words(one[1]))]
        if not lone:
            return frozenset()
        asked = Question(
            matched.sheet.name, lone[0][0], "", matched.table.name, " | ".join(text for _, text in lone[:_SAID]),
            LONE_ROWS, (ALL_ASIDE, ALL_KEPT), other=", ".join(str(number) for number, _ in lone),
        )  # fmt: skip
        answer = self._answers.get(asked.id)
        if answer is None:
            self._questions.append(asked)
        return frozenset() if answer == ALL_KEPT else frozenset(number for number, _ in lone)

    def _fixed(self, matched: MatchedSheet, number: int, cells: tuple[Cell, ...]) -> Row:
        """What a person gave for the columns that the file has not: « Jumelage avec {Ville} » says what the row holds
        under that heading. A source given so is located by the row."""
        written = {fold_words(one.written): place for place, one in enumerate(matched.headings) if one.written}

        def filled(found: re.Match[str]) -> str:
            place = written.get(fold_words(found[1]), len(cells))
            return cells[place].text if place < len(cells) else ""

        row = {}
        for name, value in matched.fixed.items():
            column = matched.table.column(name)
            cell = Cell(" ".join(re.sub(r"\{([^{}]+)\}", filled, value).split()))
            read = cell.text if column.references else read_cell(matched.table, column, cell)
            row[name] = cell.text if isinstance(read, Asked) else read
        if SOURCES.name in row and LOCATOR.name not in {one.column for one in matched.headings}:
            row.setdefault(LOCATOR.name, f"{matched.sheet.name.replace(';', ' ')}, {number}")
        return row

    def _is_total(self, matched: MatchedSheet, number: int, cells: tuple[Cell, ...]) -> bool:
        """Whether a row that looks like a total, and lacks what a row must say, is left out: a person says."""
        first = next((fold_words(cell.text) for cell in cells if cell.text), "")
        if not _TOTALS.match(first):
            return False
        is_whole = all(
            place < len(cells) and cells[place].text
            for place, heading in enumerate(matched.headings)
            if heading.column and matched.table.column(heading.column).required
        )
        if is_whole:
            return False
        asked = Question(matched.sheet.name, number, "", matched.table.name, first, "total_row", (ASIDE, KEPT))
        answer = self._answers.get(asked.id)
        if answer is None:
            self._questions.append(asked)
        return answer != KEPT

    def _with_references(self, matched: MatchedSheet, one: Incoming) -> Incoming:
        row, asked = dict(one.row), one.is_asked
        written = {heading.column: heading.written for heading in matched.headings if heading.column}
        for column in matched.table.columns:
            if not column.references or not row.get(column.name):
                continue
            read = self._names.read(column, row[column.name], is_asked=matched.sheet.is_foreign)
            if isinstance(read, Asked):
                heading = written.get(column.name, column.heading)
                read, still = self._answered(matched, one.number, heading, row[column.name], read)
                asked = asked or still
            row[column.name] = "" if read == ASIDE else read
        if matched.table.name == "agreements" and len(cities := row.get("city_ids", "").split(";")) > 1:
            # an agreement names the other city: « Québec et Bordeaux » is « Bordeaux et Québec », and « Bordeaux »
            row["city_ids"] = ";".join(city for city in cities if city not in self._home)
        return replace(one, row=row, is_asked=asked, key=key_of(one.table, row))

    def _answered(self, matched: MatchedSheet, number: int, heading: str, text: str, asked: Asked) -> tuple[str, bool]:
        """The answer to a question, and False; or the cell as written, and True when nobody has answered.

        An answer given to the whole column (« Activités!*!Début ») is the place of a choice: 0 is the first.
        """
        one = Question(
            matched.sheet.name, number, heading, matched.table.name, text, asked.rule, asked.choices,
            by_value=asked.rule in (UNKNOWN_NAME, UNKNOWN_MARK),
        )  # fmt: skip
        answer = self._answers.get(one.id, "")
        place = self._answers.get(f"{matched.sheet.name}!{WHOLE_COLUMN}!{heading}", "")
        if answer in asked.choices:
            return answer, False
        if place.isdecimal() and int(place) < len(asked.choices):
            return asked.choices[int(place)], False
        if not one.by_value or one.id not in self._told:
            self._questions.append(one)
            self._told.add(one.id)
        return text, True

    def _keyed(self, one: Incoming, taken: dict[tuple[str, str], Incoming]) -> Incoming:
        """The row with its key: the one written, else one made of what it says, a row already there being recognised
        by all its cells."""
        table, name = one.table, one.table.key[0]
        if len(table.key) > 1 or one.row.get(name) or table.column(name).type != "code" or one.is_asked:
            key = key_of(table, one.row)
            if not key and not one.is_asked:
                self._faults.append(RowFault(one.sheet, one.number, "", "no_key", ""))
            return replace(one, key=key or f"?{one.sheet}!{one.number}")
        made = made_key(table.name, one.row)
        if not made:
            self._faults.append(RowFault(one.sheet, one.number, "", "no_key", ""))
            return replace(one, key=f"?{one.sheet}!{one.number}")
        known = self._known[table.name].rows
        free, number = made, 1
        while (key := fold_words(free)) in known or (table.name, key) in taken:
            if key in known and _says(known[key], without(one.row, one.fixed)):
                return self._named(one, known[key][name], taken)
            if (table.name, key) in taken and taken[table.name, key].row == one.row | {name: free}:
                return self._named(one, free, taken)
            free, number = f"{made}-{number + 1}", number + 1
        if free == made:
            return self._named(one, made, taken)
        return self._same_or_other(one, made, free, taken)

    def _same_or_other(self, one: Incoming, made: str, free: str, taken: dict[tuple[str, str], Incoming]) -> Incoming:
        """A row that would bear the key of another: the same thing corrected, or another? A person says."""
        twin = taken.get((one.table.name, fold_words(made)))  # of the file itself, or a row of the folder
        is_ours = twin is not None and fold_words(made) not in self._known[one.table.name].rows
        asked = Question(
            one.sheet, one.number, "", one.table.name, twin.sheet if twin and is_ours else made,
            "made_key_in_file" if is_ours else "made_key_exists", ("same", "other"),
            other=str(twin.number) if twin and is_ours else "",
        )  # fmt: skip
        answer = self._answers.get(asked.id)
        if answer == "same":
            return self._named(one, made, taken)
        if answer == "other":
            return self._named(one, free, taken)
        self._questions.append(asked)
        return replace(self._named(one, free, taken), is_asked=True)

    def _named(self, one: Incoming, key: str, taken: dict[tuple[str, str], Incoming]) -> Incoming:
        named = replace(one, row={**one.row, one.table.key[0]: key}, key=fold_words(key))
        taken[one.table.name, named.key] = named
        return named

    def _as_named(self, rows: list[Incoming]) -> list[Incoming]:
        """Give a row that waits for an answer, and has no key yet, the one by which other rows name it, where it is no
        other row's: they wait with it, instead of naming nothing."""
        used = {(one.table.name, one.key) for one in rows}

        def named(one: Incoming) -> Incoming:
            name = one.table.name
            made = self._learnt[name, one.sheet, one.number] if one.key.startswith("?") and one.is_asked else ""
            if not made or made in self._known[name].rows or (name, made) in used:
                return one
            used.add((name, made))
            return replace(one, key=made)

        return [named(one) for one in rows]

    def _once(self, rows: list[Incoming]) -> tuple[list[Incoming], int]:
        """Each key once: a row written again without a difference is left out, one with a difference is a fault."""
        kept: dict[tuple[str, str], Incoming] = {}
        twice = 0
        for one in rows:
            first = kept.setdefault((one.table.name, one.key), one)
            if first is one:
                continue
            twice += 1
            if first.row != one.row:
                self._faults.append(RowFault(one.sheet, one.number, "", "key_twice", one.row.get(one.table.key[0], "")))
        return list(kept.values()), twice


def _written(row: Row) -> Row:
    return {name: text for name, text in row.items() if text}


def without(row: Row, names: frozenset[str]) -> Row:
    """A row without these cells."""
    return {name: text for name, text in row.items() if name not in names}


def _says(known: Row, row: Row) -> bool:
    """Whether `known` says all that `row` says; the key aside, which `row` lacks."""
    return all(known.get(name, "") == text for name, text in row.items() if text)
