"""What missions cost, as small values: what was authorised, what was spent, what one total says of several missions.

An amount that stands inside another is never added to it. Where one total covers several missions, what is left once
their own amounts are taken away is a computed figure for the others together: none of them has a cost of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from bri_data.model import report_year

from ..model.activity_tables import THIRD_PARTY
from ..model.dates import parse_edtf
from . import format as fmt
from .rows import localised, plain
from .words import Texts

Row = Mapping[str, Any]
# published for the mission alone, within a common total, paid by somebody else, or none of these
COSTS = ("own", "shared", "third", "none")
_MOST_RANGES = 3


@dataclass(frozen=True)
class Share:
    """What a common total leaves for missions without an amount of their own: `rest` dollars for `among` together."""

    whole: Row
    rest: float
    among: tuple[str, ...]


@dataclass(frozen=True)
class Spending:
    """A mission (`row`), and what is published of it: the latest ceiling and actual total for it alone, other actual
    totals for it alone, its share of a common total, and the narrowest ceiling set for it and others together
    (`common`, where it has none of its own); None where nothing is."""

    row: Row
    ceiling: Row | None = None
    actual: Row | None = None
    others: tuple[Row, ...] = ()
    share: Share | None = None
    common: Row | None = None

    @property
    def is_known(self) -> bool:
        """Whether any amount speaks of it."""
        return any((self.ceiling, self.actual, self.share, self.common))

    @property
    def is_comparable(self) -> bool:
        """Whether what was authorised and what was spent are both published, for it alone."""
        return bool(self.ceiling and self.actual)

    @property
    def cost(self) -> str:
        """How far its actual cost is known, one of COSTS."""
        if self.actual or self.share:
            return "own" if self.actual else "shared"
        return "third" if self.is_paid_by_others else "none"

    @property
    def is_paid_by_others(self) -> bool:
        """Whether a source says that somebody else paid all of it: its cost to the Bureau is not missing."""
        return bool(self.row["paid_by"] == THIRD_PARTY)


@dataclass(frozen=True)
class Whole:
    """A total and what it holds: `parts` are amounts published inside it, `rest` what they leave, None where they do
    not leave a figure that means anything (they overlap, or are heads of a total that they do not exactly make)."""

    row: Row
    parts: tuple[Row, ...]
    rest: float | None

    @property
    def is_by_head(self) -> bool:
        """Whether its parts are heads (travel, lodging) of one total, not the totals of some of its missions."""
        return any(part["category"] != "total" for part in self.parts)

    @property
    def gap(self) -> float:
        """What the parts make beyond the total; negative where they make less."""
        return float(round(sum(part["amount_cad"] for part in self.parts) - self.row["amount_cad"], 2))


def spendings(missions: pd.DataFrame, amounts: pd.DataFrame) -> tuple[Spending, ...]:
    """Each mission of queries.missions with its amounts of queries.expenses, oldest first."""
    rows, own, shares = plain(missions), defaultdict(list), _shares(wholes(amounts))
    for row in plain(amounts):
        if row["category"] == "total" and len(row["activity_ids"]) == 1:
            own[row["activity_ids"][0], row["nature"]].append(row)
    commons, found = _common_ceilings(amounts), []
    for row in reversed(rows):
        ceilings, spent = (
            sorted(own[row["record_id"], nature], key=lambda one: one["published_on"] or "")
            for nature in ("plafond", "reel")
        )
        ceiling, actual = (one[-1] if one else None for one in (ceilings, spent))
        common = None if ceiling else commons.get(row["record_id"])
        found.append(Spending(row, ceiling, actual, tuple(spent[:-1]), shares.get(row["record_id"]), common))
    return tuple(found)


def _common_ceilings(amounts: pd.DataFrame) -> dict[str, Row]:
    """Of each mission, the ceiling that covers it with the fewest others; the latest of two as wide."""
    found: dict[str, Row] = {}
    rows = [row for row in plain(amounts) if row["nature"] == "plafond" and row["category"] == "total"]
    for row in sorted(rows, key=lambda one: one["published_on"] or ""):
        missions = row["activity_ids"]
        for mission in missions if len(missions) > 1 else ():
            if mission not in found or len(missions) <= len(found[mission]["activity_ids"]):
                found[mission] = row
    return found


def wholes(amounts: pd.DataFrame) -> tuple[Whole, ...]:
    """The actual totals that hold other amounts, or that cover several missions, largest first."""
    rows, inside = plain(amounts), defaultdict(list)
    for row in rows:
        if row["included_in"] and row["nature"] == "reel":
            inside[row["included_in"]].append(row)
    found = [
        Whole(row, tuple(parts), _rest(row, parts))
        for row in rows
        if row["nature"] == "reel" and row["category"] == "total"
        for parts in [inside[row["expense_id"]]]
        if parts or len(row["activity_ids"]) > 1
    ]
    return tuple(sorted(found, key=lambda one: -one.row["amount_cad"]))


def _rest(whole: Row, parts: Sequence[Row]) -> float | None:
    covered = [mission for part in parts for mission in part["activity_ids"]]
    left = whole["amount_cad"] - sum(part["amount_cad"] for part in parts)
    is_apart = len(covered) == len(set(covered)) and set(covered) < set(whole["activity_ids"])
    return round(left, 2) if is_apart and left >= 0 and all(part["category"] == "total" for part in parts) else None


def _shares(found: Iterable[Whole]) -> dict[str, Share]:
    """Of each mission that a common total covers without an amount of its own there, the narrowest such total."""
    shares: dict[str, Share] = {}
    for one in found:
        if one.rest is None:
            continue
        covered = {mission for part in one.parts for mission in part["activity_ids"]}
        among = tuple(mission for mission in one.row["activity_ids"] if mission not in covered)
        for mission in among:
            if mission not in shares or len(among) < len(shares[mission].among):
                shares[mission] = Share(one.row, one.rest, among)
    return shares


# --- Words ------------------------------------------------------------------------------------------------------------


def dollars(amount: float, texts: Texts) -> str:
    """`12 979 $`, `6 728,12 $`: with cents only where there are some."""
    is_whole = amount == int(amount)
    return texts("carbon.dollars", n=fmt.number(amount, texts)) if is_whole else fmt.money(amount, texts)


def common_said(row: Row, texts: Texts) -> str:
    """« 36 000 $ prévus pour deux missions ensemble »: a ceiling that several missions share."""
    n = len(row["activity_ids"])
    return texts.count("expenses.shared_ceiling", n, n=fmt.spelled(n, texts), amount=dollars(row["amount_cad"], texts))


def title(found: Sequence[Spending], texts: Texts) -> str:
    """The finding: of how many missions what was authorised and what was spent can be compared."""
    total, both = len(found), sum(one.is_comparable for one in found)
    if not any(one.is_known for one in found):
        return texts("expenses.title.nothing")
    said = fmt.spelled(both, texts)
    return fmt.capitalised(texts.count("expenses.title.comparable", both, n=said, total=fmt.number(total, texts)))


def lead(found: Sequence[Spending], texts: Texts) -> str:
    """The mission that can be compared, where it is the only one; then the years without any published amount."""
    both = [one for one in found if one.ceiling and one.actual]
    sentences = []
    if len(both) == 1 and both[0].ceiling and both[0].actual:
        sentences.append(
            texts(
                "expenses.lead_of_one",
                name=name_of(both[0].row, texts),
                actual=dollars(both[0].actual["amount_cad"], texts),
                ceiling=dollars(both[0].ceiling["amount_cad"], texts),
            )
        )
    without = silent_years(found)
    if without:
        said = years_said(without, texts)
        sentences.append(texts.count("expenses.silent", len(without), years=said))
    return " ".join(sentences)


def complete(found: Sequence[Spending], texts: Texts) -> str:
    """« 3 missions sur 18 ont un coût publié, dont 2 seulement dans un total commun; deux ont été payées par un
    tiers. »"""
    known = [one for one in found if one.cost in ("own", "shared")]
    shared, paid = (sum(one.cost == cost for one in found) for cost in ("shared", "third"))
    said = texts.count(
        "expenses.complete", len(known), n=fmt.number(len(known), texts), total=fmt.number(len(found), texts)
    )
    if shared:
        said += texts.count("expenses.of_which_shared", shared, n=fmt.number(shared, texts))
    if paid:
        said += texts.count("expenses.paid_by_others", paid, n=fmt.spelled(paid, texts))
    return said + "."


def silent_years(found: Sequence[Spending]) -> list[int]:
    """The years with missions of which no amount is published, in order."""
    by_year: dict[int, bool] = {}
    for one in found:
        if one.row["year"] is not None:
            by_year[one.row["year"]] = by_year.get(one.row["year"], False) or one.is_known
    return sorted(year for year, is_known in by_year.items() if not is_known)


def told(found: Sequence[Spending], most: int | None = None) -> list[Spending]:
    """The missions of the years with some amount, in order; at most `most`, those of known amounts first."""
    silent = set(silent_years(found))
    shown = [one for one in found if one.row["year"] not in silent]
    kept = sorted(range(len(shown)), key=lambda place: not shown[place].is_known)[:most]
    return [shown[place] for place in sorted(kept)]


def years_said(years: Sequence[int], texts: Texts) -> str:
    """« 2024 et 2025 », « de 1990 à 1999 et 2025 »; a number of years where they make too many stretches."""
    stretches: list[list[int]] = [[year] for year in years[:1]]
    for before, year in pairwise(years):
        if year == before + 1:
            stretches[-1].append(year)
        else:
            stretches.append([year])
    if len(stretches) > _MOST_RANGES:
        return texts("expenses.some_years", n=fmt.number(len(years), texts), first=years[0], last=years[-1])
    said: list[str] = []
    for one in stretches:
        is_long = len(one) > 2
        names = [report_year.name(year) for year in one]
        said += [fmt.from_to(names[0], names[-1], texts)] if is_long else names
    return fmt.joined(said, texts)


def name_of(row: Row, texts: Texts) -> str:
    """The short name of a mission, and its year where the name does not hold it."""
    name, year = str(localised(dict(row), "label", texts)), report_year.name(row["year"]) if row["year"] else ""
    return name if not year or year in name else f"{name}, {year}"


def daily(row: Row, spent: Spending) -> tuple[float, int, int] | None:
    """Dollars per traveller and day, how many travellers and days; None where either is not known for that amount."""
    start, end = parse_edtf(spent.row["start"] or ""), parse_edtf(spent.row["end"] or "")
    if not row["travellers"] or not start or not end or start.precision != "day" or end.precision != "day":
        return None
    days = (end.first - start.first).days + 1
    travellers = int(row["travellers"])
    return row["amount_cad"] / travellers / days, travellers, days
