"""The marks of the map as small SVG images for deck.gl: the same symbols as in mapmarks.py, colours written in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bri_data.present.figures.maps.arrows import Beyond
from bri_data.present.figures.maps.marks import arrow_shape, drawing, home_mark, ring_radius
from bri_data.present.geo.placement import HOME_RADIUS, Body
from bri_data.present.theme import Scheme, resolved, var

# Room around a mark for its halo and its outline.
_AIR = 4.0
# Icons are drawn this many times larger than shown, so that they stay sharp on any screen.
SHARPNESS = 3


@dataclass(frozen=True)
class Icon:
    """An SVG document, and its size in pixels as shown."""

    svg: str
    width: float
    height: float


def mark_icon(body: Body, scheme: Scheme) -> Icon:
    """The symbol, the capsule or the disc of a city; the number of a disc is left to be written as text."""
    here = _at_origin(body)
    return _icon(drawing(here, False, numbered=False), *_reach(here), scheme)


def ring_icon(body: Body, scheme: Scheme) -> Icon:
    """The thick outline in ink that goes under the mark of the selected city."""
    alone = body.city.count == 1
    half, radius = body.half, ring_radius(body) if alone else body.radius
    line = 3.0 if alone else 4.6  # a capsule covers the inner half of it
    shape = (
        f'<rect x="{-half - radius:.1f}" y="{-radius:.1f}" width="{2 * (half + radius):.1f}" '
        f'height="{2 * radius:.1f}" rx="{radius:.1f}" fill="{var("bg")}" stroke="{var("ink")}" stroke-width="{line}"/>'
    )
    return _icon(shape, half + radius + _AIR, radius + _AIR, scheme)


def home_icon(scale: float, scheme: Scheme) -> Icon:
    """The double ring of the home city."""
    reach = HOME_RADIUS * scale + _AIR
    return _icon(home_mark((0.0, 0.0), scale), reach, reach, scheme)


def arrow_icon(beyond: Beyond, scale: float, scheme: Scheme) -> Icon:
    """The arrow that points to a city outside the map."""
    reach = 13 * scale + _AIR
    return _icon(arrow_shape(replace(beyond, x=0.0, y=0.0), scale), reach, reach, scheme)


def _at_origin(body: Body) -> Body:
    """The same mark at the same place for all cities that look alike: one image serves them all."""
    return replace(body, x=0.0, y=0.0)


def _reach(body: Body) -> tuple[float, float]:
    # a diamond is wider than the circle it stands for, and has a halo
    radius = body.radius * (1.3 if body.city.count == 1 else 1.0) + _AIR
    return body.half + radius, radius


def _icon(markup: str, half_width: float, half_height: float, scheme: Scheme) -> Icon:
    width, height = round(2 * half_width), round(2 * half_height)
    # The page's colour, too faint to be drawn, under what is transparent: else the edges blend into black.
    veil = f'<rect x="{-width / 2:g}" y="{-height / 2:g}" width="{width}" height="{height}" fill="{var("bg")}" '
    veil += 'fill-opacity="0.02"/>'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * SHARPNESS}" height="{height * SHARPNESS}" '
        f'viewBox="{-width / 2:g} {-height / 2:g} {width} {height}">{resolved(f"{veil}{markup}", scheme)}</svg>'
    )
    return Icon(svg, width, height)
