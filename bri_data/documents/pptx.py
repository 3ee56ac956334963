"""An address as a PowerPoint file."""

from __future__ import annotations

from dataclasses import replace

from bri_data.export.slides.deck import Deck
from bri_data.export.slides.deck import pptx as written
from bri_data.export.slides.template import TemplateError
from bri_data.present.made import state

from .chart_slides import chart_slides
from .notice import made_of
from .order import NothingToTakeError, Order, file_stem, shown
from .page_slides import DECKS, of_state, slides_of, views_of


def pptx(order: Order) -> bytes:
    """The year's deck for the overview and the presentation, the views of a link, else the page's slide and its rows;
    then charts of the same numbers to edit, but after views that a reader chose.

    NothingToTakeError when there is nothing to show. The same data, address and moment give the same bytes.
    """
    deck = deck_of(order)
    if not deck.chosen:
        with order.con.cursor() as con:  # the deck's own is narrowed by now
            charts = chart_slides(shown(replace(order, con=con)))
        deck = replace(deck, slides=(*deck.slides, *(of_state(slide, order) for slide in charts)))
    try:
        return written(deck, order.texts, order.scheme, order.progress)
    except TemplateError as error:
        raise NothingToTakeError("export.error.template") from error


def deck_of(order: Order) -> Deck:
    """The slides of `order` and what is said of them, for whichever file holds them."""
    slides = slides_of(order)
    with_rows = order.address.page not in DECKS  # the rows behind a dozen slides would bury them
    known = state(made_of(order), order.texts)
    said = f"{order.texts('export.produced_from', state=known)}." if known else ""
    return Deck(
        file_stem(order), slides, order.on, with_rows, said, chosen=bool(views_of(order)), template=order.template
    )
