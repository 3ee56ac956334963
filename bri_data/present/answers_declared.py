"""Answers to account for: what it cost, the carbon, what is late, what ends, what changed between declared years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from bri_data.present.figures.council.duty_marks import step_said

from . import expense_lines, expenses, landmarks, relations, variance
from . import format as fmt
from . import meeting as meetings
from .answer import Answer, Line, cited_titles, headed
from .expense_lines import Life
from .meeting import Sitting
from .records import state_of
from .rows import localised, plain
from .variance import Change
from .words import Texts


def cost(frames: Mapping[str, pd.DataFrame], texts: Texts) -> Answer:
    found = expenses.spendings(frames["missions"], frames["amounts"])
    known_first = sorted(found, key=lambda one: not one.is_known)
    figure = texts(
        "questions.of",
        n=fmt.number(sum(one.cost in ("own", "shared") for one in found), texts),
        total=fmt.number(len(found), texts),
    )
    said = " ".join(part for part in (expenses.complete(found, texts), expenses.lead(found, texts)) if part)
    if not found:
        said = texts.count("questions.said.mission", 0, n="0")
    lines = tuple(
        Line(
            (
                expenses.name_of(one.row, texts),
                fmt.capitalised(expense_lines.headline(one, texts)),
                texts(f"expenses.cost.{one.cost}"),
            ),
            ("activite", one.row["record_id"]),
        )
        for one in known_first
    )
    titles = cited_titles(plain(frames["amounts"]))
    return Answer("cost", figure, said, headed(texts, "mission", "amount", "cost"), lines, titles)


def carbon(frame: pd.DataFrame, texts: Texts) -> Answer:
    rows = [row for row in plain(frame) if row["tonnes"] is not None]
    heads = headed(texts, "flights", "tonnes", "price", "scope")
    if not rows:
        return Answer("carbon", texts("common.unknown"), texts("questions.said.no_carbon"), heads)
    said = " ".join(_year_of_flights(row, texts) for row in rows[-2:])
    lines = tuple(
        Line(
            (
                str(row["travel_year"]),
                fmt.unit(row["tonnes"], "t", texts),
                fmt.money(row["cost_cad_before_tax"], texts)
                if row["cost_cad_before_tax"] is not None
                else texts("common.unknown"),
                str(localised(row, "scope", texts) or ""),
            )
        )
        for row in rows
    )
    return Answer("carbon", fmt.unit(rows[-1]["tonnes"], "t", texts), said, heads, lines, cited_titles(rows[::-1]))


def _year_of_flights(row: Mapping[str, Any], texts: Texts) -> str:
    tonnes, cost = fmt.unit(row["tonnes"], "t", texts), row["cost_cad_before_tax"]
    if cost is None:
        return texts("questions.said.carbon_only", year=row["travel_year"], tonnes=tonnes)
    return texts("questions.said.carbon", year=row["travel_year"], tonnes=tonnes, cost=fmt.money(cost, texts))


def mission(lives: Sequence[Life], texts: Texts) -> Answer:
    """Each mission with what was planned and spent, its report and its outcomes; the latest first."""
    announced = sum(one.spent.row["state"] == "announced" for one in lives)
    n = len(lives)
    said = texts.count("questions.said.mission", n, n=fmt.number(n, texts))
    if announced:
        said += " " + texts.count("questions.said.announced", announced, n=fmt.number(announced, texts))
    lines = []
    for one in lives:
        steps = {step.name: step for step in one.steps}
        row = one.spent.row
        report, came = steps["report"], steps["outcomes"]
        lines.append(
            Line(
                (
                    expenses.name_of(row, texts),
                    fmt.when(row["start"], row["end"], texts) if row["start"] else texts("common.unknown"),
                    fmt.capitalised(expense_lines.headline(one.spent, texts)),
                    step_said(report.state, report.words, texts),
                    came.words,
                    state_of("mission", row["state"], texts),
                ),
                ("activite", row["record_id"]),
            )
        )
    titles = cited_titles([one.spent.row for one in lives])
    heads = headed(texts, "mission", "when_held", "amount", "report", "outcome", "state")
    return Answer("mission", fmt.number(n, texts), said, heads, tuple(lines), titles)


def late(told: meetings.Meeting, texts: Texts) -> Answer:
    shown = [*told.of("late"), *told.of("report"), *told.of("unknown")]
    lines = tuple(Line((one.name, one.when, one.note, texts(f"meeting.group.{one.group}")), one.brief) for one in shown)
    titles = tuple(dict.fromkeys(one.source[0] for one in shown if one.source))
    said = f"{meetings.title(told, texts)}. {texts('questions.said.unknown')}"
    figure = fmt.number(len(told.of("late")), texts)
    return Answer("late", figure, said, headed(texts, "what", "when", "note", "state"), lines, titles)


def ends(frames: Mapping[str, pd.DataFrame], sitting: Sitting, texts: Texts) -> Answer:
    found = relations.found_of(frames, sitting.today)
    unknown = texts("common.unknown")
    lines = tuple(
        Line(
            (
                relations.name_of(one, texts),
                str(localised(dict(row), "title", texts)),
                fmt.date_only(row["expires"], texts) if row["expires"] else unknown,
                texts(f"brief.status.{row['status']}"),
                relations.last_said(one.last, texts),
            ),
            one.brief,
        )
        for one in found.all
        for row in one.rows
    )
    titles = cited_titles([row for one in found.all for row in one.rows])
    said = f"{relations.title(found, texts)}. {texts('relations.no_proof')}"
    heads = headed(texts, "tie", "agreement", "when", "state", "last")
    return Answer("ends", fmt.number(len(found.ending()), texts), said, heads, lines, titles)


def changed(
    declared: pd.DataFrame, frames: Mapping[str, pd.DataFrame], texts: Texts, *, is_whole: bool = True
) -> Answer:
    """From one declared year to the next, and nothing else: records say what was read, not what there was.

    `frames` are those of the changes: `series`, `rules`, `landmarks`. Where a filter keeps some records
    (`is_whole` is false) nothing is told: a declared figure speaks of them all.
    """
    if not is_whole:
        return Answer("changed", texts("common.unknown"), texts("questions.said.narrowed"))
    rows = plain(declared)
    years = sorted({row["year"] for row in rows}, reverse=True)
    found = variance.changes(frames["series"], frames["rules"], landmarks.read(frames["landmarks"], texts))
    if len(years) < 2:
        said = texts.count("questions.said.one_report", len(years), year=years[0] if years else "")
        figure = texts("common.unknown")
    else:
        said = texts("questions.said.reports", last=years[0], before=years[1])
        figure = texts("questions.years", last=years[0], before=years[1])
    told = [variance.said(one, texts) for one in found if variance.mark(one, texts)]
    to_explain = sum(one.state == "to_explain" for one in found)
    if told:
        figure = texts.count("variance.figure", to_explain, n=fmt.number(to_explain, texts))
        said = " ".join((said, *told, variance.rule_said(frames["rules"], texts)))
    lines = [_of_change(one, texts) for one in found]
    compared = {(one.indicator, year) for one in found for year in (one.before_year, one.year)}
    lines += [
        Line(
            (
                texts(f"indicator.{row['indicator']}"),
                texts("questions.of_year", value=fmt.measure(row["value"], row["unit"] or "", texts), year=row["year"]),
                texts("common.unknown"),
                texts("common.unknown"),
            )
        )
        for row in rows
        if (row["indicator"], row["year"]) not in compared
    ]
    titles = [title for one in found for title in one.titles]
    titles += [row["source_title"] for row in rows if row["source_title"]]
    heads = headed(texts, "figure", "declared", "later", "change")
    return Answer("changed", figure, said, heads, tuple(lines), tuple(dict.fromkeys(titles)))


def _of_change(one: Change, texts: Texts) -> Line:
    before, after = (variance.amount(value, one.unit, texts) for value in (one.before, one.after))
    parts = [part for part in (variance.percent(one, texts), variance.mark(one, texts)) if part]
    return Line(
        (
            texts(f"indicator.{one.indicator}"),
            texts("questions.of_year", value=before, year=one.before_year),
            texts("questions.of_year", value=after, year=one.year),
            ", ".join(parts) or texts("common.unknown"),
        )
    )
