"""« Toujours au même endroit? »: cities visited once or again, new ones each year, by continent and by language.

A stop is a mission held and one of its cities. The first year of the data cannot tell what is new; the language is that
of the country, official in law or in fact according to CLDR, not that of a city.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from babel.languages import get_official_languages

from . import format as fmt
from .geo.regions import continent_name, continent_of
from .rows import localised, plain
from .words import Texts

Row = Mapping[str, Any]


@dataclass(frozen=True)
class City:
    """A city visited: its stops, latest first."""

    city_id: str
    stops: tuple[Row, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its stops, oldest first, each once."""
        return tuple(sorted({row["year"] for row in self.stops}))

    @property
    def country(self) -> str:
        """The ISO code of its country."""
        return str(self.stops[0]["country"])


@dataclass(frozen=True)
class Destinations:
    """The cities visited, those visited most and latest first, and the years of the data that hold a stop."""

    cities: tuple[City, ...]
    years: tuple[int, ...]

    @property
    def stops(self) -> int:
        """How many stops there are in all."""
        return sum(len(city.stops) for city in self.cities)

    @property
    def again(self) -> tuple[City, ...]:
        """The cities visited more than once."""
        return tuple(city for city in self.cities if len(city.stops) > 1)

    def new_in(self, year: int) -> int | None:
        """How many cities of `year` no earlier year holds; None in the first year, which cannot tell."""
        if not self.years or year == self.years[0]:
            return None
        return sum(city.years[0] == year for city in self.cities)

    def visited_in(self, year: int) -> int:
        """How many cities were visited in `year`."""
        return sum(year in city.years for city in self.cities)


def destinations(stops: pd.DataFrame) -> Destinations:
    """The destinations of the rows of queries.questions.stops."""
    by_city: dict[str, list[Row]] = {}
    for row in plain(stops):
        by_city.setdefault(row["city_id"], []).append(row)
    cities = [City(code, tuple(rows)) for code, rows in by_city.items()]
    cities.sort(key=lambda city: (-len(city.stops), -city.years[-1], city.city_id))
    years = sorted({year for city in cities for year in city.years})
    return Destinations(tuple(cities), tuple(years))


def is_french(country: str) -> bool:
    """Whether French is an official language of the country, in law or in fact."""
    return "fr" in get_official_languages(country, de_facto=True)


def name_of(city: City, texts: Texts) -> str:
    """What the city is called."""
    return str(localised(dict(city.stops[0]), "name", texts))


def sentence(found: Destinations, texts: Texts) -> str:
    """« Quatre villes sur 22 ont été visitées plus d’une fois : 10 des 28 étapes. »"""
    if not found.cities:
        return texts("questions.same.none")
    again = found.again
    n, total = len(again), len(found.cities)
    stops = sum(len(city.stops) for city in again)
    return fmt.capitalised(
        texts.count(
            "questions.same.said",
            n,
            n=fmt.spelled(n, texts),
            total=fmt.number(total, texts),
            stops=fmt.number(stops, texts),
            all=fmt.number(found.stops, texts),
        )
    )


def by_year(found: Destinations, texts: Texts) -> list[str]:
    """« 2024 : 9 villes, dont 7 nouvelles dans ces données » for each year, oldest first."""
    said = []
    for year in found.years:
        n, new = found.visited_in(year), found.new_in(year)
        cities = texts.count("questions.same.cities", n, n=fmt.number(n, texts))
        if new is None:
            said.append(texts("questions.same.first_year", year=year, cities=cities))
        else:
            news = texts.count("questions.same.new", new, n=fmt.number(new, texts))
            said.append(texts("questions.same.year", year=year, cities=cities, new=news))
    return said


def by_place(found: Destinations, texts: Texts) -> list[str]:
    """Stops by continent, most first, then how many in a country where French is official."""
    continents = Counter(continent_of(city.country) for city in found.cities for _ in city.stops)
    said = [
        texts(
            "questions.same.place",
            name=continent_name(code, texts) if code else texts("common.unknown"),
            n=fmt.number(n, texts),
        )
        for code, n in sorted(continents.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    french = sum(len(city.stops) for city in found.cities if is_french(city.country))
    if found.stops:
        all_ = fmt.number(found.stops, texts)
        said.append(texts.count("questions.same.french", french, n=fmt.number(french, texts), all=all_))
    return said


def since(city: City, this_year: int, texts: Texts) -> str:
    """« 2024, il y a 2 ans » by calendar years; the latest visit."""
    last = city.years[-1]
    gap = this_year - last
    return texts.count("questions.same.since", gap, n=fmt.number(gap, texts), year=last)
