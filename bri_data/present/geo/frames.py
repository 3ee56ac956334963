"""What part of the map a picture shows: computed from the places to show, never from a list of regions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bri_data.present.geo.projection import Point

# Below this the base map, simplified to about 6 km, would show its corners.
MIN_SPAN_KM = 2600.0
# Around the home city when there is nothing to show: the coast and the neighbours are recognised.
EMPTY_SPAN_KM = 5000.0
# So many places at most may stand outside a frame, one for so many in all, and only when the others are then shown so
# many times larger.
MOST_BEYOND = 6
_PLACES_FOR_ONE_BEYOND = 7
_EMPTIED = 1.4
# How much closer one step of zoom is.
ZOOM = 1.6


@dataclass(frozen=True)
class Frame:
    """A rectangle of `width` by `height` pixels, centred on a place of the projected plane."""

    centre_km: Point
    km_per_px: float
    width: float
    height: float

    def to_px(self, place: Point) -> Point:
        """A place in kilometres as pixels from the top left corner."""
        return (
            (place[0] - self.centre_km[0]) / self.km_per_px + self.width / 2,
            (place[1] - self.centre_km[1]) / self.km_per_px + self.height / 2,
        )

    def to_km(self, pixel: Point) -> Point:
        """The inverse of `to_px`."""
        return (
            (pixel[0] - self.width / 2) * self.km_per_px + self.centre_km[0],
            (pixel[1] - self.height / 2) * self.km_per_px + self.centre_km[1],
        )

    def holds(self, pixel: Point, margin: float = 0.0) -> bool:
        """Whether a pixel lies inside, at least `margin` from the edge."""
        x, y = pixel
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def closer(frame: Frame, steps: int, centre_km: Point | None = None, moved_to: Point | None = None) -> Frame:
    """`frame` by so many steps of zoom, around `centre_km` for who comes closer to it; as it is for no step.

    `moved_to` is the place that the reader moved to the middle: it stays there at any distance.
    """
    around = centre_km if centre_km is not None and steps > 0 else frame.centre_km
    return replace(frame, centre_km=moved_to or around, km_per_px=frame.km_per_px / ZOOM**steps)


def widened(frame: Frame, places: Sequence[Point], margin: float) -> Frame:
    """The same scale, on a rectangle that also holds the `places` (kilometres) outside `frame`, `margin` pixels inside.

    The frame itself comes back when it holds them all.
    """
    spots = [spot for spot in map(frame.to_px, places) if not frame.holds(spot)]
    xs = [0.0, frame.width, *(x + side for x, _ in spots for side in (-margin, margin))]
    ys = [0.0, frame.height, *(y + side for _, y in spots for side in (-margin, margin))]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return Frame(frame.to_km(middle), frame.km_per_px, max(xs) - min(xs), max(ys) - min(ys))


def frame_of(places: Sequence[Point], width: float, height: float, *, text_scale: float = 1.0) -> Frame:
    """The closest frame of that size, in pixels, around `places` in kilometres, with room for their names.

    No place gives a frame around the home city, at (0, 0). Around it, a few places so far off that they would empty
    the map are left outside: an arrow at the edge says where they are.
    """
    if not places:
        return Frame((0.0, 0.0), EMPTY_SPAN_KM / width, width, height)
    whole = _around(places, width, height, text_scale)
    if (0.0, 0.0) not in places:
        return whole
    nearest_first = sorted(places, key=lambda place: math.hypot(*place))
    for far in range(1, min(MOST_BEYOND, (len(places) - 1) // _PLACES_FOR_ONE_BEYOND) + 1):
        closer_one = _around(nearest_first[:-far], width, height, text_scale)
        if closer_one.km_per_px * _EMPTIED < whole.km_per_px:
            return closer_one
    return whole


def _around(places: Sequence[Point], width: float, height: float, text_scale: float) -> Frame:
    xs, ys = [x for x, _ in places], [y for _, y in places]
    side = min(max(0.12 * width, 70 * text_scale), 140 * text_scale, width / 4)
    edge = min(max(0.12 * height, 34 * text_scale), 60 * text_scale, height / 4)
    km_per_px = max(
        (max(xs) - min(xs)) / (width - 2 * side), (max(ys) - min(ys)) / (height - 2 * edge), MIN_SPAN_KM / width
    )
    centre = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
    return Frame(centre, km_per_px, width, height)
