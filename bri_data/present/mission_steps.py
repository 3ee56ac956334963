"""The life of a mission, step by step: what was done, what is not known, what does not apply, what is late.

A step is done only where the data say so. Before a rule was stated, its step says what the rule of later would give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from bri_data.model import report_year

from ..model.dates import Edtf
from ..model.duties import (
    Rule,
    Span,
    State,
    credits_due,
    disclosure_due,
    needs_decision,
    outcomes_due,
    owes_report,
    report_due,
    state,
)
from . import format as fmt
from .expenses import Spending, common_said, dollars
from .meeting import Row, known
from .meeting_duties import Rules, dated, end_of, report_duty
from .words import Texts

STEPS = ("objective", "decision", "ceiling", "actual", "report", "disclosure", "outcomes", "credits")


@dataclass(frozen=True)
class Step:
    """One step: its name among STEPS, its state, and what is known of it in a few words."""

    name: str
    state: State
    words: str


def steps(
    spent: Spending, rules: Rules, credits_of: Mapping[int, str | None], today: date, texts: Texts
) -> tuple[Step, ...]:
    """The steps of one mission on `today`, in the order of STEPS; `credits_of` says when each year's credits came."""
    row = spent.row
    makers: dict[str, Callable[[], tuple[State, str]]] = {
        "objective": lambda: _objective(row, texts),
        "decision": lambda: _decision(spent, rules, texts),
        "ceiling": lambda: _ceiling(spent, rules, texts),
        "actual": lambda: _actual(spent, texts),
        "report": lambda: _report(row, rules, today, texts),
        "disclosure": lambda: _disclosure(row, rules, today, texts),
        "outcomes": lambda: _outcomes(row, rules, today, texts),
        "credits": lambda: _credits(row, credits_of, today, texts),
    }
    return tuple(Step(name, *makers[name]()) for name in STEPS)


def _objective(row: Row, texts: Texts) -> tuple[State, str]:
    return ("done", texts("steps.filed")) if row["has_objective"] else ("unknown", texts("steps.not_filed"))


def _needed(spent: Spending, rules: Rules) -> tuple[Rule | None, bool | None]:
    rule = rules.on("seuil_decision", known(spent.row["start"]))
    return rule, needs_decision(spent.row["amount"], rule, is_abroad=spent.row["is_abroad"])


def _decision(spent: Spending, rules: Rules, texts: Texts) -> tuple[State, str]:
    """A published ceiling comes from a decision: it was taken, on a day that may not be known."""
    row, (rule, needed) = spent.row, _needed(spent, rules)
    if row["decision"]:
        return "done", fmt.date_only(row["decision"], texts)
    if spent.ceiling:
        return "done", texts("steps.undated")
    if needed is False:
        return "not_applicable", texts("steps.at_home" if row["is_abroad"] is False else "steps.under_threshold")
    return "unknown", texts("steps.unknown" if rule else "steps.no_rule")


def _ceiling(spent: Spending, rules: Rules, texts: Texts) -> tuple[State, str]:
    if spent.ceiling:
        return "done", dollars(spent.ceiling["amount_cad"], texts)
    if spent.common:
        return "done", common_said(spent.common, texts)
    if _needed(spent, rules)[1] is False:
        return "not_applicable", texts("steps.no_ceiling")
    return "unknown", texts("steps.unknown")


def _actual(spent: Spending, texts: Texts) -> tuple[State, str]:
    if spent.actual:
        return "done", dollars(spent.actual["amount_cad"], texts)
    if spent.share:
        return "unknown", texts("steps.shared")
    if spent.is_paid_by_others:
        return "not_applicable", texts("steps.third")
    return "unknown", texts("steps.unknown")


def _report(row: Row, rules: Rules, today: date, texts: Texts) -> tuple[State, str]:
    rule, owed, due = report_duty(row, rules)
    if owed is False:
        return "not_applicable", texts("steps.not_owed")
    found = state(due, today, applies=owed, done=dated(row["report"]), found_missing=dated(row["report_missing"]))
    if found in ("done", "done_late"):
        return found, fmt.date_only(row["report"], texts)
    if due and due.last:
        if row["state"] == "announced":  # what may not have been owes nothing that is known
            return "unknown", texts("steps.if_held", date=_day(due, texts))
        return found, texts("steps.due", date=_day(due, texts))
    if rule is None and (later := _stated_later(row, rules)):
        return "unknown", texts("steps.if_rule", date=_day(later[1], texts), n=fmt.number(later[0].value, texts))
    return "unknown", texts("steps.no_due")


def _stated_later(row: Row, rules: Rules) -> tuple[Rule, Span] | None:
    """What the first rule of a report would give a mission of before; None where it would not bind it."""
    end = end_of(row)
    found = next((rule for rule in rules.all if rule.code == "rapport_mission"), None)
    if found is None or len(row["end"] or row["start"]) <= 4 or not owes_report(row["function_ids"] or [], found):
        return None
    return found, report_due(end, found)


def _disclosure(row: Row, rules: Rules, today: date, texts: Texts) -> tuple[State, str]:
    if row["expenses"]:
        return "done", fmt.date_only(row["expenses"], texts)
    end = end_of(row)
    quarter = quarter_of(end)
    said = quarter_name(quarter, texts) if quarter else texts("steps.no_quarter")
    return state(disclosure_due(end), today), said


def quarter_of(end: Span) -> tuple[int, int] | None:
    """The year and quarter (1 to 4) in which a mission ended; None where what is known of its end spans two."""
    found = {(day.year, (day.month - 1) // 3 + 1) for day in (end.first, end.last or end.first)}
    return found.pop() if len(found) == 1 else None


def quarter_name(quarter: tuple[int, int], texts: Texts) -> str:
    """« 1er trim. 2025 », « Q1 2025 »."""
    return texts(f"steps.quarter.{quarter[1]}", year=str(quarter[0]))


def _outcomes(row: Row, rules: Rules, today: date, texts: Texts) -> tuple[State, str]:
    """Told by any outcome of the mission; else due some months after its end, by our own rule. Never late: no source
    says that there were none."""
    if row["outcomes"]:
        return "done", texts.count("steps.outcomes", row["outcomes"], n=fmt.number(row["outcomes"], texts))
    end = end_of(row)
    rule = rules.on("retombees_mission", Edtf("", "day", end.first, end.last or end.first))
    if rule is None or len(row["end"] or row["start"]) <= 4:  # a year alone gives no due date that means anything
        return ("to_come" if end.first > today else "unknown"), texts("steps.none")
    due = outcomes_due(end, rule)
    if row["state"] == "announced":
        return "unknown", texts("steps.if_held", date=_day(due, texts))
    return state(due, today), texts("steps.due", date=_day(due, texts))


def _credits(row: Row, credits_of: Mapping[int, str | None], today: date, texts: Texts) -> tuple[State, str]:
    year = report_year.year_of(end_of(row).last or end_of(row).first)
    if year in credits_of:
        bought = credits_of[year]
        return "done", texts("steps.bought", date=fmt.date_only(bought, texts) if bought else report_year.name(year))
    return state(credits_due(year), today), texts("steps.flights", year=year)


def _day(due: Span, texts: Texts) -> str:
    last = due.last or due.first
    return fmt.when(due.first.isoformat(), last.isoformat(), texts)
