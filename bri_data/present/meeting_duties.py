"""The duties that rules lay on missions, quarters and years of flights, as entries of a meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from bri_data.model import report_year

from ..model.dates import Edtf, parse_edtf
from ..model.duties import (
    Rule,
    Span,
    credits_due,
    decision_due,
    disclosure_due,
    ended,
    needs_decision,
    owes_report,
    report_due,
    rule_on,
    state,
)
from . import format as fmt
from .meeting import Entry, Group, Meeting, Row, Sitting, endings, happened, known, moment, ordered, source_of
from .rows import localised, plain
from .words import Texts

_YEARS_OF_CREDITS = 10


class Rules:
    """The rules of the data, and the row that each of them comes from."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._rows = {row["rule_id"]: row for row in plain(frame)}
        self.all = tuple(_rule(row) for row in self._rows.values())

    def on(self, code: str, day: Edtf) -> Rule | None:
        """The rule of that code in force on that day."""
        return rule_on(self.all, code, day)

    def source(self, rule: Rule) -> dict[str, Any]:
        """The fields of an entry that say where the rule is stated."""
        return source_of(self._rows[rule.rule_id])


def _rule(row: Row) -> Rule:
    until = row["valid_until"]
    return Rule(
        row["rule_id"],
        row["rule"],
        row["value"],
        frozenset(row["function_ids"] or ()),
        frozenset(row["possible_function_ids"] or ()),
        row["scope"] == "hors_pays",
        known(row["valid_from"]),
        known(until) if until else None,
    )


def meeting(frames: Mapping[str, pd.DataFrame], sitting: Sitting, texts: Texts, *, is_whole: bool) -> Meeting:
    """The meeting of `sitting`; `frames` are those of queries.meeting under their function's name.

    With `is_whole` false (the reader kept some records), duties that belong to no record are left out.
    """
    rules = Rules(frames["rules"])
    missions = plain(frames["missions"])
    overdue = {row["record_id"]: due for row in missions if (due := _overdue(row, rules, sitting))}
    entries = [*happened(frames, sitting, texts, overdue), *endings(frames, sitting, texts)]
    entries += [entry for row in missions for entry in _reports(row, rules, sitting, texts)]
    entries += [*_disclosures(missions, rules, sitting, texts), *_decisions(missions, rules, sitting, texts)]
    if is_whole:
        entries += [*_quarter(rules, sitting, texts), *_credits(frames["credits_bought"], rules, sitting, texts)]
    unread = sum(int(one["total"].iloc[0]) - len(one) for one in frames.values() if "total" in one and len(one))
    return Meeting(sitting, ordered(entries), unread)


def end_of(row: Row) -> Span:
    """When a mission ended, as wide as what is known."""
    return ended(known(row["start"]), known(row["end"]) if row["end"] else None)


def _last_day(span: Span) -> Edtf:
    return _edtf(span.last or span.first)


def _edtf(day: date) -> Edtf:
    return Edtf(day.isoformat(), "day", day, day)


def dated(value: str | None) -> Edtf | None:
    """The date of a cell that may be empty."""
    return parse_edtf(value) if value else None


def report_duty(row: Row, rules: Rules) -> tuple[Rule | None, bool | None, Span | None]:
    """The rule in force when the mission ended, whether it binds who travelled, and when the report is due."""
    end = end_of(row)
    rule = rules.on("rapport_mission", Edtf("", "day", end.first, end.last or end.first))
    owed = owes_report(row["function_ids"] or [], rule)
    # an end known to the year alone gives no due date that means anything
    is_dated = len(row["end"] or row["start"]) > 4
    return rule, owed, report_due(end, rule) if rule and owed and is_dated else None


def _overdue(row: Row, rules: Rules, sitting: Sitting) -> Span | None:
    """When a report was due that came after its last day; None for the others."""
    _, owed, due = report_duty(row, rules)
    found = state(due, sitting.today, applies=owed, done=dated(row["report"]))
    return due if found == "done_late" else None


def _reports(row: Row, rules: Rules, sitting: Sitting, texts: Texts) -> Iterable[Entry]:
    """The mission's report, by the rule in force when it ended: none where it is done, or not owed."""
    today = sitting.today
    rule, owed, due = report_duty(row, rules)
    if rule is None or owed is False:
        return
    done, missing = dated(row["report"]), dated(row["report_missing"])
    found = state(due, today, applies=owed, done=done, found_missing=missing)
    if found in ("done", "done_late"):
        return  # it is among what was published, late or not
    group: Group = "unknown"
    when = texts("meeting.when.not_computable")
    note = texts("meeting.note.report_not_computable")
    if due and due.last:
        group = "late" if found == "late" else "report" if found == "unknown" else moment(due, sitting)
        when = fmt.when(due.first.isoformat(), due.last.isoformat(), texts)
        key = "to_come" if found == "to_come" else "past"
        note = texts(
            f"meeting.note.report_{key}", age=_age(due.last, today, texts), weeks=fmt.number(rule.value, texts)
        )
        if row["state"] == "announced":
            note = texts("meeting.note.report_if_held")
    yield Entry(
        group,
        found,
        when,
        due,
        texts("meeting.name.report", title=localised(dict(row), "label", texts)),
        note,
        ("activite", row["record_id"]),
        **rules.source(rule),
        label=str(localised(dict(row), "label", texts)),
    )


