"""A choice made on one picture, shown on all of them: kept in the address, and followed from page to page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from bri_data.clicks import Click, Verb, read_click
from bri_data.filters import NOTHING, Filters
from bri_data.highlight import CITY, MONTH, Highlight, is_known
from bri_data.pages import FILTERED
from bri_data.present import filters as words_of
from bri_data.present.figures import highlight as figure
from bri_data.queries import highlight as queries
from bri_data.queries import narrow
from pages.shared.base.component import clicked, picture
from pages.shared.reader.context import Context, say_ignored
from pages.shared.reader.reader import CHOICE, asked, forget, parameters, write
from pages.shared.widgets.blocks import follow
from pages.shared.work.once import once_for_all

_LINE = "bri-highlight-line"
_NOTHING: tuple[int, tuple[str, ...], str | None] = (0, (), None)
_PAGES = {CITY: "../carte.py", MONTH: "../chronologie.py"}


@once_for_all(256)
def _chosen(
    fingerprint: str, choice: Highlight, filters: Filters, year: int | None, _context: Context
) -> tuple[int, tuple[str, ...], str | None]:
    with _context.narrowed() as con:
        found, tags = queries.chosen(con, year, choice)
        names = words_of.names_of(narrow.names(con, choice.as_filters()), _context.texts)
    return found, tuple(tags), next(iter(names.values()), None)


def choose(said: Click | None) -> None:
    """In a callback: make what was clicked (a city, a month) stand out, or let it go when it already does."""
    picked = Highlight.read(said.id) if said else None
    if picked is not None:
        chosen_now = asked().value(CHOICE) == picked.tag
        _put(None if chosen_now else picked)


def highlight_line(context: Context, year: int | None, *, whole: bool = False) -> tuple[str, ...] | None:
    """The line under the title, and the tags of the marks that stand out: for `picture`. None when nothing does.

    `whole` is for a page that no filter narrows. What the address asks for and the data do not have is told.
    """
    choice = Highlight.read(context.address.value(CHOICE))
    found, tags, known = _NOTHING
    if whole:
        context = replace(context, filters=NOTHING)
    if choice is not None:
        key = f"{context.database.fingerprint}-{context.lang}"
        found, tags, known = _chosen(key, choice, context.filters, year, context)
        choice = choice if is_known(choice, known) else None
    say_ignored(context, {CHOICE: choice.tag if choice else ""})
    if choice is None:
        return None
    name = figure.name_of(choice, known, context.texts)
    followed = picture(figure.line(choice, name, found, context.texts), key=_LINE, on_click=_let_go)
    said = read_click(followed)
    if said and said.verb == Verb.KEEP:
        _keep_only(choice)
    elif said and said.verb == Verb.ON_MAP:
        st.switch_page("../carte.py", query_params={"ville": choice.code})
    follow(followed)
    return tags


def lit_city(context: Context) -> str | None:
    """The id of the city that stands out; None when nothing does, or something else."""
    choice = Highlight.read(context.address.value(CHOICE))
    return choice.code if choice is not None and choice.kind == CITY else None


def _let_go() -> None:
    said = read_click(clicked(_LINE))
    if said and said.verb == Verb.LET_GO:
        _put(None)


def _put(choice: Highlight | None) -> None:
    address = asked()
    own = tuple((name, value) for name, value in address.own if name != CHOICE)
    write(replace(address, own=(*own, (CHOICE, choice.tag)) if choice else own).query())


def _keep_only(choice: Highlight) -> None:
    """Turn the choice into a filter: on the page where the reader is when it can be filtered, else on the one
    that shows it best."""
    address = asked()
    filters = address.filters.with_all_of(choice.as_filters())
    forget()
    query = replace(address, own=(), filters=filters).query()
    here = f"../{address.page}.py" if address.page in FILTERED - {"fiches", "comparer"} else None
    st.switch_page(here or _PAGES.get(choice.kind, "../themes.py"), query_params=parameters(query))
