"""Which table a sheet is, where its headings stand, and which column each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from bri_data.model.columns import Table
from bri_data.present.words import texts
from bri_data.store.text_files import fold_words

from .folder import FILES
from .headings import columns_by_name, is_remark, tables_by_name
from .sheets import BLANK, Cell, Sheet

# a title and a date may stand above the headings
_HEADINGS_WITHIN = 12
_FEW = 3  # columns that a row must name to be headings
# (table, folded heading) → the column's English name, "" to set it aside; and (table, « =column ») → what a person says
# that every new row of the file holds in a column that the file has not; ("", sheet) → the table that a sheet is
Matches = Mapping[tuple[str, str], str]
VALUE = "="


@dataclass(frozen=True)
class Heading:
    """One heading: as written, the column it is ("" when set aside, None when unknown), columns of close names, and
    whether it is unknown because another heading is that column already, or because nothing is written over its cells:
    it is then called by its letter."""

    written: str
    column: str | None
    close: tuple[str, ...] = ()
    is_repeated: bool = False
    is_unnamed: bool = False


@dataclass(frozen=True)
class MatchedSheet:
    """A sheet and what its columns are; `remark` is the place of our own column for remarks, -1 without one; `fixed`
    what each new row holds in the columns that the sheet has not."""

    sheet: Sheet
    table: Table
    headings: tuple[Heading, ...]
    row: int
    remark: int
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
        """The rows under the headings; those that say the headings again, on each printed page, left out."""
        said = [fold_words(heading.written) for heading in self.headings]
        return tuple(row for row in self.sheet.rows if row[0] > self.row and not _says_headings(row[1], said))


def _says_headings(cells: tuple[Cell, ...], said: list[str]) -> bool:
    written = [(fold_words(cell.text), heading) for cell, heading in zip(cells, said, strict=False) if cell.text]
    return len(written) > 1 and all(cell == heading for cell, heading in written)


def is_ours_and_no_table(sheet: Sheet) -> bool:
    """Whether a sheet is one that our workbook adds for people: its guide, its lists."""
    names = {words(key) for words in (texts("fr"), texts("en")) for key in ("export.notice.tab", "keep.lists")}
    return sheet.name in names


def match_sheet(sheet: Sheet, matches: Matches) -> MatchedSheet | None:
    """The table that `sheet` holds and its columns; None when neither its name nor its headings are those of one."""
    chosen = next((one for one in FILES if one.name == matches.get(("", sheet_mark(sheet.name)))), None)
    named = chosen or tables_by_name().get(fold_words(sheet.name))
    scores = []
    for number, cells in sheet.rows[:_HEADINGS_WITHIN]:
        for table in [named] if named else FILES:
            known = columns_by_name(table.name)
            score = sum(
                fold_words(cell.text) in known or (table.name, fold_words(cell.text)) in matches for cell in cells
            )
            scores.append((score, number, table))
    best = max(scores, key=lambda one: one[0], default=None)
    if best is None or best[0] < (0 if chosen else 1 if named else _FEW):
        return None
    # the first row that names columns: the rows between it and fuller headings further down are rows of the table
    score, number, table = next(one for one in scores if one == best or (one[0] >= _FEW and 2 * one[0] > best[0]))
    if not score:  # no heading is known: the first row that fills most columns
        number = max(sheet.rows[:_HEADINGS_WITHIN], key=lambda row: sum(bool(cell.text) for cell in row[1]))[0]
    number, cells = _joined_headings(sheet, number, table)
    remark = next((place for place, cell in enumerate(cells) if is_remark(cell.text)), -1)
    taken: set[str] = set()
    headings = []
    for place, cell in enumerate(cells):
        heading = Heading(cell.text, "") if place == remark or not cell.text else _heading(table, cell.text, matches)
        if heading.column and heading.column in taken:  # written twice: the second is no other column
            heading = Heading(cell.text, None, is_repeated=True)
        taken.add(heading.column or "")
        headings.append(heading)
    fixed = {name: value for name, value in fixed_values(matches).get(table.name, {}).items() if name not in taken}
    found = MatchedSheet(sheet, table, tuple(headings), number, remark, fixed)
    return replace(found, headings=_with_letters(found, matches))


def _joined_headings(sheet: Sheet, number: int, table: Table) -> tuple[int, tuple[Cell, ...]]:
    """The headings of a sheet and the last row on which they stand: « Début » and « Fin » may stand under « Dates »."""
    known = columns_by_name(table.name)
    place, cells = next((place, cells) for place, (at, cells) in enumerate(sheet.rows) if at == number)
    _, under = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else (0, ())
    written = [(at, cell.text) for at, cell in enumerate(under) if cell.text]
    free = all(at >= len(cells) or fold_words(cells[at].text) not in known for at, _ in written)
    if len(written) < 2 or not free or any(fold_words(text) not in known for _, text in written):
        return number, cells
    wide = [*cells, *[BLANK] * (len(under) - len(cells))]
    for at, _ in written:
        wide[at] = under[at]
    return sheet.rows[place + 1][0], tuple(wide)


def _with_letters(found: MatchedSheet, matches: Matches) -> tuple[Heading, ...]:
    """The headings of a sheet, and in the place of a blank one that stands over cells, its letter: what no heading
    names must be named or set aside by a person."""
    filled = {place for _, cells in found.body for place, cell in enumerate(cells) if cell.text}
    headings = [*found.headings, *[Heading("", "")] * (max(filled, default=-1) + 1 - len(found.headings))]
    for place in filled:
        if not headings[place].written:
            letter = letters(place)
            headings[place] = Heading(letter, matches.get((found.table.name, fold_words(letter))), is_unnamed=True)
    return tuple(headings)


def letters(place: int) -> str:
    """What a spreadsheet calls a column, by its place from 0: A, Z, AA."""
    return (letters(place // 26 - 1) if place > 25 else "") + chr(ord("A") + place % 26)


def sheet_mark(name: str) -> str:
    """What a sheet is called when the table that a person says it is is remembered: its name, the digits of a date
    aside. Such an answer is a match of the table ""."""
    return "".join(letter for letter in name.casefold() if not letter.isdecimal()).strip(" -_.")


def fixed_values(matches: Matches) -> dict[str, dict[str, str]]:
    """The values given for whole columns, by table and column."""
    found: dict[str, dict[str, str]] = {}
    for (table, heading), value in matches.items():
        if heading.startswith(VALUE):
            found.setdefault(table, {})[heading.removeprefix(VALUE)] = value
    return found


def _heading(table: Table, written: str, matches: Matches) -> Heading:
    folded, known = fold_words(written), columns_by_name(table.name)
    if (table.name, folded) in matches:
        return Heading(written, matches[table.name, folded])
    if folded in known:
        return Heading(written, known[folded])
    close = get_close_matches(folded, known, n=3, cutoff=0.6) or [one for one in known if one in folded.split("_")]
    return Heading(written, None, tuple(dict.fromkeys(known[one] for one in close)))
