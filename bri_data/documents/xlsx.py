"""A page's rows as an Excel workbook."""

from __future__ import annotations

from bri_data.export.workbook import workbook

from .notice import book_of
from .order import Order, shown
from .rows import sheets_of


def xlsx(order: Order) -> bytes:
    """Every table of the page, after a note to the reader."""
    seen = shown(order)
    return workbook(book_of(seen, sheets_of(seen)), order.texts, order.progress)
