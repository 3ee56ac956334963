"""What the address of a page makes stand out, on the slides of that page."""

from __future__ import annotations

from bri_data.highlight import Highlight, is_known
from bri_data.present.figures import highlight as words_of
from bri_data.present.filters import names_of
from bri_data.present.slides.lit import lit
from bri_data.present.slides.model import Slide
from bri_data.queries import highlight as queries
from bri_data.queries import narrow

from .order import Shown

CHOICE = "choix"  # the parameter of an address that says what stands out
_OF_EVERY_YEAR = frozenset({"comparer", "fiches"})  # pages that count what stands out in all years


def with_choice(slide: Slide, order: Shown) -> Slide:
    """`slide` as its page shows it: what the address chose stands out, and is named under the title."""
    choice = Highlight.read(order.address.value(CHOICE))
    if choice is None:
        return slide
    year = None if order.address.page in _OF_EVERY_YEAR else order.year
    found, tags = queries.chosen(order.con, year, choice)
    known = next(iter(names_of(narrow.names(order.con, choice.as_filters()), order.texts).values()), None)
    if not is_known(choice, known):  # the page says so, and shows the rest
        return slide
    name = words_of.name_of(choice, known, order.texts)
    return lit(slide, tags, words_of.sentence(name, found, order.texts))
