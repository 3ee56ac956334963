"""What the carbon page says, as small values: declared years, journeys worked out, months, rounded ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor, log10
from typing import Any

import pandas as pd

from bri_data.model import report_year

from .. import carbon
from ..carbon import Estimate, Factor, Method, Range, Trip, Unknown
from . import format as fmt
from .rows import localised, plain
from .words import Texts

_FACTOR_COLUMNS = (
    "factor_id",
    "publisher",
    "edition",
    "haul",
    "cabin",
    "min_km",
    "max_km",
    "with_non_co2",
    "without_non_co2",
)


def factors(frame: pd.DataFrame) -> tuple[Factor, ...]:
    """The frame of queries.carbon.factors as values."""
    return tuple(Factor(*(row[name] for name in _FACTOR_COLUMNS)) for row in plain(frame))


@dataclass(frozen=True)
class DeclaredYear:
    """One year of flights; every figure is None in a year that nobody declared.

    `price_cad` is worked out (cost / tonnes), `change` is against the previous year that has a price.
    """

    year: int
    tonnes: float | None = None
    cost_cad: float | None = None
    price_cad: float | None = None
    change: float | None = None
    change_from: int | None = None


def declared_years(frame: pd.DataFrame, last_year: int | None) -> tuple[DeclaredYear, ...]:
    """Every year from the first declared to the latest declared or `last_year`, gaps included; () for none."""
    rows = {row["travel_year"]: row for row in plain(frame)}
    if not rows:
        return ()
    years, before = [], DeclaredYear(0)
    for year in range(min(rows), max(*rows, last_year or 0) + 1):
        if year not in rows:
            years.append(DeclaredYear(year))
            continue
        tonnes, cost = rows[year]["tonnes"], rows[year]["cost_cad_before_tax"]
        price = carbon.price_per_tonne(cost, tonnes)
        change = carbon.relative_change(before.price_cad, price)
        years.append(DeclaredYear(year, tonnes, cost, price, change, None if change is None else before.year))
        before = years[-1] if price is not None else before
    return tuple(years)


def year_to_show(years: Sequence[DeclaredYear], chosen: int) -> DeclaredYear | None:
    """The declared year that the page opens with: the chosen one, else the latest; None when none is declared."""
    declared = [year for year in years if year.tonnes is not None]
    return next((year for year in declared if year.year == chosen), declared[-1] if declared else None)


def last_price(years: Sequence[DeclaredYear]) -> float | None:
    """$ CA per tonne in the latest year that gives both cost and tonnes."""
    return next((year.price_cad for year in reversed(years) if year.price_cad is not None), None)


@dataclass(frozen=True)
class Journey:
    """One journey of one mission, worked out or unknown. `key` is the trip, or the mission when it has no trip.

    `name` is where it goes, `title` what it is; `month` is None when only the year is known. `assumption` says why
    the itinerary is a hypothesis, "" when it is published.
    """

    key: str
    record_id: str
    name: str
    title: str
    month: int | None
    date: str
    announced: bool
    trip: Trip
    result: Estimate | Unknown
    assumption: str
    row: dict[str, Any]


def journeys(frame: pd.DataFrame, method: Method | None, texts: Texts) -> tuple[Journey, ...]:
    """The frame of queries.carbon.trips, worked out, in its order."""
    return tuple(_journey(row, method, texts) for row in plain(frame))


def _journey(row: dict[str, Any], method: Method | None, texts: Texts) -> Journey:
    # a column with blanks comes as floats
    travellers = None if row["travellers"] is None else int(row["travellers"])
    trip = Trip(row["itinerary"], bool(row["round_trip"]), travellers, row["cabin"])
    title = str(localised(row, "label", texts))
    cities = localised(row, "cities", texts) or []
    return Journey(
        key=row["trip_id"] or row["record_id"],
        record_id=row["record_id"],
        name=", ".join(cities[:2]) + ("…" if len(cities) > 2 else "") if cities else title,
        title=title,
        month=None if row["month"] is None else int(row["month"]),
        date=fmt.when(row["start"], row["end"], texts),
        announced=row["state"] == "announced",
        trip=trip,
        result=carbon.estimate(trip, method),
        assumption=_assumption(row, texts),
        row=row,
    )


def _assumption(row: dict[str, Any], texts: Texts) -> str:
    if not row["assumed"]:
        return ""
    return str(localised(row, "assumption", texts) or texts("carbon.detail.assumed"))


def worked_out(found: Iterable[Journey]) -> list[tuple[Journey, Estimate]]:
    """The journeys that have a number, the farthest first."""
    pairs = [(journey, journey.result) for journey in found if isinstance(journey.result, Estimate)]
    return sorted(pairs, key=lambda pair: (-pair[1].direct_km, -pair[1].per_traveller.central, pair[0].key))


def per_person(found: Iterable[Journey]) -> Range | None:
    """One traveller on each journey that has a number, added up; None for none."""
    return carbon.total(estimate.per_traveller for _, estimate in worked_out(found))


@dataclass(frozen=True)
class Month:
    """The journeys of a month (None: month unknown), per traveller; `known` is None when no number can be given."""

    month: int | None
    journeys: tuple[Journey, ...]
    known: Range | None


def months(found: Sequence[Journey]) -> tuple[Month, ...]:
    """The twelve months in order, then the undated journeys if there are any."""
    by_month = {
        month: tuple(group)
        for month, group in groupby(sorted(found, key=lambda j: j.month or 13), key=lambda j: j.month)
    }
    keys = [*report_year.MONTHS, *([None] if None in by_month else [])]
    return tuple(Month(key, by_month.get(key, ()), per_person(by_month.get(key, ()))) for key in keys)


# --- Ranges as a reader says them ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """A range in words: `central` (« environ 1,6 t »), `spread` (« (0,7 à 1,9 t selon la méthode) »)."""

    central: str
    spread: str

    @property
    def whole(self) -> str:
        """Both together."""
        return f"{self.central} {self.spread}"


def said_kg(kg: Range, texts: Texts) -> Said:
    """kg CO2e to two significant figures: in t from 1 t on, in kg below; low and high no finer than the centre."""
    low, central, high = _rounded(kg)
    in_tonnes = central >= 1000
    unit = "t" if in_tonnes else "kg"

    def text(value: float) -> str:
        shown = value / 1000 if in_tonnes else value
        decimals = 1 if in_tonnes and shown < 10 and central < 10_000 else 0
        return fmt.number(shown, texts, decimals=None if 0 < shown < 0.1 else decimals)

    return _said(text(low), f"{text(central)}{fmt.NBSP}{unit}", f"{text(high)}{fmt.NBSP}{unit}", texts)


def said_cad(cad: Range, texts: Texts) -> Said:
    """$ CA to two significant figures."""
    low, central, high = (fmt.number(value, texts) for value in _rounded(cad))
    return _said(
        texts("carbon.dollars_low", n=low),
        texts("carbon.dollars", n=central),
        texts("carbon.dollars", n=high),
        texts,
    )


def said_share(share: Range, texts: Texts) -> Said:
    """Fractions as percentages to two significant figures."""
    low, central, high = (fmt.number(value, texts) for value in _rounded(share.times(100)))
    percent = [texts("carbon.percent", n=value) for value in (central, high)]
    return _said(low, percent[0], percent[1], texts)


def _said(low: str, central: str, high: str, texts: Texts) -> Said:
    return Said(texts("carbon.about", value=central), texts("carbon.spread", low=low, high=high))


def _rounded(values: Range) -> tuple[float, float, float]:
    step = _step(values.central)
    return _to(values.low, step), _to(values.central, step), _to(values.high, step)


_HUNDRED = 99.5


def _to(value: float, coarsest: float) -> float:
    # below a hundred, two figures are two figures: 92 kg is not 90
    step = _step(value) if value < _HUNDRED else max(coarsest, _step(value))
    rounded = round(value / step) * step
    return round(value / _step(value)) * _step(value) if rounded == 0 and value > 0 else rounded


def two_figures(value: float) -> float:
    """`value` rounded to two significant figures, as estimates are said: 1 719 gives 1 700, 92.4 gives 92."""
    return round(value / _step(value)) * _step(value)


def _step(value: float) -> float:
    """The weight of the second significant figure of `value`."""
    return float(10 ** (floor(log10(value)) - 1)) if value > 0 else 0.01


# --- Sentences --------------------------------------------------------------------------------------------------------


def title(shown: DeclaredYear | None, texts: Texts, year: int | None = None) -> str:
    """The page's finding: what was offset for the declared year shown, and at what price; that of the `year` chosen
    first, when it declares nothing itself."""
    if shown is None or shown.tonnes is None:
        return texts("carbon.title.nothing")
    tonnes = fmt.number(shown.tonnes, texts)
    if shown.price_cad is None:
        said = texts("carbon.title.no_price", tonnes=tonnes, year=shown.year)
    else:
        price = fmt.money(shown.price_cad, texts)
        said = texts("carbon.title.declared", tonnes=tonnes, year=shown.year, price=price)
    return said if year in {None, shown.year} else texts("carbon.title.undeclared", year=year, said=said)


def ranges_title(found: Sequence[Journey], texts: Texts) -> str:
    """Which journey weighs the most per traveller; neutral when it has no rival or an equal."""
    pairs = worked_out(found)
    if len(pairs) < 2 or _is_shared([estimate.per_traveller.central for _, estimate in pairs]):
        return texts("carbon.ranges.title")
    heaviest = max(pairs, key=lambda pair: pair[1].per_traveller.central)[0]
    key = "farthest" if heaviest.key == pairs[0][0].key else "heaviest"
    return texts(f"carbon.ranges.{key}", name=heaviest.name)


def months_title(found: Sequence[Month], texts: Texts) -> str:
    """Which month weighs the most, among those with a number; neutral when it has no rival or an equal."""
    dated = [(month.month, month.known) for month in found if month.month is not None and month.known is not None]
    if len(dated) < 2 or _is_shared([kg.central for _, kg in dated]):
        return texts("carbon.months.title")
    month, kg = max(dated, key=lambda pair: pair[1].central)
    name = fmt.month_name(month, texts)
    return texts("carbon.months.heaviest", month=name, value=said_kg(kg, texts).central)


def _is_shared(kg: Sequence[float]) -> bool:
    """Whether two of these are the largest, to the kg."""
    first, second, *_ = sorted(kg, reverse=True)
    return first - second < 1


def share_sentence(shown: DeclaredYear, found: Sequence[Journey], texts: Texts) -> str:
    """The part of the year's declared total that its recorded missions explain, or why nobody can say."""
    pairs = worked_out(found)
    totals = [estimate.total for _, estimate in pairs if estimate.total is not None]
    share = carbon.explained_share(shown.tonnes, totals)
    if share is not None:
        left = texts.count("carbon.share.left_out", len(found) - len(totals))
        counted = texts.count("carbon.share.counted", len(totals), share=said_share(share, texts).whole)
        return f"{counted} {left}" if len(totals) < len(found) else counted
    reason = "no_mission" if not found else "no_headcount" if pairs else "no_itinerary"
    if reason == "no_itinerary":
        return texts("carbon.share.no_itinerary", year=shown.year, missions=_missions(found, texts))
    return texts.count(f"carbon.share.{reason}", len(found), year=shown.year)


def _missions(found: Sequence[Journey], texts: Texts) -> str:
    """« ses 3 missions recensées et sa mission annoncée »: an announced one is not counted as recorded."""
    announced = sum(journey.announced for journey in found)
    numbers = {"recorded": len(found) - announced, "announced": announced}
    return fmt.joined([texts.count(f"carbon.share.{name}", n) for name, n in numbers.items() if n], texts)
