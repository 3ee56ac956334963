"""Streamlit blocks that pages share."""

from __future__ import annotations

import html
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bri_data.present.figures.mapscene import CIRCLE_STEPS_KM
from bri_data.present.geo.base import LAYERS, base_svg
from bri_data.present.geo.base_geojson import base_geojson, circles_geojson
from bri_data.present.geo.projection import Home
from bri_data.present.rows import plain

from .assets import publish
from .context import Context
from .reader import keep_year

_MOST_BUTTONS = 8


@st.cache_resource(max_entries=8, show_spinner=False)
def base_map_address(home: Home) -> str:
    """Where the browser fetches the base map centred on `home`: once, then from its own cache."""
    return publish(base_svg(home), "image/svg+xml")


@st.cache_resource(max_entries=8, show_spinner=False)
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
    if years.empty:
        st.title(context.texts("common.no_year"), anchor=False)
        st.html(f'<p class="bri-empty">{html.escape(context.texts("common.no_year_help"))}</p>')
        st.stop()
    line = st.container(horizontal=True, vertical_alignment="center", key=f"bri-heading-{key}")
    heading = line.container(width="stretch")
    with line:
        return heading, year_choice(years, context, key=key)


def year_choice(years: pd.DataFrame, context: Context, *, key: str) -> int:
    """The year to show, chosen with buttons (a list beyond eight years) and kept in the address.

    `years` is queries.overview.years. The address wins when it names a year of the data; else the latest year that
    has a report; else the latest year.
    """
    options: list[int] = [row["year"] for row in plain(years)]
    with_report = [row["year"] for row in plain(years) if row["has_report"]]
    default = (with_report or options)[0]
    chosen: int = context.year if context.year is not None and context.year in options else default
    widget = f"{key}-year"
    st.session_state[widget] = chosen

    def keep() -> None:
        picked = st.session_state[widget]
        keep_year(None if picked == default else picked)

    label = context.texts("common.year")
    if len(options) <= _MOST_BUTTONS:
        st.segmented_control(
            label, sorted(options), key=widget, on_change=keep, required=True, label_visibility="collapsed"
        )
    else:
        st.selectbox(label, options, key=widget, on_change=keep, label_visibility="collapsed", width=160)
    return chosen


RECORDS = ("ville", "activite", "entente", "partenaire")
RECORDS_PAGE = "fiches.py"


def follow(data_id: str | None) -> None:
    """Go to the record clicked (`activite:…`, `entente:…`, `ville:…`, `partenaire:…`): nothing for others."""
    kind, _, code = (data_id or "").partition(":")
    if kind in RECORDS and code and (Path(__file__).parents[1] / RECORDS_PAGE).exists():
        st.switch_page(f"../{RECORDS_PAGE}", query_params={kind: code})
