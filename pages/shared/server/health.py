"""What a monitor asks: does the server answer, is its data sound, may readers be sent to it?"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Literal

import duckdb
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bri_data.queries.overview import years
from bri_data.store import data_dir
from pages.shared.rights.folders import data_folder

_LONGEST_S = 3.0
_FRESH = {"Cache-Control": "no-store"}
State = Literal["ok", "degraded", "starting", "down"]
_asker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bri-sante")
_question: Future[tuple[State, int]] | None = None


async def health(_: Request) -> Response:
    """/sante: 200 while something is served or is being opened for the first time, 503 when nothing can be.

    « degraded » is served data that the files no longer hold (they have faults), with the number of faults.
    """
    state, faults = await asked()
    return JSONResponse({"status": state, "faults": faults}, 503 if state == "down" else 200, headers=_FRESH)


async def ready(_: Request) -> Response:
    """/pret: 200 when the data has just answered a question, 503 while it opens and when it cannot."""
    state, _faults = await asked()
    is_ready = state in {"ok", "degraded"}
    return JSONResponse({"ready": is_ready}, 200 if is_ready else 503, headers=_FRESH)


async def asked() -> tuple[State, int]:
    """The state of the data and the number of faults in its files; « down » when no answer comes in time.

    One question is under way at a time, whoever asks: all who come meanwhile share its answer.
    """
    global _question  # noqa: PLW0603 - the one of this process
    if _question is None or _question.done():
        _question = _asker.submit(_ask)
    try:
        return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(_question)), _LONGEST_S)
    except TimeoutError:
        return "down", 0


def _ask() -> tuple[State, int]:
    folder = data_folder(data_dir())
    if not folder.is_open:
        return "starting", 0
    served = folder.current()
    if served.database is None:
        return "down", len(served.problems)
    try:
        with served.database.cursor() as con:
            years(con)
    except duckdb.Error:
        logging.getLogger(__name__).exception("the data does not answer")
        return "down", len(served.problems)
    return ("degraded" if served.problems else "ok"), len(served.problems)
