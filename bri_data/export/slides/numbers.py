"""Bodies made of numbers: one number and its blocks, figures side by side, squares, rows of symbols."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bri_data.present.figures.common import FADED, MOST_SYMBOLS, Run, explained, explanation
from bri_data.present.slides.model import Figure, Figures, Group, Number, Squares, SymbolRow, Symbols
from bri_data.present.theme import KINDS

from . import fit
from .canvas import Box, Canvas
from .marks import strip, strip_width
from .stage import Stage
from .text import Words, paragraph

_GAP = 12.0  # between two blocks
_BETWEEN = 48.0  # between two groups of blocks
_BLOCK_WIDTH, _BLOCK_HEIGHT = 76.0, 100.0
_MOST_BLOCKS = 120  # beyond, a group is one block as long as its share
_LABEL, _NOTE = 38.0, 32.0
_LEGEND = 70.0  # height of what explains the symbols
_WORTH_A_LINE = 0.7  # of their size on several lines: symbols no smaller stand on one
_WIDER = 1.15  # a numeral in the fonts of a machine that has none of Office's, beside ours
_UNDER_TITLE = 38.0  # from the number that the title is to the blocks under it


def number(stage: Stage, body: Number) -> None:
    """The blocks of the parts, or the symbols of what is known; the number itself is the slide's title."""
    if body.groups:
        bottom = _blocks(stage, body.groups)
    else:
        room = Box(stage.room.x, _under(stage), stage.room.width, stage.room.bottom - _under(stage))
        with stage.canvas.group(stage.texts("pptx.name.symbols"), stage.slide.alt) as symbols:
            strip(symbols, body.runs, room, pitch := _pitch(body.runs, room, 64), stage.texts)
        bottom = _under(stage) + math.ceil(strip_width(body.runs, pitch) / room.width) * pitch
    if body.notes:
        lines = [paragraph(Words(note, _NOTE, "ink2")) for note in body.notes]
        box = Box(stage.room.x, bottom + 24, stage.room.width, _NOTE * 1.3 * len(lines))
        stage.canvas.text(box, lines, stage.texts("pptx.name.notes"))


def _under(stage: Stage) -> float:
    """Where what stands under the number begins."""
    return stage.look.title.box.bottom + _UNDER_TITLE


def _blocks(stage: Stage, groups: Sequence[Group]) -> float:
    """The blocks in one described group, then their labels as text; the bottom of what was drawn."""
    room = stage.room
    free = room.width - _BETWEEN * (len(groups) - 1)
    pitch = min(_BLOCK_WIDTH + _GAP, free / max(sum(group.n for group in groups), 1))
    # a label may be wider than its blocks: it then breaks
    most = free / len(groups) * 0.9
    widths = [max(group.n * pitch, min(fit.width(f"{group.n} {group.label}", _LABEL), most)) for group in groups]
    shrink = min(1.0, free / sum(widths))
    boxes, x = [], room.x
    for width in widths:
        boxes.append(Box(x, _under(stage), width * shrink, _BLOCK_HEIGHT))
        x += width * shrink + _BETWEEN
    with stage.canvas.group(stage.texts("pptx.name.blocks"), stage.slide.alt) as blocks:
        for group, box in zip(groups, boxes, strict=True):
            _row(stage, blocks, group, box, pitch * shrink)
    tallest = 0.0
    for group, box in zip(groups, boxes, strict=True):
        said = f"{group.n} {group.label}"
        height = fit.height(said, _LABEL, box.width)
        words = paragraph(Words(f"{group.n} ", _LABEL, "ink", bold=True), Words(group.label, _LABEL, "ink2"))
        stage.canvas.text(Box(box.x, box.bottom + 16, box.width, height), [words], said)
        tallest = max(tallest, height)
    return _under(stage) + _BLOCK_HEIGHT + 16 + tallest


def _row(stage: Stage, canvas: Canvas, group: Group, box: Box, pitch: float) -> None:
    fill = KINDS[group.kind].token
    count, step = (group.n, pitch) if group.n <= _MOST_BLOCKS else (1, pitch * group.n)
    for index in range(count):
        block = Box(box.x + index * step, box.y, step - min(_GAP, step * 0.2), box.height)
        canvas.shape("roundRect", block, f"{group.label} {index + 1}", fill=canvas.ink.fill(fill), guides={"adj": 6000})


def figures(stage: Stage, body: Figures) -> None:
    """Large figures side by side, each under a rule."""
    _figures(stage, body.items, Box(stage.room.x, stage.room.y + 90, stage.room.width, 520), 200)


def _figures(stage: Stage, items: Sequence[Figure], room: Box, largest: float) -> None:
    gap = 64.0
    width = (room.width - gap * (len(items) - 1)) / len(items)
    sizes = [size for size in (200, 160, 130, 104, 84, 64) if size <= largest]
    size = fit.largest(sizes, [(one.number, width) for one in items], 1)
    for index, one in enumerate(items):
        x = room.x + index * (width + gap)
        rule = Box(x, room.y, width, 3)
        stage.canvas.shape("rect", rule, stage.texts("pptx.name.rule"), fill=stage.canvas.ink.fill("ink"))
        said = [
            paragraph(Words(one.number, size, "ink", face="heading")),
            paragraph(Words(one.label, 40, "ink", bold=True)),
        ]
        if one.note:
            said.append(paragraph(Words(one.note, _NOTE, "ink2"), before=30))
        stage.canvas.text(Box(x, room.y + 16, width, room.height - 16), said, f"{one.number} {one.label}")


