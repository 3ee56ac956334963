"""The map a reader can move: by deck.gl where a graphics card draws it, as SVG elsewhere and on paper; its controls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pydeck as pdk
import streamlit as st
from markupsafe import Markup

from bri_data.clicks import Verb, read_click
from bri_data.filters import Filters
from bri_data.present import map_page
from bri_data.present.figures import map_page as figures
from bri_data.present.figures.deck import clicked_city, deck
from bri_data.present.figures.map_inset import map_with_inset
from bri_data.present.figures.map_stops import map_stops
from bri_data.present.figures.mapscene import links_of
from bri_data.present.geo.frames import Frame, closer, widened
from bri_data.present.geo.placement import GROUP, CityMarks
from bri_data.present.geo.projection import Point, projection_of
from bri_data.present.words import Texts

from .as_written import as_written
from .blocks import base_layer_addresses, base_map_address, image_address
from .component import clicked, picture
from .context import Context
from .once import once_for_all
from .reader import CHOICE, catch_up, own_value
from .screen import Screen, screen

CITY, FRAME, STEPS, CENTRE = "ville", "cadre", "zoom", "centre"
DECK, SVG, DISTANCE, STOPS = "map-deck", "map-svg", "map-distance", "map-stops"
LIST, FRAMES, MOVES, PANEL = "map-list", "map-frames", "map-moves", "map-panel"
_SCRIPT = (Path(__file__).parent / "static" / "map_moves.js").read_text("utf-8")
_watch_moves = st.components.v2.component("bri_map_moves", js=_SCRIPT, isolate_styles=False)
MOST_BUTTONS = 40
ROOM_FOR_NAMES = 160
MOST_ON_PAPER = 80


@dataclass(frozen=True)
class View:
    """What the reader looks at: frame, chosen city, steps of zoom, how often the frame was asked for again, the cities
    that stand out, and the place moved to the middle."""

    year: int | None
    filters: Filters
    frame: str
    city: str | None
    seen: Screen
    steps: int
    turn: int
    lit: frozenset[str] = frozenset()
    centre: Point | None = None


@dataclass(frozen=True)
class Unmeasured:
    """What a reader whose screen is a phone's, or not known yet, looks at."""

    year: int | None
    filters: Filters
    frame: str
    city: str | None
    by_region: bool


def map_height(seen: Screen) -> int:
    """The map's height in pixels: its shape's, less where the window could not show it whole."""
    above_and_below = 18.5 * (14 if seen.is_compact else 18)
    return round(min(seen.width * figures.SHAPE, max(seen.window_height - above_and_below, seen.width * 0.4)))


def _scale(seen: Screen) -> float:
    return 0.8 if seen.is_compact else 1.0


def _closer(view: View, answers: map_page.Answers) -> Frame:
    """The part of the map that fills the screen: the frame, closer by the steps asked for to the chosen city, or
    further."""
    width, height = view.seen.width, map_height(view.seen)
    return _moved(figures.frame_for(answers, view.frame, width, height, text_scale=_scale(view.seen)), view, answers)


def _moved(first: Frame, view: View, answers: map_page.Answers) -> Frame:
    """`first` as the reader came closer and moved it."""
    city = answers.city(view.city)
    place = projection_of(answers.home)(city.latitude, city.longitude) if city else None
    return closer(first, view.steps, place, view.centre)


@once_for_all(32)
def drawn_deck(
    fingerprint: str, lang: str, view: View, _answers: map_page.Answers, _texts: Texts
) -> tuple[pdk.Deck, Markup]:
    """The map for deck.gl; what lies over it: the part drawn larger, and its marks as buttons. Who comes closer does so
    around the chosen city."""
    home, cities = _answers.home, _answers.cities
    scale, first = _scale(view.seen), _closer(view, _answers)
    project = projection_of(home)
    places = [project(city.latitude, city.longitude) for city in cities if city.is_shown]
    # the reader may pan: marks and names are placed beyond the part shown first
    whole = widened(first, places, ROOM_FOR_NAMES)
    regions = figures.regions_shown(_answers, view.frame, first)
    scene = map_with_inset(
        cities, links_of(cities), home, _texts, whole, regions=regions, selected=view.city, text_scale=scale, view=first
    )
    base = base_layer_addresses(home)
    drawn = deck(
        scene, base, view.seen.scheme, image_address, view=first, selected=view.city, turn=view.turn, lit=view.lit
    )
    return drawn, figures.inset_over(scene, first, base_map_address(home), view.city) + map_stops(scene, _texts, first)


@once_for_all(32)
def drawn_as_svg(fingerprint: str, lang: str, view: View, _answers: map_page.Answers, _texts: Texts) -> Markup:
    """The same map as SVG, for a browser that draws no WebGL; it cannot be dragged."""
    shown = _closer(view, _answers)
    base, scale = base_map_address(_answers.home), _scale(view.seen)
    return figures.map_on_screen(_answers, view.frame, view.city, _texts, base, shown=shown, text_scale=scale)


@once_for_all(32)
def drawn_on_paper(fingerprint: str, lang: str, view: View, _answers: map_page.Answers, _texts: Texts) -> Markup:
    """The same map as SVG: a browser prints no drawing of deck.gl. A crowded one is sent only to who prints it."""
    if len(_answers.cities) > MOST_ON_PAPER:
        return figures.map_asked_for(figures.map_label(_answers.cities, _answers.home, _texts))
    base = base_map_address(_answers.home)
    return figures.map_on_paper(
        _answers, view.frame, view.city, _texts, base, moved=lambda first: _moved(first, view, _answers)
    )


