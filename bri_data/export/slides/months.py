"""The year as native shapes: a symbol above its month with its words, and a hatched box apart for what has no month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bri_data.model import report_year
from bri_data.present import format as fmt
from bri_data.present.figures.common import FADED, MOST_SYMBOLS, Run
from bri_data.present.slides.model import Month, Months, Undated

from . import fit
from .canvas import Box, Canvas
from .marks import strip, symbol
from .stage import Stage
from .text import Words, paragraph

_TEXT = 28.0
_SIZES = (44.0, 40.0, 36.0, 32.0, 28.0)
# Of the size of the text: a row, a symbol, and from its middle to the words.
_ROW, _SYMBOL, _REACH = 1.55, 1.05, 0.85
_AXIS = 60.0  # under the symbols, for the names of the months
_BIN = 520.0
_BIN_SIZES = (32.0, 28.0, 25.0, 22.0)
_WIDER = 1.15  # what a name takes where the file's own fonts are missing
_BEFORE = 1.2  # of the size of the text: a symbol and the room around it


@dataclass(frozen=True)
class _Item:
    run: Run | None
    text: str
    x: float
    to_left: bool
    row: int


def months(stage: Stage, body: Months) -> None:
    """Twelve months on one line; what is undated stands to the right of them, never along it."""
    room = stage.room
    whole = Box(room.x, room.y, room.width - (_BIN + 50 if body.undated else 0), room.height)
    with stage.canvas.group(stage.texts("pptx.name.months"), stage.slide.alt) as drawn:
        _months(stage, drawn, body, whole)
    if body.undated:
        _undated(stage, body, Box(room.right - _BIN, room.y, _BIN, room.height))


def _months(stage: Stage, canvas: Canvas, body: Months, box: Box) -> None:
    step = box.width / 12
    base = box.bottom - _AXIS
    for month in body.months:
        left = box.x + report_year.place_of(month.month) * step
        busy = bool(month.runs) and not month.is_faded
        rule = Box(left + 3, base + 4, step - 6, 5 if month.is_busiest else 3)
        canvas.shape("rect", rule, month.name, fill=canvas.ink.fill("ink" if busy else "rule"))
        name = Words(month.name, _TEXT, "ink" if busy else "ink2", bold=busy)
        canvas.text(Box(left, base + 14, step, 40), [paragraph(name, align="ctr")], month.name, wraps=False)
    above = Box(box.x, box.y, box.width, base - box.y)
    if body.fullest:
        _columns(stage, canvas, body, above)
    else:
        _symbols(stage, canvas, body.months, above)


def _columns(stage: Stage, canvas: Canvas, body: Months, box: Box) -> None:
    """One bar a month, in proportion to its records, with their number above it."""
    step, line = box.width / 12, _TEXT * _ROW
    for month in body.months:
        if month.n:
            height = (box.height - line) * month.n / body.fullest
            left = box.x + report_year.place_of(month.month) * step
            bar = Box(left + 3, box.bottom - height, step * 0.6, height)
            canvas.shape(
                "rect",
                bar,
                month.name,
                fill=canvas.ink.fill("ink" if month.is_busiest else "ink2", FADED if month.is_faded else 1.0),
            )
            number = fmt.number(month.n, stage.texts)
            words = [paragraph(Words(number, _TEXT, "ink"), align="ctr")]
            text = Box(bar.x, bar.y - line, bar.width, line)
            canvas.text(text, words, number, anchor="ctr", wraps=False)


def _symbols(stage: Stage, canvas: Canvas, listed: Sequence[Month], box: Box) -> None:
    """The symbols above their months, with their words where there is room."""
    base = box.bottom
    size, items = _stacked(listed, box)
    for item in items:
        y = base - (item.row + 0.5) * size * _ROW
        if item.run:
            own = size * _SYMBOL * (1 if item.run.counted else 0.75)
            symbol(
                canvas,
                item.run.kind,
                item.run.state,
                (item.x, y),
                own,
                texts=stage.texts,
                part=FADED if item.run.is_faded else 1.0,
            )
        if item.text:
            width = fit.width(item.text, size)
            left = item.x - size * _REACH - width if item.to_left else item.x + size * _REACH
            words = [
                paragraph(
                    Words(item.text, size, "ink3" if item.run and item.run.is_faded else "ink"),
                    align="r" if item.to_left else "l",
                )
            ]
            text = Box(left, y - size * 0.7, width, size * 1.4)
            canvas.text(text, words, item.text, anchor="ctr", wraps=False)


def _stacked(listed: Sequence[Month], box: Box) -> tuple[float, list[_Item]]:
    """The items and the largest size of text at which each has its words; in the smallest, words may be left out."""
    wanted = sum(len(month.items) for month in listed)
    for size in _SIZES:
        items = _placed(listed, _Stacks(box, size))
        if sum(bool(item.text) for item in items) == wanted:
            break
    return size, items


def _placed(listed: Sequence[Month], stacks: _Stacks) -> list[_Item]:
    placed = []
    for month in listed:
        x = stacks.box.x + (report_year.place_of(month.month) + 0.5) * stacks.box.width / 12
        singles = [run for run in month.runs for _ in range(min(run.n, MOST_SYMBOLS))]
        # words without a symbol say how many more there are
        for run, text in zip_longest(singles, month.items):
            item = stacks.placed(run, text or "", x)
            placed += [item] if item else []
    return placed


class _Stacks:
    """The rows above the months, from the lowest, where each symbol takes the lowest free one with its words."""

    def __init__(self, box: Box, size: float) -> None:
        self.box, self.size = box, size
        self.rows: list[list[tuple[float, float]]] = [[] for _ in range(int(box.height // (size * _ROW)))]

    def placed(self, run: Run | None, text: str, x: float) -> _Item | None:
        """The symbol with its words right or left of it, else alone; None when no row has room for it."""
        half = self.size * _REACH
        for words in (text, "") if text else ("",):
            reach = fit.width(words, self.size) * _WIDER
            for row, taken in enumerate(self.rows):
                for to_left in (False, True):
                    span = (x - half - reach, x + half) if to_left else (x - half, x + half + reach)
                    is_inside = self.box.x <= span[0] and span[1] <= self.box.right
                    if is_inside and not any(span[0] < end and start < span[1] for start, end in taken):
                        taken.append((span[0] - 8, span[1] + 8))
                        return _Item(run, words, x, to_left, row)
        return None


def _undated(stage: Stage, body: Months, box: Box) -> None:
    """The hatched box: it says in its name that the month is not known, and holds one line per kind."""
    canvas = stage.canvas
    name = stage.texts("pptx.name.undated")
    with canvas.group(name, body.undated_name) as ground:
        ground.shape("rect", box, name, fill=canvas.ink.hatched("rule"), line=canvas.ink.line("hatch", 9525))
    inner = Box(box.x + 24, box.y + 20, box.width - 48, box.height - _AXIS - 28)
    for size in _BIN_SIZES:
        heights = [_kind_height(one, inner.width, size) for one in body.undated]
        spare = inner.height - sum(heights)
        if spare >= 0:
            break
    y = inner.y
    for one, height in zip(body.undated, heights, strict=True):
        _kind(stage, one, Box(inner.x, y, inner.width, height), size)
        y += height + max(0.0, min(24.0, spare / len(body.undated)))
    title = paragraph(Words(body.undated_name, _TEXT, "ink", bold=True))
    canvas.text(Box(inner.x, box.bottom - _AXIS + 8, inner.width, 44), [title], body.undated_name)


def _kind_height(one: Undated, width: float, size: float) -> float:
    """One symbol stands before its words, several above them."""
    if one.run.n == 1:
        return fit.height(one.label, size, width - size * _BEFORE - 6)
    pitch = size * _BEFORE
    lines = 1 if one.run.n > MOST_SYMBOLS else -(-one.run.n // int(width // pitch))
    return lines * pitch + fit.height(one.label, size, width)


def _kind(stage: Stage, one: Undated, box: Box, size: float) -> None:
    pitch = size * _BEFORE
    said = fit.height(one.label, size, box.width - (pitch + 6 if one.run.n == 1 else 0))
    with stage.canvas.group(one.label) as drawn:
        strip(drawn, [one.run], box, pitch, stage.texts)
    shift = pitch + 6 if one.run.n == 1 else 0
    text = Box(box.x + shift, box.bottom - said, box.width - shift, said)
    stage.canvas.text(text, [paragraph(Words(one.label, size, "ink"))], one.label)
