"""The overview's map, drawn three times: for a wide screen, a smaller one, and a phone (one map per group of cities).

The style sheet shows the one that fits: text drawn inside a picture shrinks with it, so each has its own text size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
from markupsafe import Markup

from bri_data.model.schema import KIND
from bri_data.present import format as fmt
from bri_data.present.figures.board import Answers
from bri_data.present.figures.maps.world import links_of, map_frame, world_map
from bri_data.present.geo.frames import Frame
from bri_data.present.geo.placement import CityMarks, Mark
from bri_data.present.geo.projection import Home
from bri_data.present.geo.regions import regions_of
from bri_data.present.rows import localised, plain
from bri_data.present.words import Texts


@dataclass(frozen=True)
class _Cut:
    """One size the map is drawn in, in pixels as seen, and the style sheet's class for it."""

    css: str
    width: float
    height: float
    text_scale: float


_MARK_ORDER = tuple(KIND)
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


def city_marks(rows: pd.DataFrame, texts: Texts, *, totals: bool) -> list[CityMarks]:
    """The frame of queries.overview.city_marks as cities with their marks, counted ones and missions first.

    Without declared `totals` nothing is outside of one: every mark is drawn in full size.
    """
    cities = []
    for city_id, group in groupby(plain(rows), key=lambda row: row["city_id"]):
        records = list(group)
        first = records[0]
        marks = [
            Mark(
                row["record_id"],
                row["kind"],
                row["state"],
                localised(row, "label", texts),
                counted=row["counted"] or not totals,
                n=row["n"],
            )
            for row in records
        ]
        marks.sort(key=lambda mark: (not mark.counted, _MARK_ORDER.index(mark.kind)))
        name = localised(first, "name", texts)
        cities.append(CityMarks(city_id, name, first["latitude"], first["longitude"], tuple(marks), first["country"]))
    return cities


def home_of(row: dict[str, Any], texts: Texts) -> Home:
    """The home city from its row (queries.overview.home_city)."""
    return Home(localised(row, "name", texts), row["latitude"], row["longitude"])
