"""The data page as values, from small frames written by hand."""

import pandas as pd
import pytest

from bri_data.intake.headings import codes_by_label
from bri_data.model.schema import ACTIVITIES, AGREEMENTS, DECLARED, TABLES, THEMES, table
from bri_data.present import data_page, overview
from bri_data.present.data_page import Strip
from bri_data.present.figures.common import Run
from bri_data.present.figures.data_page import schema_in_words
from bri_data.present.words import texts
from bri_data.store.text_files import fold_words

FR, EN = texts("fr"), texts("en")


def known(*rows: tuple[str, str, bool, int]) -> overview.Counts:
    return overview.counts(pd.DataFrame(rows, columns=["kind", "state", "counted", "n"]))


def test_a_strip_shows_what_is_named_then_what_is_only_declared() -> None:
    counted = known(("accueil", "dated", True, 1), ("accueil", "named", True, 7), ("accueil", "dated", False, 2))
    (strip,) = data_page.strips(counted, {"accueils": 19.0, "stagiaires": 1.0})
    # 19 = 1 dated + 7 named + 11 without detail; the two rows outside the total are not in it
    runs = (Run("accueil", "dated", 1), Run("accueil", "named", 7), Run("accueil", "declared", 11))
    assert strip == Strip("accueil", 19, 8, 1, runs)


def test_more_rows_than_declared_are_all_shown_and_none_is_hollow() -> None:
    (strip,) = data_page.strips(known(("mission", "dated", True, 3)), {"missions": 2.0})
    assert (strip.named, strip.total, strip.runs) == (3, 2, (Run("mission", "dated", 3),))


def test_the_title_adds_up_the_kinds() -> None:
    recorded = known(("mission", "dated", True, 4), ("mission", "named", True, 1), ("accueil", "named", False, 1))
    found = data_page.strips(recorded, {"missions": 5.0, "evenements": 4.0})
    title_fr = "5 des 9 activités et ententes que déclare le rapport sont nommées"
    title_en = "5 of the 9 activities and agreements the report declares are named"
    assert data_page.title(found, recorded, 2025, FR) == title_fr
    assert data_page.title(found, recorded, 2025, EN) == title_en
    assert data_page.lead(found, recorded, FR) == (
        "4 d’entre elles sont datées au mois ou au jour, par le rapport ou par une autre source. "
        "Le reste est un total sans liste. Une autre ligne est recensée, hors total."
    )


def test_what_is_only_announced_is_not_among_the_rows_outside_a_total() -> None:
    recorded = known(("mission", "dated", True, 1), ("mission", "announced", False, 1), ("entente", "dated", False, 1))
    lead = data_page.lead(data_page.strips(recorded, {"missions": 1.0}), recorded, FR)
    assert lead.endswith(
        "Une autre ligne est recensée, hors total. Une activité est annoncée, sans que rien dise qu’elle a eu lieu."
    )


def test_declared_zeros_are_said_and_are_no_silence() -> None:
    found = data_page.strips(known(), {"missions": 0.0, "accueils": 0.0})
    assert [strip.total for strip in found] == [0, 0]
    assert data_page.title(found, known(), 2024, FR) == "En 2024, le rapport déclare 0\u00a0accueil et 0\u00a0mission"


def test_without_a_report_nothing_is_compared() -> None:
    two = known(("mission", "dated", False, 2))
    assert data_page.strips(two, {}) == ()
    assert data_page.lead((), two, FR) == ""
    nothing = "En 2030, aucun total d’activités n’est déclaré et rien n’est recensé"
    assert data_page.title((), known(), 2030, FR) == nothing
    mixed = known(("mission", "dated", False, 4), ("entente", "named", False, 1), ("evenement", "announced", False, 1))
    assert data_page.title((), mixed, 2024, FR) == (
        "En 2024, aucun total d’activités n’est déclaré; les sources donnent 4\u00a0activités, 1\u00a0entente et "
        "1\u00a0activité annoncée"
    )


def test_an_address_names_a_table_by_its_file() -> None:
    assert data_page.table_of("ententes") is AGREEMENTS
    assert data_page.table_of("n’importe quoi") is ACTIVITIES
    assert data_page.code_of(AGREEMENTS) == "ententes"
    assert data_page.page_of(AGREEMENTS, "pacte") == "entente:pacte"
    assert data_page.page_of(DECLARED, "2025:accueils") == ""


