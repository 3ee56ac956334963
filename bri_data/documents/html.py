"""A page as one HTML file: its pictures and its rows."""

from __future__ import annotations

from bri_data.export.web_page import web_page
from bri_data.present.posters.told import Told

from .notice import book_of
from .order import NothingToTakeError, Order, Shown, shown
from .pictures import pictures_of, with_values
from .rows import sheets_of


def html(order: Order) -> bytes:
    """Every picture of the page that the data can fill (or the one of `order.image`), its values as tables, then the
    page's own tables."""
    seen = shown(order)
    book = book_of(seen, sheets_of(seen))
    order.progress(0, sum(sheet.n for sheet in book.sheets))  # before anything is drawn: it may be made elsewhere
    names = [order.image] if order.image else list(pictures_of(order.address.page))
    found = [one for name in names for one in _drawn(seen, name)]
    drawings = [drawn for drawn, _ in found]
    values = list(dict.fromkeys(told for _, tables in found for told in tables))  # two pictures may hold one map
    return web_page(book, drawings, order.texts, order.progress, values)


def _drawn(order: Shown, name: str) -> list[tuple[str, tuple[Told, ...]]]:
    try:
        return [with_values(order, name)]
    except NothingToTakeError:
        if order.image:
            raise
        return []
