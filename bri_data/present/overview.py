"""What the overview says, as small values: shaped here, drawn by figures/, worded by the text files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from bri_data.model import report_year

from ..highlight import PART, PART_OF_ALL
from ..model.schema import AXES, COUNTED_KINDS, EVERY_KIND, INDICATOR_OF_KIND, KIND
from . import format as fmt
from .figures.common import Run
from .records import none_recorded, recorded_without_total
from .rows import localised, plain
from .theme import State
from .words import Texts

STATE_ORDER: tuple[State, ...] = ("dated", "named", "announced", "declared")
MOST_ROWS = 5  # of symbols above a month: more would push the page out of a council screen
MOST_LETTERS = 30  # beside a symbol of the ribbon


@dataclass(frozen=True)
class Headline:
    """One kind's figure: `number` as text, what it counts, its symbols, and what is known of them in words.

    `spoken` says what only the symbols show, `total` is the declared number (0 where none is). `is_declared` tells a
    report's total from a count of rows found in public sources.
    """

    kind: str
    number: str
    label: str
    runs: tuple[Run, ...]
    notes: tuple[str, ...]
    is_declared: bool
    total: int = 0
    spoken: tuple[str, ...] = ()

    @property
    def marks(self) -> str:
        """Whose its symbols are (see highlight.mark_tag)."""
        return PART if self.is_declared else PART_OF_ALL


@dataclass(frozen=True)
class Counts:
    """The year's records by kind and state, those of the declared totals apart from the others."""

    counted: Counter[tuple[str, str]]
    others: Counter[tuple[str, str]]

    def of(self, kind: str, *, counted: bool) -> dict[State, int]:
        """State → number for one kind, in STATE_ORDER, without the states that are not there."""
        source = self.counted if counted else self.others
        return {state: source[kind, state] for state in STATE_ORDER if source[kind, state]}


def counts(kind_counts: pd.DataFrame) -> Counts:
    """The frame of queries.overview.kind_counts (or year_only_counts) as a value."""
    result = Counts(Counter(), Counter())
    for row in plain(kind_counts):
        (result.counted if row["counted"] else result.others)[row["kind"], row["state"]] += row["n"]
    return result


def declared_values(declared: pd.DataFrame) -> dict[str, float]:
    """Indicator → declared value."""
    return dict(zip(declared["indicator"].tolist(), declared["value"].tolist(), strict=True))


def headlines(known: Counts, declared: dict[str, float], texts: Texts) -> tuple[Headline, ...]:
    """The figures of the year in COUNTED_KINDS: declared totals where a report gives them, else what is recorded.

    A report's year shows all kinds it declares; another year shows every kind, « — » where nothing is recorded.
    """
    if not declared:
        return tuple(_recorded(kind, known, texts) for kind in COUNTED_KINDS)
    return tuple(
        _declared(kind, int(declared[indicator]), known, declared, texts)
        for kind in COUNTED_KINDS
        if (indicator := INDICATOR_OF_KIND[kind]) in declared
    )


def _declared(kind: str, total: int, known: Counts, declared: dict[str, float], texts: Texts) -> Headline:
    states = known.of(kind, counted=True)
    named = sum(states.values())
    runs = [Run(kind, state, n) for state, n in states.items()]
    if total > named:
        runs.append(Run(kind, "declared", total - named))
    notes = [*_parts(kind, declared, texts), _coverage(kind, named, total, states.get("dated", 0), texts)]
    others = [Run(kind, state, n, counted=False) for state, n in known.of(kind, counted=False).items()]
    number, label = fmt.number(total, texts), _label(kind, total, texts, declared=True)
    return Headline(kind, number, label, (*runs, *others), tuple(notes), True, total, _beside(kind, others, texts))


def _beside(kind: str, others: Sequence[Run], texts: Texts) -> tuple[str, ...]:
    """What stands beside a declared total: records of the kind that none counts, those only announced apart."""
    announced = sum(run.n for run in others if run.state == "announced")
    held = sum(run.n for run in others) - announced
    said = [texts.count("overview.off_total", held)] if held else []
    if announced:
        said.append(texts.count(f"overview.announced.{kind}", announced, n=fmt.number(announced, texts)))
    return tuple(said)


