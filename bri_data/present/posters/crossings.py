"""What was put together, as a poster: a row a partner or a service, a column a theme or a partner."""

from __future__ import annotations

from markupsafe import Markup

from ..crossings import MOST_COLUMNS, MOST_ROWS, STATES, Crossing, Line, State, line_said
from ..theme import var
from ..words import Texts
from .paper import INNER, Block, fitted, hatch, line, not_drawn, rule, stacked
from .told import Told

_NAME, _HEAD, _ROW = 300.0, 170.0, 30.0
_UNKNOWN = "bri-crossing-unknown"


def crossing_block(found: Crossing, texts: Texts) -> Block:
    """The matrix, its legend, and how much of it has no room."""
    columns, lines = found.columns[:MOST_COLUMNS], found.lines[:MOST_ROWS]
    if not columns or not lines:
        return Block(Markup(), 0)
    step = (INNER - _NAME) / len(columns)
    heads = "".join(
        f'<g transform="translate({_NAME + step * (i + 0.5) + 5:.1f} {_HEAD - 8:.0f}) rotate(-90)">'
        f"{line(fitted(one.name, 16, _HEAD - 16), 0, 0, 16)}</g>"
        for i, one in enumerate(columns)
    )
    rows = [Block(_line(one, step), _ROW) for one in lines]
    told = Told(
        texts("crossings.twin"),
        (texts(f"crossings.side.{found.sides[0]}"), texts("crossings.key.together"), texts("crossings.missing")),
        tuple((one.item.name, *line_said(one, found.columns, texts)) for one in lines),
    )
    left_out = max(len(found.lines) - MOST_ROWS, 0) + max(len(found.columns) - MOST_COLUMNS, 0)
    drawn = stacked(
        [
            Block(Markup("".join((hatch(_UNKNOWN, "ink3"), heads))), _HEAD),
            *rows,
            _keys(texts),
            not_drawn(left_out, texts),
        ]
    )
    return Block(drawn.svg, drawn.height, (told,))


def _line(one: Line, step: float) -> Markup:
    drawn = rule() + line(fitted(one.item.name, 17, _NAME - 16), 0, 21, 17, weight=600)
    for i, cell in enumerate(one.cells[:MOST_COLUMNS]):
        x = _NAME + step * (i + 0.5)
        drawn += _mark(cell.state, x, _ROW / 2)
        if cell.n > 1:
            drawn += line(str(cell.n), x, _ROW / 2 + 5.5, 15, hue="bg", weight=600, anchor="middle")
    return Markup(drawn)


def _mark(state: State, x: float, y: float) -> Markup:
    if state == "never":
        return Markup(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{var("ink3")}"/>')
    paint, edge, dash = {
        "together": ("accent", "accent", ""),
        "announced": ("bg", "accent", ' stroke-dasharray="3 2.5"'),
        "other_year": ("bg", "ink2", ""),
        "unknown": ("", "bg", ""),
    }[state]
    fill = var(paint) if paint else f"url(#{_UNKNOWN})"
    return Markup(
        f'<rect x="{x - 10:.1f}" y="{y - 10:.1f}" width="20" height="20" rx="3" fill="{fill}" stroke="{var(edge)}" '
        f'stroke-width="1.6"{dash}/>'
    )


def _keys(texts: Texts) -> Block:
    step = INNER / len(STATES)
    drawn = "".join(
        _mark(state, step * i + 10, 22) + line(texts(f"crossings.key.{state}"), step * i + 30, 28, 16, hue="ink2")
        for i, state in enumerate(STATES)
    )
    return Block(Markup(drawn), 44)
