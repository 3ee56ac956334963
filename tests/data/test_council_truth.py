"""The council's pages, filtered or not: workbook, CSV, web page, picture, slides, PDF and Word file hold the same rows
and titles."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date

import openpyxl
import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

from bri_data.address import Address
from bri_data.documents.drawers import PAPER, drawers
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order, shown
from bri_data.documents.page_slides import slides_of
from bri_data.documents.printed import MOST_ROWS
from bri_data.documents.rows import sheets_of
from bri_data.store.database import Database

PAGES = ("retombees", "seance", "depenses", "ententes", "questions", "croisements")
ON = date(2026, 11, 28)
KEPT = {"depenses": "vancouver"}  # where no amount is known there is no slide, and it is refused in words


def order(database: Database, page: str, *items: tuple[str, str]) -> Order:
    return Order(database.cursor(), Address.read(page, (("annee", "2025"), *items)), ON)


def flat(text: str) -> str:
    return " ".join(html.unescape(text).split())


def squeezed(text: str) -> str:
    """Letters alone: a PDF parts words where its lines and cells end."""
    return re.sub(r"\s", "", html.unescape(text))


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("address", PAGES)
def test_every_medium_of_a_council_page_says_the_same(database: Database, address: str, is_whole: bool) -> None:
    kept = () if is_whole else (("f.ville", KEPT.get(address, "san-antonio")),)
    made = {
        name: FORMATS[name].make(order(database, address, *kept))
        for name in ("csv", "xlsx", "html", "svg", "pptx", "pdf", "docx")
    }
    table = list(csv.DictReader(io.StringIO(made["csv"].decode("utf-8-sig"))))
    first = sheets_of(shown(order(database, address, *kept)))[0]
    assert len(table) == first.n > 0
    # the workbook: the heads of the CSV, and under them as many rows whose first cell is the same
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]), read_only=True)
    rows = [
        ["" if cell is None else str(cell) for cell in row] for row in book[first.title].iter_rows(values_only=True)
    ]
    head = next(number for number, row in enumerate(rows) if first.fields[0].heading in row)
    names = [str(row[next(iter(table[0]))]) for row in table]
    assert [flat(row[0]) for row in rows[head + 1 : head + 1 + first.n]] == [flat(name) for name in names]
    # the web page holds each row's first words
    page_text = flat(re.sub(r"<[^>]+>", " ", made["html"].decode()))
    assert [name for name in names if flat(name) not in page_text] == []
    # one title for slide, file of slides and picture; each statement of the slide is in its file
    (slide,) = slides_of(order(database, address, *kept))
    frames = [
        shape.text_frame.text
        for one in Presentation(io.BytesIO(made["pptx"])).slides
        for shape in one.shapes
        if shape.has_text_frame
    ]
    told = flat(" ".join(frames).replace("\v", " "))
    assert flat(slide.title) in told
    assert flat(slide.title) in flat(made["svg"].decode())
    said = [line for one in getattr(slide.body, "items", ()) for line in (one.name, *one.lines)]
    assert [line for line in said if flat(line) not in told] == []
    assert slide.source
    book.close()
    # paper and Word: the title, and each row's first words, in the first table of the page's own rows or as words
    paper = squeezed(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(made["pdf"])).pages))
    word = Document(io.BytesIO(made["docx"]))
    assert squeezed(slide.title) in paper
    assert flat(slide.title) == flat(word.core_properties.title)
    assert [name for name in names if squeezed(name) not in paper] == []
    if address in drawers(PAPER):
        written = squeezed(" ".join(word.element.body.itertext()))
        assert [name for name in names if squeezed(name) not in written] == []
        return
    tables = [[flat(row.cells[0].text) for row in one.rows[1:]] for one in word.tables]
    printed = names if first.on_paper is None else [str(row[0]) for row in first.on_paper]  # not each empty pair
    assert [flat(name) for name in printed[:MOST_ROWS]] in tables
