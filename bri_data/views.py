"""Saved views as text: the slides of a deck made by a reader, written in a link in their order.

One view is a page of the dashboard, the query string that gives its state, a title and a spoken note. In a link it is
one repeated parameter (`presenter?vue=…&vue=…`) whose value is itself a query string, `p=…&q=…&t=…&n=…`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from .pages import VIEWS

MOST_VIEWS = 60
LONGEST_VIEW = 8000  # letters of a view in a link


@dataclass(frozen=True)
class View:
    """`page` is one of bri_data.pages.VIEWS, `query` its query string without « ? »; `title` and `note` may be ""."""

    page: str
    query: str = ""
    title: str = ""
    note: str = ""

    def written(self) -> str:
        """The value of one `vue` parameter, before it is itself encoded in a link."""
        return urlencode({"p": self.page, "q": self.query, "t": self.title, "n": self.note})


def read_views(values: Iterable[str]) -> tuple[tuple[View, ...], tuple[str, ...]]:
    """The views that a link's `vue` values write, in their order, and the values that write none.

    Never raises. A value is left out when it is no query string, names no page of VIEWS, or comes after MOST_VIEWS.
    """
    views: list[View] = []
    ignored: list[str] = []
    for value in values:
        view = _read(value) if len(views) < MOST_VIEWS else None
        if view is None:
            ignored.append(value)
        else:
            views.append(view)
    return tuple(views), tuple(ignored)


def _read(value: str) -> View | None:
    if len(value) > LONGEST_VIEW:
        return None
    try:
        said = dict(parse_qsl(value, keep_blank_values=True, max_num_fields=8))
    except ValueError:  # too many fields
        return None
    page = said.get("p")
    if page not in VIEWS:
        return None
    return View(page, said.get("q", "").removeprefix("?"), said.get("t", ""), said.get("n", ""))
