"""The world map as one SVG: base, distance circles, ribbons, one symbol per activity, names."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from babel.numbers import format_decimal

from bri_data.present.figures.mapmarks import home_mark, leaders, mark, name, target
from bri_data.present.geo.base import LAYERS, LIMIT_KM, inline_paths, on_land
from bri_data.present.geo.frames import Frame, frame_of
from bri_data.present.geo.labels import HOME_SIZE, Label, Taken, label_beside, place_labels, text_box
from bri_data.present.geo.placement import HOME_RADIUS, Body, CityMarks, place_marks
from bri_data.present.geo.projection import Home, Point, projection_of
from bri_data.present.geo.ribbons import curve, ribbon
from bri_data.present.theme import FONT, KINDS, var
from bri_data.present.words import Texts

# Kilometres between two circles: the first of these that draws no more than MOST_CIRCLES. The second and the fourth
# circle are named.
CIRCLE_STEPS_KM = (1000, 2000, 5000)
MOST_CIRCLES = 9
# As small as text may be: 13 px when the picture is shown on a 1280-pixel screen.
CIRCLE_TEXT_SIZE = 19.5
# Opacity and width at arrival of the ribbons, up to so many links: the more there are, the lighter they are.
_RIBBON_STYLES = ((30, (0.87, 4.6)), (120, (0.4, 3.2)), (math.inf, (0.2, 2.4)))
_TO_A_CITY = "mission"
_FROM_A_CITY = "accueil"
_NO_PLACE = "rencontre_bilaterale"


@dataclass(frozen=True)
class Link:
    """A ribbon between the home city and `city_id`: out for a mission, in for an accueil, dashed without a place."""

    city_id: str
    kind: str


@dataclass(frozen=True)
class WorldMap:
    """The picture, and what it could not show: the list beside it must say so."""

    svg: str
    unlabelled: tuple[str, ...] = ()
    undrawn: tuple[str, ...] = ()


@dataclass
class _Drawing:
    home: Home
    frame: Frame
    texts: Texts
    scale: float
    bodies: list[Body] = field(default_factory=list)
    labels: dict[str, Label] = field(default_factory=dict)
    taken: Taken = field(default_factory=Taken)


def links_of(cities: Iterable[CityMarks]) -> list[Link]:
    """One link for each city and kind that has a direction, in the order of the cities."""
    return [
        Link(city.city_id, kind)
        for city in cities
        for kind in (_TO_A_CITY, _FROM_A_CITY, _NO_PLACE)
        if any(one.kind == kind for one in city.marks)
    ]


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
) -> WorldMap:
    """The map as an SVG string; `width` and `height` are its view box, in pixels of the 1920-pixel design.

    `label` is the sentence that stands for the picture. `base_href` is the address of `base_svg(home)`; without it the
    base map is written into the picture. `frame` defaults to one around all the cities. A click finds the city's id
    in `data-id`. No city gives the base map around the home city.
    """
    drawing = _Drawing(home, frame or map_frame(cities, home, width, height, text_scale=text_scale), texts, text_scale)
    drawing.bodies, undrawn = place_marks(
        cities, drawing.frame, projection_of(home), text_scale=text_scale, first=selected
    )
    hidden = {city.city_id for city in undrawn}
    ribbons = _ribbons(drawing, [city for city in cities if city.is_shown and city.city_id not in hidden], links)
    home_name = _home_label(drawing)
    drawing.labels, unlabelled = _place_names(drawing, selected)
    circles = _circles(drawing)
    clip = f"bri-cadre-{width:g}-{height:g}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bri-map" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{html.escape(label)}" font-family="{html.escape(FONT)}">',
        f'<title>{html.escape(label)}</title><defs><clipPath id="{clip}"><rect width="{width:g}" height="{height:g}" '
        f'rx="6"/></clipPath></defs><g clip-path="url(#{clip})">',
        f'<rect width="{width:g}" height="{height:g}" fill="{var("bg")}"/>',
        _base(drawing, base_href),
        circles,
        ribbons,
        *leaders(drawing.bodies),
        *(target(body, text_scale) for body in drawing.bodies),
        *(mark(body, body.city.city_id == selected) for body in drawing.bodies),
        home_mark(drawing.frame.to_px((0.0, 0.0)), text_scale),
        *(name(text, city_id=city_id) for city_id, text in drawing.labels.items()),
        name(home_name, weight=700) if home_name else "",
        "</g></svg>",
    ]
    return WorldMap("".join(parts), tuple(unlabelled), tuple(city.city_id for city in undrawn))


def _base(drawing: _Drawing, base_href: str | None) -> str:
    paint = {
        "land": f'fill="{var("land")}"',
        "home": f'fill="{var("home")}"',
        "lakes": f'fill="{var("bg")}"',
        "borders": f'fill="none" stroke="{var("bg")}" stroke-linejoin="round"',
    }
    frame = drawing.frame
    if base_href is None:
        paths = inline_paths(drawing.home, frame)
        return "".join(
            f'<path d="{paths[layer]}" {paint[layer]} stroke-width="1" fill-rule="evenodd"/>' for layer in LAYERS
        )
    x, y = frame.to_px((0.0, 0.0))
    scale = 1 / frame.km_per_px
    address = html.escape(base_href)
    uses = "".join(f'<use href="{address}#{layer}" {paint[layer]}/>' for layer in LAYERS)
    return (
        f'<g transform="translate({x:.2f} {y:.2f}) scale({scale:.6f})" stroke-width="{frame.km_per_px:.2f}" '
        f'fill-rule="evenodd">{uses}</g>'
    )


def _ribbons(drawing: _Drawing, cities: Sequence[CityMarks], links: Sequence[Link]) -> str:
    """Ribbons to the marks drawn, and to cities outside the frame; their middle lines are noted for the labels."""
    frame, project = drawing.frame, projection_of(drawing.home)
    centre = frame.to_px((0.0, 0.0))
    bodies = {body.city.city_id: body for body in drawing.bodies}
    places = {city.city_id: frame.to_px(project(city.latitude, city.longitude)) for city in cities}
    opacity, thick = next((style for most, style in _RIBBON_STYLES if len(links) <= most))
    dashed, solid = [], []
    for link in links:
        if link.city_id not in places or math.dist(places[link.city_id], centre) < HOME_RADIUS:
            continue
        end = _landing(bodies[link.city_id], centre) if link.city_id in bodies else places[link.city_id]
        if link.kind == _NO_PLACE:
            line = curve(centre, end, upward=False)
            points = "L".join(f"{x:.1f} {y:.1f}" for x, y in line)
            dashed.append(
                f'<path class="bri-ribbon" d="M{points}" fill="none" stroke="{var("ink3")}" stroke-width="1.5" '
                f'stroke-opacity="{opacity}" stroke-dasharray="5 4"/>'
            )
        else:
            out = link.kind == _TO_A_CITY
            start, stop = (centre, end) if out else (end, centre)
            band = ribbon(start, stop, upward=out, thick=thick * drawing.scale)
            line = band.axis
            fill = var(KINDS[link.kind].token)
            solid.append(f'<path class="bri-ribbon" d="{band.path}" fill="{fill}" fill-opacity="{opacity}"/>')
        drawing.taken.add_points(_between(line))
    return "".join(dashed + solid)


def _landing(body: Body, centre: Point) -> Point:
    """Where a ribbon meets a mark: on a capsule, the end that faces the home city."""
    return min(max(centre[0], body.x - body.half), body.x + body.half), body.y


def _between(line: Sequence[Point]) -> Iterable[Point]:
    """Points every few pixels along a line."""
    for (x1, y1), (x2, y2) in pairwise(line):
        count = max(1, min(40, int(math.dist((x1, y1), (x2, y2)) / 8)))
        for step in range(count):
            yield x1 + (x2 - x1) * step / count, y1 + (y2 - y1) * step / count


def _home_label(drawing: _Drawing) -> Label | None:
    """Takes the place of the marks, then finds the home city's name the best one left."""
    for body in drawing.bodies:
        left, top, right, bottom = body.box
        drawing.taken.add((left - 2, top - 2, right + 2, bottom + 2))
    x, y = drawing.frame.to_px((0.0, 0.0))
    if not drawing.frame.holds((x, y)):
        return None
    reach = HOME_RADIUS * drawing.scale
    box = (x - reach, y - reach, x + reach, y + reach)
    drawing.taken.add(box)
    label = label_beside(
        drawing.home.name, box, drawing.frame, drawing.taken, HOME_SIZE * drawing.scale, preferred=(1, 0.85)
    )
    if label:
        drawing.taken.add(label.box)
    return label


