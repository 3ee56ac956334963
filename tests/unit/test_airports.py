"""Where airports are: no figure of the list read as decimals when it is degrees, minutes and seconds."""

from __future__ import annotations

import csv
from math import copysign
from pathlib import Path

import airportsdata
import pytest

from bri_data.carbon import Airport, find_airport, great_circle_km
from bri_data.carbon.distance import airport_corrections

DATA = Path(__file__).parents[2] / "data"

# Where each airport is, from its own degrees, minutes and seconds.
TRUE = {
    "ANR": (51.1894, 4.4603),
    "BRU": (50.9014, 4.4844),
    "CRL": (50.4600, 4.4528),
    "GPA": (38.2531, 21.7156),
    "KJK": (50.8186, 3.2092),
    "LGG": (50.6364, 5.4428),
    "LUX": (49.6233, 6.2044),
    "NMI": (18.9944, 73.0703),
    "OST": (51.1989, 2.8622),
}


def degrees(value: float) -> float:
    """The decimals of `value` read as minutes and seconds: 49.3724 is 49 degrees 37 minutes 24 seconds."""
    whole = round(abs(value) * 1e6)
    return copysign(whole // 10**6 + whole // 10**4 % 100 / 60 + whole % 10**4 / 100 / 3600, value)


def airport(code: str) -> Airport:
    found = find_airport(code)
    assert found is not None, code
    return found


@pytest.mark.parametrize(("code", "where"), TRUE.items())
def test_an_airport_listed_in_degrees_minutes_and_seconds_stands_where_it_is(
    code: str, where: tuple[float, float]
) -> None:
    found = airport(code)
    assert (found.latitude, found.longitude) == pytest.approx(where, abs=0.0001)


def test_each_correction_is_the_degrees_minutes_and_seconds_of_the_list() -> None:
    listed = airportsdata.load("IATA")
    assert set(airport_corrections()) == set(TRUE)
    for code, correction in airport_corrections().items():
        assert correction.listed == (listed[code]["lat"], listed[code]["lon"]), f"{code}: the list has changed"
        assert correction.airport.latitude == pytest.approx(degrees(correction.listed[0]), abs=1e-6)
        assert correction.airport.longitude == pytest.approx(degrees(correction.listed[1]), abs=1e-6)


def test_an_airport_that_the_list_gives_rightly_is_left_alone() -> None:
    listed = airportsdata.load("IATA")
    for code in ("YQB", "YUL", "CDG", "TTD", "MCU"):
        assert airport(code) == Airport(code, listed[code]["lat"], listed[code]["lon"])


def cities_with_an_airport() -> list[tuple[Airport, str]]:
    """Our cities as points, each with the code of its airport."""
    with (DATA / "villes.csv").open(encoding="utf-8-sig", newline="") as rows:
        found = [
            (Airport(row["identifiant"], float(row["latitude"]), float(row["longitude"])), row["aeroport"])
            for row in csv.DictReader(rows)
            if row["aeroport"]
        ]
    assert len(found) > 20
    return found


def test_every_airport_of_our_cities_is_within_60_km_of_its_city() -> None:
    far = {city.iata: code for city, code in cities_with_an_airport() if great_circle_km(city, airport(code)) > 60}
    assert far == {}


def test_no_other_airport_of_our_cities_stands_nearer_its_city_once_read_in_minutes() -> None:
    listed, suspects = airportsdata.load("IATA"), set()
    for city, code in cities_with_an_airport():
        latitude, longitude = listed[code]["lat"], listed[code]["lon"]
        in_minutes = Airport(code, degrees(latitude), degrees(longitude))
        if great_circle_km(city, in_minutes) < great_circle_km(city, Airport(code, latitude, longitude)) - 10:
            suspects.add(code)
    assert suspects == {"BRU", "LGG", "LUX"}


def test_quebec_to_luxembourg_is_measured_from_where_the_airport_is() -> None:
    # By the spherical law of cosines: 5 495 km direct, 273 km from Charles-de-Gaulle, 12 060 km there and back.
    direct = great_circle_km(airport("YQB"), airport("LUX"))
    legs = [great_circle_km(airport(a), airport(b)) for a, b in (("YQB", "YUL"), ("YUL", "CDG"), ("CDG", "LUX"))]
    assert round(direct) == 5495
    assert round(legs[2]) == 273
    assert round(2 * sum(legs)) == 12060
