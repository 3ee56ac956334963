"""The map as SVG: what it says, what it hides from nobody, and that names from the data stay text."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET

import pytest

from bri_data.present import theme
from bri_data.present.figures.maps.world import Link, WorldMap, links_of, map_frame, world_map
from bri_data.present.geo.placement import CityMarks, Mark
from bri_data.present.geo.projection import Home, projection_of
from bri_data.present.geo.text_width import text_width
from bri_data.present.words import texts

QUEBEC = Home("Québec", 46.8139, -71.2080)
SVG = "{http://www.w3.org/2000/svg}"


def city(city_id: str, name: str, latitude: float, longitude: float, *marks: tuple[str, theme.State]) -> CityMarks:
    made = tuple(Mark(f"{city_id}-{n}", kind, state, f"Titre {n}") for n, (kind, state) in enumerate(marks))
    return CityMarks(city_id, name, latitude, longitude, made)


YEAR = [
    city("was", "Washington", 38.9072, -77.0369, ("mission", "dated")),
    city("sat", "San Antonio", 29.4241, -98.4936, ("mission", "dated"), ("accueil", "named"), ("entente", "dated")),
    city("mke", "Milwaukee", 43.0389, -87.9065, ("mission", "dated")),
    city("nyc", "New York", 40.7128, -74.0060, ("mission", "dated")),
    city("lux", "Luxembourg", 49.6116, 6.1319, ("mission", "named")),
    city("nam", "Namur", 50.4674, 4.8720, ("accueil", "dated")),
    city("bod", "Bordeaux", 44.8378, -0.5792, ("accueil", "named")),
    city("ham", "Hambourg", 53.5511, 9.9937, ("accueil", "named")),
    city("nte", "Nantes", 47.2184, -1.5536, ("rencontre_bilaterale", "named")),
]


def drawn(cities: list[CityMarks], **options: object) -> WorldMap:
    settings: dict[str, object] = {"width": 1092, "height": 505, "label": "La carte", "base_href": "/fond.svg"}
    return world_map(cities, links_of(cities), QUEBEC, texts("fr"), **(settings | options))  # type: ignore[arg-type]


def parsed(picture: WorldMap) -> ET.Element:
    return ET.fromstring(picture.svg)  # noqa: S314 - our own markup


def of_class(picture: WorldMap, name: str) -> list[ET.Element]:
    return [node for node in parsed(picture).iter() if node.get("class") == name]


def test_every_city_of_the_year_is_marked_and_named() -> None:
    picture = drawn(YEAR)
    assert picture.unlabelled == ()
    assert {node.get("data-id") for node in of_class(picture, "bri-mark")} == {one.city_id for one in YEAR}
    words = {node.text for node in of_class(picture, "bri-name")}
    assert {one.name for one in YEAR} | {"Québec", "2\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}km"} <= words


def test_every_mark_is_a_button_over_it_and_one_of_them_takes_the_tab_key() -> None:
    picture = drawn([*YEAR[:-1], city("nte", "Nantes <i>", 47.2184, -1.5536, ("accueil", "named"))])
    buttons = ET.fromstring(picture.stops)  # noqa: S314 - our own markup
    found = {node.get("data-id"): node for node in buttons}
    assert set(found) == {one.city_id for one in YEAR}
    assert [node.get("tabindex") for node in buttons] == ["0"] + ["-1"] * 8
    assert next(iter(found)) == "sat"  # the busiest
    assert found["sat"].get("aria-label") == "San Antonio\N{NO-BREAK SPACE}: Titre 0; Titre 1; Titre 2"
    assert found["nte"].get("aria-label", "").startswith("Nantes <i>\N{NO-BREAK SPACE}: ")
    frame = map_frame(YEAR, QUEBEC, 1092, 505)
    x, y = frame.to_px(projection_of(QUEBEC)(38.9072, -77.0369))
    left, top, wide, high = (float(one) for one in re.findall(r":([\d.-]+)%", found["was"].get("style", "")))
    assert (left + wide / 2) * 10.92 == pytest.approx(x, abs=9)  # a mark may move by its radius
    assert (top + high / 2) * 5.05 == pytest.approx(y, abs=9)


def test_choosing_a_city_moves_no_mark() -> None:
    small: dict[str, object] = {"width": 830, "height": 461, "text_scale": 0.8}
    first = {node.get("data-id") for node in of_class(drawn(YEAR, **small), "bri-mark")}
    for one in YEAR:
        chosen = drawn(YEAR, selected=one.city_id, **small)
        assert {node.get("data-id") for node in of_class(chosen, "bri-mark")} == first, one.name


def test_three_activities_make_a_capsule_and_five_a_disc_with_the_count() -> None:
    marks = {node.get("data-id"): node for node in of_class(drawn(YEAR), "bri-mark")}
    assert [len(marks[one].findall(f"{SVG}rect")) for one in ("was", "sat")] == [0, 1]
    assert len(marks["sat"].findall(f"{SVG}g")) == 3
    disc = of_class(drawn([city("a", "Lyon", 45.76, 4.84, *[("mission", "dated")] * 5)]), "bri-mark")[0]
    assert disc.findtext(f"{SVG}text") == "5"
    assert len(disc.findall(f"{SVG}rect")) == 0


def test_distance_circles_are_drawn_wherever_the_frame_shows_them_and_hardly_elsewhere() -> None:
    frame = map_frame(YEAR, QUEBEC, 1092, 505)
    (x, y), arcs = frame.to_px((0.0, 0.0)), re.findall(r'd="M([\d.-]+) ([\d.-]+)A([\d.]+) ', drawn(YEAR).svg)
    starts: dict[float, list[tuple[float, float]]] = {}
    for left, top, radius in arcs:
        starts.setdefault(float(radius), []).append((float(left), float(top)))
    every = [round(km / frame.km_per_px, 1) for km in range(1000, 9000, 1000)]
    assert len(starts) > 5
    assert sorted(starts) == every[: len(starts)]
    for radius, found in starts.items():
        assert all(math.dist((x, y), start) == pytest.approx(radius, abs=0.2) for start in found)
        assert all(frame.holds(start, -240) for start in found)
        for turn in range(0, 360, 2):
            spot = (x + radius * math.cos(math.radians(turn)), y + radius * math.sin(math.radians(turn)))
            if frame.holds(spot):  # no further from the beginning of its arc than an arc is long
                assert min(math.dist(spot, start) for start in found) < 114


def test_links_follow_the_kinds() -> None:
    assert links_of(YEAR[:2]) == [Link("was", "mission"), Link("sat", "mission"), Link("sat", "accueil")]
    ribbons = of_class(drawn(YEAR), "bri-ribbon")
    fills = [node.get("fill") for node in ribbons]
    assert (fills.count("var(--b-mission)"), fills.count("var(--b-accueil)"), fills.count("none")) == (5, 4, 1)
    assert [node.get("stroke-dasharray") for node in ribbons if node.get("fill") == "none"] == ["5 4"]


def test_a_link_to_a_city_outside_the_frame_still_leaves_it() -> None:
    europe = [one for one in YEAR if one.longitude > -20]
    frame = map_frame(europe, QUEBEC, 600, 400, with_home=False)
    picture = drawn(YEAR, width=600, height=400, frame=frame)
    assert {node.get("data-id") for node in of_class(picture, "bri-mark")} == {one.city_id for one in europe}
    assert len(of_class(picture, "bri-ribbon")) == 10
    assert "Québec" not in {node.text for node in of_class(picture, "bri-name")}


def test_names_and_titles_from_the_data_stay_text() -> None:
    evil = CityMarks('"><b>', "<script>x</script>", 40.0, -75.0, (Mark("1", "mission", "dated", "</title><script>"),))
    picture = drawn([evil], label='"><script>', base_href='"/><script>', selected='"><b>')
    assert "<script" not in picture.svg and "<b>" not in picture.svg
    assert "<script>x</script>" in {node.text for node in of_class(picture, "bri-name")}


def test_the_picture_has_a_name_and_targets_of_24_pixels_at_two_thirds() -> None:
    picture = drawn(YEAR)
    root = parsed(picture)
    assert (root.get("role"), root.get("aria-label"), root.findtext(f"{SVG}title")) == ("img", "La carte", "La carte")
    for target in of_class(picture, "bri-target"):
        assert float(target.attrib["width"]) * 2 / 3 >= 24
        assert float(target.attrib["height"]) * 2 / 3 >= 24


def test_text_is_13_pixels_at_1280() -> None:
    sizes = [
        float(size)
        for size in re.findall(r'class="bri-name"[^>]*font-size="([\d.]+)" font-weight="600"', drawn(YEAR).svg)
    ]
    assert min(sizes) * 2 / 3 >= 13


def test_the_ring_of_the_selected_city_leaves_its_name_alone() -> None:
    picture = drawn([city("nam", "Namur", 50.47, 4.87, ("accueil", "dated"))], selected="nam", text_scale=0.8)
    ring = next(node for node in of_class(picture, "bri-mark")[0] if node.tag == f"{SVG}circle")
    name = next(node for node in of_class(picture, "bri-name") if node.text == "Namur")
    edge = float(ring.get("cx", 0)) + float(ring.get("r", 0)) + 1.5  # half the line
    assert float(name.get("x", 0)) - text_width("Namur", float(name.get("font-size", 0))) / 2 > edge + 2


def test_the_selected_city_has_a_thick_outline_in_ink() -> None:
    def outline(picture: WorldMap) -> str | None:
        marks = {node.get("data-id"): node for node in of_class(picture, "bri-mark")}
        pill = marks["sat"].find(f"{SVG}rect")
        return pill.get("stroke-width") if pill is not None else None

    assert (outline(drawn(YEAR)), outline(drawn(YEAR, selected="sat"))) == ("1.6", "3.0")


@pytest.mark.parametrize(
    "cities",
    [
        [],
        YEAR[:1],
        [city("per", "Perth", -31.95, 115.86, ("mission", "dated"))],
        [city("anti", "Antipode", -46.8139, 108.7920, ("accueil", "named"))],
        [city("qc", "Québec", 46.8139, -71.2080, ("evenement", "dated"), ("accueil", "dated"))],
        [city("nan", "Sans lieu", float("nan"), float("nan"), ("mission", "dated"))],
    ],
    ids=["none", "one", "far", "antipode", "home", "no place"],
)
@pytest.mark.parametrize("base_href", ["/fond.svg", None])
def test_any_set_of_cities_gives_a_sound_picture(cities: list[CityMarks], base_href: str | None) -> None:
    picture = drawn(cities, base_href=base_href)
    assert not re.search(r"\b(nan|inf)\b", picture.svg)
    assert "Québec" in [node.text for node in of_class(picture, "bri-name")]
    assert [node.text for node in of_class(picture, "bri-name")].count("Québec") == 1
    assert picture.svg == drawn(cities, base_href=base_href).svg


def test_the_base_is_referred_to_or_written_in() -> None:
    linked, whole = drawn(YEAR).svg, drawn(YEAR, base_href=None).svg
    assert '<use href="/fond.svg#land" fill="var(--b-land)"/>' in linked
    assert "<use" not in whole
    assert len(linked) < 20_000 < len(whole) < 120_000


def test_no_colour_but_the_tokens() -> None:
    assert not re.search(r"#[0-9A-Fa-f]{3,6}\b", drawn(YEAR, base_href=None).svg)


def test_what_is_too_far_is_an_arrow_at_the_edge_with_its_distance() -> None:
    far = [city("xia", "Xi’an", 34.3416, 108.9398, ("entente", "dated"))]
    picture = drawn([*YEAR, *far])
    (arrow,) = of_class(picture, "bri-mark bri-beyond")
    assert arrow.get("data-id") == "xia"
    # by the law of cosines on a sphere of 6 371 km: 10 991.0 km
    said = [str(node.text) for node in of_class(picture, "bri-name") if str(node.text).startswith("Xi’an")]
    assert len(said) == 1
    away = int("".join(re.findall(r"\d", said[0])))
    assert away == 10_991 and said[0].endswith("\u00a0km")


def test_cities_too_near_each_other_are_one_named_mark_that_opens() -> None:
    near = [city(f"v{n}", f"Ville {n}", 50.0 + n / 50, 5.0, ("mission", "dated")) for n in range(6)]
    picture = drawn([*YEAR, *near])
    (group,) = [node for node in of_class(picture, "bri-mark") if str(node.get("data-id")).startswith("groupe:")]
    held = str(group.get("data-tag")).split()
    assert set(held) >= {f"ville:v{n}" for n in range(6)}
    name = next(
        text for text in (node.text for node in of_class(picture, "bri-name")) if text and "autres villes" in text
    )
    assert name.endswith(f" et {len(held) - 1} autres villes")
    title = group.find(f"{SVG}title")
    assert title is not None and "Ville 5" in str(title.text)
