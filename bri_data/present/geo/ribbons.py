"""Ribbons between the home city and another: thin at departure, thick at arrival. Their bow is drawing, not a route."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bri_data.present.geo.projection import Point

# Height of the bow over the length of the line. The two directions differ, so that a round trip shows two ribbons.
BOW_UP = 0.075
BOW_DOWN = 0.04
# A line is drawn in as many straight steps as it takes to stay within a tenth of a pixel of its curve.
_MOST_STEPS, _OFF = 20, 0.1


@dataclass(frozen=True)
class Ribbon:
    """The two edges of a ribbon from departure to arrival, point against point."""

    left: tuple[Point, ...]
    right: tuple[Point, ...]

    @property
    def axis(self) -> list[Point]:
        """The line in its middle."""
        return [((x1 + x2) / 2, (y1 + y2) / 2) for (x1, y1), (x2, y2) in zip(self.left, self.right, strict=True)]

    @property
    def widths(self) -> list[float]:
        """The width at each point, from departure to arrival."""
        return [math.dist(a, b) for a, b in zip(self.left, self.right, strict=True)]

    @property
    def outline(self) -> tuple[Point, ...]:
        """Both edges as one closed outline."""
        return (*self.left, *reversed(self.right))


def curve(start: Point, end: Point, *, upward: bool) -> list[Point]:
    """A bowed line from `start` to `end`, above the straight line or below it (left or right of a vertical one)."""
    (x1, y1), (x2, y2) = start, end
    bow = BOW_UP if upward else BOW_DOWN
    bow_x, bow_y = (y2 - y1) * bow, -(x2 - x1) * bow
    goes_up = bow_y < 0 or (bow_y == 0 and bow_x < 0)
    sign = 1 if goes_up == upward else -1
    # A quadratic Bézier passes half way to its control point.
    control_x, control_y = (x1 + x2) / 2 + 2 * sign * bow_x, (y1 + y2) / 2 + 2 * sign * bow_y
    steps = min(_MOST_STEPS, 2 * max(1, math.ceil(math.sqrt(math.dist(start, end) * bow / _OFF) / 2)))
    points = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append((a * x1 + b * control_x + c * x2, a * y1 + b * control_y + c * y2))
    return points


def ribbon(start: Point, end: Point, *, upward: bool, thin: float = 1.3, thick: float = 4.6) -> Ribbon:
    """A ribbon that leaves `start` with the width `thin` and reaches `end` with the width `thick`, in pixels."""
    axis = curve(start, end, upward=upward)
    last = len(axis) - 1
    left, right = [], []
    for index, (x, y) in enumerate(axis):
        before, after = axis[max(index - 1, 0)], axis[min(index + 1, last)]
        length = math.dist(before, after) or 1.0
        across_x, across_y = -(after[1] - before[1]) / length, (after[0] - before[0]) / length
        half = (thin + (thick - thin) * index / last) / 2
        left.append((x + across_x * half, y + across_y * half))
        right.append((x - across_x * half, y - across_y * half))
    return Ribbon(tuple(left), tuple(right))
