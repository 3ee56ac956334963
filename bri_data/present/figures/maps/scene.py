"""What the world map shows and where, in pixels of its frame: worked out once, then drawn as SVG or by the browser."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import islice, pairwise

from babel.numbers import format_decimal

from bri_data.present.figures.maps.arrows import Beyond, arrows_to, group_name, short_name
from bri_data.present.geo.base import LIMIT_KM, on_land
from bri_data.present.geo.frames import Frame
from bri_data.present.geo.labels import (
    HOME_SIZE,
    Box,
    Label,
    Taken,
    label_beside,
    place_labels,
    text_box,
)
from bri_data.present.geo.placement import HOME_RADIUS, Body, CityMarks, Project, place_marks
from bri_data.present.geo.projection import Home, Point, projection_of
from bri_data.present.geo.ribbons import curve, ribbon
from bri_data.present.words import Texts

# Kilometres between two circles: the first of these that draws no more than MOST_CIRCLES. The second and the fourth
# circle are named.
CIRCLE_STEPS_KM = (1000, 2000, 5000)
MOST_CIRCLES = 9
# As small as text may be: 13 px when the picture is shown on a 1280-pixel screen.
CIRCLE_TEXT_SIZE = 19.5
# Opacity and width at arrival of the ribbons, up to so many links: the more there are, the lighter they are.
_RIBBON_STYLES = ((30, (0.87, 4.6)), (120, (0.4, 3.2)), (math.inf, (0.2, 2.4)))
# Where a circle's name is tried: from the lower right, where the ocean lies for most of the cities of this coast, then
# all around.
_TURNS = tuple(sorted(range(0, 360, 6), key=lambda angle: abs((angle - 40 + 180) % 360 - 180)))
# How far apart marks are kept: the first at which every name finds room, else the last. Where a mark would then have no
# word at all, further apart still.
_AIRS = (1.0, 1.3, 1.7, 2.3)
_WIDER = (3.5, 5.0, 8.0)
_MANY = 2_000
_TO_A_CITY = "mission"
_FROM_A_CITY = "accueil"
_NO_PLACE = "rencontre_bilaterale"


@dataclass(frozen=True)
class Link:
    """A ribbon between the home city and `city_id`: out for a mission, in for an accueil, dashed without a place."""

    city_id: str
    kind: str


@dataclass(frozen=True)
class Band:
    """A link as drawn: the outline of a ribbon, or the points of a dashed line when `is_dashed`."""

    kind: str
    points: tuple[Point, ...]
    opacity: float
    is_dashed: bool = False
    city_id: str = ""


@dataclass(frozen=True)
class Inset:
    """A part of the map drawn larger in a free corner: its name and that name's place in it, its `box` in pixels of the
    map, its own scene."""

    name: str
    box: Box
    scene: Scene
    label: Label

    def extent(self, frame: Frame) -> Box:
        """What it shows, as a box in pixels of the map's `frame`."""
        inner = self.scene.frame
        left, top = frame.to_px(inner.to_km((0.0, 0.0)))
        right, bottom = frame.to_px(inner.to_km((inner.width, inner.height)))
        return left, top, right, bottom


@dataclass
class Scene:
    """Everything the map holds, in pixels of `frame`; `scale` is the size of text and marks over the nominal one.

    `circles_km` are the radii of the distance circles. `unlabelled` are the ids of the cities whose name found no
    room: the list beside the map must hold them. `beyond` are the arrows to what is too far to be shown. `inset` shows
    a crowded region larger, where one is called for.
    """

    home: Home
    frame: Frame
    scale: float
    bodies: list[Body] = field(default_factory=list)
    labels: dict[str, Label] = field(default_factory=dict)
    home_label: Label | None = None
    bands: list[Band] = field(default_factory=list)
    circles_km: list[int] = field(default_factory=list)
    circle_step_km: int = CIRCLE_STEPS_KM[0]
    circle_names: list[Label] = field(default_factory=list)
    unlabelled: tuple[str, ...] = ()
    beyond: tuple[Beyond, ...] = ()
    inset: Inset | None = None

    @property
    def is_named(self) -> bool:
        """Whether every mark has its whole name beside it."""
        names = {body.city.city_id: body.city.name for body in self.bodies}
        return not self.unlabelled and all(label.text == names[key] for key, label in self.labels.items())

    @property
    def centre(self) -> Point:
        """Where the home city stands."""
        return self.frame.to_px((0.0, 0.0))


def links_of(cities: Iterable[CityMarks]) -> list[Link]:
    """One link for each city and kind that has a direction, in the order of the cities."""
    return [
        Link(city.city_id, kind)
        for city in cities
        for kind in (_TO_A_CITY, _FROM_A_CITY, _NO_PLACE)
        if any(one.kind == kind for one in city.marks)
    ]


