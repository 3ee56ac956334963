"""The frame of a year as small values: its facts by topic, what its axes mean, where its missions went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import format as fmt
from .rows import localised
from .words import Texts

TOPICS = ("mandat", "organisation", "regle", "partenaires", "annee")
Row = dict[str, Any]


def by_topic(facts: Sequence[Row]) -> dict[str, list[Row]]:
    """The facts of queries.context.context under their topic, in the order of TOPICS, without empty topics."""
    found = {topic: [row for row in facts if row["topic"] == topic] for topic in TOPICS}
    return {topic: rows for topic, rows in found.items() if rows}


def meanings(facts: Sequence[Row], texts: Texts) -> dict[str, str]:
    """Axis → what it means, in one line, for the axes that the report explains."""
    return {row["axis"]: str(localised(row, "statement", texts)) for row in facts if row["topic"] == "axe"}


def visited(declared: dict[str, float], rows: Sequence[Row], texts: Texts) -> str:
    """`3 aux États-Unis · 2 pays · 4 villes déclarées, 5 nommées`: what the report declares of where its missions went,
    beside the cities of those it names; "" when it declares none of it. `rows` are queries.overview.rows."""
    parts = [
        texts(f"overview.visited.{name}", n=fmt.number(declared[name], texts))
        for name in ("missions_etats_unis", "pays_visites")
        if name in declared
    ]
    if "villes_visitees" in declared:
        named = {city for row in rows if row["kind"] == "mission" and row["counted"] for city in row["cities"] or ()}
        total = declared["villes_visitees"]
        cities = texts.count("overview.visited.villes_visitees", total, n=fmt.number(total, texts))
        parts.append(cities + texts.count("overview.visited.named", len(named)))
    return " · ".join(parts)


def places(declared: dict[str, float], rows: Sequence[Row], texts: Texts, *, year: int, has_cost: bool) -> str:
    """`Les missions : ` and `visited`, then that no cost of the year is published where none is; "" where the report
    declares nothing of where its missions went."""
    said = visited(declared, rows, texts)
    if not said:
        return ""
    cost = "" if has_cost else " · " + texts("overview.no_cost", year=year)
    return texts("overview.places", places=said + cost)


def pacts(rows: Sequence[Row]) -> list[Row]:
    """The agreements signed in the year that its declared total, of funding agreements alone, does not count."""
    return [row for row in rows if row["kind"] == "entente" and not row["counted"] and row["start"]]
