"""The finding of the timeline, in one sentence computed from its rows."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from ..model.schema import KINDS
from . import format as fmt
from .rows import plain
from .words import Texts

_MOST_PARTS = 3
_ORDER = (
    *KINDS,
    "pacte_amitie",
    "jumelage",
    "cooperation",
    "partenariat",
    "financement",
)


def what_order(what: str) -> int:
    """Where a kind of activity or agreement stands in a sentence."""
    return _ORDER.index(what)


def title(calendar: pd.DataFrame, counts: pd.DataFrame, year: int, texts: Texts) -> str:
    """The busiest month of `year` and what began in it; where no month stands out, what can be said instead.

    `calendar` and `counts` are the answers of queries.timeline. What is only announced makes no month busy.
    """
    dated = plain(calendar)
    held = [row for row in dated if row["state"] == "dated"]
    months: Counter[int] = Counter()
    for row in held:
        months[row["month"]] += row["n"]
    if not months:
        return _undated(plain(counts), year, texts)
    most = max(months.values())
    busiest = sorted(month for month, n in months.items() if n == most)
    if len(busiest) == 1 and (most > 1 or len(months) == 1):
        return _one_month(busiest[0], held, len(held) == len(dated), year, texts)
    if len(busiest) <= _MOST_PARTS and most > 1:
        named = fmt.capitalised(fmt.joined([fmt.month_name(month, texts) for month in busiest], texts))
        return texts("timeline.title.tied", months=named, year=year)
    return texts("timeline.title.spread", year=year, n=fmt.spelled(len(months), texts))


def _one_month(month: int, held: list[dict[str, Any]], all_held: bool, year: int, texts: Texts) -> str:
    total = sum(row["n"] for row in held)
    parts: Counter[str] = Counter()
    for row in held:
        if row["month"] == month:
            parts[row["agreement_kind"] or row["kind"]] += row["n"]
    name = fmt.capitalised(fmt.month_name(month, texts))
    said = [
        texts.count(f"timeline.what.{what}", parts[what], n=fmt.spelled(parts[what], texts))
        for what in _ORDER
        if parts[what]
    ]
    n = parts.total()
    if n == total:
        key = "timeline.title.only" if all_held else "timeline.title.only_held"
        return texts(key, month=name, items=fmt.joined(said, texts), year=year)
    if len(said) <= _MOST_PARTS:
        return texts("timeline.title.busiest", month=name, items=fmt.joined(said, texts))
    return texts(
        "timeline.title.busiest_count", month=name, n=fmt.number(n, texts), total=fmt.number(total, texts), year=year
    )


def _undated(counts: list[dict[str, Any]], year: int, texts: Texts) -> str:
    if not counts:
        return texts("timeline.title.nothing", year=year)
    announced = sum(row["n"] for row in counts if row["state"] == "announced")
    if announced == sum(row["n"] for row in counts):
        return texts.count("timeline.title.announced", announced, year=year, n=fmt.spelled(announced, texts))
    return texts("timeline.title.undated", year=year)


def title_of_years(every_month: pd.DataFrame, texts: Texts) -> str:
    """The year that holds the most rows, of all of them, those without a year included."""
    years: Counter[int | None] = Counter()
    for row in plain(every_month):
        years[row["year"]] += row["n"]
    total = years.total()
    if not total:
        return texts("timeline.title.years_nothing")
    ranked = Counter({year: n for year, n in years.items() if year is not None}).most_common(2)
    if len(ranked) < 2 or ranked[0][1] == ranked[1][1]:
        without = years[None]
        key = "years" if not without else "years_unknown" if without == total else "years_partly"
        said = {"n": fmt.number(total, texts), "without": fmt.number(without, texts)}
        return texts.count(f"timeline.title.{key}", total, **said)
    year, most = ranked[0]
    return texts(
        "timeline.title.years_busiest", year=int(year), n=fmt.number(most, texts), total=fmt.number(total, texts)
    )
