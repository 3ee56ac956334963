"""Lists of named things as real text: bullets of the layout, or text beside a symbol or an arrow, in columns."""

from __future__ import annotations

from bri_data import bureau
from bri_data.present.figures.common import FADED
from bri_data.present.records import state_of
from bri_data.present.slides.model import Statement, Statements

from . import fit
from .canvas import Box, Canvas
from .marks import symbol
from .stage import Stage
from .template import BEFORE
from .text import Paragraph, Words, paragraph

_SIZES = (56.0, 50.0, 44.0, 40.0, 36.0, 32.0, 28.0)
_UNDER = 10  # hundredths of a line, above what is said of a name
_BESIDE = 64.0  # for the symbol or the arrow
_BETWEEN = 56.0  # between two columns
# Shape of DrawingML and turn in degrees.
_ARROWS = {
    "out": ("rightArrow", -45),
    "both": ("leftRightArrow", 0),
    "in": ("rightArrow", 135),
    "none": ("mathMinus", 0),
}


def is_plain(body: Statements) -> bool:
    """Whether the list is words alone: it then goes into the layout's own placeholder."""
    return body.columns == 1 and not any(item.run or item.axis for item in body.items)


def statements(stage: Stage, body: Statements) -> None:
    """The list, in the largest size at which all of it stands in the room."""
    if is_plain(body):
        _bullets(stage, body)
        return
    columns = max(1, min(body.columns, len(body.items)))
    width = (stage.room.width - _BETWEEN * (columns - 1)) / columns
    rows = -(-len(body.items) // columns)
    for size in _SIZES:
        heights = [_height(item, size, width) for item in body.items]
        tallest = [max(heights[row * columns : (row + 1) * columns], default=0) for row in range(rows)]
        spare = stage.room.height - sum(tallest)
        if spare >= 0 or size == _SIZES[-1]:
            break
    gap = max(0.0, min(72.0, spare / max(rows, 1)))
    y = stage.room.y
    for row in range(rows):
        for column, item in enumerate(body.items[row * columns : (row + 1) * columns]):
            x = stage.room.x + column * (width + _BETWEEN)
            _item(stage, item, Box(x, y, width, heights[row * columns + column]), size)
        y += tallest[row] + gap


def _bullets(stage: Stage, body: Statements) -> None:
    size = _SIZES[-1]
    for size in _SIZES:
        needed = sum(_height(item, size, stage.room.width - 60) for item in body.items)
        if needed + len(body.items) * BEFORE <= stage.look.body.box.height:
            break
    said: list[Paragraph] = []
    for item in body.items:
        said.append(
            paragraph(
                Words(
                    item.name,
                    size,
                    "ink3" if item.is_faded else "",
                    bold=bool(item.lines and not item.is_faded) or None,
                    url=item.url,
                )
            )
        )
        tone = "ink3" if item.is_faded else ""
        # close under its name: of the space between two names, it needs none
        said += [paragraph(Words(line, _second(size), tone), level=1, before=_UNDER) for line in item.lines]
    stage.canvas.placeholder("body", stage.texts("pptx.placeholder.body"), said, stage.look.body.index)


def _height(item: Statement, size: float, width: float) -> float:
    room = width - (_BESIDE if item.run or item.axis else 40)
    lines = sum(fit.height(line, _second(size), room) for line in item.lines)
    return fit.height(item.name, size, room) + lines + 14


def _second(size: float) -> float:
    """The size of the lines under a name."""
    return max(28.0, round(size * 0.8))


def _item(stage: Stage, item: Statement, box: Box, size: float) -> None:
    canvas = stage.canvas
    beside = _BESIDE if item.run or item.axis else 0.0
    middle = box.y + size * fit.LINE / 2
    part, strong, second = (FADED, "ink3", "ink3") if item.is_faded else (1.0, "ink", "ink2")
    if item.run:
        with canvas.group(item.name, _spoken(stage, item)) as drawn:
            symbol(
                drawn, item.run.kind, item.run.state, (box.x + 22, middle), size * 0.72, texts=stage.texts, part=part
            )
    elif item.axis:
        _arrow(canvas, item, Box(box.x, middle - 22, 46, 44))
    said = [paragraph(Words(item.name, size, strong, bold=not item.is_faded))]
    said += [paragraph(Words(line, _second(size), second), before=_UNDER) for line in item.lines]
    text = Box(box.x + beside, box.y, box.width - beside, box.height)
    canvas.text(text, said, item.name)


def _spoken(stage: Stage, item: Statement) -> str:
    run = item.run
    return f"{stage.texts(f'common.kind.{run.kind}')}, {state_of(run.kind, run.state, stage.texts)}" if run else ""


def _arrow(canvas: Canvas, item: Statement, box: Box) -> None:
    """Out, both ways or in: the page's arrow of an axis, or its bar, as a shape that can be changed."""
    preset, turn = _ARROWS[bureau.current().axes[item.axis]]
    guides = {"adj1": 22000} if preset == "mathMinus" else {"adj1": 22000, "adj2": 46000}
    fill = canvas.ink.fill("accent", FADED if item.is_faded else 1.0)
    canvas.shape(preset, box, item.name, fill=fill, turn=turn, guides=guides)
