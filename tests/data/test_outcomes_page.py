"""Every outcome of the shipped data stands on the page « Retombées », in its slide and in its files."""

from __future__ import annotations

import csv
import html
import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.documents.page_slides import slides_of
from bri_data.store.database import Database
from tests.app.conftest import FRAME, markup_of

DATA = Path(__file__).parents[2] / "data"


def shipped() -> list[dict[str, str]]:
    with (DATA / "retombees.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def opened(**address: str) -> tuple[str, str]:
    """The title and the text of the page."""
    at = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in address.items():
        at.query_params[name] = value
    at.switch_page("../retombees.py").run()
    assert not at.exception
    return at.title[0].value, html.unescape(markup_of(at))


def order(database: Database, *parts: tuple[str, str]) -> Order:
    return Order(database.cursor(), Address.read("retombees", parts), date(2026, 11, 28))


@pytest.mark.parametrize(("lang", "column"), [("fr", "enonce"), ("en", "enonce_en")])
def test_no_outcome_is_on_no_page(lang: str, column: str) -> None:
    rows = shipped()
    assert len(rows) == 29
    _, said = opened(annee="toutes", lang=lang)
    assert [row["identifiant"] for row in rows if row[column] not in said] == []


def test_the_outcomes_of_2025_by_axis_and_by_mission() -> None:
    rows = [row for row in shipped() if row["annee"] == "2025"]
    assert Counter(row["axe"] for row in rows) == {"apprend": 9, "rayonne": 6, "attire": 6, "": 5}
    title, said = opened(annee="2025")
    assert title.replace("\u00a0", " ") == "Trois missions portent 11 des 26 retombées énoncées pour 2025"
    assert said.count('<li class="bri-is-') == 26 + 3  # and one line a state of the key
    assert said.count("5\u00a0retombées") == 2 or said.count("5 retombées") == 2
    assert "liée à aucune activité ni entente" in said


def test_a_year_without_outcome_says_that_nothing_was_read_not_that_there_was_none() -> None:
    title, said = opened(annee="2023")
    assert title.startswith("Aucune retombée n’est énoncée pour 2023")
    assert "Cela ne veut pas dire qu’il n’y en a pas eu" in said
    assert "Un symbole par" not in said


def test_a_symbol_stands_for_an_outcome_and_the_source_line_does_not_say_otherwise() -> None:
    _, said = opened(annee="2025")
    assert "Un symbole par retombée" in said
    assert "Un symbole par activité" not in said


def test_the_slide_and_the_files_hold_what_the_page_holds(database: Database) -> None:
    title, _ = opened(annee="2025")
    (slide,) = slides_of(order(database, ("annee", "2025")))
    assert slide.title == title
    assert sum(bar.total for bar in slide.body.bars) == 26  # type: ignore[union-attr]
    made = FORMATS["csv"].make(order(database, ("annee", "2025"))).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(made)))
    assert Counter(row["Axe"] for row in rows) == {"Apprend": 9, "Rayonne": 6, "Attire": 6, "": 5}
    assert {row["Retombée"] for row in rows} == {row["enonce"] for row in shipped() if row["annee"] == "2025"}


def test_a_filter_keeps_the_outcomes_of_what_it_keeps(database: Database) -> None:
    asked = (("annee", "2025"), ("f.ville", "washington"))
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].make(order(database, *asked)).decode("utf-8-sig"))))
    assert {row["Liée à"] for row in rows} == {"Grands Lacs, Washington"}
    assert len(rows) == 5
    _, said = opened(annee="2025", **{"f.ville": "washington"})
    assert said.count('<li class="bri-is-constatee" data-tag=') == 5
