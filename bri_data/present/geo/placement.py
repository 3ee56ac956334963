"""Where each city's mark goes: one symbol, a capsule of two to four, a disc with the count above; none overlaps.

No mark moves from its place by more than its own radius. Cities that would still cover each other stand together in
one mark in their middle, tied to their places, or in a zone that holds them when they are many.

A mark is a horizontal stadium: `half` is half the length of its middle segment, `radius` its rounded ends. A single
symbol and a disc have no middle. Two marks are clear of each other when their segments are far enough apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bri_data.clicks import Verb
from bri_data.present.geo.frames import Frame
from bri_data.present.geo.projection import Point
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
# How often close marks push each other; beyond so many of them they are not pushed, only gathered.
_PASSES, _MOST_PUSHED = 24, 150
# Pixels by which rounding may bring two marks closer than allowed.
_TOLERANCE = 0.01
# So many places at most are compared two by two: beyond, those of one cell of a grid are one from the start.
_MOST_COMPARED = 400
_CELL = 16.0
# The disc of a group says its count by its number: were it as wide as the count, it would swallow its neighbours.
_GROUP_LARGEST = 24.0
# Half the room that a digit of its number takes, at the smallest size it is read at; two fit in any disc.
_HALF_DIGIT = 5.0
# Up to so many places, a group is tied to each by a line.
MOST_TIES = 12
Numbers = NDArray[np.float64]


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
    """A city, in degrees, and everything to draw there; `country` is its ISO 3166-1 alpha-2 code.

    `members` are the cities of a group that stands in one mark, the busiest first; () for a city.
    """

    city_id: str
    name: str
    latitude: float
    longitude: float
    marks: tuple[Mark, ...]
    country: str = ""
    members: tuple[CityMarks, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the cities it stands for."""
        return tuple(one.city_id for one in self.members) or (self.city_id,)

    @property
    def lines(self) -> tuple[str, ...]:
        """What it holds, a line each: the titles of a city's records, or the names of a group's cities."""
        return tuple(one.name for one in self.members) or tuple(one.title for one in self.marks)

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
    """A mark placed at (x, y) pixels; `true_x`, `true_y` is where its city stands, or the middle of its group.

    `places` are those of the cities of a group; () for a city on its own.
    """

    city: CityMarks
    x: float
    y: float
    true_x: float
    true_y: float
    half: float
    radius: float
    scale: float
    places: tuple[Point, ...] = ()

    @property
    def spread(self) -> float:
        """How far the furthest place of a group is from its middle."""
        return max((math.dist((self.true_x, self.true_y), place) for place in self.places), default=0.0)

    @property
    def is_many(self) -> bool:
        """Whether it is a group of too many places to be tied to each."""
        return len(self.places) > MOST_TIES

    @property
    def uncovered(self) -> tuple[Point, ...]:
        """The places of a group that its mark does not cover."""
        return tuple(place for place in self.places if math.dist((self.x, self.y), place) > self.radius + self.half)

    @property
    def ties(self) -> tuple[Point, ...]:
        """The places of a group that its mark does not cover, while they are few enough to be tied to it."""
        return () if self.is_many else self.uncovered

    @property
    def zone(self) -> float:
        """The radius of the circle that holds the places of a group too large for ties, where its mark does not cover
        them; 0 for any other mark."""
        return self.spread if self.is_many and self.uncovered else 0.0

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


Project = Callable[[float, float], Point]
NameOf = Callable[[Sequence[CityMarks]], str]
GROUP = f"{Verb.GROUP}:"


def place_marks(
    cities: Sequence[CityMarks],
    frame: Frame,
    project: Project,
    name_of: NameOf,
    *,
    text_scale: float = 1.0,
    air: float = 1.0,
) -> list[Body]:
    """The marks of the cities inside `frame`, each in one of them, the busiest first, then by name.

    Cities without a mark, without coordinates or outside the frame are in none. Those too near each other share a
    mark, whose city is a group named by `name_of`. `air` above 1 gathers cities that are further apart. The home city
    keeps the centre: a mark that would cover it steps aside, however far that is.
    """  # fmt: skip
    spots = []
    for city in sorted(cities, key=_importance):
        if city.is_shown and frame.holds(spot := frame.to_px(project(city.latitude, city.longitude))):
            spots.append(_Spot(city, *spot))
    fixed = _Obstacle(*frame.to_px((0.0, 0.0)), 0.0, HOME_RADIUS * text_scale)
    groups = _gathered(spots)
    scale = text_scale * _crowding(len(groups))
    while True:
        bodies = _relax(_bodies(groups, scale, name_of), fixed, frame)
        close = _too_close(bodies, air)
        if not close:
            return sorted(bodies, key=lambda body: _importance(body.city))
        groups = _merged(groups, close)


class _Spot(NamedTuple):
    city: CityMarks
    x: float
    y: float


