"""Rows already in the data that may be one thing written twice: proposed side by side, decided by a person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bri_data.journal.engine import writing
from bri_data.journal.history import Change, RowChange, apart, set_apart
from bri_data.journal.transaction import digests, settle, steady
from bri_data.model.clock import now
from bri_data.model.columns import LOCATOR, SOURCES, Column, Table
from bri_data.store.text_files import fold_words

from .apply import Author, NothingToDoError, make_change
from .checked import problems_of
from .folder import FILES, Row, TableFile, file_table, key_of, read_folder
from .plan import DUPLICATES, other_key
from .planned import without_blanks

DISTINCT, FIRST, SECOND = "distinct", "first", "second"
DECISIONS = (DISTINCT, FIRST, SECOND)


@dataclass(frozen=True)
class Twin:
    """Two rows of a table that may be the same thing: their keys in the order of the file, what the checks found
    (`problems.<rule>`), and the rows."""

    table: str
    one: str
    other: str
    rule: str
    first: Row
    second: Row

    @property
    def id(self) -> str:
        """What a decision names: « agreements!a!b »."""
        return f"{self.table}!{self.one}!{self.other}"

    @property
    def differing(self) -> tuple[Column, ...]:
        """The columns that the two rows do not fill alike, in the order of the table."""
        columns = file_table(self.table).columns
        return tuple(one for one in columns if self.first.get(one.name, "") != self.second.get(one.name, ""))


def twins(folder: Path) -> tuple[Twin, ...]:
    """Every pair that the checks propose and that nobody has said to be two things; () for a folder with faults."""
    with steady(folder):
        known = read_folder(folder)
    decided, tables = apart(folder), {table.file: table for table in FILES}
    found = []
    for problem in problems_of(known):
        table = tables.get(problem.file)
        if table is None or problem.rule not in DUPLICATES:
            continue
        rows, lines = known[table.name].rows, known[table.name].keys_by_line()
        one, other = other_key(table, problem, lines, known[table.name]), lines.get(problem.line, "")
        if one and other and one != other and (table.name, one, other) not in decided:
            found.append(Twin(table.name, one, other, problem.rule, rows[one], rows[other]))
    return tuple(found)


def decide(folder: Path, twin: Twin, decision: str, author: Author) -> int:
    """Keep in mind that the two rows are distinct (0), or make them one, `first` or `second`, as one change of the
    history: its number. The row kept takes what only the other says, and every row that named the other names it.

    NothingToDoError when a row has changed or gone since the pair was proposed; see apply.undo for what else it raises.
    """
    if decision == DISTINCT:
        with writing(folder) as con:
            set_apart(con, [(twin.table, twin.one, twin.other)])
        return 0
    settle(folder)
    expected = digests(folder, [table.file for table in FILES])
    known = read_folder(folder)
    rows = known[twin.table].rows
    if (rows.get(twin.one), rows.get(twin.other)) != (twin.first, twin.second):
        raise NothingToDoError("twin_changed")
    kept, gone = (twin.one, twin.other) if decision == FIRST else (twin.other, twin.one)
    changes = [*_renamed(known, twin.table, rows[gone], rows[kept]), _change(twin.table, gone, rows[gone], None)]
    if (filled := _filled(file_table(twin.table), rows[kept], rows[gone])) != rows[kept]:
        changes.append(_change(twin.table, kept, rows[kept], filled))
    return make_change(folder, known, Change(now().isoformat(), author.who, author.why, "edit"), changes, expected)


def _change(table: str, key: str, before: Row | None, after: Row | None) -> RowChange:
    """A change without its blank cells, as the history compares it."""
    return RowChange(table, key, without_blanks(before), without_blanks(after))


def _filled(table: Table, kept: Row, gone: Row) -> Row:
    """The row kept, with the cells that only the other fills, the items of both lists, and the sources of both."""
    row = dict(kept)
    for column in table.columns:
        was, other = row.get(column.name, ""), gone.get(column.name, "")
        if column.name in (*table.key, SOURCES.name, LOCATOR.name) or not other:
            continue
        row[column.name] = _joined(was, other) if column.many else was or other
    pairs = [_sources(one) for one in (kept, gone)]
    if kept.get(SOURCES.name) and all(pairs):
        both = dict([*pairs[1], *pairs[0]])  # a source of both rows keeps the place that the row kept gives it
        order = dict.fromkeys(source for one in pairs for source, _ in one)
        row[SOURCES.name], row[LOCATOR.name] = ";".join(order), ";".join(both[source] for source in order)
    return row


def _sources(row: Row) -> list[tuple[str, str]]:
    """Each source with its place in it; [] when they do not go by pairs."""
    sources, places = row.get(SOURCES.name, "").split(";"), row.get(LOCATOR.name, "").split(";")
    return list(zip(sources, places, strict=True)) if len(sources) == len(places) else []


def _joined(one: str, other: str) -> str:
    return ";".join(dict.fromkeys(item for text in (one, other) for item in text.split(";") if item))


def _renamed(known: dict[str, TableFile], name: str, gone: Row, kept: Row) -> list[RowChange]:
    """The rows that name the row which goes, naming the one that stays."""
    key = file_table(name).key[0]
    found = []
    for table in FILES:
        columns = [one for one in table.columns if one.references == name]
        for at, row in known[table.name].rows.items() if columns else ():
            after = dict(row)
            for column in columns:
                items = row.get(column.name, "").split(";")
                named = [kept[key] if fold_words(item) == fold_words(gone[key]) else item for item in items]
                after[column.name] = ";".join(dict.fromkeys(named)) if named != items else row.get(column.name, "")
            if after != row and key_of(table, after) == at:
                found.append(_change(table.name, at, row, after))
    return found