@dataclass(frozen=True)
class _Asked:
    """What one map is drawn of; see map_scene."""

    cities: Sequence[CityMarks]
    links: Sequence[Link]
    home: Home
    texts: Texts
    frame: Frame
    view: Frame
    text_scale: float
    reserved: Sequence[Box]
    has_foot: bool
    project: Project

    @property
    def standing(self) -> list[CityMarks]:
        """Those whose mark may stand in the frame: under the words of its foot none does."""
        if not self.has_foot:
            return list(self.cities)
        to_px = self.view.to_px
        return [
            one
            for one in self.cities
            if one.is_shown and self.view.holds(to_px(self.project(one.latitude, one.longitude)))
        ]


def map_scene(
    cities: Sequence[CityMarks],
    links: Sequence[Link],
    home: Home,
    texts: Texts,
    frame: Frame,
    *,
    selected: str | None = None,
    text_scale: float = 1.0,
    reserved: Sequence[Box] = (),
    view: Frame | None = None,
    foot: float = 0.0,
) -> Scene:
    """The places of all marks, names, ribbons and circles inside `frame`; no two marks or names overlap.

    No name stands in the `reserved` boxes (left, top, right, bottom); nothing in the `foot`, so many pixels at the
    bottom that hold other words. `view` is the part of `frame` seen first, at the edge of which the arrows stand; all
    of it above the foot by default. Cities whose name finds no room are gathered a little more; where it finds none
    even so, a group says how many cities it holds.
    """
    view = view or above(frame, foot)
    project = cache(projection_of(home))  # each place is asked for at each try
    strip = [(0.0, frame.height - foot, frame.width, frame.height)] if foot else []
    asked = _Asked(cities, links, home, texts, frame, view, text_scale, [*reserved, *strip], foot > 0, project)

    def at(air: float) -> Scene:
        return _scene(asked, air, None)

    # how marks are gathered does not depend on what is chosen: a click would move those around it
    air, scene = _first_named(at, len(cities))
    return _scene(asked, air, selected) if selected else scene


def above(frame: Frame, foot: float) -> Frame:
    """The part of `frame` above so many pixels at its bottom."""
    x, y = frame.centre_km
    return replace(frame, centre_km=(x, y - foot / 2 * frame.km_per_px), height=frame.height - foot)


def _first_named(at: Callable[[float], Scene], count: int) -> tuple[float, Scene]:
    """The first of _AIRS at which every name finds room, else the last, and its scene; among very many cities (`count`)
    those between are not tried: each takes most of a second."""
    first, *between, last = _AIRS
    scene = at(first)
    if scene.is_named:
        return first, scene
    widest = at(last)  # tried second: where names find no room even so, those between would be drawn for nothing
    for wider in _WIDER:
        if not widest.unlabelled:
            break
        last, widest = wider, at(wider)
    if not widest.is_named or count > _MANY:
        return last, widest
    found = ((air, scene) for air in between if (scene := at(air)).is_named)
    return next(found, (last, widest))


def _scene(asked: _Asked, air: float, selected: str | None) -> Scene:
    home, texts, frame, scale = asked.home, asked.texts, asked.frame, asked.text_scale
    scene, taken = Scene(home, frame, scale), Taken()
    for box in asked.reserved:
        taken.add(box)
    named_as = partial(group_name, texts=texts)
    scene.bodies = place_marks(asked.standing, frame, asked.project, named_as, text_scale=scale, air=air)
    shown = [city for city in asked.cities if city.is_shown]
    scene.bands = list(_bands(scene, shown, asked.links, taken, asked.project))
    scene.home_label = _home_label(scene, taken)
    scene.beyond = tuple(arrows_to(shown, home, frame, asked.view, texts, taken, asked.project, scale=scale))
    # the home city is already named, even when it has marks of its own
    named = [body for body in scene.bodies if body.city.name != home.name]
    chosen = next((body.city.city_id for body in named if selected in body.city.ids), None)
    shorter = partial(short_name, texts=texts) if air >= _AIRS[-1] else None
    scene.labels, unlabelled = place_labels(named, frame, taken, text_scale=scale, first=chosen, shorter=shorter)
    scene.unlabelled = tuple(unlabelled)
    _add_circles(scene, texts, taken)
    return scene


