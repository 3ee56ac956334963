"""Expenses as a poster: bars of what was planned and spent, amounts inside amounts, the missions by year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from bri_data.model import report_year
from bri_data.present.figures.expenses.board import MOST_SQUARES, MOST_WHOLES, barred, costs_of, scale_of

from .. import expense_lines as lines
from .. import format as fmt
from ..expense_plot import Chart, Form, form_name, form_rows
from ..expenses import COSTS, Row, Spending, Whole, complete, dollars, name_of, told
from ..theme import var
from ..words import Texts
from .paper import INNER, Block, beside, hatch, line, not_drawn, paragraph, placed, rule, stacked

_NAME, _BAR, _GAP, _HIGH = 300.0, 560.0, 24.0, 30.0
_SHARED, _SILENT = "bri-shared-total", "bri-silent-year"


def bars_block(found: Sequence[Spending], texts: Texts) -> Block:
    """A row a mission: its name, its bar, what is known of its cost."""
    shown = barred(found)
    marks = Block(hatch(_SHARED, "ink") + hatch(_SILENT, "ink3"), 0)
    head = stacked([marks, _head(texts("expenses.bars"))])
    if not shown:
        return stacked([head, paragraph(texts("expenses.no_bar"), 17, INNER, hue="ink2"), Block(Markup(), 14)])
    top = scale_of(shown)
    drawn = [
        _row(name_of(one.row, texts), _bars(one), top, lines.headline(one, texts), lines.notes(one, texts))
        for one in shown
    ]
    forms: list[Form] = ["ceiling", "actual", "shared", "unknown"]
    if any(one.common for one in shown):
        forms.append("common")
    left = not_drawn(len(told(found)) - len(shown), texts)
    return stacked([head, *drawn, _keys(forms, texts), left, Block(Markup(), 14)])


def explored_block(chart: Chart, shown: Sequence[Form], texts: Texts) -> Block:
    """The series and the forms that a reader chose: a row a mission or a head, each bar from zero. It stands under
    `bars_block`, whose hatchings it takes."""
    rows = form_rows(chart, shown, texts)
    head = _head(texts("expenses.plot.drawn", name=texts(f"expenses.plot.series.{chart.series}")))
    drawn = [_row(row.name, [(bar.form, bar.dollars) for bar in row.bars], chart.top * 1.04, row.said) for row in rows]
    held = {bar.form for row in rows for bar in row.bars}
    forms = [form for form in chart.forms if form in held]
    return stacked([head, *drawn, _keys(forms, texts), not_drawn(chart.left_out, texts), Block(Markup(), 14)])


def _head(title: str) -> Block:
    return Block(rule(hue="ink") + line(title, 0, 32, 25, weight=600, serif=True), 44)


def _bars(one: Spending) -> list[tuple[Form, float | None]]:
    """Each form of a mission with its dollars; None for what is not known, whose length says nothing."""
    planned: list[tuple[Form, Row | None]] = [("ceiling", one.ceiling), ("common", one.common)]
    found: list[tuple[Form, float | None]] = [(form, row["amount_cad"]) for form, row in planned if row]
    if one.actual:
        return [*found, ("actual", one.actual["amount_cad"])]
    if one.share:
        return [*found, ("shared", one.share.rest)]
    return found if one.is_paid_by_others else [*found, ("unknown", None)]


def _row(name: str, bars: Sequence[tuple[Form, float | None]], top: float, said: str, notes: str = "") -> Block:
    """A name, its bars on a line of `top` dollars, what they say in words."""
    room = INNER - _NAME - _BAR - 2 * _GAP
    label = paragraph(name, 17, _NAME, weight=600)
    words = stacked([paragraph(fmt.capitalised(said), 17, room, weight=600), paragraph(notes, 14, room, hue="ink2")])
    drawn = f'<path d="M0 -2V{_HIGH + 2:g}" stroke="{var("ring")}" stroke-width="1.5"/>'
    drawn += "".join(_form(form, 70 if amount is None else _BAR * max(amount, 0) / top) for form, amount in bars)
    svg = f"{label.svg}{placed(Block(Markup(drawn), 0), _NAME + _GAP, 2)}{placed(words, _NAME + _BAR + 2 * _GAP, 0)}"
    return Block(Markup(svg), max(label.height, words.height, _HIGH + 6) + 10)


def _form(form: Form, width: float, *, is_key: bool = False) -> Markup:
    """A bar as the page draws it: a pale band for what was planned, full for what was spent, hatched for what is not
    known; in the list of what the forms mean, all are of one height."""
    is_under = form in ("ceiling", "common", "total") and not is_key
    box = f'width="{width:.1f}" ' + (f'height="{_HIGH:g}"' if is_under else 'y="8" height="14"')
    if form == "ceiling":
        band = f'<rect {box} fill="{var("home")}"/>'
        return Markup(
            band
            if is_key
            else f'{band}<path d="M{width:.1f} -2V{_HIGH + 2:g}" stroke="{var("ink")}" stroke-width="4"/>'
        )
    if form in ("common", "total"):
        dashes = ' stroke-dasharray="6 4"' if form == "common" else ""
        edge = var("ink") if form == "common" else var("accent")
        return Markup(f'<rect {box} fill="none" stroke="{edge}" stroke-width="1.5"{dashes}/>')
    if form == "shared":
        edge = "" if is_key else f' stroke="{var("ink2")}" stroke-width="1.5" stroke-dasharray="5 4"'
        return Markup(f'<rect {box} fill="url(#{_SHARED})"{edge}/>')
    return Markup(f'<rect {box} fill="{f"url(#{_SILENT})" if form == "unknown" else var("accent")}"/>')


def _keys(forms: Sequence[Form], texts: Texts) -> Block:
    """What each form of the bars means, four to a line."""
    drawn = ""
    for place, form in enumerate(forms):
        x, y = INNER / 4 * (place % 4), 30.0 * (place // 4)
        drawn = f"{drawn}{placed(Block(_form(form, 34, is_key=True), 0), x, y)}"
        drawn = "".join((drawn, line(form_name(form, texts), x + 44, y + 21, 16, hue="ink2")))
    return Block(Markup(drawn), 4 + 30.0 * -(-len(forms) // 4))


def wholes_block(found: Sequence[Whole], texts: Texts) -> Block:
    """Each total that holds others, its parts named inside it, one after the other."""
    blocks = [_whole(one, texts) for one in found[:MOST_WHOLES]]
    left, right = stacked(blocks[::2]), stacked(blocks[1::2])
    return stacked(
        [beside(left, right, INNER / 2 + 20), not_drawn(len(found) - MOST_WHOLES, texts), Block(Markup(), 10)]
    )


def _whole(one: Whole, texts: Texts) -> Block:
    room = INNER / 2 - 20
    parts = [(lines.part_name(part, texts), dollars(part["amount_cad"], texts)) for part in one.parts]
    if one.rest:
        rest = texts("expenses.rest", amount=dollars(one.rest, texts))
        parts.append((lines.rest_name(one, texts), rest))
    rows = [
        Block(line(name, 18, 22, 17) + line(amount, room, 22, 17, weight=600, anchor="end"), 28)
        for name, amount in parts
    ]
    inside = stacked(rows)
    edge = f'<path d="M4 0V{inside.height:.0f}" stroke="{var("accent")}" stroke-width="4"/>'
    return stacked(
        [
            Block(rule(room), 4),
            paragraph(lines.title_of_whole(one, texts), 20, room, weight=600),
            Block(Markup(f"{edge}{inside.svg}"), inside.height + 4),
            paragraph(lines.note_of_whole(one, texts), 15, room, hue="ink2"),
            Block(Markup(), 12),
        ]
    )


def years_block(found: Sequence[Spending], texts: Texts) -> Block:
    """A square a mission, year by year: a cost of its own, within a common total, none published."""
    head = Block(rule() + line(complete(found, texts), 0, 32, 22, weight=600, serif=True), 44)
    dated = [one for one in found if one.row["year"] is not None]
    x, y, drawn = 0.0, 0.0, ""
    for year, group in groupby(dated, key=lambda one: one.row["year"]):
        costs = sorted((one.cost for one in group), key=COSTS.index)
        width = max(24.0 * len(costs[:MOST_SQUARES]), 52.0) + 26
        if x and x + width > INNER:
            x, y = 0.0, y + 62
        drawn = f"{drawn}{line(report_year.name(year), x, y + 18, 17, weight=600)}"
        drawn = "".join(
            (drawn, "".join(_square(cost, x + 24 * i, y + 26) for i, cost in enumerate(costs[:MOST_SQUARES])))
        )
        x += width
    keys = "".join(
        _square(cost, INNER / 4 * i, y + 66) + line(texts(f"expenses.cost.{cost}"), INNER / 4 * i + 28, y + 81, 16)
        for i, cost in enumerate(costs_of(found))
    )
    return stacked([head, Block(Markup(f"{drawn}{keys}"), y + 96)])


def _square(cost: str, x: float, y: float) -> Markup:
    marks = {"own": ("accent", "accent"), "shared": ("home", "accent"), "third": ("bg", "ink2"), "none": ("bg", "ink3")}
    fill, edge = marks[cost]
    drawn = Markup(
        f'<rect x="{x:.1f}" y="{y:.1f}" width="18" height="18" fill="{var(fill)}" stroke="{var(edge)}" '
        f'stroke-width="1.5"/>'
    )
    if cost == "third":  # struck out: nothing is missing
        drawn += Markup(
            f'<path d="M{x + 3:.1f} {y + 15:.1f}l12 -12" stroke="{var(edge)}" stroke-width="1.5" fill="none"/>'
        )
    return drawn
