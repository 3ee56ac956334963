"""The story of a year as the slides of several pages tell it, asked once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bri_data.present.slides.model import Slide, Symbols
from bri_data.present.slides.story import Story, story
from bri_data.queries.year_answers import answers

from .kept import whole
from .order import Shown, asked_once
from .slide_rows import rows_of


@asked_once
def year_asked(order: Shown, year: int) -> dict[str, Any]:
    """queries.year_answers of `year`; what is declared only when every record is kept."""
    found = answers(order.con, year)
    return {**found, "declared": whole(order, found["declared"])}


def told_of(order: Shown, *builders: Callable[[Story], Slide | None], with_rows: bool = False) -> tuple[Slide, ...]:
    """The first of these slides that the data of the order's year can tell, with the rows of its page behind it where
    `with_rows`; () for none, and for all years."""
    if order.year is None:
        return ()
    told = story(year_asked(order, order.year), order.texts)
    made = (slide for build in builders if (slide := build(told)) is not None)
    first = next((slide for slide in made if slide.body != Symbols(())), None)
    if first is None:
        return ()
    return (replace(first, rows=rows_of(order)) if with_rows else first,)
