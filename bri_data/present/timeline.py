"""What the timeline of one year says, as small values: shaped here, drawn by figures/timeline/year.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from bri_data.model import report_year

from ..model.dates import parse_edtf
from ..model.schema import INDICATOR_OF_KIND, KIND, KINDS_BY_DIRECTION
from . import format as fmt
from . import prepositions
from .records import state_of
from .rows import localised, plain
from .theme import State
from .words import Texts

LANES: dict[str, tuple[str, ...]] = {
    lane: tuple(code for code in KINDS_BY_DIRECTION if KIND[code].lane == lane)
    for lane in dict.fromkeys(KIND[code].lane for code in KINDS_BY_DIRECTION)
}
_MOST_CITIES = 2
_UNDATED_STATES: tuple[State, ...] = ("named", "announced")


@dataclass(frozen=True)
class Span:
    """Where a record lies in its year, in percent of it: what is known ends at `known`, what is not at `right`.

    `month` (1 to 12) is the first one it touches. An open end goes on beyond the year.
    """

    month: int
    left: float
    known: float
    right: float
    open_left: bool = False
    open_right: bool = False


@dataclass(frozen=True)
class Item:
    """One record: where it lies (None: only its year is known), the words beside it, and all of it in one line."""

    record_id: str
    table: str
    kind: str
    state: State
    span: Span | None
    name: str
    detail: str
    notes: tuple[str, ...]
    spoken: str
    when: str
    off_total: bool = False


@dataclass(frozen=True)
class Band:
    """Records known to the year only, of one kind and state: those to name, and how many there are."""

    kind: str
    state: State
    items: tuple[Item, ...]
    n: int


@dataclass(frozen=True)
class Month:
    """What began in a month (1 to 12): how many, on which days, and how many without a day."""

    month: int
    n: int
    days: tuple[tuple[int, int], ...]
    without_day: int


@dataclass(frozen=True)
class Lane:
    """One lane: what is counted in words, dated `items` (the first ones), all of them by `months`, undated `bands`,
    and how many are declared without a row."""

    key: str
    name: str
    notes: tuple[str, ...]
    items: tuple[Item, ...]
    months: tuple[Month, ...]
    bands: tuple[Band, ...]
    undetailed: int

    @property
    def dated(self) -> int:
        """How many records began in a known month."""
        return sum(month.n for month in self.months)


def span(start: str, end: str | None, year: int) -> Span:
    """The part of `year` between two EDTF dates, of month or day precision; ValueError for a text that is no date.

    A month is drawn from its first day to its last. Where the end is less precise than the start, what lies between
    the two is not known.
    """
    first = parse_edtf(start)
    last = parse_edtf(end or start)
    if first is None or last is None:
        raise ValueError(f"{start}/{end}")
    known = min(max(first.last, last.first if last.precision != "day" else last.last), last.last)
    if first.precision == last.precision:
        known = last.last
    opens, closes = report_year.first_day(year), report_year.last_day(year)

    def percent(day: date, after: int) -> float:
        inside = min(max(day.toordinal() + after, opens.toordinal()), closes.toordinal() + 1)
        return 100 * (inside - opens.toordinal()) / (closes.toordinal() + 1 - opens.toordinal())

    return Span(
        max(first.first, opens).month,
        percent(first.first, 0),
        percent(known, 1),
        percent(last.last, 1),
        first.first < opens,
        last.last > closes,
    )


def items(frame: pd.DataFrame, year: int, with_total: frozenset[str], texts: Texts) -> tuple[Item, ...]:
    """The rows of queries.timeline.items (or month_items) as values, in their order.

    `with_total` are the lanes for which a total is declared: a row outside it says so.
    """
    return tuple(_item(record, year, lane_of(record["kind"]) in with_total, texts) for record in plain(frame))


def lane_of(kind: str) -> str:
    """The lane in which a kind stands; KeyError for an unknown kind."""
    for lane, kinds in LANES.items():
        if kind in kinds:
            return lane
    raise KeyError(kind)


def _item(record: dict[str, Any], year: int, has_total: bool, texts: Texts) -> Item:
    name, detail = names(record, texts)
    announced = record["state"] == "announced"
    notes = [texts("timeline.bilateral")] if record["kind"] == "rencontre_bilaterale" else []
    if record["carried"]:
        notes.append(prepositions.since(record["start"], texts))
    if announced:
        notes.append(texts(f"timeline.announced_mark.{lane_of(record['kind'])}"))
    elif record["date_basis"] in ("annoncee", "activite"):
        notes.append(texts(f"timeline.basis.{record['date_basis']}"))
    off_total = has_total and not record["counted"] and not record["carried"]
    if off_total:
        notes.append(texts("timeline.off_total_mark"))
    when = fmt.when(record["start"], record["end"], texts) if record["start"] else texts("timeline.no_date")
    spoken = [localised(record, "title", texts), when, state_of(record["kind"], record["state"], texts)]
    return Item(
        record["record_id"],
        record["record_table"],
        record["kind"],
        record["state"],
        None if record["year_only"] else span(record["start"], record["end"], year),
        name,
        detail,
        tuple(notes),
        " · ".join([*spoken, *(note for note in notes if note not in spoken and not announced)]),
        when,
        off_total,
    )


def names(record: dict[str, Any], texts: Texts) -> tuple[str, str]:
    """What stands beside a bar: a name in bold, and what it does not say yet (`Washington`, `Grands Lacs`)."""
    label = str(localised(record, "label", texts))
    cities = [str(city) for city in localised(record, "cities", texts) or []]
    if not cities or record["kind"] == "entente":
        return label, ""
    place = ", ".join(cities[:_MOST_CITIES]) + ("…" if len(cities) > _MOST_CITIES else "")
    short = cities[0].split(",")[0]  # « Washington, D.C. »
    if record["year_only"] and record["kind"] != "evenement":
        return place, ""
    if label.endswith(f", {short}"):
        return place, label.removesuffix(f", {short}")
    if short in label:
        return label, ""
    return place, label


def lanes(
    counts: pd.DataFrame, drawn: Sequence[Item], calendar: pd.DataFrame, declared: dict[str, float], texts: Texts
) -> tuple[Lane, ...]:
    """The lanes of one year, always all of them, from queries.timeline.counts and calendar and the values declared
    for the year (by indicator)."""
    rows, days = plain(counts), plain(calendar)
    found = []
    for key, kinds in LANES.items():
        own = [row for row in rows if row["kind"] in kinds]
        began = [row for row in days if row["kind"] in kinds]
        mine = [item for item in drawn if item.kind in kinds]
        found.append(_lane(key, own, mine, began, _total(kinds, declared), texts))
    return tuple(found)


def _total(kinds: tuple[str, ...], declared: dict[str, float]) -> int | None:
    totals = [int(declared[name]) for kind in kinds if (name := INDICATOR_OF_KIND.get(kind, "")) in declared]
    return sum(totals) if totals else None


def declared_lanes(declared: dict[str, float]) -> frozenset[str]:
    """The lanes for which a total is declared."""
    return frozenset(lane_of(kind) for kind, indicator in INDICATOR_OF_KIND.items() if indicator in declared)


def _lane(  # noqa: PLR0917 - private, called once
    key: str,
    rows: list[dict[str, Any]],
    drawn: Sequence[Item],
    calendar: list[dict[str, Any]],
    total: int | None,
    texts: Texts,
) -> Lane:
    named = sum(row["n"] for row in rows if row["counted"])
    bands = (_band(kind, state, rows, drawn) for kind in LANES[key] for state in _UNDATED_STATES)
    months = (_month(number, calendar) for number in report_year.MONTHS)
    return Lane(
        key,
        texts(f"timeline.lane.{key}"),
        _notes(key, rows, total, texts),
        tuple(item for item in drawn if item.span),
        tuple(month for month in months if month.n),
        tuple(band for band in bands if band.n),
        max(total - named, 0) if total is not None else 0,
    )


def _notes(key: str, rows: list[dict[str, Any]], total: int | None, texts: Texts) -> tuple[str, ...]:
    held = sum(row["n"] for row in rows if row["state"] != "announced")
    announced = sum(row["n"] for row in rows if row["state"] == "announced" and not row["counted"])
    if total is None:
        notes = [texts.count(f"timeline.recorded.{key}", held, n=fmt.number(held, texts))]
    else:
        notes = [texts.count(f"timeline.declared.{key}", total, n=fmt.number(total, texts))]
        off = sum(row["n"] for row in rows if not row["counted"] and row["state"] != "announced")
        if off:
            notes.append(texts("timeline.off_total", n=fmt.number(off, texts)))
    if announced:
        notes.append(texts.count(f"timeline.announced.{key}", announced, n=fmt.number(announced, texts)))
    return tuple(notes)


def _band(kind: str, state: State, rows: list[dict[str, Any]], drawn: Sequence[Item]) -> Band:
    found = tuple(item for item in drawn if item.kind == kind and item.state == state and item.span is None)
    n = sum(row["n"] for row in rows if row["kind"] == kind and row["state"] == state and row["year_only"])
    return Band(kind, state, found, max(n, len(found)))


def _month(number: int, calendar: list[dict[str, Any]]) -> Month:
    days: Counter[int] = Counter()
    without_day = 0
    for row in calendar:
        if row["month"] == number:
            if row["day"] is None:
                without_day += row["n"]
            else:
                days[int(row["day"])] += row["n"]
    return Month(number, sum(days.values()) + without_day, tuple(sorted(days.items())), without_day)


def active_months(lanes: Sequence[Lane]) -> frozenset[int]:
    """The months in which something began."""
    return frozenset(month.month for lane in lanes for month in lane.months)
