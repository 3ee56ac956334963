"""The carbon page in a reader's session: its numbers, its years, its scenario, what it does not know."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

DATA = Path(__file__).parents[2] / "data"
Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's data with only the headings left in every file that tells what happened."""
    copy = tmp_path / "data"
    copy.mkdir()
    for file in DATA.glob("*.csv"):
        kept = file.read_text("utf-8")
        if file.stem not in {"sources", "villes", "themes", "services", "fonctions"}:
            kept = kept.splitlines()[0] + "\n"
        (copy / file.name).write_text(kept, "utf-8")
    monkeypatch.setenv("BRI_DATA_DIR", str(copy))
    return copy


def shown(markup: str) -> str:
    """The text of the markup, with plain spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup).replace("\u00a0", " ").replace("&nbsp;", " "))


def test_it_opens_on_the_declared_year_and_the_latest_report(open_app: Open, markup_of: Markup) -> None:
    at = open_app("carbone")
    assert at.title[0].value == (
        "Total non déclaré pour 2025; 188\u00a0tonnes compensées pour 2024, à 35,79\u00a0\\$ la tonne"
    )
    text = shown(markup_of(at))
    for fact in ("188 t", "6 728,12 $", "35,79 $", "+37 % par rapport à 2022", "185,28 t · 4 833,86 $ · 26,09 $"):
        assert fact in text
    assert text.count("non déclaré") >= 2  # 2023 and 2025
    assert "aucun itinéraire n’est publié, et aucune hypothèse n’est faite ici" in text
    assert "pour ses 3 missions recensées et sa mission annoncée" in text
    assert "environ 1,7 t (0,7 à 2,1 t selon la méthode)" in text  # Luxembourg, per person
    assert "Luxembourg, le plus loin, pèse le plus par personne" in text
    assert "environ 290 kg (130 à 460 kg selon la méthode)" in text  # Washington
    assert "ce n’est pas un intervalle de confiance" in text
    assert "neutre" not in text


def test_rows_add_up_to_the_figures(open_app: Open, markup_of: Markup) -> None:
    text = shown(markup_of(open_app("carbone")))
    # 290 + 862 + 401 + 203 + 1 719 = 3 475 kg, shown as 3,5 t
    assert "1 495 kg 3 475 kg 4 514 kg" in text
    assert "En ligne, les mêmes réunions éviteraient environ 3,5 t de vols, à une personne par déplacement" in text
    # March is Washington and San Antonio: 290 + 862 = 1 152 kg
    assert "mars pèse le plus : environ 1,2 t par personne" in text


def test_a_year_without_itineraries_shows_no_number_and_no_scenario(open_app: Open, markup_of: Markup) -> None:
    at = open_app("carbone", annee="2024")
    text = shown(markup_of(at))
    assert "Aucun déplacement de 2024 ne peut être estimé." in text
    assert "4 missions sans estimation" in text
    assert "par personne, arrondis" in text
    assert not at.number_input and not at.text_input


def test_each_declared_year_can_be_read(open_app: Open, markup_of: Markup) -> None:
    at = open_app("carbone", annee="2022")
    assert at.title[0].value == "185,28\u00a0tonnes compensées pour 2022, à 26,09\u00a0\\$ la tonne"
    # 185.28 t: 185 whole squares and one of 0.28 x 8.4 = 2.35 wide
    assert 'width="2.35"' in markup_of(at)


def test_in_english(open_app: Open, markup_of: Markup) -> None:
    at = open_app("carbone", lang="en")
    assert at.title[0].value == ("No declared total for 2025; 188\u00a0tonnes offset for 2024, at \\$35.79 per tonne")
    text = shown(markup_of(at))
    assert "about 1.7 t (0.7 to 2.1 t depending on the method)" in text
    assert "Washington, D.C." in text
    assert "hypothèse" not in text


def test_a_bad_year_in_the_address_opens_the_default(open_app: Open) -> None:
    assert open_app("carbone", annee="1<b>").title[0].value == open_app("carbone").title[0].value


def test_the_scenario_forecasts_the_credits_to_buy(open_app: Open, markup_of: Markup) -> None:
    at = open_app("carbone")
    assert at.subheader[0].value == "Et si? Les crédits à acheter au début de 2026"
    # one person on each of the five journeys: 3 475 kg at 35,79 $ is 124 $
    assert "environ 120 $ Estimation de crédits, à 35,79 $ la tonne (54 à 160 $ selon la méthode)" in shown(
        markup_of(at)
    )
    assert "3 déplacements sans itinéraire ne peuvent pas être comptés" in shown(markup_of(at))
    at.text_input(key="carbon-price").set_value("100")
    at.number_input(key="carbon-travellers-2025-luxembourg-aller-retour").set_value(3)
    at.run()
    # 3 475 + 2 x 1 719 = 6 913 kg, at 100 $ a tonne 690 $
    text = shown(markup_of(at))
    assert "environ 6,9 t" in text
    assert "environ 690 $" in text
    # the address holds it: a link opens the same, in the other language too
    assert at.query_params["s.prix"] == "100"
    assert at.query_params["s.voyageurs"] == "2025-luxembourg-aller-retour:3"
    opened = open_app("carbone", lang="en", **{"s.prix": "100", "s.voyageurs": "2025-luxembourg-aller-retour:3"})
    assert "about $690" in shown(markup_of(opened))


@pytest.mark.parametrize(("lang", "shown"), [("fr", "35,79"), ("en", "35.79")])
def test_a_price_is_written_as_its_reader_writes_it(open_app: Open, lang: str, shown: str) -> None:
    at = open_app("carbone", lang=lang)
    assert at.text_input(key="carbon-price").value == shown
    for typed in ("40,5", "40.5", "40,50 $"):
        at.text_input(key="carbon-price").set_value(typed).run()
        assert at.query_params["s.prix"] == "40.5"


def test_what_is_no_price_stays_in_its_field_and_changes_nothing(open_app: Open, markup_of: Markup) -> None:
    at = open_app("carbone", **{"s.prix": "40"})
    for wrong in ("cher", "-3"):
        at.text_input(key="carbon-price").set_value(wrong).run()
        assert at.text_input(key="carbon-price").value == wrong
        assert at.query_params["s.prix"] == "40"
        assert f"« {wrong} » n’est pas un nombre de zéro ou plus : écrivez par exemple 35,79." in shown(markup_of(at))
    at.text_input(key="carbon-price").set_value("").run()
    assert at.text_input(key="carbon-price").value == "35,79"
    assert "n’est pas un nombre" not in shown(markup_of(at))


def test_a_meeting_held_online_avoids_flights_and_its_own_emissions_stay_unknown(
    open_app: Open, markup_of: Markup
) -> None:
    at = open_app("carbone")
    at.multiselect(key="carbon-online-2025").set_value(["2025-luxembourg-aller-retour"]).run()
    text = shown(markup_of(at))
    # 3 475 - 1 719 = 1 756 kg are flown, 1 719 avoided
    assert "environ 1,8 t Estimation de CO₂e en avion" in text
    assert "environ 1,7 t Estimation de vols évités en ligne" in text
    assert "Émissions des réunions en ligne : inconnues." in text


@pytest.mark.parametrize("wrong", ["-3", "nan", "inf", "<b>", "1e999", ""])
def test_a_scenario_that_no_field_can_hold_is_the_pages_own(open_app: Open, markup_of: Markup, wrong: str) -> None:
    asked = {
        "s.prix": wrong,
        "s.kg": wrong,
        "s.cabine": wrong,
        "s.enligne": wrong,
        "s.voyageurs": f"2025-luxembourg-aller-retour:{wrong}",
    }
    at = open_app("carbone", **asked)
    assert not at.exception
    assert "environ 120 $ Estimation de crédits, à 35,79 $ la tonne" in shown(markup_of(at))


def test_what_a_scenario_cannot_suppose_is_told(open_app: Open, markup_of: Markup) -> None:
    markup = markup_of(open_app("carbone", **{"s.prix": "cher", "s.cabine": "soute"}))
    assert "demandait aussi s.prix=cher et s.cabine=soute, que cette page ne montre pas" in markup


def test_a_scenario_waits_for_its_page_and_a_link_replaces_it(open_app: Open) -> None:
    at = open_app("carbone", **{"s.prix": "100"})
    at.query_params.clear()  # as Streamlit's navigation does
    at.switch_page("../themes.py").run()
    assert "s.prix" not in at.query_params
    at.switch_page("../carbone.py").run()
    assert at.query_params["s.prix"] == "100"
    assert at.text_input(key="carbon-price").value == "100"


def test_an_empty_folder_says_so(folder: Path, open_app: Open) -> None:
    at = open_app("carbone")
    assert at.title[0].value == "Aucune année de vols n’est déclarée"


def test_flights_without_any_declared_year_are_still_estimated(folder: Path, open_app: Open, markup_of: Markup) -> None:
    for name in ("activites.csv", "deplacements.csv", "facteurs_emission.csv", "partenaires.csv"):
        (folder / name).write_text((DATA / name).read_text("utf-8"), "utf-8")
    at = open_app("carbone", annee="2025")
    assert at.title[0].value == "Aucune année de vols n’est déclarée"
    assert "environ 1,7 t (0,7 à 2,1 t selon la méthode)" in shown(markup_of(at))
    assert not at.text_input  # no declared price to start from


def test_an_unknown_airport_is_a_reason_not_a_zero(folder: Path, open_app: Open, markup_of: Markup) -> None:
    for name in ("activites.csv", "facteurs_emission.csv", "partenaires.csv"):
        (folder / name).write_text((DATA / name).read_text("utf-8"), "utf-8")
    with (DATA / "deplacements.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    rows = [[cell.replace("YQB-EWR", "YQB-NYC") for cell in row] for row in rows]
    with (folder / "deplacements.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    text = shown(markup_of(open_app("carbone", annee="2025")))
    assert "aéroport inconnu (NYC)" in text
    assert "4 missions sans estimation" in text
