"""Documents taken away from the real files, opened again: they say what the page says, filters included."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document as opened_word
from icalendar import Calendar
from lxml import etree
from pptx import Presentation as opened_deck
from pypdf import PdfReader

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import NothingToTakeError, Order
from bri_data.present.words import texts
from bri_data.store.database import Database

DATA = Path(__file__).parents[2] / "data"
NAMUR_AND_PARIS = "Namur compte 3 activités recensées, Paris 3"


def made(database: Database, page: str, suffix: str, *items: tuple[str, str], home: str = "") -> bytes:
    order = Order(database.cursor(), Address.read(page, items), date(2026, 11, 22), home=home)
    return FORMATS[suffix].make(order)


def pdf(database: Database, page: str, *items: tuple[str, str]) -> PdfReader:
    return PdfReader(io.BytesIO(made(database, page, "pdf", *items)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


@pytest.mark.parametrize(
    "page", ["", "carte", "chronologie", "themes", "carbone", "fiches", "donnees", "comparer", "depenses", "presenter"]
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_becomes_an_accessible_pdf(database: Database, page: str, lang: str) -> None:
    reader = pdf(database, page, ("lang", lang))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == f"{lang}-CA"
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_data()
    assert len(reader.attachments) >= 1
    # markup that slipped into a text
    assert "</" not in text_of(reader)


def test_a_filtered_page_says_so_and_holds_those_rows_alone(database: Database) -> None:
    reader = pdf(database, "carte", ("f.genre", "mission"), ("annee", "2025"))
    assert "Mission : 8 activités et ententes en 2025" in text_of(reader).replace("\u00a0", " ")
    assert "Filtré" in text_of(reader)
    (file,) = reader.attachments["activites.csv"]
    rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
    # five missions of the declared total, two seminars and a journey only announced
    assert [row["Type"] for row in rows] == ["Mission"] * 8


def test_a_brief_is_whole_whatever_the_filters(database: Database) -> None:
    whole, filtered = (
        text_of(pdf(database, "fiches", ("ville", "namur"), *items)) for items in ((), (("f.genre", "mission"),))
    )
    assert "Trois activités nommées de 2023 à 2025; deux ententes." in whole
    assert whole == filtered
    assert "5 355 km" in whole.replace("\u00a0", " ")


NAMUR_AT_A_GLANCE = {
    "Objectif": "Aucune source ne l’énonce.",
    "Dernier contact connu": "du 27 au 29 juillet 2025 : Délégation de Namur (Accueil)",
    "Prochaine date": "2026 : fin de « Protocole de coopération Québec–Namur 2024-2026 »\n"
    "2026 : La place de Namur, annoncée pendant la visite, devait ouvrir au printemps 2026; l’ouverture n’a pas été "
    "vérifiée.",
    "Ententes et échéance": "Protocole de coopération Québec–Namur 2024-2026 : en vigueur, échéance : 2026\n"
    "Jumelage avec Namur : en vigueur, échéance non précisée",
    "Engagements ouverts": "La place de Namur, annoncée pendant la visite, devait ouvrir au printemps 2026; "
    "l’ouverture n’a pas été vérifiée. Annoncée, échéance : 2026.",
}


def test_a_brief_is_one_sheet_that_answers_before_its_sources(database: Database) -> None:
    reader = pdf(database, "fiches", ("ville", "namur"))
    front, back = (" ".join(reader.pages[i].extract_text().split()) for i in (0, 1))
    assert "Ce que ces données ne disent pas" in front
    assert back.startswith("Sources citées • Namur mise à l’honneur dans le centre de Québec. RTBF")
    word = opened_word(io.BytesIO(made(database, "fiches", "docx", ("ville", "namur"))))
    lines = {row.cells[0].text: row.cells[1].text.replace("\u00a0", " ") for row in word.tables[0].rows[1:]}
    assert {name: lines[name] for name in NAMUR_AT_A_GLANCE} == NAMUR_AT_A_GLANCE
    sources = next(one for one in word.paragraphs if one.text == "Sources citées")
    assert sources.paragraph_format.page_break_before


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [
        (("activite", "2025-mission-san-antonio"), "Develop economic, institutional and cultural ties"),
        (("partenaire", "ovpm"), "Last known contact"),
    ],
)
def test_a_sheet_fits_one_page_in_english_too(database: Database, subject: tuple[str, str], wanted: str) -> None:
    reader = pdf(database, "fiches", subject, ("lang", "en"))
    front, back = (" ".join(reader.pages[i].extract_text().split()) for i in (0, 1))
    assert wanted in front
    assert "What these data do not say" in front
    assert back.startswith("Sources cited")


def test_an_unknown_brief_is_refused(database: Database) -> None:
    for suffix in ("pdf", "docx"):
        with pytest.raises(NothingToTakeError):
            made(database, "fiches", suffix, ("ville", "atlantide"))


@pytest.mark.parametrize(
    ("page", "items", "title"),
    [
        ("", (), "Rapport annuel 2025"),
        ("presenter", (("annee", "2024"),), "Rapport annuel 2024"),
        ("carte", (("annee", "2025"),), "Cinq villes visitées, quatre villes reçues"),
        ("comparer", (("quoi", "villes"), ("avec", "namur"), ("avec", "paris")), NAMUR_AND_PARIS),
        ("fiches", (("entente", "2025-pacte-san-antonio"),), "Pacte d’amitié Québec–San Antonio"),
    ],
)
def test_the_word_file_is_the_brief_the_page_or_the_report_of_the_year(
    database: Database, page: str, items: tuple[tuple[str, str], ...], title: str
) -> None:
    word = opened_word(io.BytesIO(made(database, page, "docx", *items)))
    assert word.core_properties.title == title


def test_a_map_taken_away_says_what_is_not_on_it(database: Database) -> None:
    # four visits of organisations, four events and the funding of the MRIF name no other city
    said = "9 activités ou ententes ne sont pas sur la carte"
    assert said in text_of(pdf(database, "carte", ("annee", "2025"))).replace("\u00a0", " ")
    deck = opened_deck(io.BytesIO(made(database, "carte", "pptx", ("annee", "2025"))))
    assert said in deck.slides[0].notes_slide.notes_text_frame.text.replace("\u00a0", " ")


# What the page of a comparison and that of the themes say beside their numbers; each read in the CSV files.
BESIDE_THE_NUMBERS = {
    "comparer": (
        (("quoi", "villes"), ("avec", "namur"), ("avec", "paris")),
        (
            "Premier : Jumelage avec Namur (28 octobre 1999)",
            "Délégation de Namur (du 27 au 29 juillet 2025)",
            "2025 : 1 accueil, nommé et daté",
            "Rayonne : 1 accueil, nommé et daté; Attire : 1 accueil, nommé et daté",
            "Culture (3); Francophonie (3); Patrimoine (2)",
            "Entente de collaboration Québec–Paris 2023-2026 (26 avril 2023, en vigueur)",
            "Le jour d’une activité sur 3",
        ),
    ),
    "themes": ((("annee", "2025"),), ("Déclaré, sans thème", "16 sur 19", "Hors total, sans thème", "Nantes")),
}


@pytest.mark.parametrize("page", BESIDE_THE_NUMBERS)
def test_paper_and_slides_hold_what_the_page_says_beside_its_numbers(database: Database, page: str) -> None:
    items, wanted = BESIDE_THE_NUMBERS[page]
    paper = text_of(pdf(database, page, *items)).replace("\u00a0", " ")
    slide = opened_deck(io.BytesIO(made(database, page, "pptx", *items))).slides[0]
    spoken = slide.notes_slide.notes_text_frame.text.replace("\u00a0", " ")
    assert [said for said in wanted if said not in paper] == []
    assert [said.removesuffix(" sur 19") for said in wanted if said.removesuffix(" sur 19") not in spoken] == []


def test_the_rows_of_the_themes_page_name_their_themes(database: Database) -> None:
    word = opened_word(io.BytesIO(made(database, "themes", "docx", ("annee", "2025"))))
    (rows,) = [one for one in word.tables if one.rows[0].cells[0].text == "Titre"]
    heads = [cell.text for cell in rows.rows[0].cells]
    of_namur = next(line for line in rows.rows if line.cells[0].text == "Délégation de Namur")
    assert of_namur.cells[heads.index("Thèmes")].text == "Culture; Patrimoine"


def test_an_english_deck_has_english_acronyms_and_no_double_period(database: Database) -> None:
    deck = opened_deck(io.BytesIO(made(database, "", "pptx", ("annee", "2025"), ("lang", "en"))))
    xml = "".join(etree.tostring(slide._element, encoding="unicode") for slide in deck.slides)
    assert "UNEP" in xml
    assert not [wrong for wrong in ("PNUE", "OVPM", "D.C..") if wrong in xml]


def test_the_word_file_gives_the_numbers_of_the_page(database: Database) -> None:
    word = opened_word(io.BytesIO(made(database, "", "docx", ("annee", "2025"))))
    figures = [[cell.text.split("\n")[0] for cell in row.cells[:2]] for row in word.tables[0].rows[1:]]
    assert figures == [
        ["19", "accueils internationaux"],
        ["5", "missions"],
        ["8", "rencontres en ligne"],
        ["4", "événements"],
        ["1", "entente de financement"],
    ]


def test_the_calendar_follows_the_page(database: Database) -> None:
    def uids(page: str, *items: tuple[str, str]) -> list[str]:
        read = Calendar.from_ical(made(database, page, "ics", *items, home="https://exemple.test/"))
        assert isinstance(read, Calendar)
        return sorted(str(event["UID"]).partition("@")[0] for event in read.walk("VEVENT"))

    assert uids("chronologie", ("annee", "2025"), ("f.ville", "namur")) == ["2025-accueil-namur"]
    of_namur = uids("fiches", ("ville", "namur"))
    assert of_namur == uids("carte", ("annee", "toutes"), ("f.ville", "namur"))
    assert len(of_namur) == 6
    assert uids("fiches", ("entente", "2023-cooperation-namur")) == [
        "2023-cooperation-namur",
        "2023-cooperation-namur-echeance",
    ]


def test_the_carbon_document_prints_whole_ranges_cabins_and_words(database: Database) -> None:
    text = text_of(pdf(database, "carbone", ("annee", "2025"))).replace("\u00a0", " ")
    assert "Estimation haute" in text
    # Luxembourg: 709, 1 719 and 2 070 kg to two figures; New York keeps both of 92
    assert "YQB-YUL-CDG-LUX — 710 1 700 2 100" in text
    assert "YQB-EWR — 92 200 320" in text
    for code in ("international_hors_ru", "moins_1000_km", "economique"):
        assert code not in text
    assert "international, hors Royaume" in text
    assert "économique" in text
    assert not re.search(r"\bde CO₂(?!e)", text)


def alternatives(reader: PdfReader) -> list[str]:
    """What stands for each figure, in the order of the pages."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif hasattr(node, "get"):
            if node.get("/S") == "/Figure":
                found.append(str(node["/Alt"]))
            if "/K" in node and not isinstance(node["/K"], int):
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.parametrize(
    ("page", "items", "caption", "values"),
    [
        ("themes", (("annee", "2025"),), "La matrice en tableau", ("Culture\u00a0: ", "Rayonne\u00a0: 2 accueils")),
        (
            "carte",
            (("annee", "2025"),),
            "La carte en tableau",
            ("Milwaukee\u00a0: 1 mission", "Hambourg\u00a0: 1 accueil, nommé, sans date."),
        ),
        (
            "comparer",
            (("quoi", "villes"), ("avec", "namur"), ("avec", "paris")),
            "La comparaison en tableau",
            ("Namur\u00a0: 2 · 2 accueils", "Paris\u00a0: 3 · 3 missions"),
        ),
        ("chronologie", (("annee", "toutes"),), "Les années en tableau", ("2025\u00a0: ",)),
    ],
)
def test_a_figure_gives_its_values_in_words_and_as_a_table(
    database: Database, page: str, items: tuple[tuple[str, str], ...], caption: str, values: tuple[str, ...]
) -> None:
    reader = pdf(database, page, *items)
    (alt,) = alternatives(reader)
    assert not [value for value in values if value not in alt], alt
    assert caption in text_of(reader)
    # and the page as HTML, the picture alone
    web = made(database, page, "html", *items).decode()
    assert f"<h2>{caption}</h2>" in web
    desc = made(database, page, "svg", *items).decode().partition("<desc>")[2].partition("</desc>")[0]
    assert not [value for value in values if value not in desc]


