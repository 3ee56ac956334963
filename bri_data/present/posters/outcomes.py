"""The outcomes of each axis as a poster: a heading with its count, then each statement with its state."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from .. import format as fmt
from ..figures.symbols import symbol
from ..outcomes import Column, Row, axis_name, origin_of, said_of
from ..rows import localised
from ..theme import var
from ..words import Texts
from .paper import INNER, Block, beside, line, not_drawn, paragraph, placed, rule, stacked

_DASHES = {"constatee": "", "en_cours": "9 6", "annoncee": "2 6"}
_LEFT, _GAP = 44.0, 60.0
_HALF = (INNER - _GAP) / 2
_MOST = 40


def columns_block(found: Sequence[Column], texts: Texts) -> Block:
    """The axes in two columns, each outcome on its lines; the first of them where there are too many."""
    left, right = (
        stacked([block for column in half for block in (*_column(column, texts), Block(Markup(), 16))])
        for half in (found[::2], found[1::2])
    )
    return beside(left, right, _HALF + _GAP)


def _column(column: Column, texts: Texts) -> list[Block]:
    name, count = axis_name(column.axis, texts), fmt.number(column.n, texts)
    head = rule(_HALF, y=2) + line(name, 0, 36, 26, weight=600) + line(count, _HALF, 36, 26, weight=600, anchor="end")
    shown = [_outcome(row, texts) for row in column.rows[:_MOST]]
    return [Block(head, 52), *shown, not_drawn(len(column.rows) - _MOST, texts)]


def _outcome(row: Row, texts: Texts) -> Block:
    said = paragraph(str(localised(row, "statement", texts)), 18, _HALF - _LEFT)
    meta = paragraph(f"{origin_of(row, texts)} · {said_of(row, texts)}", 16, _HALF - _LEFT, hue="ink2")
    height = said.height + meta.height
    dash = f' stroke-dasharray="{_DASHES[row["status"]]}"' if _DASHES[row["status"]] else ""
    drawn = f'<path d="M4 2V{height:.0f}" stroke="{var("ink")}" stroke-width="3" fill="none"{dash}/>'
    if row["record_id"]:
        drawn = "".join((drawn, symbol(row["kind"], row["state"], 25, 14, 17)))
    else:
        drawn = f'{drawn}<path d="M17 14H33" stroke="{var("hatch")}" stroke-width="3"/>'
    return Block(Markup(f"{drawn}{placed(said, _LEFT, 0)}{placed(meta, _LEFT, said.height)}"), height + 12)


def legend_block(texts: Texts) -> Block:
    """What a symbol, a dash and the rules mean."""
    return paragraph(texts("outcomes.legend"), 16, INNER, hue="ink2")
