"""The world map as native shapes: one freeform a country, ribbons, one symbol per activity, names as text boxes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from bri_data.present import format as fmt
from bri_data.present.figures.common import FADED
from bri_data.present.figures.maps.arrows import Beyond
from bri_data.present.figures.maps.marks import DOT, ZONE_OPACITY, is_disc, number_at, said_of, tied_to
from bri_data.present.figures.maps.scene import Band, Scene, map_scene
from bri_data.present.figures.symbols import OFF_TOTAL
from bri_data.present.geo.base import Ring, base_of, clipped, countries_of, inside
from bri_data.present.geo.frames import Frame, closer, frame_of
from bri_data.present.geo.labels import Label
from bri_data.present.geo.placement import CAPSULE_STEP, HOME_RADIUS, SYMBOL_RADIUS, Body, CityMarks, Mark
from bri_data.present.geo.projection import Home, Point, projection_of
from bri_data.present.slides.model import WorldMap
from bri_data.present.theme import KINDS
from bri_data.present.words import Texts

from . import fit
from .canvas import MARGIN, Box, Canvas, emu
from .marks import symbol
from .text import Words, paragraph

# Names and marks over their size on the page: with the first the smallest text is 28 pixels, and is read from the back
# of the room; the second is for a map of very many cities.
_SCALES = (1.45, 1.15)
_FEW = 2  # cities that may go without a name before the text becomes smaller
_SMALL = 28.0
_WIDER = 1.3  # a name in the bold letters of a machine that has none of Office’s, beside ours
_HALO_PX = 4.0
# Points nearer to each other than this, in pixels, are one: the base map is held to what a screen can show.
_FINEST = 0.8


def world(canvas: Canvas, picture: WorldMap, box: Box, alt: str, texts: Texts) -> None:
    """The map in `box`, as one group named and described; places and names are those of every other map."""
    scene = _scene(picture, box, texts)
    said = _left_out(scene, texts)
    if said:  # its words take their room from the map
        words = fit.height(said, _SMALL, box.width - 2 * MARGIN)
        box = Box(box.x, box.y, box.width, box.height - words - 12)
        scene = _scene(picture, box, texts)
    with canvas.group(texts("pptx.name.map"), alt) as inside_map:
        drawing = _Map(inside_map, scene, box, texts, picture.lit)
        drawing.ground(picture.cities)
        drawing.circles()
        drawing.ribbons()
        drawing.cities()
        drawing.names()
    if said := _left_out(scene, texts):
        spot = Box(MARGIN, box.bottom + 8, box.width - 2 * MARGIN, fit.height(said, _SMALL, box.width - 2 * MARGIN))
        canvas.text(spot, [paragraph(Words(said, _SMALL, "ink2"))], texts("pptx.name.notes"))


def _scene(picture: WorldMap, box: Box, texts: Texts) -> Scene:
    """The places of everything, in the largest size of text that leaves few cities without a name."""
    chosen = picture.selected or None
    for scale in _SCALES:
        frame = frame_of(picture.places, box.width, box.height, text_scale=scale)
        frame = closer(frame, picture.steps, picture.chosen_place, picture.centre)
        scene = map_scene(picture.cities, picture.links, picture.home, texts, frame, selected=chosen, text_scale=scale)
        if len(scene.unlabelled) <= _FEW:
            break
    return scene


def _left_out(scene: Scene, texts: Texts) -> str:
    """The cities that found no room for their name, in words; nothing when all did."""
    names = [body.city.name for body in scene.bodies if body.city.city_id in scene.unlabelled]
    return texts("pptx.left_out", cities=fmt.joined(names, texts)) if names else ""


class _Map:
    def __init__(self, canvas: Canvas, scene: Scene, box: Box, texts: Texts, lit: frozenset[str] | None = None) -> None:
        self.canvas, self.scene, self.box, self.texts = canvas, scene, box, texts
        self.ink = canvas.ink
        self.lit = lit
        self.held = {body.city.city_id: body.city.ids for body in scene.bodies}

    def _part(self, city_id: str) -> float:
        """How much is left of the colour of what belongs to a city, "" for none."""
        if self.lit is None or not city_id or self.lit.intersection(self.held.get(city_id, (city_id,))):
            return 1.0
        return FADED

    def _ink_of(self, city_id: str) -> str:
        return "ink" if self._part(city_id) == 1 else "ink3"

    def ground(self, cities: Sequence[CityMarks]) -> None:
        """Land, country by country, the home region and the lakes."""
        home = self.scene.home
        names = _names(cities, self.scene, self.texts)
        with self.canvas.group(self.texts("pptx.name.ground")) as ground:
            for index, rings in enumerate(countries_of(home)):
                lines = list(self._cut(rings))
                name = names.get(index) or self.texts("pptx.name.land", n=index + 1)
                ground.outline(lines, name, fill=self.ink.fill("land"))
            base = base_of(home)
            for layer, token in (("home", "home"), ("lakes", "bg")):
                lines = list(self._cut(getattr(base, layer)))
                ground.outline(lines, self.texts(f"pptx.name.{layer}"), fill=self.ink.fill(token))
            frame = self.scene.frame
            borders = ([frame.to_px(point) for point in line] for line in base.borders)
            lines = [self._line(piece) for border in borders for piece in _pieces(border, frame)]
            name = self.texts("pptx.name.borders")
            ground.outline(lines, name, closed=False, line=self.ink.line("bg", emu(1.5)))

    def circles(self) -> None:
        """The circles of distance, cut to the frame, and the names of two of them."""
        frame = self.scene.frame
        for km in self.scene.circles_km:
            turns = (math.radians(angle) for angle in range(0, 361, 2))
            points = [frame.to_px((km * math.cos(turn), km * math.sin(turn))) for turn in turns]
            arcs = [[self._moved(point) for point in arc] for arc in _pieces(points, frame)]
            name = self.texts("pptx.name.circle", km=fmt.number(km, self.texts))
            # a line of its own each: an element of XML stands in one place only
            self.canvas.outline(arcs, name, closed=False, line=self.ink.line("ring", emu(2), "sysDot", 0.55))

    def ribbons(self) -> None:
        """The ribbons, cut to the frame, those without a place first and dashed."""
        for band in sorted(self.scene.bands, key=lambda band: not band.is_dashed):
            name = self.texts(f"common.kind.{band.kind}")
            if band.is_dashed:
                points = [[self._moved(point) for point in piece] for piece in _pieces(band.points, self.scene.frame)]
                look = self.ink.line("ink3", emu(2.2), "dash", band.opacity * self._part(band.city_id))
                self.canvas.outline(points, name, closed=False, line=look)
            elif cut := self._inside(band.points):
                self.canvas.outline([cut], name, fill=self._hue(band))

    def cities(self) -> None:
        """One group a city: its marks where it stands or, with a thin line to that place, beside it."""
        for body in self.scene.bodies:
            said = "; ".join(said_of(body))
            with self.canvas.group(
                body.city.name, self.texts("pptx.city_alt", city=body.city.name, titles=said)
            ) as one:
                self._city(one, body)
        if not self.scene.frame.holds(self.scene.centre):
            return
        x, y = self._moved(self.scene.centre)
        radius = HOME_RADIUS * self.scene.scale
        with self.canvas.group(self.scene.home.name) as home:
            for part, token in ((1.0, "bg"), (0.94, "ink"), (0.62, "bg"), (0.31, "ink")):
                home.shape("ellipse", _disc(x, y, radius * part), self.scene.home.name, fill=self.ink.fill(token))

    def names(self) -> None:
        """Every name as text, the home city's in bold, and the distances of two circles."""
        if self.scene.home_label:
            self._name(self.scene.home_label, Words("", None, "ink", bold=True))
        marks = {body.city.city_id: body.x for body in self.scene.bodies}
        for city_id, label in self.scene.labels.items():
            self._name(label, Words("", None, self._ink_of(city_id), bold=True), marks.get(city_id))
        for one in self.scene.beyond:
            self._beyond(one)
        for label in self.scene.circle_names:
            self._name(label, Words("", None, "ink2"))

    def _beyond(self, one: Beyond) -> None:
        """An arrow at the edge, and the name and distance of the city it points to."""
        turn, reach = math.radians(one.angle), 12 * self.scene.scale
        tips = ((1.0, 0.0), (-0.67, 0.67), (-0.25, 0.0), (-0.67, -0.67))
        points = [
            self._moved(
                (
                    one.x + reach * (x * math.cos(turn) - y * math.sin(turn)),
                    one.y + reach * (x * math.sin(turn) + y * math.cos(turn)),
                )
            )
            for x, y in tips
        ]
        self.canvas.outline([points], one.said, fill=self.ink.fill(self._ink_of(one.city_id)))
        self._name(one.label, Words("", None, self._ink_of(one.city_id), bold=True), one.x)

    def _name(self, label: Label, look: Words, mark: float | None = None) -> None:
        """In a font wider than ours, the name of what is marked at `mark` grows away from it, and stays on the map."""
        if label.leader:
            tie = [[self._moved(point) for point in label.leader]]
            thin = self.ink.line("ink3", emu(1.5))
            self.canvas.outline(tie, self.texts("pptx.name.leader"), closed=False, line=thin)
        left, top, right, bottom = label.box
        align = "ctr" if mark is None or left < mark < right else "l" if mark <= left else "r"
        room = {"l": self.scene.frame.width - left, "r": right}.get(align, right - left)
        size = label.size if align == "ctr" else label.size * min(1, room / (_WIDER * (right - left)))
        words = Words(label.text, size, look.token, look.bold, halo_emu=emu(_HALO_PX))
        box = Box(left + self.box.x, top + self.box.y, right - left, bottom - top)
        self.canvas.text(box, [paragraph(words, align=align)], label.text, anchor="ctr", wraps=False)

    def _hue(self, band: Band) -> object:
        return self.ink.fill(KINDS[band.kind].token, band.opacity * self._part(band.city_id))

    def _city(self, canvas: Canvas, body: Body) -> None:
        x, y = self._moved((body.x, body.y))
        part = self._part(body.city.city_id)
        if body.zone:
            middle = self._moved((body.true_x, body.true_y))
            canvas.shape("ellipse", _disc(*middle, body.zone), body.city.name, fill=self.ink.fill("ink3", ZONE_OPACITY))
        for place in tied_to(body):
            true = self._moved(place)
            thin = self.ink.line("ink3", emu(1.5))
            canvas.outline([[(x, y), true]], self.texts("pptx.name.leader"), closed=False, line=thin)
            dot = _disc(*true, DOT * self.scene.scale)
            canvas.shape("ellipse", dot, self.texts("pptx.name.leader"), fill=self.ink.fill("ink"))
        if is_disc(body):
            self._counted(canvas, body, x, y)
        elif body.city.count == 1:
            only = body.city.marks[0]
            symbol(canvas, only.kind, only.state, (x, y), _size(only, body), texts=self.texts, plate=3.5, part=part)
        else:
            self._capsule(canvas, body, x, y)

    def _capsule(self, canvas: Canvas, body: Body, x: float, y: float) -> None:
        reach = body.half + body.radius
        pill = Box(x - reach, y - body.radius, 2 * reach, 2 * body.radius)
        line, part = self.ink.line(self._ink_of(body.city.city_id), emu(2)), self._part(body.city.city_id)
        name = self.texts("pptx.name.plate")
        canvas.shape("roundRect", pill, name, fill=self.ink.fill("bg"), line=line, guides={"adj": 50000})
        for index, one in enumerate(body.city.marks):
            spot = x - body.half + index * CAPSULE_STEP * body.scale
            symbol(canvas, one.kind, one.state, (spot, y), _size(one, body), texts=self.texts, part=part)

    def _counted(self, canvas: Canvas, body: Body, x: float, y: float) -> None:
        """A disc with the number of activities, over the symbols of their kinds."""
        ink, part = self._ink_of(body.city.city_id), self._part(body.city.city_id)
        line = self.ink.line(ink, emu(2))
        canvas.shape("ellipse", _disc(x, y, body.radius), body.city.name, fill=self.ink.fill("bg"), line=line)
        below, size = number_at(body)
        number = Words(str(body.city.count), size, ink, bold=True)
        spot = Box(x - body.radius, y + below - size * 0.6, 2 * body.radius, size * 1.2)
        canvas.text(spot, [paragraph(number, align="ctr")], body.city.name, anchor="ctr", wraps=False)
        kinds = [kind for kind in KINDS if any(one.kind == kind for one in body.city.marks)]
        step = min(body.radius * 0.48, body.radius * 1.45 / len(kinds))
        for index, kind in enumerate(kinds):
            place = x + step * (index - (len(kinds) - 1) / 2)
            symbol(canvas, kind, "dated", (place, y + body.radius * 0.45), step * 0.78, texts=self.texts, part=part)

    def _cut(self, rings: Iterable[Ring]) -> Iterator[Ring]:
        """The rings in pixels of the slide, cut to the frame, without the points nobody could tell apart."""
        frame = self.scene.frame
        for ring in rings:
            if thin := self._inside([frame.to_px(point) for point in ring]):
                yield thin

    def _inside(self, ring: Sequence[Point]) -> Ring:
        """A closed line in pixels of the slide, cut to the frame; [] where nothing of it is inside."""
        frame = self.scene.frame
        thin = [self._moved(_held(point, frame)) for point in _thinned(clipped(list(ring), frame, closed=True))]
        return thin if len(thin) > 2 else []

    def _line(self, points: Iterable[Point]) -> Ring:
        """An open line in pixels of the slide, with its two ends."""
        kept = list(points)
        return [self._moved(point) for point in (*_thinned(kept[:-1]), kept[-1])]

    def _moved(self, point: Point) -> Point:
        return point[0] + self.box.x, point[1] + self.box.y


