"""The part of the world that an address frames, and the records that touch it."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from bri_data.address import Address
from bri_data.filters import NOTHING, Filters
from bri_data.present.geo.regions import Region
from bri_data.present.map_page import answers_of
from bri_data.present.words import texts
from bri_data.queries.map_answers import answers

FRAME = "cadre"


def region_framed(con: DuckDBPyConnection, address: Address, year: int | None) -> Region | None:
    """The region that the map page of `address` frames, among those of `year`; None for everything, and for a code
    that is none of them."""
    code = address.value(FRAME) if address.page == "carte" else ""
    if not code:
        return None
    return answers_of(answers(con, year), year, texts(address.lang)).region(code)


def inside(region: Region) -> Filters:
    """The filter that keeps the records of a region's cities."""
    return NOTHING.with_codes("cities", [city.city_id for city in region.cities])
