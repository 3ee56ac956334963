"""The calendar that a calendar program follows, at ./bri/agenda.ics?<filters>: every year, or the one asked for.

Programs ask again every hour: a calendar is made once for each state of the data, and kept.
"""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from bri_data.address import EVERY_YEAR, Address, home_address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.export.progress import unheard
from bri_data.model.clock import now
from bri_data.model.columns import PUBLIC, Level
from bri_data.queries.agenda import with_month
from bri_data.store.database import Database
from bri_data.store.refresh import data_dir
from pages.shared.base.base_path import home_asked
from pages.shared.base.etags import is_held
from pages.shared.base.logs import note_file
from pages.shared.rights.folders import data_folder
from pages.shared.rights.signed_in import reader_of
from pages.shared.work.aside import Aside
from pages.shared.work.once import once_for_all

_PAGE = "chronologie"  # whose filters and years it takes
_HOUR_S = 3600
_LONG = 2000  # events, from which a process beside the server makes the calendar
# two at a time, apart from the threads that answer everything else
_makers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="bri-agenda")


async def send_agenda(request: Request) -> Response:
    """The calendar; 304 when the program has it already, 503 when no sound data was ever read."""
    asked = Address.read(_PAGE, request.query_params.multi_items())
    address = asked if asked.year is not None else replace(asked, year=EVERY_YEAR)
    # what the address says beside the filters changes nothing in the calendar: it is not kept apart
    address = replace(address, own=(), ignored=())
    home = home_address(home_asked(request))
    reader = reader_of(request.headers)
    level = reader.level
    made = await asyncio.get_running_loop().run_in_executor(_makers, _calendar, address, home, level)
    if made is None:
        return Response(status_code=503, headers={"Retry-After": str(_HOUR_S)})
    body, etag = made
    headers = {
        "ETag": etag,
        # links that name the host of this request are for whoever made it: no relay may give them to another
        "Cache-Control": f"max-age={_HOUR_S}" if home == home_address() else f"private, max-age={_HOUR_S}",
        "Vary": "Host, Cookie",
        "Content-Disposition": 'inline; filename="agenda.ics"',
        "Content-Language": f"{address.lang}-CA",
    }
    if level != PUBLIC:
        headers["Cache-Control"] = "no-store"
    if is_held(request.headers, etag):
        return Response(status_code=304, headers=headers)
    if request.method != "HEAD":
        note_file("agenda", "ics", role=reader.role, bytes=len(body))
    return Response(body, media_type=FORMATS["ics"].media_type, headers=headers)


def _calendar(address: Address, home: str, level: Level) -> tuple[bytes, str] | None:
    database = data_folder(data_dir(), level).current().database
    return None if database is None else _made(database.fingerprint, address, home, database)


@once_for_all(64)
def _made(fingerprint: str, address: Address, home: str, _database: Database) -> tuple[bytes, str]:
    """The calendar and its mark."""
    with _database.cursor() as con:
        is_long = with_month(con, None) > _LONG
        body = b"" if is_long else FORMATS["ics"].make(Order(con, address, now(), home=home))
    if is_long:
        work = Aside(unheard, lambda asked: None)
        file, _ = work.file(_database, "ics", address.page, address.query(), home=home, is_strict=False)
        with file:
            body = file.read()
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'
