"""Where the bars and their texts go: rows without an overlap, for a known width. Sizes are in rem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bri_data.present.geo.text_width import text_width
from bri_data.present.timeline import Item

WIDE, NARROW = 67.0, 42.0  # the least width of the months in each of the two layouts of timeline.css
BAR = 0.7  # the least width of a bar: a day alone would be thinner than a hair
_GAP = 0.4  # between a bar and its text
_AIR = 0.9  # between a text and what follows it
_MOST = 28.0  # no text is given more: the whole title is one hover, focus or tap away
_OCTOBER = 100 * 273 / 365


@dataclass(frozen=True)
class Place:
    """A row (0 is the top one), the side of the bar on which its text stands, and the room kept for the text."""

    row: int
    on_left: bool
    room: float


def pack(items: Sequence[Item], width: float) -> tuple[Place, ...]:
    """One place per item, in their order: each in the highest row where neither its bar nor its text meets another's.

    The text stands on the right, on the left from October on or where it would leave the frame; it is cut to the
    wider side where it fits on neither.
    """
    rows: list[list[tuple[float, float]]] = []
    places = []
    for item in items:
        left, right = _bar(item, width)
        room = min(words_width(item), _MOST)
        on_left = _goes_left(item, left, right, room, width)
        room = min(room, (left if on_left else width - right) - _GAP)
        extent = (left - _GAP - room, right) if on_left else (left, right + _GAP + room)
        row = next((number for number, taken in enumerate(rows) if _is_free(taken, extent)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(extent)
        places.append(Place(row, on_left, max(room, 0.0)))
    return tuple(places)


def row_count(places: Sequence[Place]) -> int:
    """How many rows the places take."""
    return max((place.row + 1 for place in places), default=0)


def _bar(item: Item, width: float) -> tuple[float, float]:
    if item.span is None:
        raise ValueError(f"{item.record_id} has no month to be placed at")
    left = min(item.span.left / 100 * width, width - BAR)
    return left, max(item.span.right / 100 * width, left + BAR)


def _goes_left(item: Item, left: float, right: float, room: float, width: float) -> bool:
    fits_left, fits_right = left - _GAP >= room, width - right - _GAP >= room
    late = item.span is not None and item.span.left >= _OCTOBER
    if late or not fits_right:
        return fits_left or (not fits_right and left > width - right)
    return False


def _is_free(taken: Sequence[tuple[float, float]], extent: tuple[float, float]) -> bool:
    return all(extent[1] + _AIR <= start or end + _AIR <= extent[0] for start, end in taken)


def words_width(item: Item) -> float:
    """An upper estimate of the width of the words beside a bar, in rem: name, detail, and smaller notes."""
    parts = [text_width(item.name, 1), text_width(item.detail, 1), *(text_width(note, 0.88) for note in item.notes)]
    return sum(part + 0.5 for part in parts if part)
