"""What is said beside the bars of expenses: amounts, what each covers, what the bars leave out, quarter by quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from ..model.duties import State, disclosure_due, state
from . import format as fmt
from .expenses import Row, Spending, Whole, common_said, daily, dollars
from .meeting_duties import Rules, dated, end_of
from .mission_steps import Step, quarter_name, quarter_of, steps
from .rows import localised, plain
from .words import Texts


@dataclass(frozen=True)
class Life:
    """A mission and its steps."""

    spent: Spending
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Quarter:
    """The missions whose expenses are to be disclosed with one quarter, `name` in words: how many, of how many the
    disclosure is known, and the state of the whole."""

    name: str
    missions: int
    published: int
    state: State


def lives(
    found: Sequence[Spending], rules: pd.DataFrame, credits: pd.DataFrame, today: date, texts: Texts
) -> tuple[Life, ...]:
    """The life of each mission on `today`, the latest first; frames of queries.meeting."""
    known_rules = Rules(rules)
    bought = {row["travel_year"]: row["bought"] for row in plain(credits)}
    return tuple(Life(one, steps(one, known_rules, bought, today, texts)) for one in reversed(found))


def quarters(found: Sequence[Spending], rules: pd.DataFrame, today: date, texts: Texts) -> tuple[Quarter, ...]:
    """The quarters that a rule of disclosure speaks of, in order; missions only announced are left out."""
    known_rules = Rules(rules)
    by_quarter: dict[tuple[int, int], list[Mapping[str, object]]] = {}
    for one in found:
        end = end_of(one.row)
        on = dated((end.last or end.first).isoformat())
        if one.row["state"] == "announced" or not on or known_rules.on("depenses_trimestre", on) is None:
            continue
        year, number = quarter_of(end) or ((end.last or end.first).year, 5)
        by_quarter.setdefault((year, number), []).append(one.row)
    said = []
    for (year, number), rows in sorted(by_quarter.items()):
        published = sum(bool(row["expenses"]) for row in rows)
        name = quarter_name((year, number), texts) if number <= 4 else texts("expenses.no_quarter", year=str(year))
        latest = max((end_of(row) for row in rows), key=lambda end: end.last or end.first)
        found_state = "done" if published == len(rows) else state(disclosure_due(latest), today)
        said.append(Quarter(name, len(rows), published, found_state))
    return tuple(said)


def headline(spent: Spending, texts: Texts) -> str:
    """The amounts of one mission in bold: « 12 979 $ réels sur 13 000 $ »; what is not known is said."""
    ceiling = dollars(spent.ceiling["amount_cad"], texts) if spent.ceiling else ""
    if spent.common:
        alone = headline(replace(spent, common=None), texts)
        return texts("expenses.common_and", ceiling=common_said(spent.common, texts), rest=alone)
    if spent.actual:
        actual = dollars(spent.actual["amount_cad"], texts)
        return texts("expenses.both" if ceiling else "expenses.actual", actual=actual, ceiling=ceiling)
    if spent.share:
        n = len(spent.share.among)
        rest = dollars(spent.share.rest, texts)
        shared = texts.count("expenses.shared", n, n=fmt.spelled(n, texts), rest=rest)
        return texts("expenses.ceiling_and", ceiling=ceiling, rest=shared) if ceiling else shared
    if spent.is_paid_by_others:
        paid = texts("expenses.cost.third")
        return texts("expenses.ceiling_and", ceiling=ceiling, rest=paid) if ceiling else paid
    return texts("expenses.ceiling" if ceiling else "expenses.unknown", ceiling=ceiling)


def notes(spent: Spending, texts: Texts) -> str:
    """What the amounts of one mission cover, how far they part, other totals published, dollars a day."""
    said: list[str] = []
    if spent.ceiling and spent.actual:
        gap = spent.ceiling["amount_cad"] - spent.actual["amount_cad"]
        key = "under" if gap > 0 else "over" if gap < 0 else "equal"
        said.append(texts(f"expenses.gap.{key}", amount=dollars(abs(gap), texts)))
    for row in (spent.ceiling, spent.common):
        if row:
            said.append(_covers("ceiling", row, texts))
    if spent.actual:
        said.append(_covers("actual", spent.actual, texts))
    elif spent.share:
        said.append(texts("expenses.computed"))
    for row in spent.others:
        amount = dollars(row["amount_cad"], texts)
        said.append(texts("expenses.also", amount=amount, scope=localised(dict(row), "scope", texts) or ""))
    said += [per_day(row, spent, texts) for row in (spent.actual, *spent.others) if row]
    if spent.row["state"] == "announced":
        said.append(texts("expenses.announced"))
    return "; ".join(one for one in said if one)


def _covers(what: str, row: Row, texts: Texts) -> str:
    scope = localised(dict(row), "scope", texts)
    return texts(f"expenses.covers.{what}", scope=scope) if scope else ""


def per_day(row: Row, spent: Spending, texts: Texts) -> str:
    """« 396,30 $ par personne et par jour (3 personnes, 9 jours annoncés) »; "" where that cannot be said."""
    known = daily(row, spent)
    if known is None:
        return ""
    amount, travellers, days = known
    is_announced = spent.row["date_basis"] == "annoncee"
    said = texts.count("expenses.days_announced" if is_announced else "expenses.days", days)
    return texts("expenses.per_day", amount=fmt.money(amount, texts), travellers=travellers, days=said)


def title_of_whole(one: Whole, texts: Texts) -> str:
    """« Trois missions : 42 328 $, dont Tunis 12 979 $ »; a total by head is named after its mission."""
    row, labels = one.row, labels_of(one.row, texts)
    total = dollars(row["amount_cad"], texts)
    if one.is_by_head or len(labels) == 1:
        return texts("expenses.by_head", name=fmt.joined(labels, texts), total=total)
    n = len(labels)
    said = fmt.capitalised(texts.count("expenses.whole", n, n=fmt.spelled(n, texts), total=total))
    if len(one.parts) == 1:
        part = one.parts[0]
        name, amount = fmt.joined(labels_of(part, texts), texts), dollars(part["amount_cad"], texts)
        said += texts("expenses.of_which", name=name, amount=amount)
    return said


def part_name(part: Row, texts: Texts) -> str:
    """What an amount inside another is: its head, or the missions it covers."""
    if part["category"] != "total":
        return fmt.capitalised(texts(f"brief.category.{part['category']}"))
    return fmt.joined(labels_of(part, texts), texts)


def rest_name(one: Whole, texts: Texts) -> str:
    """The missions of a common total that have no amount of their own in it."""
    covered = {mission for part in one.parts for mission in part["activity_ids"]}
    labels = zip(one.row["activity_ids"], labels_of(one.row, texts), strict=True)
    return fmt.joined([label for mission, label in labels if mission not in covered], texts)


def note_of_whole(one: Whole, texts: Texts) -> str:
    """Why the parts are not added: they stand inside the total; how far heads part from their total."""
    if not one.is_by_head:
        return texts("expenses.not_added")
    scope = localised(dict(one.row), "scope", texts)
    said = texts("expenses.scope", scope=scope) if scope else ""
    if one.gap:
        heads = dollars(one.row["amount_cad"] + one.gap, texts)
        total, gap = dollars(one.row["amount_cad"], texts), dollars(abs(one.gap), texts)
        said = f"{said} {texts('expenses.heads_gap', heads=heads, total=total, gap=gap)}".strip()
    return said


def labels_of(row: Row, texts: Texts) -> list[str]:
    """The short names of the activities that an amount covers, in the order of its codes."""
    names = localised(dict(row), "labels", texts) or []
    return [str(name or code) for name, code in zip(names, row["activity_ids"], strict=True)]


def cited(amounts: pd.DataFrame, rules: pd.DataFrame) -> list[str]:
    """The titles of the documents that the amounts and the rules rest on, in order of first use."""
    titles = [title for row in plain(amounts) for title in row["source_titles"] or [] if title]
    titles += [row["source_title"] for row in plain(rules) if row["source_title"]]
    return list(dict.fromkeys(titles))
