"""A data folder of any size, made from the schema with a seed: every table, valid, spread over years and countries."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from bri_data.model import schema
from bri_data.model.columns import Table
from bri_data.store.cells import countries

_COUNTRIES = sorted(countries())
_WORDS = (
    "rencontre",
    "délégation",
    "culture",
    "climat",
    "mobilité",
    "patrimoine",
    "santé",
    "économie",
    "hiver",
    "œuvre",
)
Row = dict[str, object]
NOTHING: Mapping[str, Iterable[Row]] = {}


def generate_folder(
    folder: Path,
    activities: int,
    *,
    cities: int = 300,
    years: int = 20,
    seed: int = 1,
    airport: str = "YQB",
    more: Mapping[str, Iterable[Row]] = NOTHING,
) -> Path:
    """Write into `folder` one CSV per table of the schema, with so many activities; the folder.

    The same arguments give the same bytes. The other tables are small beside the activities. `airport` is that of the
    home city; `more` gives the rows of tables that are otherwise empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, Iterator[Row]] = {
        "sources": _sources(),
        "themes": _codes("theme", 12),
        "services": _codes("service", 20),
        "functions": _codes("fonction", 8),
        "cities": _cities(cities, airport, random.Random(seed)),
        "partners": _partners(100, cities, random.Random(seed + 1)),
        "activities": _activities(activities, cities, years, random.Random(seed + 2)),
        "trips": _trips(activities, airport, random.Random(seed + 3)),
    }
    for table in schema.TABLES:
        _write(folder / table.file, table, made.get(table.name, more.get(table.name, ())))
    return folder


def _write(file: Path, table: Table, rows: Iterable[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column.heading for column in table.columns])
        writer.writerows([row.get(column.name, "") for column in table.columns] for row in rows)


def _sources() -> Iterator[Row]:
    for number in range(5):
        yield {
            "source_id": f"source-{number}",
            "title": f"Rapport {number}",
            "publisher": "Ville",
            "url": f"https://exemple.test/{number}",
            "published": 2020 + number,
            "kind": "rapport",
            "is_indirect": "non",
        }


def _codes(name: str, count: int) -> Iterator[Row]:
    for number in range(count):
        yield {"code": f"{name}_{number}", "label": f"{name} {number}", "label_en": f"{name} {number}"}


def _cities(count: int, airport: str, pick: random.Random) -> Iterator[Row]:
    for number in range(count):
        yield {
            "city_id": f"ville-{number}",
            "name": f"Ville {number}",
            "name_en": f"City {number}",
            "country": _COUNTRIES[number % len(_COUNTRIES)],
            "latitude": round(pick.uniform(-60, 70), 4),
            "longitude": round(pick.uniform(-180, 180), 4),
            "airport": airport if number == 0 else "",
            "is_home": "oui" if number == 0 else "non",
        } | _SOURCE


def _partners(count: int, cities: int, pick: random.Random) -> Iterator[Row]:
    sectors = schema.PARTNERS.column("sector").codes
    for number in range(count):
        yield {
            "partner_id": f"partenaire-{number}",
            "name": f"Partenaire {number}",
            "sector": pick.choice(sectors),
            "city_id": f"ville-{pick.randrange(cities)}",
            "is_external": "oui",
            "is_network": "non",
        } | _SOURCE


def _activities(count: int, cities: int, years: int, pick: random.Random) -> Iterator[Row]:
    first_day = date(2026 - years, 1, 1)
    for number in range(count):
        start = first_day + timedelta(days=pick.randrange(365 * years))
        kind = pick.choice(schema.KINDS)
        stops = pick.sample(range(cities), pick.choice((1, 1, 1, 2, 3)))
        words = " ".join(pick.choices(_WORDS, k=6))
        yield {
            "activity_id": f"activite-{number}",
            "kind": kind,
            "nature": pick.choice(schema.NATURES) if kind == "accueil" else "",
            "title": f"{words} {number}",
            "title_en": f"Meeting {number}",
            "start": pick.choice((start.isoformat(), start.isoformat(), start.isoformat()[:7])),
            "end": (start + timedelta(days=pick.randrange(6))).isoformat() if kind == "mission" else "",
            "date_basis": "constatee",
            "city_ids": ";".join(f"ville-{stop}" for stop in stops),
            "place_id": "ville-0" if kind != "mission" else "",
            "partner_ids": ";".join(f"partenaire-{partner}" for partner in pick.sample(range(100), pick.randrange(3))),
            "theme_ids": ";".join(f"theme_{theme}" for theme in pick.sample(range(12), pick.randrange(1, 4))),
            "axes": pick.choice(schema.AXES),
            "service_ids": f"service_{pick.randrange(20)}",
            "function_ids": f"fonction_{pick.randrange(8)}",
            "objective": f"Objectif : {words}",
            "summary": f"Résumé, « {words} »",
            "status": "realisee",
            "counted_in": start.year,
            "visibility": "public",
        } | _SOURCE


def _trips(activities: int, airport: str, pick: random.Random) -> Iterator[Row]:
    for number in range(min(activities, 500)):
        yield {
            "trip_id": f"deplacement-{number}",
            "activity_id": f"activite-{number}",
            "travellers": pick.choice(("", 1, 2, 4)),
            "itinerary": airport + pick.choice(("-YUL-CDG", "-EWR-IAD", "-YYZ-NRT")),
            "round_trip": "oui",
            "assumed": "oui",
        } | _SOURCE


_SOURCE: Row = {"source_ids": "source-0", "source_locator": "section 1"}
