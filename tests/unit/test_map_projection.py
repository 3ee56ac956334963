"""The projection against values worked out by hand, and the base map it carries."""

from __future__ import annotations

import itertools
import math
import re
from itertools import pairwise

import pytest

from bri_data.present.geo.base import LAYERS, LIMIT_KM, base_of, base_svg, inline_paths, on_land
from bri_data.present.geo.frames import Frame, frame_of
from bri_data.present.geo.projection import Home, Projection, distance_km, projection_of
from bri_data.present.geo.ribbons import curve, ribbon

QUEBEC = Home("Québec", 46.8139, -71.2080)
SAN_ANTONIO = (29.4241, -98.4936)
# One degree of a great circle: 6371.0088 × π / 180.
DEGREE_KM = 111.19508


def test_a_distance_is_a_great_circle_on_the_mean_sphere() -> None:
    assert distance_km(0, 0, 0, 90) == pytest.approx(90 * DEGREE_KM, abs=0.01)
    assert distance_km(10, 20, 10, 20) == 0
    assert distance_km(0, 0, 0, 180) == pytest.approx(180 * DEGREE_KM, abs=0.01)
    assert distance_km(QUEBEC.latitude, QUEBEC.longitude, *SAN_ANTONIO) == pytest.approx(3045, abs=5)


def test_the_distance_from_the_centre_is_the_real_one() -> None:
    project = projection_of(QUEBEC)
    assert math.hypot(*project(QUEBEC.latitude, QUEBEC.longitude)) == pytest.approx(0, abs=1e-6)
    for place in (SAN_ANTONIO, (50.4674, 4.8720), (-31.95, 115.86), (35.68, 139.69)):
        expected = distance_km(QUEBEC.latitude, QUEBEC.longitude, *place)
        assert math.hypot(*project(*place)) == pytest.approx(expected, abs=1e-3)


def test_north_points_20_degrees_to_the_right_of_up() -> None:
    # Ten degrees north of the centre: 1 111.95 km towards 20°: x = 1111.95 sin 20°, y = -1111.95 cos 20°.
    assert Projection(40, -70)(50, -70) == pytest.approx((380.31, -1044.89), abs=0.01)
    # A quarter turn east along the equator: 10 007.56 km towards 110°.
    assert Projection(0, 0)(0, 90) == pytest.approx((9404.03, 3422.79), abs=0.01)


def test_the_antipode_has_a_place() -> None:
    x, y = Projection(46.8139, -71.2080)(-46.8139, 108.7920)
    assert math.hypot(x, y) == pytest.approx(180 * DEGREE_KM, abs=0.1)


def test_the_base_map_knows_the_sea_the_land_and_the_province_of_quebec() -> None:
    project = projection_of(QUEBEC)
    assert on_land(project(39.8, -98.6), QUEBEC)  # Kansas
    assert on_land(project(48.8, 2.3), QUEBEC)  # Paris
    assert not on_land(project(45.0, -40.0), QUEBEC)  # Atlantic
    assert not on_land(project(48.6, -61.5), QUEBEC)  # Gulf of St. Lawrence
    home = base_of(QUEBEC).home
    # The province reaches from the 45th parallel, 202 km south of the city, to Ivujivik, about 1 750 km north.
    reach = max(math.hypot(x, y) for ring in home for x, y in ring)
    assert 1600 < reach < 1900


def test_the_home_region_is_the_country_where_no_province_is_known() -> None:
    reach = max(math.hypot(x, y) for ring in base_of(Home("Namur", 50.4674, 4.8720)).home for x, y in ring)
    assert 130 < reach < 250  # Belgium: Namur to the coast is about 170 km


def test_a_home_city_at_sea_has_no_region() -> None:
    assert base_of(Home("Nulle part", 30.0, -45.0)).home == ()


@pytest.mark.parametrize(
    "home", [QUEBEC, Home("Wellington", -41.29, 174.78), Home("Madrid", 40.42, -3.70), Home("Pôle", 90.0, 0.0)]
)
def test_the_base_map_never_tears_or_leaves_its_rim(home: Home) -> None:
    base = base_of(home)
    for layer in LAYERS:
        for line in getattr(base, layer):
            for x, y in line:
                assert math.hypot(x, y) <= LIMIT_KM + 0.01
    # An edge that crossed the map would be thousands of kilometres long. Near the rim the map itself stretches them.
    for ring in base.land:
        for a, b in itertools.pairwise(ring):
            if max(math.hypot(*a), math.hypot(*b)) < 15_000:
                assert math.dist(a, b) < 1500


