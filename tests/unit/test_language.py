"""Words of the data in markup: what is not in the reader's language says so, and is never markup itself."""

from __future__ import annotations

import pytest

from bri_data.present import format as fmt
from bri_data.present.figures.language import mixed, place, titled, worded
from bri_data.present.languages import language_of, stretches, told_language
from bri_data.present.words import texts

FR, EN = texts("fr"), texts("en")


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("Rapport annuel 2025 du Bureau des relations internationales", "fr"),
        ("Jumelages de Québec", "fr"),
        ("Greenhouse gas reporting: conversion factors 2019", "en"),
        ("City and Port of Québec commit to the agenda", "en"),
        ("Webjosh", "fr"),
    ],
)
def test_the_language_of_a_title_is_told_by_its_words(title: str, lang: str) -> None:
    assert language_of(title) == lang


def test_a_name_tells_no_language() -> None:
    assert told_language("GeoNames 4140963") is None
    assert told_language("Québec") is None


@pytest.mark.parametrize(
    "text",
    [
        "1 mission",
        "Washington, D.C. on housing",
        "UN-Habitat",
        "The Bureau’s flights",
        "Cooperation agreement with Liège",
        "Data at carte?annee=2025&lang=en",
        "A first in 40 years",
        "Press attaché",
    ],
)
def test_an_english_text_is_not_taken_for_french(text: str) -> None:
    assert stretches(text, "en") == ((text, "en"),)


@pytest.mark.parametrize("text", ["Comment on compte", "Jumelage avec Xi’an", "A, change un chiffre", "Une page vide"])
def test_a_french_text_is_not_taken_for_english(text: str) -> None:
    assert stretches(text, "fr") == ((text, "fr"),)


def test_a_text_is_cut_where_its_language_changes() -> None:
    assert stretches("A first in 40 years. (§ À souligner; whole page)", "en") == (
        ("A first in 40 years. (", "en"),
        ("§ À souligner", "fr"),
        ("; whole page)", "en"),
    )
    assert stretches("City diplomacy («\u00a0diplomatie\u00a0»).", "en") == (
        ("City diplomacy (", "en"),
        ("«\u00a0diplomatie\u00a0»", "fr"),
        (").", "en"),
    )
    assert stretches("", "en") == ()
    # the journal of versions is kept in French: words that tell nothing are French among the others
    french = "Croisements : services, thèmes et partenaires réunis, et les écarts; un inconnu n’est pas un écart."
    assert stretches(french, "en") == ((french, "fr"),)


def test_a_field_without_translation_is_marked_on_an_english_page_only() -> None:
    row = {"objective": "Mener <b>", "objective_en": None, "title": "Pacte", "title_en": "Pact («\u00a0Pacte\u00a0»)"}
    assert worded(row, "objective", EN) == '<span lang="fr">Mener &lt;b&gt;</span>'
    assert worded(row, "objective", FR) == "Mener &lt;b&gt;"
    assert worded(row, "title", EN) == 'Pact (<span lang="fr">«\u00a0Pacte\u00a0»</span>)'
    assert worded({"scope": None, "scope_en": None}, "scope", EN) == ""


def test_a_source_line_marks_each_title_in_the_other_language() -> None:
    line, titles = "Source: Rapport annuel <2025> and 3 other sources.", ["Rapport annuel <2025>"]
    assert titled(line, titles, EN) == (
        'Source: <span lang="fr">Rapport annuel &lt;2025&gt;</span> and 3 other sources.'
    )
    assert "lang" not in titled(line, titles, FR)
    assert 'lang="en"' in titled("Source : The report of the city", ["The report of the city"], FR)
    assert titled("Source <x>", [], EN) == "Source &lt;x&gt;"


def test_a_mixed_line_marks_its_french_parts() -> None:
    assert mixed("Source: Bilan du sommet and 3 other sources", EN) == (
        'Source: <span lang="fr">Bilan du sommet</span> and 3 other sources'
    )
    assert mixed("2 of them; <i>", EN) == "2 of them; &lt;i&gt;"


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("page entière", "whole page"),
        ("§ À souligner; page entière", '<span lang="fr">§ À souligner</span>; whole page'),
        ("itinéraire supposé, non publié", "assumed itinerary, not published"),
        ("feuille «\u00a0Business travel- air\u00a0»", "sheet “Business travel- air”"),
        (
            "transport aérien, bornes publiées 1000, 1001, 2000 et 2001\u00a0km",
            "air travel, published bounds 1000, 1001, 2000 and 2001\u00a0km",
        ),
        (None, ""),
    ],
)
def test_a_place_in_a_source_is_told_in_the_reader_s_language(written: str | None, english: str) -> None:
    assert place(written, EN) == english
    assert place(written, FR) == (written or "")


@pytest.mark.parametrize(
    ("value", "unit", "french", "english"),
    [
        (6, "semaines", "6\u00a0semaines", "6\u00a0weeks"),
        (1, "semaines", "1\u00a0semaine", "1\u00a0week"),
        (0, "semaines", "0\u00a0semaine", "0\u00a0weeks"),
        (3000, "$\u00a0CA", "3\u00a0000\u00a0$\u00a0CA", "CA$3,000"),
        (12.5, "hectares", "12,5\u00a0hectares", "12.5\u00a0hectares"),
        (19, "", "19", "19"),
    ],
)
def test_a_declared_figure_says_its_unit(value: float, unit: str, french: str, english: str) -> None:
    assert (fmt.measure(value, unit, FR), fmt.measure(value, unit, EN)) == (french, english)


def test_a_unit_alone_is_a_plural() -> None:
    assert [fmt.unit_name(unit, EN) for unit in ("semaines", "$ CA", "hectares")] == ["weeks", "CA$", "hectares"]
    assert [fmt.unit_name("trimestres", FR, n) for n in (1, 2, None)] == ["trimestre", "trimestres", "trimestres"]
