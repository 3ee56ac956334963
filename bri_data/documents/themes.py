"""The themes page taken away: its rows, its picture, its slide, and the table behind its matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from bri_data.present.figures.common import source_line
from bri_data.present.figures.themes.rows import behind
from bri_data.present.posters.paper import Block, Words, runs_legend
from bri_data.present.posters.themes import left_told, matrix_block, matrix_told, runs_of
from bri_data.present.posters.told import SPOKEN, Told, in_words
from bri_data.present.rows import plain
from bri_data.present.slides.model import Rows, Slide
from bri_data.present.slides.story import paragraph
from bri_data.present.slides.topics import topics
from bri_data.present.themes import By, Choice
from bri_data.present.themes_shown import Themes, themes_shown
from bri_data.queries import themes as queries
from bri_data.queries.themes_answers import answers

from .brief_slides import DOCUMENTS
from .kept import span_of
from .order import Order, Shown, asked_once, shown
from .records import year_sheets


@asked_once
def themes_of(order: Shown, by: By) -> Themes:
    """What the page shows by theme, service or sector, of the order's year or of all of them."""
    found = answers(order.con, order.year, by, is_whole=order.is_whole)
    return themes_shown(found, by, span_of(order), order.texts)


def choice_of(order: Order, year: int | None) -> Choice:
    """What the address of the page chooses."""
    return Choice.read(year, *(order.address.value(name) for name in ("par", "case", "lignes")))


def _left(order: Shown, found: Themes) -> tuple[Told, ...]:
    return left_told(found.inside, found.outside, found.by, order.texts)


def themes_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """The matrix, and what no row of it holds."""
    words, found = order.texts, themes_of(order, choice_of(order, order.year).by)
    line = source_line(found.declared, found.cited, words, "export.source")
    held = (matrix_block(found.rows, words), Block(Markup(), 14, told=_left(order, found)))
    told = Words(found.title, words(f"themes.double.{found.by}"), (line,))
    return told, (*held, runs_legend(runs_of(found.rows), words))


def themes_slides(order: Shown) -> tuple[Slide, ...]:
    """The most frequent themes (services, sectors) as bars, the matrix behind them."""
    words, found = order.texts, themes_of(order, choice_of(order, order.year).by)
    slide = topics(found, source_line(found.declared, found.cited, words, DOCUMENTS), words)
    if slide is None:
        return ()
    table = matrix_told(found.rows, words)
    left = (words("slides.said", what=one.caption, said=in_words((one,), words, SPOKEN)) for one in _left(order, found))
    note = paragraph(slide.note, *left)
    return (replace(slide, rows=Rows(table.headings, table.rows), note=note),)


def rows_behind(order: Order) -> Markup:
    """The matrix as a table, and every record that it counts."""
    found = shown(order)
    choice = choice_of(found, found.year)
    choice = replace(Choice(found.year, by=choice.by), said=span_of(found))
    records = plain(queries.rows(found.con, found.year, choice.by))
    return behind(themes_of(found, choice.by).rows, records, choice, found.texts)


SHEETS = year_sheets
PICTURES = {"matrice": themes_picture}
SLIDES = themes_slides
BEHIND = rows_behind
