"""The map for deck.gl: what Streamlit is told, where things stand, and what it must never be told."""

from __future__ import annotations

import json
import math
from typing import Any
from urllib.parse import quote

import pytest

from bri_data.present.figures.maps.deck import clicked_city, deck
from bri_data.present.figures.maps.scene import Scene, links_of, map_scene
from bri_data.present.geo.base_geojson import base_geojson, circles_geojson
from bri_data.present.geo.frames import Frame, frame_of, widened
from bri_data.present.geo.placement import CityMarks, Mark
from bri_data.present.geo.projection import Home, projection_of
from bri_data.present.words import texts

HOME = Home("Québec", 46.81228, -71.21454)
BASE = {
    name: f"/{name}" for name in ("land", "home", "lakes", "borders", "circles-1000", "circles-2000", "circles-5000")
}
# 1 000 px wide, 10 km a pixel, Québec in the middle.
FRAME = Frame((0.0, 0.0), 10.0, 1000, 600)


def city(city_id: str, latitude: float, longitude: float, *kinds: str) -> CityMarks:
    marks = tuple(Mark(f"{city_id}-{n}", kind, "dated", f"Titre {n}") for n, kind in enumerate(kinds))
    return CityMarks(city_id, city_id.capitalize(), latitude, longitude, marks, "US")


CITIES = [
    city("milwaukee", 43.0389, -87.90647, "mission"),
    city("san-antonio", 29.42412, -98.49363, "mission", "accueil", "entente"),
    city("nantes", 47.21725, -1.55336, "rencontre_bilaterale"),
]


def scene(cities: list[CityMarks], selected: str | None = None) -> Scene:
    return map_scene(cities, links_of(cities), HOME, texts("fr"), FRAME, selected=selected)


def told(cities: list[CityMarks], selected: str | None = None, scheme: Any = "light", turn: int = 0) -> dict[str, Any]:
    made = deck(scene(cities, selected), BASE, scheme, quote, view=FRAME, selected=selected, turn=turn)
    spec: dict[str, Any] = json.loads(made.to_json())
    return spec


