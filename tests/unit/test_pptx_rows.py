"""The rows behind a slide, in its PowerPoint file: native tables that can be read, and none lost."""

from __future__ import annotations

import io
from dataclasses import replace

from pptx import Presentation

from bri_data.export.slides import fit
from bri_data.export.slides.canvas import Box, emu
from bri_data.export.slides.deck import Deck, pptx
from bri_data.export.slides.tables import pages as stretches
from bri_data.present.slides.model import Rows
from tests.unit import pptx_package as package
from tests.unit.test_pptx_slides import BODIES, FR, ON, ROWS, made, opened, slide


def test_rows_are_a_native_table_with_a_header() -> None:
    rows = opened(made(slide("x", BODIES["figures"], rows=ROWS), with_rows=True))[1]
    table = next(shape.table for shape in rows.shapes if shape.has_table)
    assert table.first_row
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Titre", "Date"],
        ["=1+1", "mars 2025"],
        ["Visite", "—"],
    ]


def test_no_row_gives_no_table() -> None:
    assert len(opened(made(slide("x", BODIES["figures"]), with_rows=True))) == 2


def test_many_rows_take_several_slides_and_none_is_lost() -> None:
    rows = Rows(("Titre",), tuple((f"Ligne {n}",) for n in range(60)), 5)
    pages = opened(made(slide("x", BODIES["figures"], rows=rows), with_rows=True))[1:-1]
    said = [
        cell.text
        for page in pages
        for shape in page.shapes
        if shape.has_table
        for cell in shape.table.columns and shape.table.iter_cells()
    ]
    assert [text for text in said if text != "Titre"] == [f"Ligne {n}" for n in range(60)]
    assert "Et 5 autres lignes." in package.shown(pages[-1])
    assert all("Et 5" not in package.shown(page) for page in pages[:-1])


def test_a_column_of_long_texts_takes_the_room_that_short_ones_leave() -> None:
    long = (
        "Un document assez long, que cette ligne cite; un autre document, et un troisième qui en parle, puis un dernier"
    )
    cells = [("Entente", f"Jumelage avec une ville {n}", "Calgary", "21 mai 1962", long) for n in range(12)]
    rows = Rows(("Type", "Titre", "Villes", "Début", "Sources"), tuple(cells))
    assert [len(page) for page in stretches(rows, Box(0, 0, 1696, 600))] == [7, 5]


def test_rows_can_be_read_and_no_two_slides_have_one_title() -> None:
    long = Rows(("Titre", "Ville"), tuple((f"Activité {i}", "Namur") for i in range(40)))
    deck = Deck("Essai", [replace(slide("number", BODIES["number"]), rows=long)], ON, with_rows=True)
    made = Presentation(io.BytesIO(pptx(deck, FR)))
    titles = [one.shapes.title.text_frame.text for one in made.slides]
    assert len(titles) == len(set(titles)) > 3
    tables = [shape.table for one in made.slides for shape in one.shapes if shape.has_table]
    lines = [line for one in tables for cell in one.iter_cells() for line in cell.text_frame.paragraphs]
    sizes = {run.font.size.pt for line in lines for run in line.runs}
    assert sizes == {14.0}


def test_a_column_of_rows_holds_its_longest_word_and_an_amount_keeps_its_sign() -> None:
    amount, heading = "10\u00a0700,00\u00a0$", "Voyageurs"
    cells = tuple(("Montant autorisé pour cinq accompagnateurs, sans le maire " * 3, amount, "3") for _ in range(4))
    deck = Deck(
        "Essai",
        [replace(slide("number", BODIES["number"]), rows=Rows(("Portée", "Montant", heading), cells))],
        ON,
        with_rows=True,
    )
    made = Presentation(io.BytesIO(pptx(deck, FR)))
    (table,) = [shape.table for one in made.slides for shape in one.shapes if shape.has_table]
    # in the fonts of a program without Office's too: 18 % wider, and a heading is bold
    for column, word, wider in ((1, amount, 1.18), (2, heading, 1.18 * 1.15)):
        assert table.columns[column].width >= emu(fit.width(word, 28.0) * wider)
