"""What the map page shows for an order: its cities, the part of the world looked at, the city chosen."""

from __future__ import annotations

from dataclasses import dataclass

from bri_data.highlight import CITY, Highlight
from bri_data.present import format as fmt
from bri_data.present import map_page, years
from bri_data.present.figures.maps.overview import city_marks, home_of
from bri_data.present.geo.placement import CityMarks
from bri_data.present.geo.projection import Home, Point
from bri_data.present.geo.regions import Region
from bri_data.present.rows import plain
from bri_data.queries import map_page as queries
from bri_data.queries import overview

from .framed import region_framed
from .lit import CHOICE
from .order import Shown


@dataclass(frozen=True)
class MapState:
    """`region` is the part framed, None for everything; `selected` the city chosen there, None for none; `steps` how
    much closer the reader came; `centre` the place moved to the middle, None for none."""

    home: Home
    cities: tuple[CityMarks, ...]
    region: Region | None
    selected: CityMarks | None
    title: str
    steps: int
    centre: Point | None = None

    @property
    def framed(self) -> tuple[CityMarks, ...]:
        """The cities to look at."""
        return self.region.cities if self.region else self.cities

    @property
    def with_home(self) -> bool:
        """Whether the home city must be in the picture."""
        return self.region is None or self.region.with_home


def map_state(order: Shown) -> MapState:
    """The map of the address: `cadre` names its region, `ville` (else what stands out, `choix`) its city."""
    words, con, address = order.texts, order.con, order.address
    home = home_of(plain(overview.home_city(con))[0], words)
    cities = tuple(city_marks(queries.city_marks(con, order.year), words, totals=True))
    region = order.region or region_framed(con, address, order.year)
    chosen = Highlight.read(address.value(CHOICE))
    codes = [address.value("ville"), chosen.code if chosen and chosen.kind == CITY else ""]
    known = {city.city_id: city for city in cities}
    selected = next((known[code] for code in codes if code in known), None)
    said = years.said(order.year, [] if order.year is not None else [int(one) for one in overview.years(con)["year"]])
    steps, centre = map_page.steps_of(address.value("zoom")), map_page.centre_of(address.value("centre"))
    return MapState(home, cities, region, selected, map_page.title(cities, said, words, region), steps, centre)


def left_out(order: Shown, seen: MapState) -> str:
    """How many records of a whole map lie in none of its cities, as a sentence; "" for none."""
    n = 0 if seen.region else queries.unplaced(order.con, order.year)
    return order.texts.count("map_page.unplaced", n, n=fmt.number(n, order.texts)) if n else ""
