"""Names beside their marks: the side is chosen so that no name covers another, a mark, or leaves the frame."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bri_data.present.geo.frames import Frame
from bri_data.present.geo.placement import Body, CityMarks
from bri_data.present.geo.projection import Point
from bri_data.present.geo.text_width import text_width

LABEL_SIZE = 19.5
HOME_SIZE = 23.0
# Height of a line of text over its size, and where its baseline stands in that box.
LINE = 1.16
BASELINE = 0.87
_GAP = 5.0
# How much further the ring around a lone symbol that is selected reaches.
_RING = 7.5
_CELL = 64.0
# A name tied to its mark by a line: how far it stands from the edge of the map, in pixels; how many lines of text from
# its mark, and how many where it is that or nothing.
_RIM, _REACH, _FURTHEST = 4.0, range(2, 8), range(8, 12)
# A name over a ribbon can still be read thanks to its halo, but each point of a ribbon under it makes a side worse.
_RIBBON_COST = 0.4

Box = tuple[float, float, float, float]
# Side, and how much less it is liked than the best one.
_SIDES: tuple[tuple[int, float, float], ...] = (
    # (left -1, right 1, above or below 0; shift down in lines; cost)
    (1, 0.0, 0.0),
    (-1, 0.0, 0.6),
    (0, 1.0, 0.9),
    (1, 0.42, 1.0),
    (0, -1.0, 1.1),
    (1, -0.42, 1.1),
    (-1, 0.42, 1.5),
    (-1, -0.42, 1.5),
    (1, 0.85, 2.2),
    (1, -0.85, 2.3),
    (-1, 0.85, 2.5),
    (-1, -0.85, 2.6),
)


@dataclass(frozen=True)
class Label:
    """A line of text: `x` is its left end and `y` its baseline; `box` is left, top, right, bottom.

    `leader` is the thin line that ties it to its mark when it stands away from it.
    """

    text: str
    x: float
    y: float
    size: float
    box: Box
    leader: tuple[Point, Point] | None = None


class Taken:
    """The rectangles that text may not cover, and the points it had better not."""

    def __init__(self) -> None:
        self._boxes: dict[tuple[int, int], list[Box]] = {}
        self._points: dict[tuple[int, int], list[Point]] = {}

    def add(self, box: Box) -> None:
        """Forbids `box` to what comes next."""
        for cell in _cells(box):
            self._boxes.setdefault(cell, []).append(box)

    def add_points(self, points: Iterable[Point]) -> None:
        """Makes the places under these points less wanted."""
        for x, y in points:
            self._points.setdefault((int(x // _CELL), int(y // _CELL)), []).append((x, y))

    def is_free(self, box: Box) -> bool:
        """Whether nothing forbidden is touched."""
        return not any(overlap(box, other) for cell in _cells(box) for other in self._boxes.get(cell, ()))

    def points_under(self, box: Box) -> int:
        """How many of the points lie in `box`."""
        left, top, right, bottom = box
        return sum(
            left <= x <= right and top <= y <= bottom for cell in _cells(box) for x, y in self._points.get(cell, ())
        )


def overlap(a: Box, b: Box) -> bool:
    """Whether two rectangles share some area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def place_labels(
    bodies: Sequence[Body],
    frame: Frame,
    taken: Taken,
    *,
    text_scale: float = 1.0,
    first: str | None = None,
    shorter: Callable[[CityMarks], str] | None = None,
) -> tuple[dict[str, Label], list[str]]:
    """The labels by city id, and the ids of the cities whose name found no room.

    `bodies` come in order of importance; `first`, the selected city, is served before them. `shorter` gives what is
    said where a name finds no room; without it, nothing. `taken` must hold the marks; the labels are added to it.
    """
    labels: dict[str, Label] = {}
    left_out = []
    size = LABEL_SIZE * text_scale
    room = _Room(bodies, frame, taken, size)
    for body in sorted(bodies, key=lambda b: b.city.city_id != first):
        is_ringed = body.city.city_id == first and body.city.count == 1
        around = _beyond(body.box, _RING * text_scale) if is_ringed else body.box
        label = next(filter(None, room.tries(body, around, shorter)), None)
        if label is None:
            left_out.append(body.city.city_id)
            continue
        labels[body.city.city_id] = label
        taken.add(label.box)
    return labels, left_out


