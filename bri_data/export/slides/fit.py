"""How much room words take, without opening PowerPoint: an upper estimate, so that nothing runs over its box.

It is made for the page's font in bold; Calibri and Cambria take between 87 and 96 hundredths of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from bri_data.present.geo.text_width import text_width

LINE = 1.2


def width(text: str, size: float) -> float:
    """The width of a line, in pixels."""
    return text_width(text, size)


def lines(text: str, size: float, room: float) -> int:
    """How many lines `text` takes in `room` pixels, broken between words as PowerPoint breaks them."""
    count = 0
    for part in text.split("\n"):
        count += 1
        used = 0.0
        for word in part.split(" "):
            needed = width(word, size)
            space = width(" ", size) if used else 0.0
            if used and used + space + needed > room:
                count, used = count + 1, needed
            else:
                used += space + needed
    return count


def height(text: str, size: float, room: float) -> float:
    """The height of `text` set in `room` pixels, 0 for no text."""
    return lines(text, size, room) * size * LINE if text else 0.0


def largest(sizes: Sequence[float], fits: Sequence[tuple[str, float]], most_lines: int) -> float:
    """The largest of `sizes` at which every (text, room) stays within `most_lines`; the smallest when none does."""
    for size in sorted(sizes, reverse=True):
        if all(lines(text, size, room) <= most_lines for text, room in fits):
            return size
    return min(sizes)
