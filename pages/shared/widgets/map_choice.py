"""What the reader chose on the map (city, frame, distance, place in the middle): read and written in the address."""

from __future__ import annotations

import re

import streamlit as st

from bri_data.clicks import Verb, read_click
from bri_data.present import map_page
from bri_data.present.figures.maps.deck import clicked_city
from bri_data.present.geo.placement import GROUP
from bri_data.present.geo.projection import Point
from pages.shared.base.component import clicked
from pages.shared.reader.reader import CHOICE, catch_up, own_value
from pages.shared.reader.screen import screen

CITY, FRAME, STEPS, CENTRE = "ville", "cadre", "zoom", "centre"
DECK, SVG, DISTANCE, STOPS = "map-deck", "map-svg", "map-distance", "map-stops"
FRAMES, MOVES, PANEL = "map-frames", "map-moves", "map-panel"
_STEPS_TOLD = re.compile("-?[0-9]{1,2}")


def choose(city_id: str | None) -> None:
    """Write the chosen city in the address, the one place where it is kept; instead of one that stood out."""
    if own_value(CHOICE).startswith(f"{CITY}:"):
        del st.query_params[CHOICE]
    if city_id is None:
        st.query_params.pop(CITY, None)
    else:
        st.query_params[CITY] = city_id


def _chosen() -> str | None:
    """The city whose panel is open: the one chosen here, else the one that stands out."""
    kind, _, lit = own_value(CHOICE).partition(":")
    return own_value(CITY) or (lit if kind == CITY else None)


def _pick(city_id: str) -> None:
    """Choose a city, or leave the one that is chosen; a group opens: the map comes closer to its busiest city."""
    if city_id.startswith(GROUP):
        choose(city_id.removeprefix(GROUP))
        st.query_params.pop(CENTRE, None)
        zoom(2)
    else:
        choose(None if city_id == _chosen() else city_id)


def pick_in_deck() -> None:
    """A click on the map: choose that city; the chosen one again, leave it. The sea changes nothing."""
    city_id = clicked_city(st.session_state[DECK]["selection"])
    if city_id is not None:
        _pick(city_id)


def pick_in_svg() -> None:
    """The same on the simple map."""
    _pick(clicked(SVG) or "")


def pick_by_keyboard() -> None:
    """The same by one of the buttons laid over the map."""
    _pick(clicked(STOPS) or "")


def leave_city() -> None:
    """A click on what shuts the panel of the chosen city; a phone goes back to its maps by region."""
    said = read_click(clicked(PANEL))
    if said and said.verb == Verb.LET_GO:
        choose(None)
        seen = screen()
        if seen and seen.is_phone:
            st.query_params.pop(STEPS, None)


def pick_frame() -> None:
    """Show another part of the map, from its own distance."""
    if st.session_state[FRAMES] == map_page.ALL:
        st.query_params.pop(FRAME, None)
    else:
        st.query_params[FRAME] = st.session_state[FRAMES]
    st.query_params.pop(STEPS, None)
    st.query_params.pop(CENTRE, None)


def zoom(steps: int) -> None:
    """Come closer or go away; the address keeps how far."""
    asked = max(map_page.FURTHEST, min(map_page.CLOSEST, shown_steps() + steps))
    st.query_params.pop(STEPS, None)
    if asked:
        st.query_params[STEPS] = str(asked)


def shown_steps() -> int:
    """How many steps closer than its frame the map is."""
    return map_page.steps_of(own_value(STEPS))


def recentre() -> None:
    """Show the frame again as it was first."""
    st.query_params.pop(STEPS, None)
    st.query_params.pop(CENTRE, None)
    st.session_state["map-turn"] = st.session_state.get("map-turn", 0) + 1


def shown_centre() -> Point | None:
    """The place that the reader moved to the middle of the map."""
    return map_page.centre_of(own_value(CENTRE))


def keep_centre() -> None:
    """The map was moved by hand or by its arrow keys: the address keeps what stands in its middle now, and how much
    closer two fingers brought it."""
    catch_up()
    told, _, steps = str(st.session_state[MOVES].get("centre") or "").partition(" ")
    if map_page.centre_of(told):
        st.query_params[CENTRE] = told
        if _STEPS_TOLD.fullmatch(steps):
            zoom(int(steps))


def pick_distance() -> None:
    """A click on one of figures.distance_buttons."""
    said = read_click(clicked(DISTANCE))
    steps = {Verb.CLOSER: 1, Verb.FURTHER: -1}
    if said and said.verb in steps:
        zoom(steps[said.verb])
    else:
        recentre()
