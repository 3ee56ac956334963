"""What a page folds until a reader opens it: the rows behind its pictures, at ./bri/lignes/<page>?<its query>; itself
in five lines, at ./bri/en-bref/<page>?<its query>."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bri_data.address import EVERY_YEAR, Address
from bri_data.documents.behind import rows_behind
from bri_data.documents.in_brief import brief_markup, brief_of
from bri_data.documents.order import NothingToTakeError, Order
from bri_data.model.clock import now
from bri_data.present.words import Texts
from bri_data.store.database import Database
from pages.shared.reader.context import Context
from pages.shared.rights.folders import NoPastError, database_for
from pages.shared.rights.signed_in import reader_of
from pages.shared.work.once import once_for_all

# The overview's name in such an address: its own is empty.
HOME = "ensemble"
_NEVER_KEPT = {"Cache-Control": "no-store"}


def rows_address(context: Context, year: int | None, **own: str) -> str:
    """Where the rows of this page are, as it stands: under its filters, in `year` (None: in every year), with `own`
    parameters of the page, "" for none."""
    page = context.address.page
    shown = Address(
        page,
        context.lang,
        EVERY_YEAR if year is None else year,
        context.filters,
        tuple((name, value) for name, value in own.items() if value),
        as_of=context.address.as_of,
    )
    return f"./bri/lignes/{page}?{urlencode(shown.query(), safe=':')}"


def in_brief(page: str, texts: Texts) -> Markup:
    """The folded five lines of the address `page` as it now stands, for the head of the page."""
    query = urlencode([(name, one) for name in st.query_params for one in st.query_params.get_all(name)], safe=":")
    address = f"./bri/en-bref/{page or HOME}{f'?{query}' if query else ''}"
    return Markup(
        f'<details class="bri-in-brief" data-rows="{escape(address)}"><summary>{escape(texts("frame.in_brief.title"))}'
        "</summary></details>"
    )


def send_rows(request: Request) -> Response:
    """The rows as markup; 404 for a page that has none or a past state not known, 503 without sound data."""
    return _sent(request, _rows)


def send_brief(request: Request) -> Response:
    """The five lines as markup; 404 for a past state not known, 503 without sound data."""
    return _sent(request, _brief)


def _sent(request: Request, make: Callable[[str, Address, Database], str]) -> Response:
    page = str(request.path_params["page"])
    address = Address.read("" if page == HOME else page, request.query_params.multi_items())
    try:
        database = database_for(address, reader_of(request.headers).level)
    except NoPastError:
        return PlainTextResponse("", 404, headers=_NEVER_KEPT)
    if database is None:
        return PlainTextResponse("", 503, headers=_NEVER_KEPT)
    try:
        markup = make(database.fingerprint, address, database)
    except NothingToTakeError:
        return PlainTextResponse("", 404, headers=_NEVER_KEPT)
    # not as HTML: it is a part of a page, to be put in its place
    return PlainTextResponse(markup, headers=_NEVER_KEPT)


@once_for_all(64)
def _rows(fingerprint: str, address: Address, _database: Database) -> Markup:
    with _database.cursor() as con:
        return rows_behind(Order(con, address, now()))


@once_for_all(64)
def _brief(fingerprint: str, address: Address, _database: Database) -> Markup:
    with _database.cursor() as con:
        order = Order(con, address, now())
        return brief_markup(brief_of(order), order.texts)
