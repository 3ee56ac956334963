"""The slides of a year on the real files: their numbers, worked out by hand from the report and from the CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from bri_data.present.figures.common import Run
from bri_data.present.rows import plain
from bri_data.present.slides.model import (
    MOST_BARS,
    MOST_SERIES,
    Bars,
    Figure,
    Figures,
    Group,
    Months,
    Number,
    Slide,
    Squares,
    Symbols,
    WorldMap,
)
from bri_data.present.slides.year import deck
from bri_data.present.words import texts
from bri_data.queries.themes import kinds
from bri_data.queries.year_answers import answers

DATA = Path(__file__).parents[2] / "data"
FR, EN = texts("fr"), texts("en")
EVERY = ("accueils", "missions", "recus", "mois", "rencontres", "axes", "themes", "partenaires", "ententes", "carbone")


@pytest.fixture(scope="module")
def of_2025(con: duckdb.DuckDBPyConnection) -> dict[str, Slide]:
    return {slide.code: slide for slide in deck(answers(con, 2025), FR)}


def test_the_deck_of_a_reported_year_is_told_in_order(of_2025: dict[str, Slide]) -> None:
    assert tuple(of_2025) == (*EVERY, "nommes", "sources")


def test_nineteen_in_three_groups(of_2025: dict[str, Slide]) -> None:
    slide = of_2025["accueils"]
    assert slide.body == Number(
        "19",
        "accueils internationaux en 2025",
        (
            Group("accueil", 8, "de courtoisie"),
            Group("accueil", 7, "collaborations ciblées"),
            Group("accueil", 4, "échanges stratégiques"),
        ),
    )
    assert slide.title == "19 accueils internationaux en 2025"
    assert [row[1] for row in slide.rows.cells] == ["19", "8", "7", "4"]
    assert slide.source == "Rapport annuel 2025 du Bureau des relations internationales"


def test_missions_and_delegations_are_mapped_without_those_outside_the_totals(of_2025: dict[str, Slide]) -> None:
    missions, received = of_2025["missions"], of_2025["recus"]
    assert missions.title == "Cinq missions, de New York à Luxembourg"
    assert isinstance(missions.body, WorldMap)
    names = sorted(city.name for city in missions.body.cities)
    assert names == ["Luxembourg", "Milwaukee", "New York", "San Antonio", "Washington"]
    assert all(mark.counted for city in missions.body.cities for mark in city.marks)
    assert received.title == "Quatre villes reçues, de San Antonio à Hambourg"
    assert "HCR" in received.lead


def test_march_is_the_busiest_month_and_what_has_no_month_stands_apart(of_2025: dict[str, Slide]) -> None:
    slide = of_2025["mois"]
    assert slide.title == "Mars concentre deux missions et un pacte d’amitié"
    assert isinstance(slide.body, Months)
    assert [month.month for month in slide.body.months if month.is_busiest] == [3]
    assert len(slide.body.months[2].runs) == 3
    # 8 delegations named of which one dated; 11 declared without detail
    undated = [one.run for one in slide.body.undated if one.run.kind == "accueil"]
    assert undated == [Run("accueil", "named", 7), Run("accueil", "declared", 11)]


def test_seventeen_of_thirty_seven(of_2025: dict[str, Slide]) -> None:
    slide = of_2025["nommes"]
    # 19 + 8 + 5 + 4 + 1 declared; 8 + 0 + 5 + 3 + 1 named
    assert slide.title == "17 des 37 activités et ententes que déclare le rapport sont nommées"
    assert isinstance(slide.body, Symbols)
    assert sum(run.n for row in slide.body.rows for run in row.runs) == 37
    assert len(slide.rows.cells) == 17


def test_carbon_bears_its_year_of_travel(of_2025: dict[str, Slide]) -> None:
    slide = of_2025["carbone"]
    assert slide.title == "188\u00a0t compensées pour les vols de 2024"
    assert isinstance(slide.body, Squares)
    # 6 728,12 / 188 = 35,7879
    assert (slide.body.n, [figure.number for figure in slide.body.figures]) == (
        188,
        ["6\u00a0728,12\u00a0$", "35,79\u00a0$"],
    )
    assert "2025 n’est pas encore déclaré" in slide.lead


def test_partners_and_services(of_2025: dict[str, Slide]) -> None:
    assert of_2025["partenaires"].body == Figures(
        (
            Figure("18", "partenaires externes", "9 nommés à coup sûr"),
            Figure("14", "services municipaux", "aucun nommé comme tel"),
        )
    )


def test_theme_bars_have_few_series_and_say_how_many_records(of_2025: dict[str, Slide]) -> None:
    body = of_2025["themes"].body
    assert isinstance(body, Bars)
    assert len(body.series) <= MOST_SERIES
    assert len(body.bars) <= MOST_BARS
    assert [bar.total for bar in body.bars] == sorted((bar.total for bar in body.bars), reverse=True)
    assert all(bar.text == f"{bar.total:g}" for bar in body.bars)


def test_themes_of_every_year_are_those_of_all_the_files_rows(con: duckdb.DuckDBPyConnection) -> None:
    rows: list[dict[str, str]] = []
    for name in ("activites.csv", "ententes.csv"):
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            rows += [row for row in csv.DictReader(file) if row["visibilite"] == "public" and row["etat"] != "annulee"]
    by_hand = sum("patrimoine" in row["themes"].split(";") for row in rows)
    found = [row["n"] for row in plain(kinds(con, None, "themes")) if row["code"] == "patrimoine"]
    assert sum(found) == by_hand > 0


@pytest.mark.parametrize("year", [1999, 2022, 2024, 2025, 2026])
@pytest.mark.parametrize("words", [FR, EN], ids=["fr", "en"])
def test_every_slide_says_all_it_has_to(con: duckdb.DuckDBPyConnection, year: int, words: object) -> None:
    slides = deck(answers(con, year), words)  # type: ignore[arg-type]
    assert slides
    assert len({slide.code for slide in slides}) == len(slides)
    for slide in slides:
        assert slide.title, slide.code
        assert slide.alt, slide.code
        assert slide.source, slide.code
        assert slide.note.startswith(slide.title[:1].upper()), slide.code
        assert all(len(row) == len(slide.rows.headings) for row in slide.rows.cells), slide.code
        assert slide.rows.cells, slide.code


def test_a_year_without_a_report_declares_nothing(con: duckdb.DuckDBPyConnection) -> None:
    slides = {slide.code: slide for slide in deck(answers(con, 2024), FR)}
    assert slides["annee"].title == "En 2024, les sources publiques recensent 3\u00a0missions et 1\u00a0accueil"
    assert "nommes" not in slides
    assert "accueils" not in slides
    assert "le total est inconnu" in slides["annee"].note


def test_a_year_nobody_speaks_of_has_no_slide(con: duckdb.DuckDBPyConnection) -> None:
    assert deck(answers(con, 1900), FR) == ()
