"""What changed from one declared year to the next, and whether a source explains it, as small values.

Declared figures alone are compared: rows say what was read, not what there was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import pandas as pd

from bri_data.model import report_year
from bri_data.model.dates import parse_edtf

from ..model.duties import rule_on
from ..model.variance import is_significant, share_of
from . import format as fmt
from .landmarks import Landmark
from .meeting import known
from .meeting_duties import Rules
from .rows import plain
from .words import Texts

State = Literal["small", "to_explain", "explained", "unjudged"]
SHARE, LEAST = "ecart_a_expliquer", "ecart_minimal"


@dataclass(frozen=True)
class Change:
    """One declared figure in two years, the latest that declare it before and after: no year between them does.

    `share` is in percent of the first (None from zero); `reasons` are the landmarks whose source explains the change;
    `titles` the documents of both figures. `state` is "unjudged" where no rule says what must be explained.
    """

    indicator: str
    unit: str
    before_year: int
    before: float
    year: int
    after: float
    share: float | None
    state: State
    reasons: tuple[Landmark, ...] = ()
    titles: tuple[str, ...] = ()


def changes(series: pd.DataFrame, rules: pd.DataFrame, found: Sequence[Landmark]) -> tuple[Change, ...]:
    """The changes of the frame of queries.variance.series, by figure, then year; two figures of another unit or scope
    are not compared. `rules` is queries.meeting.rules of the rules of changes."""
    known_rules = Rules(rules)
    rows = plain(series)
    made = []
    for before, after in pairwise(rows):
        if any(before[name] != after[name] for name in ("indicator", "unit", "scope")):
            continue
        first, last = (int(row["year"]) for row in (before, after))
        reasons = tuple(one for one in found if _explains(one, after["indicator"], first, last))
        made.append(
            Change(
                after["indicator"],
                after["unit"],
                first,
                before["value"],
                last,
                after["value"],
                share_of(before["value"], after["value"]),
                _state(before["value"], after["value"], last, after["unit"], known_rules, is_told=bool(reasons)),
                reasons,
                tuple(dict.fromkeys([*(after["source_titles"] or ()), *(before["source_titles"] or ())])),
            )
        )
    return tuple(made)


def _state(before: float, after: float, year: int, unit: str, rules: Rules, *, is_told: bool) -> State:
    on = known(str(year))
    share = rule_on(rules.all, SHARE, on) if on else None
    if share is None or on is None:
        return "unjudged"
    # the least number of units is one of things that are counted, not of tonnes or dollars
    least = None if unit else rule_on(rules.all, LEAST, on)
    if not is_significant(before, after, share=share.value, least=least.value if least else 0):
        return "small"
    return "explained" if is_told else "to_explain"


def _explains(one: Landmark, indicator: str, first: int, last: int) -> bool:
    """Whether a landmark explains a figure, and touches the years after `first` up to `last`."""
    end = parse_edtf(one.end or one.start)
    ends = report_year.year_of_date(end) if end else one.year
    return indicator in (one.row["explains"] or ()) and one.year <= last and ends > first


def mark(change: Change, texts: Texts) -> str:
    """« à expliquer », or the landmarks that explain it; "" for a change that asks for nothing."""
    if change.state == "to_explain":
        return texts("variance.to_explain")
    if change.state == "explained":
        return texts("variance.explained", reasons="; ".join(one.name for one in change.reasons))
    return ""


def amount(value: float, unit: str, texts: Texts) -> str:
    """A declared value with its unit."""
    return fmt.money(value, texts) if unit == "$" else fmt.measure(value, unit, texts)


def percent(change: Change, texts: Texts) -> str:
    """« +39 % », rounded; "" from zero."""
    if change.share is None:
        return ""
    sign = "+" if change.share > 0 else "\u2212" if change.share < 0 else ""
    return sign + texts("carbon.percent", n=fmt.number(round(abs(change.share)), texts))


def rule_said(rules: pd.DataFrame, texts: Texts) -> str:
    """From how many percent a change is to be explained, by the latest rule; "" without one."""
    found = [row for row in plain(rules) if row["rule"] == SHARE]
    return texts("variance.rule", n=fmt.number(found[-1]["value"], texts)) if found else ""


def said(change: Change, texts: Texts) -> str:
    """« Coût des crédits carbone : 4 833,86 $ en 2022, 6 728,12 $ en 2024, +39 %, à expliquer. »"""
    parts = (percent(change, texts), mark(change, texts))
    return texts(
        "variance.said",
        what=texts(f"indicator.{change.indicator}"),
        before=amount(change.before, change.unit, texts),
        first=change.before_year,
        after=amount(change.after, change.unit, texts),
        last=change.year,
        rest=texts("variance.rest", parts=", ".join(part for part in parts if part)) if any(parts) else "",
    )