def test_a_document_says_where_its_page_is(database: Database) -> None:
    body = made(database, "fiches", "pdf", ("ville", "namur"), home="https://exemple.test/bri/")
    (first, *_) = PdfReader(io.BytesIO(body)).pages
    assert "https://exemple.test/bri/fiches?ville=namur" in "".join(first.extract_text().split())


@pytest.mark.parametrize(("lang", "wanted"), [("fr", "rapport de mission"), ("en", "mission report")])
def test_the_method_page_becomes_a_document_of_its_own_words(database: Database, lang: str, wanted: str) -> None:
    paper = text_of(pdf(database, "methode", ("lang", lang))).casefold().replace("\u00a0", " ")
    word = opened_word(io.BytesIO(made(database, "methode", "docx", ("lang", lang))))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    words = texts(lang)  # type: ignore[arg-type]
    assert headings == [
        words(f"method.{name}") for name in ("words", "counting", "rules", "carbon", "data", "versions")
    ]
    for said in (wanted, "6 371,0088" if lang == "fr" else "6,371.0088", words("report.definition.announced")):
        assert said.casefold().replace("\u00a0", " ") in paper
    # a heading stands once: the table under it has a caption of its own
    assert paper.count(words("method.rules").casefold()) == 1
    with pytest.raises(NothingToTakeError):
        made(database, "methode", "csv")
