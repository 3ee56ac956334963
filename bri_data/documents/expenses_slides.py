"""The slide of expenses."""

from __future__ import annotations

from collections.abc import Sequence

from bri_data.present import expense_lines as lines
from bri_data.present import expense_plot as plot
from bri_data.present import expenses as values
from bri_data.present import format as fmt
from bri_data.present.cited import listed
from bri_data.present.expenses import Spending
from bri_data.present.figures.expenses import barred
from bri_data.present.slides.model import MOST_STATEMENTS, Slide, Statement, Statements
from bri_data.present.slides.story import clauses, paragraph
from bri_data.present.words import Texts
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
    if chosen := _chosen(order, found):
        items, lead = chosen
    said = fmt.joined([item.name for item in items], words)
    note = paragraph(lead, values.complete(found, words), words("expenses.foot"))
    source = listed(lines.cited(queries.amounts(order.con), meeting.rules(order.con)), words)
    return (Slide("depenses", title, Statements(items), note, said, source, rows_of(order), lead),)


def _chosen(order: Shown, found: Sequence[Spending]) -> tuple[tuple[Statement, ...], str] | None:
    """The rows of the series and of the forms that the address chose, and what they are; None when it chose neither, or
    nothing is drawn of them: the page then says so."""
    address, words = order.address, order.texts
    forms = [value for name, value in address.own if name == plot.FORM]
    if not address.value(plot.SERIE) and not forms:
        return None
    series = plot.read_series(address.value(plot.SERIE))
    chart = plot.chart_of(series, found, values.wholes(queries.amounts(order.con)), words)
    shown = plot.read_forms(forms, chart)
    bars: dict[int, list[plot.Bar]] = {n: [] for n in range(len(chart.slots))}
    for bar in chart.bars:
        if bar.form in shown:
            bars[bar.slot].append(bar)
    items = [
        Statement(
            " · ".join(part for part in (slot.group, slot.label) if part),
            (slot.known if shown == chart.forms else "; ".join(_amount(bar, words) for bar in bars[n]),),
            tag=slot.data_id,
        )
        for n, slot in enumerate(chart.slots)
        if bars[n]
    ]
    if not items:
        return None
    named = fmt.joined([plot.form_name(form, words) for form in shown], words) if shown != chart.forms else ""
    left = len(items) - MOST_STATEMENTS
    rest = words.count("expenses.plot.left_out", left, n=fmt.number(left, words)) if left > 0 else ""
    return tuple(items[:MOST_STATEMENTS]), clauses(words(f"expenses.plot.series.{series}"), named, rest)


def _amount(bar: plot.Bar, words: Texts) -> str:
    amount = words("common.unknown") if bar.dollars is None else values.dollars(bar.dollars, words)
    return words("slides.said", what=fmt.capitalised(plot.form_name(bar.form, words)), said=amount)


SLIDES = expenses_slides
