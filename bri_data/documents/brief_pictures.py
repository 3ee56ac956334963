"""The picture of a brief: its map."""

from __future__ import annotations

from collections.abc import Sequence

from bri_data.present import briefs
from bri_data.present.figures.briefs import board as figure
from bri_data.present.figures.briefs.tables import source_line
from bri_data.present.figures.maps.brief import city_marks
from bri_data.present.posters.maps import map_block, map_legend
from bri_data.present.posters.paper import Block, Words
from bri_data.queries.brief_answers import answers

from .brief_rows import subject_of
from .order import NothingToTakeError, Shown


def brief_map_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """The cities of the brief's records around the home city. NothingToTakeError when they have none."""
    words = order.texts
    kind, code = subject_of(order)
    frames = answers(order.con, kind, code) if kind else None
    brief = briefs.brief_of(kind, frames) if frames else None
    cities = city_marks(brief, words) if brief else []
    if brief is None or not cities:
        raise NothingToTakeError("export.error.no_drawing")
    name = briefs.name(brief, words)
    selected = code if kind == "ville" else None
    drawn = map_block(cities, briefs.home_of(brief, words), words, label=name, selected=selected)
    said = Words(name, figure.lead(brief, words), (source_line(brief, words),))
    return said, (drawn, map_legend(cities, words))


PICTURES = {"carte": brief_map_picture}
