"""A page's picture as a PNG file, set in the documents' own fonts."""

from __future__ import annotations

from bri_data.export import drawing
from bri_data.present import fonts
from bri_data.present.posters.paper import WIDTH
from bri_data.present.theme import resolved

from .order import Order, shown
from .pictures import picture

_POINTS_PER_INCH = 144  # two pixels for each unit of the sheet: sharp on a dense screen, and in print on a page


def png(order: Order) -> bytes:
    """The same picture as `svg`, 3200 pixels across."""
    drawn = fonts.named(resolved(picture(shown(order)), order.scheme))
    order.progress(1, 2)
    made = drawing.png(drawn, WIDTH, points_per_inch=_POINTS_PER_INCH)
    order.progress(2, 2)
    return made