def _place_names(drawing: _Drawing, selected: str | None) -> tuple[dict[str, Label], list[str]]:
    """The names of the cities; the home city is already named, even when it has marks of its own."""
    bodies = [body for body in drawing.bodies if body.city.name != drawing.home.name]
    return place_labels(bodies, drawing.frame, drawing.taken, text_scale=drawing.scale, first=selected)


def _circles(drawing: _Drawing) -> str:
    """Dotted circles every 1 000 km, and the distance on two of them where the sea leaves room."""
    frame = drawing.frame
    x, y = frame.to_px((0.0, 0.0))
    corners = [(0.0, 0.0), (frame.width, 0.0), (0.0, frame.height), (frame.width, frame.height)]
    furthest = max(math.dist((x, y), corner) for corner in corners) * frame.km_per_px
    nearest = math.hypot(max(-x, 0, x - frame.width), max(-y, 0, y - frame.height)) * frame.km_per_px
    for step in CIRCLE_STEPS_KM:
        shown = range(step * max(1, math.ceil(nearest / step)), int(min(furthest, LIMIT_KM)) + 1, step)
        if len(shown) <= MOST_CIRCLES:
            break
    rings = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{km / frame.km_per_px:.1f}"/>' for km in shown)
    names = [text for km in shown if km in (2 * step, 4 * step) and (text := _circle_name(drawing, km))]
    if not names:
        names = list(islice((text for km in shown if (text := _circle_name(drawing, km))), 1))
    texts = "".join(name(text, weight=400, token="ink2") for text in names)  # noqa: S106 - a colour token
    return (
        f'<g fill="none" stroke="{var("ring")}" stroke-opacity="0.55" stroke-width="1.4" stroke-linecap="round" '
        f'stroke-dasharray="0.1 7">{rings}</g>{texts}'
    )


def _circle_name(drawing: _Drawing, km: int) -> Label | None:
    frame = drawing.frame
    text = drawing.texts("map.circle", distance=format_decimal(km, locale=drawing.texts.locale))
    size = CIRCLE_TEXT_SIZE * drawing.scale
    # From the lower right, where the ocean lies for most of the cities of this coast, then all around.
    for turn in sorted(range(0, 360, 6), key=lambda angle: abs((angle - 40 + 180) % 360 - 180)):
        angle = math.radians(turn)
        place = (km * math.cos(angle), km * math.sin(angle))
        x, y = frame.to_px(place)
        named = text_box(text, x, y, size)
        left, top, right, bottom = named.box
        aired = (left - size, top - size / 2, right + size, bottom + size / 2)
        if not (frame.holds((left, top), 6) and frame.holds((right, bottom), 6) and drawing.taken.is_free(aired)):
            continue
        if drawing.taken.points_under(named.box):
            continue
        probes = [(px, py) for px in (left - 4, (left + right) / 2, right + 4) for py in (top, bottom)]
        if not any(on_land(frame.to_km(probe), drawing.home) for probe in probes):
            drawing.taken.add(named.box)
            return named
    return None
