"""The slide of a meeting."""

from __future__ import annotations

from bri_data.present import format as fmt
from bri_data.present import meeting as values
from bri_data.present.cited import listed
from bri_data.present.figures.council.duty_marks import state_word
from bri_data.present.meeting import Entry
from bri_data.present.slides.model import MOST_STATEMENTS, Slide, Statement, Statements
from bri_data.present.slides.story import paragraph
from bri_data.present.words import Texts

from .meeting import changes_of, meeting_of
from .order import Shown
from .slide_rows import rows_of


def meeting_slides(order: Shown) -> tuple[Slide, ...]:
    """What is late, what passed with nothing known, then what comes first: as many lines as a slide holds."""
    words, found = order.texts, meeting_of(order)
    told = [*found.of("late"), *found.of("report"), *found.of("soon"), *found.of("later"), *found.of("unknown")]
    if not told:
        return ()
    items = tuple(
        Statement(entry.name, (_said(entry, words),), tag=":".join(entry.brief or ()))
        for entry in told[:MOST_STATEMENTS]
    )
    finding, (changed, _) = values.title(found, words), changes_of(order)
    lead = " ".join(filter(None, (values.lead(found, words), changed)))
    said = fmt.joined([item.name for item in items], words)
    note = paragraph(lead, said, words("meeting.nothing_proves"), words("meeting.foot"))
    source = listed(values.cited(found), words)
    return (Slide("seance", finding, Statements(items), note, said, source, rows_of(order), lead),)


def _said(entry: Entry, words: Texts) -> str:
    return " · ".join((state_word(entry.state, words, is_exact=entry.is_exact), entry.when, entry.note))


SLIDES = meeting_slides
