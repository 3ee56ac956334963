"""The « Filtrer » popover of a page, the line that says what is kept, and the way out when nothing is."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st
from markupsafe import Markup, escape
from streamlit.delta_generator import DeltaGenerator

from bri_data.address import EVERY_YEAR
from bri_data.clicks import Verb, read_click
from bri_data.filters import BOUNDS, NOTHING, PARAMETERS, Filters
from bri_data.present import filters as words_of
from bri_data.present.figures import filter_bar
from bri_data.present.years import said
from bri_data.queries import narrow
from bri_data.store.database import Database
from pages.shared.base.as_written import as_written
from pages.shared.base.component import clicked, picture, write_markup
from pages.shared.base.window import name_window
from pages.shared.reader.context import Context, known_years
from pages.shared.reader.reader import asked, clear_filters, keep_filters, keep_year
from pages.shared.work.once import once_for_all

_LINE = "bri-filter-line"


@once_for_all(256)
def _options(fingerprint: str, filters: Filters, year: int | None, _database: Database) -> pd.DataFrame:
    with _database.cursor() as con:
        return narrow.options(con, filters, year)


@once_for_all(512)
def _size(fingerprint: str, filters: Filters, year: int | None, _database: Database) -> int:
    with _database.cursor() as con:
        return narrow.kept(con, filters, year)


@once_for_all(512)
def _span(fingerprint: str, filters: Filters, _database: Database) -> tuple[int, int | None, int | None]:
    with _database.cursor() as con:
        return narrow.span(con, filters)


@once_for_all(512)
def _names(fingerprint: str, filters: Filters, _database: Database) -> pd.DataFrame:
    with _database.cursor() as con:
        return narrow.names(con, filters)


def filter_popover(context: Context, year: int | None, *, key: str) -> None:
    """The button that opens the form; a choice is written in the address at once.

    `year` is the page's year, None for every year: the counts beside the options are of its records. A choice of dates
    shows every year: it would contradict a single one.
    """
    # the key is where a keyboard shortcut finds the button; a label that changed would shut the form at each choice
    with st.container(key="bri-filter", width="content"):
        popover = st.popover(context.texts("filter.button"), key=f"{key}-filter", on_change="rerun", width="content")
    if popover.open:  # closed, it costs a page nothing
        with popover:
            _form(context, year, key)


def _form(context: Context, year: int | None, key: str) -> None:
    texts = context.texts
    options = _options(context.database.fingerprint, context.filters, year, context.database)
    every = None if year is None else _options(context.database.fingerprint, context.filters, None, context.database)
    labels = words_of.option_labels(options, texts, every)
    st.caption(texts("filter.help"))
    if not context.filters.is_empty:  # said where the reader is choosing, the title being behind the form
        mark, database = context.database.fingerprint, context.database
        kept, total = (_size(mark, filters, year, database) for filters in (context.filters, NOTHING))
        write_markup(
            Markup(f'<p class="bri-filter-count" role="status">{escape(words_of.kept_line(kept, total, texts))}</p>')
        )
    for facet in PARAMETERS:
        if labels[facet]:
            _facet(facet, labels[facet], context, key)
    _period(context, key)
    if not context.filters.is_empty:
        st.button(texts("filter.clear"), key=f"{key}-filter-clear", on_click=clear_filters)


def _facet(facet: str, labels: dict[str, str], context: Context, key: str) -> None:
    widget = f"{key}-filter-{facet}"
    st.session_state[widget] = [code for code in context.filters.of(facet) if code in labels]

    def keep() -> None:
        keep_filters(asked().filters.with_codes(facet, st.session_state[widget]))

    st.multiselect(
        context.texts(f"filter.field.{facet}"),
        list(labels),
        format_func=lambda code: labels.get(code, code),
        key=widget,
        on_change=keep,
        placeholder=context.texts("filter.all"),
        select_all=False,
    )


def _period(context: Context, key: str) -> None:
    texts = context.texts
    years = map(str, known_years(context).year)
    for bound, column in zip(BOUNDS, st.columns(2), strict=True):
        widget, chosen = f"{key}-filter-{bound}", context.filters.bound(bound)
        st.session_state[widget] = chosen
        column.selectbox(
            texts(f"filter.field.{bound}"),
            ["", *dict.fromkeys([*([chosen] if chosen else []), *years])],
            format_func=lambda date: date or texts("filter.open_bound"),
            key=widget,
            on_change=partial(_keep_bound, bound, widget),
        )


def _keep_bound(bound: str, widget: str) -> None:
    """An end that would turn the period round takes the other with it: no choice is a dead end."""
    filters = asked().filters
    ends = {one: filters.bound(one) for one in BOUNDS} | {bound: st.session_state[widget]}
    if ends["since"] and ends["until"] and ends["until"] < ends["since"][: len(ends["until"])]:
        ends = dict.fromkeys(BOUNDS, st.session_state[widget])
    keep_filters(filters.with_period(**ends), year=EVERY_YEAR)


def filtered_title(heading: DeltaGenerator, finding: str, context: Context, year: int | None) -> None:
    """The page's title in `heading`: its `finding`, or what it is filtered by and how much is kept.

    Under it, for a filtered page, a line with a button to take each filter away. When nothing is kept the line offers
    every way out, and the page stops there.
    """
    filters, texts = context.filters, context.texts
    if filters.is_empty:
        heading.title(as_written(finding), anchor=False)
        return
    mark, database = context.database.fingerprint, context.database
    kept, total = _size(mark, filters, year, database), _size(mark, NOTHING, year, database)
    names = words_of.names_of(_names(mark, filters, database), texts)
    sentence = words_of.title(filters, names, kept, year, texts)
    heading.title(as_written(sentence), anchor=False)
    name_window(context.address.page, texts, sentence)  # two filters of a page are two windows
    chips = words_of.chips(filters, names, texts)
    markup = filter_bar.line(words_of.kept_line(kept, total, texts), chips, texts)
    if not kept:
        ways = [(chip, _size(mark, filters.without(chip.field, chip.code), year, database)) for chip in chips]
        every_year, *ends = _span(mark, filters, database) if year is not None else (0,)
        markup += filter_bar.way_out(ways, every_year, said(None, [end for end in ends if end is not None]), texts)
    picture(markup, key=_LINE, on_click=_take_away)
    if not kept:
        st.stop()


def chips_line(sentence: str, context: Context) -> None:
    """The line alone, with what to say of the filters on a page that keeps its own title; nothing without a filter."""
    filters, texts = context.filters, context.texts
    if not filters.is_empty:
        names = words_of.names_of(_names(context.database.fingerprint, filters, context.database), texts)
        chips = words_of.chips(filters, names, texts)
        picture(filter_bar.line(sentence, chips, texts), key=_LINE, on_click=_take_away)


def _take_away() -> None:
    said = read_click(clicked(_LINE))
    if said is None:
        return
    if said.verb == Verb.REMOVE:
        keep_filters(asked().filters.without(*said.about))
    elif said.verb == Verb.CLEAR:
        clear_filters()
    elif said.verb == Verb.ALL_YEARS:
        keep_year(EVERY_YEAR)
