"""What can be taken of a page as it stands, at ./bri/offre/<page>?<the page's query>: asked when a menu of files opens.

The formats and the pictures of the page, by their names; nothing else is offered. Where the address also asks for what
is not there, `query` is what the page shows of it: a file is made of that, and refused for the rest.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse

from bri_data.address import Address
from bri_data.documents.offer import NOTHING, Offer, offered
from bri_data.documents.order import OVERVIEW, Order
from bri_data.documents.refusal import without_missing
from bri_data.model.clock import now
from bri_data.pages import TAKEN
from bri_data.store.database import Database
from pages.shared.rights.folders import NoPastError, database_for
from pages.shared.rights.signed_in import reader_of
from pages.shared.work.once import once_for_all


def send_offer(request: Request) -> JSONResponse:
    """`formats` and `pictures`; none, with 404, for a page or a past state not known, with 503 without sound data."""
    page = str(request.path_params["page"])
    address = Address.read("" if page == OVERVIEW else page, request.query_params.multi_items())
    if address.page not in TAKEN:
        return _said(NOTHING, 404)
    try:
        database = database_for(address, reader_of(request.headers).level)
    except NoPastError:
        return _said(NOTHING, 404)
    if database is None:
        return _said(NOTHING, 503)
    offer, known = _offered(database.fingerprint, address, now().date(), database)
    return _said(offer, 200, address, known)


def _said(offer: Offer, status: int, *addresses: Address) -> JSONResponse:
    """`addresses` are that of the page and that of what it shows: `query` is the latter's, where they differ."""
    said: dict[str, object] = {"formats": offer.formats, "pictures": offer.pictures, "report": offer.is_report}
    if len(set(addresses)) > 1:
        said["query"] = urlencode(addresses[-1].query())
    return JSONResponse(said, status, headers={"Cache-Control": "no-store"})


@once_for_all(256)
def _offered(fingerprint: str, address: Address, day: date, _database: Database) -> tuple[Offer, Address]:
    """What can be taken of what the page shows, and the address of that."""
    with _database.cursor() as con:
        order = Order(con, address, now())
        known = without_missing(order)
        return offered(replace(order, address=known)), known
