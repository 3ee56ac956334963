"""What a file holds before anything is understood of it: sheets of rows of cells, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# how the file itself says what a cell is: a CSV says text of everything
CellKind = Literal["text", "number", "day", "moment", "boolean", "error"]


@dataclass(frozen=True)
class Cell:
    """One cell: its text (a number with a point, a day as AAAA-MM-JJ, `true` or `false`, an error as shown,
    « #N/A »), and what it is."""

    text: str = ""
    kind: CellKind = "text"


BLANK = Cell()


@dataclass(frozen=True)
class Sheet:
    """One sheet or CSV file: its rows that are not blank, each with its number as the spreadsheet (or the text editor)
    counts, 1 being the first.

    `merged` are the cells merged over several rows: the first and last row, the first and last column from 0. A
    spreadsheet hides an `is_hidden` sheet, `hidden_rows` (by number) and `hidden_columns` (from 0): who brings the file
    may not know what they hold. An `is_foreign` one was not
    made for us: a name in it that no row bears is asked.
    """

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_foreign: bool = False


class RefusedFileError(Exception):
    """A file that is not read: `rule` says why (its sentence is `keep.refused.<rule>`), `details` fill the sentence."""

    def __init__(self, rule: str, /, **details: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.details = {name: str(value) for name, value in details.items()}
