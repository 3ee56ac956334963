"""The regions a map can be framed on: groups of cities that an ocean or a desert parts, found in the data."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from babel.lists import format_list

from bri_data.present.geo.base import FOLDER
from bri_data.present.geo.placement import CityMarks
from bri_data.present.geo.projection import EARTH_RADIUS_KM, Home
from bri_data.present.words import Texts

# Two cities with no other between them that are further apart than this lie in two regions: wider than the steps
# inside North America or Europe, narrower than the Atlantic.
GAP_KM = 2500.0
# CLDR's numbers of the continents, by the two-letter codes of continents.json.
_CLDR = {"AF": "002", "AN": "AQ", "AS": "142", "EU": "150", "NA": "003", "OC": "009", "SA": "005"}


@dataclass(frozen=True)
class Region:
    """Cities to show in one picture; `code` is stable for an address, `name` is in the reader's language."""

    code: str
    name: str
    cities: tuple[CityMarks, ...]
    with_home: bool


def regions_of(cities: Sequence[CityMarks], home: Home, texts: Texts) -> list[Region]:
    """The regions, that of the home city first, then by number of cities.

    Each city with a mark and a place is in exactly one. A region is named after the continents of its countries, or
    after its first city when no country is known. The region of the home city is left out when no other city is in it.
    """
    shown = [city for city in cities if city.is_shown]
    places = [(home.latitude, home.longitude), *((city.latitude, city.longitude) for city in shown)]
    groups = sorted(_groups(places), key=lambda group: (0 not in group, -len(group), group))
    regions: list[Region] = []
    for group in groups:
        members = tuple(shown[index - 1] for index in group if index > 0)
        if members:
            regions.append(_named(members, 0 in group, texts, regions))
    return regions


def _groups(places: Sequence[tuple[float, float]]) -> list[list[int]]:
    """The indexes of `places` in groups: from any of a group one reaches the others in steps shorter than the gap."""
    latitudes, longitudes = np.radians(np.array(places).T)
    # the places on a globe of radius 1: two are as near as the product of their arrows is large
    arrows = np.array(
        [np.cos(latitudes) * np.cos(longitudes), np.cos(latitudes) * np.sin(longitudes), np.sin(latitudes)]
    )
    nearest = math.cos(GAP_KM / EARTH_RADIUS_KM)
    left = np.ones(len(places), dtype=bool)
    groups = []
    while left.any():
        waiting = [int(left.argmax())]
        group = set(waiting)
        left[waiting] = False
        while waiting:
            near = np.flatnonzero(left & (arrows[:, waiting.pop()] @ arrows >= nearest)).tolist()
            left[near] = False
            group.update(near)
            waiting += near
        groups.append(sorted(group))
    return groups


def _named(members: tuple[CityMarks, ...], with_home: bool, texts: Texts, before: Sequence[Region]) -> Region:
    continents = Counter(_continents()[city.country] for city in members if city.country in _continents())
    codes = sorted(continents, key=lambda code: (-continents[code], code))
    first = max(members, key=lambda city: city.count)
    if not codes:
        return Region(first.city_id, first.name, members, with_home)
    code = "-".join(codes)
    name = format_list([continent_name(one, texts) for one in codes], locale=texts.locale)
    if any(region.code.split(".")[0] == code for region in before):
        return Region(f"{code}.{first.city_id}", texts("map.region", name=name, city=first.name), members, with_home)
    return Region(code, name, members, with_home)


def continent_of(country: str) -> str:
    """The two-letter code of a country's continent; "" for a country that has none."""
    return _continents().get(country, "")


def continent_name(code: str, texts: Texts) -> str:
    """What the language of `texts` calls the continent of that code."""
    return str(texts.locale.territories[_CLDR[code]])


@cache
def _continents() -> dict[str, str]:
    """Continent code by ISO 3166-1 alpha-2 country code."""
    continents: dict[str, str] = json.loads((FOLDER / "continents.json").read_text("utf-8"))
    return continents
