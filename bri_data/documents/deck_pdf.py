"""An address as slides in a PDF: what the PowerPoint file holds, on pages that any machine shows alike."""

from __future__ import annotations

from bri_data.export.slides.deck_pdf import deck_pdf as typeset

from .order import Order
from .pptx import deck_of


def deck_pdf(order: Order) -> bytes:
    """The slides of `order` (see page_slides.slides_of), one a page, the rows behind each inside as CSV.

    NothingToTakeError when there is nothing to show. The same data, address and moment give the same bytes.
    """
    return typeset(deck_of(order), order.texts, order.scheme, order.progress)
