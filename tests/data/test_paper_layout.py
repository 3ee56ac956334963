"""How the pages of a PDF are broken, read in its structure: no heading left behind, no row cut in two, no table begun
by one row at the foot of a page, no last page of a few lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Pdf

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.export.pdf import pdf
from bri_data.export.pdf_reading import finished
from bri_data.present.report.model import Document, Labels, Paragraph, Section
from bri_data.store.database import Database

HEADINGS = {"/H1", "/H2", "/H3", "/Caption"}


def children(element: Any) -> list[Any]:
    found = element.get("/K")
    return [one for one in (found if isinstance(found, Array) else [found]) if one is not None]


def elements(root: Any) -> Iterator[Any]:
    """Every structure element under `root`, in reading order."""
    for one in children(root):
        if isinstance(one, Dictionary) and "/S" in one:
            yield one
            yield from elements(one)


def pages_of(element: Any, order: dict[Any, int], page: Any = None) -> list[int]:
    """The page of each piece of content of `element`, in reading order."""
    page = element.get("/Pg", page)
    found: list[int] = []
    for one in children(element):
        if isinstance(one, Dictionary) and "/S" in one:
            found += pages_of(one, order, page)
        else:
            own = one.get("/Pg", page) if isinstance(one, Dictionary) else page
            found += [order[own.objgen]] if own is not None else []
    return found


@pytest.mark.parametrize(
    ("page", "items"),
    [
        ("", (("annee", "2025"),)),
        ("", (("annee", "2025"), ("lang", "en"))),
        ("croisements", (("annee", "2025"),)),
        ("fiches", (("ville", "san-antonio"),)),
        ("carte", (("annee", "2025"), ("f.ville", "namur"))),
        ("themes", (("annee", "toutes"), ("lang", "en"))),
    ],
)
def test_pages_are_broken_where_a_reader_would(
    database: Database, page: str, items: tuple[tuple[str, str], ...]
) -> None:
    file = FORMATS["pdf"].make(Order(database.cursor(), Address.read(page, items), date(2026, 11, 22)))
    with Pdf.open(io.BytesIO(file)) as read:
        order = {one.obj.objgen: number for number, one in enumerate(read.pages)}
        every = [one for one in elements(read.Root.StructTreeRoot) if pages_of(one, order)]
        left_behind = [
            str(one.S)
            for one, following in pairwise(every)
            if one.S in HEADINGS
            for after in [next(other for other in every[every.index(following) :] if other.S not in {"/Span"})]
            if pages_of(after, order)[0] != pages_of(one, order)[-1]
        ]
        assert left_behind == []
        if page in {"themes", "croisements"}:  # a picture stands under its title, its source under it
            drawn = next(number for number, one in enumerate(every) if one.S == "/Figure")
            after = next(one for one in every[drawn + 1 :] if one.S == "/P")
            assert (pages_of(every[drawn], order)[0], pages_of(after, order)[0]) == (0, 0)
        tables = [one for one in every if one.S == "/Table"]
        assert tables
        for table in tables:
            head, *rows = [row for row in elements(table) if row.S == "/TR"]
            assert [row for row in (head, *rows) if len(set(pages_of(row, order))) > 1] == []
            begins = {pages_of(row, order)[0] for row in (head, *rows[:2])}
            assert len(begins) == 1, "a table begins with one row at the foot of a page"
            ends = {pages_of(row, order)[0] for row in rows[-2:]}
            assert len(ends) == 1, "a table ends with one row alone on a page"
            cells = {len([one for one in children(row) if one.S in {"/TH", "/TD"}]) for row in rows}
            assert len(cells) == 1
    assert finished(file).last_lines > 8


def test_a_few_lines_more_than_a_page_are_set_on_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = Labels("Bureau", "À compléter", "Contenu", "{page}/{pages}")
    line = Paragraph("Une ligne de texte qui tient sur une seule ligne de la page.")

    def made(n: int) -> int:
        sections = (Section(1, "A", (line,) * n),)
        return finished(pdf(Document("Titre", "fr", date(2026, 1, 2), labels, sections=sections))).pages

    most = next(n for n in range(20, 60) if made(n + 1) == 2)
    assert made(most) == 1
    monkeypatch.setattr("bri_data.export.pdf._FEW_LINES", 0)  # without it, that page had two lines alone on a second
    assert made(most) == 2
