"""What is wrong with one cell as soon as somebody leaves it: what can be told without reading the other rows.

The checks of the whole folder come when it is saved, and have the last word.
"""

from __future__ import annotations

import math
import re

from bri_data.model.columns import Column, Table
from bri_data.model.dates import parse_edtf
from bri_data.model.problems import Problem
from bri_data.present.problems import shown
from bri_data.present.words import Texts

from .cells import Asked, read_cell
from .said import problem_said
from .sheets import Cell

_ISO = re.compile(r"\d{4}(-\d{1,2}){0,2}")
_ADDRESS = re.compile(r"https?://[^\s/]+\.\S+")


def cell_fault(table: Table, column: Column, text: str, words: Texts) -> str:
    """Why `text` cannot stay in a cell of `column`, or must be asked, in a sentence; "" when nothing is known of it."""
    if not text or column.references or column.many:
        return ""
    read = read_cell(table, column, Cell(text))
    if isinstance(read, Asked):
        return words(f"keep.ask.{read.rule}", value=shown(text))
    rule = _rule(column, read)
    return problem_said(Problem(table.file, 0, column.heading, rule, text), words) if rule else ""


def _rule(column: Column, read: str) -> str:
    """The rule of the checks that a cell breaks, whatever the other rows hold."""
    if column.type == "date" and not parse_edtf(read):
        return "impossible_date" if _ISO.fullmatch(read) else "bad_date"
    if column.type in ("integer", "number"):
        try:
            return "" if math.isfinite(float(read)) else "bad_number"
        except ValueError:
            return "bad_number"
    return "bad_url" if column.type == "url" and not _ADDRESS.fullmatch(read) else ""
