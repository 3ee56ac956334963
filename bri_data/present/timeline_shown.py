"""What the timeline shows of a year, or of all years: the one value that its page, picture and slide draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pandas as pd

from . import landmarks as marks
from . import timeline
from .landmarks import Landmark
from .overview import STATE_ORDER, declared_values
from .rows import plain
from .theme import KINDS, State
from .timeline import Lane
from .timeline_title import title, title_of_years
from .words import Texts

Months = dict[int | None, Counter[tuple[str, str]]]


@dataclass(frozen=True)
class Year:
    """One year: its finding, how to read it, its lanes and the landmarks beside them; `with_total` are the lanes for
    which a total is declared. `declared` and `cited` are frames of queries.overview, for the source line."""

    year: int
    title: str
    lead: str
    lanes: tuple[Lane, ...]
    with_total: frozenset[str]
    landmarks: tuple[Landmark, ...]
    declared: pd.DataFrame
    cited: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded and nothing is declared of the year."""
        return not self.with_total and not any(lane.items or lane.bands or lane.months for lane in self.lanes)


@dataclass
class YearRow:
    """One year among others: by month (None: not known), how many of each kind and state."""

    year: int
    months: Months = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many records began in the year."""
        return sum(month.total() for month in self.months.values())


@dataclass(frozen=True)
class Years:
    """All years, latest first, what has no year at all, and the landmarks of all of them. `every_month`, `reports` and
    `cited` are frames of queries.timeline."""

    title: str
    rows: tuple[YearRow, ...]
    without_year: Counter[tuple[str, str]]
    landmarks: tuple[Landmark, ...]
    every_month: pd.DataFrame
    reports: pd.DataFrame
    cited: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded at all."""
        return not self.rows and not self.without_year

    @property
    def kinds(self) -> list[str]:
        """The kinds that are drawn, in the order of a legend."""
        return [kind for kind in KINDS if any(kind == found for found, _ in self._drawn)]

    @property
    def states(self) -> list[State]:
        """The states that are drawn, in the order of a legend."""
        return [state for state in STATE_ORDER if any(state == found for _, found in self._drawn)]

    @property
    def _drawn(self) -> set[tuple[str, str]]:
        return {pair for row in self.rows for month in row.months.values() for pair in month} | set(self.without_year)


def year_shown(answers: Mapping[str, pd.DataFrame], year: int, texts: Texts, *, is_whole: bool) -> Year:
    """The answers of queries.timeline_answers.of_year as one value.

    Where filters are on (not `is_whole`), a lane that they empty is left out: « none recorded » would be false of it.
    """
    declared = declared_values(answers["declared"])
    with_total = timeline.declared_lanes(declared)
    items = timeline.items(answers["items"], year, with_total, texts)
    lanes = timeline.lanes(answers["counts"], items, answers["calendar"], declared, texts)
    if not is_whole:
        lanes = tuple(lane for lane in lanes if lane.items or lane.bands or lane.months)
    hatched = any(lane.bands for lane in lanes)
    return Year(
        year,
        title(answers["calendar"], answers["counts"], year, texts),
        texts("timeline.lead" if hatched else "timeline.lead_dates"),
        lanes,
        with_total,
        marks.read(answers["landmarks"], texts),
        answers["declared"],
        answers["cited_sources"],
    )


def years_shown(answers: Mapping[str, pd.DataFrame], texts: Texts) -> Years:
    """The answers of queries.timeline_answers.of_years as one value."""
    every_month = answers["every_month"]
    rows, without_year = year_rows(every_month)
    return Years(
        title_of_years(every_month, texts),
        tuple(rows),
        without_year,
        marks.read(answers["landmarks"], texts),
        every_month,
        answers["reports"],
        answers["cited_sources"],
    )


def year_rows(every_month: pd.DataFrame) -> tuple[Sequence[YearRow], Counter[tuple[str, str]]]:
    """The years of queries.timeline.every_month, latest first, and what has no year at all."""
    rows, without_year = [], Counter[tuple[str, str]]()
    for year, records in groupby(plain(every_month), key=lambda record: record["year"]):
        if year is None:
            for record in records:
                without_year[record["kind"], record["state"]] += record["n"]
        else:
            rows.append(YearRow(int(year), _months(records)))
    return rows, without_year


def _months(records: Iterator[dict[str, Any]]) -> Months:
    months: Months = {}
    for record in records:
        if record["n"]:
            month = months.setdefault(record["month"], Counter())
            month[record["kind"], record["state"]] += record["n"]
    return months