def _recorded(kind: str, known: Counts, texts: Texts) -> Headline:
    states = Counter(known.of(kind, counted=False)) + Counter(known.of(kind, counted=True))
    runs = tuple(Run(kind, state, states[state]) for state in STATE_ORDER if states[state])
    held = states["dated"] + states["named"]
    announced = states["announced"]
    if not states:
        nothing = none_recorded(kind, texts)
        return Headline(kind, texts("common.unknown"), _label(kind, 2, texts), (), (nothing,), False)
    notes = []
    if held:
        notes.append(recorded_without_total(kind, held, texts))
    if announced:
        notes.append(texts.count(f"overview.announced.{kind}", announced, n=fmt.number(announced, texts)))
    number = held or announced
    return Headline(kind, fmt.number(number, texts), _label(kind, number, texts), runs, tuple(notes), False)


def _parts(kind: str, declared: dict[str, float], texts: Texts) -> list[str]:
    """The declared breakdown of a total (« 8 de courtoisie · … »), where the report gives all its parts."""
    key = f"overview.parts.{kind}"
    prefix = INDICATOR_OF_KIND[kind] + "_"
    parts = {name.removeprefix(prefix): fmt.number(n, texts) for name, n in declared.items() if name.startswith(prefix)}
    if not parts or not texts.has(key):
        return []
    try:
        return [texts(key, **parts)]
    except KeyError:  # a part is not declared: half a breakdown would mislead
        return []


def _coverage(kind: str, named: int, total: int, dated: int, texts: Texts) -> str:
    if named == 0:
        return texts(f"overview.coverage.{kind}.none")
    values = {"n": fmt.number(named, texts), "total": fmt.number(total, texts)}
    form = "all" if named >= total else "some"
    first = texts.count(f"overview.coverage.{kind}.{form}", named, **values)
    return first + texts("overview.coverage.and") + texts.count(f"overview.coverage.{kind}.dated", dated)


def _label(kind: str, n: int, texts: Texts, *, declared: bool = False) -> str:
    """What a figure counts; a declared total may be of a narrower kind than the records."""
    own = f"overview.label.{kind}_declared"
    return texts.count(own if declared and texts.has(f"{own}.other") else f"overview.label.{kind}", n)


def title(year: int, home: str, figures: Sequence[Headline], texts: Texts) -> str:
    """The page's finding, in one sentence computed from its figures."""
    first = [f for f in figures if f.is_declared and f.kind in ("accueil", "mission")]
    if first:
        items = [texts.count(f"overview.title_item.{f.kind}", f.total, n=f.number) for f in first]
        return texts("overview.title.declared", year=year, home=home, items=fmt.joined(items, texts))
    recorded = sorted((f for f in figures if _held(f)), key=_held, reverse=True)
    if recorded:
        items = [texts.count(f"overview.title_count.{f.kind}", _held(f), n=_held(f)) for f in recorded[:2]]
        return texts("overview.title.recorded", year=year, items=fmt.joined(items, texts))
    announced = sum(run.n for f in figures for run in f.runs if run.state == "announced")
    if announced:
        return texts.count("overview.title.announced", announced, year=year, n=fmt.spelled(announced, texts))
    return texts("overview.title.nothing", year=year)


def _held(figure: Headline) -> int:
    return 0 if figure.is_declared else sum(run.n for run in figure.runs if run.state in ("dated", "named"))


def undated(known: Counts, figures: Sequence[Headline], *, totals: bool) -> list[Run]:
    """What has no month: records `known` to the year only, and what a total declares without a row; kind by kind."""
    runs = []
    for kind in EVERY_KIND:
        runs += [Run(kind, state, n) for state, n in known.of(kind, counted=True).items()]
        runs += [run for figure in figures for run in figure.runs if run.kind == kind and run.state == "declared"]
        runs += [Run(kind, state, n, counted=not totals) for state, n in known.of(kind, counted=False).items()]
    return runs


def axis_items(
    declared: Sequence[dict[str, Any]], filed: Sequence[dict[str, Any]], texts: Texts
) -> dict[str, list[str]]:
    """Axis → what a source files under it, in words, kind by kind; the axes in their order, empty ones too.

    From the rows of queries.overview.declared and axis_records.
    """
    items: dict[str, list[str]] = {axis: [] for axis in AXES}
    for row in declared:
        if row["axis"] and row["indicator"] == "rencontres_thematiques":
            n = int(row["value"])
            items[row["axis"]].append(texts.count("overview.axis_declared", n, n=fmt.spelled(n, texts)))
    for row in filed:
        names = [str(name) for name in localised(row, "names", texts)]
        if row["n"] > len(names):
            names.append(texts.count("overview.more_names", row["n"] - len(names)))
        spelled = fmt.spelled(row["n"], texts)
        key = f"overview.axis_item.{row['kind']}"
        items[row["axis"]].append(texts.count(key, row["n"], n=spelled, names=fmt.joined(names, texts)))
    return items


