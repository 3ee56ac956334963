"""A crowded part of the map, drawn larger where the map is empty: when the data call for it, and nowhere else."""

from __future__ import annotations

from itertools import product

from bri_data.present.figures.maps.inset import map_with_inset
from bri_data.present.figures.maps.scene import Scene, links_of
from bri_data.present.figures.maps.stops import map_stops
from bri_data.present.figures.maps.world import map_frame, world_map
from bri_data.present.geo.labels import overlap
from bri_data.present.geo.placement import CityMarks
from bri_data.present.geo.regions import regions_of
from bri_data.present.words import texts
from tests.unit.test_map_placement import QUEBEC, city

WORDS = texts("fr")
# Thirty cities of Europe a hundred kilometres apart, nine of Japan and China: the frame holds half of the Earth.
EUROPE = [city(f"e{a}{b}", 44.0 + 1.4 * a, 1.0 + 1.8 * b, 1, "FR") for a, b in product(range(5), range(6))]
ASIA = [city(f"a{a}{b}", 30.0 + 3 * a, 118.0 + 9 * b, 1, "CN") for a, b in product(range(3), range(3))]


def scene_of(cities: list[CityMarks]) -> Scene:
    frame, regions = map_frame(cities, QUEBEC, 1250, 640), regions_of(cities, QUEBEC, WORDS)
    return map_with_inset(cities, links_of(cities), QUEBEC, WORDS, frame, regions=regions)


def test_europe_is_drawn_larger_beside_asia_and_covers_nothing() -> None:
    scene = scene_of([*EUROPE, *ASIA])
    inset = scene.inset
    assert inset is not None
    assert inset.name == "Europe"
    assert {one for body in inset.scene.bodies for one in body.city.ids} == {one.city_id for one in EUROPE}
    assert inset.scene.frame.km_per_px * 1.5 < scene.frame.km_per_px
    shared = [body for body in scene.bodies if body.city.ids[0].startswith("e")]
    assert len(inset.scene.bodies) > 1.7 * len(shared)
    held = [*(body.box for body in scene.bodies), *(label.box for label in scene.labels.values())]
    assert not [box for box in held if overlap(box, inset.box)]
    left, top, right, bottom = inset.box
    assert scene.frame.holds((left, top)) and scene.frame.holds((right, bottom))
    assert not any(left < x < right and top < y < bottom for band in scene.bands for x, y in band.points)
    # what it shows is outlined where it stands on the map
    x1, y1, x2, y2 = inset.extent(scene.frame)
    assert all(x1 <= body.true_x <= x2 and y1 <= body.true_y <= y2 for body in shared)


def test_its_marks_take_the_click_and_the_keyboard() -> None:
    cities = [*EUROPE, *ASIA]
    regions = regions_of(cities, QUEBEC, WORDS)
    drawn = world_map(
        cities, links_of(cities), QUEBEC, WORDS, width=1250, height=640, label="", base_href="f", regions=regions
    )
    inside = drawn.svg.split('class="bri-inset"')[1]
    alone = next(body.city.city_id for body in scene_of(cities).inset.scene.bodies if not body.city.members)  # type: ignore[union-attr]
    assert f'data-id="{alone}"' in inside
    assert drawn.stops.count(f'data-id="{alone}"') == 1
    assert map_stops(scene_of(cities), WORDS) == drawn.stops


def test_none_where_every_city_has_its_own_mark_or_the_map_is_already_close() -> None:
    assert scene_of([*EUROPE[:1], *ASIA[:1]]).inset is None
    assert scene_of(EUROPE).inset is None
