"""The scenario of the carbon page: the reader's hypotheses, and the credits they call for. It reruns on its own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from bri_data.carbon import STATED_CABINS, Cabin, Estimate, Scenario, forecast
from bri_data.present.carbon import Journey
from bri_data.present.figures.carbon_page import Drawn
from bri_data.present.figures.carbon_scenario import result
from bri_data.present.words import Texts

from .as_written import as_written
from .component import picture
from .context import Context

_MOST_INPUTS = 6  # one traveller field per journey up to here, one for all beyond


@st.fragment
def scenario_panel(page: Drawn, year: int, context: Context) -> None:
    """Draw the panel for the year's journeys; its values stay in the session, per year. Nothing without a price to
    start from or without any journey that has a number."""
    texts = context.texts
    known = [journey for journey in page.journeys if isinstance(journey.result, Estimate)]
    if page.price_cad is None or not known:
        return
    st.subheader(texts("carbon.scenario.title", year=year + 1), anchor=False)
    st.caption(texts("carbon.scenario.lead", year=year))
    price, cabin, online, online_kg = _hypotheses(page.price_cad, known, year, texts)
    scenario = Scenario(
        price_cad_per_tonne=price,
        travellers=_travellers(known, year, texts),
        cabin=cabin,
        online=frozenset(online),
        online_kg_per_person=online_kg,
    )
    st.caption(texts("carbon.scenario.hypotheses"))
    answer = forecast({journey.key: journey.trip for journey in page.journeys}, page.method, scenario)
    picture(result(answer, price, year, texts), key="carbon-scenario")


def _hypotheses(
    default_price: float, known: Sequence[Journey], year: int, texts: Texts
) -> tuple[float, Cabin | None, list[str], float | None]:
    columns = st.columns([2, 3, 4, 3], vertical_alignment="bottom")
    price = columns[0].number_input(
        texts("carbon.scenario.price"),
        min_value=0.0,
        value=round(default_price, 2),
        step=1.0,
        format="%.2f",
        key="carbon-price",
        persist_state="session",
    )
    cabin = columns[1].selectbox(
        texts("carbon.scenario.cabin"),
        [None, *STATED_CABINS],
        format_func=lambda code: texts(f"carbon.cabin.{code}" if code else "carbon.scenario.cabin_stated"),
        key="carbon-cabin",
        persist_state="session",
    )
    names = {journey.key: f"{journey.name}, {journey.date}" for journey in known}
    online = columns[2].multiselect(
        texts("carbon.scenario.online"),
        list(names),
        format_func=lambda key: names.get(key, key),
        placeholder=texts("carbon.scenario.online_none"),
        key=f"carbon-online-{year}",
        persist_state="session",
    )
    online_kg = columns[3].number_input(
        texts("carbon.scenario.online_kg"),
        min_value=0.0,
        value=None,
        step=0.1,
        placeholder=texts("carbon.scenario.unknown"),
        key="carbon-online-kg",
        persist_state="session",
    )
    return price, cabin, online, online_kg


def _travellers(known: Sequence[Journey], year: int, texts: Texts) -> dict[str, int]:
    """How many fly on each journey, as the reader sets it; the published number or one person to start with."""
    if len(known) > _MOST_INPUTS:
        with st.columns(_MOST_INPUTS)[0]:
            number = _traveller_input(texts("carbon.scenario.travellers"), 1, f"carbon-travellers-{year}")
        return {journey.key: journey.trip.travellers or number for journey in known}
    columns = st.columns(_MOST_INPUTS)
    travellers = {}
    for column, journey in zip(columns, known, strict=False):
        label = texts("carbon.scenario.travellers_of", name=journey.name)
        with column:
            travellers[journey.key] = _traveller_input(
                label, journey.trip.travellers or 1, f"carbon-travellers-{journey.key}"
            )
    return travellers


def _traveller_input(label: str, default: int, key: str) -> int:
    number: int = st.number_input(
        as_written(label),
        min_value=1,
        max_value=500,
        value=default,
        step=1,
        key=key,
        persist_state="session",
    )
    return number
