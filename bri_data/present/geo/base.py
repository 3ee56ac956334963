"""The base map: land, borders, lakes and the region of the home city, projected once per home city."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from bri_data.present.geo.frames import Frame
from bri_data.present.geo.projection import Home, Point, Projection

FOLDER = Path(__file__).parents[3] / "data" / "fond"
# Nearer to the antipode the projection stretches land out of all recognition, and at the antipode tears it.
LIMIT_KM = 18_500.0
# Longer edges are straight in longitude and latitude, not on this map: they are cut to follow their curve.
_LONGEST_STEP = 400  # hundredths of a degree
# How far from a simplified coast a city may lie, in hundredths of a degree: about 45 km.
_COAST_REACH = 40
LAYERS = ("land", "home", "lakes", "borders")

Ring = list[Point]


@dataclass(frozen=True)
class Base:
    """The layers in kilometres: closed rings (holes run the other way), and lines for the borders.

    `home` is the province or country that holds the home city; empty when no land of the file does.
    """

    land: tuple[Ring, ...]
    home: tuple[Ring, ...]
    lakes: tuple[Ring, ...]
    borders: tuple[Ring, ...]


def base_of(home: Home) -> Base:
    """The base map centred on `home`; computed once, then shared: never change it."""
    return _base(home.latitude, home.longitude)


@cache
def _base(latitude: float, longitude: float) -> Base:
    world = _world()
    project = Projection(latitude, longitude)
    land = [polygon for country in world["countries"] for polygon in country]
    lakes = [polygon for lake in world["lakes"] for polygon in lake]
    return Base(
        land=tuple(_rings(land, project)),
        home=tuple(_rings(_around(latitude, longitude), project)),
        lakes=tuple(_rings(lakes, project)),
        borders=tuple(line for border in world["borders"] for line in _lines(border, project)),
    )


def countries_of(home: Home) -> tuple[tuple[Ring, ...], ...]:
    """The land of `base_of` country by country, in the file's order; the file names none. Never change it."""
    return _countries(home.latitude, home.longitude)


@cache
def _countries(latitude: float, longitude: float) -> tuple[tuple[Ring, ...], ...]:
    project = Projection(latitude, longitude)
    return tuple(tuple(_rings(country, project)) for country in _world()["countries"])


def _around(latitude: float, longitude: float) -> list[list[list[int]]]:
    """The province, else the country, that holds a place; a port that the simplified coast leaves at sea counts."""
    place = (longitude * 100, latitude * 100)
    east = math.cos(math.radians(latitude))

    def holds(area: list[list[list[int]]], reach: float) -> bool:
        for polygon in area:
            rings = [_pairs(flat) for flat in polygon]
            if inside(place, rings):
                return True
            if any(math.hypot((x - place[0]) * east, y - place[1]) < reach for x, y in rings[0]):
                return True
        return False

    for reach in (0.0, _COAST_REACH):
        for areas in (_world()["regions"].values(), _world()["countries"]):
            for area in areas:
                if holds(area, reach):
                    return list(area)
    return []


@cache
def _world() -> dict[str, Any]:
    """The file: polygons as lists of rings, rings and lines as flat hundredths of degrees [lon, lat, lon, lat, …]."""
    world: dict[str, Any] = json.loads((FOLDER / "monde.json").read_text("utf-8"))
    return world


def _rings(polygons: Iterable[list[list[int]]], project: Projection) -> Iterable[Ring]:
    for polygon in polygons:
        for index, flat in enumerate(polygon):
            full = list(_projected(flat, project))
            if all(math.hypot(*point) > LIMIT_KM for point in full):
                continue
            ring = [_limited(point) for point in full]
            if index == 0 and signed_area(ring) > 0 and inside((0.0, 0.0), [ring]):
                # Outer rings run counter-clockwise. One that turned over around the centre holds the antipode: its
                # inside is the far side, so the rim of the map goes around it.
                yield _rim()
            if len(set(ring)) > 2:
                yield ring


def _lines(flat: list[int], project: Projection) -> Iterable[Ring]:
    line: Ring = []
    for point in _projected(flat, project):
        if math.hypot(*point) < LIMIT_KM:
            line.append(point)
        elif line:
            yield line
            line = []
    if len(line) > 1:
        yield line


def _projected(flat: list[int], project: Projection) -> Iterable[Point]:
    pairs = _pairs(flat)
    previous_lon, previous_lat = pairs[0]
    for lon, lat in pairs:
        # The short way round: the file's edges jump from 180° to -180°, the globe has no such edge.
        east = (lon - previous_lon + 18_000) % 36_000 - 18_000
        north = lat - previous_lat
        steps = max(1, math.ceil(max(abs(east), abs(north)) / _LONGEST_STEP))
        for step in range(1, steps + 1):
            part = step / steps
            yield project((previous_lat + north * part) / 100, (previous_lon + east * part) / 100)
        previous_lon, previous_lat = lon, lat


def _limited(point: Point) -> Point:
    distance = math.hypot(*point)
    return point if distance <= LIMIT_KM else (point[0] * LIMIT_KM / distance, point[1] * LIMIT_KM / distance)


