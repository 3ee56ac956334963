"""What was put together, as a poster: a row a partner or a service, a column a theme or a partner."""

from __future__ import annotations

from markupsafe import Markup

from .. import format as fmt
from ..crossings import MOST_COLUMNS, MOST_ROWS, STATES, Crossing, Line, State, line_said
from ..geo.text_width import text_width
from ..theme import var
from ..words import Texts
from .paper import INNER, Block, fitted, hatch, line, not_drawn, rule, stacked
from .told import Told

_NAME, _HEAD, _ROW = 300.0, 170.0, 30.0
_STEP = 46.0  # a column no wider than its names ask: the narrower the sheet, the larger its letters once printed
_LEAST = 760.0  # the names of its legend have room under it
_UNKNOWN = "bri-crossing-unknown"


def crossing_block(found: Crossing, texts: Texts) -> Block:
    """The matrix, its legend, and how much of it has no room."""
    columns, lines = found.columns[:MOST_COLUMNS], found.lines[:MOST_ROWS]
    if not columns or not lines:
        return Block(Markup(), 0)
    width = min(INNER, max(_NAME + _STEP * len(columns), _LEAST))
    step = (width - _NAME) / len(columns)
    heads = "".join(
        f'<g transform="translate({_NAME + step * (i + 0.5) + 5:.1f} {_HEAD - 8:.0f}) rotate(-90)">'
        f"{line(fitted(one.name, 16, _HEAD - 16), 0, 0, 16)}</g>"
        for i, one in enumerate(columns)
    )
    rows = [Block(_line(one, step, width), _ROW) for one in lines]
    told = Told(
        texts("crossings.twin"),
        (
            texts(f"crossings.side.{found.sides[0]}"),
            fmt.capitalised(texts("crossings.key.together")),
            texts("crossings.missing"),
        ),
        tuple((one.item.name, *line_said(one, found.columns, texts)) for one in lines),
    )
    left_out = max(len(found.lines) - MOST_ROWS, 0) + max(len(found.columns) - MOST_COLUMNS, 0)
    drawn = stacked(
        [
            Block(Markup("".join((hatch(_UNKNOWN, "ink3"), heads))), _HEAD),
            *rows,
            _keys(width, texts),
            not_drawn(left_out, texts),
        ]
    )
    return Block(drawn.svg, drawn.height, (told,), width)


def _line(one: Line, step: float, width: float) -> Markup:
    drawn = rule(width) + line(fitted(one.item.name, 17, _NAME - 16), 0, 21, 17, weight=600)
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


def _keys(width: float, texts: Texts) -> Block:
    """What each mark means, on as many lines as they need."""
    x, y, drawn = 0.0, 22.0, ""
    for state in STATES:
        said = texts(f"crossings.key.{state}")
        across = 30 + text_width(said, 16) + 28
        if x and x + across > width:
            x, y = 0.0, y + 28
        drawn += _mark(state, x + 10, y) + line(said, x + 30, y + 6, 16, hue="ink2")
        x += across
    return Block(Markup(drawn), y + 22)
