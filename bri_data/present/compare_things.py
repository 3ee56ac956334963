"""Cities, partners or themes side by side, as small values: what is recorded with each, and what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ..model.schema import AXES, EVERY_KIND
from . import format as fmt
from . import prepositions
from .brief_blanks import blank_phrase
from .briefs import MOST_YEARS, country_name
from .compare import NO_AXIS, AxisLine, Choice, Row, What, axis_lines, held, label, of, runs_of, side_by_side
from .figures.common import Run
from .geo.projection import distance_km
from .records import none_recorded
from .rows import localised, plain
from .words import Texts

# What the records of each kind of thing also bear on.
TIES: dict[What, tuple[What, ...]] = {
    "annees": (),
    "villes": ("themes", "partenaires"),
    "partenaires": ("themes", "villes"),
    "themes": ("partenaires", "villes"),
}
_GROUPS = {
    "activities": ("activity", ("month", "day", "people")),
    "missions": ("mission", ("travellers", "cost")),
    "visits": ("visit", ("nature",)),
    "placed": ("activity", ("place",)),
    "agreements": ("agreement", ("signed", "expires")),
}


@dataclass(frozen=True)
class Answers:
    """The things compared (rows of queries.compare_index.known, in order), home, and the frames of queries.compare."""

    choice: Choice
    subjects: tuple[Row, ...]
    home: Row
    counts: pd.DataFrame
    axes: pd.DataFrame
    contacts: pd.DataFrame
    agreements: pd.DataFrame
    ties: Mapping[What, pd.DataFrame]
    blanks: pd.DataFrame


@dataclass(frozen=True)
class Line:
    """A number of records, « — » for none, and their symbols; `note` says what the number leaves out."""

    key: str
    number: str
    label: str
    runs: tuple[Run, ...]
    note: str = ""


@dataclass(frozen=True)
class Ties:
    """What one thing's records also bear on: (code, name, records, whether another thing compared shares it)."""

    to: What
    items: tuple[tuple[str, str, int, bool], ...]
    more: int


@dataclass(frozen=True)
class ThingColumn:
    """One city, partner or theme. `first` and `last` are rows of queries.compare.contacts."""

    code: str
    name: str
    facts: tuple[str, ...]
    finding: str
    kinds: tuple[Line, ...]
    years: tuple[Line, ...]
    first: Row | None
    last: Row | None
    agreements: tuple[Row, ...]
    more_agreements: int
    axes: tuple[AxisLine, ...]
    ties: tuple[Ties, ...]
    unsaid: tuple[str, ...]


def columns(answers: Answers, texts: Texts) -> tuple[ThingColumn, ...]:
    """The things in the reader's order; every column has the same kinds and the same years."""
    present = set(answers.counts.kind)
    kinds = [kind for kind in EVERY_KIND if kind in present]
    spans = _spans(answers.counts)
    return tuple(_column(subject, answers, kinds, spans, texts) for subject in answers.subjects)


def _column(
    subject: Row, answers: Answers, kinds: Sequence[str], spans: Sequence[tuple[int | None, int]], texts: Texts
) -> ThingColumn:
    code = subject["code"]
    rows = of(answers.counts, code)
    contacts = of(answers.contacts, code)
    agreements = of(answers.agreements, code)
    n = held(rows)
    return ThingColumn(
        code,
        label(subject, answers.choice.what, texts),
        _facts(subject, answers, texts),
        texts.count("compare.held", n, n=fmt.number(n, texts)),
        tuple(_kind_line(kind, rows, texts) for kind in kinds),
        tuple(_year_line(first, span, rows, texts) for first, span in spans),
        next((row for row in contacts if row["is_first"]), None),
        next((row for row in contacts if row["is_last"]), None),
        tuple(agreements),
        agreements[0]["found"] - len(agreements) if agreements else 0,
        axis_lines(answers.axes, code, (*AXES, NO_AXIS)),
        tuple(_ties(to, frame, code, texts) for to, frame in answers.ties.items()),
        _unsaid(answers.blanks, code, texts),
    )


def _facts(subject: Row, answers: Answers, texts: Texts) -> tuple[str, ...]:
    """Country and distance of a city, sector of a partner; nothing of a theme."""
    if answers.choice.what == "villes":
        country = country_name(subject["country"], texts)
        if subject["is_home"]:
            return (country,)
        home = answers.home
        home_name = str(localised(home, "name", texts))
        km = distance_km(home["latitude"], home["longitude"], subject["latitude"], subject["longitude"])
        return country, texts(
            "compare.distance",
            km=fmt.unit(round(km), "km", texts),
            from_home=prepositions.away_from(home_name, texts),
        )
    if answers.choice.what == "partenaires":
        name, shown = localised(subject, "name", texts), label(subject, answers.choice.what, texts)
        sector = texts(f"brief.sector.{subject['sector']}")
        return (sector,) if name == shown else (str(name), sector)
    return ()


