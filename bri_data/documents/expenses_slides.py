"""The slide of expenses."""

from __future__ import annotations

from bri_data.present import expense_lines as lines
from bri_data.present import expenses as values
from bri_data.present import format as fmt
from bri_data.present.cited import listed
from bri_data.present.figures.expenses import barred
from bri_data.present.slides.model import MOST_STATEMENTS, Slide, Statement, Statements
from bri_data.present.slides.story import paragraph
from bri_data.queries import expenses as queries
from bri_data.queries import meeting

from .expenses import spendings_of
from .order import Shown
from .slide_rows import rows_of


def expenses_slides(order: Shown) -> tuple[Slide, ...]:
    """The missions with an amount, each with what was planned and spent."""
    words, found = order.texts, spendings_of(order)
    known = [one for one in barred(found) if one.is_known]
    if not known:
        return ()
    items = tuple(
        Statement(
            values.name_of(one.row, words),
            (fmt.capitalised(lines.headline(one, words)),),
            tag=f"activite:{one.row['record_id']}",
        )
        for one in known[:MOST_STATEMENTS]
    )
    title, lead = values.title(found, words), values.lead(found, words)
    said = fmt.joined([item.name for item in items], words)
    note = paragraph(lead, values.complete(found, words), words("expenses.foot"))
    source = listed(lines.cited(queries.amounts(order.con), meeting.rules(order.con)), words)
    return (Slide("depenses", title, Statements(items), note, said, source, rows_of(order), lead),)


SLIDES = expenses_slides
