"""The map a reader can move: by deck.gl where a graphics card draws it, as SVG elsewhere and on paper; its controls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from bri_data.present import map_page
from bri_data.present.figures.maps import page as figures
from bri_data.present.geo.frames import ZOOM
from bri_data.present.geo.placement import CityMarks
from pages.shared.base.as_written import as_written
from pages.shared.base.component import picture
from pages.shared.base.static import static_text
from pages.shared.reader.context import Context
from pages.shared.reader.screen import Screen, screen
from pages.shared.widgets import map_choice
from pages.shared.widgets.map_choice import CITY, DECK, DISTANCE, FRAMES, MOVES, STOPS, SVG
from pages.shared.widgets.map_drawn import (
    Unmeasured,
    View,
    drawn_as_svg,
    drawn_deck,
    drawn_for_any_screen,
    drawn_on_paper,
    map_height,
    part_shown,
)

LIST = "map-list"
MOST_BUTTONS = 40
_SCRIPT = static_text("map_moves.js")
_watch_moves = st.components.v2.component("bri_map_moves", js=_SCRIPT, isolate_styles=False)


def _may_be_a_phone(seen: Screen | None) -> bool:
    """Whether the maps by region may be what this browser shows: phones name themselves before their screen does."""
    return seen.is_phone if seen else "Mobi" in (st.context.headers.get("User-Agent") or "")


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
    if seen is None and len(answers.cities) > figures.CROWD:
        picture(figures.map_awaited(texts), key=SVG)
        return
    if seen is None or seen.is_phone:
        by_region, steps = _may_be_a_phone(seen), map_choice.shown_steps() if seen else 0
        asked = Unmeasured(answers.year, context.filters, frame, chosen, by_region, steps, seen is not None)
        markup = drawn_for_any_screen(mark, context.lang, asked, answers, texts)
        picture(markup, key=SVG, on_click=map_choice.pick_in_svg, lit=lit)
        return
    kept = st.session_state
    turn = kept.get("map-turn", 0)
    view = View(
        answers.year,
        context.filters,
        frame,
        chosen,
        seen,
        map_choice.shown_steps(),
        turn,
        centre=map_choice.shown_centre(),
    )
    view = replace(view, lit=frozenset(tag.removeprefix(f"{CITY}:") for tag in lit or () if tag.startswith(f"{CITY}:")))
    shown = part_shown(view, answers)
    moves = {
        "centre": shown.centre_km,
        "kmPerPx": shown.km_per_px,
        "width": shown.width,
        "zoom": ZOOM,
        "words": texts("map_page.move"),
    }
    _watch_moves(key=MOVES, data=moves, on_centre_change=map_choice.keep_centre, height="content")
    if seen.webgl:
        drawn, stops = drawn_deck(mark, context.lang, view, answers, texts)
        with st.container(key="bri-deck-held"):
            st.pydeck_chart(
                drawn,
                key=DECK,
                height=map_height(seen),
                on_select=map_choice.pick_in_deck,
                selection_mode="single-object",
                alt=figures.map_label(answers.cities, answers.home, texts),
            )
            picture(stops, key=STOPS, on_click=map_choice.pick_by_keyboard)
        picture(drawn_on_paper(mark, context.lang, view, answers, texts), key="map-print")
        return
    picture(drawn_as_svg(mark, context.lang, view, answers, texts), key=SVG, on_click=map_choice.pick_in_svg, lit=lit)


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
                on_change=map_choice.pick_frame,
                required=True,
                label_visibility="collapsed",
            )
        play()
        if seen and not seen.is_phone:
            picture(figures.distance_buttons(texts), key=DISTANCE, on_click=map_choice.pick_distance)


def draw_list(cities: tuple[CityMarks, ...], selected: CityMarks | None, context: Context) -> None:
    """Every city of the frame, for the keyboard and for those the map has no room for."""
    texts = context.texts
    options = map_page.choices(cities, texts)
    label = texts("map_page.other_city" if selected else "map_page.cities")
    st.session_state[LIST] = selected.city_id if selected and selected.city_id in options else None

    def pick() -> None:
        st.query_params.pop(map_choice.CENTRE, None)  # the map goes to that city
        map_choice.choose(st.session_state[LIST])

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
