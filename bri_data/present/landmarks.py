"""Landmarks in time beside the records (elections, tariffs, policies, presidencies), as small values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from bri_data.model import report_year

from ..model.dates import parse_edtf
from . import format as fmt
from .rows import localised, plain
from .timeline import Item, span
from .words import Texts

MOST_IN_YEAR = 8  # drawn in one year: the table holds them all
_MOST_NAMED = 3  # in one line
_LONGEST = 60  # percent of the year, of a bar that has words beside it


@dataclass(frozen=True)
class Landmark:
    """One landmark: its name, when it was in words and in EDTF, the year it begins in, and its row."""

    code: str
    kind: str
    name: str
    when: str
    start: str
    end: str | None
    year: int
    row: dict[str, Any] = field(compare=False)


def read(frame: pd.DataFrame, texts: Texts) -> tuple[Landmark, ...]:
    """The frame of queries.landmarks.landmarks as values, in its order."""
    return tuple(
        Landmark(
            row["annotation_id"],
            row["kind"],
            str(localised(row, "title", texts)),
            fmt.when(row["start"], row["end"], texts),
            row["start"],
            row["end"],
            _year_of(row["start"]),
            row,
        )
        for row in plain(frame)
    )


def _year_of(start: str) -> int:
    """The year of reports in which a landmark begins; ValueError for a text that is no date."""
    known = parse_edtf(start)
    if known is None:
        raise ValueError(start)
    return report_year.year_of_date(known)


def placed(found: Sequence[Landmark], year: int) -> tuple[tuple[Item, ...], tuple[Landmark, ...]]:
    """The landmarks of a year as bars where their months are known, and those to write: known to the year only, or so
    long that nothing could stand beside their bar.

    One that began before the year, or ends after it, covers it up to its known end.
    """
    shown = found[:MOST_IN_YEAR]
    loose = tuple(one for one in shown if _is_loose(one, year))
    items = tuple(
        Item(
            one.code, "annotations", one.kind, "dated", span(one.start, one.end, year), one.name, "", (one.when,),
            spoken(one), one.when,
        )
        for one in shown
        if one not in loose
    )  # fmt: skip
    return items, loose


def _is_loose(one: Landmark, year: int) -> bool:
    """Whether only the year is known of an end of it that lies in this year, or it covers most of the year."""
    ends = (parse_edtf(text) for text in (one.start, one.end or one.start))
    if any(end is not None and end.precision == "year" and end.first.year == year for end in ends):
        return True
    at = span(one.start, one.end, year)
    return at.right - at.left > _LONGEST


def spoken(one: Landmark) -> str:
    """`Élection municipale · novembre 2025`."""
    return f"{one.name} · {one.when}"


def by_year(found: Sequence[Landmark]) -> dict[int, tuple[Landmark, ...]]:
    """The landmarks by the year they begin in, in their order."""
    years: dict[int, tuple[Landmark, ...]] = {}
    for one in found:
        years[one.year] = (*years.get(one.year, ()), one)
    return years


def line(found: Sequence[Landmark], texts: Texts) -> str:
    """`Repères : 4 mars 2025, droits américains…; et 3 autres.`, those whose month is known first; "" for none."""
    if not found:
        return ""
    known = sorted(found, key=lambda one: len(one.start) == len("2025"))
    said = "; ".join(texts("landmarks.one", when=one.when, name=one.name) for one in known[:_MOST_NAMED])
    more = len(found) - _MOST_NAMED
    if more > 0:
        said += "; " + texts.count("landmarks.more", more, n=fmt.number(more, texts))
    return texts("landmarks.line", said=said)


def cells(found: Sequence[Landmark], texts: Texts) -> list[tuple[str, str, str]]:
    """When, what kind and which name, one row each, in words."""
    return [(one.when, texts(f"data_page.code.{one.kind}"), one.name) for one in found]


def headings(texts: Texts) -> tuple[str, str, str]:
    """The headings of `cells`."""
    when, kind, name = (texts(f"landmarks.heading.{name}") for name in ("when", "kind", "name"))
    return when, kind, name
