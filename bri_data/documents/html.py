"""A page as one HTML file: its pictures and its rows."""

from __future__ import annotations

from bri_data.export.web_page import web_page

from .notice import book_of
from .order import NothingToTakeError, Order, Shown, shown
from .pictures import PICTURES, picture
from .rows import sheets_of


def html(order: Order) -> bytes:
    """Every picture of the page that the data can fill (or the one of `order.image`), then every table."""
    seen = shown(order)
    names = [order.image] if order.image else list(PICTURES.get(order.address.page, {}))
    drawings = [drawing for name in names for drawing in _drawn(seen, name)]
    return web_page(book_of(seen, sheets_of(seen)), drawings, order.texts, order.progress)


def _drawn(order: Shown, name: str) -> list[str]:
    try:
        return [picture(order, name)]
    except NothingToTakeError:
        if order.image:
            raise
        return []
