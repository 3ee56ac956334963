"""What a brief says, as small values: shaped here, drawn by figures/briefs/, worded by the text files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

import pandas as pd

from bri_data.model import report_year

from ..model.kinds import Direction as WhoTravels
from ..model.schema import KIND
from . import format as fmt
from . import prepositions
from .figures.common import Run
from .geo.projection import Home, distance_km
from .overview import STATE_ORDER
from .records import none_recorded
from .rows import localised, plain
from .theme import KINDS as LEGEND
from .words import Texts

Row = dict[str, Any]
# Where an activity brings people together, from the City's side: who travels, or nobody.
DIRECTIONS = {
    direction: tuple(kind.code for kind in KIND.values() if kind.direction == direction)
    for direction in get_args(WhoTravels)
}
MOST_YEARS = 12
_KINDS = tuple(LEGEND)


@dataclass(frozen=True)
class Brief:
    """A subject and everything that bears on it, as rows of queries.briefs; `kind` is the address's word for it."""

    kind: str
    subject: Row
    home: Row
    entries: Sequence[Row] = ()
    counts_by_year: Sequence[Row] = ()
    themes: Sequence[Row] = ()
    functions: Sequence[Row] = ()
    places: Sequence[Row] = ()
    outcomes: Sequence[Row] = ()
    roles: Sequence[Row] = ()
    trips: Sequence[Row] = ()
    expenses: Sequence[Row] = ()
    documents: Sequence[Row] = ()
    services: Sequence[Row] = ()
    sources: Mapping[str, Row] = field(default_factory=dict)

    @property
    def activities(self) -> list[Row]:
        """The entries that are activities, announced ones included."""
        return [entry for entry in self.entries if entry["record_table"] == "activities"]

    @property
    def agreements(self) -> list[Row]:
        """The entries that are agreements."""
        return [entry for entry in self.entries if entry["record_table"] == "agreements"]


def brief_of(kind: str, frames: Mapping[str, pd.DataFrame]) -> Brief:
    """The frames of queries.brief_answers as one value."""
    rows = {name: plain(frame) for name, frame in frames.items()}
    (subject,), (home,) = rows.pop("subject"), rows.pop("home")
    sources = {row["source_id"]: row for row in rows.pop("sources")}
    return Brief(kind, subject, home, sources=sources, **rows)


def name(brief: Brief, texts: Texts) -> str:
    """What the brief is called: the name of a city or an organisation, the title of an activity or an agreement."""
    return str(localised(brief.subject, "title" if "title" in brief.subject else "name", texts))


def country_name(code: str, texts: Texts) -> str:
    """The country in the reader's language; its code where no name is known."""
    return str(texts.locale.territories.get(code, code))


def finding(brief: Brief, texts: Texts) -> str:
    """What is recorded with a city or a partner, in one sentence; on the whole number, however many are listed."""
    held, announced, agreements = Counter[int | None](), 0, 0
    for row in brief.counts_by_year:
        if row["kind"] == "entente":
            agreements += row["n"]
        elif row["state"] == "announced":
            announced += row["n"]
        else:
            held[row["year"]] += row["n"]
    parts = []
    if held:
        total, first, last = held.total(), min(filter(None, held)), max(filter(None, held))
        span = texts("brief.in_year", year=last) if first == last else texts("brief.in_years", first=first, last=last)
        parts.append(texts.count("brief.held", total, n=_spelled_feminine(total, texts), span=span))
    if announced:
        parts.append(texts.count("brief.announced", announced, n=_spelled_feminine(announced, texts)))
    if agreements == 1 and brief.agreements:
        parts.append(_one_agreement(brief.agreements[0], texts))
    elif agreements:
        parts.append(texts.count("brief.agreements", agreements, n=_spelled_feminine(agreements, texts)))
    return fmt.capitalised("; ".join(parts) or texts("brief.nothing")) + "."


def _spelled_feminine(n: int, texts: Texts) -> str:
    return texts("brief.one") if n == 1 else fmt.spelled(n, texts)


def _one_agreement(row: Row, texts: Texts) -> str:
    words = texts(f"brief.an_agreement.{row['agreement_kind']}")
    if row["start"] is None:
        return words
    when = prepositions.on(row["start"], texts)
    return texts(f"brief.signed.{row['agreement_kind']}", agreement=words, when=when)


