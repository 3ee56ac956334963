"""One of a page's tables as a CSV file."""

from __future__ import annotations

from bri_data.export.csv_file import csv_file

from .order import Order, shown
from .rows import sheet_of


def csv(order: Order) -> bytes:
    """The table asked for (`order.sheet`), or the page's first."""
    return csv_file(sheet_of(shown(order)), order.texts, order.progress)
