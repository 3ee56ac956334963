"""When a duty falls due and what can be said of it: days counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from bri_data.model.dates import Edtf, parse_edtf
from bri_data.model.duties import (
    Rule,
    Span,
    State,
    credits_due,
    decision_due,
    disclosure_due,
    ended,
    needs_decision,
    outcomes_due,
    owes_report,
    report_due,
    rule_on,
    state,
)

SIX = Rule("six", "rapport_mission", 6, frozenset({"maire"}), frozenset({"maire_ou_elu"}))
YEAR = Rule("douze-mois", "retombees_mission", 12)
THRESHOLD = Rule("seuil", "seuil_decision", 3000, abroad_only=True)


def edtf(value: str) -> Edtf:
    found = parse_edtf(value)
    assert found is not None
    return found


def day(value: str) -> date:
    return date.fromisoformat(value)


def due(start: str, end: str = "", rule: Rule = SIX) -> tuple[str, str]:
    found = report_due(ended(edtf(start), edtf(end) if end else None), rule)
    return found.first.isoformat(), found.last.isoformat() if found.last else ""


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2025-03-19", "2025-03-24", "2025-05-05", "2025-05-05"),  # 7 days of March, 30 of April, 5 of May
        ("2025-03-05", "2025-03", "2025-04-16", "2025-05-12"),  # from 5 to 31 March
        ("2025-01", "2025-02", "2025-03-15", "2025-04-11"),  # a month alone, 28 days
        ("2024-01", "2024-02", "2024-03-14", "2024-04-11"),  # the same in a leap year, 29 days
        ("2024-02-27", "2024-02-29", "2024-04-11", "2024-04-11"),
        ("2025-11-18", "2025-11-21", "2026-01-02", "2026-01-02"),  # over the end of the year
        ("2024-02-05", "", "2024-03-18", "2024-03-18"),  # one day, of a leap year
        ("2025", "", "2025-02-12", "2026-02-11"),  # the year alone
    ],
)
def test_a_report_is_due_six_weeks_after_what_is_known_of_the_end(start: str, end: str, first: str, last: str) -> None:
    assert due(start, end) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2025-03-19", "2025-03-24", "2026-03-24", "2026-03-24"),
        ("2025-03-05", "2025-03", "2026-03-05", "2026-03-31"),  # a month-only end is a range
        ("2024-02-27", "2024-02-29", "2025-02-28", "2025-02-28"),  # no 29 February the next year
        ("2023-02", "2023-02", "2024-02-01", "2024-02-28"),
        ("2025-12-30", "2025-12-31", "2026-12-31", "2026-12-31"),  # the end of a year
        ("2025-12-31", "2026-01-01", "2027-01-01", "2027-01-01"),
        ("2025", "", "2026-01-01", "2026-12-31"),
    ],
)
def test_outcomes_are_to_be_told_a_year_after_what_is_known_of_the_end(
    start: str, end: str, first: str, last: str
) -> None:
    found = outcomes_due(ended(edtf(start), edtf(end) if end else None), YEAR)
    assert found == Span(day(first), day(last))


def test_outcomes_due_over_a_shorter_month_and_by_a_rule_that_changed() -> None:
    assert outcomes_due(Span(day("2025-08-31"), None), Rule("six", "retombees_mission", 6)) == Span(
        day("2026-02-28"), None
    )
    later = Rule("six-mois", "retombees_mission", 6, valid_from=edtf("2026"))
    until = Rule("douze-mois", "retombees_mission", 12, valid_until=edtf("2025"))
    assert rule_on((until, later), "retombees_mission", edtf("2025-12-31")) is until
    assert rule_on((until, later), "retombees_mission", edtf("2026-01-01")) is later


@pytest.mark.parametrize(
    ("today", "expected"), [("2026-03-23", "to_come"), ("2026-03-24", "to_come"), ("2026-03-25", "unknown")]
)
def test_outcomes_before_on_and_after_their_day_are_never_late(today: str, expected: State) -> None:
    due_on = outcomes_due(Span(day("2025-03-24"), day("2025-03-24")), YEAR)
    assert state(due_on, day(today)) == expected


@pytest.mark.parametrize(
    ("end", "opens"),
    [
        ("2025-03-24", "2025-04-01"),
        ("2025-03-31", "2025-04-01"),
        ("2025-04-01", "2025-07-01"),
        ("2025-12-31", "2026-01-01"),
        ("2025-09", "2025-10-01"),
        ("2025", "2026-01-01"),  # the last quarter it can have ended in
        ("2024-02-29", "2024-04-01"),  # a leap day
        ("2025-06", "2025-07-01"),
    ],
)
def test_expenses_open_after_the_quarter_and_have_no_limit(end: str, opens: str) -> None:
    assert disclosure_due(ended(edtf(end), None)) == Span(day(opens), None)


def test_credits_open_the_next_year_and_a_decision_comes_before_the_mission() -> None:
    assert credits_due(2025) == Span(day("2026-01-01"), None)
    assert decision_due(edtf("2026-02")) == Span(day("2026-02-01"), day("2026-02-28"))


def test_the_rule_is_that_of_the_day_and_none_where_it_changed_meanwhile() -> None:
    old = Rule("six", "rapport_mission", 6, valid_from=edtf("2025"), valid_until=edtf("2026-03"))
    new = Rule("huit", "rapport_mission", 8, valid_from=edtf("2026-04"))
    rules = (old, new, THRESHOLD)
    found = [rule_on(rules, "rapport_mission", edtf(on)) for on in ("2024-12-31", "2025", "2026-03-31", "2026-04-01")]
    assert found == [None, old, old, new]
    assert rule_on(rules, "rapport_mission", edtf("2026")) is None  # six weeks, or eight
    assert due("2026-03-31", rule=old) == ("2026-05-12", "2026-05-12")
    assert due("2026-04-01", rule=new) == ("2026-05-27", "2026-05-27")


@pytest.mark.parametrize(
    ("functions", "owes"),
    [(["maire"], True), (["conseillere_ri", "maire"], True), (["conseillere_ri"], False), (["maire_ou_elu"], None)],
)
def test_only_those_whom_the_rule_names_owe_a_report(functions: list[str], owes: bool | None) -> None:
    assert owes_report(functions, SIX) is owes
    assert owes_report([], SIX) is None
    assert owes_report(functions, None) is None


@pytest.mark.parametrize(
    ("amount", "is_abroad", "needs"),
    [
        (5000.0, True, True),
        (3000.0, True, False),  # « supérieur à »
        (3000.01, True, True),
        (5000.0, False, False),  # inside Canada
        (None, False, False),
        (None, True, None),  # no cost known
        (5000.0, None, None),  # no place known
        (100.0, None, False),
    ],
)
def test_a_decision_is_needed_abroad_and_above_the_threshold(
    amount: float | None, is_abroad: bool | None, needs: bool | None
) -> None:
    assert needs_decision(amount, THRESHOLD, is_abroad=is_abroad) is needs
    assert needs_decision(amount, None, is_abroad=is_abroad) is None


MAY_5 = Span(date(2025, 5, 5), date(2025, 5, 5))


@pytest.mark.parametrize(
    ("today", "done", "missing", "expected"),
    [
        ("2025-05-04", "", "", "to_come"),
        ("2025-05-05", "", "", "to_come"),  # the day itself is not over
        ("2025-05-06", "", "", "unknown"),  # nothing says that it is not published
        ("2026-11-28", "", "", "unknown"),
        ("2025-05-06", "2025-05-05", "", "done"),
        ("2025-05-06", "2025-05-06", "", "done_late"),
        ("2025-05-06", "2025-06-01", "", "late"),  # it came after: on that day it was missing
        ("2025-05-04", "2025-06-01", "", "to_come"),
        ("2025-05-20", "2025-05", "", "done"),  # a month that holds the due day proves no lateness
        ("2025-05-20", "", "2025-05-10", "late"),
        ("2025-05-09", "", "2025-05-10", "unknown"),  # not found missing yet
        ("2025-05-20", "", "2025-05-05", "unknown"),  # found missing on a day when it was not late
        ("2025-05-20", "", "2025-05", "unknown"),  # found missing, perhaps before the due day
    ],
)
def test_late_is_only_what_the_data_prove(today: str, done: str, missing: str, expected: State) -> None:
    found = state(
        MAY_5,
        day(today),
        done=edtf(done) if done else None,
        found_missing=edtf(missing) if missing else None,
    )
    assert found == expected


def test_a_range_is_not_over_before_its_last_day() -> None:
    washington = Span(date(2025, 4, 16), date(2025, 5, 12))
    assert [state(washington, date(2025, month, on)) for month, on in ((4, 15), (4, 30), (5, 12), (5, 13))] == [
        "to_come",
        "to_come",
        "to_come",
        "unknown",
    ]
    assert state(washington, date(2025, 6, 1), done=edtf("2025-05-01")) == "done"
    assert state(washington, date(2025, 6, 1), done=edtf("2025-05-13")) == "done_late"


def test_without_a_limit_nothing_is_late() -> None:
    opens = Span(date(2026, 1, 1), None)
    assert state(opens, date(2025, 12, 31)) == "to_come"
    assert state(opens, date(2026, 1, 1)) == "unknown"
    assert state(opens, date(2027, 1, 1), found_missing=edtf("2026-12-01")) == "unknown"
    assert state(opens, date(2027, 1, 1), done=edtf("2026")) == "done"


def test_what_does_not_apply_or_cannot_be_counted() -> None:
    assert state(MAY_5, date(2026, 1, 1), applies=False) == "not_applicable"
    assert state(MAY_5, date(2025, 1, 1), applies=None) == "unknown"
    assert state(None, date(2025, 1, 1)) == "unknown"
    assert state(None, date(2025, 6, 1), applies=None, done=edtf("2025-05-01")) == "done"


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2025-03-19", "2025-03", "2025-03-19", "2025-03-31"),  # not before it began
        ("2025-03", "2025", "2025-03-01", "2025-12-31"),
        ("2024-02", "", "2024-02-01", "2024-02-29"),
        ("2023-02", "", "2023-02-01", "2023-02-28"),
        ("2025-12-31", "2026-01-02", "2026-01-02", "2026-01-02"),
    ],
)
def test_an_end_is_as_wide_as_what_is_known_of_it(start: str, end: str, first: str, last: str) -> None:
    assert ended(edtf(start), edtf(end) if end else None) == Span(day(first), day(last))


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [("2024-02-29", "2024-02-29", "2024-02-29"), ("2024-02", "2024-02-01", "2024-02-29"),
     ("2025-12-31", "2025-12-31", "2025-12-31"), ("2025", "2025-01-01", "2025-12-31")],
)  # fmt: skip
def test_a_decision_is_due_by_the_departure_whatever_is_known_of_it(start: str, first: str, last: str) -> None:
    assert decision_due(edtf(start)) == Span(day(first), day(last))


@pytest.mark.parametrize("year", [2023, 2024, 2099])
def test_credits_are_due_from_the_first_day_of_the_next_year(year: int) -> None:
    opens = credits_due(year)
    assert opens == Span(date(year + 1, 1, 1), None)
    assert [state(opens, date(year, 12, 31)), state(opens, date(year + 1, 1, 1))] == ["to_come", "unknown"]


def test_expenses_before_on_and_after_the_day_they_open() -> None:
    opens = disclosure_due(ended(edtf("2025-12-30"), edtf("2025-12-31")))
    found = [state(opens, day(today)) for today in ("2025-12-31", "2026-01-01", "2026-01-02")]
    assert found == ["to_come", "unknown", "unknown"]
    assert state(opens, day("2026-03-01"), done=edtf("2026-02")) == "done"


def test_a_decision_before_on_and_after_the_departure() -> None:
    leaves = decision_due(edtf("2024-02-29"))
    assert [state(leaves, day(today)) for today in ("2024-02-28", "2024-02-29", "2024-03-01")] == [
        "to_come", "to_come", "unknown",
    ]  # fmt: skip
    assert state(leaves, day("2024-03-10"), done=edtf("2024-03-01")) == "done_late"
    assert state(leaves, day("2024-03-10"), applies=False) == "not_applicable"  # inside Canada, or under the threshold


def test_a_threshold_that_changed_is_that_of_the_day_the_mission_leaves() -> None:
    old = Rule("trois", "seuil_decision", 3000, abroad_only=True, valid_until=edtf("2025"))
    new = Rule("cinq", "seuil_decision", 5000, abroad_only=True, valid_from=edtf("2026"))
    found = [rule_on((old, new), "seuil_decision", edtf(on)) for on in ("2025-12-31", "2026-01-01")]
    assert found == [old, new]
    assert [needs_decision(4000.0, rule, is_abroad=True) for rule in found] == [True, False]
