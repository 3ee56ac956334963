"""The PowerPoint files of the real data: the published figures, the files' own counts, and what LibreOffice makes of
them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import NothingToTakeError, Order
from bri_data.present.theme import KINDS
from bri_data.present.words import texts
from bri_data.views import View
from tests.unit import pptx_package as package

DATA = Path(__file__).parents[2] / "data"
ON = date(2026, 11, 22)
FR = texts("fr")


@pytest.fixture(scope="module")
def deck(con: duckdb.DuckDBPyConnection) -> bytes:
    """The standard deck of 2025, in French."""
    return file(con, "", ("annee", "2025"))


def file(con: duckdb.DuckDBPyConnection, page: str, *items: tuple[str, str]) -> bytes:
    # a cursor of its own, as the server and the command line give one
    with con.cursor() as own:
        return FORMATS["pptx"].make(Order(own, Address.read(page, items), ON))


def opened(blob: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(blob)).slides)


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_deck_is_sound_and_says_everything_in_words(deck: bytes) -> None:
    assert package.faults(deck) == []
    assert package.silent(deck) == []
    assert not [name for name in package.parts(deck) if "media" in name]
    assert len(deck) < 1_000_000
    for slide in opened(deck):
        assert slide.shapes.title.text_frame.text
        assert "22 novembre 2026" in package.spoken(slide)


def test_the_deck_holds_the_published_figures(deck: bytes) -> None:
    cover, sitting, first, *_ = slides = opened(deck)
    assert package.shown(cover).split("\n")[:3] == [
        "Québec à l’international",
        "L’année 2025",
        "Bureau des relations internationales, Ville de Québec",
    ]
    assert "22 novembre 2026" in package.shown(cover)
    assert sitting.shapes.title.text_frame.text.startswith("Aucun retard établi")
    assert first.shapes.title.text_frame.text == "19\vaccueils internationaux en 2025"
    blocks = next(shape for shape in first.shapes if shape.name == FR("pptx.name.blocks"))
    assert Counter(shape.name.rsplit(" ", 1)[0] for shape in blocks.shapes) == {
        "de courtoisie": 8,
        "collaborations ciblées": 7,
        "échanges stratégiques": 4,
    }
    squares = [shape for slide in slides for shape in slide.shapes if shape.name == FR("pptx.name.squares")]
    assert [len(shape.shapes) for shape in squares] == [188]
    everything = "\n".join(package.shown(slide) for slide in slides)
    assert "6\N{NO-BREAK SPACE}728,12\N{NO-BREAK SPACE}$" in everything


def test_the_chart_counts_what_the_files_hold(deck: bytes) -> None:
    chart, outcomes, *_ = package.charts(deck)
    came = package.drawn(outcomes)
    assert package.embedded(outcomes) == came
    # 9 apprend, 6 rayonne, 6 attire, 5 under no axis: retombees.csv, annee 2025
    assert sorted(came["Total"].values()) == [5, 6, 6, 9]
    names = {row["code"]: row["libelle"] for row in rows("themes.csv")}
    expected: Counter[str] = Counter()
    for row in (*rows("activites.csv"), *rows("ententes.csv")):
        day = row.get("debut") or row.get("signature") or ""
        of_year = day.startswith("2025") or row["compte_dans"] == "2025"
        if of_year and row["visibilite"] == "public" and row["etat"] != "annulee":
            expected.update(names[theme] for theme in row["themes"].split(";") if theme)
    drawn = package.drawn(chart)
    assert package.embedded(chart) == drawn
    # the eight longest bars, whose parts add up to their totals
    total = drawn.pop("Total")
    assert len(total) == 8
    assert total == {name: expected[name] for name in total}
    assert min(total.values()) >= sorted(expected.values(), reverse=True)[7]
    assert {name: sum(series[name] for series in drawn.values()) for name in total} == total


def test_the_deck_ends_with_charts_to_edit(deck: bytes) -> None:
    _, _, months, years, visits, estimates, amounts = package.charts(deck)
    held = {name: package.embedded(chart) for name, chart in (("m", months), ("a", amounts), ("v", visits))}
    dated = Counter(
        int(day[5:7])
        for row in (*rows("activites.csv"), *rows("ententes.csv"))
        if (day := row.get("debut") or row.get("signature") or "").startswith("2025-")
        and row["visibilite"] == "public"
        and row["etat"] != "annulee"
    )
    assert [total or 0 for total in held["m"]["Total"].values()] == [dated[month] for month in range(1, 13)]
    assert package.drawn(months).keys() == held["m"].keys()
    assert held["v"] == {"Accueils": {"De courtoisie": 8, "Collaborations ciblées": 7, "Échanges stratégiques": 4}}
    assert package.drawn(years)["Total"]["2025, dont 1 annoncée"] == 23
    # 709, 1 719 and 2 070 kg, to two figures
    kilos = {name: values["Luxembourg"] for name, values in package.drawn(estimates).items()}
    assert kilos == {"Bas": 710, "Central": 1700, "Haut": 2100}
    # what is unknown is an empty cell, never zero
    assert held["a"]["Prévu"]["Mission nordique, 2023"] == 36_000
    assert held["a"]["Réel"]["Mission nordique, 2023"] is None
    for chart in package.charts(deck):
        book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert book.sheetnames == ["Données"]
        head = [cell.value for cell in book["Données"][1]]
        if head[-1] == "Total":
            assert str([cell.value for cell in book["Données"][2]][-1]).startswith("=SUM(B2:")


def test_a_filtered_page_shows_the_records_kept_and_says_so(con: duckdb.DuckDBPyConnection) -> None:
    slide, *pages, _ = opened(file(con, "chronologie", ("annee", "2025"), ("f.genre", "mission")))
    names = {known.get("name") for known in slide._element.iter(f"{package.P}cNvPr")}
    drawn = {name for name in names if name.startswith(tuple(f"{FR(f'common.kind.{kind}')}, " for kind in KINDS))}
    # the mission to Ottawa is announced, no source says that it took place
    assert drawn == {"Mission, nommée et datée", "Mission, nommée, sans date", "Mission, annoncée"}
    assert "Filtré" in package.shown(slide)
    assert "déclaré, sans détail" not in package.shown(slide)
    cells = [
        cell.text for page in pages for shape in page.shapes if shape.has_table for cell in shape.table.iter_cells()
    ]
    assert set(cells[6::6]) <= {"Mission", "Type"}


def test_views_follow_their_order_with_their_titles_and_notes(con: duckdb.DuckDBPyConnection) -> None:
    views = [
        View("carte", "annee=2025&f.ville=namur", "Namur seulement", "Saluer la maire"),
        View("chronologie", "annee=toutes"),
        View("comparer", "par=rien"),
        View("carte", "annee=2025"),
    ]
    _, *slides, _ = opened(file(con, "presenter", *(("vue", view.written()) for view in views)))
    assert slides[0].shapes.title.text_frame.text == "Namur seulement"
    assert package.spoken(slides[0]).split("\n")[:2] == ["Namur seulement", "Saluer la maire"]
    assert "San Antonio" not in package.shown(slides[0])
    # the filter of one view does not reach the next
    assert "San Antonio" in package.shown(slides[-1])


@pytest.mark.parametrize(
    ("page", "items", "count"),
    [
        ("carte", [("annee", "toutes")], 1),
        ("chronologie", [("annee", "toutes")], 1),
        ("themes", [("annee", "2025")], 1),
        ("themes", [("annee", "toutes"), ("par", "secteurs")], 1),
        ("carbone", [("annee", "2025")], 2),
        ("fiches", [("ville", "namur")], 2),
        ("fiches", [("entente", rows("ententes.csv")[0]["identifiant"])], 2),
        ("donnees", [], 1),
        ("comparer", [("quoi", "villes"), ("avec", "namur"), ("avec", "bordeaux")], 1),
    ],
)
def test_each_page_is_a_slide_or_two_with_its_rows(
    con: duckdb.DuckDBPyConnection, page: str, items: list[tuple[str, str]], count: int
) -> None:
    blob = file(con, page, *items)
    assert package.faults(blob) == []
    assert package.silent(blob) == []
    slides = opened(blob)[:-1]
    tables = [slide for slide in slides if any(shape.has_table for shape in slide.shapes)]
    assert tables
    assert len(slides) - len(tables) == count


def test_a_comparison_shows_each_thing_with_what_is_recorded(con: duckdb.DuckDBPyConnection) -> None:
    slide = opened(file(con, "comparer", ("quoi", "villes"), ("avec", "namur"), ("avec", "bordeaux")))[0]
    drawn = Counter[str]()  # what the symbols show: agreements, and what is only announced, too
    for row in (*rows("activites.csv"), *rows("ententes.csv")):
        if row["visibilite"] == "public" and row.get("etat") != "annulee":
            drawn.update(row["villes"].split(";"))
    shown = package.shown(slide).split("\n")
    assert shown[shown.index("Namur") - 1] == str(drawn["namur"])
    assert shown[shown.index("Bordeaux") - 1] == str(drawn["bordeaux"])


@pytest.mark.parametrize(("page", "most"), [("questions", 6), ("seance", 6)])
def test_what_the_council_reads_takes_few_slides(con: duckdb.DuckDBPyConnection, page: str, most: int) -> None:
    assert len(opened(file(con, page))) <= most


def test_a_page_with_nothing_to_show_says_so(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NothingToTakeError, match=r"export\.error\.no_slide"):
        file(con, "themes", ("annee", "2025"), ("f.ville", "namur"), ("f.genre", "mission"))


def test_libreoffice_shows_every_slide(deck: bytes, printed: Callable[[bytes, str], PdfReader]) -> None:
    pages = [page.extract_text() for page in printed(deck, "pptx").pages]
    slides = opened(deck)
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        for word in slide.shapes.title.text_frame.text.replace("\v", " ").split():
            assert word in page


def test_a_chart_stays_right_when_a_cell_is_changed(deck: bytes, printed: Callable[[bytes, str], PdfReader]) -> None:
    """A cell goes from its number to 40: the total follows, and the bar is neither cut nor alone on its slide."""
    made = Presentation(io.BytesIO(deck))
    slide, _, of_months, *_ = [one for one in made.slides if any(shape.has_chart for shape in one.shapes)]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert sheet is not None
    *parts, formula = [cell.value for cell in sheet[2]][1:]
    assert formula == "=SUM(B2:E2)"
    total = 40 + sum(int(str(one)) for one in parts[1:])
    series = chart._chartSpace.findall(f".//{package.C}ser")
    for one, value in ((series[0], 40), (series[-1], total)):  # what PowerPoint writes after such a change
        one.find(f"{package.C}val").findall(f".//{package.C}v")[0].text = str(value)
    (months,) = [shape.chart for shape in of_months.shapes if shape.has_chart]
    of_july = months._chartSpace.findall(f".//{package.C}ser")
    for one in (of_july[0], of_july[-1]):  # the one delegation of July becomes 55, and so does its total
        points = {point.get("idx"): point for point in one.find(f"{package.C}val").iter(f"{package.C}pt")}
        points["6"].find(f"{package.C}v").text = "55"
    saved = io.BytesIO()
    made.save(saved)
    pages, places = printed(saved.getvalue(), "pptx").pages, list(made.slides)
    assert "55" in pages[places.index(of_months)].extract_text().split()
    page = pages[places.index(slide)].extract_text()
    words = page.split()
    assert str(total) in words
    assert {"Accueils", "Missions", "Événements", "Ententes"} <= set(words)
    assert {"Culture", "Climat"} <= set(words)