def kilometres(brief: Brief) -> float | None:
    """From the home city to this one, as the crow flies, in kilometres; None for the home city itself."""
    city, home = brief.subject, brief.home
    if city["is_home"]:
        return None
    return distance_km(home["latitude"], home["longitude"], city["latitude"], city["longitude"])


def last_contact(brief: Brief) -> Row | None:
    """The latest record that was held or signed, by its first day; None when there is none.

    In one year a dated record comes before one known to the year only, in one month a day before the month alone.
    """
    held = [row for row in brief.entries if row["state"] != "announced" and row["start"]]
    return max(held, key=lambda row: (row["year"], row["state"] == "dated", row["start_first"]), default=None)


@dataclass(frozen=True)
class Direction:
    """Who travels, in words, how many, as text, and their symbols."""

    label: str
    number: str
    runs: tuple[Run, ...]
    note: str = ""


def reciprocity(brief: Brief, texts: Texts) -> tuple[Direction, ...]:
    """The activities by who travels: out, in and online always (« aucune recensée » when there is none), the others
    when there are any. Announced ones are drawn and said apart: they are not in the number."""
    directions = []
    for direction, kinds in DIRECTIONS.items():
        rows = [row for row in brief.counts_by_year if row["kind"] in kinds]
        announced = sum(row["n"] for row in rows if row["state"] == "announced")
        held = sum(row["n"] for row in rows) - announced
        if not rows and direction == "other":
            continue
        note = texts.count("brief.and_announced", announced) if announced else ""
        number = fmt.number(held, texts) if held else none_recorded(kinds[0], texts)
        label = texts(f"brief.direction.{direction}", at_home=prepositions.to(home_of(brief, texts).name, texts))
        directions.append(Direction(label, number, runs(rows), note))
    return tuple(directions)


def runs(rows: Sequence[Row]) -> tuple[Run, ...]:
    """Rows of counts_by_year as symbols: what counts in a total first, then by the legend’s kinds, and state."""
    summed: Counter[tuple[bool, str, Any]] = Counter()
    for row in rows:
        summed[row["off_total"], row["kind"], row["state"]] += row["n"]
    ordered = sorted(
        summed.items(), key=lambda item: (item[0][0], _KINDS.index(item[0][1]), STATE_ORDER.index(item[0][2]))
    )
    return tuple(Run(kind, state, n, counted=not off) for (off, kind, state), n in ordered)


@dataclass(frozen=True)
class YearRow:
    """A year, a decade or « sans date », and the symbols of what happened in it; `n` records."""

    label: str
    runs: tuple[Run, ...]
    n: int


def years(brief: Brief, texts: Texts) -> tuple[YearRow, ...]:
    """The history across years, latest first, one row per year with a record; decades beyond MOST_YEARS years; what
    has no date at all comes last."""
    dated = [row for row in brief.counts_by_year if row["year"] is not None]
    span = 10 if len({row["year"] for row in dated}) > MOST_YEARS else 1
    groups: dict[int, list[Row]] = {}
    for row in dated:
        groups.setdefault(row["year"] // span * span, []).append(row)
    undated = [row for row in brief.counts_by_year if row["year"] is None]
    labelled = [(_span_label(first, span, texts), rows) for first, rows in sorted(groups.items(), reverse=True)]
    labelled += [(texts("brief.no_date"), undated)] if undated else []
    return tuple(YearRow(label, runs(rows), sum(row["n"] for row in rows)) for label, rows in labelled)


def _span_label(first: int, span: int, texts: Texts) -> str:
    return report_year.name(first) if span == 1 else texts("brief.decade", first=first, last=first + span - 1)


def disagreement(brief: Brief, texts: Texts) -> str:
    """A sentence when two published totals of what one activity cost differ; empty otherwise."""
    totals = [row for row in brief.expenses if row["nature"] == "reel" and row["category"] == "total"]
    amounts = sorted({row["amount_cad"] for row in totals if not row["others"]})
    if len(amounts) < 2:
        return ""
    return texts("brief.disagreement", amounts=fmt.joined([fmt.money(amount, texts) for amount in amounts], texts))


def home_of(brief: Brief, texts: Texts) -> Home:
    """The home city, for a map."""
    return Home(localised(brief.home, "name", texts), brief.home["latitude"], brief.home["longitude"])
