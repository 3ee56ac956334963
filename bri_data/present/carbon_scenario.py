"""The hypotheses of the carbon page as its address writes them: one reading for the page, its slide and the command."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..carbon import STATED_CABINS, Cabin, Estimate, Method, Scenario, forecast
from . import format as fmt
from .carbon import Journey, said_cad, said_kg
from .words import Texts

SCENARIO = "s."  # how the names of the parameters begin
PRICE, CABIN, ONLINE = f"{SCENARIO}prix", f"{SCENARIO}cabine", f"{SCENARIO}enligne"
ONLINE_KG, TRAVELLERS = f"{SCENARIO}kg", f"{SCENARIO}voyageurs"
MOST_TRAVELLERS = 500
MOST_INPUTS = 6  # one number of travellers per journey up to here, one for all beyond, under the name of their year


@dataclass(frozen=True)
class Hypotheses:
    """What an address supposes; None and () where it supposes nothing, which is then the page's own.

    `price_cad` is for a tonne, `online` holds keys of journeys, `online_kg` is for a person, `travellers` are numbers
    by key of a journey. `ignored` is what cannot be read, as "name=value".
    """

    price_cad: float | None = None
    cabin: Cabin | None = None
    online: tuple[str, ...] = ()
    online_kg: float | None = None
    travellers: tuple[tuple[str, int], ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is supposed."""
        return self == Hypotheses(ignored=self.ignored)

    def scenario(self, known: Sequence[Journey], year: int, price_cad: float) -> Scenario:
        """The scenario of the journeys of `year` that have a number, at `price_cad` where no price is supposed; the
        published number of travellers, or one, where none is."""
        said = dict(self.travellers)
        one_for_all = said.get(str(year), 1)
        travellers = {
            journey.key: journey.trip.travellers or one_for_all
            if len(known) > MOST_INPUTS
            else said.get(journey.key, journey.trip.travellers or 1)
            for journey in known
        }
        return Scenario(
            price_cad if self.price_cad is None else self.price_cad,
            travellers,
            self.cabin,
            frozenset(self.online) & {journey.key for journey in known},
            self.online_kg,
        )

    def journeys(self) -> Iterable[tuple[str, str]]:
        """Each journey supposed something of, as (parameter, key)."""
        yield from ((ONLINE, key) for key in self.online)
        yield from ((TRAVELLERS, key) for key, _ in self.travellers)


def estimated(journeys: Iterable[Journey]) -> list[Journey]:
    """The journeys that have a number: those that a scenario can change."""
    return [journey for journey in journeys if isinstance(journey.result, Estimate)]


def read_hypotheses(own: Iterable[tuple[str, str]]) -> Hypotheses:
    """What the parameters of an address suppose; of a journey said twice, the first number."""
    found: dict[str, float] = {}
    cabin: Cabin | None = None
    online: dict[str, None] = {}
    travellers: dict[str, int] = {}
    ignored: list[str] = []
    for name, value in own:
        if not name.startswith(SCENARIO) or not value:
            continue
        key, _, number = value.rpartition(":")
        if name in {PRICE, ONLINE_KG} and (read := _number(value)) is not None and name not in found:
            found[name] = read
        elif name == CABIN and cabin is None and value in STATED_CABINS:
            cabin = next(one for one in STATED_CABINS if one == value)
        elif name == ONLINE and len(value) <= 200:
            online[value] = None
        elif name == TRAVELLERS and key and number in _HEADCOUNTS and key not in travellers:
            travellers[key] = int(number)
        else:
            ignored.append(f"{name}={value[:60]}")
    return Hypotheses(
        found.get(PRICE), cabin, tuple(online), found.get(ONLINE_KG), tuple(travellers.items()), tuple(ignored)
    )


_HEADCOUNTS = frozenset(str(number) for number in range(1, MOST_TRAVELLERS + 1))


def _number(text: str) -> float | None:
    """The number of zero or more that an address writes; None for what is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def sentence(
    supposed: Hypotheses,
    journeys: Sequence[Journey],
    method: Method | None,
    price_cad: float | None,
    *,
    year: int,
    texts: Texts,
) -> str:
    """What is supposed and what it calls for, in one sentence; "" when nothing is supposed, or nothing can be counted:
    the page has then no scenario."""
    known = estimated(journeys)
    if supposed.is_empty or price_cad is None or not known:
        return ""
    scenario = supposed.scenario(known, year, price_cad)
    answer = forecast({journey.key: journey.trip for journey in journeys}, method, scenario)
    if answer.flown is None or answer.cost_cad is None:
        return ""
    names = {journey.key: journey.name for journey in known}
    said = [texts("carbon.scenario.said.price", price=fmt.money(scenario.price_cad_per_tonne, texts))]
    said += [texts(f"carbon.cabin.{scenario.cabin}")] if scenario.cabin else []
    said += [
        texts.count("carbon.scenario.said.travellers", n, name=names[key])
        for key, n in supposed.travellers
        if key in names
    ]
    said += [texts.count("carbon.scenario.said.each", n) for key, n in supposed.travellers if key == str(year)]
    if scenario.online:
        held = fmt.joined([names[key] for key in supposed.online if key in names], texts)
        said.append(texts("carbon.scenario.said.online", names=held))
    return texts(
        "carbon.scenario.said.whole",
        year=year + 1,
        supposed="; ".join(said),
        flown=said_kg(answer.flown, texts).whole,
        cost=said_cad(answer.cost_cad, texts).whole,
    )
