"""What the reader made stand out on a page stands out on its slide: the rest of the picture steps back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TypeVar

from ...highlight import mark_tag
from ..figures.common import Run
from .model import Bar, Bars, Body, Month, Months, Slide, Statement, Statements, SymbolRow, Symbols, WorldMap
from .story import clauses

_CITY = "ville:"
Part = TypeVar("Part", Bar, SymbolRow, Statement)


def lit(slide: Slide, tags: Collection[str], said: str) -> Slide:
    """`slide` with the parts that bear none of `tags` faded (queries.highlight.chosen), and `said` in its lead.

    A picture none of whose parts bears a tag stays as it is, and so does one of which nothing stands out: the lead says
    what was chosen.
    """
    lead = clauses(said, slide.lead)
    return replace(slide, body=_faded(slide.body, frozenset(tags)), lead=lead)


def _faded(body: Body, tags: frozenset[str]) -> Body:
    match body:
        case WorldMap():
            shown = {city.city_id for city in body.cities}
            cities = {tag.removeprefix(_CITY) for tag in tags if tag.startswith(_CITY)} & shown
            return replace(body, lit=frozenset(cities)) if cities else body
        case Months():
            months = tuple(_month(month, tags) for month in body.months)
            return replace(body, months=months) if not all(month.is_faded for month in months) else body
        case Bars():
            return replace(body, bars=_parts(body.bars, tags))
        case Symbols():
            return replace(body, rows=tuple(_row(row, tags) for row in _parts(body.rows, tags)))
        case Statements():
            return replace(body, items=_parts(body.items, tags))
    return body


def _parts(parts: tuple[Part, ...], tags: frozenset[str]) -> tuple[Part, ...]:
    if not any(part.tag in tags for part in parts):
        return parts
    return tuple(replace(part, is_faded=part.tag not in tags) for part in parts)


def _row(row: SymbolRow, tags: frozenset[str]) -> SymbolRow:
    """A row that stands out does so symbol by symbol, where its symbols are told apart."""
    if row.is_faded or not row.marks or row.tag not in tags:
        return row
    return replace(row, runs=tuple(part for run in row.runs for part in _run(run, row.marks, tags)))


def _run(run: Run, marks: str, tags: frozenset[str]) -> Iterator[Run]:
    """Its symbols that stand out, then the others."""
    all_of_it = range(1, run.n + 1)
    lit = sum(mark_tag(marks, run.kind, run.state, k, counted=run.counted) in tags for k in all_of_it)
    yield from (replace(run, n=n, is_faded=pale) for n, pale in ((lit, False), (run.n - lit, True)) if n)


def _month(month: Month, tags: frozenset[str]) -> Month:
    """Symbol by symbol: a month stands out where a record of it does."""
    runs = tuple(replace(run, is_faded=tag not in tags) for run, tag in zip(month.runs, month.tags, strict=True))
    is_lit = f"mois:{month.month}" in tags or not all(run.is_faded for run in runs)
    return replace(month, runs=runs, is_faded=not is_lit)
