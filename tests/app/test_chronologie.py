"""The timeline page run whole: the numbers shown, years, languages, addresses that make no sense, empty folders."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.model.schema import TABLES

Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]


def test_the_report_year_shows_what_is_declared_and_what_is_not_detailed(open_app: Open, markup_of: Markup) -> None:
    at = open_app("chronologie", annee="2025")
    assert at.title[0].value == "Mars concentre deux missions et un pacte d’amitié"
    markup = markup_of(at)
    # the report declares 5, 19, 8, 4 and 1; 19 - 8 named = 11, 8 - 0 = 8, 4 - 3 named = 1
    assert heads(markup) == [
        ("Missions", "5 déclarées", "plus 2 hors total", "1 annoncée"),
        ("Accueils", "19 déclarés"),
        ("Rencontres", "8 déclarées", "plus 1 hors total"),
        ("Événements", "4 déclarés", "plus 1 hors total"),
        ("Ententes", "1 déclarée", "plus 1 hors total"),
    ]
    for said in ("11 sans détail", "8 sans détail, en ligne", "1 sans détail", "7 nommés"):
        assert f">{said}<" in markup
    assert 'data-id="activite:2025-mission-luxembourg"' in markup
    assert 'href="fiches?entente=2025-pacte-san-antonio" data-id="entente:2025-pacte-san-antonio"' in markup


def heads(markup: str) -> list[tuple[str, ...]]:
    blocks = re.findall(r'<div class="bri-lane-head">(.*?)</div>', markup)
    return [tuple(re.findall(r">([^<>]+)</(?:a|p)>", block)) for block in blocks][:5]


def test_a_year_without_a_report_shows_what_is_recorded(open_app: Open, markup_of: Markup) -> None:
    at = open_app("chronologie", annee="2022")
    assert at.title[0].value == "Novembre concentre une mission et une entente de coopération"
    markup = markup_of(at)
    assert heads(markup)[:2] == [("Missions", "1 recensée"), ("Accueils", "aucun recensé")]
    assert "sans détail" not in markup
    assert "hors total<" not in markup.split("bri-twin")[0]


def test_english_keeps_the_numbers(open_app: Open, markup_of: Markup) -> None:
    at = open_app("chronologie", lang="en", annee="2025")
    assert at.title[0].value == "March has two missions and a friendship pact"
    markup = markup_of(at)
    assert heads(markup)[1] == ("Delegations received", "19 declared")
    assert "11 with no detail" in markup
    assert 'href="fiches?activite=2025-accueil-namur&amp;lang=en"' in markup


def test_all_years_side_by_side_lead_to_each(open_app: Open, markup_of: Markup) -> None:
    at = open_app("chronologie", vue="annees")
    markup = markup_of(at)
    years = list(dict.fromkeys(int(year) for year in re.findall(r'data-id="annee:(\d+)"', markup)))
    assert years == sorted(years, reverse=True)
    assert {2022, 2023, 2024, 2025, 2026} <= set(years)
    assert "ententes dont l’année n’est pas connue" in markup
    assert at.title[0].value.startswith("2025 réunit ")


@pytest.mark.parametrize(
    "address",
    [{"annee": "abcd"}, {"annee": "2099"}, {"mois": "zzz-3"}, {"mois": "mission-13"}, {"vue": "rien"}],
)
def test_an_address_that_makes_no_sense_shows_the_report_year(
    open_app: Open, markup_of: Markup, address: dict[str, str]
) -> None:
    at = open_app("chronologie", **address)
    assert at.title[0].value == "Mars concentre deux missions et un pacte d’amitié"
    assert "bri-opened" not in markup_of(at)


def test_a_year_of_agreements_alone_opens_when_asked(open_app: Open, markup_of: Markup) -> None:
    at = open_app("chronologie", annee="1956")
    assert at.title[0].value == "En 1956, aucune activité n’est datée au mois près"
    assert 'data-id="entente:1956-jumelage-calgary"' in markup_of(at)


def test_an_empty_folder_says_that_there_is_nothing_to_place(
    open_app: Open, markup_of: Markup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_app_on(empty_folder(tmp_path), open_app, monkeypatch, tmp_path)
    assert at.title[0].value == "Aucune activité n’est encore inscrite"
    assert "activites.csv" in markup_of(at)


def open_app_on(folder: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch, cache: Path) -> AppTest:
    monkeypatch.setenv("BRI_DATA_DIR", str(folder))
    monkeypatch.setenv("BRI_CACHE_DIR", str(cache / "cache"))
    return open_app("chronologie")


def empty_folder(parent: Path) -> Path:
    """Every file with its headings; one city, since a folder has a home city."""
    folder = parent / "data"
    folder.mkdir()
    for table in TABLES:
        (folder / table.file).write_text(",".join(column.heading for column in table.columns) + "\n", "utf-8")
    with (folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("s,Titre,Ville,,,rapport,non\n")
    with (folder / "villes.csv").open("a", encoding="utf-8") as file:
        file.write("quebec,Québec,Québec City,CA,46.8,-71.2,YQB,oui,s,page 1\n")
    return folder


SEEN = json.dumps({"width": 1800, "window": [1920, 1080], "scheme": "light", "webgl": False})


def plots(at: AppTest) -> list[Any]:
    return at.get("plotly_chart")


def test_all_years_are_explored_and_a_period_says_what_keeping_it_would(open_app: Open, markup_of: Markup) -> None:
    at = open_app("chronologie", annee="toutes", periode="2024-08_2025-05")
    assert not plots(at)  # nothing is known of the screen yet: no heavy script for a phone
    at.session_state["bri-screen"] = SEEN
    at.run()
    (chart,) = plots(at)
    assert "Août 2024 à mai 2025\u00a0: 21 activités et ententes" in markup_of(at)
    assert "11 n’ont que leur année" in markup_of(at)
    figure = json.loads(chart.proto.spec)
    # every record with a month is one bar, in one place
    counted = sum(len(bar["customdata"]) for bar in figure["data"] if "base" in bar)
    undated = sum(int(text) for bar in figure["data"] if "text" in bar for text in bar["text"])
    assert counted + undated == 52  # 58, less the six agreements without a year
    at.button(key="period-keep").click().run()
    assert at.query_params["f.depuis"] == "2024-08"
    assert at.query_params["f.jusque"] == "2025-05"
    assert "periode" not in at.query_params
    assert "21" in at.title[0].value


def test_a_bar_opens_its_record_and_the_handles_move_the_period(open_app: Open) -> None:
    at = open_app("chronologie", annee="toutes")
    at.session_state["bri-screen"] = SEEN
    at.run()
    at.select_slider[0].set_value(("2025-03", "2025-06")).run()
    assert at.query_params["periode"] == "2025-03_2025-06"
    at.button(key="period-clear").click().run()
    assert "periode" not in at.query_params
    assert at.select_slider[0].value == ("2022-01", "2026-12")


def test_one_year_loads_no_plotly(open_app: Open) -> None:
    at = open_app("chronologie", annee="2025")
    at.session_state["bri-screen"] = SEEN
    assert not plots(at.run())


def test_a_period_that_is_none_is_said(open_app: Open, markup_of: Markup) -> None:
    assert "periode=2025" in markup_of(open_app("chronologie", annee="toutes", periode="2025"))
