"""A page's picture as an SVG file: its colours written in, its text kept as text, with the letters it is set in."""

from __future__ import annotations

from bri_data.present import fonts
from bri_data.present.fonts.carried import carrying
from bri_data.present.theme import resolved

from .order import Order, shown
from .pictures import picture


def svg(order: Order) -> bytes:
    """The picture asked for (`order.image`), or the page's first, in the colours of `order.scheme`."""
    drawn = carrying(fonts.named(resolved(picture(shown(order)), order.scheme)))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}'.encode()
