"""The slides that an address stands for: the year's deck, the views of a link, or the one idea of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl

from duckdb import DuckDBPyConnection

from bri_data.address import Address
from bri_data.present.made import as_of_said
from bri_data.present.slides import counts
from bri_data.present.slides.cover import opened
from bri_data.present.slides.model import Slide
from bri_data.present.slides.story import clauses
from bri_data.views import View, read_views

from .data_page import TABLE_SLIDE
from .drawers import SLIDES, drawers
from .kept import size_of_kept, title_of_kept
from .lit import with_choice
from .notice import filters_in_words
from .order import NothingToTakeError, Order, Shown, shown
from .year_story import told_of

# Pages told as a deck; another one is a slide.
DECKS = frozenset({"", "presenter"})
VIEW = "vue"  # the parameter of a link that lists saved views
Slides = tuple[Slide, ...]


def slides_of(order: Order) -> Slides:
    """The slides of `order.address`, in order, with the filters in words under the title of those they narrow.

    The overview and the presentation are the year's deck; the presentation of a link that lists views is those views.
    Both open with a title slide.
    NothingToTakeError when the page has no slide, or the data nothing to show on it.
    """
    address = order.address
    if views := views_of(order):
        found = opened(slides_of_views(order, views)[0], order.on, order.texts)
    else:
        seen = shown(order)
        found = tuple(with_choice(_narrowed(slide, seen), seen) for slide in _own(seen))
        if address.page in DECKS:
            found = opened(found, order.on, order.texts, seen.year)
    if not found:
        raise NothingToTakeError("export.error.no_slide")
    return tuple(of_state(slide, order) for slide in found)


def of_state(slide: Slide, order: Order) -> Slide:
    """`slide`, saying which past state of the data it shows; unchanged when it shows that of now."""
    said = as_of_said(order.address.as_of, order.texts)
    if not said:
        return slide
    return replace(slide, lead=clauses(said, slide.lead), note=f"{said}. {slide.note}".strip())


def views_of(order: Order) -> tuple[View, ...]:
    """The views that the link of a presentation lists, in order; () for any other address."""
    address = order.address
    views, _ = read_views(value for name, value in address.own if name == VIEW)
    return views if address.page == "presenter" else ()


def slides_of_views(order: Order, views: Sequence[View]) -> tuple[Slides, tuple[View, ...]]:
    """One slide for each view, in their order and under their own titles, and the views that have nothing to show."""
    found = []
    for number, view in enumerate(views):
        order.progress(number, len(views))  # who asked for sixty may have left
        found.append((view, _of_view(order, view)))
    return tuple(slide for _, slide in found if slide), tuple(view for view, slide in found if slide is None)


def _of_view(order: Order, view: View) -> Slide | None:
    """The slide of one view, on a cursor of its own: filters of a view end with it."""
    address = Address.read(view.page, parse_qsl(view.query, keep_blank_values=True))
    if address.as_of != order.address.as_of:  # the cursor is that of the deck's data
        return None
    con: DuckDBPyConnection = order.con.cursor()
    try:
        slide = in_one_slide(replace(order, con=con, address=replace(address, lang=order.address.lang)))
    except NothingToTakeError:
        return None
    finally:
        con.close()
    said = f"{view.note}\n{slide.note}" if view.note else slide.note
    lead = slide.lead
    if (
        slide.code == TABLE_SLIDE and view.title
    ):  # its page bears a title of its own: the slide still says which table it is
        lead = clauses(slide.title, slide.lead)
    return replace(slide, title=view.title or slide.title, lead=lead, note=said)


def in_one_slide(order: Order) -> Slide:
    """What the page of `order` shows, on one slide; the overview's is its year's figures. NothingToTakeError when there
    is none. The cursor is narrowed from here on."""
    seen = shown(order)
    found = told_of(seen, counts.whole_year) if order.address.page == "" else _own(seen)
    if not found:
        raise NothingToTakeError("export.error.no_slide")
    return with_choice(_narrowed(found[0], seen), seen)


def _own(order: Shown) -> Slides:
    """The slides of the order's own page; () when its filters keep nothing, as its screen then shows nothing."""
    if not order.filters.is_empty and not size_of_kept(order):
        return ()
    make = drawers(SLIDES).get(order.address.page)
    found: Slides = make(order) if make else ()
    return found


def _narrowed(slide: Slide, order: Shown) -> Slide:
    if order.filters.is_empty:
        return slide
    said = order.texts("export.filtered", filters=filters_in_words(order))
    # a page's own finding speaks of all the records
    return replace(slide, title=title_of_kept(order), lead=clauses(said, slide.lead))
