"""One trip as a range of kg CO2e: legs from its itinerary, factors from the method."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .distance import Airport, find_airport, great_circle_km
from .factors import Cabin, Factor, Method, factor_for

CALCULATION_VERSION = "2"  # shown with every estimate; raised whenever the same trip gives another number

Reason = Literal["no_itinerary", "bad_itinerary", "unknown_airport", "no_factor"]


@dataclass(frozen=True)
class Trip:
    """What is known of a journey by air; None is unknown. `itinerary` is airport codes: `YQB-YUL-CDG`."""

    itinerary: str | None
    round_trip: bool
    travellers: int | None = None
    cabin: Cabin | None = None


@dataclass(frozen=True)
class Range:
    """kg CO2e by the lowest, the central and the highest method. Not a confidence interval."""

    low: float
    central: float
    high: float

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.central + other.central, self.high + other.high)

    def times(self, number: float) -> Range:
        """The range of `number` such journeys."""
        return Range(self.low * number, self.central * number, self.high * number)


@dataclass(frozen=True)
class Leg:
    """One flight, one way."""

    start: str
    end: str
    km: float


@dataclass(frozen=True)
class Estimate:
    """A trip worked out. `legs` and `direct_km` are one way, `flown_km` is the whole journey.

    `per_traveller` is in kg CO2e; `combustion_kg` is the central value without the effects other than CO2.
    """

    legs: tuple[Leg, ...]
    direct_km: float
    flown_km: float
    cabin: Cabin
    per_traveller: Range
    combustion_kg: float
    travellers: int | None

    @property
    def total(self) -> Range | None:
        """kg CO2e of all travellers; None when nobody says how many they are."""
        return None if self.travellers is None else self.per_traveller.times(self.travellers)


@dataclass(frozen=True)
class Unknown:
    """Why a trip cannot be worked out; `detail` is the text at fault, if any."""

    reason: Reason
    detail: str = ""


def estimate(
    trip: Trip, method: Method | None, *, find: Callable[[str], Airport | None] = find_airport
) -> Estimate | Unknown:
    """The trip's emissions per traveller, or why they are unknown.

    central: factor of the stated cabin (average passenger when unknown), effects other than CO2 included, every leg;
    low: the same cabin (economy when unknown) without these effects, on the direct great circle;
    high: ADEME with contrails on the same legs. ADEME tells no cabin apart: where the stated cabin is above it, no
    published method is higher and the central value closes the range.
    """
    if not trip.itinerary:
        return Unknown("no_itinerary")
    codes = trip.itinerary.split("-")
    airports = []
    for code in codes:
        airport = find(code)
        if airport is None:
            return Unknown("unknown_airport", code)
        airports.append(airport)
    if len(airports) < 2:
        return Unknown("bad_itinerary", trip.itinerary)
    if method is None:
        return Unknown("no_factor")
    legs = tuple(Leg(a.iata, b.iata, great_circle_km(a, b)) for a, b in pairwise(airports))
    return _worked_out(trip, legs, _direct_km(trip, airports, legs), method)


def _direct_km(trip: Trip, airports: Sequence[Airport], legs: Sequence[Leg]) -> float:
    """From start to end; a circuit that comes back by its last leg has no direct way: its legs are the way."""
    if not trip.round_trip and airports[0].iata == airports[-1].iata:
        return sum(leg.km for leg in legs)
    return great_circle_km(airports[0], airports[-1])


def _worked_out(trip: Trip, legs: tuple[Leg, ...], direct_km: float, method: Method) -> Estimate | Unknown:
    ways = 2 if trip.round_trip else 1
    cabin: Cabin = trip.cabin or "moyenne"
    central = kg_of([leg.km for leg in legs], method.central, cabin)
    combustion = kg_of([leg.km for leg in legs], method.central, cabin, non_co2=False)
    low = kg_of([direct_km], method.central, trip.cabin or "economique", non_co2=False)
    high = kg_of([leg.km for leg in legs], method.high, "moyenne")
    if central is None or combustion is None or low is None or high is None:
        return Unknown("no_factor")
    return Estimate(
        legs=legs,
        direct_km=direct_km,
        flown_km=ways * sum(leg.km for leg in legs),
        cabin=cabin,
        per_traveller=Range(low, central, max(high, central)).times(ways),
        combustion_kg=ways * combustion,
        travellers=trip.travellers,
    )


def kg_of(legs_km: Iterable[float], factors: Sequence[Factor], cabin: Cabin, *, non_co2: bool = True) -> float | None:
    """kg CO2e of one traveller over legs of so many km, each by its own band; None when a leg has no factor."""
    kg = 0.0
    for km in legs_km:
        factor = factor_for(factors, km, cabin)
        if factor is None:
            return None
        per_km = factor.with_non_co2 if non_co2 else factor.without_non_co2
        if per_km is None:
            return None
        kg += km * per_km
    return kg


def total(ranges: Iterable[Range]) -> Range | None:
    """The sum of ranges; None for none, which is not the same as nothing emitted."""
    result = None
    for one in ranges:
        result = one if result is None else result + one
    return result
