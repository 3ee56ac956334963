"""Which table a sheet is, where its headings stand, and which column each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from bri_data.model.columns import Table
from bri_data.present.words import texts
from bri_data.store.text_files import fold_words

from .folder import FILES
from .headings import columns_by_name, is_remark, tables_by_name
from .sheets import Cell, Sheet

# a title and a date may stand above the headings
_HEADINGS_WITHIN = 12
Matches = Mapping[tuple[str, str], str]  # (table, folded heading) → the column's English name, "" to set it aside


@dataclass(frozen=True)
class Heading:
    """One heading: as written, the column it is ("" when set aside, None when unknown), and close columns."""

    written: str
    column: str | None
    close: tuple[str, ...] = ()


@dataclass(frozen=True)
class MatchedSheet:
    """A sheet and what its columns are; `remark` is the place of our own column for remarks, -1 without one."""

    sheet: Sheet
    table: Table
    headings: tuple[Heading, ...]
    row: int
    remark: int

    @property
    def body(self) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
        """The rows under the headings."""
        return tuple(row for row in self.sheet.rows if row[0] > self.row)


def is_ours_and_no_table(sheet: Sheet) -> bool:
    """Whether a sheet is one that our workbook adds for people: its guide, its lists."""
    names = {words(key) for words in (texts("fr"), texts("en")) for key in ("export.notice.tab", "keep.lists")}
    return sheet.name in names


def match_sheet(sheet: Sheet, matches: Matches) -> MatchedSheet | None:
    """The table that `sheet` holds and its columns; None when neither its name nor its headings are those of one."""
    named = tables_by_name().get(fold_words(sheet.name))
    best: tuple[int, int, Table] | None = None
    for number, cells in sheet.rows[:_HEADINGS_WITHIN]:
        for table in [named] if named else FILES:
            known = columns_by_name(table.name)
            score = sum(
                fold_words(cell.text) in known or (table.name, fold_words(cell.text)) in matches for cell in cells
            )
            if best is None or score > best[0]:
                best = (score, number, table)
    if best is None or best[0] < (1 if named else 3):
        return None
    _, number, table = best
    cells = next(cells for at, cells in sheet.rows if at == number)
    remark = next((place for place, cell in enumerate(cells) if is_remark(cell.text)), -1)
    taken: set[str] = set()
    headings = []
    for place, cell in enumerate(cells):
        heading = Heading(cell.text, "") if place == remark or not cell.text else _heading(table, cell.text, matches)
        if heading.column and heading.column in taken:  # written twice: the second is no other column
            heading = Heading(cell.text, None)
        taken.add(heading.column or "")
        headings.append(heading)
    return MatchedSheet(sheet, table, tuple(headings), number, remark)


def _heading(table: Table, written: str, matches: Matches) -> Heading:
    folded, known = fold_words(written), columns_by_name(table.name)
    if (table.name, folded) in matches:
        return Heading(written, matches[table.name, folded])
    if folded in known:
        return Heading(written, known[folded])
    close = get_close_matches(folded, known, n=3, cutoff=0.6)
    return Heading(written, None, tuple(dict.fromkeys(table.column(known[one]).heading for one in close)))
