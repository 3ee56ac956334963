"""What the reader made stand out on a page stands out on its slide: the rest of the picture steps back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from .model import Bar, Bars, Body, Month, Months, Slide, Statement, Statements, SymbolRow, Symbols, WorldMap

_CITY = "ville:"
Part = TypeVar("Part", Bar, SymbolRow, Statement)


def lit(slide: Slide, tags: Collection[str], said: str) -> Slide:
    """`slide` with the parts that bear none of `tags` faded (queries.highlight.chosen), and `said` in its lead.

    A picture none of whose parts bears a tag stays as it is, and so does one of which nothing stands out: the lead says
    what was chosen.
    """
    lead = " · ".join(part for part in (said, slide.lead) if part)
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
            return replace(body, rows=_parts(body.rows, tags))
        case Statements():
            return replace(body, items=_parts(body.items, tags))
    return body


def _parts(parts: tuple[Part, ...], tags: frozenset[str]) -> tuple[Part, ...]:
    if not any(part.tag in tags for part in parts):
        return parts
    return tuple(replace(part, is_faded=part.tag not in tags) for part in parts)


def _month(month: Month, tags: frozenset[str]) -> Month:
    """Symbol by symbol: a month stands out where a record of it does."""
    runs = tuple(replace(run, is_faded=tag not in tags) for run, tag in zip(month.runs, month.tags, strict=True))
    is_lit = f"mois:{month.month}" in tags or not all(run.is_faded for run in runs)
    return replace(month, runs=runs, is_faded=not is_lit)
