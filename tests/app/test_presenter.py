"""The presentation, run by Streamlit's own test runner: what it hands to the browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.model.clock import now
from bri_data.views import View
from tests.unit.small_folder import small_rows, write_folder

DATA = Path(__file__).parents[2] / "data"
Open = Callable[..., AppTest]


def stage(at: AppTest) -> dict[str, Any]:
    """What the stage was given; empty when there is none."""
    found: list[dict[str, Any]] = []
    waiting = [at.main]
    while waiting:
        element: Any = waiting.pop()
        waiting += getattr(element, "children", {}).values()
        if getattr(element, "type", "") == "bidi_component":
            data = json.loads(element.proto.json or "{}")
            found += [data] if "words" in data and "markup" in data else []
    return found[0] if found else {}


def chosen(open_app: Open, *views: View, **address: str) -> dict[str, Any]:
    return stage(open_app("presenter", vue=[view.written() for view in views], **address))


def codes(at: AppTest) -> list[str]:
    return re.findall(r'data-code="([a-z]+)"', stage(at).get("markup", ""))


def test_the_year_of_the_latest_report_in_sixteen_slides_after_its_title(open_app: Open) -> None:
    at = open_app("presenter")
    assert codes(at)[:5] == ["titre", "seance", "accueils", "missions", "recus"]
    assert len(codes(at)) == 17
    data = stage(at)
    assert (data["year"], data["changed"], data["notice"]) == (2025, False, "")
    assert data["words"]["auto_on"] == "aux {n}\u00a0s"
    for sentence in (
        "<span>accueils internationaux en 2025</span>",
        "Cinq missions, de New York à Luxembourg",
        "17 des 37 activités et ententes que déclare le rapport sont nommées",
        "188\u00a0t compensées pour les vols de 2024",
    ):
        assert sentence in data["markup"]


def test_a_year_without_a_report_has_no_declared_slide(open_app: Open) -> None:
    at = open_app("presenter", annee="2024")
    assert codes(at)[:3] == ["titre", "seance", "annee"]
    assert {"accueils", "nommes", "axes"}.isdisjoint(codes(at))
    assert "le total est inconnu" in stage(at)["markup"]


def test_a_deck_opens_with_its_title_its_office_and_the_day(open_app: Open) -> None:
    (cover,) = re.findall(r'data-code="titre".*?</section>', stage(open_app("presenter"))["markup"])
    *said, day = re.findall(r"<(?:h2|p)[^>]*>([^<]+)</", cover)
    assert said == [
        "Québec à l’international",
        "L’année 2025",
        "Bureau des relations internationales, Ville de Québec",
    ]
    assert day.endswith(str(now().year))
    (cover,) = re.findall(r'data-code="titre".*?</section>', chosen(open_app, View("carte"), lang="en")["markup"])
    assert "Chosen views" in cover
    assert "The year" not in cover


def test_in_english(open_app: Open) -> None:
    data = stage(open_app("presenter", lang="en"))
    assert "Five missions, from New York to Luxembourg" in data["markup"]
    assert data["words"]["leave"] == "Leave"


@pytest.mark.parametrize("address", [{"diapo": "99"}, {"annee": "12"}, {"annee": "1850"}, {"f.ville": "namur"}])
def test_an_odd_address_shows_the_whole_standard_deck(open_app: Open, address: dict[str, str]) -> None:
    assert len(codes(open_app("presenter", **address))) == 17


def test_views_that_cannot_be_shown_are_said(open_app: Open) -> None:
    at = open_app("presenter", vue="p=inconnue")
    assert len(codes(at)) == 17
    assert stage(at)["notice"] == "1 vue du lien ne peut pas être montrée\u00a0: elle est laissée de côté."


def test_a_link_of_views_plays_them_in_its_order_under_their_titles(open_app: Open) -> None:
    views = [
        View("carte", "annee=2025&f.genre=accueil", "Qui est venu <b>?", "Dire merci."),
        View("fiches", "ville=inconnue"),
        View("carbone", "annee=2025"),
        View("", "annee=2024"),
    ]
    at = open_app("presenter", vue=[view.written() for view in views])
    data = stage(at)
    assert codes(at) == ["titre", "carte", "carbone", "annee"]
    assert "Qui est venu &lt;b&gt;?" in data["markup"]
    assert "Dire merci." in data["markup"]
    assert "188\u00a0t compensées pour les vols de 2024" in data["markup"]
    assert data["years"] == []
    assert "laissée de côté" in data["notice"]


def test_the_figures_of_a_presentation_stay_as_they_were_when_it_opened(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("BRI_DATA_DIR", str(folder))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    at = open_app("presenter")
    totals = folder / "indicateurs.csv"
    totals.write_text(totals.read_text("utf-8").replace("2025,missions,5", "2025,missions,6"), "utf-8")
    at.run()
    assert "Cinq missions" in stage(at)["markup"]
    assert stage(at)["changed"] is True
    later = stage(open_app("presenter"))
    assert later["changed"] is False
    assert "Six missions déclarées en 2025, cinq nommées" in later["markup"]


def test_an_empty_folder_says_so_and_keeps_the_navigation(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = small_rows()
    rows = {name: [] for name in full} | {"cities": full["cities"][:1], "sources": full["sources"]}
    monkeypatch.setenv("BRI_DATA_DIR", str(write_folder(tmp_path / "data", rows)))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    at = open_app("presenter")
    assert at.title[0].value == "Aucune activité n’est encore inscrite"
    assert stage(at) == {}
