"""The pictures of each page, asked of the data and drawn as posters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bri_data.present.made import as_of_said, moment
from bri_data.present.posters.paper import Block, Words, sheet
from bri_data.present.posters.told import Told

from .drawers import PICTURES, drawers
from .kept import title_of_kept
from .notice import filters_in_words
from .order import NothingToTakeError, Shown

Picture = tuple[Words, Sequence[Block]]


def pictures_of(page: str) -> dict[str, Callable[[Shown], Picture]]:
    """What draws each picture of a page, by the name an address gives it, the main one first; {} for a page without."""
    found: dict[str, Callable[[Shown], Picture]] = drawers(PICTURES).get(page, {})
    return found


def picture(order: Shown, name: str = "") -> str:
    """The picture of `with_values` alone."""
    return with_values(order, name)[0]


def with_values(order: Shown, name: str = "") -> tuple[str, tuple[Told, ...]]:
    """The picture `name` (else the one asked for, else the page's first) as an SVG whose colours are still tokens, and
    its values as tables.

    NothingToTakeError when the page has no such picture, or the data nothing to draw in it.
    """
    offered = pictures_of(order.address.page)
    make = offered.get(name or order.image or next(iter(offered), ""))
    if make is None:
        raise NothingToTakeError("export.error.no_image")
    words, blocks = make(order)
    if not order.filters.is_empty:  # a page's own finding speaks of all the records
        words = replace(words, title=title_of_kept(order))
    foot = [line for line in (*words.foot, _made(order)) if line]
    drawn = sheet(Words(words.title, words.lead, tuple(foot)), blocks, order.texts)
    return drawn, tuple(one for block in blocks for one in block.told)


def _made(order: Shown) -> str:
    """Who made the picture, when, and what the reader kept."""
    words = order.texts
    made = words("export.made", author=words("export.author_short"), date=moment(order.on, words))
    said = as_of_said(order.address.as_of, words)
    made = f"{said}. {made}" if said else made
    return made if order.filters.is_empty else f"{made} {words('export.filtered', filters=filters_in_words(order))}"
