"""The calendar that a calendar program follows, at ./bri/agenda.ics?<filters>: every year, or the one asked for."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bri_data.address import EVERY_YEAR, Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.model.clock import now
from bri_data.store import data_dir

from .context import data_folder

_PAGE = "chronologie"  # whose filters and years it takes
_HOUR_S = 3600


async def send_agenda(request: Request) -> Response:
    """The calendar; 304 when the program has it already, 503 when no sound data was ever read."""
    asked = Address.read(_PAGE, request.query_params.multi_items())
    address = asked if asked.year is not None else replace(asked, year=EVERY_YEAR)
    body = await run_in_threadpool(_calendar, address, str(request.base_url))
    if body is None:
        return Response(status_code=503, headers={"Retry-After": str(_HOUR_S)})
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": etag,
        "Cache-Control": f"max-age={_HOUR_S}",
        "Content-Disposition": 'inline; filename="agenda.ics"',
        "Content-Language": f"{address.lang}-CA",
    }
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=FORMATS["ics"].media_type, headers=headers)


def _calendar(address: Address, home: str) -> bytes | None:
    database = data_folder(data_dir()).current().database
    if database is None:
        return None
    with database.cursor() as con:
        return FORMATS["ics"].make(Order(con, address, now(), home=home))
