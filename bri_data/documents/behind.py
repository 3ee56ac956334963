"""The rows behind a page's pictures, as markup: what its folded table holds once a reader opens it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup, escape

from bri_data.present import themes
from bri_data.present.figures.data_paper import paper_table
from bri_data.present.figures.maps import page as map_figures
from bri_data.present.figures.themes.rows import behind as themes_behind
from bri_data.present.figures.timeline.board import rows_of_year
from bri_data.present.rows import plain
from bri_data.present.years import said
from bri_data.queries import map_page as map_queries
from bri_data.queries import narrow, overview
from bri_data.queries import themes as theme_queries

from .order import NothingToTakeError, Order, shown
from .pictures import matrix_of, whole
from .table_rows import listed_rows, table_asked

# How many rows a year may have to be listed whole; of a longer one, the first rows are.
WHOLE, FIRST = 600, 200


def rows_behind(order: Order) -> Markup:
    """The tables behind what the page of `order` shows under its filters, in its language; a sentence for no row.

    The cursor is narrowed from here on. NothingToTakeError for a page that folds none.
    """
    make = _BEHIND.get(order.address.page)
    if make is None:
        raise NothingToTakeError("export.error.no_rows")
    return Markup(make(order) or f"<p>{escape(order.texts('common.no_row'))}</p>")


def _map(order: Order) -> Markup:
    known = overview.years(order.con)["year"]  # before the cursor is narrowed
    found = shown(order)
    span = said(found.year, known)
    rows = map_queries.rows(found.con, found.year, cities=found.framed)
    return map_figures.rows_table(rows, span, found.texts)


def _timeline(order: Order) -> Markup:
    found = shown(order)
    if found.year is None:  # all years are told by their numbers, which the page holds itself
        raise NothingToTakeError("export.error.no_rows")
    con, year = found.con, found.year
    few = narrow.size(con, year) <= WHOLE
    declared = whole(found, overview.declared(con, year))
    rows = overview.rows(con, year, most=WHOLE if few else FIRST)
    return rows_of_year(year, declared, rows, overview.cited_sources(con, year), found.texts)


def _themes(order: Order) -> Markup:
    known = overview.years(order.con)["year"]
    found = shown(order)
    choice = themes.Choice.read(found.year, found.address.value("par"), "", "")
    choice = replace(choice, said=said(found.year, known))
    has_report = not whole(found, overview.declared(found.con, found.year)).empty
    matrix = matrix_of(found, choice.by, has_report=has_report)
    records = plain(theme_queries.rows(found.con, found.year, choice.by))
    return themes_behind(matrix, records, choice, found.texts)


def _data(order: Order) -> Markup:
    """The first rows of the table on paper: on the screen they are in a grid, which a printer cuts."""
    table, search, filters = table_asked(order)
    narrow.narrow(order.con, filters)
    rows, total = listed_rows(order.con, table, search, filters, order.texts)
    return paper_table(table, rows, total, order.texts)


_BEHIND: dict[str, Callable[[Order], str]] = {
    "carte": _map,
    "chronologie": _timeline,
    "themes": _themes,
    "donnees": _data,
}