def _rim() -> Ring:
    turns = (math.radians(angle) for angle in range(0, 360, 3))
    return [(LIMIT_KM * math.sin(turn), -LIMIT_KM * math.cos(turn)) for turn in turns]


def _pairs(flat: Sequence[float]) -> list[Point]:
    return list(zip(flat[::2], flat[1::2], strict=True))


def signed_area(ring: Ring) -> float:
    """Signed: positive for a ring that runs clockwise on the screen, where y goes down."""
    following = ring[1:] + ring[:1]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, following, strict=True)) / 2


def inside(point: Point, rings: Iterable[Ring]) -> bool:
    """Whether `point` lies in the area of `rings`, by the even-odd rule: a hole counts out."""
    x, y = point
    odd = False
    for ring in rings:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                odd = not odd
            x1, y1 = x2, y2
    return odd


@cache
def _land_boxes(latitude: float, longitude: float) -> list[tuple[float, float, float, float, Ring]]:
    land = _base(latitude, longitude).land
    return [(min(x for x, _ in r), min(y for _, y in r), max(x for x, _ in r), max(y for _, y in r), r) for r in land]


def on_land(place: Point, home: Home) -> bool:
    """Whether a place, in kilometres on the map of `home`, is on land (lakes included)."""
    x, y = place
    boxes = _land_boxes(home.latitude, home.longitude)
    return inside(place, (ring for x1, y1, x2, y2, ring in boxes if x1 <= x <= x2 and y1 <= y <= y2))


def base_svg(home: Home) -> Markup:
    """The whole base map as one SVG document in kilometres, with the ids `land`, `home`, `lakes` and `borders`.

    Its paths have no colour: whoever points at them with <use> gives fill and stroke.
    """
    size = round(2 * LIMIT_KM)
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-size // 2} {-size // 2} {size} {size}">'
        + "".join(f'<path id="{name}" d="{data}"/>' for name, data in _whole(home.latitude, home.longitude).items())
        + "</svg>\n"
    )


@cache
def _whole(latitude: float, longitude: float) -> dict[str, str]:
    base = _base(latitude, longitude)
    return {layer: "".join(_relative(line, layer != "borders") for line in getattr(base, layer)) for layer in LAYERS}


def inline_paths(home: Home, frame: Frame) -> dict[str, str]:
    """Path data of each layer in pixels of `frame`, cut to it: for a file that must stand on its own."""
    base = base_of(home)
    paths = {}
    for layer in LAYERS:
        closed = layer != "borders"
        lines = ([frame.to_px(point) for point in line] for line in getattr(base, layer))
        cut = (clipped(line, frame, closed) for line in lines)
        paths[layer] = "".join(_relative(line, closed, digits=1) for line in cut if line)
    return paths


def clipped(line: Ring, frame: Frame, closed: bool) -> Ring:
    """`line` cut to the frame and a little more; a border is kept whole when its box meets the frame."""
    margin = 4.0
    low, high = (-margin, -margin), (frame.width + margin, frame.height + margin)
    spans = [(min(p[axis] for p in line), max(p[axis] for p in line)) for axis in (0, 1)]
    if any(spans[axis][0] > high[axis] or spans[axis][1] < low[axis] for axis in (0, 1)):
        return []
    if not closed or all(spans[axis][0] >= low[axis] and spans[axis][1] <= high[axis] for axis in (0, 1)):
        return line
    for axis in (0, 1):
        line = _half(_half(line, axis, low[axis], 1), axis, high[axis], -1)
    return line


def _half(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    """The part of `ring` on the right side of a line parallel to an axis (Sutherland and Hodgman)."""
    kept: Ring = []
    for index, current in enumerate(ring):
        previous = ring[index - 1]
        here, before = (current[axis] - limit) * sign, (previous[axis] - limit) * sign
        if (here >= 0) != (before >= 0):
            part = before / (before - here)
            kept.append(
                (previous[0] + (current[0] - previous[0]) * part, previous[1] + (current[1] - previous[1]) * part)
            )
        if here >= 0:
            kept.append(current)
    return kept


def _relative(line: Ring, closed: bool, digits: int = 0) -> str:
    """Path data with relative moves, which are short; rounding errors do not add up. Points that fall together go."""
    unit = 10**digits
    x, y = (round(value * unit) for value in line[0])
    start = f"M{_short(x, digits)} {_short(y, digits)}"
    steps = []
    for point in line[1:]:
        to_x, to_y = (round(value * unit) for value in point)
        if (to_x, to_y) != (x, y):
            steps.append(f"{_short(to_x - x, digits)} {_short(to_y - y, digits)}")
            x, y = to_x, to_y
    if len(steps) < 1 + closed:
        return ""
    return f"{start}l{' '.join(steps).replace(' -', '-')}" + ("z" if closed else "")


def _short(units: int, digits: int) -> str:
    return str(units) if not digits else f"{units / 10**digits:.{digits}f}".removesuffix(".0")
