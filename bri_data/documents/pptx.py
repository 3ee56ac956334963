"""An address as a PowerPoint file."""

from __future__ import annotations

from bri_data.export.slides.deck import Deck
from bri_data.export.slides.deck import pptx as written
from bri_data.export.slides.template import TemplateError
from bri_data.present.made import state

from .notice import made_of
from .order import NothingToTakeError, Order, file_stem
from .page_slides import DECKS, slides_of, views_of


def pptx(order: Order) -> bytes:
    """The year's deck for the overview and the presentation, the views of a link, else the page's slide and its rows.

    NothingToTakeError when there is nothing to show. The same data, address and moment give the same bytes.
    """
    deck = deck_of(order)
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
