"""What the explorable chart of all years holds, as small values: its blocks, its level of detail, the period chosen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from bri_data.model import report_year

from . import format as fmt
from .records import state_of
from .rows import localised, plain
from .theme import State
from .words import Texts

Level = Literal["day", "month", "year"]
MOST_YEARS = 20  # beyond this, one bar a year
MOST_SINGLE = 1_500  # beyond this, a block stands for several records
_MONTHS_BY_DAY = 3
_HOLE = 5  # years without anything, before which the chart does not begin
_PERIOD = re.compile(r"([1-9]\d{3}-(?:0[1-9]|1[0-2]))_([1-9]\d{3}-(?:0[1-9]|1[0-2]))")

_MOMENT = r"([1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?: [\d:.]{1,15})?)"
_WINDOW = re.compile(f"{_MOMENT}_{_MOMENT}")


@dataclass(frozen=True)
class Block:
    """`n` records of one kind and state that began between `first` and `last` (days, both included).

    `data_id` leads to the one record; "" when there are several.
    """

    first: date
    last: date
    kind: str
    state: State
    n: int
    said: str
    data_id: str = ""


@dataclass(frozen=True)
class Undated:
    """How many records of a year have no known month."""

    year: int
    n: int


@dataclass(frozen=True)
class Chart:
    """All years by day, month or year. `shown` is the part to begin with: its first and last year; `before`
    says how many records began earlier."""

    level: Level
    blocks: tuple[Block, ...]
    undated: tuple[Undated, ...]
    shown: tuple[int, int]
    before: int

    @property
    def highest(self) -> int:
        """The most records that stand in one place."""
        heights: Counter[date] = Counter()
        for block in self.blocks:
            heights[block.first] += block.n
        return max(heights.values(), default=0)


@dataclass(frozen=True)
class Period:
    """From one month to another, both included, as EDTF (« 2024-08 »)."""

    since: str
    until: str

    @property
    def written(self) -> str:
        """As an address writes it."""
        return f"{self.since}_{self.until}"

    @property
    def days(self) -> tuple[date, date]:
        """Its first and last day."""
        return _month_days(*map(int, self.since.split("-")))[0], _month_days(*map(int, self.until.split("-")))[1]

    def said(self, texts: Texts) -> str:
        """« Août 2024 à mai 2025 », or the one month."""
        since, until = (fmt.date_only(month, texts) for month in (self.since, self.until))
        if since == until:
            return fmt.capitalised(since)
        return fmt.capitalised(texts("timeline.plot.period", since=since, until=until))


def read_period(text: str) -> Period | None:
    """The period that an address writes; None for what is none, or ends before it begins."""
    found = _PERIOD.fullmatch(text)
    return Period(found[1], found[2]) if found and found[1] <= found[2] else None


def brushed(ends: Iterable[object]) -> Period | None:
    """The whole months under a selection that Plotly reports as dates (« 2024-08-12 07:31 »); None for no dates."""
    months = sorted(str(end)[:7] for end in ends)
    return read_period(f"{months[0]}_{months[-1]}") if months else None


def read_window(text: str) -> tuple[str, str] | None:
    """The part of the chart that a reader came closer to, as Plotly tells it: « 2024-03-09 21:00_2024-10-24 »; None for
    what is none, or ends before it begins."""
    found = _WINDOW.fullmatch(text)
    return (found[1], found[2]) if found and found[1] < found[2] else None


def months_of(chart: Chart, period: Period | None) -> list[str]:
    """Every month of the part shown first, in order, and those back to a `period` that begins before it."""
    first, last = chart.shown
    if period:
        first, last = min(first, _year_of(period.since)), max(last, _year_of(period.until))
    opened = [
        report_year.first_of_month(year, month) for year in range(first, last + 1) for month in report_year.MONTHS
    ]
    return [f"{day:%Y-%m}" for day in opened]


def level_of(every_month: pd.DataFrame) -> Level | None:
    """How finely the records of queries.timeline.every_month can be drawn; None when none has a year."""
    dated = every_month[every_month["year"].notna() & every_month["kind"].notna()]
    if dated.empty:
        return None
    if dated["year"].nunique() > MOST_YEARS:
        return "year"
    months = dated["year"] * 12 + dated["month"].map(report_year.place_of, na_action="ignore")
    if dated["month"].notna().all() and months.max() - months.min() < _MONTHS_BY_DAY:
        return "day"
    return "month"


def chart_of(every_month: pd.DataFrame, records: pd.DataFrame, texts: Texts) -> Chart | None:
    """The chart of queries.timeline.every_month and every_record; None when no record has a year.

    Records stand one by one, unless there are more than `records` holds, or one bar stands for a whole year.
    """
    level = level_of(every_month)
    if level is None:
        return None
    counts = [row for row in plain(every_month) if row["year"] is not None and row["n"]]
    years = sorted({int(row["year"]) for row in counts})
    total = sum(row["n"] for row in counts)
    if level != "year" and total == len(records):
        rows = [row for row in plain(records) if row["month"] is not None]
        blocks = [_one(row, level, texts) for row in rows]
    else:
        level = "year" if level == "year" else "month"
        blocks = [_several(row, texts) for row in _summed(counts, level)]
    undated: Counter[int] = Counter()
    for row in counts:
        if row["month"] is None and level != "year":
            undated[int(row["year"])] += row["n"]
    begin = _begin(years)
    before = sum(row["n"] for row in counts if row["year"] < begin)
    ordered = sorted(blocks, key=lambda block: block.first)
    return Chart(
        level,
        tuple(ordered),
        tuple(Undated(year, undated[year]) for year in sorted(undated)),
        (begin, years[-1]),
        int(before),
    )


def _begin(years: Sequence[int]) -> int:
    """The first year of the latest run of years without a long hole."""
    begin = years[-1]
    for year in reversed(years):
        if begin - year > _HOLE:
            break
        begin = year
    return begin


def _summed(counts: list[dict[str, Any]], level: Level) -> list[dict[str, Any]]:
    """The counts by kind and state of each year, or of each known month."""
    if level == "month":
        return [row for row in counts if row["month"] is not None]
    years: Counter[tuple[int, str, str]] = Counter()
    for row in counts:
        years[int(row["year"]), row["kind"], row["state"]] += row["n"]
    return [
        {"year": year, "month": None, "kind": kind, "state": state, "n": n} for (year, kind, state), n in years.items()
    ]


def _one(row: dict[str, Any], level: Level, texts: Texts) -> Block:
    first, last = _days_of(int(row["year"]), int(row["month"]))
    if level == "day" and row["day"] is not None:
        first = last = first.replace(day=int(row["day"]))
    when = fmt.when(row["start"], row["end"], texts)
    said = (str(localised(row, "title", texts)), when, state_of(row["kind"], row["state"], texts))
    table = "entente" if row["record_table"] == "agreements" else "activite"
    return Block(first, last, row["kind"], row["state"], 1, " · ".join(said), f"{table}:{row['record_id']}")


def _several(row: dict[str, Any], texts: Texts) -> Block:
    year = int(row["year"])
    if row["month"] is None:
        first, last, name = report_year.first_day(year), report_year.last_day(year), report_year.name(year)
    else:
        first, last = _days_of(year, int(row["month"]))
        name = fmt.date_only(f"{first:%Y-%m}", texts)
    what = texts.count(f"timeline.what.{row['kind']}", row["n"], n=fmt.number(row["n"], texts))
    said = texts("timeline.plot.several", when=fmt.capitalised(name), what=what)
    return Block(first, last, row["kind"], row["state"], int(row["n"]), said)


def _year_of(month: str) -> int:
    """The year of reports of a month in EDTF."""
    return report_year.year_of(date(int(month[:4]), int(month[5:]), 1))


def _days_of(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month of a year of reports."""
    first = report_year.first_of_month(year, month)
    return _month_days(first.year, first.month)


def _month_days(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)


def lead(chart: Chart, texts: Texts) -> str:
    """How the chart is used, and what began before the part shown first."""
    said = [texts("timeline.plot.help")]
    if chart.before:
        n = fmt.number(chart.before, texts)
        said.append(texts.count("timeline.plot.before", chart.before, n=n, year=chart.shown[0]))
    return " ".join(said)


def alternative(chart: Chart, texts: Texts) -> str:
    """The chart in words: how many records by year, and how many of them without a month."""
    years: Counter[int] = Counter()
    for block in chart.blocks:
        years[report_year.year_of(block.first)] += block.n
    undated = {one.year: one.n for one in chart.undated}
    shown = [
        texts("timeline.plot.year_said", year=year, n=fmt.number(years[year] + undated.get(year, 0), texts))
        for year in sorted(set(years) | set(undated), reverse=True)[:MOST_YEARS]
    ]
    lost = sum(undated.values())
    said = texts("timeline.plot.alt", years=fmt.joined(shown, texts))
    return f"{said} {texts.count('timeline.plot.undated', lost, n=fmt.number(lost, texts))}" if lost else said
