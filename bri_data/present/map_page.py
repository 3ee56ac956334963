"""What the map page says, as small values: its title, the panel of a city, the list beside the map."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..model.schema import AXES
from . import format as fmt
from . import prepositions
from .geo.placement import CityMarks
from .geo.projection import Home, Point, distance_km
from .geo.regions import Region, regions_of
from .places import city_marks, home_of
from .rows import localised, plain
from .theme import State
from .words import Texts

# The frame that shows everything, in an address.
ALL = "tout"
# How many steps of zoom there are (geo.frames.closer), out and in.
FURTHEST, CLOSEST = -1, 6
# No place is further than this from the home city on the plane: half the way around the Earth.
FARTHEST_KM = 20_040
_CENTRE = re.compile(r"(-?[0-9]{1,5}),(-?[0-9]{1,5})")


@dataclass(frozen=True)
class Answers:
    """What the data say of a year (None: of every year) for the map: its cities, the regions they form, the rest.

    `unplaced` is how many records lie in no city of the map.
    """

    year: int | None
    home: Home
    cities: tuple[CityMarks, ...]
    regions: tuple[Region, ...]
    unplaced: int

    def region(self, code: str | None) -> Region | None:
        """The region of that code; None for all of them or an unknown one."""
        return next((region for region in self.regions if region.code == code), None)

    def frame(self, code: str | None) -> str:
        """The code of the frame to show: `code` when it names a region, else that of everything."""
        region = self.region(code)
        return region.code if region else ALL

    def city(self, city_id: str | None) -> CityMarks | None:
        """The city of that id, when the year holds something there."""
        return next((city for city in self.cities if city.city_id == city_id), None)

    def in_frame(self, frame: str) -> tuple[CityMarks, ...]:
        """The cities of a frame."""
        region = self.region(frame)
        return region.cities if region else self.cities


def answers_of(found: Mapping[str, Any], year: int | None, texts: Texts) -> Answers:
    """The answers of queries.map_answers as one value."""
    home = home_of(plain(found["home_city"])[0], texts)
    cities = tuple(city_marks(found["city_marks"], texts, totals=True))
    return Answers(year, home, cities, tuple(regions_of(cities, home, texts)), found["unplaced"])


@dataclass(frozen=True)
class Entry:
    """One record of a city; `address` names it in a link (`activite:…`), `notes` say what is not known."""

    address: str
    kind: str
    state: State
    counted: bool
    title: str
    detail: str
    notes: tuple[str, ...]
    axes: tuple[str, ...]


@dataclass(frozen=True)
class Panel:
    """A city and what it holds; `place` is its country and distance, `more` how many entries are not shown."""

    city_id: str
    name: str
    place: str
    entries: tuple[Entry, ...]
    more: int
    brief: str


def steps_of(text: str) -> int:
    """The steps of zoom that an address writes; 0 for none, and for what is no such number."""
    return int(text) if text in {str(step) for step in range(FURTHEST, CLOSEST + 1)} else 0


def centre_of(text: str) -> Point | None:
    """The middle of the map that an address writes, in kilometres of the plane: « -3200,450 »; None for what is none,
    and for a place off the map."""
    found = _CENTRE.fullmatch(text)
    place = (float(found[1]), float(found[2])) if found else None
    return place if place and max(map(abs, place)) <= FARTHEST_KM else None


def title(cities: Sequence[CityMarks], said: str, texts: Texts, region: Region | None = None) -> str:
    """The finding: how many cities were visited, and from how many a delegation came.

    Only records of a declared total count where there is one; an announced trip is no visit. `said` is the year in
    words (years.said); `region` is the part of the map looked at, None for everything.
    """
    cities = region.cities if region else cities
    parts = [
        texts.count(f"map_page.title.{kind}", n, n=fmt.spelled(n, texts))
        for kind in ("mission", "accueil")
        if (n := _cities_with(cities, kind))
    ]
    tied = sum(any(mark.kind == "entente" for mark in city.marks) for city in cities)
    if not parts and tied:  # a world of twin cities is no empty map
        parts = [texts.count("map_page.title.tied", tied, n=fmt.spelled(tied, texts))]
    found = ", ".join(parts) or texts("map_page.title.no_visit" if region else "map_page.title.nothing_in", year=said)
    return texts("map_page.title.region", region=region.name, said=found) if region else fmt.capitalised(found)


def _cities_with(cities: Sequence[CityMarks], kind: str) -> int:
    def holds(city: CityMarks) -> bool:
        return any(mark.kind == kind and mark.counted and mark.state != "announced" for mark in city.marks)

    return sum(holds(city) for city in cities)


def panel(city: CityMarks, records: pd.DataFrame, home: Home, texts: Texts) -> Panel:
    """The panel of `city`; `records` is queries.map_page.city_records."""
    rows = plain(records)
    away = distance_km(home.latitude, home.longitude, city.latitude, city.longitude)
    distance = texts(
        "map_page.distance",
        distance=fmt.unit(round(away), "km", texts),
        from_home=prepositions.away_from(home.name, texts),
    )
    country = texts.locale.territories.get(city.country, city.country)
    more = rows[0]["in_city"] - len(rows) if rows else 0
    brief = texts("map_page.brief", of_city=prepositions.of(city.name, texts))
    return Panel(
        city.city_id, city.name, f"{country} · {distance}", tuple(_entry(row, texts) for row in rows), more, brief
    )


def _entry(row: dict[str, object], texts: Texts) -> Entry:
    kind, state, start = str(row["kind"]), row["state"], row["start"]
    date = fmt.when(str(start), row["end"], texts) if start else texts("map_page.no_date")  # type: ignore[arg-type]
    notes = []
    if kind == "rencontre_bilaterale" and row["place_id"] is None:
        notes.append(texts("map_page.no_place" if state == "dated" else "map_page.no_place_no_date"))
    if state == "announced":
        notes.append(texts("map_page.announced"))
    if not row["counted"]:
        notes.append(texts("map_page.off_total"))
    record = "entente" if row["record_table"] == "agreements" else "activite"
    axes = row["axes"] if isinstance(row["axes"], list) else []
    return Entry(
        f"{record}:{row['record_id']}",
        kind,
        state,  # type: ignore[arg-type]
        bool(row["counted"]),
        str(localised(row, "title", texts)),
        f"{texts(f'common.kind.{kind}')} · {date}",
        tuple(notes),
        tuple(axis for axis in AXES if axis in axes),
    )


def choices(cities: Sequence[CityMarks], texts: Texts) -> dict[str, str]:
    """City id → what its button says (name, and how many records when more than one), in the reader's alphabet."""
    listed = sorted(cities, key=lambda city: (_unaccented(city.name), city.city_id))
    return {
        city.city_id: city.name if city.count == 1 else f"{city.name} ({fmt.number(city.count, texts)})"
        for city in listed
    }


def _unaccented(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
