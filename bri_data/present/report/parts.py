"""Blocks that documents share: figures, tables of records, outcomes, contradictions, sources. Rows in, values out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from .. import format as fmt
from ..figures.common import source_line
from ..locators import locator
from ..made import Made, produced
from ..overview import Headline, shortened
from ..records import declared_headings, declared_row, record_row
from ..rows import localised, plain
from ..words import Texts
from .model import ColumnKind, Figure, Figures, Labels, Source, SourceList, Table
from .pictures import symbols

_DAY = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?\b")

Row = Mapping[str, Any]
Frames = Mapping[str, pd.DataFrame]
MOST_OF_A_TITLE = 110  # letters of a title above or under each page
_TOTAL = 4  # the place of the total in a table of records
MOST_ROWS = 300  # of a table in a document that a person reads


def labels(texts: Texts) -> Labels:
    """The words around every document."""
    return Labels(
        author=texts("export.author"),
        todo=texts("report.todo"),
        contents=texts("report.contents"),
        page=texts("report.page", page="{page}", pages="{pages}"),
        figures=texts("report.figures.caption"),
        figure_headings=(
            texts("report.figures.number"),
            texts("report.figures.counts"),
            texts("report.figures.known"),
        ),
        unprinted=texts("report.unprinted", n="{n}"),
        table=texts("report.table"),
        figure=texts("report.figure"),
        contents_note=texts("report.contents_note"),
        code=texts("report.code", address="{address}"),
    )


def figures(headlines: Sequence[Headline], texts: Texts) -> Figures:
    """The year's figures with their symbols, full, tinted and hollow."""
    items = []
    for one in headlines:
        told = ". ".join((f"{one.number} {one.label}", *one.notes, *one.spoken))
        items.append(Figure(one.number, one.label, one.notes, symbols(one.runs, told)))
    return Figures(tuple(items))


def declared_table(declared: pd.DataFrame, year: int, texts: Texts) -> Table:
    """Every figure the reports declare, with what they say of it and where."""
    figure, value, detail, _, locator = declared_headings(texts)
    words = [declared_row(row, texts) for row in plain(declared)]
    return Table(
        texts("overview.rows.declared", year=year),
        (figure, value, detail, locator),
        ("text", "number", "text", "text"),
        tuple((row.figure, row.value, row.detail, row.locator) for row in words),
    )


def records_table(caption: str, entries: Sequence[Row], total: int, texts: Texts) -> Table:
    """The first MOST_ROWS of `total` records (queries.briefs.entries): what, where, when, who took part, with whom; in
    which total they count, in a line under them where all count alike."""
    headings = [texts(f"overview.rows.headings.{name}") for name in ("title", "city", "date", "state", "total")]
    headings += [texts("report.people"), texts("report.partners")]
    shown = entries[:MOST_ROWS]
    words = [record_row(row, texts) for row in shown]
    rows = [
        [
            *(one.title, one.city, one.dated, one.state, one.total),
            names(row["functions"], texts),
            names(row["partners"], texts),
        ]
        for one, row in zip(words, shown, strict=True)
    ]
    first = {"shown": fmt.number(len(rows), texts), "total": fmt.number(total, texts)}
    notes = [texts("report.first_rows", **first)] if len(rows) < total else []
    if len(totals := {one.total for one in words}) == 1 and len(rows) > 1:
        notes.append(texts("report.pair", what=headings.pop(_TOTAL), text=f"{totals.pop()}."))
        rows = [[cell for place, cell in enumerate(row) if place != _TOTAL] for row in rows]
    kinds: tuple[ColumnKind, ...] = ("text",) * 7
    return Table(caption, tuple(headings), kinds[: len(headings)], tuple(map(tuple, rows)), " ".join(notes))


def names(things: Sequence[Row] | None, texts: Texts) -> str:
    """The names of things ({id, name, name_en}); « — » for none."""
    found = [str(localised(dict(thing), "name", texts)) for thing in things or ()]
    return ", ".join(found) or texts("common.unknown")


def when(row: Row, texts: Texts) -> str:
    """A record's date and what it rests on; « — » for none."""
    if not row["start"]:
        return texts("common.unknown")
    basis = row.get("date_basis")
    said = fmt.when(row["start"], row["end"], texts)
    return f"{said} ({texts(f'common.basis.{basis}')})" if basis in ("annoncee", "activite") else said


def day(value: str | None, texts: Texts) -> str:
    """An EDTF date in words; « — » for none."""
    return fmt.date_only(value, texts) if value else texts("common.unknown")


def outcome(row: Row, texts: Texts) -> str:
    """What a source says came of something, how certain it is, and what it came from."""
    facts = [texts(f"brief.outcome.{row['status']}")]
    if row["due"]:
        facts.append(texts("brief.due", date=fmt.date_only(row["due"], texts)))
    label = localised(dict(row), "label", texts)
    origin = f" ({label})" if label else ""
    return f"{localised(dict(row), 'statement', texts)} {fmt.capitalised(', '.join(facts))}{origin}."


def discrepancies(rows: Sequence[Row], caption: str, texts: Texts) -> Table:
    """Contradictions found in the sources: both statements with their place, and how the data treat them."""
    names_ = ("topic", "statement_1", "statement_2", "treatment")
    cells = [
        (
            str(localised(dict(row), "topic", texts)),
            f"{localised(dict(row), 'statement_1', texts)} ({_place(row['locator_1'], texts)})",
            f"{localised(dict(row), 'statement_2', texts)} ({_place(row['locator_2'], texts)})",
            str(localised(dict(row), "treatment", texts)),
        )
        for row in rows
    ]
    return Table(caption, tuple(texts(f"report.discrepancy.{name}") for name in names_), ("text",) * 4, tuple(cells))


def _place(written: str, texts: Texts) -> str:
    """A place in a source, its days and months in words."""
    return _DAY.sub(lambda day: fmt.date_only(day[0], texts), locator(written, texts))


def sources(rows: Sequence[Row], texts: Texts) -> SourceList:
    """Documents cited, with publisher and date."""
    items = []
    for row in rows:
        published = [fmt.when(row["published"], None, texts)] if row["published"] else []
        url = row["url"] if (row["url"] or "").startswith(("https://", "http://")) else ""
        items.append(Source(row["title"], ", ".join([row["publisher"], *published]), url))
    return SourceList(tuple(items))


def footer(title: str, made: Made, texts: Texts) -> str:
    """What stands at the foot of every page: the document, when it was made, and from which data."""
    short = shortened(title, MOST_OF_A_TITLE)
    return f"{short} · {produced(made, texts)}"


def said_sources(declared: pd.DataFrame, cited: pd.DataFrame, texts: Texts) -> str:
    """On which documents a picture stands, in a sentence."""
    return source_line(declared, cited, texts, "report.source_line").strip()