@once_for_all(16)
def drawn_for_any_screen(
    fingerprint: str, lang: str, asked: Unmeasured, _answers: map_page.Answers, _texts: Texts
) -> Markup:
    """The map as SVG in the sizes of every screen, for a browser that has not said which is its own."""
    base = base_map_address(_answers.home)
    return figures.map_pictures(_answers, asked.frame, asked.city, _texts, base, by_region=asked.by_region)


def _may_be_a_phone(seen: Screen | None) -> bool:
    """Whether the maps by region may be what this browser shows: phones name themselves before their screen does."""
    return seen.is_phone if seen else "Mobi" in (st.context.headers.get("User-Agent") or "")


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
    """A click on what shuts the panel of the chosen city."""
    said = read_click(clicked(PANEL))
    if said and said.verb == Verb.LET_GO:
        choose(None)


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
    """The map was moved by hand or by its arrow keys: the address keeps what stands in its middle now."""
    catch_up()
    told = str(st.session_state[MOVES].get("centre") or "")
    if map_page.centre_of(told):
        st.query_params[CENTRE] = told


def pick_distance() -> None:
    """A click on one of figures.distance_buttons."""
    said = read_click(clicked(DISTANCE))
    steps = {Verb.CLOSER: 1, Verb.FURTHER: -1}
    if said and said.verb in steps:
        zoom(steps[said.verb])
    else:
        recentre()


def draw_map(
    answers: map_page.Answers,
    frame: str,
    selected: CityMarks | None,
    context: Context,
    lit: Sequence[str] | None = None,
) -> None:
    """The map as the reader's screen can show it, `lit` what stands out."""
    seen, texts, mark = screen(), context.texts, context.database.fingerprint
    chosen = selected.city_id if selected else None
    if seen is None or seen.is_phone:
        asked = Unmeasured(answers.year, context.filters, frame, chosen, by_region=_may_be_a_phone(seen))
        markup = drawn_for_any_screen(mark, context.lang, asked, answers, texts)
        picture(markup, key=SVG, on_click=pick_in_svg, lit=lit)
        return
    kept = st.session_state
    turn = kept.get("map-turn", 0)
    view = View(answers.year, context.filters, frame, chosen, seen, shown_steps(), turn, centre=shown_centre())
    view = replace(view, lit=frozenset(tag.removeprefix(f"{CITY}:") for tag in lit or () if tag.startswith(f"{CITY}:")))
    shown = _closer(view, answers)
    moves = {
        "centre": shown.centre_km,
        "kmPerPx": shown.km_per_px,
        "width": shown.width,
        "words": texts("map_page.move"),
    }
    _watch_moves(key=MOVES, data=moves, on_centre_change=keep_centre, height="content")
    if seen.webgl:
        drawn, stops = drawn_deck(mark, context.lang, view, answers, texts)
        with st.container(key="bri-deck-held"):
            st.pydeck_chart(
                drawn,
                key=DECK,
                height=map_height(seen),
                on_select=pick_in_deck,
                selection_mode="single-object",
                alt=figures.map_label(answers.cities, answers.home, texts),
            )
            picture(stops, key=STOPS, on_click=pick_by_keyboard)
        picture(drawn_on_paper(mark, context.lang, view, answers, texts), key="map-print")
        return
    picture(drawn_as_svg(mark, context.lang, view, answers, texts), key=SVG, on_click=pick_in_svg, lit=lit)


def draw_controls(answers: map_page.Answers, frame: str, context: Context, play: Callable[[], None]) -> None:
    """The frames found in the data, what plays the years (`play` draws it) and, for the map that can be moved, its
    distance."""
    texts, seen = context.texts, screen()
    with st.container(horizontal=True, vertical_alignment="center", key="bri-map-controls"):
        if len(answers.regions) > 1:
            names = {map_page.ALL: texts("map_page.everything"), **{one.code: one.name for one in answers.regions}}
            st.session_state[FRAMES] = frame
            st.segmented_control(
                texts("map_page.frame"),
                list(names),
                format_func=lambda code: as_written(names.get(code) or str(code)),
                key=FRAMES,
                on_change=pick_frame,
                required=True,
                label_visibility="collapsed",
            )
        play()
        if seen and not seen.is_phone:
            picture(figures.distance_buttons(texts), key=DISTANCE, on_click=pick_distance)


def draw_list(cities: tuple[CityMarks, ...], selected: CityMarks | None, context: Context) -> None:
    """Every city of the frame, for the keyboard and for those the map has no room for."""
    texts = context.texts
    options = map_page.choices(cities, texts)
    label = texts("map_page.other_city" if selected else "map_page.cities")
    st.session_state[LIST] = selected.city_id if selected and selected.city_id in options else None

    def pick() -> None:
        st.query_params.pop(CENTRE, None)  # the map goes to that city
        choose(st.session_state[LIST])

    if len(options) <= MOST_BUTTONS:
        st.pills(
            label,
            list(options),
            format_func=lambda code: as_written(options[code]),
            key=LIST,
            on_change=pick,
            wrap=True,
        )
    else:
        st.selectbox(
            label,
            list(options),
            format_func=lambda code: options[code],
            key=LIST,
            on_change=pick,
            placeholder=texts("map_page.city"),
        )
