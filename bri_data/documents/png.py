"""A page's picture as a PNG file, set in the documents' own fonts."""

from __future__ import annotations

import re
from typing import Any

import typst

from bri_data.present import fonts
from bri_data.present.posters.paper import WIDTH

from .order import Order
from .svg import svg

PIXELS = 2 * WIDTH  # across: sharp on a dense screen, and in print on a page
_SIZE = re.compile(rb'width="(\d+)" height="(\d+)"')
_PAGE = """
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(read("picture.svg", encoding: none)), format: "svg", width: 100%, alt: "picture")
"""


def png(order: Order) -> bytes:
    """The same picture as `svg`, PIXELS across."""
    drawn = svg(order)
    order.progress(1, 2)
    made = rasterised(drawn)
    order.progress(2, 2)
    return made


def rasterised(drawn: bytes) -> bytes:
    """An SVG of present/posters as PNG."""
    size = _SIZE.search(drawn)
    if size is None:
        raise ValueError("the picture does not say its size")
    width, height = int(size[1]), int(size[2])
    files: Any = {  # the stubs of typst know files on a disk alone
        "main": _PAGE.format(width=width, height=height).encode(),
        "picture.svg": fonts.named(drawn.decode()).encode(),
    }
    made = typst.compile(
        files,
        format="png",
        ppi=72 * PIXELS / width,
        font_paths=[fonts.FOLDER],
        ignore_system_fonts=True,
    )
    return bytes(made) if isinstance(made, bytes) else bytes(made[0])