@dataclass(frozen=True)
class _Room:
    """Where a name of `size` may stand beside one of `bodies`."""

    bodies: Sequence[Body]
    frame: Frame
    taken: Taken
    size: float

    def tries(self, body: Body, around: Box, shorter: Callable[[CityMarks], str] | None) -> Iterator[Label | None]:
        """The name beside its mark, else tied to it; where there is a `shorter` one, that, then far off, which is hard
        to follow, and said rather than nothing."""
        sayings = [body.city.name, *([shorter(body.city)] if shorter else [])]
        for said in dict.fromkeys(sayings):
            yield label_beside(said, around, self.frame, self.taken, self.size)
            yield self._tied(said, body, _REACH)
        if shorter:
            for said in dict.fromkeys(sayings):
                yield self._tied(said, body, _FURTHEST)

    def _tied(self, said: str, body: Body, reach: range) -> Label | None:
        """`said` further off, at the nearest free place around its mark, tied to it by a line that crosses no name."""
        frame, taken, size = self.frame, self.taken, self.size
        wide, high = text_width(said, size) / 2 + _RIM, size * LINE / 2 + _RIM
        for away, turn in itertools.product(reach, range(16)):
            angle = math.radians(22.5 * turn)
            across, down = math.cos(angle), math.sin(angle)
            off = body.radius + away * size
            x, y = body.x + (off + body.half) * across, body.y + off * down
            x += math.copysign(wide - _RIM, across) if abs(across) > 0.3 else 0.0
            # drawn back into the frame: beside its edge a long name has no other place
            x, y = min(max(x, wide), frame.width - wide), min(max(y, high), frame.height - high)
            label = text_box(said, x, y, size)
            if not (frame.holds(label.box[:2]) and frame.holds(label.box[2:]) and taken.is_free(label.box)):
                continue
            start, end = _leader(body, label.box)
            if self._seems_of_another(label.box, math.dist(start, end), body):
                continue
            steps = max(2, int(math.dist(start, end) / 3))
            way = [(start[0] + (end[0] - start[0]) * k / steps, start[1] + (end[1] - start[1]) * k / steps)
                   for k in range(1, steps)]  # fmt: skip
            if all(taken.is_free((px - 1, py - 1, px + 1, py + 1)) for px, py in way[2:]):
                return replace(label, leader=(start, end))
        return None

    def _seems_of_another(self, box: Box, length: float, body: Body) -> bool:
        """Whether a name at the end of a line so long stands beside a mark that is not its own."""
        return length > 2 * self.size and any(
            math.dist(*_leader(other, box)) < self.size
            for other in self.bodies
            if other.city.city_id != body.city.city_id
        )


def _leader(body: Body, box: Box) -> tuple[Point, Point]:
    """The shortest line from the rim of a mark to a name."""
    left, top, right, bottom = box
    end = (min(max(body.x, left), right), min(max(body.y, top), bottom))
    middle = (min(max(end[0], body.x - body.half), body.x + body.half), body.y)
    part = body.radius / (math.dist(middle, end) or 1.0)
    return (middle[0] + (end[0] - middle[0]) * part, middle[1] + (end[1] - middle[1]) * part), end


def _beyond(box: Box, reach: float) -> Box:
    left, top, right, bottom = box
    return left - reach, top - reach, right + reach, bottom + reach


def label_beside(
    text: str,
    around: Box,
    frame: Frame,
    taken: Taken,
    size: float,
    *,
    preferred: tuple[int, float] | None = None,
    within: Box | None = None,
) -> Label | None:
    """`text` at the best free side of the rectangle `around`, or None. `preferred` is a side that wins when free;
    `within`, a box in the frame that it must not leave."""
    best: tuple[float, Label] | None = None
    wide = abs(around[2] - around[0]) > 2 * abs(around[3] - around[1])
    for side, shift, cost in _SIDES:
        least = cost - (1.2 if wide and side == 0 else 0) - (4 if (side, shift) == preferred else 0)
        if best is not None and least >= best[0]:
            continue
        label = _at(text, around, size, side, shift)
        if not (frame.holds(label.box[:2], 3) and frame.holds(label.box[2:], 3) and taken.is_free(label.box)):
            continue
        if within and not _holds(within, label.box):
            continue
        price = least + _RIBBON_COST * min(taken.points_under(label.box), 8)
        if best is None or price < best[0]:
            best = (price, label)
    return best[1] if best else None


def label_at_edge(text: str, around: Box, within: Box, taken: Taken, size: float) -> Label | None:
    """`text` above or below what stands at the edge of `within`, drawn back into it; None where neither has room."""
    width, height = text_width(text, size), size * LINE
    left, top, right, bottom = within
    x = min(max((around[0] + around[2]) / 2, left + 3 + width / 2), right - 3 - width / 2)
    for away in (0.5, 1.5):
        for y in (around[1] - away * height - 2.5, around[3] + away * height + 2.5):
            label = text_box(text, x, y, size)
            if _holds((left + 2, top + 2, right - 2, bottom - 2), label.box) and taken.is_free(label.box):
                return label
    return None


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def text_box(text: str, x: float, y: float, size: float) -> Label:
    """A label whose box is centred on (x, y)."""
    width, height = text_width(text, size), size * LINE
    left, top = x - width / 2, y - height / 2
    return Label(text, left, top + height * BASELINE - 0.06 * size, size, (left, top, left + width, top + height))


def _at(text: str, around: Box, size: float, side: int, shift: float) -> Label:
    width, height = text_width(text, size), size * LINE
    left, top, right, bottom = around
    if side == 0:
        y = bottom + height / 2 + 2.5 if shift > 0 else top - height / 2 - 2.5
        return text_box(text, (left + right) / 2, y, size)
    # At a slant the name may come closer: the corner of its box faces the round side of the mark.
    gap = _GAP * (1 - 0.5 * abs(shift))
    x = right + gap + width / 2 if side > 0 else left - gap - width / 2
    return text_box(text, x, (top + bottom) / 2 + shift * height, size)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box[0] // _CELL), int(box[2] // _CELL) + 1):
        for row in range(int(box[1] // _CELL), int(box[3] // _CELL) + 1):
            yield column, row