def _kind_line(kind: str, rows: Sequence[Row], texts: Texts) -> Line:
    mine = [row for row in rows if row["kind"] == kind]
    announced = sum(row["n"] for row in mine if row["state"] == "announced")
    n = sum(row["n"] for row in mine) - announced
    note = texts.count("compare.and_announced", announced, n=fmt.number(announced, texts)) if announced else ""
    if not n:
        note = note or none_recorded(kind, texts)
    number = fmt.number(n, texts) if n else texts("common.unknown")
    return Line(kind, number, texts.count(f"compare.kind.{kind}", n or 2), runs_of(mine), note)


def _spans(counts: pd.DataFrame) -> list[tuple[int | None, int]]:
    """The rows of the history that any of the things needs, latest first: (first year, how many); None: no date."""
    years = {int(year) for year in counts.year.dropna()}
    span = 10 if len(years) > MOST_YEARS else 1
    firsts: list[int | None] = sorted({year // span * span for year in years}, reverse=True)  # type: ignore[assignment]
    return [(first, span) for first in [*firsts, *([None] if counts.year.isna().any() else [])]]


def _year_line(first: int | None, span: int, rows: Sequence[Row], texts: Texts) -> Line:
    mine = [row for row in rows if (row["year"] is None if first is None else _is_in(row["year"], first, span))]
    n = sum(row["n"] for row in mine)
    if first is None:
        name = texts("brief.no_date")
    else:
        name = str(first) if span == 1 else texts("brief.decade", first=first, last=first + span - 1)
    return Line(str(first), fmt.number(n, texts), name, runs_of(mine))


def _is_in(year: int | None, first: int, span: int) -> bool:
    return year is not None and first <= year < first + span


def _ties(to: What, frame: pd.DataFrame, code: str, texts: Texts) -> Ties:
    rows = of(frame, code)
    items = tuple((row["tie"], label(row, to, texts), row["n"], row["shared"] > 1) for row in rows)
    return Ties(to, items, rows[0]["found"] - len(rows) if rows else 0)


def _unsaid(blanks: pd.DataFrame, code: str, texts: Texts) -> tuple[str, ...]:
    """What no source gives of the thing's records, one phrase each."""
    return tuple(
        blank_phrase(name, group, row[f"{column}_{name}"], row[column], texts)
        for row in of(blanks, code)
        for column, (group, names) in _GROUPS.items()
        for name in names
        if row[f"{column}_{name}"]
    )


def title(answers: Answers, texts: Texts) -> str:
    """The finding: how many activities are recorded with each of two or three, who leads among more; else no claim."""
    what = answers.choice.what
    names = [_title_name(subject, what, texts) for subject in answers.subjects]
    numbers = [held(of(answers.counts, subject["code"])) for subject in answers.subjects]
    top = max(numbers, default=0)
    if len(names) > 1 and not top:
        return side_by_side(names, texts)
    if len(names) <= 3:
        (first, *others), (n, *rest) = names, numbers
        said = texts.count("compare.title.first", n, name=first, n=fmt.number(n, texts))
        if not others:
            return said
        items = [
            texts.count("compare.title.other", m, name=name, n=fmt.number(m, texts))
            for name, m in zip(others, rest, strict=True)
        ]
        return texts("compare.title.counts", first=said, others=fmt.joined(items, texts))
    if numbers.count(top) == 1:
        leader = names[numbers.index(top)]
        return texts.count(f"compare.title.leads.{what}", top, name=leader, n=fmt.number(top, texts), of=len(names))
    return side_by_side(names, texts)


def _title_name(subject: Row, what: What, texts: Texts) -> str:
    name = label(subject, what, texts)
    return texts("compare.title.quoted", name=name) if what == "themes" else name


def shared(answers: Answers, texts: Texts) -> tuple[str, ...]:
    """What every one of the things shares, one sentence for each kind of tie; nothing for one thing alone."""
    size = len(answers.subjects)
    if size < 2:
        return ()
    said = []
    for to, frame in answers.ties.items():
        common = frame[(frame.shared == size) & (frame.code == answers.subjects[0]["code"])]
        names = [label(row, to, texts) for row in plain(common)]
        more = int(common.common.max()) - len(names) if names else 0
        names += [texts.count("overview.more_names", more, n=fmt.number(more, texts))] if more else []
        key = f"compare.shared.{to}" if names else f"compare.shared_none.{to}"
        said.append(texts.count(key, len(names), names=fmt.joined(names, texts)) if names else texts(key))
    return tuple(said)


def reasons(answers: Answers, texts: Texts) -> tuple[str, ...]:
    """What the numbers are, and what is shared."""
    return texts("compare.why.things"), *shared(answers, texts)
