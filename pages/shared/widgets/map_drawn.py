"""The map of cities as one reader looks at it: for deck.gl, as SVG, for paper, for a screen not measured yet."""

from __future__ import annotations

from dataclasses import dataclass

import pydeck as pdk
from markupsafe import Markup

from bri_data.filters import Filters
from bri_data.present import map_page
from bri_data.present.figures.maps import page as figures
from bri_data.present.figures.maps.deck import deck
from bri_data.present.figures.maps.inset import map_with_inset
from bri_data.present.figures.maps.scene import links_of
from bri_data.present.figures.maps.stops import map_stops
from bri_data.present.geo.frames import Frame, closer, widened
from bri_data.present.geo.projection import Point, projection_of
from bri_data.present.words import Texts
from pages.shared.reader.screen import Screen
from pages.shared.widgets.blocks import base_layer_addresses, base_map_address, image_address
from pages.shared.work.once import once_for_all

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
    steps: int = 0
    is_phone: bool = False


def map_height(seen: Screen) -> int:
    """The map's height in pixels: its shape's, less where the window could not show it whole."""
    above_and_below = 18.5 * (14 if seen.is_compact else 18)
    return round(min(seen.width * figures.SHAPE, max(seen.window_height - above_and_below, seen.width * 0.4)))


def _scale(seen: Screen) -> float:
    return 0.8 if seen.is_compact else 1.0


def part_shown(view: View, answers: map_page.Answers) -> Frame:
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
    scale, first = _scale(view.seen), part_shown(view, _answers)
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
    shown = part_shown(view, _answers)
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
    return figures.map_pictures(
        _answers,
        asked.frame,
        asked.city,
        _texts,
        base,
        by_region=asked.by_region,
        steps=asked.steps,
        is_phone=asked.is_phone,
    )
