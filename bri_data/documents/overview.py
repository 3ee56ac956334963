"""The overview taken away: its rows, its pictures, and the deck of its year."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bri_data.present import overview
from bri_data.present.figures import board
from bri_data.present.figures.common import source_line
from bri_data.present.places import city_marks, home_of
from bri_data.present.posters import overview as overview_poster
from bri_data.present.posters.maps import map_block
from bri_data.present.posters.paper import Block, Words, beside, runs_legend
from bri_data.present.rows import plain
from bri_data.queries.overview_answers import answers

from .map_page import map_picture
from .order import NothingToTakeError, Shown
from .records import year_sheets
from .year_deck import year_deck


def overview_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """Figures, map and months of the year. NothingToTakeError for all years."""
    words = order.texts
    if order.year is None:
        raise NothingToTakeError("export.error.no_drawing")
    found = answers(order.con, order.year)
    answered = board.Answers.of(found)
    figures = board.headlines(answered, words)
    home = home_of(plain(found["home_city"])[0], words)
    totals = not answered.declared.empty
    cities = city_marks(found["city_marks"], words, totals=totals)
    left = overview_poster.figures_block(figures, 470, words)
    drawn = map_block(cities, home, words, width=1000, height=max(left.height - 60, 420), label=home.name)
    months = overview.ribbon(answered.dated_records, words, totals=totals, month_em=overview_poster.MONTH_EM)
    undated = board.undated_runs(answered, figures)
    year = overview_poster.months_block(months, undated, order.year, words)
    runs = [*undated, *(run for figure in figures for run in figure.runs)]
    said = Words(
        overview.title(order.year, home.name, figures, words),
        board.lead(answered, words),
        (source_line(answered.declared, answered.cited_sources, words),),
    )
    return said, (beside(left, drawn, 504), Block(Markup(), 10), year, Block(Markup(), 6), runs_legend(runs, words))


SHEETS = year_sheets
PICTURES = {"annee": overview_picture, "carte": map_picture}
SLIDES = year_deck
