"""A page as one file, from plain values: every type of cell, and text that stays text."""

from __future__ import annotations

import re
from datetime import datetime

from bri_data.export.sheets import Book, Field, Notice, Sheet, Source
from bri_data.export.web_page import MOST_ROWS, web_page
from bri_data.present.words import texts

NASTY = "<img src=x onerror=alert(1)>"
FIELDS = (
    Field("title", "Titre"),
    Field("start", "Début", "date"),
    Field("year", "Année", "integer"),
    Field("cost", "Coût", "money"),
    Field("km", "Distance", "number"),
    Field("urls", "Adresses", "url"),
)


def page_of(*rows: list[object]) -> str:
    notice = Notice(NASTY, ((NASTY, NASTY),), ((NASTY, NASTY),), (Source(NASTY, NASTY, NASTY, "javascript:alert(1)"),))
    book = Book(notice, (Sheet("a", NASTY, FIELDS, rows, len(rows)),), datetime(2026, 1, 1))
    return web_page(book, ["<svg></svg>"], texts("fr")).decode()


def cells(page: str) -> list[str]:
    return re.findall(r"<td[^>]*>(.*?)</td>", page)


def test_cells_are_said_as_the_reader_says_them() -> None:
    page = page_of(["Mission", "2025-03", 2025, 6728.12, 3045.5, "https://exemple.test/a | https://exemple.test/b"])
    title, start, year, cost, km, urls = cells(page)
    assert (title, year) == ("Mission", "2025")
    assert start.startswith('<time datetime="2025-03">mars 2025')
    assert (cost, km) == ("6\u00a0728,12\u00a0$", "3\u00a0045,5")
    assert urls.count("<a href=") == 2


def test_what_is_not_known_is_an_empty_cell() -> None:
    assert cells(page_of([None] * 6)) == [""] * 6


def test_no_text_becomes_markup() -> None:
    page = page_of([NASTY, NASTY[:4], None, None, None, f"{NASTY} javascript:alert(1)"])
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "default-src 'none'" in page.replace("&#39;", "'")


def test_whoever_waits_is_told() -> None:
    heard: list[tuple[int, int]] = []
    rows = [["a", None, None, None, None, None]] * 1500
    sheets = tuple(Sheet(code, code, FIELDS, rows, 1500) for code in "ab")
    book = Book(Notice("t", (), (), ()), sheets, datetime(2026, 1, 1))
    web_page(book, [], texts("fr"), lambda done, total: heard.append((done, total)))
    assert [done for done, _ in heard] == [*range(0, 1500, 250), *range(1500, 3000, 250)]
    assert {total for _, total in heard} == {3000}


def test_a_very_long_table_is_cut_and_says_so() -> None:
    page = page_of(*([[None] * 6] * (MOST_ROWS + 5)))
    assert len(cells(page)) == 6 * MOST_ROWS
    assert "Les 20\u00a0000 premières lignes sont ici; le CSV et le classeur les ont toutes." in page
