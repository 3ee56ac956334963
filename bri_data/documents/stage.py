"""The slides of chosen views as markup, for the page that presents them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO

from bri_data.present.figures.slides.deck import deck as draw
from bri_data.present.slides.cover import opened
from bri_data.views import View

from .order import Order
from .page_slides import of_state, slides_of_views, views_of

STAGE = "stage"  # what a process beside the server is asked for, in the place of a format


def stage_of(order: Order, views: Sequence[View]) -> tuple[str, int]:
    """The slides of `views` as markup, "" without any, and how many views have nothing to show."""
    found, without = slides_of_views(order, views)
    slides = tuple(of_state(slide, order) for slide in found)
    return draw(opened(slides, order.on, order.texts), order.texts, order.progress), len(without)


def write(order: Order, out: IO[bytes]) -> None:
    """Write `stage_of` the views of the order's address, for `read`."""
    out.write(json.dumps(stage_of(order, views_of(order))).encode())


def read(file: IO[bytes]) -> tuple[str, int]:
    """What `write` wrote."""
    markup, without = json.load(file)
    return str(markup), int(without)
