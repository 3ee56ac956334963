"""The deck of a year: its own slides, and those of the council's pages where they have something to say."""

from __future__ import annotations

from dataclasses import replace

from bri_data.present.slides import year
from bri_data.present.slides.model import Slide

from .drawers import SLIDES, drawers
from .order import Shown
from .year_story import year_asked

Slides = tuple[Slide, ...]
_ACCOUNTS = frozenset({"carbone", "nommes", "sources"})  # what the deck ends with
_TIES = "liens"  # « ententes » is the slide of those signed in the year


def year_deck(order: Shown) -> Slides:
    """The slides of the order's year, the meeting of its day first; () for all years, and for a year nobody speaks of.

    Ties, outcomes and expenses stand after what the year was about, the expenses after its carbon.
    """
    if order.year is None:
        return ()
    told = year.deck(year_asked(order, order.year), order.texts)
    if not told:
        return ()
    cut = next((number for number, slide in enumerate(told) if slide.code in _ACCOUNTS), len(told))
    carbon = tuple(slide for slide in told[cut:] if slide.code == "carbone")
    rest = tuple(slide for slide in told[cut:] if slide.code != "carbone")
    ties = tuple(replace(slide, code=_TIES) for slide in _of(order, "ententes"))
    return (
        *_of(order, "seance"),
        *told[:cut],
        *ties,
        *_of(order, "retombees"),
        *carbon,
        *_of(order, "depenses"),
        *rest,
    )


def _of(order: Shown, page: str) -> Slides:
    """The slides of another page, with that page's rows behind them."""
    found: Slides = drawers(SLIDES)[page](_at(order, page))
    return found


def _at(order: Shown, page: str) -> Shown:
    """The same data and year, at the address of another page."""
    return replace(order, address=replace(order.address, page=page, own=()))
