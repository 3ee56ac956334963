"""Where each city's mark goes: one symbol, a capsule of two to four, a disc with the count above; none overlaps.

A mark is a horizontal stadium: `half` is half the length of its middle segment, `radius` its rounded ends. A single
symbol and a disc have no middle. Two marks are clear of each other when their segments are far enough apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bri_data.present.geo.frames import Frame
from bri_data.present.geo.projection import Point, Projection
from bri_data.present.theme import State

SYMBOL_RADIUS = 8.0
CAPSULE_STEP = 22.5
CAPSULE_RADIUS = 14.0
CAPSULE_MOST = 4
HOME_RADIUS = 11.0
# Centres of two single symbols stand at least this many radii apart.
APART = 2.75
_DISC_LARGEST = 42.0
_DISC_SMALLEST = 17.0
_PASSES = 40
# Pixels by which rounding may bring two marks closer than allowed.
_TOLERANCE = 0.01
_FULL_CELL = 16.0
Numbers = NDArray[np.float64]
# The places tried around a city, further and further, in steps from its true place.
_RINGS: Numbers = np.array(
    [
        (ring * math.cos(2 * math.pi * index / (5 * ring)), ring * math.sin(2 * math.pi * index / (5 * ring)))
        for ring in range(1, 8)
        for index in range(5 * ring)
    ]
)


@dataclass(frozen=True)
class Mark:
    """One activity or agreement of a city; drawn small when it belongs to no declared total (`counted` is false).

    `n` above 1: it also stands for others of its kind and state, of which a busy city has too many to name.
    """

    record_id: str
    kind: str
    state: State
    title: str
    counted: bool = True
    n: int = 1


@dataclass(frozen=True)
class CityMarks:
    """A city, in degrees, and everything to draw there; `country` is its ISO 3166-1 alpha-2 code."""

    city_id: str
    name: str
    latitude: float
    longitude: float
    marks: tuple[Mark, ...]
    country: str = ""

    @cached_property
    def count(self) -> int:
        """How many activities and agreements it holds, named or not."""
        return sum(mark.n for mark in self.marks)

    @property
    def is_shown(self) -> bool:
        """Whether there is something to draw, and a place to draw it."""
        return bool(self.marks) and math.isfinite(self.latitude) and math.isfinite(self.longitude)


@dataclass(frozen=True)
class Body:
    """A mark placed at (x, y) pixels; `true_x`, `true_y` is where its city stands."""

    city: CityMarks
    x: float
    y: float
    true_x: float
    true_y: float
    half: float
    radius: float
    scale: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return (
            self.x - self.half - self.radius,
            self.y - self.radius,
            self.x + self.half + self.radius,
            self.y + self.radius,
        )

    @property
    def moved(self) -> float:
        """How far the mark was pushed from its true place, in pixels."""
        return math.dist((self.x, self.y), (self.true_x, self.true_y))


def place_marks(
    cities: Sequence[CityMarks],
    frame: Frame,
    project: Projection,
    *,
    text_scale: float = 1.0,
    first: str | None = None,
) -> tuple[list[Body], list[CityMarks]]:
    """The marks of the cities inside `frame`, and the cities inside it for which no free place was found.

    Cities without a mark, without coordinates or outside the frame are in neither. The order is that of importance:
    most marks first, then by name; `first`, the selected city, is sure of its place. The home city keeps the centre.
    """
    shown = [city for city in sorted(cities, key=_importance) if city.is_shown]
    scale = text_scale * _crowding(len(shown))
    most = max((city.count for city in shown), default=0)
    wanted = []
    for city in shown:
        x, y = frame.to_px(project(city.latitude, city.longitude))
        if frame.holds((x, y)):
            half, radius = _size(city.count, most, scale)
            wanted.append(Body(city, x, y, x, y, half, radius, scale))
    fixed = _Obstacle(*frame.to_px((0.0, 0.0)), 0.0, HOME_RADIUS * text_scale)
    relaxed = _relax(wanted, fixed, frame)
    # Selecting a city must not stir the others: it comes first only once they have all been pushed apart.
    return _settle(sorted(relaxed, key=lambda body: body.city.city_id != first), fixed, frame)


def _importance(city: CityMarks) -> tuple[int, str, str]:
    return -city.count, city.name, city.city_id


def _crowding(count: int) -> float:
    """Marks shrink when there are very many, down to half the size at 400."""
    return 1.0 if count <= 60 else max(0.5, (60 / count) ** 0.36)


def _size(count: int, most: int, scale: float) -> Point:
    """Half length and radius of the mark of a city with `count` activities."""
    if count == 1:
        return 0.0, SYMBOL_RADIUS * scale
    if count <= CAPSULE_MOST:
        return (count - 1) * CAPSULE_STEP / 2 * scale, CAPSULE_RADIUS * scale
    # Area in proportion to the count; the largest sets the measure. Below the smallest its number could not be read.
    per_root = min(8.6, _DISC_LARGEST / math.sqrt(most))
    return 0.0, max(per_root * math.sqrt(count), _DISC_SMALLEST) * scale


class _Obstacle(NamedTuple):
    x: float
    y: float
    half: float
    radius: float


def _gap(a: Body | _Obstacle, b: Body | _Obstacle) -> tuple[float, float, float]:
    """How much closer than allowed two marks are (positive: too close), and the direction from `a` to `b`."""
    dx, dy = b.x - a.x, b.y - a.y
    if a.half or b.half:
        dx = math.copysign(max(0.0, abs(dx) - a.half - b.half), dx)
    distance = math.hypot(dx, dy)
    needed = (a.radius + b.radius) * APART / 2
    if a.half or b.half:
        # A capsule has a rim of its own; a little air is enough.
        needed = a.radius + b.radius + 4.0
    return needed - distance, dx, dy


def _relax(bodies: list[Body], fixed: _Obstacle, frame: Frame) -> list[Body]:
    """Pushes close marks apart, the lighter one further, for a limited number of passes."""
    # Where marks pile up by the hundred, pushing them all clear is hopeless: most of it is left to `_settle`.
    for _ in range(_PASSES if len(bodies) <= 120 else _PASSES // 10):
        moves: dict[int, Point] = {}
        for i, j in _near(bodies):
            close, dx, dy = _gap(bodies[i], bodies[j])
            if close <= 0:
                continue
            if math.hypot(dx, dy) < 1e-6:
                # The same place: each pair parts in a direction of its own, the same at every drawing.
                dx, dy = math.cos(i * 2.4 + j), math.sin(i * 2.4 + j)
            length = math.hypot(dx, dy)
            light_i = bodies[j].city.count / (bodies[i].city.count + bodies[j].city.count)
            for index, share in ((i, -light_i), (j, 1 - light_i)):
                old = moves.get(index, (0.0, 0.0))
                step = (close + 0.1) * share / length
                moves[index] = (old[0] + dx * step, old[1] + dy * step)
        for index, body in enumerate(bodies):
            close, dx, dy = _gap(fixed, body)
            if close > 0:
                length = math.hypot(dx, dy) or 1.0
                old = moves.get(index, (0.0, 0.0))
                moves[index] = (old[0] + dx / length * close, old[1] + (dy / length if dx or dy else 1.0) * close)
        if not moves:
            break
        for index, (dx, dy) in moves.items():
            x, y = _inside(bodies[index], bodies[index].x + dx, bodies[index].y + dy, frame)
            bodies[index] = replace(bodies[index], x=x, y=y)
    return bodies


def _near(bodies: Sequence[Body]) -> Iterator[tuple[int, int]]:
    """Pairs that may touch, each once, in a fixed order: those of the same or neighbouring cells of a grid."""
    cell = 1 + max((body.half + body.radius for body in bodies), default=0.0) * APART
    cells: dict[tuple[int, int], list[int]] = {}
    for index, body in enumerate(bodies):
        cells.setdefault((int(body.x // cell), int(body.y // cell)), []).append(index)
    for index, body in enumerate(bodies):
        column, row = int(body.x // cell), int(body.y // cell)
        for c in (column - 1, column, column + 1):
            for r in (row - 1, row, row + 1):
                yield from ((index, other) for other in cells.get((c, r), ()) if other > index)


def _inside(body: Body, x: float, y: float, frame: Frame) -> Point:
    """The place nearest to (x, y) that keeps the whole mark in the frame."""
    wide, high = body.half + body.radius + 3, body.radius + 3
    x = min(max(x, wide), frame.width - wide) if frame.width > 2 * wide else frame.width / 2
    y = min(max(y, high), frame.height - high) if frame.height > 2 * high else frame.height / 2
    return x, y


def _settle(bodies: list[Body], fixed: _Obstacle, frame: Frame) -> tuple[list[Body], list[CityMarks]]:
    """Keeps each mark where it is when it is free, else at the nearest free place; gives up beyond a reach."""
    taken = np.empty((len(bodies) + 1, 4))  # x, y, half, radius
    taken[0] = fixed
    # Where a mark found no room, the next one of that size finds none either.
    full: set[tuple[int, int, float, float]] = set()
    placed: list[Body] = []
    left_out = []
    for body in bodies:
        area = (int(body.true_x // _FULL_CELL), int(body.true_y // _FULL_CELL), body.half, body.radius)
        spot = None if area in full else _free_spot(body, taken[: len(placed) + 1], frame)
        if spot is None:
            full.add(area)
            left_out.append(body.city)
            continue
        placed.append(replace(body, x=spot[0], y=spot[1]))
        taken[len(placed)] = (*spot, body.half, body.radius)
    return placed, left_out


def _free_spot(body: Body, taken: Numbers, frame: Frame) -> Point | None:
    """Where the mark stands, when no mark of `taken` is too close; else the first free place around its true one."""
    here = np.array([_inside(body, body.x, body.y, frame)])
    if _are_free(here, body, taken)[0]:
        return float(here[0, 0]), float(here[0, 1])
    around = (body.true_x, body.true_y) + body.radius * 1.1 * _RINGS
    (left, top), (right, bottom) = (_inside(body, at, at, frame) for at in (-math.inf, math.inf))
    spots = np.clip(around, (left, top), (right, bottom))
    free = _are_free(spots, body, taken)
    first = int(free.argmax())
    return (float(spots[first, 0]), float(spots[first, 1])) if free[first] else None


def _are_free(spots: Numbers, body: Body, taken: Numbers) -> NDArray[np.bool_]:
    """Which of `spots` (x, y) are free: the rule of `_gap`, for all of them at once."""
    x, y, half, radius = taken.T
    across = np.maximum(0.0, np.abs(spots[:, :1] - x) - half - body.half)
    needed = np.where(half + body.half > 0, radius + body.radius + 4.0, (radius + body.radius) * APART / 2)
    close: NDArray[np.bool_] = needed - np.hypot(across, spots[:, 1:] - y) > _TOLERANCE
    return np.logical_not(close.any(axis=1))
