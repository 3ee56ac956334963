"""A page's rows as a table that a slide can hold: few columns, in the reader's words."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

from bri_data.export.sheets import CellType, Sheet
from bri_data.model.dates import parse_edtf
from bri_data.model.listed import in_words
from bri_data.present import format as fmt
from bri_data.present.slides.model import Rows
from bri_data.present.words import Texts

from .order import NothingToTakeError, Shown
from .printed import english_titles
from .rows import sheet_of

MOST_ROWS = 60
# Of the records: what they are, what they are called, where, when, how much is known, on whose word.
_RECORDS = ("kind", "title", "cities", "start", "state", "source_titles")
# Of the outcomes: under what, what came, how sure, of what.
_OUTCOMES = ("axis", "statement", "outcome_state", "origin")
# Of the council's questions: what is said, and what may be compared.
_ANSWERS = ("question", "answer_figure", "to_say", "comparison")
# Of a meeting: when it is told, what it is, of which day, how it stands.
_MEETING = ("moment", "what", "when", "duty", "precision")
_MOST_COLUMNS = 6


def rows_of(order: Shown) -> Rows:
    """The first rows of the table asked for, or of the page's first; no rows for a page that has none."""
    try:
        sheet = sheet_of(order)
    except NothingToTakeError:
        return Rows((), ())
    rows = [list(row) for row in islice(sheet.rows if sheet.on_paper is None else sheet.on_paper, MOST_ROWS)]
    most = sheet.n if sheet.on_paper is None else len(sheet.on_paper)
    kept = _columns(sheet, rows)
    english = english_titles(sheet, order.texts)
    cells = [
        tuple(_said(row[english.get(i, i)] or row[i], sheet.fields[i].type, order.texts) for i in kept) for row in rows
    ]
    heading = order.texts("overview.rows.headings.title")
    heads = tuple(heading if i in english else sheet.fields[i].heading for i in kept)
    return Rows(heads, tuple(cells), max(most - len(cells), 0))


def _columns(sheet: Sheet, rows: list[list[Any]]) -> list[int]:
    """The positions of the columns that a slide shows: of a table that is not known here, those that say something."""
    names = [field.name for field in sheet.fields]
    for known in (_RECORDS, _OUTCOMES, _ANSWERS, _MEETING):
        if set(known) <= set(names):
            return [names.index(name) for name in known]
    wide = [
        position
        for position, field in enumerate(sheet.fields)
        if any(row[position] not in (None, "") for row in rows)
        and field.type != "url"
        and not field.name.endswith(("_id", "_en", "_code", "_line", "locator"))
    ]
    return wide[:_MOST_COLUMNS]


def _said(value: Any, kind: CellType, words: Texts) -> str:
    """A cell as a reader says it; what is not known is not nothing."""
    if value is None or value == "":
        return words("common.unknown")
    if kind == "date" and parse_edtf(value):
        return fmt.date_only(value, words)
    if kind == "day" and isinstance(value, date):
        return fmt.when(value.isoformat(), None, words)
    if kind == "money":
        return fmt.money(value, words)
    if kind == "number":
        return fmt.number(value, words)
    return in_words(value) if kind == "list" else str(value)
