"""The council's pages, filtered or not: workbook, CSV, web page, picture and slides hold the same rows and titles."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import date

import openpyxl
import pytest
from pptx import Presentation

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order, shown
from bri_data.documents.page_slides import slides_of
from bri_data.documents.rows import sheets_of
from bri_data.store.database import Database

PAGES = ("retombees", "seance", "depenses", "ententes", "questions")
ON = date(2026, 11, 28)
KEPT = {"depenses": "vancouver"}  # where no amount is known there is no slide, and it is refused in words


def order(database: Database, page: str, *items: tuple[str, str]) -> Order:
    return Order(database.cursor(), Address.read(page, (("annee", "2025"), *items)), ON)


def flat(text: str) -> str:
    return " ".join(html.unescape(text).split())


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("address", PAGES)
def test_every_medium_of_a_council_page_says_the_same(database: Database, address: str, is_whole: bool) -> None:
    kept = () if is_whole else (("f.ville", KEPT.get(address, "san-antonio")),)
    made = {
        name: FORMATS[name].make(order(database, address, *kept)) for name in ("csv", "xlsx", "html", "svg", "pptx")
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
