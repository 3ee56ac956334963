"""The world map as one SVG: base, distance circles, ribbons, one symbol per activity, names."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup, escape

from bri_data.present.figures.common import FADED
from bri_data.present.figures.maps.inset import map_with_inset
from bri_data.present.figures.maps.marks import arrow, home_mark, leaders, mark, name, target
from bri_data.present.figures.maps.scene import Band, Inset, Link, Scene, links_of
from bri_data.present.figures.maps.stops import map_stops
from bri_data.present.geo.base import LAYERS, inline_paths
from bri_data.present.geo.frames import Frame, frame_of
from bri_data.present.geo.placement import CityMarks
from bri_data.present.geo.projection import Home, Point, projection_of
from bri_data.present.geo.regions import Region
from bri_data.present.theme import FONT, KINDS, var
from bri_data.present.words import Texts

# The dots of a distance circle: one every so many pixels, and so many to a piece.
_DOT_STEP, _ARC_DOTS = 7.1, 16

__all__ = ["Link", "WorldMap", "links_of", "map_frame", "world_map"]


@dataclass(frozen=True)
class WorldMap:
    """The picture, its marks as buttons for the keyboard (map_stops.py), and those whose name found no room: the list
    beside it must say so."""

    svg: Markup
    stops: Markup = field(default_factory=Markup)
    unlabelled: tuple[str, ...] = ()


def map_frame(
    cities: Iterable[CityMarks],
    home: Home,
    width: float,
    height: float,
    *,
    with_home: bool = True,
    text_scale: float = 1.0,
) -> Frame:
    """The frame that shows all these cities, and the home city unless told not to."""
    project = projection_of(home)
    places = [project(city.latitude, city.longitude) for city in cities if city.is_shown]
    return frame_of([*places, (0.0, 0.0)] if places and with_home else places, width, height, text_scale=text_scale)


def world_map(
    cities: Sequence[CityMarks],
    links: Sequence[Link],
    home: Home,
    texts: Texts,
    *,
    width: float,
    height: float,
    label: str,
    base_href: str | None = None,
    frame: Frame | None = None,
    selected: str | None = None,
    text_scale: float = 1.0,
    regions: Sequence[Region] = (),
) -> WorldMap:
    """The map as an SVG string; `width` and `height` are its view box, in pixels of the 1920-pixel design.

    `label` is the sentence that stands for the picture. `base_href` is the address of `base_svg(home)`; without it the
    base map is written into the picture. `frame` defaults to one around all the cities. A click finds the city's id
    in `data-id`. `regions` are those that may be drawn larger in a free corner. No city gives the base map around the
    home city.
    """
    frame = frame or map_frame(cities, home, width, height, text_scale=text_scale)
    scene = map_with_inset(cities, links, home, texts, frame, regions=regions, selected=selected, text_scale=text_scale)

    def base(drawn: Scene) -> Markup:
        return inline_base(drawn) if base_href is None else served_base(drawn, f"{base_href}#")

    clip = f"bri-cadre-{width:g}-{height:g}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bri-map" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{escape(label)}" font-family="{escape(FONT)}">',
        f'<title>{escape(label)}</title><defs><clipPath id="{clip}"><rect width="{width:g}" height="{height:g}" '
        f'rx="6"/></clipPath></defs><g clip-path="url(#{clip})">',
        f'<rect width="{width:g}" height="{height:g}" fill="{var("bg")}"/>',
        base(scene),
        layers(scene, selected=selected),
        inset(scene, base, selected=selected),
        "</g></svg>",
    ]
    return WorldMap(Markup("".join(parts)), map_stops(scene, texts), scene.unlabelled)


def layers(scene: Scene, *, selected: str | None = None, lit: frozenset[str] | None = None) -> Markup:
    """All that stands on the base map: circles, ribbons, marks, names.

    `lit` are the cities that stand out, None where all are alike: the marks of the others are pale, their names grey.
    """
    held = {body.city.city_id: body.city.ids for body in scene.bodies}

    def pale(markup: Markup, city_id: str) -> Markup:
        stands_out = lit is None or not city_id or lit.intersection(held.get(city_id, (city_id,)))
        return Markup(markup if stands_out else f'<g opacity="{FADED}">{markup}</g>')

    def ink(city_id: str) -> str:
        return "ink3" if pale(Markup(), city_id) else "ink"

    parts = [
        _circles(scene),
        *(pale(_band(one), one.city_id) for one in sorted(scene.bands, key=lambda band: not band.is_dashed)),
        *leaders(scene.bodies),
        *(target(body, scene.scale) for body in scene.bodies),
        *(pale(mark(body, selected in body.city.ids), body.city.city_id) for body in scene.bodies),
        home_mark(scene.centre, scene.scale),
        *(pale(arrow(one, scene.scale), one.city_id) for one in scene.beyond),
        *(name(one.label, city_id=one.city_id, token=ink(one.city_id)) for one in scene.beyond),
        *(name(text, city_id=city_id, token=ink(city_id)) for city_id, text in scene.labels.items()),
        name(scene.home_label, weight=700) if scene.home_label else "",
    ]
    return Markup("".join(parts))


def inset(
    scene: Scene,
    base: Callable[[Scene], str],
    *,
    selected: str | None = None,
    lit: frozenset[str] | None = None,
) -> Markup:
    """The part of the map drawn larger, in its corner, and a thin outline of what it shows; "" without one.

    `base` draws the base map of a scene.
    """
    found = scene.inset
    if found is None:
        return Markup()
    left, top, right, bottom = found.box
    x1, y1, x2, y2 = found.extent(scene.frame)
    line = f'fill="none" stroke="{var("ink3")}" stroke-width="1.2"'
    wide, high = f"{right - left:.1f}", f"{bottom - top:.1f}"
    held = inside_inset(found, base, selected=selected, lit=lit)
    return Markup(
        f'<path d="M{x1:.1f} {y1:.1f}H{x2:.1f}V{y2:.1f}H{x1:.1f}Z" {line} stroke-dasharray="3 3"/>'
        f'<svg class="bri-inset" x="{left:.1f}" y="{top:.1f}" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}">{held}</svg>'
        f'<path d="M{left:.1f} {top:.1f}H{right:.1f}V{bottom:.1f}H{left:.1f}Z" {line}/>'
    )


def inside_inset(
    found: Inset,
    base: Callable[[Scene], str],
    *,
    selected: str | None = None,
    lit: frozenset[str] | None = None,
) -> Markup:
    """What an inset holds, in pixels of its own box, on the map that `base` draws."""
    frame = found.scene.frame
    return Markup(
        f'<rect width="{frame.width:.1f}" height="{frame.height:.1f}" fill="{var("bg")}"/>'
        f"{base(found.scene)}{layers(found.scene, selected=selected, lit=lit)}{name(found.label, weight=700)}"
    )


_PAINT = {
    "land": f'fill="{var("land")}"',
    "home": f'fill="{var("home")}"',
    "lakes": f'fill="{var("bg")}"',
    "borders": f'fill="none" stroke="{var("bg")}" stroke-linejoin="round"',
}


def inline_base(scene: Scene) -> Markup:
    """The base map written out, cut to the frame of `scene`."""
    paths = inline_paths(scene.home, scene.frame)
    return Markup(
        "".join(f'<path d="{paths[layer]}" {_PAINT[layer]} stroke-width="1" fill-rule="evenodd"/>' for layer in LAYERS)
    )


def served_base(scene: Scene, prefix: str) -> Markup:
    """The base map by reference to the layers of geo.base.base_svg, whose ids follow `prefix` (`address#`)."""
    x, y = scene.centre
    km_per_px = scene.frame.km_per_px
    # A browser without a graphics card draws a line of up to one pixel as a hairline: borders take no time then, and
    # half of the map's time at one pixel and a rounding error.
    border = 0.9 * km_per_px
    uses = "".join(f'<use href="{escape(prefix)}{layer}" {_PAINT[layer]}/>' for layer in LAYERS)
    return Markup(
        f'<g transform="translate({x:.2f} {y:.2f}) scale({1 / km_per_px:.6f})" stroke-width="{border:.2f}" '
        f'fill-rule="evenodd">{uses}</g>'
    )


def _band(band: Band) -> Markup:
    points = "L".join(f"{x:.1f} {y:.1f}" for x, y in band.points)
    tag = f' data-tag="ville:{escape(band.city_id)}"' if band.city_id else ""
    if band.is_dashed:
        return Markup(
            f'<path class="bri-ribbon"{tag} d="M{points}" fill="none" stroke="{var("ink3")}" stroke-width="1.5" '
            f'stroke-opacity="{band.opacity}" stroke-dasharray="5 4"/>'
        )
    fill = var(KINDS[band.kind].token)
    return Markup(f'<path class="bri-ribbon"{tag} d="M{points}Z" fill="{fill}" fill-opacity="{band.opacity}"/>')


def _circles(scene: Scene) -> Markup:
    """Dotted circles, and the distance on two of them."""
    rings = "".join(_ring(scene.centre, km / scene.frame.km_per_px, scene.frame) for km in scene.circles_km)
    texts = "".join(name(text, weight=400, token="ink2") for text in scene.circle_names)  # noqa: S106 - a colour token
    return Markup(
        f'<g fill="none" stroke="{var("ring")}" stroke-opacity="0.55" stroke-width="1.4" stroke-linecap="round" '
        f'stroke-dasharray="0.1 {_DOT_STEP - 0.1:g}">{rings}</g>{texts}'
    )


def _ring(centre: Point, radius: float, frame: Frame) -> Markup:
    """The arcs of a circle that the frame shows. A browser dots a whole circle anew for each part of the screen it
    paints, and most of a large one lies outside."""
    turn = min(_ARC_DOTS * _DOT_STEP / radius, math.pi / 2)
    angles = [step * turn for step in range(math.ceil(2 * math.pi / turn))] + [2 * math.pi]
    ends = [(centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle in angles]
    return Markup(
        "".join(
            f'<path d="M{x1:.1f} {y1:.1f}A{radius:.1f} {radius:.1f} 0 0 1 {x2:.1f} {y2:.1f}"/>'
            for (x1, y1), (x2, y2) in pairwise(ends)
            if frame.holds(((x1 + x2) / 2, (y1 + y2) / 2), -_ARC_DOTS * _DOT_STEP)
        )
    )
