"""The landmarks of a series of years, as lines of a poster."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from markupsafe import Markup

from bri_data.model import report_year

from .. import landmarks as values
from ..landmarks import Landmark
from ..words import Texts
from .paper import INNER, Block, paragraph, stacked
from .told import Told


def series_block(found: Sequence[Landmark], years: Collection[int], texts: Texts) -> Block:
    """The landmarks that begin in these years, a paragraph a year, and their table; nothing for none."""
    shown = [one for one in found if one.year in years]
    if not shown:
        return Block(Markup(), 0)
    lines = [
        paragraph(
            texts("slides.said", what=report_year.name(year), said="; ".join(map(values.spoken, group))),
            16,
            INNER,
            hue="ink2",
        )
        for year, group in sorted(values.by_year(shown).items())
    ]
    title = paragraph(texts("landmarks.title"), 20, INNER, serif=True, weight=600)
    told = Told(texts("landmarks.title"), values.headings(texts), tuple(values.cells(shown, texts)))
    return replace(stacked([Block(Markup(), 14), title, *lines]), told=(told,))
