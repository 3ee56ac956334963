"""The data page, run by Streamlit's own test runner."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]
Markup = Callable[[AppTest], str]


def test_the_declared_totals_of_2025(open_app: Open, markup_of: Markup) -> None:
    at = open_app("donnees")
    # 19 + 5 + 8 + 4 + 1 declared; 8 + 5 + 0 + 3 + 1 named
    assert at.title[0].value == "17 des 37 activités et ententes que déclare le rapport sont nommées"
    markup = markup_of(at)
    for number in ("8 sur 19", "5 sur 5", "0 sur 8", "3 sur 4", "1 sur 1"):
        assert f"<b>{number}</b>" in markup
    assert "Trois missions sur cinq sont aux États-Unis." in markup
    assert len(at.dataframe[0].value) == 40


def test_a_table_and_a_row_by_address(open_app: Open, markup_of: Markup) -> None:
    at = open_app("donnees", table="ententes", ligne="2025-pacte-san-antonio")
    assert at.selectbox[0].value == "ententes"
    assert len(at.dataframe[0].value) == 18
    assert 'data-id="entente:2025-pacte-san-antonio"' in markup_of(at)
    assert "ententes.csv, ligne 2" in markup_of(at)


def test_a_search_by_address(open_app: Open, markup_of: Markup) -> None:
    at = open_app("donnees", q="namur")
    assert "2025-accueil-namur" in set(at.dataframe[0].value.activity_id)
    assert len(at.dataframe[0].value) < 40
    none = open_app("donnees", q="zzz")
    assert not none.dataframe
    assert "Aucune ligne de cette table ne contient «\u00a0zzz\u00a0»." in markup_of(none)


def test_choosing_a_table_forgets_the_open_row(open_app: Open, markup_of: Markup) -> None:
    at = open_app("donnees", ligne="2025-accueil-namur")
    assert "bri-full-row" in markup_of(at)
    at.selectbox[0].set_value("villes").run()
    assert at.query_params["table"] == "villes"
    assert "bri-full-row" not in markup_of(at)


def test_a_year_without_a_report_compares_nothing(open_app: Open, markup_of: Markup) -> None:
    at = open_app("donnees", annee="2024")
    assert at.title[0].value == (
        "En 2024, aucun total d’activités n’est déclaré; les sources donnent 5\u00a0activités et "
        "1\u00a0activité annoncée"
    )
    assert "bri-empty" in markup_of(at)


@pytest.mark.parametrize("address", [{"table": "x"}, {"ligne": "<b>"}, {"annee": "12"}])
def test_a_bad_address_shows_the_default(open_app: Open, markup_of: Markup, address: dict[str, str]) -> None:
    at = open_app("donnees", **address)
    assert at.selectbox[0].value == "activites"
    assert "bri-full-row" not in markup_of(at)


def test_in_english(open_app: Open) -> None:
    at = open_app("donnees", lang="en")
    assert at.title[0].value == "17 of the 37 activities and agreements the report declares are named"
