"""One of a page's tables as a CSV file, for every program or for Excel set to French (Canada)."""

from __future__ import annotations

from typing import IO

from bri_data.export.csv_file import EXCEL, write_csv

from .order import Order, shown
from .rows import sheet_of


def write(order: Order, out: IO[bytes]) -> None:
    """Write into `out` the table asked for (`order.sheet`), or the page's first."""
    write_csv(sheet_of(shown(order)), order.texts, out, order.progress)


def write_for_excel(order: Order, out: IO[bytes]) -> None:
    """The table as `write` does, with semicolons and decimal commas."""
    write_csv(sheet_of(shown(order)), order.texts, out, order.progress, EXCEL)
