"""Answers counted in the records: how many and where, who, what came of it, the same places, with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from bri_data.model import report_year

from . import destinations as places
from . import format as fmt
from .answer import Answer, Line, cited_titles, headed
from .destinations import Destinations
from .expenses import Spending
from .records import state_of
from .rows import localised, plain
from .words import Texts


def many(own: Mapping[str, pd.DataFrame], visited: Destinations, texts: Texts) -> Answer:
    rows, declared = plain(own["kinds"]), plain(own["declared"])
    held = {row["kind"]: row["held"] for row in rows}
    missions, hostings = held.get("mission", 0), held.get("accueil", 0)
    said = texts(
        "questions.said.many",
        missions=texts.count("questions.missions", missions, n=fmt.number(missions, texts)),
        hostings=texts.count("questions.hostings", hostings, n=fmt.number(hostings, texts)),
        cities=texts.count("questions.same.cities", len(visited.cities), n=fmt.number(len(visited.cities), texts)),
    )
    for year in dict.fromkeys(row["year"] for row in declared[:2]):
        figures = {row["indicator"]: row["value"] for row in declared if row["year"] == year}
        if {"missions", "accueils"} <= set(figures):
            n, m = (fmt.number(figures[name], texts) for name in ("missions", "accueils"))
            said = f"{said} {texts('questions.said.declared', year=year, missions=n, hostings=m)}"
            break
    lines = tuple(
        Line((texts(f"common.kind.{row['kind']}"), fmt.number(row["held"], texts), fmt.number(row["announced"], texts)))
        for row in rows
    )
    titles = [row["source_title"] for row in declared if row["source_title"]]
    titles += cited_titles([row for city in visited.cities for row in city.stops])
    titles = list(dict.fromkeys(titles))
    return Answer(
        "many", fmt.number(missions, texts), said, headed(texts, "kind", "held", "announced"), lines, tuple(titles)
    )


def who(frame: pd.DataFrame, texts: Texts) -> Answer:
    rows = plain(frame)
    heads = headed(texts, "function", "missions")
    if not rows:
        return Answer("who", texts("common.unknown"), texts("questions.said.nobody"), heads)
    total, unnamed = rows[0]["total"], rows[0]["unnamed"]
    named = total - unnamed
    said = texts.count(
        "questions.said.who",
        named,
        n=fmt.number(named, texts),
        total=fmt.number(total, texts),
        functions=fmt.number(len(rows), texts),
    )
    lines = tuple(Line((str(localised(row, "label", texts)), fmt.number(row["missions"], texts))) for row in rows)
    figure = texts("questions.of", n=fmt.number(named, texts), total=fmt.number(total, texts))
    return Answer("who", figure, said, heads, lines, cited_titles(rows))


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
                fmt.when(row["last"], None, texts),
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
    lines = tuple(
        Line(
            (
                str(localised(row, "label", texts)),
                texts(f"common.kind.{row['kind']}"),
                fmt.when(row["start"], row["end"], texts) if row["start"] else texts("common.unknown"),
                state_of(row["kind"], row["state"], texts),
            ),
            brief_of(row),
        )
        for row in rows
    )
    heads = headed(texts, "what", "kind", "when_held", "state")
    figure = fmt.number(int(rows[0]["total"]), texts)
    return Answer("about", figure, said, heads, lines, cited_titles(rows), subject)
