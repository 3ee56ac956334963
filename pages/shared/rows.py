"""The rows behind a page's pictures, at ./bri/lignes/<page>?<the page's query>: asked for when a reader opens them."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bri_data.address import EVERY_YEAR, Address
from bri_data.documents.behind import rows_behind
from bri_data.documents.order import NothingToTakeError, Order
from bri_data.model.clock import now
from bri_data.store.database import Database

from .context import Context
from .folders import NoPastError, database_for
from .once import once_for_all
from .signed_in import reader_of

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


def send_rows(request: Request) -> Response:
    """The rows as markup; 404 for a page that has none or a past state not known, 503 without sound data."""
    address = Address.read(request.path_params["page"], request.query_params.multi_items())
    try:
        database = database_for(address, reader_of(request.headers).level)
    except NoPastError:
        return PlainTextResponse("", 404, headers=_NEVER_KEPT)
    if database is None:
        return PlainTextResponse("", 503, headers=_NEVER_KEPT)
    try:
        markup = _rows(database.fingerprint, address, database)
    except NothingToTakeError:
        return PlainTextResponse("", 404, headers=_NEVER_KEPT)
    # not as HTML: it is a part of a page, to be put in its place
    return PlainTextResponse(markup, headers=_NEVER_KEPT)


@once_for_all(64)
def _rows(fingerprint: str, address: Address, _database: Database) -> str:
    with _database.cursor() as con:
        return rows_behind(Order(con, address, now()))
