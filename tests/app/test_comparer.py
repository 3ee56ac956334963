"""The comparison, run by Streamlit's own test runner."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.benchmark.generate_folder import generate_folder

Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]
NB = "\u00a0"


def numbers(markup: str) -> list[tuple[str, str]]:
    """Each figure and what it counts, column after column."""
    return re.findall(r"<b>([^<]*)</b> <span>([^<]*)</span>", markup)


def test_it_opens_on_the_year_with_a_report_and_the_one_before(open_app: Open, markup_of: Markup) -> None:
    at = open_app("comparer")
    markup = markup_of(at)
    assert at.title[0].value == "2025 déclare 19\u00a0accueils; leur nombre n’est pas déclaré pour 2024"
    assert re.findall(r"<h2><a [^>]*>([^<]*)</a>", markup) == ["2025", "2024"]
    assert numbers(markup)[:2] == [("19", "accueils internationaux"), ("5", "missions")]
    assert ("—", "accueils") in numbers(markup)
    assert "bri-compare-change" not in markup
    assert f"Aucun rapport annuel trouvé pour 2024{NB}: aucun total d’activités n’y est déclaré." in markup


def test_a_change_stands_where_both_years_declare(open_app: Open, markup_of: Markup) -> None:
    at = open_app("comparer", quoi="annees", avec=["2024", "2022"])
    assert at.title[0].value == f"De 2022 à 2024, les émissions compensées passent de 185,28{NB}t à 188{NB}t"
    assert re.findall(r'bri-compare-change">([^<]*)<', markup_of(at)) == [
        f"+2,72{NB}t par rapport à 2022",
        f"+1{NB}894,26{NB}$ par rapport à 2022, à expliquer",
    ]


def test_five_cities_and_a_sixth_ignored(open_app: Open, markup_of: Markup) -> None:
    asked = ["namur", "paris", "namur", "bordeaux", "washington", "san-antonio", "tunis"]
    at = open_app("comparer", quoi="villes", avec=asked)
    markup = markup_of(at)
    shown = re.findall(r"<h2><a [^>]*>([^<]*)</a>", markup)
    assert shown == ["Namur", "Paris", "Bordeaux", "Washington", "San Antonio"]
    assert "avec=tunis" in markup
    assert at.multiselect[0].value == ["namur", "paris", "bordeaux", "washington", "san-antonio"]
    assert 'data-id="ville:namur"' in markup


@pytest.mark.parametrize(
    ("address", "ignored"),
    [
        ({"quoi": "planetes"}, "quoi=planetes"),
        ({"avec": ["1492", "abc"]}, "avec=1492, avec=abc"),
        ({"quoi": "annees", "avec": ["'; DROP TABLE records; --"]}, "avec=&#39;; DROP TABLE records; --"),
    ],
)
def test_a_bad_address_shows_the_default_and_says_so(
    open_app: Open, markup_of: Markup, address: dict[str, str], ignored: str
) -> None:
    at = open_app("comparer", **address)
    markup = markup_of(at)
    assert re.findall(r"<h2><a [^>]*>([^<]*)</a>", markup) == ["2025", "2024"]
    assert ignored in markup


@pytest.mark.parametrize(
    ("what", "code", "name"),
    [("villes", "namur", "Namur"), ("annees", "2025", "2025"), ("partenaires", "aimf", "AIMF")],
)
def test_a_choice_says_of_what_its_number_is_and_the_rows_below_are_as_many(
    open_app: Open, markup_of: Markup, what: str, code: str, name: str
) -> None:
    at = open_app("comparer", quoi=what, avec=code)
    (rows,) = re.findall(r"<caption>Lignes recensées.*?</table>", markup_of(at), re.DOTALL)
    n = rows.count("<tr") - 1
    assert n > 1
    assert f"{name} · {n}{NB}lignes" in at.multiselect[0].options


def test_nothing_chosen_says_what_to_do(open_app: Open, markup_of: Markup) -> None:
    at = open_app("comparer", quoi="villes")
    assert at.title[0].value == "Rien n’est encore choisi"
    assert "bri-empty" in markup_of(at)


def test_a_folder_without_any_activity_says_so_and_still_compares_cities(
    open_app: Open, markup_of: Markup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRI_DATA_DIR", str(generate_folder(tmp_path / "data", 0, cities=3)))
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "cache"))
    at = open_app("comparer")
    assert at.title[0].value == "Aucune activité n’est encore inscrite"
    assert "activites.csv" in markup_of(at)
    cities = open_app("comparer", quoi="villes", avec=["ville-1", "ville-2"])
    assert cities.title[0].value == "Ville 1 et Ville 2, côte à côte"
    assert "aucun contact recensé" in markup_of(cities)


def test_themes_and_partners_in_english(open_app: Open, markup_of: Markup) -> None:
    at = open_app("comparer", lang="en", quoi="themes", avec=["culture", "climat"])
    # culture: 6 activities and 4 agreements; climate: 5 and 2
    assert at.title[0].value == "“Culture” has 6 recorded activities, “Climate” 5"
    assert 'data-id="theme:culture"' in markup_of(at)
    partner = open_app("comparer", lang="en", quoi="partenaires", avec="aimf")
    assert partner.title[0].value == "AIMF has 5 recorded activities"
    assert "Add another choice above to compare." in markup_of(partner)


def test_another_kind_starts_with_its_two_most_recorded(open_app: Open, markup_of: Markup) -> None:
    at = open_app("comparer")
    at.get("button_group")[0].set_value("villes").run()
    assert not at.exception
    assert at.query_params["quoi"] in ("villes", ["villes"])
    assert len(at.multiselect[0].value) == 2
    at.multiselect[0].set_value([]).run()
    assert "bri-empty" in markup_of(at)


def test_the_year_before_is_one_click_away(open_app: Open, markup_of: Markup) -> None:
    at = open_app("comparer", quoi="annees", avec="2024")
    (shortcut,) = [button for button in at.button if button.label == "2024 et l’année précédente"]
    shortcut.click().run()
    assert at.multiselect[0].value == ["2024", "2023"]
    assert not [button for button in at.button if button.key == "compare-previous"]


@pytest.mark.parametrize(
    ("kind", "code", "what"), [("ville", "namur", "villes"), ("partenaire", "aimf", "partenaires")]
)
def test_a_brief_leads_to_the_comparison(open_app: Open, markup_of: Markup, kind: str, code: str, what: str) -> None:
    markup = markup_of(open_app("fiches", **{kind: code}))
    assert f'href="comparer?quoi={what}&amp;avec={code}" data-id="comparer:{what}:{code}"' in markup


def test_filters_narrow_the_rows_and_leave_the_declared_totals_whole(open_app: Open, markup_of: Markup) -> None:
    at = open_app("comparer", **{"f.genre": "mission"})
    markup = markup_of(at)
    assert numbers(markup)[:2] == [("19", "accueils internationaux"), ("5", "missions")]
    # 5 of the total, 2 seminars and one announced outside of it
    assert "8 lignes avec ces filtres; le total déclaré n’est pas filtré" in markup
    cities = open_app("comparer", quoi="villes", avec=["paris", "namur"], **{"f.genre": "mission"})
    # the pact and the twinning of Namur, the agreement with Paris are no longer there
    assert numbers(markup_of(cities)) == [("3", "missions"), ("1", "mission")]
