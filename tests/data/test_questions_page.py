"""The council's questions on the real files: each answer recounted by hand from the CSV files."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bri_data.address import Address
from bri_data.documents.order import Order, shown
from bri_data.documents.page_slides import slides_of
from bri_data.documents.rows import sheets_of
from bri_data.present import destinations as places
from bri_data.present.meeting import Sitting
from bri_data.present.questions import CODES, Sheaf, sheaf
from bri_data.present.words import Lang, texts
from bri_data.queries.question_answers import answers
from bri_data.store.database import Database

SITTING = Sitting(date(2026, 11, 28), date(2026, 10, 31))


def told(database: Database, lang: Lang = "fr") -> Sheaf:
    with database.cursor() as con:
        frames = answers(con, SITTING.since, SITTING.today, is_whole=True)
    return sheaf(frames, SITTING, texts(lang), is_whole=True)


def test_each_answer_has_its_figure_its_sentence_its_rows_and_its_sources(database: Database) -> None:
    found = {one.code: one for one in told(database).answers}
    assert tuple(found) == CODES
    figures = {code: one.figure.replace("\u00a0", " ") for code, one in found.items()}
    assert figures == {
        "many": "15",  # 18 missions, three of them only announced
        "who": "15 sur 15",
        "cost": "3 sur 18",
        "carbon": "188 t",
        "outcomes": "29",
        "late": "0",
        "ends": "3",
        "same": "4 sur 19",
        "partner": "31",
        "mission": "18",
        "changed": "1 à expliquer",
    }
    said = {code: one.said.replace("\u00a0", " ") for code, one in found.items()}
    assert "Le rapport de 2025 déclare 5 missions et 19 accueils." in said["many"]
    assert "12 979 $ réels publiés pour 13 000 $ prévus" in said["cost"]
    assert "Pour les vols de 2024, 188 t compensées, au coût de 6 728,12 $ avant taxes." in said["carbon"]
    assert said["late"].startswith("Aucun retard établi, mais quatre rapports échus sans date de publication.")
    assert said["changed"].startswith("Une seule année est déclarée, 2025")
    # 6 728,12 ÷ 4 833,86 = 1,392; 188 ÷ 185,28 = 1,015 asks for nothing
    assert "Coût des crédits carbone : 4 833,86 $ en 2022, 6 728,12 $ en 2024, +39 %, à expliquer." in said["changed"]
    assert "Tonnes des vols" not in said["changed"]
    assert "au moins 20 %" in said["changed"]
    # Washington 3 (the mission and two seminars), Paris 3, Luxembourg and New York 2 each, of 25 stops
    assert said["same"] == "Quatre villes sur 19 ont été visitées plus d’une fois : 10 des 25 étapes."
    for one in found.values():
        assert one.rows, one.code
        assert one.titles, one.code
        assert all(len(row.cells) == len(one.headings) for row in one.rows)


def test_new_cities_by_year_and_by_language(database: Database) -> None:
    visited = told(database).destinations
    assert [(year, visited.visited_in(year), visited.new_in(year)) for year in visited.years] == [
        (2022, 3, None),  # Paris, Le Havre, Tunis: nothing older to compare with
        (2023, 9, 8),  # Paris again
        (2024, 6, 5),  # Paris again
        (2025, 5, 3),  # Luxembourg and New York again
    ]
    said = [one.replace("\u00a0", " ") for one in places.by_place(visited, texts("fr"))]
    assert said[:3] == ["Europe : 16", "Amérique du Nord : 8", "Afrique : 1"]


@pytest.mark.parametrize(
    ("country", "french"), [("FR", True), ("BE", True), ("CH", True), ("US", False), ("DK", False)]
)
def test_where_french_is_official(country: str, french: bool) -> None:
    assert places.is_french(country) is french


def test_the_files_hold_each_answer(database: Database) -> None:
    with database.cursor() as con:
        order = Order(con, Address.read("questions", [("lang", "en")]), datetime(2026, 11, 28, 17, tzinfo=UTC))
        questions, cities = sheets_of(shown(order))
        (slide,) = slides_of(order)
    assert (questions.n, cities.n) == (11, 19)
    assert "rapport-2025" in questions.cites
    assert slide.title == "11 questions of the council, with their answers"
