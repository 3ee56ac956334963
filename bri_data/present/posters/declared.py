"""What is declared and what is named, kind by kind, as a poster: the strips of the data page."""

from __future__ import annotations

from collections.abc import Sequence

from .. import format as fmt
from ..data_page import Strip
from ..words import Texts
from .paper import INNER, Block, line, placed, rule, stacked, symbols

_NAME, _COUNT = 330.0, 190.0


def strips_block(found: Sequence[Strip], texts: Texts) -> Block:
    """One row a kind: its symbols, full, tinted and hollow, and how many of the total are named."""
    return stacked([_strip(one, texts) for one in found])


def _strip(one: Strip, texts: Texts) -> Block:
    drawn = symbols(one.runs, INNER - _NAME - _COUNT, scale=1.3)
    named = texts("data_page.of", named=fmt.number(one.named, texts), total=fmt.number(one.total, texts))
    svg = rule(INNER) + line(texts(f"common.kind.{one.kind}"), 0, 36, 21, weight=600)
    svg += placed(drawn, _NAME, 14) + line(named, INNER, 36, 21, weight=600, anchor="end")
    return Block(svg, max(drawn.height, 30) + 28)
