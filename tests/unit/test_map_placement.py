"""Marks and names: nothing covers anything and nothing leaves its place, whatever the number of cities."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bri_data.present.figures.maps.marks import number_at
from bri_data.present.figures.maps.world import map_frame
from bri_data.present.geo.frames import Frame
from bri_data.present.geo.labels import Box, Label, Taken, overlap, place_labels
from bri_data.present.geo.placement import Body, CityMarks, Mark, place_marks
from bri_data.present.geo.projection import Home, projection_of
from bri_data.present.geo.regions import regions_of
from bri_data.present.geo.text_width import text_width
from bri_data.present.words import texts

QUEBEC = Home("Québec", 46.8139, -71.2080)
SIZE = (1254.0, 760.0)


def city(city_id: str, latitude: float, longitude: float, count: int = 1, country: str = "") -> CityMarks:
    marks = tuple(Mark(f"{city_id}-{n}", "mission", "dated", "Une mission") for n in range(count))
    return CityMarks(city_id, f"Ville {city_id}", latitude, longitude, marks, country)


def scattered(count: int, seed: int = 7) -> list[CityMarks]:
    """Cities in clouds over five continents, most with one activity, some with many."""
    draw = random.Random(seed)  # noqa: S311 - not a secret
    clouds = [(48, 5, 9), (40, -85, 12), (14, -10, 9), (35, 120, 12), (-20, -55, 12)]
    cities = []
    for index in range(count):
        latitude, longitude, spread = draw.choice(clouds)
        activities = draw.choice([1, 1, 1, 1, 2, 3, 4, 7, 15])
        place = (latitude + draw.gauss(0, spread / 2), longitude + draw.gauss(0, spread))
        cities.append(city(f"v{index}", *place, activities))
    return cities


def placed(cities: list[CityMarks], width: float = SIZE[0], height: float = SIZE[1]) -> tuple[list[Body], Frame]:
    frame = map_frame(cities, QUEBEC, width, height)
    return place_marks(cities, frame, projection_of(QUEBEC), together), frame


def together(cities: Sequence[CityMarks]) -> str:
    return f"{cities[0].name} et {len(cities) - 1}"


def names(bodies: list[Body], frame: Frame) -> dict[str, Label]:
    taken = Taken()
    for body in bodies:
        taken.add(body.box)
    return place_labels(bodies, frame, taken)[0]


def clear(a: Body, b: Body) -> float:
    """The empty space between two stadiums, from their definition."""
    across = max(0.0, abs(a.x - b.x) - a.half - b.half)
    return math.hypot(across, a.y - b.y) - a.radius - b.radius


@pytest.mark.parametrize("count", [1, 2, 19, 100, 800])
def test_no_mark_covers_another_or_the_home_city_or_leaves_the_frame(count: int) -> None:
    bodies, frame = placed(scattered(count))
    assert bodies
    for a, b in itertools.combinations(bodies, 2):
        assert clear(a, b) > 0, (a.city.city_id, b.city.city_id)
    x, y = frame.to_px((0.0, 0.0))
    home = Body(city("home", 0, 0), x, y, x, y, 0.0, 11.0, 1.0)
    held = [city_id for body in bodies for city_id in body.city.ids]
    project = projection_of(QUEBEC)
    inside = {one.city_id for one in scattered(count) if frame.holds(frame.to_px(project(one.latitude, one.longitude)))}
    assert sorted(held) == sorted(inside)
    assert count - len(inside) <= 6
    for body in bodies:
        assert clear(body, home) > 0
        beside_home = math.dist((body.true_x, body.true_y), (x, y)) < body.half + body.radius * 2 + 30
        assert beside_home or body.moved <= body.radius + 0.01, body.city.name
        # a group stands in the middle of its places, each under its mark, tied to it, or in its zone
        for place in body.places:
            away = math.dist(place, (body.true_x, body.true_y))
            covered = math.dist(place, (body.x, body.y)) <= body.radius + body.half
            assert covered or place in body.ties or away <= body.zone + 0.01


@pytest.mark.parametrize("count", [2, 19, 100])
def test_no_name_covers_a_mark_or_a_name_or_leaves_the_frame(count: int) -> None:
    bodies, frame = placed(scattered(count))
    boxes: list[Box] = [body.box for body in bodies]
    labels = [label.box for label in names(bodies, frame).values()]
    assert len(labels) >= min(count, 12)
    for index, box in enumerate(labels):
        assert frame.holds(box[:2]) and frame.holds(box[2:])
        assert not any(overlap(box, other) for other in [*boxes, *labels[:index]])


def test_a_group_is_as_wide_as_its_number() -> None:
    bodies, _ = placed(scattered(2000))
    groups = [body for body in bodies if body.half == 0 and len(body.places) > 1 and body.city.count > 99]
    assert groups
    # a digit of 15.7 pixels is some 8.5 wide
    assert [body.city.count for body in groups if 2 * body.radius < 8.5 * len(str(body.city.count))] == []


def test_a_lone_city_stands_at_its_true_place() -> None:
    bodies, _ = placed([city("a", 40.7, -74.0)])
    assert bodies[0].moved == 0


def test_two_cities_at_the_same_place_share_a_mark_that_names_both() -> None:
    (body,), _ = placed([city("a", 50.0, 5.0), city("b", 50.0, 5.0)])
    assert (body.moved, body.half, body.city.ids, body.city.count) == (0, 11.25, ("a", "b"), 2)
    assert body.city.name == "Ville a et 1"


def test_two_near_cities_part_by_less_than_their_radius() -> None:
    cities = [city("a", 50.0, 5.0), city("b", 50.0, 6.3)]
    bodies, _ = placed(cities)
    assert math.dist((bodies[0].x, bodies[0].y), (bodies[1].x, bodies[1].y)) == pytest.approx(22, abs=0.5)
    assert all(0 < body.moved <= 8 for body in bodies)


def test_a_few_places_that_would_empty_the_map_stay_outside() -> None:
    near = scattered(0) + [city(f"e{n}", 44 + n, n) for n in range(12)]
    alone = map_frame(near, QUEBEC, *SIZE)
    assert map_frame([*near, city("hue", 16.5, 107.6)], QUEBEC, *SIZE) == alone
    # one city in two is no exception
    assert map_frame([near[0], city("hue", 16.5, 107.6)], QUEBEC, *SIZE).km_per_px > alone.km_per_px * 1.4


def test_one_symbol_then_capsules_then_discs_whose_area_follows_the_count() -> None:
    cities = [city(f"c{n}", 60 - 8 * n, -100 + 20 * n, count) for n, count in enumerate([1, 2, 3, 4, 5, 20])]
    by_count = {len(body.city.marks): body for body in placed(cities)[0]}
    assert (by_count[1].half, by_count[1].radius) == (0, 8)
    assert [by_count[n].half for n in (2, 3, 4)] == [11.25, 22.5, 33.75]
    assert [by_count[n].half for n in (5, 20)] == [0, 0]
    # Four times as many: four times the area, twice the radius.
    assert by_count[20].radius / by_count[5].radius == pytest.approx(2)


def test_cities_without_marks_or_place_are_not_drawn() -> None:
    bodies, _ = placed([city("a", 45, 5, 0), city("b", math.nan, math.nan), city("c", 45, 5)])
    assert [body.city.city_id for body in bodies] == ["c"]


def test_the_selected_city_is_drawn_and_named_whatever_the_crowd() -> None:
    crowd = [city(f"v{n:03}", 48 + n * 0.001, 5, 1) for n in range(400)]
    frame = map_frame(crowd, QUEBEC, *SIZE)
    bodies = place_marks(crowd, frame, projection_of(QUEBEC), together)
    (holder,) = [body for body in bodies if "v399" in body.city.ids]
    taken = Taken()
    for body in bodies:
        taken.add(body.box)
    labels, left_out = place_labels(bodies, frame, taken, first=holder.city.city_id)
    assert next(iter(labels)) == holder.city.city_id
    assert not left_out


def test_the_same_cities_give_the_same_places_in_any_order() -> None:
    cities = scattered(60)
    assert placed(cities)[0] == placed(list(reversed(cities)))[0]


def test_regions_are_the_groups_that_the_ocean_parts() -> None:
    cities = [
        city("sat", 29.4241, -98.4936, country="US"),
        city("mke", 43.0389, -87.9065, country="US"),
        city("nam", 50.4674, 4.8720, country="BE"),
        city("ham", 53.5511, 9.9937, country="DE"),
        city("tyo", 35.6762, 139.6503, country="JP"),
    ]
    found = regions_of(cities, QUEBEC, texts("fr"))
    assert [(r.code, r.name, [c.city_id for c in r.cities], r.with_home) for r in found] == [
        ("NA", "Amérique du Nord", ["sat", "mke"], True),
        ("EU", "Europe", ["nam", "ham"], False),
        ("AS", "Asie", ["tyo"], False),
    ]
    assert [region.name for region in regions_of(cities, QUEBEC, texts("en"))] == ["North America", "Europe", "Asia"]


def test_two_regions_of_one_continent_do_not_share_a_name() -> None:
    cities = [city("per", -31.95, 115.86, country="AU"), city("akl", -36.85, 174.76, country="NZ")]
    found = regions_of(cities, QUEBEC, texts("fr"))
    assert [region.name for region in found] == ["Océanie", "Océanie (Ville akl)"]
    assert len({region.code for region in found}) == 2


def test_no_city_gives_no_region() -> None:
    assert regions_of([], QUEBEC, texts("fr")) == []


def test_a_width_follows_the_advances_of_the_font() -> None:
    # Source Sans 600: W 800, a 516, s 431, h 558, i 262, n 560, g 520, t 361, o 549, n 560 = 5 117 thousandths.
    assert 100 * 5.117 <= text_width("Washington", 100) <= 1.08 * 100 * 5.117
    assert text_width("É", 20) == text_width("E", 20)
    assert text_width("東京", 20) >= 40
    # read in DejaVu Sans Bold, among the widest that a reader's machine falls back on: a name centred in a box much
    # wider than itself would stand far from its mark
    for said, wide in {"Магадаан": 5.715, "Αθήνα": 3.541, "Сафія": 3.386}.items():
        assert 100 * wide <= text_width(said, 100) <= 1.25 * 100 * wide


def test_the_number_of_a_crowd_stays_on_its_disc() -> None:
    held = CityMarks("v", "V", 48.0, 5.0, tuple(Mark(f"m{n}", "mission", "dated", "M", True) for n in range(19_250)))
    disc = Body(held, 0.0, 0.0, 0.0, 0.0, 0.0, 25.0, 1.0)
    assert number_at(disc)[1] == 17.5  # five digits half as wide as high: 44 pixels on a disc of 50
    few = Body(replace(held, marks=held.marks[:12]), 0.0, 0.0, 0.0, 0.0, 0.0, 25.0, 1.0)
    assert number_at(few)[1] == pytest.approx(20.5)
