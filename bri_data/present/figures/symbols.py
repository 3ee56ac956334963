"""The symbol grammar as SVG: shape and hue say the kind of an activity, the fill says how much is known of it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from bri_data.model.kinds import Shape
from bri_data.present.theme import KINDS, State, var

# The size at which the strokes have their nominal width; symbols are drawn larger or smaller in proportion.
NOMINAL_SIZE = 20.0
TINT = 0.22
# How small a symbol is that belongs to no declared total.
OFF_TOTAL = 0.62
# Half extents for a circle of radius 1: chosen by eye so that the shapes weigh the same.
_DIAMOND = 1.2
_SQUARE = 0.9
_TRIANGLE = 1.12
_PLUS = 1.06
_PLUS_ARM = 0.36


@dataclass(frozen=True)
class _Paint:
    """How a state is painted: `fill` is the opacity of the hue inside, `line` the width of the outline in pixels."""

    fill: float
    line: float
    grey: bool = False
    dashed: bool = False


_PAINTS: dict[State, _Paint] = {
    "dated": _Paint(fill=1, line=0),
    "named": _Paint(fill=TINT, line=2),
    "declared": _Paint(fill=0, line=1.5, grey=True),
    "announced": _Paint(fill=0, line=2, dashed=True),
}


def bar_part(
    kind: str, state: State, *, x: float, y: float, width: float, height: float, stretched: bool = False
) -> Markup:
    """One stretch of a proportional bar as SVG, painted as the symbols of that kind and state are.

    `stretched` is for a drawing that its frame pulls wider: its outline keeps its width. KeyError for an unknown kind.
    """
    paint = _PAINTS[state]
    hue = var("ink3" if paint.grey else KINDS[kind].token)
    dash = ' stroke-dasharray="4 3"' if paint.dashed else ""
    edge = 'vector-effect="non-scaling-stroke"' if stretched else 'rx="2" stroke-width="1.5"'
    return Markup(
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{hue}" '
        f'fill-opacity="{paint.fill:g}" stroke="{hue}" {edge}{dash}/>'
    )


def symbol(
    kind: str,
    state: State,
    x: float,
    y: float,
    size: float = NOMINAL_SIZE,
    *,
    halo: float = 0.0,
    plate: bool = False,
    title: str = "",
) -> Markup:
    """An SVG fragment: the symbol of `kind` in `state`, centred on (x, y).

    `size` is the diameter of the circle; the other shapes weigh the same and stay within 1.2 times that. `halo` puts
    a rim of the page's colour of that width around it, `plate` the page's colour behind it (both for a map).
    `title` becomes an escaped <title>. KeyError for an unknown kind or state.
    """
    style = KINDS[kind]
    path = _bilateral(state, x, y, size) if style.shape == "dotted_circle" else _painted(kind, state, x, y, size)
    under = ""
    if halo or plate:
        outline = _path(style.shape, x, y, size / 2)
        page = var("bg")
        under = (
            f'<path d="{outline}" fill="{page}" stroke="{page}" stroke-width="{_n(2 * halo)}" stroke-linejoin="round"/>'
        )
    name = f"<title>{escape(title)}</title>" if title else ""
    return Markup(f"<g>{name}{under}{path}</g>")


def _painted(kind: str, state: State, x: float, y: float, size: float) -> Markup:
    style, paint = KINDS[kind], _PAINTS[state]
    hue = var("ink3") if paint.grey else var(style.token)
    line = paint.line * max(size / NOMINAL_SIZE, 0.75)
    d = _path(style.shape, x, y, size / 2, inset=line / 2)
    fill = (
        f'fill="{hue}"' + (f' fill-opacity="{paint.fill}"' if paint.fill < 1 else "") if paint.fill else 'fill="none"'
    )
    stroke = f' stroke="{hue}" stroke-width="{_n(line)}" stroke-linejoin="round"' if line else ""
    dash = f' stroke-dasharray="{_n(line * 1.5)} {_n(line)}"' if paint.dashed else ""
    return Markup(f'<path d="{d}" {fill}{stroke}{dash}/>')


def _bilateral(state: State, x: float, y: float, size: float) -> Markup:
    """A meeting tied to a city without having a place in it: a dotted circle, with a point inside once it is dated."""
    hue = var("ink3" if state == "declared" else KINDS["rencontre_bilaterale"].token)
    line = 1.9 * max(size / NOMINAL_SIZE, 0.75)
    dash = f"{_n(line * 2.2)} {_n(line * 1.4)}" if state == "announced" else f"{_n(line * 0.95)} {_n(line * 0.95)}"
    d = _path("circle", x, y, size / 2, inset=line / 2)
    ring = f'<path d="{d}" fill="none" stroke="{hue}" stroke-width="{_n(line)}" stroke-dasharray="{dash}"/>'
    point = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(size / 5)}" fill="{hue}"/>' if state == "dated" else ""
    return Markup(ring + point)


def _path(shape: Shape, x: float, y: float, radius: float, inset: float = 0.0) -> str:
    """The outline of `shape` as path data, `inset` pixels inside its full size so that a stroke stays within it."""
    if shape == "diamond":
        # The edge of a diamond leans at 45°: to move it in by `inset`, its corner moves by √2 times as much.
        h = radius * _DIAMOND - inset * 1.4142
        return _polygon((x, y - h), (x + h, y), (x, y + h), (x - h, y))
    if shape == "square":
        return _square(x, y, radius * _SQUARE - inset, radius * 0.14)
    if shape == "triangle":
        return _triangle(x, y, radius, inset)
    if shape == "plus":
        return _plus(x, y, radius * _PLUS - inset, radius * _PLUS_ARM - inset * 0.4)
    r = radius - inset
    return f"M{_n(x - r)} {_n(y)}a{_n(r)} {_n(r)} 0 1 1 {_n(2 * r)} 0a{_n(r)} {_n(r)} 0 1 1 {_n(-2 * r)} 0Z"


def _square(x: float, y: float, half: float, corner: float) -> str:
    side, c = _n(2 * (half - corner)), _n(corner)
    return (
        f"M{_n(x - half + corner)} {_n(y - half)}h{side}a{c} {c} 0 0 1 {c} {c}v{side}a{c} {c} 0 0 1 -{c} {c}"
        f"h-{side}a{c} {c} 0 0 1 -{c} -{c}v-{side}a{c} {c} 0 0 1 {c} -{c}Z"
    )


def _triangle(x: float, y: float, radius: float, inset: float) -> str:
    """Its box, not its centroid, is centred: beside the other shapes in a row it then stands level."""
    half_width, height = radius * _TRIANGLE, radius * 2 * 0.97
    slant = (half_width**2 + height**2) ** 0.5
    top = inset * slant / half_width
    side = inset * (slant + half_width) / height
    base = y + height / 2 - inset
    return _polygon((x, y - height / 2 + top), (x + half_width - side, base), (x - half_width + side, base))


def _plus(x: float, y: float, half: float, arm: float) -> str:
    corners = [(-arm, -half), (arm, -half), (arm, -arm), (half, -arm), (half, arm), (arm, arm)]
    corners += [(-dx, -dy) for dx, dy in corners]
    return _polygon(*((x + dx, y + dy) for dx, dy in corners))


def _polygon(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + "Z"


def _n(value: float) -> str:
    """A coordinate with no more digits than a screen can show."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