def test_the_land_around_the_antipode_is_on_the_map() -> None:
    # The antipode of Madrid is in New Zealand: that does not turn the South Pacific into land.
    madrid = Home("Madrid", 40.42, -3.70)
    project = projection_of(madrid)
    assert not on_land(project(-30.0, -110.0), madrid)
    assert on_land(project(48.8, 2.3), madrid)
    # The antipode of this place is the middle of Australia, whose inside is then on the far side of its coast:
    # 1 710 km west of that antipode is still desert, 1 670 km north is the Arafura Sea.
    atlantic = Home("Atlantique", 25.0, -46.0)
    project = projection_of(atlantic)
    assert on_land(project(-25.0, 117.0), atlantic)
    assert not on_land(project(-10.0, 134.0), atlantic)
    assert not on_land((0.0, 0.0), atlantic)


def test_the_document_holds_each_layer_by_its_id_and_no_colour() -> None:
    svg = base_svg(QUEBEC)
    assert re.findall(r'id="(\w+)"', svg) == list(LAYERS)
    assert "fill" not in svg and "#" not in svg and "nan" not in svg
    assert svg == base_svg(QUEBEC)
    assert len(svg) < 250_000


def test_an_inline_base_is_cut_to_its_frame() -> None:
    frame = frame_of([(-2000.0, 500.0), (0.0, 0.0)], 800, 400)
    paths = inline_paths(QUEBEC, frame)
    assert 2_000 < len(paths["land"]) < 40_000
    starts = [tuple(map(float, start)) for start in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", paths["land"])]
    assert starts
    assert all(-5 <= x <= 805 and -5 <= y <= 405 for x, y in starts)


def test_a_frame_holds_its_places_with_room_for_names() -> None:
    frame = frame_of([(-3000.0, 200.0), (5000.0, -1500.0)], 1092, 505)
    for place in ((-3000.0, 200.0), (5000.0, -1500.0)):
        assert frame.holds(frame.to_px(place), 55)
    assert frame.to_km(frame.to_px((123.0, -45.0))) == pytest.approx((123.0, -45.0))


def test_no_place_and_one_place_give_a_readable_frame() -> None:
    empty, alone = frame_of([], 1092, 505), frame_of([(0.0, 0.0)], 1092, 505)
    assert empty == Frame((0.0, 0.0), 5000 / 1092, 1092, 505)
    assert alone.km_per_px == pytest.approx(2600 / 1092)


def test_a_ribbon_is_thin_at_departure_and_thick_at_arrival() -> None:
    band = ribbon((0, 0), (400, 0), upward=True, thin=1, thick=5)
    widths = band.widths
    assert (widths[0], widths[-1]) == pytest.approx((1, 5))
    assert all(after > before for before, after in itertools.pairwise(widths))


def test_missions_bow_above_and_accueils_below() -> None:
    # Bow of 0.075 and 0.04 of the length, half way.
    def half_way(start: tuple[float, float], end: tuple[float, float], *, upward: bool) -> tuple[float, float]:
        points = curve(start, end, upward=upward)
        return points[len(points) // 2]

    assert half_way((0, 0), (400, 0), upward=True) == pytest.approx((200, -30))
    assert half_way((400, 0), (0, 0), upward=False) == pytest.approx((200, 16))
    assert half_way((0, 0), (0, 400), upward=True)[0] < 0 < half_way((0, 0), (0, 400), upward=False)[0]


def test_a_bowed_line_stays_within_a_tenth_of_a_pixel_of_its_curve() -> None:
    for length in (6.0, 80.0, 400.0):
        points = curve((0, 0), (length, 0), upward=True)
        # y = -4 · bow · length · t (1 - t), looked at halfway between two of its points
        for (x1, y1), (x2, y2) in pairwise(points):
            t = (x1 + x2) / 2 / length
            assert (y1 + y2) / 2 == pytest.approx(-4 * 0.075 * length * t * (1 - t), abs=0.1)
    assert len(curve((0, 0), (20, 0), upward=True)) < len(curve((0, 0), (400, 0), upward=True))
