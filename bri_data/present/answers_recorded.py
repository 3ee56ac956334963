"""Answers counted in the records: how many and where, who, what came of it, the same places, with whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from . import destinations as places
from . import format as fmt
from .answer import Answer, Line, cited_titles, headed
from .destinations import Destinations
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
            _brief(row),
        )
        for row in rows
    )
    heads = headed(texts, "outcome", "state", "origin")
    return Answer("outcomes", fmt.number(total, texts), said, heads, lines, cited_titles(rows))


def _brief(row: Mapping[str, Any]) -> tuple[str, str] | None:
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
                ", ".join(str(year) for year in city.years),
                places.since(city, this_year, texts),
            ),
            ("ville", city.city_id),
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
        )
        for row in rows
    )
    heads = headed(texts, "partner", "activities", "last")
    return Answer("partner", fmt.number(total, texts), said, heads, lines, cited_titles(rows))
