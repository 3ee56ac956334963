"""A page, a brief or the year's report as an accessible PDF."""

from __future__ import annotations

from bri_data.export.pdf import pdf as typeset

from .order import Order
from .reports import attached, document


def pdf(order: Order) -> bytes:
    """The document that the address asks for (see reports.document), its rows inside."""
    made, files = document(order), attached(order)
    order.progress(2, 3)
    typeset_file = typeset(made, files)
    order.progress(3, 3)
    return typeset_file
