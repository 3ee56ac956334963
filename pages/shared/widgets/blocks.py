"""Streamlit blocks that pages share."""

from __future__ import annotations

from typing import Literal
from urllib.parse import parse_qsl

import pandas as pd
import streamlit as st
from markupsafe import Markup, escape
from streamlit.delta_generator import DeltaGenerator

from bri_data.address import EVERY_YEAR, YEAR
from bri_data.clicks import Verb, read_click
from bri_data.model import report_year
from bri_data.pages import OPEN
from bri_data.present.figures.maps.scene import CIRCLE_STEPS_KM
from bri_data.present.geo.base import LAYERS, base_svg
from bri_data.present.geo.base_geojson import base_geojson, circles_geojson
from bri_data.present.geo.projection import Home
from bri_data.present.rows import plain
from bri_data.queries.overview import home_city
from bri_data.store.database import Database
from pages.shared.base.assets import publish
from pages.shared.base.component import write_markup
from pages.shared.base.window import name_window
from pages.shared.reader.context import Context, say_ignored
from pages.shared.reader.reader import keep_year, parameters
from pages.shared.widgets.filter_form import filter_popover
from pages.shared.work.once import once_for_all

_MOST_BUTTONS = 8


@once_for_all(8)
def base_map_address(home: Home) -> str:
    """Where the browser fetches the base map centred on `home`: once, then from its own cache."""
    return publish(base_svg(home), "image/svg+xml")


def project_base_map(database: Database) -> None:
    """Draw the base map of the bureau's own city before the first reader asks; none where no city is its own."""
    with database.cursor() as con:
        for row in plain(home_city(con)):
            base_map_address(Home(row["name"], row["latitude"], row["longitude"]))


@once_for_all(8)
def base_layer_addresses(home: Home) -> dict[str, str]:
    """Where the browser fetches each layer of the base map as GeoJSON, and the distance circles of each step."""
    layers = {layer: base_geojson(home, layer) for layer in LAYERS}
    circles = {f"circles-{step}": circles_geojson(step) for step in CIRCLE_STEPS_KM}
    return {name: publish(text, "application/geo+json") for name, text in (layers | circles).items()}


def image_address(svg: str) -> str:
    """Where the browser fetches an SVG image."""
    return publish(svg, "image/svg+xml")


def year_heading(years: pd.DataFrame, context: Context, *, key: str) -> tuple[DeltaGenerator, int]:
    """A line with room for the page's title, to be written into the first value, and the year choice at its end.

    Where the data speak of no year at all, says so and stops the page there.
    """
    heading, line = _heading(years, context, key)
    with line:
        year = year_choice(years, context, key=key)
    say_ignored(context, {YEAR: str(year)})
    return heading, year


def filtered_heading(years: pd.DataFrame, context: Context, *, key: str) -> tuple[DeltaGenerator, int | None]:
    """The same on a page that can show every year (None) and be filtered: the form stands at the end of the line."""
    heading, line = _heading(years, context, key)
    with line:
        year = span_choice(years, context, key=key)
        filter_popover(context, year, key=key)
    say_ignored(context, {YEAR: str(year)})
    return heading, year


def undated_heading(context: Context, *, key: str) -> DeltaGenerator:
    """Room for the title of a page that speaks of every year, and the filter form at the end of its line."""
    line = st.container(horizontal=True, vertical_alignment="center", key=f"bri-heading-{key}")
    heading = line.container(width="stretch")
    with line:
        filter_popover(context, None, key=key)
    return heading


def _heading(years: pd.DataFrame, context: Context, key: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    if years.empty:
        st.title(context.texts("common.no_year"), anchor=False)
        write_markup(Markup(f'<p class="bri-empty">{escape(context.texts("common.no_year_help"))}</p>'))
        st.stop()
    line = st.container(horizontal=True, vertical_alignment="center", key=f"bri-heading-{key}")
    return line.container(width="stretch"), line


def year_choice(years: pd.DataFrame, context: Context, *, key: str) -> int:
    """The year to show, chosen with buttons (a list beyond eight years) and kept in the address.

    `years` is queries.overview.years. The address wins when it names a year of the data; else the latest year that
    has a report; else the latest year.
    """
    chosen = _choice(years, context, key, ())
    assert chosen is not None  # noqa: S101 - every year is no option here
    return chosen


def span_choice(years: pd.DataFrame, context: Context, *, key: str) -> int | None:
    """The same with every year (None) as one more choice."""
    return _choice(years, context, key, (EVERY_YEAR,))


def _choice(years: pd.DataFrame, context: Context, key: str, others: tuple[Literal["toutes"], ...]) -> int | None:
    options: list[int] = [row["year"] for row in plain(years)]
    with_report = [row["year"] for row in plain(years) if row["has_report"]]
    default = (with_report or options)[0]
    offered: list[int | Literal["toutes"]] = [*others, *sorted(options)]
    asked = context.address.year
    chosen = asked if asked in offered and asked is not None else default
    widget = f"{key}-year"
    st.session_state[widget] = chosen

    def keep() -> None:
        picked = st.session_state[widget]
        keep_year(None if picked == default else picked)

    def label(option: object) -> str:
        return context.texts("common.every_year") if option == EVERY_YEAR else report_year.name(int(str(option)))

    name_window(context.address.page, context.texts, label(chosen))
    name = context.texts("common.year")
    if len(options) <= _MOST_BUTTONS:
        st.segmented_control(
            name,
            offered,
            format_func=label,
            key=widget,
            on_change=keep,
            required=True,
            label_visibility="collapsed",
        )
    else:
        newest_first = [*others, *options]
        st.selectbox(
            name,
            newest_first,
            format_func=label,
            key=widget,
            on_change=keep,
            label_visibility="collapsed",
            width=160,
        )
    return chosen if isinstance(chosen, int) else None


RECORDS = (Verb.CITY, Verb.ACTIVITY, Verb.AGREEMENT, Verb.PARTNER)
RECORDS_PAGE = "fiches.py"
# what is no record leads to its own page, under that page's own parameter
_PLACES = {Verb.OVERVIEW: ("overview.py", YEAR), Verb.THEME: ("themes.py", "case")}


def follow(data_id: str | None) -> None:
    """Go to what was clicked: a record (`activite:…`, `entente:…`, `ville:…`, `partenaire:…`), a year's
    overview (`vue:…`), a theme (`theme:…`), a comparison (`comparer:villes:namur,paris`), the overview with something
    standing out (`choix:ville:namur`), the map nearer to a group of cities (`groupe:namur`), a page in some state
    (`lieu:themes?f.axe=rayonne`).

    Nothing for others."""
    said = read_click(data_id)
    if said is None:
        return
    verb, code = said.verb, said.code
    if verb in RECORDS:
        st.switch_page(f"../{RECORDS_PAGE}", query_params={verb.value: code})
    if verb in _PLACES:
        file, parameter = _PLACES[verb]
        st.switch_page(f"../{file}", query_params={parameter: code})
    if verb == Verb.PLACE:
        page, _, query = code.partition("?")
        if page in OPEN:
            st.switch_page(f"../{OPEN[page].script}", query_params=parameters(parse_qsl(query)))
    if verb == Verb.GROUP:  # cities too near each other to be told apart: the map comes closer
        st.switch_page("../carte.py", query_params={"ville": code, "zoom": "2"})
    if verb == Verb.HIGHLIGHT:
        st.switch_page("../overview.py", query_params={verb.value: code})
    if verb == Verb.COMPARE:
        what, things = said.about
        st.switch_page("../comparer.py", query_params={"quoi": what, "avec": things.split(",")})
