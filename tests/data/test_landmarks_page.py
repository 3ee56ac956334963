"""The landmarks of the shipped data stand on the chronology, in its picture, its slide and its files."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable
from datetime import date

from streamlit.testing.v1 import AppTest

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order, shown
from bri_data.documents.page_slides import slides_of
from bri_data.documents.pictures import picture
from bri_data.store.database import Database
from tests.app.conftest import FRAME, markup_of

Rows = Callable[[str], list[dict[str, str]]]
OF_2025 = {
    "annee-electorale-2025",
    "politique-frais-2025",
    "protocole-2025",
    "tarifs-2025",
    "election-2025",
    "executif-2025",
    "ovpm-presidence-2024-2026",
}


def page_of(**address: str) -> str:
    at = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in address.items():
        at.query_params[name] = value
    at.switch_page("../chronologie.py").run()
    assert not at.exception
    return html.unescape(markup_of(at))


def order(database: Database, year: str, **more: str) -> Order:
    address = Address.read("chronologie", (("annee", year), *more.items()))
    return Order(database.cursor(), address, date(2026, 11, 28), sheet="reperes")


def test_each_landmark_is_a_published_fact_with_its_source(rows: Rows) -> None:
    documents = {row["source_id"] for row in rows("sources")}
    found = {row["annotation_id"]: row for row in rows("annotations")}
    assert all(set(row["source_ids"].split(";")) <= documents for row in found.values())
    # the published facts F003, F054, F074, F077, F078, F081, F082 and F084, and the report's introduction
    assert {code: row["start"] for code, row in found.items()} == {
        "relance-bri-2022": "2022-03",
        "compensation-2022": "2022-08",
        "vision-2022": "2022-11-08",
        "engagements-2022": "2022-11-08",
        "credits-prevision-2023": "2023-02",
        "annee-electorale-2025": "2025",
        "politique-frais-2025": "2025",
        "protocole-2025": "2025",
        "tarifs-2025": "2025-03-04",
        "election-2025": "2025-11",
        "executif-2025": "2025-11",
    }


def test_a_year_shows_its_landmarks_in_every_medium(database: Database, rows: Rows) -> None:
    titles = {row["annotation_id"]: row["title"] for row in rows("annotations")}
    titles |= {row["role_id"]: row["title"] for row in rows("roles")}
    expected = {titles[code] for code in OF_2025}
    page = page_of(annee="2025")
    drawn = html.unescape(picture(shown(order(database, "2025"))))
    (slide,) = slides_of(order(database, "2025"))
    table = list(csv.reader(io.StringIO(FORMATS["csv"].make(order(database, "2025")).decode("utf-8-sig"))))
    assert [title for title in expected if title not in page or title not in drawn or title not in slide.note] == []
    assert {line[0] for line in table[1:]} == expected
    assert "novembre 2025" in slide.lead
    # a filter narrows records alone
    kept = FORMATS["csv"].make(order(database, "2025", **{"f.genre": "mission"})).decode("utf-8-sig")
    assert {line[0] for line in list(csv.reader(io.StringIO(kept)))[1:]} == expected


def test_all_years_show_each_landmark_in_the_year_it_begins_in(database: Database, rows: Rows) -> None:
    page = page_of(annee="toutes", lang="en")
    titles = {row["title_en"] for row in rows("annotations")}
    assert [title for title in titles if page.count(title) < 2] == []  # under its year, and in the table
    drawn = html.unescape(picture(shown(order(database, "toutes", lang="en"))))
    assert [title for title in titles if title not in drawn] == []