def _bands(
    scene: Scene, cities: Sequence[CityMarks], links: Sequence[Link], taken: Taken, project: Project
) -> Iterable[Band]:
    """Ribbons to the marks drawn, and to cities outside the frame; their middle lines are noted for the labels."""
    frame = scene.frame
    centre = scene.centre
    bodies = {city_id: body for body in scene.bodies for city_id in body.city.ids}
    drawn: set[tuple[str, str]] = set()
    places = {city.city_id: frame.to_px(project(city.latitude, city.longitude)) for city in cities}
    opacity, thick = next((style for most, style in _RIBBON_STYLES if len(links) <= most))
    for link in links:
        if link.city_id not in places or math.dist(places[link.city_id], centre) < HOME_RADIUS:
            continue
        body = bodies.get(link.city_id)
        if body is not None and body.city.members:  # one ribbon of a kind for the whole group
            if (body.city.city_id, link.kind) in drawn:
                continue
            drawn.add((body.city.city_id, link.kind))
        end = _landing(body, centre) if body else places[link.city_id]
        if link.kind == _NO_PLACE:
            line = curve(centre, end, upward=False)
            yield Band(link.kind, tuple(line), opacity, is_dashed=True, city_id=link.city_id)
        else:
            out = link.kind == _TO_A_CITY
            start, stop = (centre, end) if out else (end, centre)
            band = ribbon(start, stop, upward=out, thick=thick * scene.scale)
            line = band.axis
            yield Band(link.kind, band.outline, opacity, city_id=link.city_id)
        taken.add_points(_between(line))


def _landing(body: Body, centre: Point) -> Point:
    """Where a ribbon meets a mark: on a capsule, the end that faces the home city."""
    return min(max(centre[0], body.x - body.half), body.x + body.half), body.y


def _between(line: Sequence[Point]) -> Iterable[Point]:
    """Points every few pixels along a line."""
    for (x1, y1), (x2, y2) in pairwise(line):
        count = max(1, min(40, int(math.dist((x1, y1), (x2, y2)) / 8)))
        for step in range(count):
            yield x1 + (x2 - x1) * step / count, y1 + (y2 - y1) * step / count


def _home_label(scene: Scene, taken: Taken) -> Label | None:
    """Takes the place of the marks, then finds the home city's name the best one left."""
    for body in scene.bodies:
        left, top, right, bottom = body.box
        taken.add((left - 2, top - 2, right + 2, bottom + 2))
        for px, py in body.ties:
            taken.add((px - 4, py - 4, px + 4, py + 4))
    x, y = scene.centre
    if not scene.frame.holds((x, y)):
        return None
    reach = HOME_RADIUS * scene.scale
    box = (x - reach, y - reach, x + reach, y + reach)
    taken.add(box)
    label = label_beside(scene.home.name, box, scene.frame, taken, HOME_SIZE * scene.scale, preferred=(1, 0.85))
    if label:
        taken.add(label.box)
    return label


def _add_circles(scene: Scene, texts: Texts, taken: Taken) -> None:
    """Circles every 1 000 km, and the distance on two of them where the sea leaves room."""
    frame = scene.frame
    x, y = scene.centre
    corners = [(0.0, 0.0), (frame.width, 0.0), (0.0, frame.height), (frame.width, frame.height)]
    furthest = max(math.dist((x, y), corner) for corner in corners) * frame.km_per_px
    nearest = math.hypot(max(-x, 0, x - frame.width), max(-y, 0, y - frame.height)) * frame.km_per_px
    for step in CIRCLE_STEPS_KM:
        shown = range(step * max(1, math.ceil(nearest / step)), int(min(furthest, LIMIT_KM)) + 1, step)
        if len(shown) <= MOST_CIRCLES:
            break
    scene.circles_km, scene.circle_step_km = list(shown), step
    wanted = [km for km in shown if km in (2 * step, 4 * step)]
    scene.circle_names = [label for km in wanted if (label := _circle_name(scene, km, texts, taken))]
    if not scene.circle_names:
        named = (label for km in shown if (label := _circle_name(scene, km, texts, taken)))
        scene.circle_names = list(islice(named, 1))


def _circle_name(scene: Scene, km: int, texts: Texts, taken: Taken) -> Label | None:
    frame = scene.frame
    text = texts("map.circle", distance=format_decimal(km, locale=texts.locale))
    size = CIRCLE_TEXT_SIZE * scene.scale
    for turn in _TURNS:
        angle = math.radians(turn)
        x, y = frame.to_px((km * math.cos(angle), km * math.sin(angle)))
        named = text_box(text, x, y, size)
        left, top, right, bottom = named.box
        aired = (left - size, top - size / 2, right + size, bottom + size / 2)
        if not (frame.holds((left, top), 6) and frame.holds((right, bottom), 6) and taken.is_free(aired)):
            continue
        if taken.points_under(named.box):
            continue
        probes = [(px, py) for px in (left - 4, (left + right) / 2, right + 4) for py in (top, bottom)]
        if not any(on_land(frame.to_km(probe), scene.home) for probe in probes):
            taken.add(named.box)
            return named
    return None
