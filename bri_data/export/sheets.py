"""What is taken away, as values: sheets of typed columns and the note that comes with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from bri_data.model.dates import parse_edtf
from bri_data.present.words import Texts

CellType = Literal["text", "list", "integer", "number", "money", "date", "url", "day"]
Row = Sequence[Any]


@dataclass(frozen=True)
class Field:
    """One column: its stable name, its heading and what it says in the reader's words.

    A "date" cell holds EDTF text and is written in three columns (see `flat_fields`); a "day" cell holds a
    datetime.date; "money" is in Canadian dollars; a "list" cell, and a "url" cell of several addresses, are joined as
    in model.listed. A cell that is None stays empty.
    """

    name: str
    heading: str
    type: CellType = "text"
    meaning: str = ""


@dataclass(frozen=True)
class Sheet:
    """One table. `rows` may be read once only: a long table is never held whole. `n` says how many there are.

    `cites` are the ids of the documents that its rows rest on, in order of first use. `on_paper` are the rows that a
    printed table holds, where the others would fill sheets to say that there is nothing; `left_out` says so.
    """

    code: str
    title: str
    fields: tuple[Field, ...]
    rows: Iterable[Row] = field(repr=False)
    n: int
    cites: tuple[str, ...] = ()
    on_paper: tuple[Row, ...] | None = field(default=None, repr=False)
    left_out: str = ""


@dataclass(frozen=True)
class Source:
    """One document that the rows rest on; `published` is in the reader's words."""

    title: str
    publisher: str
    published: str
    url: str | None


@dataclass(frozen=True)
class Notice:
    """What is said once for the whole file.

    `facts` are pairs (what, text): the page, the filters, the dates. `words` are pairs (word, what it means here).
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Book:
    """All that goes into one file; `made_at` is when it is made, in UTC: the only date of the file itself."""

    notice: Notice
    sheets: tuple[Sheet, ...]
    made_at: datetime


def flat_fields(fields: Sequence[Field], texts: Texts) -> tuple[Field, ...]:
    """The columns as they are written: each "date" becomes what is known, the first and the last day it may mean."""
    flat: list[Field] = []
    for one in fields:
        if one.type == "list":
            flat.append(replace(one, meaning=f"{one.meaning} {texts('export.cell.list')}".strip()))
            continue
        if one.type != "date":
            flat.append(one)
            continue
        flat.append(replace(one, meaning=f"{one.meaning} {texts('export.date.known')}".strip()))
        for end in ("first", "last"):
            heading = texts(f"export.date.{end}", heading=one.heading)
            flat.append(Field(f"{one.name}_{end}", heading, "day", texts(f"export.date.{end}_meaning")))
    return tuple(flat)


def flat_rows(sheet: Sheet) -> Iterator[list[Any]]:
    """The rows under `flat_fields`: a date known to the day is a datetime.date, another one stays EDTF text."""
    dates = [one.type == "date" for one in sheet.fields]
    for row in sheet.rows:
        flat: list[Any] = []
        for value, is_date in zip(row, dates, strict=True):
            flat += _dated(value) if is_date else [value]
        yield flat


def _dated(value: str | None) -> list[str | date | None]:
    known = parse_edtf(value) if value else None
    if known is None:
        return [value, None, None]
    return [known.first if known.precision == "day" else known.value, known.first, known.last]
