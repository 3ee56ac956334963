"""A brief, a page, or the draft of the year's report, as a Word file to finish."""

from __future__ import annotations

from bri_data.export.docx import docx as written

from .order import Order
from .reports import document


def docx(order: Order) -> bytes:
    """The document that the address asks for (see reports.document), without the files that travel in a PDF."""
    made = document(order)
    order.progress(2, 3)
    file = written(made)
    order.progress(3, 3)
    return file
