"""What a table holds for people and not for the data: marks of the unknown, sub-headings and notes on a row of their
own."""

from __future__ import annotations

from collections.abc import Callable

from bri_data.model.columns import Column, Table
from bri_data.store.cells import countries
from bri_data.store.text_files import fold_words

from .cells import Asked
from .headings import codes_by_label, marks_an_example
from .matching import MatchedSheet
from .sheets import Cell

# what people write where nothing is known, as it is folded: in the data a blank cell says so
_MARKS = frozenset(
    {"n/d", "n.d.", "nd", "n/a", "n.a.", "na", "s/o", "s.o.", "_", "__", "___", "—", "–", "?", "??", "???", "…", "..."}
    | {"inconnu", "inconnue", "unknown", "tbd", "tbc", "null", "nan", "none", "vide", "(vide)", "a_determiner"}
    | {"a_confirmer", "non_disponible", "non_applicable", "sans_objet", "not_available", "not_applicable"}
)
UNKNOWN_MARK, LONE_ROWS = "unknown_mark", "lone_rows"
BLANK, AS_IS = "blank", "as_is"
ALL_ASIDE, ALL_KEPT = "all_aside", "all_kept"
# a narrower table has rows of one cell
_WIDE = 4


def marked_unknown(table: Table, column: Column, cell: Cell, is_name: Callable[[Column, str], bool]) -> Asked | None:
    """Whether a cell such as « n/d » or « — » means that nothing is known, asked once for its column; None when it is
    no such mark, or when the column knows it as a word of its own."""
    folded = fold_words(cell.text) if len(cell.text) < 20 else ""
    if cell.kind != "text" or folded not in _MARKS:
        return None
    is_country = (table.name, column.name) == ("cities", "country") and cell.text.upper() in countries()
    is_code = bool(column.codes) and folded in codes_by_label(table.name, column.name)
    if is_country or is_code or (column.references and is_name(column, cell.text)):
        return None
    return Asked(UNKNOWN_MARK, (BLANK, AS_IS))


def lone_rows(matched: MatchedSheet) -> list[tuple[int, str]]:
    """The rows of which one cell alone is filled, in a sheet of several columns: the month above its missions, a note
    under the table. The cell of an identifier names a row, and is none of these."""
    if sum(bool(heading.column) for heading in matched.headings) < _WIDE:
        return []
    keys = {place for place, heading in enumerate(matched.headings) if heading.column in matched.table.key}
    found = []
    for number, cells in matched.body:
        filled = [(place, cell.text) for place, cell in enumerate(cells) if cell.text]
        if len(filled) == 1 and filled[0][0] not in keys and not marks_an_example(filled[0][1]):
            found.append((number, filled[0][1]))
    return found