def _size(one: Mark, body: Body) -> float:
    return 2 * SYMBOL_RADIUS * body.scale * (1 if one.counted else OFF_TOTAL)


def _disc(x: float, y: float, radius: float) -> Box:
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)


def _held(point: Point, frame: Frame) -> Point:
    return min(max(point[0], 0.0), frame.width), min(max(point[1], 0.0), frame.height)


def _thinned(ring: Ring) -> Ring:
    kept: Ring = []
    for point in ring:
        if not kept or max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) > _FINEST:
            kept.append(point)
    return kept


def _pieces(points: Sequence[Point], frame: Frame) -> Iterator[list[Point]]:
    """The stretches of a line that lie inside the frame, up to its edges."""
    piece: list[Point] = []
    for before, point in pairwise((points[0], *points) if points else ()):
        if frame.holds(point):
            piece += [point] if frame.holds(before) else [_at_edge(point, before, frame), point]
        else:
            if piece:
                yield [*piece, _at_edge(before, point, frame)]
            piece = []
    if len(piece) > 1:
        yield piece


def _at_edge(inside: Point, outside: Point, frame: Frame) -> Point:
    """Where the line from a point inside the frame to one outside leaves it."""
    ends = [(there, min(max(there, 0.0), end)) for there, end in zip(outside, (frame.width, frame.height), strict=True)]
    steps = [(edge - here) / (there - here) for here, (there, edge) in zip(inside, ends, strict=True) if edge != there]
    part = min(steps, default=1.0)
    (x, y), (to_x, to_y) = inside, outside
    return x + (to_x - x) * part, y + (to_y - y) * part


def _names(cities: Sequence[CityMarks], scene: Scene, texts: Texts) -> dict[int, str]:
    """The name of each country that holds a city of the map: the base map itself names none."""
    project = projection_of(scene.home)
    territories = texts.locale.territories
    names: dict[int, str] = {}
    for city in cities:
        if city.country in territories and city.is_shown:
            place = project(city.latitude, city.longitude)
            names |= dict.fromkeys(_countries_at(place, scene.home), territories[city.country])
    return names


@lru_cache(4096)
def _countries_at(place: Point, home: Home) -> tuple[int, ...]:
    """Where the countries that hold `place` stand in `countries_of`."""
    return tuple(index for index, rings in enumerate(countries_of(home)) if inside(place, rings))
