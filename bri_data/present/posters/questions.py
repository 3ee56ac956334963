"""The council's questions as a poster: each with its figure and its sentence."""

from __future__ import annotations

from ..answer import Answer
from ..questions import Sheaf
from ..words import Texts
from .paper import INNER, Block, paragraph, placed, rule, stacked

_FIGURE, _GAP = 210.0, 24.0


def question_blocks(found: Sheaf, texts: Texts) -> tuple[Block, ...]:
    """One block a question, under each other."""
    return tuple(_answer(one, texts) for one in found.answers)


def _answer(one: Answer, texts: Texts) -> Block:
    room = INNER - _FIGURE - _GAP
    figure = paragraph(one.figure, 34, _FIGURE, serif=True, weight=600)
    said = stacked(
        [
            paragraph(one.question(texts), 21, room, weight=600),
            paragraph(one.said, 18, room),
            paragraph(one.compares(texts), 15, room, hue="ink2"),
        ]
    )
    drawn = rule() + placed(figure, 0, 8) + placed(said, _FIGURE + _GAP, 8)
    return Block(drawn, max(figure.height, said.height) + 22)