def squares(stage: Stage, body: Squares) -> None:
    """One square per unit, and a part of one for what is left, as one group; then what a square is, and the figures."""
    room = stage.room
    columns = math.ceil(body.n / body.per_column)
    height = 380.0 if body.figures else room.height - 80
    pitch = min(room.width / max(columns, 1), height / body.per_column)
    with stage.canvas.group(stage.texts("pptx.name.squares"), stage.slide.alt) as grid:
        for index in range(math.ceil(body.n)):
            column, row = divmod(index, body.per_column)
            part = min(1.0, body.n - index)
            box = Box(room.x + column * pitch, room.y + 20 + row * pitch, pitch * 0.84 * part, pitch * 0.84)
            grid.shape("rect", box, str(index + 1), fill=grid.ink.fill("ink2"))
    top = room.y + 20 + body.per_column * pitch + 16
    legend = paragraph(Words(body.legend, _NOTE, "ink2"))
    stage.canvas.text(Box(room.x, top, room.width, _NOTE * 1.3), [legend], stage.texts("pptx.name.legend"))
    if body.figures:
        _figures(stage, body.figures, Box(room.x, top + 84, room.width, room.bottom - top - 84), 130)


def symbols(stage: Stage, body: Symbols) -> None:
    """One row a kind: number, name and line on the left, one symbol per activity on the right."""
    if not body.rows:
        return
    look = _LARGE_ROWS if len(body.rows) <= 3 else _SMALL_ROWS
    legend = explained([run for row in body.rows for run in row.runs])
    height = min(look.height, (stage.room.height - (_LEGEND if legend else 0)) / len(body.rows))
    numbers = _WIDER * max(fit.width(row.number, look.number) for row in body.rows) + 28
    left = numbers + look.words
    room = Box(stage.room.x + left, stage.room.y, stage.room.width - left, height)
    pitch = min(_pitch(row.runs, Box(0, 0, room.width, height - 30), look.symbol) for row in body.rows)
    with stage.canvas.group(stage.texts("pptx.name.symbols"), stage.slide.alt) as drawn:
        for index, row in enumerate(body.rows):
            y = stage.room.y + index * height + look.number * 0.55 - pitch / 2
            strip(drawn, row.runs, Box(room.x, y, room.width, height), pitch, stage.texts, part=_part(row))
    for index, row in enumerate(body.rows):
        box = Box(stage.room.x, stage.room.y + index * height, numbers, height)
        _symbol_row(stage, row, box, look)
    _legend(stage, legend, stage.room.bottom - _LEGEND + 20)


def _legend(stage: Stage, legend: Sequence[Run], y: float) -> None:
    x, texts = stage.room.x, stage.texts
    for run in legend:
        said = explanation(run, texts)
        with stage.canvas.group(said) as drawn:
            strip(drawn, [run], Box(x, y, 40, 40), 40, texts)
        width = fit.width(said, 28)
        words = [paragraph(Words(said, 28, "ink2"))]
        stage.canvas.text(Box(x + 44, y + 3, width, 36), words, texts("pptx.name.legend"), wraps=False)
        x += 44 + width + 44


@dataclass(frozen=True)
class _RowLook:
    """Sizes of a row of symbols, in pixels: its height at most, its texts, its symbols, the room for its words."""

    height: float
    number: float
    label: float
    note: float
    symbol: float
    words: float


_LARGE_ROWS = _RowLook(230, 120, 48, 34, 84, 720)
_SMALL_ROWS = _RowLook(150, 72, 38, 28, 54, 460)


def _symbol_row(stage: Stage, row: SymbolRow, box: Box, look: _RowLook) -> None:
    """The number in `box`, and right of it what it counts."""
    rule = Box(box.x, box.y, stage.room.width, 1.5)
    stage.canvas.shape("rect", rule, stage.texts("pptx.name.rule"), fill=stage.canvas.ink.fill("rule"))
    strong, second = ("ink3", "ink3") if row.is_faded else ("ink", "ink2")
    numeral = Box(box.x, box.y + 4, box.width, look.number * fit.LINE)
    stage.canvas.text(numeral, [paragraph(Words(row.number, look.number, strong, face="heading"))], row.number)
    said = [paragraph(Words(row.label, look.label, strong, bold=not row.is_faded))]
    if row.note:
        said.append(paragraph(Words(row.note, look.note, second)))
    words = Box(box.right, box.y + 14, look.words - 30, box.height - 16)
    stage.canvas.text(words, said, row.label, anchor="t")


def _part(row: SymbolRow) -> float:
    return FADED if row.is_faded else 1.0


def _pitch(runs: Sequence[Run], room: Box, most: float) -> float:
    """The widest step, at most `most`, at which the symbols stand in the room: on one line if that makes no dots."""
    count = max(1, sum(run.n for run in runs))
    if count > MOST_SYMBOLS:  # one bar
        return most
    pitch = most
    while pitch > 8 and math.ceil(count / max(1, int(room.width // pitch))) * pitch > room.height:
        pitch *= 0.9
    on_one_line = min(most, room.width / count)
    return on_one_line if on_one_line > _WORTH_A_LINE * pitch else pitch
