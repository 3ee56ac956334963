"""A page in five lines at most, to be read or listened to: what its slide says, a sentence or more to a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from bri_data.present.figures.language import mixed
from bri_data.present.figures.slides.deck import said_source
from bri_data.present.slides.model import Slide
from bri_data.present.words import Texts

from .order import NothingToTakeError, Order
from .page_slides import in_one_slide

MOST_LINES = 5
# The end of a sentence: not the point of an initial or of « St. John’s ».
_END = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\bSt\.)\s+(?=[A-ZÀ-ÖØ-Þ«“0-9])")


def brief_of(order: Order) -> tuple[str, ...]:
    """The lines of the page of `order` as its address and filters leave it: its finding first, its source last, () when
    it has nothing to tell."""
    try:
        slide = in_one_slide(order)
    except NothingToTakeError:
        return ()
    return lines_of(slide, said_source(slide, order.texts))


def lines_of(slide: Slide, source: str) -> tuple[str, ...]:
    """The finding of `slide`, its lead and its note in at most MOST_LINES lines, no sentence twice; then `source`."""
    finding = _ended(slide.title)
    told = [_ended(one) for part in (slide.lead.split(" · ")) for one in _END.split(part)]
    said = [one for one in dict.fromkeys([*told, *_END.split(slide.note)]) if one.strip() and one != finding]
    room = MOST_LINES - 1 - bool(source)
    return tuple(filter(None, (finding, *_packed(said, room), _ended(source))))


def brief_markup(lines: Sequence[str], texts: Texts) -> Markup:
    """The lines as an escaped list; a sentence where there is none."""
    items = "".join(f"<li>{mixed(line, texts)}</li>" for line in lines or (texts("frame.in_brief.nothing"),))
    return Markup(f'<ol class="bri-brief-lines">{items}</ol>')


def _packed(sentences: Sequence[str], room: int) -> list[str]:
    """The sentences in `room` lines, in order, the first lines holding one more where they cannot be shared evenly."""
    each, more = divmod(len(sentences), room)
    lines, at = [], 0
    for number in range(min(room, len(sentences))):
        taken = each + (number < more)
        lines.append(" ".join(sentences[at : at + taken]))
        at += taken
    return lines


def _ended(sentence: str) -> str:
    sentence = sentence.strip()
    return sentence if not sentence or sentence[-1] in ".!?…" else f"{sentence}."
