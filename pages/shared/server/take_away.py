"""The files a reader takes away, at ./bri/emporter/<page>.<format>?<the page's query>.

Made in threads of their own, two of which work at a time, the least served first (turns.py), a long one in a process
beside (jobs.py); a reader who closes the request stops the work. A long file is written on disk, never held whole. Four
parameters are ours: `image` and `feuille` name a picture and a table of the page, `scheme` is light or dark, and
`suivi`, chosen by the browser, lets it ask ./bri/emporter/progres/<suivi> how far the file is.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import unicodedata
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

from bri_data.address import Address, home_address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import OVERVIEW, NothingToTakeError
from bri_data.export.progress import Cancelled
from bri_data.pages import TAKEN
from bri_data.present.theme import Scheme
from bri_data.present.words import Texts, texts
from pages.shared.base.base_path import home_asked
from pages.shared.base.logs import note_file
from pages.shared.rights.signed_in import reader_of
from pages.shared.work.aside import stop_every
from pages.shared.work.jobs import Job, NoDataError, tracked
from pages.shared.work.turns import Turns

IMAGE, SHEET, SCHEME, TOKEN = "image", "feuille", "scheme", "suivi"
_OURS = frozenset({IMAGE, SHEET, SCHEME, TOKEN})
_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
_LOOK_S = 0.2  # how often we look whether the reader is still there
_GONE = 499  # nobody reads it: what servers note for a request closed by its reader
_NEVER_KEPT = {"Cache-Control": "no-store"}
_MOST_JOBS, _MOST_OF_ONE = 32, 12  # at once, working or waiting; of one asker
_SENT_AT_ONCE = 256 * 1024
_AGAIN_S = 20
# What the progress of a format counts, where that is more than its own steps.
_COUNTED = {"csv": "rows", "csv-excel": "rows", "xlsx": "rows", "html": "rows", "ics": "rows"}
_COUNTED |= {"pptx": "slides", "pdf-slides": "slides"}
_workers = ThreadPoolExecutor(max_workers=_MOST_JOBS, thread_name_prefix="bri-emporter")
_turns = Turns()


_running: set[Job] = set()


def stop_all() -> None:
    """The server ends: no file is worth keeping it waiting."""
    for job in tuple(_running):
        job.stop()
    stop_every()


async def send(request: Request) -> Response:
    """The file that the address asks for, made now; or why there is none."""
    job = _read(request)
    if isinstance(job, Job) and request.method == "HEAD":  # what it would be; nobody waits for a file that is not read
        return Response(media_type=FORMATS[job.suffix].media_type, headers=_NEVER_KEPT)
    return await _answer(request, job) if isinstance(job, Job) else job


async def _answer(request: Request, job: Job) -> Response:
    """The file of `job`, or why there is none."""
    words = texts(job.address.lang)
    if len(_running) >= _MOST_JOBS or sum(one.turn.asker == job.turn.asker for one in _running) >= _MOST_OF_ONE:
        return _refused(503, words, "export.error.busy", more={"Retry-After": str(_AGAIN_S)})
    tracked.note(job.token, 0, 0)  # known from now on, even while it waits for its turn
    try:
        made = await _made(request, job)
    except NothingToTakeError as error:
        return _refused(404, words, *map(str, error.args))
    except NoDataError:
        return _refused(503, words, "export.error.no_data")
    except Cancelled:
        return Response(status_code=_GONE)
    except Exception:
        logging.getLogger(__name__).exception("could not make %s", request.url.path)
        return _refused(500, words, "export.error.surprise")
    file, name = made
    headers = _NEVER_KEPT | {"Content-Disposition": _saved_as(name), "X-Robots-Tag": "noindex"}
    size = file.seek(0, os.SEEK_END)
    headers["Content-Length"] = str(size)
    counted = {_COUNTED[job.suffix]: job.counted} if job.suffix in _COUNTED else {}
    note_file(job.address.page or OVERVIEW, job.suffix, role=job.role, **counted, bytes=size)
    return StreamingResponse(_sent(file), media_type=FORMATS[job.suffix].media_type, headers=headers)


async def _sent(file: IO[bytes]) -> AsyncIterator[bytes]:
    """The bytes of `file`, which is closed at the end, or when the reader leaves before."""
    with file:
        file.seek(0)
        while block := await run_in_threadpool(file.read, _SENT_AT_ONCE):
            yield block


def _read(request: Request) -> Job | Response:
    """The job that the request asks for, or the answer to one that asks for none."""
    page, _, suffix = request.path_params["file"].rpartition(".")
    page = "" if page == OVERVIEW else page or "?"
    query = request.query_params
    items = [(name, value) for name, value in query.multi_items() if name not in _OURS]
    words = texts(Address.read(page, items).lang)
    if page not in TAKEN:
        return _refused(404, words, "export.error.no_page")
    if suffix not in FORMATS:
        return _refused(404, words, "export.error.no_format")
    token, scheme = query.get(TOKEN, ""), query.get(SCHEME, "light")
    if token and not _TOKEN.fullmatch(token):
        return _refused(400, words, "export.error.bad_token")
    if scheme not in {"light", "dark"}:
        return _refused(400, words, "export.error.bad_scheme")
    known: Scheme = "dark" if scheme == "dark" else "light"
    reader = reader_of(request.headers)
    turn = _turns.turn(request.client.host if request.client else "")
    return Job(
        suffix,
        page,
        items,
        known,
        query.get(IMAGE, ""),
        query.get(SHEET, ""),
        token,
        home_address(home_asked(request)),
        turn,
        reader.level,
        reader.role,
    )


async def _made(request: Request, job: Job) -> tuple[IO[bytes], str]:
    """The job's file; Cancelled as soon as the reader is gone."""
    _running.add(job)
    future = asyncio.get_running_loop().run_in_executor(_workers, job.run)
    future.add_done_callback(lambda _: _running.discard(job))
    try:
        while not (await asyncio.wait({future}, timeout=_LOOK_S))[0]:
            if await request.is_disconnected():
                raise Cancelled
    except BaseException:
        job.stop()
        future.add_done_callback(_dropped)
        future.cancel()
        raise
    return future.result()


def _dropped(done: asyncio.Future[tuple[IO[bytes], str]]) -> None:
    """Let go of what nobody reads: the file, or an error, heard so that nobody logs it."""
    if not done.cancelled() and done.exception() is None:
        done.result()[0].close()


def _refused(
    status: int, words: Texts, key: str, asked: str = "", *, more: dict[str, str] | None = None
) -> PlainTextResponse:
    text = f"{words('export.error.title')}\n\n{words(key, asked=asked)}\n"
    return PlainTextResponse(text, status, headers=_NEVER_KEPT | {"Content-Language": words.lang} | (more or {}))


def _saved_as(name: str) -> str:
    """The header that names the file, accents included (RFC 6266, RFC 5987)."""
    letters = unicodedata.normalize("NFKD", name.replace("\u2019", "'"))
    plain = letters.encode("ascii", "ignore").decode().replace('"', "").replace("\\", "")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


async def send_progress(request: Request) -> Response:
    known = tracked.files.get(request.path_params["token"])
    if known is None:
        return JSONResponse({}, 404, headers=_NEVER_KEPT)
    done, total, finished = known
    return JSONResponse({"fait": done, "total": total, "fini": finished}, headers=_NEVER_KEPT)
