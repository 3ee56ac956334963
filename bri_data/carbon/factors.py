"""Emission factors, and which of them make the low, central and high values of an estimate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from bri_data.bureau import current

Cabin = Literal["moyenne", "economique", "premium", "affaires", "premiere"]
STATED_CABINS: tuple[Cabin, ...] = ("economique", "premium", "affaires", "premiere")


@dataclass(frozen=True)
class Factor:
    """kg CO2e per passenger and km for one cabin, over the legs of a band of km; None where none is published.

    DESNZ factors already hold the 8 % uplift for detours: they multiply great-circle km as they are.
    """

    factor_id: str
    publisher: str
    edition: str
    haul: str
    cabin: Cabin
    min_km: float | None
    max_km: float | None
    with_non_co2: float | None
    without_non_co2: float | None


@dataclass(frozen=True)
class Method:
    """The factors of an estimate: `central` has one per cabin, `high` one per band of km."""

    central: tuple[Factor, ...]
    high: tuple[Factor, ...]


def method_of_record(factors: Iterable[Factor]) -> Method | None:
    """The factors of the bureau's method among `factors`; None when its edition is missing or incomplete.

    One edition for every year: editions differ by up to 40 %, and a new one would draw a fall nobody flew.
    """
    who, known = current(), tuple(factors)
    central = tuple(f for f in known if (f.publisher, f.edition, f.haul) == who.carbon_central)
    high = tuple(f for f in known if (f.publisher, f.edition) == who.carbon_high)
    usable = {f.cabin for f in central if f.with_non_co2 is not None and f.without_non_co2 is not None}
    has_high = bool(high) and all(f.with_non_co2 is not None for f in high)
    return Method(central, high) if usable >= {"moyenne", "economique"} and has_high else None


def factor_for(factors: Sequence[Factor], km: float, cabin: Cabin) -> Factor | None:
    """The factor of `cabin` whose band holds a leg of `km`; a leg on a bound belongs to the shorter band."""
    holding = [f for f in factors if f.cabin == cabin and (f.min_km or 0) <= km <= _bound(f)]
    return min(holding, key=_bound, default=None)


def _bound(factor: Factor) -> float:
    return inf if factor.max_km is None else factor.max_km
