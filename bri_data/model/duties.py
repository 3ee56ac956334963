"""What a rule asks, by when, and whether it was done: pure functions of dates, without a database or a clock.

A due date is computed from a rule and from what is known of an end; it is as wide as what is known. Nothing is called
late unless the data prove it: a document without a date of publication may well be published.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bri_data.model import report_year

from .dates import Edtf

State = Literal["done", "done_late", "late", "to_come", "unknown", "not_applicable"]


@dataclass(frozen=True)
class Rule:
    """One rule as a source states it, for as long as the source says.

    `functions` are those it binds (none: everybody), `possible_functions` those that may stand for one of them.
    `valid_from` and `valid_until` None leave that side open. `abroad_only` rules bind no activity inside the country.
    """

    rule_id: str
    code: str
    value: float
    functions: frozenset[str] = frozenset()
    possible_functions: frozenset[str] = frozenset()
    abroad_only: bool = False
    valid_from: Edtf | None = None
    valid_until: Edtf | None = None


@dataclass(frozen=True)
class Span:
    """The earliest and the latest day that something can mean, both included; no `last` where no limit is stated."""

    first: date
    last: date | None

    @property
    def is_exact(self) -> bool:
        """Whether it can mean one day alone."""
        return self.first == self.last


def rule_on(rules: Iterable[Rule], code: str, on: Edtf) -> Rule | None:
    """The rule of that code in force on every day that `on` can mean; None when none is, or when it changed meanwhile.

    A rule binds from the earliest day of its `valid_from` to the latest of its `valid_until`.
    """
    for rule in rules:
        begun = rule.valid_from is None or rule.valid_from.first <= on.first
        if rule.code == code and begun and (rule.valid_until is None or on.last <= rule.valid_until.last):
            return rule
    return None


def ended(start: Edtf, end: Edtf | None) -> Span:
    """When an activity ended: never before the first day it can have begun. Without an end, its start is its end."""
    known = end or start
    return Span(max(start.first, known.first), known.last)


def report_due(end: Span, rule: Rule) -> Span:
    """By when a mission's report is due: the rule's weeks after the end, a range where the end is one."""
    delay = timedelta(weeks=rule.value)
    return Span(end.first + delay, None if end.last is None else end.last + delay)


def outcomes_due(end: Span, rule: Rule) -> Span:
    """By when a mission's outcomes are to be told: the rule's months after the end, a range where the end is one.

    A month that is too short for the day gives its last one: a year after 29 February is 28 February.
    """
    months = int(rule.value)
    return Span(_months_after(end.first, months), None if end.last is None else _months_after(end.last, months))


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def disclosure_due(end: Span) -> Span:
    """From when a trip's expenses are due: the day after the quarter in which it ended at the latest.

    What is published « chaque trimestre » has no stated limit after the quarter: no `last`.
    """
    day = end.last or end.first
    month = (day.month - 1) // 3 * 3 + 4
    opens = date(day.year + 1, 1, 1) if month > 12 else date(day.year, month, 1)
    return Span(opens, None)


def credits_due(travel_year: int) -> Span:
    """From when the carbon credits of a year's flights are due: the next year, whose « début » is no day: no `last`."""
    return Span(report_year.first_day(travel_year + 1), None)


def decision_due(start: Edtf) -> Span:
    """By when a decision is due: the day a mission leaves."""
    return Span(start.first, start.last)


def owes_report(functions: Iterable[str], rule: Rule | None) -> bool | None:
    """Whether those who travel owe a report: None where no rule is stated, nobody is named, or one may be bound."""
    named = set(functions)
    if rule is None or not named:
        return None
    if not rule.functions or named & rule.functions:
        return True
    return None if named & rule.possible_functions else False


def needs_decision(amount: float | None, rule: Rule | None, *, is_abroad: bool | None) -> bool | None:
    """Whether a mission needs a decision: none inside the country; None where its amount or the rule is not known.

    `amount` is that of the whole mission; `is_abroad` None means that its places are not known.
    """
    if rule is None:
        return None
    if rule.abroad_only and is_abroad is False:
        return False
    if amount is not None and amount <= rule.value:
        return False
    return None if amount is None or is_abroad is None else True


def state(
    due: Span | None,
    today: date,
    *,
    applies: bool | None = True,
    done: Edtf | None = None,
    found_missing: Edtf | None = None,
) -> State:
    """The state of one duty on `today`.

    `done` is when it was done; `found_missing` when a source found that it was not. Late is what was found missing
    after the last due day, or was done after `today` although due before; done late, what was done after that day.
    A due day that passed without either is unknown; so is one that no rule limits, once it has begun.
    """
    last = due.last if due else None
    if done and done.first <= today:
        return "done_late" if last and done.first > last else "done"
    if applies is False:
        return "not_applicable"
    if due is None or applies is None:
        return "unknown"
    if today <= (last or due.first - timedelta(days=1)):
        return "to_come"
    if last and (done or (found_missing and last < found_missing.first <= today)):
        return "late"
    return "unknown"
