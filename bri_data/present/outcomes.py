"""What the outcomes page says, as small values (figures/council/outcomes.py draws them, the text files word them)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..model.schema import AXES, EVERY_KIND
from . import format as fmt
from .figures.common import Run
from .overview import STATE_ORDER
from .rows import localised, plain
from .words import Texts

NO_AXIS = ""
COLUMNS = (*AXES, NO_AXIS)
# How sure a source is of an outcome, the surest first.
STATUSES = ("constatee", "en_cours", "annoncee")
# What an outcome hangs on where it hangs on nothing.
NOTHING = "aucun"
_MOST_NAMED = 3
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """The outcomes that sources file under one axis (`axis` "" for those they file under none), surest first."""

    axis: str
    rows: tuple[Row, ...]

    @property
    def n(self) -> int:
        """How many they are."""
        return len(self.rows)


def columns(outcomes: pd.DataFrame) -> tuple[Column, ...]:
    """The rows of queries.outcomes.outcomes by axis, in the order of COLUMNS; « no axis » only where it holds one."""
    found = plain(outcomes)
    by_axis = {axis: [row for row in found if (row["axis"] or NO_AXIS) == axis] for axis in COLUMNS}
    return tuple(
        Column(axis, tuple(sorted(rows, key=lambda row: STATUSES.index(row["status"]))))
        for axis, rows in by_axis.items()
        if rows or axis != NO_AXIS
    )


def axis_name(axis: str, texts: Texts) -> str:
    """What a column is called."""
    return texts(f"common.axis.{axis}") if axis else texts("outcomes.no_axis")


def runs(rows: Sequence[Row]) -> tuple[Run, ...]:
    """One symbol per outcome that hangs on a record, shaped like the record, in the order of kinds and states."""
    found = [(row["kind"], row["state"], not row["off_total"]) for row in rows if row["record_id"]]
    each = [(kind, state, counted) for kind in EVERY_KIND for state in STATE_ORDER for counted in (True, False)]
    return tuple(Run(kind, state, found.count(one), one[2]) for one in each for kind, state, _ in [one] if one in found)


def alone(rows: Sequence[Row]) -> int:
    """How many of the outcomes hang on no activity and on no agreement."""
    return sum(not row["record_id"] for row in rows)


def title(found: Sequence[Column], years: str, texts: Texts) -> str:
    """The page's finding: how many of the outcomes hang on how many missions, else how many are stated.

    `years` is the year or years in words (years.said).
    """
    total = sum(column.n for column in found)
    if not total:
        return texts("outcomes.title.none", years=years) if years else texts("outcomes.title.no_year")
    borne = [row["record_id"] for column in found for row in column.rows if row["kind"] == "mission"]
    if not borne:
        stated = texts.count("outcomes.title.stated", total, n=fmt.spelled(total, texts), years=years)
        return fmt.capitalised(stated)
    bearing = len(set(borne))
    said = texts.count("outcomes.title.missions", bearing, n=fmt.spelled(bearing, texts))
    which = "outcomes.title.all" if len(borne) == total else "outcomes.title.part"
    n, of = fmt.spelled(len(borne), texts), fmt.number(total, texts)
    return fmt.capitalised(f"{said} {texts.count(which, len(borne), n=n, total=of, years=years)}")


def lead(missions: Sequence[Row], texts: Texts) -> str:
    """Under the title: what an outcome is here, then the missions counted in a total that bear none in these data."""
    without = [str(localised(row, "label", texts)) for row in missions if not row["outcomes"] and not row["off_total"]]
    if not without or len(without) == len(missions):
        return texts("outcomes.lead")
    rest = len(without) - _MOST_NAMED
    named = without[:_MOST_NAMED]
    if rest > 0:
        named.append(texts.count("outcomes.others", rest, n=fmt.number(rest, texts)))
    return f"{texts('outcomes.lead')} {texts.count('outcomes.without', len(without), names='; '.join(named))}"


def tally(found: Sequence[Column], texts: Texts) -> list[tuple[str, str]]:
    """`(constatee, "23 constatées")` for each status on the page, the surest first."""
    counts = {status: sum(row["status"] == status for one in found for row in one.rows) for status in STATUSES}
    said = {status: texts.count(f"outcomes.status.{status}", n, n=fmt.number(n, texts)) for status, n in counts.items()}
    return [(status, words) for status, words in said.items() if counts[status]]


def said_of(row: Row, texts: Texts) -> str:
    """How sure a source is of one outcome, and its due date where one is set."""
    facts = [texts(f"brief.outcome.{row['status']}")]
    if row["due"]:
        facts.append(texts("brief.due", date=fmt.date_only(row["due"], texts)))
    return fmt.capitalised(", ".join(facts))


def origin_of(row: Row, texts: Texts) -> str:
    """The short name of the activity or agreement that an outcome hangs on; a sentence where it hangs on none."""
    return localised(row, "label", texts) if row["record_id"] else texts("outcomes.alone")


def alternative(found: Sequence[Column], texts: Texts) -> str:
    """The picture in a sentence: how many outcomes under each axis, and how many hang on nothing."""
    parts = [texts("outcomes.alt_axis", axis=axis_name(one.axis, texts), n=fmt.number(one.n, texts)) for one in found]
    none = sum(alone(one.rows) for one in found)
    if none:
        parts.append(texts.count("outcomes.alt_alone", none, n=fmt.number(none, texts)))
    return texts("outcomes.alt", parts="; ".join(parts))
