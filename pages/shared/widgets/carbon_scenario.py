"""The scenario of the carbon page: the reader's hypotheses, and the credits they call for. It reruns on its own.

The address keeps each hypothesis that is not the page's own (`s.prix`, `s.cabine`, `s.kg`, `s.enligne` and
`s.voyageurs=<journey>:<number>`, repeated): a link opens the same scenario.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import Markup, escape

from bri_data.carbon import STATED_CABINS, Scenario, forecast
from bri_data.present import format as fmt
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
    kept[cabin_key] = supposed.cabin
    kept[online_key] = [key for key in names if key in supposed.online]

    def keep_price(price: float | None) -> None:
        _keep(PRICE, [] if price in {None, start} else [f"{price:g}"])

    def keep_cabin() -> None:
        _keep(CABIN, [kept[cabin_key]] if kept[cabin_key] else [])

    def keep_online() -> None:
        _keep(ONLINE, kept[online_key])

    def keep_kg(kg: float | None) -> None:
        _keep(ONLINE_KG, [] if kg is None else [f"{kg:g}"])

    with columns[0]:
        price = start if supposed.price_cad is None else supposed.price_cad
        _number_field(texts("carbon.scenario.price"), price, price_key, keep_price, texts)
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
    with columns[3]:
        _number_field(texts("carbon.scenario.online_kg"), supposed.online_kg, kg_key, keep_kg, texts)


def _number_field(
    label: str, shown: float | None, key: str, keep: Callable[[float | None], None], texts: Texts
) -> None:
    """A field of a number of zero or more, written as the reader's language writes it; « inconnu » while it is empty.

    A field of the browser for numbers would show and take a decimal point. What is no number stays in the field, which
    says so; `keep` hears of the others, None for an emptied field.
    """
    kept, refused = st.session_state, f"{key}-refused"
    wrong = kept.get(refused, "")
    kept[key] = wrong or ("" if shown is None else fmt.written(shown, texts))

    def read() -> None:
        text = kept[key].strip()
        number = fmt.typed(text, texts)
        is_wrong = bool(text) and (number is None or number < 0)
        kept[refused] = text if is_wrong else ""
        if not is_wrong:
            keep(number)

    st.text_input(label, key=key, on_change=read, max_chars=20, placeholder=texts("carbon.scenario.unknown"))
    if wrong:
        said = texts("carbon.scenario.no_number", text=wrong, example=fmt.written(35.79, texts))
        write_markup(Markup(f'<p class="bri-ignored" role="status">{escape(said)}</p>'))


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
