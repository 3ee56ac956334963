"""The rows behind a page's pictures, as markup: what its folded table holds once a reader opens it."""

from __future__ import annotations

from markupsafe import Markup, escape

from .drawers import BEHIND, drawers
from .order import NothingToTakeError, Order


def rows_behind(order: Order) -> Markup:
    """The tables behind what the page of `order` shows under its filters, in its language; a sentence for no row.

    The cursor is narrowed from here on. NothingToTakeError for a page that folds none.
    """
    make = drawers(BEHIND).get(order.address.page)
    if make is None:
        raise NothingToTakeError("export.error.no_rows")
    return Markup(make(order) or f"<p>{escape(order.texts('common.no_row'))}</p>")
