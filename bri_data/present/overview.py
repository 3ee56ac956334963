"""What the overview says, as small values: shaped here, drawn by figures/, worded by the text files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..model.schema import INDICATOR_OF_KIND
from . import format as fmt
from .figures.common import Run
from .rows import plain
from .theme import State
from .words import Texts

KIND_ORDER = ("accueil", "mission", "rencontre_thematique", "evenement", "entente")
STATE_ORDER: tuple[State, ...] = ("dated", "named", "announced", "declared")
# kinds that a city says better than a title
_NAMED_BY_CITY = ("mission", "accueil", "rencontre_bilaterale")


@dataclass(frozen=True)
class Headline:
    """One kind's figure: `number` as text, what it counts, its symbols, and what is known of them in words.

    `is_declared` tells a report's total from a count of rows found in public sources.
    """

    kind: str
    number: str
    label: str
    runs: tuple[Run, ...]
    notes: tuple[str, ...]
    is_declared: bool


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
    return {row["indicator"]: row["value"] for row in plain(declared)}


def headlines(known: Counts, declared: dict[str, float], texts: Texts) -> tuple[Headline, ...]:
    """The figures of the year in KIND_ORDER: declared totals where a report gives them, else what is recorded.

    A report's year shows all kinds it declares; another year shows every kind, « — » where nothing is recorded.
    """
    if not declared:
        return tuple(_recorded(kind, known, texts) for kind in KIND_ORDER)
    return tuple(
        _declared(kind, int(declared[indicator]), known, declared, texts)
        for kind in KIND_ORDER
        if (indicator := INDICATOR_OF_KIND[kind]) in declared
    )


def _declared(kind: str, total: int, known: Counts, declared: dict[str, float], texts: Texts) -> Headline:
    states = known.of(kind, counted=True)
    named = sum(states.values())
    runs = [Run(kind, state, n) for state, n in states.items()]
    if total > named:
        runs.append(Run(kind, "declared", total - named))
    notes = [*_parts(kind, declared, texts), _coverage(kind, named, total, states.get("dated", 0), texts)]
    others = sum(known.of(kind, counted=False).values())
    if others:
        notes.append(texts.count("overview.off_total", others))
    return Headline(kind, fmt.number(total, texts), _label(kind, total, texts), tuple(runs), tuple(notes), True)


def _recorded(kind: str, known: Counts, texts: Texts) -> Headline:
    states = Counter(known.of(kind, counted=False)) + Counter(known.of(kind, counted=True))
    runs = tuple(Run(kind, state, states[state]) for state in STATE_ORDER if states[state])
    held = states["dated"] + states["named"]
    announced = states["announced"]
    if not states:
        nothing = texts(f"overview.none_recorded.{kind}")
        return Headline(kind, texts("common.unknown"), _label(kind, 2, texts), (), (nothing,), False)
    notes = []
    if held:
        notes.append(texts.count(f"overview.recorded.{kind}", held, n=fmt.number(held, texts)))
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


def _label(kind: str, n: int, texts: Texts) -> str:
    return texts.count(f"overview.label.{kind}", n)


def title(year: int, home: str, figures: Sequence[Headline], texts: Texts) -> str:
    """The page's finding, in one sentence computed from its figures."""
    first = [f for f in figures if f.is_declared and f.kind in ("accueil", "mission")]
    if first:
        items = [texts(f"overview.title_item.{f.kind}", number=f.number, label=f.label) for f in first]
        return texts("overview.title.declared", year=year, home=home, items=fmt.joined(items, texts))
    recorded = sorted((f for f in figures if _held(f)), key=_held, reverse=True)
    if recorded:
        items = [texts.count(f"overview.title_count.{f.kind}", _held(f), n=_held(f)) for f in recorded[:3]]
        return texts("overview.title.recorded", year=year, items=fmt.joined(items, texts))
    announced = sum(run.n for f in figures for run in f.runs if run.state == "announced")
    if announced:
        return texts.count("overview.title.announced", announced, year=year, n=fmt.spelled(announced, texts))
    return texts("overview.title.nothing", year=year)


def _held(figure: Headline) -> int:
    return 0 if figure.is_declared else sum(run.n for run in figure.runs if run.state in ("dated", "named"))


@dataclass(frozen=True)
class RibbonItem:
    """One symbol of the year ribbon, its text, and the row it stands on (0 = nearest the months)."""

    kind: str
    state: State
    counted: bool
    text: str
    row: int


@dataclass(frozen=True)
class RibbonMonth:
    """A month (1 to 12), its items, and how many more it has than the ribbon shows."""

    month: int
    items: tuple[RibbonItem, ...]
    more: int


def ribbon(dated: pd.DataFrame, texts: Texts, *, month_em: float = 4.6) -> tuple[RibbonMonth, ...]:
    """The twelve months with their records stacked so that no text runs into a neighbour's.

    `month_em` is the narrowest a month is drawn, in the text's own em: what fits there fits everywhere.
    """
    ends: list[float] = []  # per row, where its last text ends
    by_month: dict[int, list[dict[str, Any]]] = {month: [] for month in range(1, 13)}
    for record in plain(dated):
        by_month[record["month"]].append(record)
    months = []
    for month, records in by_month.items():
        items, left, row = [], (month - 1) * month_em, 0
        for record in records:
            text = ribbon_text(record, texts)
            while row < len(ends) and ends[row] > left:
                row += 1
            ends += [0.0] * (row + 1 - len(ends))
            ends[row] = left + _width_em(text) + 2.2 + (0 if record["counted"] else 4.5)
            items.append(RibbonItem(record["kind"], record["state"], record["counted"], text, row))
            row += 1
        in_month = records[0]["in_month"] if records else 0
        months.append(RibbonMonth(month, tuple(items), in_month - len(items)))
    return tuple(months)


def ribbon_text(record: dict[str, Any], texts: Texts) -> str:
    """The few words beside a symbol: its cities (two at most) for a trip or a visit, else its short title."""
    cities = localised(record, "cities", texts)
    if record["kind"] in _NAMED_BY_CITY and cities:
        return ", ".join(cities[:2]) + ("…" if len(cities) > 2 else "")
    return str(localised(record, "label", texts))


def localised(record: dict[str, Any], name: str, texts: Texts) -> Any:
    """The value of `name` in the reader's language, or in French where the data hold no translation."""
    return (record[f"{name}_en"] if texts.lang == "en" else None) or record[name]


def _width_em(text: str) -> float:
    """A cautious width of Source Sans at regular weight: 0.5 em a character, capitals and digits a little more."""
    return sum(0.62 if char.isupper() or char.isdigit() else 0.5 for char in text)
