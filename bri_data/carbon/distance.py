"""Airports and the great circle between them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import airportsdata

EARTH_RADIUS_KM = 6371.0088  # mean radius; within 0.3 % of the ellipsoid on our routes, far below any factor's doubt


@dataclass(frozen=True)
class Airport:
    """An airport by its IATA code, in decimal degrees."""

    iata: str
    latitude: float
    longitude: float


def find_airport(iata: str) -> Airport | None:
    """The airport of a code; None when no airport bears it (a city code such as NYC is no airport)."""
    found = _airports().get(iata)
    if found is None:
        return None
    listed = (found["lat"], found["lon"])
    correction = airport_corrections().get(iata)
    if correction and correction.listed == listed:  # a later list that is right is left alone
        return correction.airport
    return Airport(iata, *listed)


def great_circle_km(start: Airport, end: Airport, *, radius_km: float = EARTH_RADIUS_KM) -> float:
    """Haversine distance, with no detour added; 0 from an airport to itself."""
    lat_1, lat_2 = radians(start.latitude), radians(end.latitude)
    half_lat, half_lon = (lat_2 - lat_1) / 2, radians(end.longitude - start.longitude) / 2
    h = sin(half_lat) ** 2 + cos(lat_1) * cos(lat_2) * sin(half_lon) ** 2
    return 2 * radius_km * asin(sqrt(min(h, 1.0)))


@dataclass(frozen=True)
class Correction:
    """An airport where it is, and the latitude and longitude that the list of airports gives it wrongly."""

    airport: Airport
    listed: tuple[float, float]


@cache
def airport_corrections() -> dict[str, Correction]:
    """By code, the airports whose degrees, minutes and seconds airportsdata 20260905 gives as if they were decimals.

    Luxembourg is 49°37′24″N and stands there as 49.3724. All 1 080 codes whose two figures can be read so were held
    against the cities of GeoNames and the positions of another list (airports-py 3.1.0): these nine are 8 km or more
    from where they are, and less than 2 km once read as degrees, minutes and seconds.
    """
    with (Path(__file__).parent / "airport_corrections.csv").open(encoding="utf-8", newline="") as rows:
        return {
            row["iata"]: Correction(
                Airport(row["iata"], float(row["latitude"]), float(row["longitude"])),
                (float(row["listed_latitude"]), float(row["listed_longitude"])),
            )
            for row in csv.DictReader(rows)
        }


@cache
def _airports() -> dict[str, airportsdata.Airport]:
    return airportsdata.load("IATA")