def _age(last: date, today: date, texts: Texts) -> str:
    """How long ago `last` was: days in the first month, then whole months."""
    months = (today.year - last.year) * 12 + today.month - last.month - (today.day < last.day)
    if months < 1:
        return texts.count("meeting.days", max((today - last).days, 0))
    return texts.count("meeting.months", months, n=fmt.number(months, texts))


def _held(missions: Sequence[Row], today: date) -> list[tuple[Row, Span]]:
    return [(row, end) for row in missions if row["state"] != "announced" and (end := end_of(row)).first <= today]


def _disclosures(missions: Sequence[Row], rules: Rules, sitting: Sitting, texts: Texts) -> Iterable[Entry]:
    """Expenses of past quarters whose publication is not known, one line a year: the rule sets no limit."""
    found: Counter[tuple[int, str]] = Counter()
    by_id = {rule.rule_id: rule for rule in rules.all}
    for row, end in _held(missions, sitting.today):
        rule = rules.on("depenses_trimestre", _last_day(end))
        if rule and state(disclosure_due(end), sitting.today, done=dated(row["expenses"])) == "unknown":
            found[report_year.year_of(end.last or end.first), rule.rule_id] += 1
    for (year, rule_id), n in found.items():
        yield _of_year("disclosure", year, n, by_id[rule_id], texts, **rules.source(by_id[rule_id]))


def _decisions(missions: Sequence[Row], rules: Rules, sitting: Sitting, texts: Texts) -> Iterable[Entry]:
    """Missions for which nothing tells whether a decision was needed or taken, one line a year."""
    found: Counter[tuple[int, str]] = Counter()
    by_id = {rule.rule_id: rule for rule in rules.all}
    for row, _ in _held(missions, sitting.today):
        start = known(row["start"])
        rule = rules.on("seuil_decision", start)
        needed = needs_decision(row["amount"], rule, is_abroad=row["is_abroad"])
        done = dated(row["decision"])
        if rule and state(decision_due(start), sitting.today, applies=needed, done=done) == "unknown":
            found[report_year.year_of_date(start), rule.rule_id] += 1
    for (year, rule_id), n in found.items():
        yield _of_year("decision", year, n, by_id[rule_id], texts, **rules.source(by_id[rule_id]))


def _of_year(what: str, year: int, n: int, rule: Rule, texts: Texts, **source: Any) -> Entry:
    return Entry(
        "unknown",
        "unknown",
        report_year.name(year),
        Span(report_year.first_day(year), report_year.last_day(year)),
        texts.count(f"meeting.name.{what}", n, n=fmt.number(n, texts), year=year),
        texts(f"meeting.note.{what}", amount=fmt.number(rule.value, texts)),
        **source,
    )


def _quarter(rules: Rules, sitting: Sitting, texts: Texts) -> Iterable[Entry]:
    """The end of the quarter that runs on the day of the meeting."""
    today = _edtf(sitting.today)
    rule = rules.on("depenses_trimestre", today)
    if rule:
        last = disclosure_due(ended(today, None)).first - timedelta(days=1)
        number = fmt.number((last.month - 1) // 3 + 1, texts)
        span = Span(last, last)
        yield Entry(
            moment(span, sitting),
            "to_come",
            fmt.when(last.isoformat(), None, texts),
            span,
            texts("meeting.name.quarter", n=number, year=str(last.year)),
            texts("meeting.note.quarter"),
            **rules.source(rule),
        )


def _credits(bought: pd.DataFrame, rules: Rules, sitting: Sitting, texts: Texts) -> Iterable[Entry]:
    """The credits of each year of flights that the rule speaks of and that are not known to be bought."""
    by_year = {row["travel_year"]: row["bought"] for row in plain(bought)}
    now = report_year.year_of(sitting.today)
    for year in range(now - _YEARS_OF_CREDITS, now + 1):
        whole = Edtf(str(year), "year", report_year.first_day(year), report_year.last_day(year))
        rule = rules.on("credits_carbone", whole)
        if rule is None or (year in by_year and by_year[year] is None):  # declared, on a day that is not known
            continue
        due = credits_due(year)
        found = state(due, sitting.today, done=dated(by_year.get(year)))
        if found in ("to_come", "unknown"):
            yield Entry(
                "unknown" if found == "unknown" else moment(due, sitting),
                found,
                texts("meeting.when.early", year=str(due.first.year)),
                due,
                texts("meeting.name.credits", year=year),
                texts(f"meeting.note.credits_{found}"),
                **rules.source(rule),
            )
