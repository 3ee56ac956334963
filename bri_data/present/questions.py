"""The council's questions, each with a figure, a sentence to say, what it means, what may be compared, its rows.

Every sentence is computed; where these data cannot answer, the answer says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from . import destinations as places
from . import expense_lines, expenses, relations
from . import format as fmt
from . import meeting as meetings
from .destinations import Destinations
from .meeting import Sitting
from .meeting_duties import meeting
from .rows import localised, plain
from .words import Texts

Frames = Mapping[str, Mapping[str, pd.DataFrame]]
CODES = ("many", "who", "cost", "carbon", "outcomes", "late", "ends", "same", "partner", "changed")
# The page that holds the whole of each answer, and the key of its title under `frame.pages`.
PAGES = {
    "many": ("chronologie?annee=toutes", "timeline"),
    "who": ("fiches?", "fiches"),
    "cost": ("depenses?", "expenses"),
    "carbon": ("carbone?", "carbon"),
    "outcomes": ("retombees?annee=toutes", "outcomes"),
    "late": ("seance?", "meeting"),
    "ends": ("ententes?", "relations"),
    "same": ("carte?annee=toutes", "map"),
    "partner": ("fiches?", "fiches"),
    "changed": ("comparer?", "compare"),
}
_MOST_SOURCES = 3


@dataclass(frozen=True)
class Line:
    """One row behind an answer: plain text under the answer's headings, and the kind and code of the brief it leads
    to."""

    cells: tuple[str, ...]
    brief: tuple[str, str] | None = None


@dataclass(frozen=True)
class Answer:
    """`figure` is short (« 3 sur 18 »), `said` the sentence to say; `headings` and `rows` what it rests on; `titles`
    the documents, in order of first use."""

    code: str
    figure: str
    said: str
    headings: tuple[str, ...] = ()
    rows: tuple[Line, ...] = ()
    titles: tuple[str, ...] = ()

    def question(self, texts: Texts) -> str:
        """What is asked."""
        return texts(f"questions.ask.{self.code}")

    def means(self, texts: Texts) -> str:
        """What the figure is."""
        return texts(f"questions.means.{self.code}")

    def compares(self, texts: Texts) -> str:
        """Which comparison may be made, and which may not."""
        return texts(f"questions.compares.{self.code}")


@dataclass(frozen=True)
class Sheaf:
    """All the answers, the destinations that one of them draws, the titles and the ids of the documents they cite."""

    answers: tuple[Answer, ...]
    destinations: Destinations
    this_year: int
    titles: tuple[str, ...]
    cites: tuple[str, ...]


def sheaf(frames: Frames, sitting: Sitting, texts: Texts, *, is_whole: bool) -> Sheaf:
    """The answers of the frames of queries.question_answers, on the day of `sitting`."""
    own = frames["own"]
    visited = places.destinations(own["stops"])
    told = meeting(frames["meeting"], sitting, texts, is_whole=is_whole)
    answers = (
        _many(own, visited, texts),
        _who(own["travellers"], texts),
        _cost(frames["expenses"], texts),
        _carbon(frames["carbon"]["years"], texts),
        _outcomes(frames["outcomes"]["outcomes"], texts),
        _late(told, texts),
        _ends(frames["relations"], sitting, texts),
        _same(visited, sitting.today.year, texts),
        _partner(own["partners"], texts),
        _changed(own["declared"], texts),
    )
    titles = tuple(dict.fromkeys(title for one in answers for title in one.titles))
    cited = (own["stops"], frames["expenses"]["amounts"], frames["carbon"]["years"], frames["outcomes"]["outcomes"])
    rows = [row for frame in (*cited, frames["relations"]["agreements"]) for row in plain(frame)]
    ids = tuple(dict.fromkeys(code for row in rows for code in row["source_ids"] or ()))
    return Sheaf(answers, visited, sitting.today.year, titles, ids)


def title(found: Sheaf, texts: Texts) -> str:
    """How many questions have an answer ready."""
    n = len(found.answers)
    return fmt.capitalised(texts.count("questions.title", n, n=fmt.spelled(n, texts)))


def _heads(texts: Texts, *names: str) -> tuple[str, ...]:
    return tuple(texts(f"questions.head.{name}") for name in names)


def _titles(rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(title for row in rows for title in row.get("source_titles") or [] if title))


def _many(own: Mapping[str, pd.DataFrame], visited: Destinations, texts: Texts) -> Answer:
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
    titles += _titles([row for city in visited.cities for row in city.stops])
    titles = list(dict.fromkeys(titles))
    return Answer(
        "many", fmt.number(missions, texts), said, _heads(texts, "kind", "held", "announced"), lines, tuple(titles)
    )


def _who(frame: pd.DataFrame, texts: Texts) -> Answer:
    rows = plain(frame)
    heads = _heads(texts, "function", "missions")
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
    return Answer("who", figure, said, heads, lines, _titles(rows))


def _cost(frames: Mapping[str, pd.DataFrame], texts: Texts) -> Answer:
    found = expenses.spendings(frames["missions"], frames["amounts"])
    known = [one for one in found if one.is_known]
    figure = texts(
        "questions.of",
        n=fmt.number(sum(one.cost != "none" for one in found), texts),
        total=fmt.number(len(found), texts),
    )
    said = " ".join(part for part in (expenses.complete(found, texts), expenses.lead(found, texts)) if part)
    lines = tuple(
        Line(
            (expenses.name_of(one.row, texts), fmt.capitalised(expense_lines.headline(one, texts))),
            ("activite", one.row["record_id"]),
        )
        for one in known
    )
    titles = _titles(plain(frames["amounts"]))
    return Answer("cost", figure, said, _heads(texts, "mission", "amount"), lines, titles)


def _carbon(frame: pd.DataFrame, texts: Texts) -> Answer:
    rows = [row for row in plain(frame) if row["tonnes"] is not None]
    heads = _heads(texts, "flights", "tonnes", "price", "scope")
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
    return Answer("carbon", fmt.unit(rows[-1]["tonnes"], "t", texts), said, heads, lines, _titles(rows[::-1]))


def _year_of_flights(row: Mapping[str, Any], texts: Texts) -> str:
    tonnes, cost = fmt.unit(row["tonnes"], "t", texts), row["cost_cad_before_tax"]
    if cost is None:
        return texts("questions.said.carbon_only", year=row["travel_year"], tonnes=tonnes)
    return texts("questions.said.carbon", year=row["travel_year"], tonnes=tonnes, cost=fmt.money(cost, texts))


def _outcomes(frame: pd.DataFrame, texts: Texts) -> Answer:
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
    heads = _heads(texts, "outcome", "state", "origin")
    return Answer("outcomes", fmt.number(total, texts), said, heads, lines, _titles(rows))


def _brief(row: Mapping[str, Any]) -> tuple[str, str] | None:
    if not row["record_id"]:
        return None
    return ("entente" if row["kind"] == "entente" else "activite"), row["record_id"]


def _late(told: meetings.Meeting, texts: Texts) -> Answer:
    shown = [*told.of("late"), *told.of("report"), *told.of("unknown")]
    lines = tuple(Line((one.name, one.when, one.note), one.brief) for one in shown)
    titles = tuple(dict.fromkeys(one.source[0] for one in shown if one.source))
    said = f"{meetings.title(told, texts)}. {texts('questions.said.unknown')}"
    figure = fmt.number(len(told.of("late")), texts)
    return Answer("late", figure, said, _heads(texts, "what", "when", "note"), lines, titles)


def _ends(frames: Mapping[str, pd.DataFrame], sitting: Sitting, texts: Texts) -> Answer:
    found = relations.found_of(frames, sitting.today)
    lines = tuple(
        Line(
            (
                relations.name_of(one, texts),
                relations.end_said(one, sitting.today, texts) or relations.status_said(one, texts),
                relations.last_said(one.last, texts),
            ),
            one.brief,
        )
        for one in found.all
    )
    titles = _titles([row for one in found.all for row in one.rows])
    said = f"{relations.title(found, texts)}. {texts('relations.no_proof')}"
    heads = _heads(texts, "tie", "state", "last")
    return Answer("ends", fmt.number(len(found.ending()), texts), said, heads, lines, titles)


def _same(found: Destinations, this_year: int, texts: Texts) -> Answer:
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
    heads = _heads(texts, "city", "stops", "years", "last")
    titles = _titles([row for city in found.cities for row in city.stops])
    return Answer("same", figure, places.sentence(found, texts), heads, lines, titles)


def _partner(frame: pd.DataFrame, texts: Texts) -> Answer:
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
    heads = _heads(texts, "partner", "activities", "last")
    return Answer("partner", fmt.number(total, texts), said, heads, lines, _titles(rows))


def _changed(declared: pd.DataFrame, texts: Texts) -> Answer:
    """From one declared year to the next, and nothing else: records say what was read, not what there was."""
    rows = plain(declared)
    years = sorted({row["year"] for row in rows}, reverse=True)
    if len(years) < 2:
        said = texts.count("questions.said.one_report", len(years), year=years[0] if years else "")
        figure = texts("common.unknown")
    else:
        said = texts("questions.said.reports", last=years[0], before=years[1])
        figure = texts("questions.years", last=years[0], before=years[1])
    lines = tuple(
        Line((str(row["year"]), texts(f"indicator.{row['indicator']}"), fmt.number(row["value"], texts)))
        for row in rows
    )
    titles = tuple(dict.fromkeys(row["source_title"] for row in rows if row["source_title"]))
    return Answer("changed", figure, said, _heads(texts, "year", "figure", "declared"), lines, titles)
