"""The slide of agreements and networks."""

from __future__ import annotations

from bri_data.present import format as fmt
from bri_data.present import relations as values
from bri_data.present.cited import listed
from bri_data.present.relations import Relation
from bri_data.present.slides.model import MOST_STATEMENTS, Slide, Statement, Statements
from bri_data.present.slides.story import paragraph

from .order import Shown
from .relations import relations_of
from .slide_rows import rows_of


def relations_slides(order: Shown) -> tuple[Slide, ...]:
    """The ties whose end comes first, then those of the latest contact; the silent ones where there is nothing else."""
    words, found = order.texts, relations_of(order)
    if not found.all:
        return ()

    def said(one: Relation) -> str:
        last = words("relations.last_contact", when=values.last_said(one.last, words))
        parts = (values.end_said(one, found.today, words), values.status_said(one, words), last)
        return fmt.capitalised(" · ".join(part for part in parts if part))

    items = tuple(
        Statement(values.name_of(one, words), (said(one),), tag=":".join(one.brief))
        for one in found.all[:MOST_STATEMENTS]
    )
    title, alt = values.title(found, words), values.alternative(found, words)
    note = paragraph(title, words("relations.no_proof"))
    return (Slide("ententes", title, Statements(items), note, alt, listed(values.cited(found), words), rows_of(order)),)


SLIDES = relations_slides
