"""The slide of the council's questions."""

from __future__ import annotations

from bri_data.present import format as fmt
from bri_data.present import questions as values
from bri_data.present.cited import listed
from bri_data.present.slides.model import MOST_STATEMENTS, Slide, Statement, Statements
from bri_data.present.slides.story import paragraph

from .order import Shown
from .questions import sheaf_of
from .slide_rows import rows_of

# Those that a room is shown, in this order; the others are on the page.
_SHOWN = ("about", "many", "cost", "late", "ends", "same", "outcomes")


def questions_slides(order: Shown) -> tuple[Slide, ...]:
    """The questions that a room is shown, each with its first sentence; all that is said stands in the notes."""
    words, found = order.texts, sheaf_of(order)
    by_code = {one.code: one for one in found.answers}
    kept = [by_code[code] for code in _SHOWN if code in by_code][:MOST_STATEMENTS]
    items = tuple(Statement(one.question(words), (_first(one.said),)) for one in kept)
    said = fmt.joined([item.name for item in items], words)
    note = paragraph(*(one.said for one in kept))
    source = listed(found.titles, words)
    return (Slide("questions", values.title(found, words), Statements(items), note, said, source, rows_of(order)),)


def _first(said: str) -> str:
    """The first sentence: what a room can read."""
    return f"{said.split('. ', maxsplit=1)[0].rstrip('.')}."


SLIDES = questions_slides
