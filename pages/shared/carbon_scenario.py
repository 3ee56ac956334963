"""The scenario of the carbon page: the reader's hypotheses, and the credits they call for. It reruns on its own.

The address keeps each hypothesis that is not the page's own (`s.prix`, `s.cabine`, `s.kg`, `s.enligne` and
`s.voyageurs=<journey>:<number>`, repeated): a link opens the same scenario.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from bri_data.address import Address
from bri_data.carbon import STATED_CABINS, Cabin, Estimate, Scenario, forecast
from bri_data.present.carbon import Journey
from bri_data.present.figures.carbon_page import Drawn
from bri_data.present.figures.carbon_scenario import result
from bri_data.present.words import Texts

from .as_written import as_written
from .component import picture
from .context import Context
from .reader import SCENARIO, asked, keep_scenario

_MOST_INPUTS = 6  # one traveller field per journey up to here, one for all beyond
_MOST_TRAVELLERS = 500
PRICE, CABIN, ONLINE = f"{SCENARIO}prix", f"{SCENARIO}cabine", f"{SCENARIO}enligne"
ONLINE_KG, TRAVELLERS = f"{SCENARIO}kg", f"{SCENARIO}voyageurs"


@st.fragment
def scenario_panel(page: Drawn, year: int, context: Context) -> None:
    """Draw the panel for the year's journeys. Nothing without a price to start from or without any journey that has a
    number."""
    texts = context.texts
    known = [journey for journey in page.journeys if isinstance(journey.result, Estimate)]
    if page.price_cad is None or not known:
        return
    st.subheader(texts("carbon.scenario.title", year=year + 1), anchor=False)
    st.caption(texts("carbon.scenario.lead", year=year))
    address = asked()
    price, cabin, online, online_kg = _hypotheses(address, page.price_cad, known, year, texts)
    scenario = Scenario(
        price_cad_per_tonne=price,
        travellers=_travellers(address, known, year, texts),
        cabin=cabin,
        online=frozenset(online),
        online_kg_per_person=online_kg,
    )
    st.caption(texts("carbon.scenario.hypotheses"))
    answer = forecast({journey.key: journey.trip for journey in page.journeys}, page.method, scenario)
    picture(result(answer, price, year, texts), key="carbon-scenario")


def read_number(text: str) -> float | None:
    """The number of zero or more that an address writes; None for what is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def read_travellers(address: Address) -> dict[str, int]:
    """How many the address says fly on each journey; what is no whole number from 1 to 500 is left out."""
    pairs = [value.rpartition(":") for name, value in address.own if name == TRAVELLERS]
    allowed = {str(number) for number in range(1, _MOST_TRAVELLERS + 1)}
    return {key: int(number) for key, _, number in pairs if number in allowed}


def _keep(name: str, values: Sequence[str]) -> None:
    """Make `values` those of one hypothesis in the address, [] for the page's own."""
    address = asked()
    others = tuple(item for item in address.own if item[0] != name)
    keep_scenario(replace(address, own=(*others, *((name, value) for value in values))))


def _hypotheses(
    address: Address, default_price: float, known: Sequence[Journey], year: int, texts: Texts
) -> tuple[float, Cabin | None, list[str], float | None]:
    columns = st.columns([2, 3, 4, 3], vertical_alignment="bottom")
    names = {journey.key: f"{journey.name}, {journey.date}" for journey in known}
    price_key, cabin_key, online_key, kg_key = (
        "carbon-price",
        "carbon-cabin",
        f"carbon-online-{year}",
        "carbon-online-kg",
    )
    start, kept = round(default_price, 2), st.session_state
    price_asked = read_number(address.value(PRICE))
    kept[price_key] = start if price_asked is None else price_asked
    kept[cabin_key] = next((cabin for cabin in STATED_CABINS if cabin == address.value(CABIN)), None)
    kept[online_key] = [key for key in names if (ONLINE, key) in address.own]
    kept[kg_key] = read_number(address.value(ONLINE_KG))

    def keep_price() -> None:
        _keep(PRICE, [] if kept[price_key] in {None, start} else [f"{kept[price_key]:g}"])

    def keep_cabin() -> None:
        _keep(CABIN, [kept[cabin_key]] if kept[cabin_key] else [])

    def keep_online() -> None:
        _keep(ONLINE, kept[online_key])

    def keep_kg() -> None:
        _keep(ONLINE_KG, [] if kept[kg_key] is None else [f"{kept[kg_key]:g}"])

    price = columns[0].number_input(
        texts("carbon.scenario.price"), min_value=0.0, step=1.0, format="%.2f", key=price_key, on_change=keep_price
    )
    cabin = columns[1].selectbox(
        texts("carbon.scenario.cabin"),
        [None, *STATED_CABINS],
        format_func=lambda code: texts(f"carbon.cabin.{code}" if code else "carbon.scenario.cabin_stated"),
        key=cabin_key,
        on_change=keep_cabin,
    )
    online = columns[2].multiselect(
        texts("carbon.scenario.online"),
        list(names),
        format_func=lambda key: names.get(key, key),
        placeholder=texts("carbon.scenario.online_none"),
        key=online_key,
        on_change=keep_online,
    )
    online_kg = columns[3].number_input(
        texts("carbon.scenario.online_kg"),
        min_value=0.0,
        value=None,
        step=0.1,
        placeholder=texts("carbon.scenario.unknown"),
        key=kg_key,
        on_change=keep_kg,
    )
    return price, cabin, online, online_kg


def _travellers(address: Address, known: Sequence[Journey], year: int, texts: Texts) -> dict[str, int]:
    """How many fly on each journey, as the reader sets it; the published number or one person to start with."""
    read = read_travellers(address)
    if len(known) > _MOST_INPUTS:
        with st.columns(_MOST_INPUTS)[0]:
            number = _traveller_input(texts("carbon.scenario.travellers"), read.get(str(year), 1), 1, str(year))
        return {journey.key: journey.trip.travellers or number for journey in known}
    travellers = {}
    for column, journey in zip(st.columns(_MOST_INPUTS), known, strict=False):
        label = texts("carbon.scenario.travellers_of", name=journey.name)
        start = journey.trip.travellers or 1
        with column:
            travellers[journey.key] = _traveller_input(label, read.get(journey.key, start), start, journey.key)
    return travellers


def _traveller_input(label: str, shown: int, start: int, key: str) -> int:
    """A field of travellers that shows `shown`; the address keeps it when it is not `start`, under `key`."""
    widget = f"carbon-travellers-{key}"
    st.session_state[widget] = shown

    def keep() -> None:
        others = {one: number for one, number in read_travellers(asked()).items() if one != key}
        chosen = st.session_state[widget]
        now = others if chosen in {None, start} else others | {key: chosen}
        _keep(TRAVELLERS, [f"{one}:{number}" for one, number in now.items()])

    number: int = st.number_input(
        as_written(label), min_value=1, max_value=_MOST_TRAVELLERS, step=1, key=widget, on_change=keep
    )
    return number