def layers(spec: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {layer["id"].split(":")[0]: layer for layer in spec["layers"]}


def test_no_map_of_a_provider_is_asked_for() -> None:
    spec = told(CITIES)
    # This marker is what Streamlit takes for « no style was chosen »; any other value makes it fetch one.
    assert spec["mapStyle"] == "__MAP_STYLE__"
    assert "mapProvider" not in spec
    assert "http" not in json.dumps([layer for layer in spec["layers"] if layer["@@type"] != "IconLayer"])


def test_the_camera_shows_the_frame_and_moves_when_asked_again() -> None:
    spec = told(CITIES)
    assert spec["views"][0]["@@type"] == "OrthographicView"
    assert spec["views"][0]["controller"]["scrollZoom"] is False
    # 10 km a pixel: 2 to the power -log2(10) pixels a kilometre.
    assert spec["initialViewState"]["zoom"] == pytest.approx(-math.log2(10))
    # a map that was moved by hand hears of these two alone
    assert spec["initialViewState"]["zoomX"] == spec["initialViewState"]["zoomY"] == spec["initialViewState"]["zoom"]
    assert spec["initialViewState"]["target"] == [0, 0, 0]
    again = told(CITIES, turn=1)["initialViewState"]
    assert again["zoom"] != spec["initialViewState"]["zoom"] and again["target"] != spec["initialViewState"]["target"]


def test_streamlit_finds_no_colour_to_fade() -> None:
    for layer in told(CITIES, "san-antonio")["layers"]:
        assert not {"getFillColor", "getColor", "getLineColor"} & set(layer), layer["id"]


def test_marks_stand_in_kilometres_from_the_home_city() -> None:
    marks = layers(told(CITIES[:1]))["marques"]["data"]
    x, y = projection_of(HOME)(43.0389, -87.90647)
    assert marks[0]["position"] == pytest.approx([x, y], abs=0.01)
    assert math.hypot(*marks[0]["position"]) == pytest.approx(1378, abs=8)


def test_each_symbol_of_a_capsule_takes_the_click_and_targets_are_24_pixels() -> None:
    data = layers(told(CITIES))["villes"]["data"]
    assert [row["city_id"] for row in data].count("san-antonio") >= 3
    assert all(2 * row["radius"] >= 24 for row in data)


def test_the_clickable_layer_changes_its_name_with_the_choice_and_the_others_do_not() -> None:
    before, after = told(CITIES), told(CITIES, "milwaukee")
    names = [{layer["id"] for layer in spec["layers"]} for spec in (before, after)]
    assert names[0] ^ names[1] == {"villes:", "villes:milwaukee"}
    assert [layers(spec)["choix"]["data"] == [] for spec in (before, after)] == [True, False]


def test_a_disc_carries_its_count_as_text() -> None:
    spec = told([city("boston", 42.36, -71.06, *["mission"] * 12)])
    assert "12" in [row["text"] for row in layers(spec)["noms"]["data"]]


def test_the_two_schemes_differ_in_colour_alone() -> None:
    light, dark = told(CITIES), told(CITIES, scheme="dark")
    assert layers(light)["land"]["_subLayerProps"]["polygons-fill"]["getFillColor"] == [0xE4, 0xE9, 0xEE, 255]
    assert layers(dark)["land"]["_subLayerProps"]["polygons-fill"]["getFillColor"] == [0x1D, 0x2E, 0x40, 255]
    assert layers(light)["noms"]["data"] == layers(dark)["noms"]["data"]


def test_ribbons_and_dashes_by_kind() -> None:
    drawn = layers(told(CITIES))
    shapes = [drawn[f"liens-{kind}"]["data"][0]["geometry"] for kind in ("mission", "accueil", "rencontre_bilaterale")]
    assert [shape["type"] for shape in shapes] == ["MultiPolygon", "MultiPolygon", "MultiLineString"]
    assert [len(shape["coordinates"]) for shape in shapes[:2]] == [2, 1]
    dashes = shapes[2]["coordinates"]
    lengths = [math.dist(a, b) / FRAME.km_per_px for a, b in dashes]
    assert len(dashes) > 20
    assert all(4 < length < 6 for length in lengths)


@pytest.mark.parametrize("cities", [[], CITIES[:1], CITIES[:2]], ids=["0", "1", "2"])
def test_few_cities_give_sound_layers(cities: list[CityMarks]) -> None:
    spec = told(cities)
    assert len(layers(spec)["marques"]["data"]) == len(cities)
    assert "NaN" not in json.dumps(spec)
    for layer in spec["layers"]:
        for feature in layer["data"] if layer["@@type"] == "GeoJsonLayer" and isinstance(layer["data"], list) else []:
            assert feature["geometry"]["coordinates"], layer["id"]


def test_a_run_of_the_page_carries_little() -> None:
    made = deck(scene(CITIES), BASE, "light", lambda _: "./bri/fixe/0123456789abcdef.svg", view=FRAME)
    assert len(made.to_json()) < 20_000


def test_reading_a_selection() -> None:
    chosen = {"indices": {"villes:x": [0]}, "objects": {"villes:x": [{"city_id": "nantes"}]}}
    assert clicked_city(chosen) == "nantes"
    assert clicked_city({"indices": {}, "objects": {}}) is None
    assert clicked_city({"objects": {"land": [{"city_id": "nantes"}]}}) is None
    assert clicked_city({}) is None


def test_a_wider_frame_keeps_the_scale_and_moves_only_for_what_lies_outside() -> None:
    assert widened(FRAME, [(4000.0, 0.0)], 100) == FRAME
    # 8 000 km to the right is 1 300 px from the left edge: 800 px beyond the centre, with 100 px of margin.
    wider = widened(FRAME, [(8000.0, 0.0)], 100)
    assert (wider.width, wider.height, wider.km_per_px) == (1400, 600, 10.0)
    assert wider.to_px((8000.0, 0.0)) == pytest.approx((1300, 300))
    assert frame_of([], 1000, 600) == widened(frame_of([], 1000, 600), [], 100)


def test_the_base_map_as_geojson() -> None:
    land = json.loads(base_geojson(HOME, "land"))["geometry"]
    assert land["type"] == "MultiPolygon"
    assert all(ring[0] == ring[-1] for polygon in land["coordinates"] for ring in polygon)
    assert sum(len(polygon) > 1 for polygon in land["coordinates"]) >= 2  # South Africa around Lesotho, among others
    assert json.loads(base_geojson(HOME, "borders"))["geometry"]["type"] == "MultiLineString"
    circles = json.loads(circles_geojson(5000))["geometry"]["coordinates"]
    assert [round(math.hypot(*circle[0])) for circle in circles] == [5000, 10000, 15000]


def test_a_home_city_at_sea_has_no_region_and_an_empty_layer() -> None:
    assert json.loads(base_geojson(Home("Bouée", 45.0, -40.0), "home")) == {"type": "FeatureCollection", "features": []}
