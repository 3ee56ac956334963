"""The symbol grammar as native shapes (present/figures/symbols.py draws the same for the page)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bri_data.model.kinds import Shape
from bri_data.present.figures.common import FADED, MOST_SYMBOLS, Run
from bri_data.present.figures.symbols import NOMINAL_SIZE, OFF_TOTAL, TINT
from bri_data.present.records import state_of
from bri_data.present.theme import KINDS, State
from bri_data.present.words import Texts

from .canvas import Box, Canvas, emu


@dataclass(frozen=True)
class _Form:
    """A shape of DrawingML: half its width and height for a circle of radius 1, and its handles."""

    preset: str
    half_width: float
    half_height: float
    adj: int | None = None


# The same weights as on the page.
_FORMS: dict[Shape, _Form] = {
    "circle": _Form("ellipse", 1.0, 1.0),
    "diamond": _Form("diamond", 1.2, 1.2),
    "square": _Form("roundRect", 0.9, 0.9, 7800),
    "triangle": _Form("triangle", 1.12, 0.97),
    "plus": _Form("plus", 1.06, 1.06, 33000),
    "dotted_circle": _Form("ellipse", 1.0, 1.0),
}
_LINES: dict[State, float] = {"dated": 0, "named": 2, "declared": 1.5, "announced": 2}


def symbol_name(kind: str, state: State, texts: Texts) -> str:
    """What a symbol is called in the list of a slide's objects."""
    return f"{texts(f'common.kind.{kind}')}, {state_of(kind, state, texts)}"


def symbol(
    canvas: Canvas,
    kind: str,
    state: State,
    at: tuple[float, float],
    size: float,
    *,
    texts: Texts,
    plate: float = 0.0,
    part: float = 1.0,
) -> None:
    """The symbol of `kind` in `state`, centred on `at`; `size` is the diameter of the circle, in pixels.

    `plate` puts the slide's colour behind it, so many pixels wider than the symbol: for a map. `part` is how much of
    its colour is left (FADED where something else stands out).
    """
    (x, y), style = at, KINDS[kind]
    form = _FORMS[style.shape]
    handles = None if form.adj is None else {"adj": form.adj}
    name = symbol_name(kind, state, texts)
    if plate:
        under = _around(form, x, y, size / 2 + plate)
        canvas.shape(form.preset, under, texts("pptx.name.plate"), fill=canvas.ink.fill("bg"), guides=handles)
    token = "ink3" if state == "declared" else style.token
    is_ring = style.shape == "dotted_circle"
    width = (1.9 if is_ring else _LINES[state]) * max(size / NOMINAL_SIZE, 0.75)
    opacity = part * (0.0 if is_ring else {"dated": 1.0, "named": TINT}.get(state, 0.0))
    dash = "dash" if state == "announced" else "sysDot" if is_ring else None
    canvas.shape(
        form.preset,
        _around(form, x, y, size / 2, inset=width / 2),
        name,
        fill=canvas.ink.fill(token if opacity else None, opacity),
        line=canvas.ink.line(token if width else None, emu(width), "sysDash" if dash == "dash" else dash, part),
        guides=handles,
    )
    if is_ring and state == "dated":
        canvas.shape("ellipse", _square(x, y, size / 5), name, fill=canvas.ink.fill(token, part))


def strip_width(runs: Sequence[Run], pitch: float) -> float:
    """How wide `strip` draws these runs, were they on one line."""
    return sum(min(run.n, MOST_SYMBOLS) * pitch * (1.0 if run.counted else 0.75) for run in runs)


def strip(canvas: Canvas, runs: Sequence[Run], box: Box, pitch: float, texts: Texts, *, part: float = 1.0) -> None:
    """One symbol per activity from the left of `box`, on as many lines as it takes; small ones belong to no total.

    Beyond MOST_SYMBOLS one bar as wide as the box, in proportion: symbols nobody can count say less.
    """
    if sum(run.n for run in runs) > MOST_SYMBOLS:
        _bar(canvas, runs, Box(box.x, box.y + pitch * 0.15, box.width, pitch * 0.7), texts, part)
        return
    x, y = box.x, box.y
    for run in runs:
        step = pitch * (1.0 if run.counted else 0.75)
        for _ in range(run.n):
            if x + step > box.right + 1:
                x, y = box.x, y + pitch
            size = pitch * (0.7 if run.counted else 0.7 * OFF_TOTAL)
            left = part * (FADED if run.is_faded else 1.0)
            symbol(canvas, run.kind, run.state, (x + step / 2, y + pitch / 2), size, texts=texts, part=left)
            x += step


def _bar(canvas: Canvas, runs: Sequence[Run], box: Box, texts: Texts, whole: float) -> None:
    total, x = sum(run.n for run in runs), box.x
    for run in runs:
        token = "ink3" if run.state == "declared" else KINDS[run.kind].token
        left = whole * (FADED if run.is_faded else 1.0)
        opacity = left * {"dated": 1.0, "named": TINT}.get(run.state, 0.0)
        part = Box(x, box.y, max(1.0, box.width * run.n / total - 3), box.height)
        fill = canvas.ink.fill(token if opacity else None, opacity)
        line = canvas.ink.line(token, emu(2), "sysDash" if run.state == "announced" else None, left)
        canvas.shape("rect", part, f"{run.n} · {symbol_name(run.kind, run.state, texts)}", fill=fill, line=line)
        x += box.width * run.n / total


def _around(form: _Form, x: float, y: float, radius: float, inset: float = 0.0) -> Box:
    # The edge of a diamond or of a triangle leans: to move it in by `inset`, its corners move further.
    lean = 1.41 if form.preset in ("diamond", "triangle") else 1.0
    half_width, half_height = radius * form.half_width - inset * lean, radius * form.half_height - inset * lean
    return Box(x - half_width, y - half_height, 2 * half_width, 2 * half_height)


def _square(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - half, 2 * half, 2 * half)
