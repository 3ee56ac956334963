"""The map of a brief, cropped around the home city and the cities of its records, in three sizes of text."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from bri_data.present import format as fmt
from bri_data.present.briefs import Brief, home_of
from bri_data.present.figures.maps.world import links_of, world_map
from bri_data.present.geo.placement import CityMarks, Mark
from bri_data.present.rows import localised
from bri_data.present.words import Texts

# width, height, size of the text, and the style sheet's class: as seen at 1920, 1280 and 390 pixels
_CUTS = (
    (930, 563, 1.0, "bri-map-wide"),
    (620, 376, 0.8, "bri-map-medium"),
    (358, 250, 0.8, "bri-map-small"),
)
_MOST_NAMES = 8


def brief_map(brief: Brief, texts: Texts, base_href: str) -> Markup:
    """The drawings, of which the style sheet shows one; empty when no record has a city other than the home city."""
    cities = city_marks(brief, texts)
    if not cities:
        return Markup()
    home = home_of(brief, texts)
    names = [city.name for city in cities[:_MOST_NAMES]]
    if len(cities) > _MOST_NAMES:
        names.append(texts.count("overview.more_names", len(cities) - _MOST_NAMES))
    label = texts("overview.map_label", home=home.name, cities=fmt.joined(names, texts))
    selected = brief.subject["id"] if brief.kind == "ville" else None
    drawn = []
    for width, height, scale, css in _CUTS:
        picture = world_map(
            cities,
            links_of(cities),
            home,
            texts,
            width=width,
            height=height,
            label=label,
            base_href=base_href,
            selected=selected,
            text_scale=scale,
        )
        drawn.append(f'<div class="{css} bri-map-held">{picture.svg}{picture.stops}</div>')
    return Markup(f'<div class="bri-mapbox">{"".join(drawn)}</div>')


def city_marks(brief: Brief, texts: Texts) -> list[CityMarks]:
    """The cities to draw with the records that bear on the subject: of a city's brief, that city alone."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for row in brief.entries:
        one = Mark(
            row["record_id"], row["kind"], row["state"], localised(row, "label", texts), counted=not row["off_total"]
        )
        for city in row["cities"] or ():
            marks[city["id"]].append(one)
    return [
        CityMarks(
            place["city_id"],
            localised(place, "name", texts),
            place["latitude"],
            place["longitude"],
            tuple(marks[place["city_id"]]),
            place["country"],
        )
        for place in brief.places
        if brief.kind != "ville" or brief.subject["is_home"] or place["city_id"] == brief.subject["id"]
    ]
