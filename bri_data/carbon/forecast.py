"""What is declared, set against the trips; what a year of trips would call for in credits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from .estimate import Estimate, Range, Trip, estimate, total
from .factors import Cabin, Method

KG_PER_TONNE = 1000


def price_per_tonne(cost_cad: float | None, tonnes: float | None) -> float | None:
    """$ CA paid for a tonne; None when a part is unknown or no tonne was declared."""
    return None if cost_cad is None or not tonnes else cost_cad / tonnes


def relative_change(before: float | None, after: float | None) -> float | None:
    """0.37 for a rise of 37 %; None when a part is unknown or `before` is 0."""
    return None if after is None or not before else after / before - 1


def explained_share(declared_tonnes: float | None, totals_kg: Iterable[Range]) -> Range | None:
    """The part of a declared total that trips explain, as fractions; None without a total or without any trip."""
    explained = total(totals_kg)
    if explained is None or not declared_tonnes:
        return None
    return explained.times(1 / (declared_tonnes * KG_PER_TONNE))


@dataclass(frozen=True)
class Scenario:
    """The reader's hypotheses: who flies (by trip id), in what cabin, which trips become meetings online.

    `cabin` None keeps what each trip states. A trip absent from `travellers` keeps its published headcount.
    `online_kg_per_person` is the reader's own figure for taking part online; None is unknown.
    """

    price_cad_per_tonne: float
    travellers: Mapping[str, int] = field(default_factory=dict)
    cabin: Cabin | None = None
    online: frozenset[str] = frozenset()
    online_kg_per_person: float | None = None


@dataclass(frozen=True)
class Forecast:
    """kg CO2e flown and avoided and the credits in $ CA; `online_kg` for the meetings held online.

    None is unknown or none at all. `left_out` is how many trips could not be counted.
    """

    flown: Range | None
    avoided: Range | None
    cost_cad: Range | None
    online_kg: float | None
    left_out: int


def forecast(trips: Mapping[str, Trip], method: Method | None, scenario: Scenario) -> Forecast:
    """The scenario applied to `trips` (by id): credits cover what is flown, at the scenario's price."""
    flown, avoided, people_online, left_out = [], [], 0, 0
    for trip_id, trip in trips.items():
        travellers = scenario.travellers.get(trip_id, trip.travellers)
        planned = replace(trip, travellers=travellers, cabin=scenario.cabin or trip.cabin)
        worked_out = estimate(planned, method)
        kg = worked_out.total if isinstance(worked_out, Estimate) else None
        if kg is None:
            left_out += 1
        elif trip_id in scenario.online:
            avoided.append(kg)
            people_online += travellers or 0
        else:
            flown.append(kg)
    flown_kg = total(flown)
    if flown_kg is None and avoided:
        flown_kg = Range(0, 0, 0)  # every trip is held online: nothing is flown, and that is known
    return Forecast(
        flown=flown_kg,
        avoided=total(avoided),
        cost_cad=flown_kg.times(scenario.price_cad_per_tonne / KG_PER_TONNE) if flown_kg else None,
        online_kg=_online_kg(people_online, scenario),
        left_out=left_out,
    )


def _online_kg(people: int, scenario: Scenario) -> float | None:
    return None if not people or scenario.online_kg_per_person is None else people * scenario.online_kg_per_person
