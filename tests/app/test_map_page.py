"""The map page as a session runs it: its numbers, its address, empty years, both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.present.figures.maps import page as figures

SEEN = json.dumps({"width": 1250, "window": [1920, 1080], "scheme": "light", "webgl": True})


def deck_of(at: AppTest) -> dict[str, Any]:
    (chart,) = at.get("deck_gl_json_chart")
    spec: dict[str, Any] = json.loads(chart.proto.json)
    return spec


def test_the_year_of_the_report(open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]) -> None:
    at = open_app("carte")
    assert at.title[0].value == "Cinq villes visitées, quatre villes reçues"
    drawn = markup_of(at)
    assert 'data-id="san-antonio"' in drawn
    assert "Choisissez une ville" in drawn
    assert "Ce que la carte montre en 2025, ville par ville" in drawn
    # 10 cities hold 14 records; the list names each city once, with its number when above one.
    assert at.get("button_group")[-1].options == [
        "Bordeaux", "Hambourg", "Luxembourg", "Milwaukee", "Namur", "Nantes", "New York", "Ottawa", "San Antonio (3)",
        "Washington (3)",
    ]  # fmt: skip


def test_in_english(open_app: Callable[..., AppTest]) -> None:
    assert open_app("carte", lang="en").title[0].value == "Five cities visited, four cities received"


def test_a_year_without_a_report(open_app: Callable[..., AppTest]) -> None:
    # 2024: Cordoue, Genève, Lausanne, Lisbonne, New York, Paris; Dublin, Wittenberg and a stop in Paris are announced.
    assert open_app("carte", annee="2024").title[0].value == "Six villes visitées, une ville reçue"


def test_a_city_in_the_address_opens_its_panel(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    drawn = markup_of(open_app("carte", ville="san-antonio"))
    assert "États-Unis · 3\u00a0044\u00a0km de Québec" in drawn
    assert "Ouvrir la fiche de San Antonio" in drawn
    assert 'href="fiches?activite=2025-mission-san-antonio"' in drawn


def test_the_list_and_the_address_are_one(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    at = open_app("carte", cadre="EU", ville="nantes")
    pills = at.get("button_group")[-1]
    assert pills.options == ["Bordeaux", "Hambourg", "Luxembourg", "Namur", "Nantes"]
    assert at.session_state["map-list"] == "nantes"
    assert "Ni le lieu ni la date ne sont donnés." in markup_of(at)
    pills.set_value("namur").run()
    assert at.query_params["ville"] == "namur"
    assert '<h2 id="bri-panel-name">Namur</h2>' in markup_of(at)


def test_a_wrong_address_shows_everything(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    at = open_app("carte", cadre="<b>", ville="atlantide", annee="abcd")
    assert at.title[0].value == "Cinq villes visitées, quatre villes reçues"
    assert "Choisissez une ville" in markup_of(at)


def test_with_webgl_the_deck_takes_the_place_of_the_picture(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    at = open_app("carte", ville="namur")
    at.session_state["bri-screen"] = SEEN
    at.run()
    assert not at.exception
    assert "villes:namur" in [layer["id"] for layer in deck_of(at)["layers"]]
    assert "bri-map-wide" not in markup_of(at)


def test_zoom_and_frame_move_the_camera(open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]) -> None:
    at = open_app("carte")
    at.session_state["bri-screen"] = SEEN
    at.run()
    first = deck_of(at)["initialViewState"]["zoom"]
    at.query_params["zoom"] = "1"
    at.run()
    assert abs(deck_of(at)["initialViewState"]["zoom"] - first - 0.678) < 0.001  # log2(1.6)
    at.query_params["zoom"] = "nine"
    at.run()
    assert "zoom=nine" in markup_of(at)  # said, and the map stays as it was
    assert abs(deck_of(at)["initialViewState"]["zoom"] - first) < 0.001
    at.get("button_group")[1].set_value("EU").run()
    assert at.query_params["cadre"] == "EU"
    assert deck_of(at)["initialViewState"]["zoom"] > first + 1


def test_a_phone_and_a_browser_without_webgl_get_the_picture(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str]
) -> None:
    at = open_app("carte")
    for changed, drawn in (({"window": [390, 844]}, "bri-map-small"), ({"webgl": False}, 'viewBox="0 0 1250 747"')):
        at.session_state["bri-screen"] = json.dumps(json.loads(SEEN) | changed)
        at.run()
        assert not at.get("deck_gl_json_chart")
        assert drawn in markup_of(at)


def test_a_crowd_is_drawn_once_the_screen_is_known_and_for_that_one_alone(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "CROWD", 9)  # 2025 has ten cities
    at = open_app("carte", lang="en")  # no other test draws it for a phone
    assert "The map is being drawn." in markup_of(at)
    assert "bri-map-wide" not in markup_of(at)
    at.session_state["bri-screen"] = json.dumps(json.loads(SEEN) | {"window": [390, 844]})
    at.run()
    assert "bri-map-small" in markup_of(at)
    assert "bri-map-wide" not in markup_of(at)
    assert "being drawn" not in markup_of(at)