def test_every_column_and_code_of_the_schema_has_words_in_both_languages() -> None:
    for words in (FR, EN):
        markup = schema_in_words(words)
        assert markup.count("<table>") == len(TABLES)
        assert "titre_court_en" in markup


def test_rows_become_readable() -> None:
    row = {column.name: None for column in AGREEMENTS.columns} | {
        "row_id": "pacte",
        "agreement_id": "pacte",
        "kind": "pacte_amitie",
        "title": "Pacte",
        "title_en": "Pact",
        "city_ids": ["namur", "ailleurs"],
        "axes": ["attire"],
        "signed": "2025-03",
        "amount_cad": 12.5,
        "counted_in": 2025.0,
    }
    names = {"cities": pd.DataFrame({"key": ["namur"], "name": ["Namur"], "name_en": [None]})}
    shown = data_page.readable(AGREEMENTS, pd.DataFrame([row]), data_page.name_of(names, EN), EN)
    assert list(shown.index) == ["pacte"]
    assert shown.columns[0] == "when"
    assert shown.columns[-1] == "agreement_id"
    assert "title_en" not in shown.columns
    one = shown.iloc[0]
    assert one.when == "March 2025"
    assert one.signed == "2025-03"  # sorts
    assert one.title == "Pact"
    assert one.kind == "friendship pact"
    assert one.city_ids == "Namur, ailleurs"  # what has no name keeps its key
    assert (one.amount_cad, one.counted_in) == (12.5, 2025)
    assert one.summary is None


def test_a_country_is_named_in_the_readers_language() -> None:
    cities = table("cities")
    row = {column.name: None for column in cities.columns} | {"row_id": "hambourg", "country": "DE"}
    for words, said in ((FR, "Allemagne"), (EN, "Germany")):
        shown = data_page.readable(cities, pd.DataFrame([row]), data_page.name_of({}, words), words)
        assert shown.iloc[0].country == said
    unknown = pd.DataFrame([row | {"country": "XX"}])
    assert data_page.readable(cities, unknown, data_page.name_of({}, FR), FR).iloc[0].country == "XX"


@pytest.mark.parametrize(
    ("unit", "value", "french", "english"),
    [
        ("trimestres", 1, "trimestre", "quarter"),
        ("trimestres", 2, "trimestres", "quarters"),
        ("annees", 1, "année", "year"),
        ("unites", 2, "unités", "units"),
        ("cad", 1, "$\u00a0CA", "CA$"),
    ],
)
def test_the_unit_of_a_rule_fits_the_number_beside_it(unit: str, value: float, french: str, english: str) -> None:
    rules = table("rules")
    row = {column.name: None for column in rules.columns} | {"row_id": "r", "unit": unit, "value": value}
    for words, said in ((FR, french), (EN, english)):
        shown = data_page.readable(rules, pd.DataFrame([row]), data_page.name_of({}, words), words).iloc[0]
        assert shown.unit == said
        # what is taken away can be entered again
        assert codes_by_label("rules", "unit")[fold_words(said)] == unit


def test_no_row_gives_an_empty_table_with_its_columns() -> None:
    empty = pd.DataFrame(columns=["code", "label", "label_en", "row_id"])
    shown = data_page.readable(THEMES, empty, data_page.name_of({}, FR), FR)
    assert list(shown.columns) == ["label", "code"]
    assert shown.empty
    assert data_page.list_note(0, 0, "", FR) == "Aucune ligne dans cette table."
    assert data_page.list_note(0, 0, "x", FR) == "Aucune ligne de cette table ne contient «\u00a0x\u00a0»."
    assert data_page.list_note(2, 500_000, "", EN).startswith("The first 2 rows of 500,000")


@pytest.mark.parametrize(
    ("name", "has_years"), [("activities", True), ("expenses", True), ("indicators", True), ("cities", False)]
)
def test_a_table_that_the_year_of_the_page_does_not_narrow_says_so(name: str, has_years: bool) -> None:
    said = data_page.list_note(3, 3, "", FR, of_every_year=data_page.has_dates(table(name)))
    assert ("Les lignes de toutes les années y sont." in said) is has_years
