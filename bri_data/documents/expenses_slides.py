"""The slide of expenses."""

from __future__ import annotations

from bri_data.present import expense_lines as lines
from bri_data.present import expense_plot as plot
from bri_data.present import expenses as values
from bri_data.present import format as fmt
from bri_data.present.cited import listed
from bri_data.present.figures.expenses.board import barred
from bri_data.present.slides.model import MOST_STATEMENTS, Slide, Statement, Statements
from bri_data.present.slides.story import clauses, paragraph
from bri_data.present.words import Texts
from bri_data.queries import expenses as queries
from bri_data.queries import meeting

from .expenses import chosen_of, spendings_of
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
    if chosen := chosen_of(order):
        items, lead = _told(*chosen, words)
    said = fmt.joined([item.name for item in items], words)
    note = paragraph(lead, values.complete(found, words), words("expenses.foot"))
    source = listed(lines.cited(queries.amounts(order.con), meeting.rules(order.con)), words)
    return (Slide("depenses", title, Statements(items), note, said, source, rows_of(order), lead),)


def _told(chart: plot.Chart, shown: tuple[plot.Form, ...], words: Texts) -> tuple[tuple[Statement, ...], str]:
    """The rows of a chosen series and of its forms, and what they are."""
    rows = plot.form_rows(chart, shown, words)
    items = [Statement(row.name, (row.said,), tag=row.slot.data_id) for row in rows[:MOST_STATEMENTS]]
    named = fmt.joined([plot.form_name(form, words) for form in shown], words) if shown != chart.forms else ""
    left = len(rows) - MOST_STATEMENTS
    rest = words.count("expenses.plot.left_out", left, n=fmt.number(left, words)) if left > 0 else ""
    return tuple(items), clauses(words(f"expenses.plot.series.{chart.series}"), named, rest)


SLIDES = expenses_slides
