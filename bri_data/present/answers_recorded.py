"""Answers counted in the records: how many and where, who, what came of it, the same places, with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from bri_data.model import report_year

from . import destinations as places
from . import format as fmt
from .answer import Answer, Line, cited_titles, headed
from .destinations import Destinations
from .expense_lines import headline
from .expenses import Spending
from .records import state_of
from .relations import last_said
from .rows import localised, plain
from .words import Texts

# The declared totals that stand beside what is recorded.
_COUNTS = ("missions", "accueils")


def many(own: Mapping[str, pd.DataFrame], visited: Destinations, texts: Texts) -> Answer:
    rows, declared = plain(own["kinds"]), plain(own["declared"])
    held = {row["kind"]: row["held"] for row in rows}
    missions, hostings = held.get("mission", 0), held.get("accueil", 0)
    said = _held_said(missions, hostings, len(visited.cities), texts)
    for year in dict.fromkeys(row["year"] for row in declared):
        figures = {row["indicator"]: row["value"] for row in declared if row["year"] == year}
        if set(_COUNTS) <= set(figures):
            n, m = (fmt.number(figures[name], texts) for name in _COUNTS)
            said = f"{said} {texts('questions.said.declared', year=year, missions=n, hostings=m)}"
            break
    counts = tuple(
        Line((texts(f"common.kind.{row['kind']}"), fmt.number(row["held"], texts), fmt.number(row["announced"], texts)))
        for row in rows
    )
    activities = [row for row in plain(own["kept"]) if row["kind"] != "entente"]
    lines = tuple(Line(_told(row, texts), brief_of(row)) for row in activities)
    titles = [row["source_title"] for row in declared if row["indicator"] in _COUNTS and row["source_title"]]
    titles += cited_titles([row for city in visited.cities for row in city.stops])
    return Answer(
        "many",
        fmt.number(missions, texts),
        said,
        headed(texts, "what", "kind", "cities", "when_held", "state"),
        lines,
        tuple(dict.fromkeys([*titles, *cited_titles(activities)])),
        count_headings=headed(texts, "kind", "held", "announced"),
        counts=counts,
    )


def _held_said(missions: int, hostings: int, cities: int, texts: Texts) -> str:
    """How many took place, and where where that is said; in words when nothing is recorded."""
    if not missions and not hostings:
        return texts("questions.said.none_held")
    counted = {
        "missions": texts.count("questions.missions", missions, n=fmt.number(missions, texts)),
        "hostings": texts.count("questions.hostings", hostings, n=fmt.number(hostings, texts)),
    }
    if not cities:
        return texts("questions.said.many_nowhere", **counted)
    return texts(
        "questions.said.many",
        **counted,
        cities=texts.count("questions.same.cities", cities, n=fmt.number(cities, texts)),
    )


def _told(row: Mapping[str, Any], texts: Texts) -> tuple[str, ...]:
    """A record in a line: its short name, its kind, its cities, when, what is known of it."""
    return (
        str(localised(dict(row), "label", texts)),
        texts(f"common.kind.{row['kind']}"),
        "; ".join(localised(dict(row), "city_names", texts)) or texts("common.unknown"),
        fmt.when(row["start"], row["end"], texts) if row["start"] else texts("common.unknown"),
        state_of(row["kind"], row["state"], texts),
    )


def who(frame: pd.DataFrame, texts: Texts) -> Answer:
    """Each mission held with the functions that a source names, and each function with how many of these name it."""
    rows = plain(frame)
    by_function = Counter(name for row in rows for name in localised(row, "functions", texts))
    if not by_function:
        return Answer("who", texts("common.unknown"), texts("questions.said.nobody"))
    total, named = rows[0]["total"], sum(bool(row["functions"]) for row in rows)
    said = texts.count(
        "questions.said.who",
        named,
        n=fmt.number(named, texts),
        total=fmt.number(total, texts),
        functions=fmt.number(len(by_function), texts),
    )
    lines = tuple(
        Line(
            (
                str(localised(row, "label", texts)),
                fmt.when(row["start"], row["end"], texts) if row["start"] else texts("common.unknown"),
                "; ".join(localised(row, "functions", texts)) or texts("common.unknown"),
            ),
            ("activite", row["record_id"]),
        )
        for row in rows
    )
    return Answer(
        "who",
        texts("questions.of", n=fmt.number(named, texts), total=fmt.number(total, texts)),
        said,
        headed(texts, "mission", "when_held", "functions"),
        lines,
        cited_titles(rows),
        count_headings=headed(texts, "function", "missions"),
        counts=tuple(Line((name, fmt.number(n, texts))) for name, n in sorted(by_function.items())),
    )


def outcomes(frame: pd.DataFrame, texts: Texts) -> Answer:
    rows = plain(frame)
    total = int(rows[0]["total"]) if rows else 0
    sure = sum(row["status"] == "constatee" for row in rows)
    said = texts.count("questions.said.outcomes", total, n=fmt.number(total, texts), sure=fmt.number(sure, texts))
    lines = tuple(
        Line(
            (
                str(localised(row, "statement", texts)),
                texts(f"brief.outcome.{row['status']}"),
                str(localised(row, "label", texts) or texts("common.unknown")),
            ),
            brief_of(row),
        )
        for row in rows
    )
    heads = headed(texts, "outcome", "state", "origin")
    return Answer("outcomes", fmt.number(total, texts), said, heads, lines, cited_titles(rows))


def brief_of(row: Mapping[str, Any]) -> tuple[str, str] | None:
    if not row["record_id"]:
        return None
    return ("entente" if row["kind"] == "entente" else "activite"), row["record_id"]


def same(found: Destinations, this_year: int, texts: Texts) -> Answer:
    figure = texts("questions.of", n=fmt.number(len(found.again), texts), total=fmt.number(len(found.cities), texts))
    lines = tuple(
        Line(
            (
                places.name_of(city, texts),
                fmt.number(len(city.stops), texts),
                ", ".join(map(report_year.name, city.years)),
                places.since(city, this_year, texts),
            ),
            ("ville", city.city_id),
            ("f.ville", city.city_id),
        )
        for city in found.cities
    )
    heads = headed(texts, "city", "stops", "years", "last")
    titles = cited_titles([row for city in found.cities for row in city.stops])
    return Answer("same", figure, places.sentence(found, texts), heads, lines, titles)


def partner(frame: pd.DataFrame, texts: Texts) -> Answer:
    rows = plain(frame)
    total = int(rows[0]["total"]) if rows else 0
    said = texts.count("questions.said.partner", total, n=fmt.number(total, texts))
    lines = tuple(
        Line(
            (
                str(localised(row, "name", texts)),
                fmt.number(row["activities"], texts),
                last_said(row, texts),
            ),
            ("partenaire", row["partner_id"]),
            ("f.partenaire", row["partner_id"]),
        )
        for row in rows
    )
    heads = headed(texts, "partner", "activities", "last")
    return Answer("partner", fmt.number(total, texts), said, heads, lines, cited_titles(rows))


def about(subject: str, frame: pd.DataFrame, outcomes: pd.DataFrame, spent: Sequence[Spending], texts: Texts) -> Answer:
    """What is known of one city or organisation: `frame` is queries.questions.kept, `outcomes` those of its records,
    `spent` its missions."""
    rows = plain(frame)
    held = [row for row in rows if row["kind"] != "entente" and row["state"] != "announced"]
    announced = sum(row["kind"] != "entente" and row["state"] == "announced" for row in rows)
    agreements = sum(row["kind"] == "entente" for row in rows)
    counts = {"held": len(held), "announced": announced, "agreements": agreements}
    parts = [texts.count(f"questions.about.{name}", n, n=fmt.number(n, texts)) for name, n in counts.items() if n]
    said = texts("questions.about.known", name=subject, parts=fmt.joined(parts, texts))
    last = next((row for row in held if row["start"]), None)
    if last:
        when = fmt.when(last["start"], last["end"], texts)
        said += " " + texts("questions.about.last", when=when, what=str(localised(last, "label", texts)))
    else:
        said += " " + texts("questions.about.no_last")
    n = int(outcomes["total"].iloc[0]) if len(outcomes) else 0
    said += " " + texts.count("questions.about.outcomes", n, n=fmt.number(n, texts))
    if spent:
        known = sum(one.is_known for one in spent)
        total = fmt.number(len(spent), texts)
        said += " " + texts.count("questions.about.cost", known, n=fmt.number(known, texts), total=total)
    amounts = {one.row["record_id"]: headline(one, texts) for one in spent}
    unknown = texts("common.unknown")
    lines = [
        Line((*_told(row, texts), fmt.capitalised(amounts.get(row["record_id"], "")) or unknown), brief_of(row))
        for row in rows
    ]
    lines += [
        Line(
            (
                str(localised(row, "statement", texts)),
                texts("questions.head.outcome"),
                str(localised(row, "label", texts) or unknown),
                str(row["year"] or unknown),
                texts(f"brief.outcome.{row['status']}"),
                unknown,
            ),
            brief_of(row),
        )
        for row in plain(outcomes)
    ]
    heads = headed(texts, "what", "kind", "where", "when_held", "state", "amount")
    figure = fmt.number(int(rows[0]["total"]), texts)
    return Answer("about", figure, said, heads, tuple(lines), cited_titles([*rows, *plain(outcomes)]), subject)
