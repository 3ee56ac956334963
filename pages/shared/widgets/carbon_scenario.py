"""The scenario of the carbon page: the reader's hypotheses, and the credits they call for. It reruns on its own.

The address keeps each hypothesis that is not the page's own (`s.prix`, `s.cabine`, `s.kg`, `s.enligne` and
`s.voyageurs=<journey>:<number>`, repeated): a link opens the same scenario.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import Markup, escape

from bri_data.carbon import STATED_CABINS, Scenario, forecast
from bri_data.present.carbon import Journey
from bri_data.present.carbon_scenario import (
    CABIN,
    MOST_INPUTS,
    MOST_TRAVELLERS,
    ONLINE,
    ONLINE_KG,
    PRICE,
    TRAVELLERS,
    Hypotheses,
    estimated,
    read_hypotheses,
)
from bri_data.present.figures.carbon.page import Drawn
from bri_data.present.figures.carbon.scenario import result
from bri_data.present.filters import ignored_line
from bri_data.present.words import Texts
from pages.shared.base.as_written import as_written
from pages.shared.base.component import picture, write_markup
from pages.shared.reader.context import Context
from pages.shared.reader.reader import asked, keep_scenario


@st.fragment
def scenario_panel(page: Drawn, year: int, context: Context) -> None:
    """Draw the panel for the year's journeys. Nothing without a price to start from or without any journey that has a
    number."""
    texts = context.texts
    known = estimated(page.journeys)
    if page.price_cad is None or not known:
        return
    st.subheader(texts("carbon.scenario.title", year=year + 1), anchor=False)
    st.caption(texts("carbon.scenario.lead", year=year))
    supposed = read_hypotheses(asked().own)
    if supposed.ignored:
        said = ignored_line(supposed.ignored, (), texts)
        write_markup(Markup(f'<p class="bri-ignored" role="status">{escape(said)}</p>'))
    scenario = supposed.scenario(known, year, page.price_cad)
    _fields(supposed, page.price_cad, known, year, texts)
    _travellers(supposed, scenario, known, year, texts)
    st.caption(texts("carbon.scenario.hypotheses"))
    answer = forecast({journey.key: journey.trip for journey in page.journeys}, page.method, scenario)
    picture(result(answer, scenario.price_cad_per_tonne, year, texts), key="carbon-scenario")


def _keep(name: str, values: Sequence[str]) -> None:
    """Make `values` those of one hypothesis in the address, [] for the page's own."""
    address = asked()
    others = tuple(item for item in address.own if item[0] != name)
    keep_scenario(replace(address, own=(*others, *((name, value) for value in values))))


def _fields(supposed: Hypotheses, default_price: float, known: Sequence[Journey], year: int, texts: Texts) -> None:
    """The fields of the price, the cabin and the meetings online, as the address has them."""
    columns = st.columns([2, 3, 4, 3], vertical_alignment="bottom")
    names = {journey.key: f"{journey.name}, {journey.date}" for journey in known}
    price_key, cabin_key, online_key, kg_key = (
        "carbon-price",
        "carbon-cabin",
        f"carbon-online-{year}",
        "carbon-online-kg",
    )
    start, kept = round(default_price, 2), st.session_state
    kept[price_key] = start if supposed.price_cad is None else supposed.price_cad
    kept[cabin_key] = supposed.cabin
    kept[online_key] = [key for key in names if key in supposed.online]
    kept[kg_key] = supposed.online_kg

    def keep_price() -> None:
        _keep(PRICE, [] if kept[price_key] in {None, start} else [f"{kept[price_key]:g}"])

    def keep_cabin() -> None:
        _keep(CABIN, [kept[cabin_key]] if kept[cabin_key] else [])

    def keep_online() -> None:
        _keep(ONLINE, kept[online_key])

    def keep_kg() -> None:
        _keep(ONLINE_KG, [] if kept[kg_key] is None else [f"{kept[kg_key]:g}"])

    columns[0].number_input(
        texts("carbon.scenario.price"), min_value=0.0, step=1.0, format="%.2f", key=price_key, on_change=keep_price
    )
    columns[1].selectbox(
        texts("carbon.scenario.cabin"),
        [None, *STATED_CABINS],
        format_func=lambda code: texts(f"carbon.cabin.{code}" if code else "carbon.scenario.cabin_stated"),
        key=cabin_key,
        on_change=keep_cabin,
    )
    columns[2].multiselect(
        texts("carbon.scenario.online"),
        list(names),
        format_func=lambda key: names.get(key, key),
        placeholder=texts("carbon.scenario.online_none"),
        key=online_key,
        on_change=keep_online,
    )
    columns[3].number_input(
        texts("carbon.scenario.online_kg"),
        min_value=0.0,
        value=None,
        step=0.1,
        placeholder=texts("carbon.scenario.unknown"),
        key=kg_key,
        on_change=keep_kg,
    )


def _travellers(supposed: Hypotheses, scenario: Scenario, known: Sequence[Journey], year: int, texts: Texts) -> None:
    """The fields of how many fly on each journey; one field for all journeys where they are many."""
    columns = st.columns(MOST_INPUTS)
    if len(known) > MOST_INPUTS:
        with columns[0]:
            number = dict(supposed.travellers).get(str(year), 1)
            _traveller_input(texts("carbon.scenario.travellers"), number, 1, str(year))
        return
    for column, journey in zip(columns, known, strict=False):
        label = texts("carbon.scenario.travellers_of", name=journey.name)
        with column:
            _traveller_input(label, scenario.travellers[journey.key], journey.trip.travellers or 1, journey.key)


def _traveller_input(label: str, shown: int, start: int, key: str) -> None:
    """A field of travellers that shows `shown`; the address keeps it when it is not `start`, under `key`."""
    widget = f"carbon-travellers-{key}"
    st.session_state[widget] = shown

    def keep() -> None:
        others = {one: number for one, number in read_hypotheses(asked().own).travellers if one != key}
        chosen = st.session_state[widget]
        now = others if chosen in {None, start} else others | {key: chosen}
        _keep(TRAVELLERS, [f"{one}:{number}" for one, number in now.items()])

    st.number_input(as_written(label), min_value=1, max_value=MOST_TRAVELLERS, step=1, key=widget, on_change=keep)
