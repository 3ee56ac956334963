"""Expenses as a poster: bars of what was planned and spent, amounts inside amounts, the missions by year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bri_data.model import report_year

from .. import expense_lines as lines
from .. import format as fmt
from ..expenses import Spending, Whole, complete, dollars, name_of, told
from ..figures.expenses import MOST_SQUARES, MOST_WHOLES, barred, scale_of
from ..theme import var
from ..words import Texts
from .paper import INNER, Block, beside, hatch, line, not_drawn, paragraph, placed, rule, stacked

_NAME, _BAR, _GAP, _HIGH = 300.0, 560.0, 24.0, 30.0
_SHARED, _SILENT = "bri-shared-total", "bri-silent-year"


def bars_block(found: Sequence[Spending], texts: Texts) -> Block:
    """A row a mission: its name, its bar, what is known of its cost."""
    shown = barred(found)
    head = Block(rule(hue="ink") + line(texts("expenses.bars"), 0, 32, 25, weight=600, serif=True), 44)
    if not shown:
        return stacked([head, paragraph(texts("expenses.no_bar"), 17, INNER, hue="ink2"), Block("", 14)])
    top = scale_of(shown)
    drawn = [_row(one, top, texts) for one in shown]
    total = len(told(found))
    marks = Block(hatch(_SHARED, "ink") + hatch(_SILENT, "ink3"), 0)
    return stacked([head, marks, *drawn, _keys(shown, texts), not_drawn(total - len(shown), texts), Block("", 14)])


def _row(one: Spending, top: float, texts: Texts) -> Block:
    room = INNER - _NAME - _BAR - 2 * _GAP
    name = paragraph(name_of(one.row, texts), 17, _NAME, weight=600)
    said = stacked(
        [
            paragraph(fmt.capitalised(lines.headline(one, texts)), 17, room, weight=600),
            paragraph(lines.notes(one, texts), 14, room, hue="ink2"),
        ]
    )
    drawn = name.svg + placed(Block(_bar(one, top), 0), _NAME + _GAP, 2) + placed(said, _NAME + _BAR + 2 * _GAP, 0)
    return Block(drawn, max(name.height, said.height, _HIGH + 6) + 10)


def _bar(one: Spending, top: float) -> str:
    drawn = f'<path d="M0 -2V{_HIGH + 2:g}" stroke="{var("ring")}" stroke-width="1.5"/>'
    if one.ceiling:
        end = _BAR * one.ceiling["amount_cad"] / top
        drawn += f'<rect width="{end:.1f}" height="{_HIGH:g}" fill="{var("home")}"/>'
        drawn += f'<path d="M{end:.1f} -2V{_HIGH + 2:g}" stroke="{var("ink")}" stroke-width="4"/>'
    if one.common:
        end = _BAR * one.common["amount_cad"] / top
        drawn += f'<rect width="{end:.1f}" height="{_HIGH:g}" fill="none" stroke="{var("ink")}" stroke-width="1.5" '
        drawn += 'stroke-dasharray="6 4"/>'
    inside = 'y="8" height="14"'
    if one.actual:
        width = _BAR * max(one.actual["amount_cad"], 0) / top
        return drawn + f'<rect width="{width:.1f}" {inside} fill="{var("accent")}"/>'
    if one.share:
        return drawn + (
            f'<rect width="{_BAR * one.share.rest / top:.1f}" {inside} fill="url(#{_SHARED})" '
            f'stroke="{var("ink2")}" stroke-width="1.5" stroke-dasharray="5 4"/>'
        )
    return drawn + f'<rect width="70" {inside} fill="url(#{_SILENT})"/>'


def _keys(shown: Sequence[Spending], texts: Texts) -> Block:
    """What each form of the bars means, in two lines where a common ceiling adds a fifth."""
    paints = {"ceiling": var("home"), "actual": var("accent"), "shared": f"url(#{_SHARED})"}
    forms = [(name, f'fill="{paint}"') for name, paint in (paints | {"unknown": f"url(#{_SILENT})"}).items()]
    if any(one.common for one in shown):
        forms.append(("common", f'fill="none" stroke="{var("ink")}" stroke-width="1.5" stroke-dasharray="6 4"'))
    drawn = ""
    for place, (name, look) in enumerate(forms):
        x, y = INNER / 4 * (place % 4), 30.0 * (place // 4)
        drawn += f'<rect x="{x:g}" y="{y + 8:g}" width="34" height="14" {look}/>'
        drawn += line(texts(f"expenses.key.{name}"), x + 44, y + 21, 16, hue="ink2")
    return Block(drawn, 34 if len(forms) <= 4 else 64)


def wholes_block(found: Sequence[Whole], texts: Texts) -> Block:
    """Each total that holds others, its parts named inside it, one after the other."""
    blocks = [_whole(one, texts) for one in found[:MOST_WHOLES]]
    left, right = stacked(blocks[::2]), stacked(blocks[1::2])
    return stacked([beside(left, right, INNER / 2 + 20), not_drawn(len(found) - MOST_WHOLES, texts), Block("", 10)])


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
            Block(edge + inside.svg, inside.height + 4),
            paragraph(lines.note_of_whole(one, texts), 15, room, hue="ink2"),
            Block("", 12),
        ]
    )


def years_block(found: Sequence[Spending], texts: Texts) -> Block:
    """A square a mission, year by year: a cost of its own, within a common total, none published."""
    head = Block(rule() + line(complete(found, texts), 0, 32, 22, weight=600, serif=True), 44)
    dated = [one for one in found if one.row["year"] is not None]
    x, y, drawn = 0.0, 0.0, ""
    for year, group in groupby(dated, key=lambda one: one.row["year"]):
        costs = sorted((one.cost for one in group), key=("own", "shared", "none").index)
        width = max(24.0 * len(costs[:MOST_SQUARES]), 52.0) + 26
        if x and x + width > INNER:
            x, y = 0.0, y + 62
        drawn += line(report_year.name(year), x, y + 18, 17, weight=600)
        drawn += "".join(_square(cost, x + 24 * i, y + 26) for i, cost in enumerate(costs[:MOST_SQUARES]))
        x += width
    keys = "".join(
        _square(cost, INNER / 4 * i, y + 66) + line(texts(f"expenses.cost.{cost}"), INNER / 4 * i + 28, y + 81, 16)
        for i, cost in enumerate(("own", "shared", "none"))
    )
    return stacked([head, Block(drawn + keys, y + 96)])


def _square(cost: str, x: float, y: float) -> str:
    fill, edge = {"own": ("accent", "accent"), "shared": ("home", "accent"), "none": ("bg", "ink3")}[cost]
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="18" height="18" fill="{var(fill)}" stroke="{var(edge)}" '
        f'stroke-width="1.5"/>'
    )
