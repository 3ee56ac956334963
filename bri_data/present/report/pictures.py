"""Drawings of a document: the pages' own, in light colours, with everything they need written inside."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from bri_data.present.figures.maps.page import map_label
from bri_data.present.figures.maps.world import links_of, world_map
from bri_data.present.places import city_marks, home_of

from .. import fonts
from ..figures.common import Run, strip
from ..geo.placement import CityMarks
from ..geo.projection import Home
from ..rows import plain
from ..theme import resolved
from ..words import Texts
from .model import Picture

_MAP_SIZE = (1060, 560)
_ON_SCREEN = re.compile(r' style="width:[^"]*"')
_NAMESPACE = '<svg xmlns="http://www.w3.org/2000/svg" '


def symbols(runs: Sequence[Run], alt: str) -> Picture | None:
    """One symbol per activity (figures/common.strip); None when there is nothing to draw."""
    markup = strip(runs, alt)
    return Picture(_alone(markup), alt) if markup else None


def cities_map(marks: pd.DataFrame, home: pd.DataFrame, texts: Texts, *, totals: bool) -> Picture | None:
    """The cities of queries.overview.city_marks around the home city; None when there is none to show."""
    (home_row,) = plain(home)
    return cities_picture(city_marks(marks, texts, totals=totals), home_of(home_row, texts), texts)


def cities_picture(cities: Sequence[CityMarks], home: Home, texts: Texts) -> Picture | None:
    """The map of `cities` around the home city; None when there is none to show."""
    if not any(city.is_shown for city in cities):
        return None
    alt = map_label(cities, home, texts)
    width, height = _MAP_SIZE
    drawn = world_map(cities, links_of(cities), home, texts, width=width, height=height, label=alt)
    return Picture(_alone(drawn.svg), alt, texts("report.map_caption", home=home.name))


def _alone(svg: str) -> str:
    """The drawing without its page: colours and fonts written in, no size in units of the screen."""
    markup = _ON_SCREEN.sub("", str(svg))
    if "xmlns=" not in markup:
        markup = markup.replace("<svg ", _NAMESPACE, 1)
    return fonts.named(resolved(markup, "light"))
