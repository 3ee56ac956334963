"""One of a page's tables as a CSV file."""

from __future__ import annotations

from typing import IO

from bri_data.export.csv_file import write_csv

from .order import Order, shown
from .rows import sheet_of


def write(order: Order, out: IO[bytes]) -> None:
    """Write into `out` the table asked for (`order.sheet`), or the page's first."""
    write_csv(sheet_of(shown(order)), order.texts, out, order.progress)
