"""A page's rows as an Excel workbook."""

from __future__ import annotations

from typing import IO

from bri_data.export.workbook import write_workbook

from .notice import book_of
from .order import Order, shown
from .rows import sheets_of


def write(order: Order, out: IO[bytes]) -> None:
    """Write into `out` every table of the page, after a note to the reader."""
    seen = shown(order)
    write_workbook(book_of(seen, sheets_of(seen)), order.texts, out, order.progress)
