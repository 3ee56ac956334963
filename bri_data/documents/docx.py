"""A brief, or the draft of the year's report, as a Word file to finish."""

from __future__ import annotations

from bri_data.export.docx import docx as written

from .order import Order
from .reports import brief_document, subject, year_document


def docx(order: Order) -> bytes:
    """The brief that the address names; from every other page, the report of the year that it shows."""
    asked = subject(order)
    made = brief_document(order, *asked) if asked else year_document(order)
    order.progress(2, 3)
    file = written(made)
    order.progress(3, 3)
    return file