def _gathered(spots: list[_Spot]) -> list[list[_Spot]]:
    """Each place on its own; where there are very many, those of one cell of a grid together."""
    groups, cell = [[spot] for spot in spots], _CELL
    while len(groups) > _MOST_COMPARED:
        cells: dict[tuple[int, int], list[_Spot]] = {}
        for spot in spots:
            cells.setdefault((int(spot.x // cell), int(spot.y // cell)), []).append(spot)
        groups, cell = list(cells.values()), cell * 1.5
    return groups


def _bodies(groups: list[list[_Spot]], scale: float, name_of: NameOf) -> list[Body]:
    most = max((sum(spot.city.count for spot in group) for group in groups), default=0)
    return [_body(group, most, scale, name_of) for group in groups]


def _body(group: list[_Spot], most: int, scale: float, name_of: NameOf) -> Body:
    """The mark of one city, or of a group, in the middle of its places."""
    if len(group) == 1:
        city, x, y = group[0]
    else:
        xs, ys = [spot.x for spot in group], [spot.y for spot in group]
        x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        members = tuple(sorted((spot.city for spot in group), key=_importance))
        city = CityMarks(
            GROUP + members[0].city_id,
            name_of(members),
            members[0].latitude,
            members[0].longitude,
            tuple(mark for member in members for mark in member.marks),
            members[0].country,
            members,
        )
    half, radius = _size(city.count, most, scale)
    if len(group) == 1:
        return Body(city, x, y, x, y, half, radius, scale)
    places = tuple((spot.x, spot.y) for spot in group)
    digits = len(str(city.count))
    radius = max(min(radius, _GROUP_LARGEST * scale), _HALF_DIGIT * digits + 1 if digits > 2 else 0.0)
    return Body(city, x, y, x, y, half, radius, scale, places)


def _too_close(bodies: list[Body], air: float) -> list[tuple[float, int, int]]:
    """The pairs that cover each other, the nearest first: their distance, and their places in `bodies`."""
    if not bodies:
        return []
    x, y, half, radius = np.array([(one.x, one.y, one.half, one.radius) for one in bodies]).T
    i, j = np.triu_indices(len(bodies), 1)
    apart = _Apart(half[i] + half[j], (radius[i] + radius[j]) * air)
    close, dx, dy = apart.gap(x[j] - x[i], y[j] - y[i])
    hit = np.flatnonzero(close > _TOLERANCE)
    return sorted(zip(np.hypot(dx, dy)[hit].tolist(), i[hit].tolist(), j[hit].tolist(), strict=True))


def _merged(groups: list[list[_Spot]], close: list[tuple[float, int, int]]) -> list[list[_Spot]]:
    """The groups after the nearest pairs have joined, each group once."""
    joined: set[int] = set()
    made = []
    for _, one, other in close:
        if one not in joined and other not in joined:
            joined |= {one, other}
            made.append([*groups[one], *groups[other]])
    return [*made, *(group for index, group in enumerate(groups) if index not in joined)]


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
        # A capsule has a rim of its own; a little air is enough. So it is for the discs, wider than two symbols.
        self.needed = np.where(halves > 0, radii + 4.0, np.minimum(radii * APART / 2, radii + 2 * SYMBOL_RADIUS))

    def gap(self, dx: Numbers, dy: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """How much closer than allowed each two are (positive: too close), and the direction from one to the other,
        whose centres are `dx` and `dy` apart."""
        dx = np.copysign(np.maximum(0.0, np.abs(dx) - self.halves), dx)
        return self.needed - np.hypot(dx, dy), dx, dy


def _relax(bodies: list[Body], fixed: _Obstacle, frame: Frame) -> list[Body]:
    """Pushes close marks apart, the lighter one further, none beyond its radius; off the home city as far as needed."""
    if not bodies:
        return []
    x, y, half, radius, count = np.array([(one.x, one.y, one.half, one.radius, one.city.count) for one in bodies]).T
    true_x, true_y = x.copy(), y.copy()
    limits = np.array([(*_inside(one, -math.inf, -math.inf, frame), *_inside(one, math.inf, math.inf, frame))
                       for one in bodies]).T  # fmt: skip
    i, j = np.triu_indices(len(bodies) if len(bodies) <= _MOST_PUSHED else 0, 1)
    pairs, home = _Apart(half[i] + half[j], radius[i] + radius[j]), _Apart(half, radius + fixed.radius)
    lighter = count[j] / (count[i] + count[j])
    on_home = home.gap(x - fixed.x, y - fixed.y)[0]
    reach = np.where(on_home > 0, np.maximum(on_home * 1.2, radius), radius)
    for _ in range(_PASSES):
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
        gone = np.hypot(x - true_x, y - true_y)
        back = np.where(gone > reach, reach / np.where(gone > 0, gone, 1.0), 1.0)
        x, y = true_x + (x - true_x) * back, true_y + (y - true_y) * back
    return [replace(body, x=float(at), y=float(down)) for body, at, down in zip(bodies, x, y, strict=True)]


def _inside(body: Body, x: float, y: float, frame: Frame) -> Point:
    """The place nearest to (x, y) that keeps the whole mark in the frame."""
    wide, high = body.half + body.radius + 3, body.radius + 3
    x = min(max(x, wide), frame.width - wide) if frame.width > 2 * wide else frame.width / 2
    y = min(max(y, high), frame.height - high) if frame.height > 2 * high else frame.height / 2
    return x, y
