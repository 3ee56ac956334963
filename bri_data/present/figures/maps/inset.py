"""A larger picture of one part of a map, in a corner that holds nothing: for a region whose cities stand in groups."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from bri_data.present.figures.maps.scene import Inset, Link, Scene, above, map_scene
from bri_data.present.geo.frames import Frame, frame_of
from bri_data.present.geo.labels import LABEL_SIZE, LINE, Box, overlap, text_box
from bri_data.present.geo.placement import CityMarks
from bri_data.present.geo.projection import Home, projection_of
from bri_data.present.geo.regions import Region
from bri_data.present.words import Texts

# Parts of the map's width and height that the inset may take, the largest first; where it is tried, from the corner
# away from Europe and Asia for a home city of the Americas.
_SIZES = ((0.42, 0.6), (0.37, 0.54), (0.32, 0.48), (0.28, 0.42))
_ACROSS, _DOWN = (0.0, 1.0, 0.25, 0.5, 0.75), (1.0, 0.0)
_MARGIN = 10.0
# A region is drawn larger when so many of its cities, and such a part of them, have no mark or name of their own; when
# it then shows them so many times larger, in so many times more marks; and while there are not too many to draw twice.
_LEAST, _PART, _LARGER, _MORE, _MOST = 3, 0.3, 1.5, 1.7, 400

Drawn = Callable[[Sequence[CityMarks], Frame, Sequence[Box]], Scene]


def map_with_inset(
    cities: Sequence[CityMarks],
    links: Sequence[Link],
    home: Home,
    texts: Texts,
    frame: Frame,
    *,
    regions: Sequence[Region],
    selected: str | None = None,
    text_scale: float = 1.0,
    view: Frame | None = None,
    foot: float = 0.0,
) -> Scene:
    """mapscene.map_scene, with the inset that it calls for among `regions` (geo.regions.regions_of)."""
    scene = map_scene(cities, links, home, texts, frame, selected=selected, text_scale=text_scale, view=view, foot=foot)

    def drawn(some: Sequence[CityMarks], inner: Frame, around: Sequence[Box]) -> Scene:
        return map_scene(some, (), home, texts, inner, selected=selected, text_scale=text_scale, reserved=around)

    scene.inset = _inset(scene, regions, view or above(frame, foot), drawn)
    if scene.inset:  # the names of the circles give way to it
        box = scene.inset.box
        scene.circle_names = [name for name in scene.circle_names if not overlap(name.box, box)]
    return scene


def _inset(scene: Scene, regions: Sequence[Region], view: Frame, drawn: Drawn) -> Inset | None:
    """Of the region whose cities are the most hidden, where it stands in `view` clear of every mark, name and
    ribbon."""
    hidden = {region.code: _hidden(scene, region) for region in regions}
    wanted = [
        region
        for region in regions
        if not region.with_home
        and hidden[region.code] >= max(_LEAST, _PART * len(region.cities))
        and len(region.cities) <= _MOST
    ]
    for region in sorted(wanted, key=lambda one: -hidden[one.code]):
        for box in _free_boxes(scene, view):
            found = _drawn_in(box, scene, region, drawn)
            if found:
                return found
    return None


def _hidden(scene: Scene, region: Region) -> int:
    """How many cities of the region share a mark, or have no name."""
    marks = {city_id: body.city for body in scene.bodies for city_id in body.city.ids}
    shown = [marks[city.city_id] for city in region.cities if city.city_id in marks]
    return sum(bool(mark.members) or mark.city_id in scene.unlabelled for mark in shown)


def _drawn_in(box: Box, scene: Scene, region: Region, drawn: Drawn) -> Inset | None:
    """The region in `box`; None where it would not be much larger than on the map, nor in more marks."""
    left, top, right, bottom = box
    project, scale = projection_of(scene.home), scene.scale
    size = LABEL_SIZE * scale
    places = [project(city.latitude, city.longitude) for city in region.cities if city.is_shown]
    frame = frame_of(places, right - left, bottom - top, text_scale=scale)
    if frame.km_per_px * _LARGER > scene.frame.km_per_px:
        return None
    name = text_box(region.name, 0.0, 0.0, size)
    width, height = name.box[2] - name.box[0], size * LINE
    name = text_box(region.name, 8 * scale + width / 2, 6 * scale + height / 2, size)
    inside = drawn(region.cities, frame, [name.box])
    inset = Inset(region.name, box, inside, name)
    return inset if _marks(inside, region) >= _MORE * _marks(scene, region) else None


def _marks(scene: Scene, region: Region) -> int:
    """How many marks the region's cities have."""
    its = {city.city_id for city in region.cities}
    return sum(not its.isdisjoint(body.city.ids) for body in scene.bodies)


def _free_boxes(scene: Scene, view: Frame) -> Iterator[Box]:
    """Boxes of the part seen that hold nothing, the largest first."""
    taken = list(_boxes(scene))
    points = [point for band in scene.bands for point in band.points]
    width, height, margin = view.width, view.height, _MARGIN * scene.scale
    first_x, first_y = scene.frame.to_px(view.to_km((0.0, 0.0)))
    for (wide, high), down, across in itertools.product(_SIZES, _DOWN, _ACROSS):
        left = first_x + margin + across * (width - 2 * margin - wide * width)
        top = first_y + margin + down * (height - 2 * margin - high * height)
        box = (left, top, left + wide * width, top + high * height)
        crossed = any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in points)
        if not crossed and not any(overlap(box, other) for other in taken):
            yield box


def _boxes(scene: Scene) -> Iterator[Box]:
    """What an inset may not cover; the names of the circles give way to it."""
    for body in scene.bodies:
        yield body.box
    for label in scene.labels.values():
        yield label.box
    for one in scene.beyond:
        yield one.label.box
        yield one.x - 16, one.y - 16, one.x + 16, one.y + 16
    x, y = scene.centre
    yield x - 16, y - 16, x + 16, y + 16
    if scene.home_label:
        yield scene.home_label.box
