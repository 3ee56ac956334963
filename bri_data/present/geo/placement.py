"""Where each city's mark goes: one symbol, a capsule of two to four, a disc with the count above; none overlaps.

A mark is a horizontal stadium: `half` is half the length of its middle segment, `radius` its rounded ends. A single
symbol and a disc have no middle. Two marks are clear of each other when their segments are far enough apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
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
).T


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


class _Apart:
    """How far apart pairs of marks have to stand: `halves` and `radii` are the sums of the two, pair by pair."""

    def __init__(self, halves: Numbers, radii: Numbers) -> None:
        self.halves = halves
        # A capsule has a rim of its own; a little air is enough.
        self.needed = np.where(halves > 0, radii + 4.0, radii * APART / 2)

    def gap(self, dx: Numbers, dy: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """How much closer than allowed each two are (positive: too close), and the direction from one to the other,
        whose centres are `dx` and `dy` apart."""
        dx = np.copysign(np.maximum(0.0, np.abs(dx) - self.halves), dx)
        return self.needed - np.hypot(dx, dy), dx, dy


def _relax(bodies: list[Body], fixed: _Obstacle, frame: Frame) -> list[Body]:
    """Pushes close marks apart, the lighter one further, for a limited number of passes."""
    if not bodies:
        return []
    x, y, half, radius, count = np.array([(one.x, one.y, one.half, one.radius, one.city.count) for one in bodies]).T
    limits = np.array([(*_inside(one, -math.inf, -math.inf, frame), *_inside(one, math.inf, math.inf, frame))
                       for one in bodies]).T  # fmt: skip
    i, j = np.triu_indices(len(bodies), 1)
    pairs, home = _Apart(half[i] + half[j], radius[i] + radius[j]), _Apart(half, radius + fixed.radius)
    lighter = count[j] / (count[i] + count[j])
    # Where marks pile up by the hundred, pushing them all clear is hopeless: most of it is left to `_settle`.
    for _ in range(_PASSES if len(bodies) <= 120 else _PASSES // 10):
        close, dx, dy = pairs.gap(x[j] - x[i], y[j] - y[i])
        hit = np.flatnonzero(close > 0)
        a, b, dx, dy, share = i[hit], j[hit], dx[hit], dy[hit], lighter[hit]
        # The same place: each pair parts in a direction of its own, the same at every drawing.
        same, turn = np.hypot(dx, dy) < 1e-6, a * 2.4 + b
        dx, dy = np.where(same, np.cos(turn), dx), np.where(same, np.sin(turn), dy)
        step = (close[hit] + 0.1) / np.hypot(dx, dy)
        close, out_x, out_y = home.gap(x - fixed.x, y - fixed.y)
        moved = close > 0
        length = np.hypot(out_x, out_y)
        push = np.where(moved, close / np.where(length > 0, length, 1.0), 0.0)
        moved[a] = moved[b] = True
        if not moved.any():
            break
        by_x, by_y = out_x * push, np.where(length > 0, out_y, 1.0) * push
        for index, part in ((a, -share * step), (b, (1 - share) * step)):
            by_x += np.bincount(index, dx * part, len(x))
            by_y += np.bincount(index, dy * part, len(x))
        x = np.where(moved, np.clip(x + by_x, limits[0], limits[2]), x)
        y = np.where(moved, np.clip(y + by_y, limits[1], limits[3]), y)
    return [replace(body, x=float(at), y=float(down)) for body, at, down in zip(bodies, x, y, strict=True)]


def _inside(body: Body, x: float, y: float, frame: Frame) -> Point:
    """The place nearest to (x, y) that keeps the whole mark in the frame."""
    wide, high = body.half + body.radius + 3, body.radius + 3
    x = min(max(x, wide), frame.width - wide) if frame.width > 2 * wide else frame.width / 2
    y = min(max(y, high), frame.height - high) if frame.height > 2 * high else frame.height / 2
    return x, y


def _settle(bodies: list[Body], fixed: _Obstacle, frame: Frame) -> tuple[list[Body], list[CityMarks]]:
    """Keeps each mark where it is when it is free, else at the nearest free place; gives up beyond a reach."""
    taken = np.empty((4, len(bodies) + 1))  # x, y, half, radius
    taken[:, 0] = fixed
    # Where a mark found no room, the next one of that size finds none either.
    full: set[tuple[int, int, float, float]] = set()
    placed: list[Body] = []
    left_out = []
    for body in bodies:
        area = (int(body.true_x // _FULL_CELL), int(body.true_y // _FULL_CELL), body.half, body.radius)
        spot = None if area in full else _free_spot(body, taken[:, : len(placed) + 1], frame)
        if spot is None:
            full.add(area)
            left_out.append(body.city)
            continue
        placed.append(replace(body, x=spot[0], y=spot[1]))
        taken[:, len(placed)] = (*spot, body.half, body.radius)
    return placed, left_out


def _free_spot(body: Body, taken: Numbers, frame: Frame) -> Point | None:
    """Where the mark stands, when no mark of `taken` is too close; else the first free place around its true one."""
    x, y, half, radius = taken
    apart = _Apart(half + body.half, radius + body.radius)
    here = _inside(body, body.x, body.y, frame)
    if not (apart.gap(here[0] - x, here[1] - y)[0] > _TOLERANCE).any():
        return here
    (left, top), (right, bottom) = (_inside(body, at, at, frame) for at in (-math.inf, math.inf))
    across = np.clip(body.true_x + body.radius * 1.1 * _RINGS[0], left, right)
    down = np.clip(body.true_y + body.radius * 1.1 * _RINGS[1], top, bottom)
    # what stands out of reach of all these places is in the way of none
    reach = apart.halves + apart.needed
    near = (x + reach > across.min()) & (x - reach < across.max()) & (y + reach > down.min()) & (y - reach < down.max())
    # the rule of `gap` by squares: there are ten thousand pairs to judge
    wide = np.maximum(0.0, np.abs(across[:, None] - x[near]) - apart.halves[near])
    high = down[:, None] - y[near]
    free = np.logical_not((wide * wide + high * high < (apart.needed[near] - _TOLERANCE) ** 2).any(axis=1))
    first = int(free.argmax())
    return (float(across[first]), float(down[first])) if free[first] else None
