"""The draft of the annual report on the real files: the published structure, the pages' numbers, nothing invented."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from pypdf import PdfReader

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.export.docx import docx
from bri_data.export.pdf import pages as pages_of_word
from bri_data.export.pdf import pdf
from bri_data.present.report import annual, parts
from bri_data.present.report.model import Block, BulletList, Document, Figures, Note, Paragraph, Picture, Table, Todo
from bri_data.present.words import Lang, texts
from bri_data.queries import overview, report
from bri_data.store.refresh import DataFolder
from tests.benchmark.odd_folders import zeros
from tests.unit.small_folder import write_folder

DATA = Path(__file__).parents[2] / "data"
N = "\u00a0"
ANNEX = f"Annexe interne{N}: écarts relevés dans les sources, à retirer avant publication"


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    database = DataFolder(DATA, tmp_path_factory.mktemp("cache")).current().database
    assert database is not None
    with database.cursor() as cursor:
        yield cursor


def draft(con: duckdb.DuckDBPyConnection, year: int, lang: Lang = "fr") -> Document:
    return annual.document(year, report.answers(con, year), texts(lang))


@pytest.fixture(scope="module")
def of_2025(con: duckdb.DuckDBPyConnection) -> Document:
    return draft(con, 2025)


def blocks(document: Document, kind: type[Block], under: str = "") -> list[Block]:
    """The blocks of one kind, in the whole document or under one heading."""
    return [
        block
        for section in document.sections
        if under in ("", section.heading)
        for block in section.blocks
        if isinstance(block, kind)
    ]


def test_it_follows_the_published_structure(of_2025: Document) -> None:
    assert [section.heading for section in of_2025.sections if section.level == 1] == [
        "Résumé exécutif",
        "Introduction",
        "Faits saillants",
        "Retombées",
        "Partenaires",
        "Méthode et sources",
        ANNEX,
    ]
    second = [section.heading for section in of_2025.sections if section.level == 2]
    assert second[4:12] == [
        "Principales actions",
        "Missions, accueils et autres activités",
        "Divulgation et crédits carbone",
        "Québec rayonne",
        "Québec apprend",
        "Québec attire",
        "Activités et ententes sans axe précisé",
        "À souligner",
    ]


def test_its_figures_are_the_pages(of_2025: Document) -> None:
    (figures,) = [block for block in of_2025.cover if isinstance(block, Figures)]
    assert [(one.number, one.label) for one in figures.items] == [
        ("19", "accueils internationaux"),
        ("5", "missions"),
        ("8", "rencontres en ligne"),
        ("4", "événements"),
        ("1", "entente de financement"),
    ]
    assert of_2025.lead.replace(N, " ") == "En 2025, Québec compte 19 accueils et 5 missions à l’étranger."
    (declared,) = blocks(of_2025, Table, "Principales actions")
    assert isinstance(declared, Table)
    assert len(declared.rows) == 18  # the lines of indicateurs.csv for 2025
    assert ("Villes visitées", "4", "Washington, San Antonio, New York et Luxembourg") in [r[:3] for r in declared.rows]


def test_declared_and_recorded_stay_apart(of_2025: Document) -> None:
    missions, hosted, *_ = blocks(of_2025, Table, "Missions, accueils et autres activités")
    assert isinstance(missions, Table)
    assert isinstance(hosted, Table)
    assert len(hosted.rows) == 8  # named, of the 19 declared
    # the five declared; two seminars and a journey only announced belong to no total
    assert len(missions.rows) == 8
    totals, states = [row[4] for row in missions.rows], [row[3] for row in missions.rows]
    assert (totals.count("total déclaré 2025"), totals.count("hors total")) == (5, 3)
    assert states.count("annoncée") == 1
    (unnamed,) = blocks(of_2025, Todo, "Principales actions")
    assert isinstance(unnamed, Todo)
    assert unnamed.points == ("11 accueils sur 19", "8 rencontres en ligne sur 8", "Un événement sur 4")


def test_what_the_data_do_not_hold_is_left_to_write(of_2025: Document) -> None:
    todos = [todo for todo in blocks(of_2025, Todo) if isinstance(todo, Todo)]
    assert "les tonnes et le coût des vols de 2025, qui ne sont pas encore déclarés." in [todo.what for todo in todos]
    (partners,) = blocks(of_2025, Todo, "Partenaires")
    assert isinstance(partners, Todo)
    assert "Nommer les 9 partenaires déclarés qu’aucune source ne nomme." in partners.points  # 18 less 9 named


def test_carbon_is_dated_by_its_flights(of_2025: Document) -> None:
    (*_, carbon) = blocks(of_2025, Table, "Divulgation et crédits carbone")
    assert isinstance(carbon, Table)
    assert [row[:3] for row in carbon.rows] == [
        ("2022", f"185,28{N}t", f"4{N}833,86{N}$"),
        ("2024", f"188{N}t", f"6{N}728,12{N}$"),
    ]


def test_contradictions_that_matter_are_said(of_2025: Document) -> None:
    (table,) = blocks(of_2025, Table, ANNEX)
    with (DATA / "ecarts.csv").open(encoding="utf-8", newline="") as file:
        expected = [row["sujet"] for row in csv.DictReader(file) if row["annee"] == "2025" and row["gravite"] in "ab"]
    assert isinstance(table, Table)
    assert sorted(row[0] for row in table.rows) == sorted(expected)
    told = " ".join(cell for row in table.rows for cell in row)
    assert "Le Soleil, 6 septembre 2012, page entière" in told.replace("\u00a0", " ")
    assert re.search(r"\d{4}-\d{2}-\d{2}", told) is None


def test_outcomes_stand_under_their_axis(of_2025: Document) -> None:
    heading, listed = "", dict.fromkeys(("Québec rayonne", "Québec apprend", "Québec attire", "À souligner"), 0)
    for section in of_2025.sections:
        heading = section.heading if section.level < 3 else heading
        if heading in listed:
            listed[heading] += sum(len(block.items) for block in section.blocks if isinstance(block, BulletList))
    assert listed == {"Québec rayonne": 6, "Québec apprend": 9, "Québec attire": 6, "À souligner": 5}


def test_what_comes_next_is_every_open_outcome_and_every_agreement_about_to_end(of_2025: Document) -> None:
    (found,) = blocks(of_2025, Table, "Ce qui suit")
    assert isinstance(found, Table)
    rows = [tuple(cell.replace("\u00a0", " ") for cell in (row[0][:29], *row[1:])) for row in found.rows]
    assert rows == [  # soonest first, what has no date last
        ("Entente de diplomatie municip", "En renouvellement", "2025"),
        ("Une représentation nord-améri", "En cours", "janvier 2026"),
        ("La place de Namur, annoncée p", "Annoncée", "2026"),
        ("Protocole de coopération Québ", "En vigueur", "2026"),
        ("Entente de collaboration Québ", "En vigueur", "2026"),
        ("Protocole de coopération Québ", "En vigueur", "2026"),
        ("Des projets conjoints en cult", "En cours", "—"),
    ]
    every = [block for section in of_2025.sections for block in section.blocks if isinstance(block, Todo)]
    assert f"{len(every)} passages restent à compléter." in [
        block.text for block in of_2025.cover if isinstance(block, Note)
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_sentence_that_the_data_hold_is_lost(con: duckdb.DuckDBPyConnection, lang: Lang) -> None:
    made = draft(con, 2025, lang)
    said = "\n".join(
        text
        for section in made.sections
        for block in section.blocks
        for text in ((block.text,) if isinstance(block, Paragraph) else getattr(block, "items", ()))
        if isinstance(text, str)
    )
    end = "_en" if lang == "en" else ""
    asked = {
        "activites.csv": (f"resume{end}", f"objectif{end}"),
        "ententes.csv": (f"resume{end}",),
        "retombees.csv": (f"enonce{end}",),
    }
    held = 0
    for name, columns in asked.items():
        with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if "2025" in (row.get("compte_dans"), row.get("annee"), (row.get("debut") or "")[:4]):
                    texts_of_row = [row[column] for column in columns if row[column]]
                    held += len(texts_of_row)
                    assert not [text for text in texts_of_row if text.strip() not in said], row["identifiant"]
    assert held > 45  # 21 summaries, 7 objectives, and the outcomes whose row says 2025


def test_each_axis_is_told_and_the_themes_of_the_online_meetings_are_named(of_2025: Document) -> None:
    told = [block.text for block in blocks(of_2025, Paragraph, "Québec apprend") if isinstance(block, Paragraph)]
    (new_york,) = [text for text in told if text.startswith("Conférence mondiale de l’AIVP à New York")]
    names = {block.name for block in blocks(of_2025, Paragraph, "Québec apprend") if isinstance(block, Paragraph)}
    assert "Conférence mondiale de l’AIVP à New York" in names  # it stands out where its story begins
    assert ". Mission, du 18 au 21 novembre 2025 (dates de l’activité, non du voyage). Objectif" in new_york
    assert new_york.endswith(f"Thèmes sous cet axe{N}: Ports et fleuve; Climat; Environnement.")
    themes = [block.text for block in blocks(of_2025, Paragraph, "Principales actions") if isinstance(block, Paragraph)]
    assert any(text.startswith("Rencontres thématiques en ligne (8)") and text.count(";") == 6 for text in themes)


@pytest.mark.parametrize("year", [1999, 2024, 2026, 2031])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_year_without_a_report_has_no_total(con: duckdb.DuckDBPyConnection, year: int, lang: Lang) -> None:
    document = draft(con, year, lang)
    key = "Main actions" if lang == "en" else "Principales actions"
    assert not blocks(document, Table, key)
    (totals,) = blocks(document, Todo, key)
    assert isinstance(totals, Todo)
    assert len(totals.points) == 5
    lines = [
        item
        for section in document.sections
        for one in section.blocks
        if isinstance(one, BulletList)
        for item in one.items
    ]
    assert not [line for line in lines if line.startswith("—")]  # what is unknown is named, then said to be


def test_a_report_of_declared_figures_alone_cites_their_document(tmp_path: Path) -> None:
    folder = DataFolder(write_folder(tmp_path / "data", zeros()), tmp_path / "cache").current()
    assert folder.database is not None, folder.problems
    with folder.database.cursor() as con:
        assert list(report.answers(con, 2025)["sources"]["source_id"]) == ["rapport-2025"]


def test_the_pdf_holds_the_rows_of_the_pages_under_their_own_headings(con: duckdb.DuckDBPyConnection) -> None:
    order = Order(con.cursor(), Address.read("", [("annee", "2025")]), date(2026, 11, 22))
    reader = PdfReader(io.BytesIO(FORMATS["pdf"].make(order)))
    found = {
        name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        for name, (data,) in reader.attachments.items()
    }
    assert set(found) == {"activites.csv", "declare.csv", "retombees.csv", "ententes.csv", "reseaux.csv"}
    expected = overview.rows(con, 2025)
    assert sorted(row["Identifiant"] for row in found["activites.csv"]) == sorted(expected["record_id"])
    declared = {row["Chiffre"]: row["Valeur"] for row in found["declare.csv"]}
    assert (declared["Accueils internationaux"], declared["Missions à l’étranger"]) == ("19", "5")
    assert len(found["retombees.csv"]) == 26
    # no name of a column of ours
    assert [head for rows in found.values() for head in rows[0] if "_" in head] == []
    assert "19 accueils internationaux" in reader.pages[2].extract_text().replace("\n", " ")


def test_every_picture_has_its_sentence_in_english_too(con: duckdb.DuckDBPyConnection) -> None:
    document = draft(con, 2025, "en")
    pictures = [block for block in document.cover if isinstance(block, Picture)]
    assert [picture.alt.startswith("Map centred on Québec City") for picture in pictures] == [True]
    assert PdfReader(io.BytesIO(pdf(document))).trailer["/Root"]["/Lang"] == "en-CA"


def test_a_long_list_is_cut_and_says_so() -> None:
    blank = (
        "start",
        "end",
        "date_basis",
        "functions",
        "partners",
        "cities",
        "title_en",
        "counted_in",
        "source_locator",
    )
    row = dict.fromkeys(blank) | {"kind": "mission", "state": "dated", "off_total": False}
    rows = [row | {"title": str(i)} for i in range(parts.MOST_ROWS + 1)]
    table = parts.records_table("Missions", rows, 4_012, texts("fr"))
    assert len(table.rows) == parts.MOST_ROWS == 300
    counted = f"Compte dans{N}: sans date connue, dans aucun total."  # all alike: under them, and in no column
    assert table.note == f"Les 300 premières lignes sur 4{N}012. {counted}"
    assert "Compte dans" not in table.headings
    differ = parts.records_table("Missions", [rows[0], rows[1] | {"counted_in": 2025}], 2, texts("fr"))
    assert ("Compte dans" in differ.headings, differ.note) == (True, "")
    assert parts.records_table("Missions", rows[:2], 2, texts("fr")).note == counted


def test_the_contents_of_the_word_file_lead_to_the_right_pages(
    of_2025: Document, printed: Callable[[bytes, str], PdfReader]
) -> None:
    pages = [" ".join(page.extract_text().replace(N, " ").split()) for page in printed(docx(of_2025), "docx").pages]
    chapters = [
        (section.heading.replace(N, " "), page)
        for section, page in zip(of_2025.sections, pages_of_word(of_2025), strict=True)
        if section.level == 1
    ]
    assert len(chapters) == 7
    for heading, page in chapters:
        title, head = "Rapport annuel 2025 ", pages[page - 1]
        assert head.removeprefix(title).startswith(heading), (heading, page)
        assert f"{heading}{page}".replace(" ", "") in pages[1].replace(".", "").replace(" ", ""), heading
