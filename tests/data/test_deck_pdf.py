"""The slides as a PDF: page for page what the screen and PowerPoint show, listed in sections, with their rows."""

from __future__ import annotations

import csv
import io
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pypdf import PdfReader

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import NothingToTakeError, Order, file_stem
from bri_data.documents.page_slides import slides_of
from bri_data.present.slides.model import Number
from bri_data.views import View

DATA = Path(__file__).parents[2] / "data"
ON = date(2026, 11, 22)
VIEWS = (
    View("carte", "annee=2025&cadre=EU", "L’Europe", "Dire bonjour"),
    View("chronologie", "annee=toutes&f.pays=FR&f.pays=BE"),
    View("depenses", "", "Ce que cela coûte"),
    View("questions", ""),
)


def asked(con: duckdb.DuckDBPyConnection, page: str, *items: tuple[str, str]) -> Order:
    return Order(con.cursor(), Address.read(page, items), ON)


def flat(text: str) -> str:
    """Without the blanks and hyphens that the ends of lines bring."""
    return "".join(text.split()).replace("-", "")


def listed(outline: list[Any], depth: int = 0) -> list[tuple[int, str]]:
    found = []
    for one in outline:
        found += listed(one, depth + 1) if isinstance(one, list) else [(depth, str(one.title))]
    return found


@pytest.mark.parametrize(("lang", "views"), [("fr", ()), ("en", VIEWS)])
def test_each_page_is_its_slide(con: duckdb.DuckDBPyConnection, lang: str, views: tuple[View, ...]) -> None:
    items = [("annee", "2025"), ("lang", lang), *(("vue", view.written()) for view in views)]
    slides = slides_of(asked(con, "presenter", *items))
    pdf = PdfReader(io.BytesIO(FORMATS["pdf-slides"].make(asked(con, "presenter", *items))))
    assert len(slides) == (len(views) + 1 if views else 17)
    assert len(pdf.pages) == len(slides) + 1  # and how to read them
    for slide, page in zip(slides, pdf.pages, strict=False):
        said = flat(page.extract_text())
        title = f"{slide.body.number}{slide.body.words}" if isinstance(slide.body, Number) else slide.title
        assert flat(title) in said
        assert flat(slide.lead) in said
        assert flat(slide.source) in said
    # the rows behind each slide travel in the file, all that its table on the screen holds
    attached = {name: content[0].decode("utf-8-sig") for name, content in pdf.attachments.items()}
    held = {f"{n:02d}-{slide.code}.csv": slide.rows for n, slide in enumerate(slides, 1) if slide.rows.cells}
    assert set(attached) == set(held)
    for name, rows in held.items():
        head, *cells = csv.reader(io.StringIO(attached[name], newline=""))
        assert tuple(head) == rows.headings
        assert len(cells) == len(rows.cells)


def test_the_year_is_listed_in_sections(con: duckdb.DuckDBPyConnection) -> None:
    pdf = PdfReader(io.BytesIO(FORMATS["pdf-slides"].make(asked(con, "", ("annee", "2025")))))
    contents = listed(pdf.outline)
    assert [title for depth, title in contents if depth == 0] == [
        "Québec à l’international",
        "L’année en nombres",
        "Thèmes, partenaires et ententes",
        "Coûts et sources",
        "Comment lire ces diapositives",
    ]
    # a section leads to slides; the title and the last page stand for themselves, the meeting follows the title
    assert [(before[0], after[0]) for before, after in pairwise(contents)].count((0, 1)) == 4
    assert sum(depth == 1 for depth, _ in contents) == 16
    assert pdf.trailer["/Root"]["/Lang"] == "fr-CA"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_page_gives_its_slide_under_a_name_of_its_own(con: duckdb.DuckDBPyConnection) -> None:
    order = asked(con, "carte", ("annee", "2025"), ("f.genre", "mission"))
    assert (
        file_stem(order, "pdf-slides")
        == "Québec à l’international - Carte - 2025 - mission - diapositives - 2026-11-22"
    )
    assert file_stem(order, "pdf") == "Québec à l’international - Carte - 2025 - mission - 2026-11-22"
    pdf = PdfReader(io.BytesIO(FORMATS["pdf-slides"].make(order)))
    assert len(pdf.pages) == 2
    assert "Filtré" in pdf.pages[0].extract_text()


def test_nothing_to_show_is_said(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NothingToTakeError, match="no_slide"):
        FORMATS["pdf-slides"].make(asked(con, "fiches"))


def test_words_of_the_data_stay_words(con: duckdb.DuckDBPyConnection) -> None:
    hostile = '#panic() $x$ *a* _b_ <c> @d "e" \\f [g] // h 東京'
    order = asked(con, "presenter", ("vue", View("carte", "annee=2025", f"{hostile} 𒀀").written()))
    pdf = PdfReader(io.BytesIO(FORMATS["pdf-slides"].make(order)))
    assert flat(f"{hostile} □") in flat(pdf.pages[1].extract_text())
    assert "Carré vide : lettre qui manque aux polices du document (1)" in pdf.pages[-1].extract_text()


def test_what_is_too_long_is_set_smaller_and_stays_on_its_page(con: duckdb.DuckDBPyConnection) -> None:
    long = "Une délégation de la Conférence internationale des villes portuaires nordiques " * 4
    items = [("vue", View("ententes", "", long).written()), ("vue", View("donnees", "table=activites", long).written())]
    pdf = PdfReader(io.BytesIO(FORMATS["pdf-slides"].make(asked(con, "presenter", *items))))
    assert len(pdf.pages) == 4
    for page in pdf.pages[1:3]:
        heights: list[float] = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size, into=heights: text.strip() and into.append(float(tm[5]))
        )
        assert 0 <= min(heights) <= max(heights) <= float(page.mediabox.height)
