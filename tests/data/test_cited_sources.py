"""The documents that a file cites are those its rows rest on: all of them, and no other."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document as opened_word
from pptx import Presentation
from pypdf import PdfReader

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.store.database import Database

DATA = Path(__file__).parents[2] / "data"
ON = date(2026, 11, 28)
Items = tuple[tuple[str, str], ...]


def made(database: Database, page: str, suffix: str, items: Items) -> bytes:
    with database.cursor() as con:
        return FORMATS[suffix].make(Order(con, Address.read(page, items), ON))


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def rows_of(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def titles() -> dict[str, str]:
    return {row["identifiant"]: flat(row["titre"]) for row in rows_of("sources.csv")}


def cited(database: Database, page: str, items: Items) -> tuple[set[str], set[str]]:
    """The titles that the workbook's note lists as sources, and those its rows name."""
    book = openpyxl.load_workbook(io.BytesIO(made(database, page, "xlsx", items)), read_only=True)
    note = [[flat(str(cell or "")) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    start = next(i for i, row in enumerate(note) if row[0] == "Les sources")
    listed = {row[1] for row in note[start + 1 :] if row[0]}
    known, named = set(titles().values()), set()
    for sheet in book.worksheets[1:]:
        heads, *rows = ([flat(str(cell or "")) for cell in row] for row in sheet.iter_rows(values_only=True))
        columns = [i for i, head in enumerate(heads) if head.casefold() in {"sources", "source", "documents"}]
        named |= {title for row in rows for i in columns for title in named_in(row[i], known)}
    return listed, named


def named_in(cell: str, known: set[str]) -> Iterator[str]:
    """The titles written in a cell; one that only stands inside a longer one is not counted."""
    for title in sorted(known, key=len, reverse=True):
        if title in cell:
            yield title
            cell = cell.replace(title, "")


PAGES: list[tuple[str, Items]] = [
    *((page, (("annee", year),)) for page in ("", "chronologie", "themes", "carbone") for year in ("2022", "2025")),
    ("chronologie", (("annee", "toutes"),)),
    *(("retombees", (("annee", year),)) for year in ("2025", "toutes")),
    ("retombees", (("annee", "2025"), ("f.ville", "washington"))),
    ("themes", (("annee", "2025"), ("f.genre", "mission"))),
    ("chronologie", (("annee", "2025"), ("f.ville", "namur"))),
    ("comparer", (("quoi", "villes"), ("avec", "namur"), ("avec", "paris"))),
    ("comparer", (("quoi", "annees"), ("avec", "2022"), ("avec", "2024"))),
    ("fiches", (("partenaire", "mrif"),)),
    ("fiches", (("ville", "namur"),)),
    ("donnees", (("table", "ententes"),)),
    ("donnees", (("table", "ecarts"),)),
]


@pytest.mark.parametrize(("page", "items"), PAGES)
def test_a_file_lists_every_document_its_rows_name(database: Database, page: str, items: Items) -> None:
    listed, named = cited(database, page, items)
    assert named
    assert named <= listed


RECORDS_ONLY = [one for one in PAGES if one[0] in {"", "chronologie", "themes", "retombees", "comparer"}]


@pytest.mark.parametrize(("page", "items"), RECORDS_ONLY)
def test_a_file_lists_no_document_that_its_rows_do_not_name(database: Database, page: str, items: Items) -> None:
    listed, named = cited(database, page, items)
    assert listed == named


def test_the_carbon_page_cites_the_documents_of_its_totals_journeys_and_factors(database: Database) -> None:
    by_id = titles()
    expected = {code for row in rows_of("credits_carbone.csv") for code in row["sources"].split(";")}
    expected |= {code for row in rows_of("facteurs_emission.csv") for code in row["sources"].split(";")}
    missions = [row for row in rows_of("activites.csv") if row["type"] == "mission" and row["debut"].startswith("2025")]
    expected |= {code.strip() for row in missions for code in row["sources"].split(";")} | {"calcul"}
    # the landmarks that stand beside the years, presidencies among them
    roles = [row for row in rows_of("mandats.csv") if row["role"] in {"presidence", "vice_presidence"} and row["debut"]]
    expected |= {code for row in [*rows_of("annotations.csv"), *roles] for code in row["sources"].split(";")}
    listed, _ = cited(database, "carbone", (("annee", "2025"),))
    assert listed == {by_id[code] for code in expected}
    assert {by_id["metro-356529"], by_id["ademe-impact-co2"], by_id["desnz-2025"]} <= listed
    assert by_id["aapa-2025-congres"] not in listed  # a visit of the year, not a flight


def test_a_comparison_cites_the_documents_of_what_it_compares(database: Database) -> None:
    by_id = titles()
    listed, _ = cited(database, "comparer", (("quoi", "villes"), ("avec", "namur"), ("avec", "paris")))
    assert {by_id[code] for code in ("african-manager-2022", "jdq-2023-04-26", "aimf-namur-protocole")} <= listed
    assert by_id["glslcities-2025-milwaukee"] not in listed
    text = flat(
        " ".join(
            page.extract_text()
            for page in PdfReader(
                io.BytesIO(
                    made(database, "comparer", "pdf", (("quoi", "villes"), ("avec", "namur"), ("avec", "paris")))
                )
            ).pages
        )
    )
    assert f"{len(listed)} documents publics" in text


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_the_report_lists_the_documents_of_its_contradictions_agreements_and_roles(
    database: Database, suffix: str
) -> None:
    blob = made(database, "", suffix, (("annee", "2025"),))
    if suffix == "docx":
        text = flat(" ".join(paragraph.text for paragraph in opened_word(io.BytesIO(blob)).paragraphs))
    else:
        text = flat(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(blob)).pages))
    for row in rows_of("ecarts.csv"):
        if row["annee"] == "2025" and row["gravite"].lower() in {"a", "b"}:
            for code in row["sources"].split(";"):
                assert titles()[code.strip()] in text, (row["identifiant"], code)


