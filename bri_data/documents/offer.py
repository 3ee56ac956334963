"""What can be taken of an address as it stands: nothing is offered that would be refused when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bri_data.pages import EVERY_PAGE

from .formats import FORMATS, OF_PICTURES
from .order import SLIDES_PDF, NothingToTakeError, Order, is_report, shown, shown_year
from .page_slides import DECKS, VIEW, in_one_slide, slides_of_views, views_of
from .pictures import pictures_of, with_values
from .rows import sheets_of

_OF_SLIDES = frozenset({"pptx", SLIDES_PDF})
_REPORTS = frozenset({"pdf", "docx"})


@dataclass(frozen=True)
class Offer:
    """The formats that can be made, by the end of their name, and the names of the page's pictures that can be drawn;
    each in the order of its menu, () for none. `is_report`: the page's document is the draft of a year's report."""

    formats: tuple[str, ...]
    pictures: tuple[str, ...]
    is_report: bool = False


NOTHING = Offer((), ())


def offered(order: Order) -> Offer:
    """What the address of `order` can give, whichever picture or table it names; its cursor is left as it was."""
    page = EVERY_PAGE.get(order.address.page)
    if page and page.files:  # a page of reference: its words never lack
        return Offer(page.files, ())
    whole = replace(order, image="", sheet="")
    drawn = tuple(name for name in pictures_of(order.address.page) if _can(_draw, replace(whole, image=name)))
    without = set() if drawn else set(OF_PICTURES)
    if not _has_slides(whole):
        without |= _OF_SLIDES
    if not _can(_rows, whole):
        without |= FORMATS.keys() - OF_PICTURES - _OF_SLIDES
    tells_a_year = is_report(order)
    if tells_a_year and shown_year(order) is None:  # all years have no report
        without |= _REPORTS
    return Offer(tuple(name for name in FORMATS if name not in without), drawn, tells_a_year)


def _can(make: Callable[[Order], object], order: Order) -> bool:
    """Whether `make` has something to give, asked on a cursor of its own, which it may narrow."""
    with order.con.cursor() as con:
        try:
            make(replace(order, con=con))
        except NothingToTakeError:
            return False
    return True


def _draw(order: Order) -> object:
    return with_values(shown(order))


def _rows(order: Order) -> object:
    return sheets_of(shown(order))


def _has_slides(order: Order) -> bool:
    """Whether the address has a slide; only one is made, since a deck may hold sixty."""
    if views := views_of(order):
        return any(slides_of_views(order, (view,))[0] for view in views)
    if order.address.value(VIEW):  # a link of views that are none: the year's own deck is not what it asks
        return False
    if order.address.page in DECKS:
        return shown_year(order) is not None
    return _can(in_one_slide, order)
