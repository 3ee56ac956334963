"""The open data, at ./bri/ouvertes/<file>: what everybody may read, whoever asks; made once for each state of the
data."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bri_data.address import home_address
from bri_data.documents.package import package_files, zipped
from bri_data.model.clock import now
from bri_data.present.figures.open_data import WHOLE
from bri_data.store.database import Database
from bri_data.store.refresh import data_dir
from pages.shared.base.etags import is_held
from pages.shared.base.logs import note_file
from pages.shared.rights.folders import data_folder
from pages.shared.work.once import once_for_all

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}
# one at a time, apart from the threads that answer everything else
_maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bri-ouvertes")


async def send_open_data(request: Request) -> Response:
    """One file of the package, or all of it; 404 for a file it has not, 503 without sound data."""
    files = await asyncio.get_running_loop().run_in_executor(_maker, _files)
    if files is None:
        return PlainTextResponse("503\n", 503, headers={"Cache-Control": "no-store", "Retry-After": "20"})
    path = request.path_params["file"]
    body = files.get(path)
    if body is None:
        return PlainTextResponse("404\n", 404, headers={"Cache-Control": "no-store"})
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    # asked again each time: a row that somebody has just hidden is in no copy of a relay
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if is_held(request.headers, etag):
        return Response(status_code=304, headers=headers)
    if request.method != "HEAD":
        note_file("ouvertes", path, role="", bytes=len(body))
    return Response(body, media_type=_TYPES[path.rpartition(".")[2]], headers=headers)


def _files() -> Mapping[str, bytes] | None:
    database = data_folder(data_dir()).current().database
    return None if database is None else _made(database.fingerprint, database)


@once_for_all(2)
def _made(fingerprint: str, _database: Database) -> Mapping[str, bytes]:
    on = now()
    with _database.cursor() as con:
        files = tuple(package_files(con, on, home_address()))
    return {file.path: file.content for file in files} | {WHOLE: zipped(files, on)}
