"""The arrows at the edge of a map to the few cities that it leaves out, and the words for cities told together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bri_data.present import format as fmt
from bri_data.present.geo.frames import MOST_BEYOND, Frame
from bri_data.present.geo.labels import LABEL_SIZE, Box, Label, Taken, label_at_edge, label_beside
from bri_data.present.geo.placement import CityMarks, Project
from bri_data.present.geo.projection import Home, Point, distance_km
from bri_data.present.words import Texts

# From tip to tail, in pixels.
_ARROW = 26.0


@dataclass(frozen=True)
class Beyond:
    """A city outside the frame, or a few in one direction: an arrow at the edge, on the straight way there, and the
    name with the distance. `city_id` is that of the nearest, `n` how many they are; `said` is the whole, `label` what
    found room of it.

    `angle` is where the tip points, in degrees clockwise from the right.
    """

    city_id: str
    said: str
    x: float
    y: float
    angle: float
    label: Label
    n: int = 1


def group_name(cities: Sequence[CityMarks], texts: Texts) -> str:
    """The names of one or two cities; beyond, the first and how many others."""
    if len(cities) <= 2:
        return fmt.joined([one.name for one in cities], texts)
    others = len(cities) - 1
    return texts.count("map.group", others, name=cities[0].name, n=fmt.number(others, texts))


def short_name(city: CityMarks, texts: Texts) -> str:
    """What names a mark where its name has no room: of a group, how many cities it holds."""
    return _how_many(city.members, texts) if city.members else city.name


def arrows_to(  # noqa: PLR0917 - called once
    cities: Sequence[CityMarks],
    home: Home,
    frame: Frame,
    view: Frame,
    texts: Texts,
    taken: Taken,
    project: Project,
    *,
    scale: float,
) -> Iterator[Beyond]:
    """The arrows to the few cities outside `view`, at its edge, one for those in one direction; none when the home city
    is not in it, or when there are more: the reader has then come closer to something else.

    Places are in pixels of `frame`. What an arrow says shrinks to what finds room; the last to go is the distance.
    """
    far = [(city, project(city.latitude, city.longitude)) for city in cities if city.is_shown]
    far = [(city, place) for city, place in far if not view.holds(view.to_px(place))]
    if not view.holds(view.to_px((0.0, 0.0))) or len(far) > MOST_BEYOND:
        return
    edge = _ARROW * scale
    ways: list[tuple[Point, list[CityMarks]]] = []
    for city, place in sorted(far, key=lambda one: math.hypot(*one[1])):
        at = _leaves(view, place, edge)
        near = next((held for spot, held in ways if math.dist(spot, at) < 3 * edge), None)
        if near is None:
            ways.append((at, [city]))
        else:
            near.append(city)
    home_x, home_y = frame.to_px((0.0, 0.0))
    seen = _seen(view, frame)
    for at, held in ways:
        x, y = frame.to_px(view.to_km(at))
        box = (x - edge / 2, y - edge / 2, x + edge / 2, y + edge / 2)
        sayings = _sayings(held, home, texts)
        size = LABEL_SIZE * scale
        tries = (
            label_beside(said, box, frame, taken, size, within=seen) or label_at_edge(said, box, seen, taken, size)
            for said in sayings
        )
        label = next(filter(None, tries), None)
        if label is None:  # an arrow alone says nothing
            continue
        taken.add(box)
        taken.add(label.box)
        yield Beyond(
            held[0].city_id, sayings[0], x, y, math.degrees(math.atan2(y - home_y, x - home_x)), label, len(held)
        )


def _leaves(view: Frame, place: Point, edge: float) -> Point:
    """Where the straight way from the home city to `place` comes within `edge` of the rim of `view`, in its pixels."""
    (home_x, home_y), (x, y) = view.to_px((0.0, 0.0)), view.to_px(place)
    parts = [
        (limit - start) / step
        for start, step, limit in (
            (home_x, x - home_x, edge if x < home_x else view.width - edge),
            (home_y, y - home_y, edge if y < home_y else view.height - edge),
        )
        if abs(step) > 1e-6
    ]
    part = max(0.0, min(parts))
    return home_x + (x - home_x) * part, home_y + (y - home_y) * part


def _sayings(cities: Sequence[CityMarks], home: Home, texts: Texts) -> list[str]:
    """« Xi’an et Hué, 11 000 à 12 978 km », then shorter: « 2 villes, 11 000 à 12 978 km », « 11 000 à 12 978 km »."""
    away = [round(distance_km(home.latitude, home.longitude, one.latitude, one.longitude)) for one in cities]
    distance = fmt.unit(max(away), "km", texts)
    if min(away) != max(away):
        distance = texts("map.distances", first=fmt.number(min(away), texts), last=distance)
    names = [group_name(cities, texts), *([_how_many(cities, texts)] if len(cities) > 1 else [])]
    return [*(texts("map.beyond", city=name, distance=distance) for name in names), distance]


def _how_many(cities: Sequence[CityMarks], texts: Texts) -> str:
    return texts.count("map.cities", len(cities), n=fmt.number(len(cities), texts))


def _seen(view: Frame, frame: Frame) -> Box:
    """The part seen, as a box in pixels of the frame."""
    left, top = frame.to_px(view.to_km((0.0, 0.0)))
    return left, top, left + view.width, top + view.height