Side = Literal["right", "left", "none"]


@dataclass(frozen=True)
class RibbonItem:
    """One symbol of the year ribbon, its text, and the row it stands on (0 = nearest the months).

    `side` is where the text stands; "none" where it has no room: it is then told, not shown.
    """

    kind: str
    state: State
    counted: bool
    text: str
    row: int
    side: Side = "right"
    record_id: str = ""


@dataclass(frozen=True)
class RibbonMonth:
    """A month (1 to 12), its items, and how many more it has than the ribbon shows."""

    month: int
    items: tuple[RibbonItem, ...]
    more: int

    @property
    def n(self) -> int:
        """How many records it holds, drawn or not."""
        return len(self.items) + self.more


def is_crowded(months: Iterable[RibbonMonth]) -> bool:
    """Whether a month holds more than is drawn: every month then says its number, for heights to mean nothing."""
    return any(month.more > 0 for month in months)


def ribbon(dated: pd.DataFrame, texts: Texts, *, totals: bool, month_em: float = 4.6) -> tuple[RibbonMonth, ...]:
    """The twelve months with their records stacked so that no text runs into a neighbour's.

    Without declared `totals` nothing is outside of one: every item is drawn in full size. `month_em` is the narrowest a
    month is drawn, in the text's own em: what fits there fits everywhere. Beyond MOST_ROWS a month counts the rest.
    """
    by_month: dict[int, list[dict[str, Any]]] = {month: [] for month in report_year.MONTHS}
    for record in plain(dated):
        by_month[record["month"]].append(record)
    stacks = _Stacks(month_em)
    items: dict[int, list[RibbonItem]] = {month: [] for month in by_month}
    # what a total counts takes its place first
    for main in (True, False):
        for month, records in by_month.items():
            for record in records:
                if (record["counted"] or not totals) is main:
                    items[month] += stacks.item(record, month, texts, counted=main)
    return tuple(
        RibbonMonth(month, tuple(items[month]), (records[0]["in_month"] if records else 0) - len(items[month]))
        for month, records in by_month.items()
    )


class _Stacks:
    """The rows above the months, and the stretches already taken in each."""

    def __init__(self, month_em: float) -> None:
        self.month_em = month_em
        self.rows: list[list[tuple[float, float]]] = [[] for _ in range(MOST_ROWS)]

    def item(self, record: dict[str, Any], month: int, texts: Texts, *, counted: bool) -> list[RibbonItem]:
        """The record in the lowest row that has room for it and its text; without text if need be; else nothing."""
        text = shortened(ribbon_text(record, texts) if counted else str(localised(record, "label", texts)))
        left, width = report_year.place_of(month) * self.month_em, _width_em(text)
        stretches: dict[Side, tuple[float, float]] = {
            "right": (left, left + 2.2 + width),
            "left": (left - width - 0.6, left + 1.9),
            "none": (left, left + 1.9),
        }
        for side, (start, end) in stretches.items():
            if start < 0 or end > 12.3 * self.month_em:
                continue
            for row, taken in enumerate(self.rows):
                if all(end <= other_start or other_end <= start for other_start, other_end in taken):
                    taken.append((start, end))
                    return [RibbonItem(record["kind"], record["state"], counted, text, row, side, record["record_id"])]
        return []


def ribbon_text(record: dict[str, Any], texts: Texts) -> str:
    """The few words beside a symbol: its cities (two at most) for a trip or a visit, else its short title."""
    cities = localised(record, "cities", texts)
    if KIND[record["kind"]].is_named_by_city and cities:
        return ", ".join(cities[:2]) + ("…" if len(cities) > 2 else "")
    return str(localised(record, "label", texts))


def shortened(text: str, most: int = MOST_LETTERS) -> str:
    """The text, cut at a word with « … » beyond `most` letters."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _width_em(text: str) -> float:
    """A cautious width of Source Sans at regular weight: 0.5 em a character, capitals and digits a little more."""
    return sum(0.62 if char.isupper() or char.isdigit() else 0.5 for char in text)