def test_the_slide_of_agreements_that_end_cites_their_own_documents(database: Database) -> None:
    deck = Presentation(io.BytesIO(made(database, "", "pptx", (("annee", "2026"),))))
    slides = [flat(" ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)) for slide in deck.slides]
    (ending,) = [text for text in slides if "Tunis" in text and "Namur" in text and "la fin était prévue" in text]
    by_id = titles()
    own = {
        code for row in rows_of("ententes.csv") if row["fin"].startswith("2026") for code in row["sources"].split(";")
    }
    assert any(by_id[code] in ending for code in own)


@pytest.mark.parametrize("page", ["", "carte", "chronologie", "themes", "retombees", "comparer"])
@pytest.mark.parametrize("year", ["2022", "2025", "2026"])
def test_no_picture_stands_on_an_empty_source(database: Database, page: str, year: str) -> None:
    for suffix in ("html", "pdf"):
        blob = made(database, page, suffix, (("annee", year),))
        text = (
            blob.decode() if suffix == "html" else " ".join(p.extract_text() for p in PdfReader(io.BytesIO(blob)).pages)
        )
        assert not re.search(r"Sources? ?: ?\.", flat(text))


def test_how_recent_the_documents_are_says_how_many_have_no_date(database: Database) -> None:
    text = flat(made(database, "", "html", (("annee", "2025"),)).decode())
    found = re.search(r"Sans date : (\d+) sur (\d+); la plus récente datée : ([^.]+)\.", text)
    assert found is not None
    listed, _ = cited(database, "", (("annee", "2025"),))
    by_title = {flat(row["titre"]): row for row in rows_of("sources.csv")}
    undated = [title for title in listed if not by_title[title]["date"]]
    assert (int(found[1]), int(found[2])) == (len(undated), len(listed))
