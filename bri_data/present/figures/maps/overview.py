"""The overview's map, drawn three times: for a wide screen, a smaller one, and a phone (one map per group of cities).

The style sheet shows the one that fits: text drawn inside a picture shrinks with it, so each has its own text size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from bri_data.present import format as fmt
from bri_data.present.figures.board import Answers
from bri_data.present.figures.maps.world import links_of, map_frame, world_map
from bri_data.present.geo.frames import Frame
from bri_data.present.geo.placement import CityMarks
from bri_data.present.geo.projection import Home
from bri_data.present.geo.regions import regions_of
from bri_data.present.places import city_marks
from bri_data.present.words import Texts


@dataclass(frozen=True)
class _Cut:
    """One size the map is drawn in, in pixels as seen, and the style sheet's class for it."""

    css: str
    width: float
    height: float
    text_scale: float


_WIDE = _Cut("bri-map-wide", 1092, 428, 1.0)
_MEDIUM = _Cut("bri-map-medium", 726, 328, 0.8)
_SMALL = _Cut("bri-map-small", 358, 230, 0.8)


def overview_map(rows: pd.DataFrame, home: Home, answers: Answers, texts: Texts, base_href: str) -> Markup:
    """The three drawings of the year's map, as markup; `rows` is queries.overview.city_marks.

    `base_href` is where the base map of `home` is served. Without any city the map shows the home city alone.
    """
    cities = city_marks(rows, texts, totals=not answers.declared.empty)

    regions = regions_of(cities, home, texts)

    def drawn(cut: _Cut, shown: Sequence[CityMarks], frame: Frame | None = None) -> Markup:
        names = fmt.joined([city.name for city in shown], texts)
        picture = world_map(
            cities,
            links_of(cities),
            home,
            texts,
            width=cut.width,
            height=cut.height,
            label=texts("overview.map_label", home=home.name, cities=names)
            if names
            else texts("overview.map_empty", year=answers.year),
            base_href=base_href,
            frame=frame,
            text_scale=cut.text_scale,
            regions=() if frame else regions,
        )
        return Markup(f'<div class="{cut.css} bri-map-held">{picture.svg}{picture.stops}</div>')

    parts = [drawn(_WIDE, cities), drawn(_MEDIUM, cities)]
    for region in regions:
        frame = map_frame(
            region.cities,
            home,
            _SMALL.width,
            _SMALL.height,
            with_home=region.with_home,
            text_scale=_SMALL.text_scale,
        )
        parts.append(drawn(_SMALL, region.cities, frame))
    return Markup("".join(parts) if cities else "".join([*parts, drawn(_SMALL, cities)]))
