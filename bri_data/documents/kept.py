"""What the filters of an order keep, in the words of a title."""

from __future__ import annotations

import pandas as pd

from bri_data.present.filters import names_of
from bri_data.present.filters import title as filtered_title
from bri_data.present.years import said
from bri_data.queries import narrow, overview

from .order import Shown


def title_of_kept(order: Shown) -> str:
    """The title of a page that filters narrow: what is kept, and how many records that is."""
    known = names_of(narrow.names(order.con, order.filters), order.texts)
    year = None if order.address.page == "comparer" else order.year
    return filtered_title(order.filters, known, size_of_kept(order), year, order.texts)


def size_of_kept(order: Shown) -> int:
    """How many records the filters keep of what the page shows: of its year, of every year on a comparison."""
    return narrow.size(order.con, None if order.address.page == "comparer" else order.year)


def whole(order: Shown, declared: pd.DataFrame) -> pd.DataFrame:
    """What is declared, when the reader kept every record: a total says nothing of a part."""
    return declared if order.is_whole else declared.head(0)


def span_of(order: Shown) -> str:
    """The order's year in words, or those of all the data, whatever its filters keep."""
    if order.year is not None:
        return said(order.year, ())
    with order.con.cursor() as whole_data:  # a cursor of its own is narrowed by nothing
        return said(None, overview.years(whole_data)["year"])
