"""What the sources do not say about a subject, worked out from its blanks alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..model.schema import KIND
from . import format as fmt
from .briefs import Brief, Row
from .words import Texts

_Test = Callable[[Row], bool]


def unsaid(brief: Brief, texts: Texts) -> tuple[str, ...]:
    """What no source gives, one phrase each, in the order of the page; empty when nothing is missing."""
    if brief.kind == "entente":
        return _agreement_itself(brief, texts)
    phrases = _of("activity", brief.activities, _ACTIVITY, texts)
    if brief.kind == "activite":
        phrases += _activity_itself(brief, texts)
    missions = [row for row in brief.activities if row["kind"] == "mission"]
    phrases += _of("mission", missions, _MISSION, texts)
    visits = [row for row in brief.activities if row["kind"] == "accueil"]
    phrases += _of("visit", visits, {"nature": lambda row: not row["nature"]}, texts)
    placed = [row for row in brief.activities if KIND[row["kind"]].has_place]
    phrases += _of("activity", placed, {"place": lambda row: not row["place_id"]}, texts)
    phrases += _of("agreement", brief.agreements, _AGREEMENT, texts)
    return tuple(phrases)


_ACTIVITY: dict[str, _Test] = {
    "month": lambda row: row["start_precision"] == "year",
    "day": lambda row: row["start_precision"] == "month",
    "people": lambda row: not row["functions"],
}
_MISSION: dict[str, _Test] = {
    "travellers": lambda row: not row["has_travellers"],
    "cost": lambda row: not row["has_expense"] and not row["paid_by"],
    "itinerary": lambda row: not row["has_trip"],
}
_AGREEMENT: dict[str, _Test] = {
    "signed": lambda row: not row["start"],
    "expires": lambda row: not row["expires"],
}


def _of(group: str, rows: Sequence[Row], tests: dict[str, _Test], texts: Texts) -> list[str]:
    """« le coût d’une mission sur 3 » for each test that some of `rows` meet."""
    found = {name: sum(map(is_blank, rows)) for name, is_blank in tests.items()}
    return [blank_phrase(name, group, n, len(rows), texts) for name, n in found.items() if n]


def blank_phrase(name: str, group: str, n: int, total: int, texts: Texts) -> str:
    """« le coût d’une mission sur 3 »: `n` of the `total` activities (missions, visits, agreements) lack `name`."""
    return texts("brief.unsaid_of", what=texts(f"brief.unsaid.{name}"), of=_how_many(group, n, total, texts))


def _how_many(group: str, n: int, total: int, texts: Texts) -> str:
    if n == total:
        return texts(f"brief.of.{group}.single" if total == 1 else f"brief.of.{group}.each")
    return texts.count(f"brief.of.{group}.some", n, n=fmt.number(n, texts), total=fmt.number(total, texts))


def _activity_itself(brief: Brief, texts: Texts) -> list[str]:
    blank = {
        "objective": not brief.subject["objective"],
        "themes": not brief.themes,
        "axes": not brief.subject["axes"],
        "services": not brief.services,
        "outcomes": not brief.outcomes,
    }
    return [texts(f"brief.unsaid.{name}") for name, is_blank in blank.items() if is_blank]


def _agreement_itself(brief: Brief, texts: Texts) -> tuple[str, ...]:
    subject = brief.subject
    blank = {
        "signed": not subject["signed"],
        "signing_day": bool(subject["signed"]) and subject["signed_precision"] != "day",
        "expires": not subject["expires"],
        "amount": subject["kind"] == "financement" and subject["amount_cad"] is None,
        "status": subject["status"] == "inconnue",
        "themes": not brief.themes,
        "outcomes": not brief.outcomes,
    }
    return tuple(texts(f"brief.unsaid.{name}") for name, is_blank in blank.items() if is_blank)
