"""What is compared, as the address writes it, and what both kinds of comparison share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import pandas as pd

from bri_data.model import report_year

from . import format as fmt
from .figures.common import Run
from .overview import STATE_ORDER
from .rows import localised, plain
from .theme import KINDS
from .words import Texts

What = Literal["annees", "villes", "partenaires", "themes"]
WHATS: tuple[What, ...] = get_args(What)
MOST = 5
NO_AXIS = "aucun"
MOST_LETTERS = 32  # of an organisation's name before its acronym stands for it
Row = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """What stands side by side: things of one kind, in the reader's order, at most MOST."""

    what: What = "annees"
    codes: tuple[str, ...] = ()

    @property
    def query(self) -> list[tuple[str, str]]:
        """The parameters of the address that say so."""
        return [("quoi", self.what), *(("avec", code) for code in self.codes)]


def what_asked(asked: str | None) -> What | None:
    """The kind of thing that `quoi=` names; None for no name and for an unknown one."""
    return next((what for what in WHATS if what == asked), None)


def read_choice(what: What, asked: Sequence[str], known: Iterable[str]) -> tuple[Choice, tuple[str, ...]]:
    """The choice that `avec=` writes, and what of it was ignored: unknown things, and those beyond MOST.

    A thing named twice stands once, where it stood first.
    """
    names = set(known)
    once = tuple(dict.fromkeys(asked))
    found = tuple(code for code in once if code in names)
    return Choice(what, found[:MOST]), (*(code for code in once if code not in names), *found[MOST:])


def previous_year(year: str, known: Sequence[str]) -> str | None:
    """The year before `year` among those the data speak of; None when it is the first."""
    return max((other for other in known if other.isdigit() and int(other) < int(year)), key=int, default=None)


def default_years(known: Sequence[str], with_report: Sequence[str], asked: int | None) -> tuple[str, ...]:
    """The year asked for (else the latest with a report, else the latest) and the one before it."""
    first = next((year for year in (str(asked), *with_report, *known) if year in known), None)
    previous = previous_year(first, known) if first else None
    return tuple(filter(None, (first, previous)))


def label(row: Row, what: What, texts: Texts) -> str:
    """What a thing of queries.compare_index.known is called above its column; the acronym where a name is long."""
    if what == "annees":
        return report_year.name(int(row["code"]))
    name = str(localised(row, "name", texts))
    if what == "partenaires" and len(name) > MOST_LETTERS:
        return str(localised(row, "acronym", texts) or name)
    return name


@dataclass(frozen=True)
class AxisLine:
    """The records that sources file under one axis (« aucun » for those they file under none)."""

    axis: str
    runs: tuple[Run, ...]
    n: int


def runs_of(rows: Iterable[Row]) -> tuple[Run, ...]:
    """Rows with kind, state, counted and n as symbols: what counts in a total first, then by kind and state."""
    summed: Counter[tuple[bool, str, Any]] = Counter()
    for row in rows:
        summed[not row["counted"], row["kind"], row["state"]] += row["n"]
    order = list(KINDS)
    ordered = sorted(summed.items(), key=lambda item: (item[0][0], order.index(item[0][1]), _rank(item[0][2])))
    return tuple(Run(kind, state, n, counted=not off) for (off, kind, state), n in ordered)


def _rank(state: Any) -> int:
    return STATE_ORDER.index(state)


def axis_lines(axes: pd.DataFrame, code: str, names: Sequence[str]) -> tuple[AxisLine, ...]:
    """One line for each of `names`, from the frame of queries.compare.axes."""
    rows = of(axes, code)
    lines = []
    for axis in names:
        runs = runs_of(row for row in rows if row["axis"] == axis)
        lines.append(AxisLine(axis, runs, sum(run.n for run in runs)))
    return tuple(lines)


def of(frame: pd.DataFrame, code: str) -> list[Row]:
    """The rows of one thing."""
    return plain(frame[frame.code == code])


def held(rows: Iterable[Row]) -> int:
    """How many activities were held: agreements and what is only announced are not in the number."""
    return sum(row["n"] for row in rows if row["kind"] != "entente" and row["state"] != "announced")


def side_by_side(names: Sequence[str], texts: Texts) -> str:
    """The title that claims nothing."""
    return texts("compare.title.neutral", names=fmt.joined(names, texts))
