"""The pictures of the carbon page: what is declared, and what is estimated."""

from __future__ import annotations

from collections.abc import Sequence

from bri_data import carbon as arithmetic
from bri_data.present import carbon as values
from bri_data.present.figures.carbon.method import source_line
from bri_data.present.figures.carbon.year import MOST_YEARS, squares_note
from bri_data.present.posters.carbon import declared_block, ranges_block
from bri_data.present.posters.landmarks import series_block
from bri_data.present.posters.paper import Block, Words
from bri_data.present.slides.story import paragraph
from bri_data.queries import carbon as queries

from .carbon_state import supposed
from .landmarks import changes_of, every_landmark
from .order import NothingToTakeError, Shown

Picture = tuple[Words, Sequence[Block]]


def _source(order: Shown) -> str:
    factors = queries.factors(order.con)
    method = arithmetic.method_of_record(values.factors(factors))
    return source_line(queries.declared_years(order.con), factors, method, order.texts)


def declared_picture(order: Shown) -> Picture:
    """One square a tonne of the year shown, and the latest years. NothingToTakeError when no year is declared."""
    words = order.texts
    years = values.declared_years(queries.declared_years(order.con), queries.last_held_year(order.con))
    shown = values.year_to_show(years, order.year or 0)
    if shown is None or shown.tonnes is None:
        raise NothingToTakeError("export.error.no_drawing")
    said = Words(values.title(shown, words, order.year), squares_note(shown.tonnes, words), (_source(order),))
    beside = series_block(every_landmark(order), [year.year for year in years[-MOST_YEARS:]], words)
    return said, (declared_block(shown, years, words, changes_of(order)), beside)


def ranges_picture(order: Shown) -> Picture:
    """The estimated journeys of the year, the farthest first. NothingToTakeError when none has a number."""
    words = order.texts
    method = arithmetic.method_of_record(values.factors(queries.factors(order.con)))
    trips = queries.trips(order.con, order.year) if order.year is not None else None
    found = values.journeys(trips, method, words) if trips is not None else ()
    pairs = values.worked_out(found)
    if not pairs:
        raise NothingToTakeError("export.error.no_drawing")
    lead = words("carbon.ranges.lead", year=order.year)
    said = Words(
        values.ranges_title(found, words),
        paragraph(lead, supposed(order)),
        (words("carbon.ranges.between"), _source(order)),
    )
    return said, (ranges_block(pairs, words),)


PICTURES = {"declare": declared_picture, "estimations": ranges_picture}
