"""What the server adds to Streamlit: our routes and our middleware, as dashboard.py gives them to `st.App`.

Of what answers, only what the first page needs is imported with the server, which listens that much sooner; warm.py
imports the rest meanwhile.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import import_module
from inspect import iscoroutinefunction
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from pages.shared.base.base_path import base_path
from pages.shared.server.doors import Doors
from pages.shared.server.first_page import FirstPage, SecurityHeaders
from pages.shared.server.gate import Gate

# what a monitor asks: at the root too, without the path of a proxy
_MONITORED = {
    "/sante": ("server.health", "health"),
    "/pret": ("server.health", "ready"),
    "/mesures": ("server.metrics", "send_metrics"),
}
# what answers each address: a module of pages/shared, and its function
ANSWERS = {
    **_MONITORED,
    "/bri/chercher": ("widgets.search", "answer"),
    "/bri/agenda.ics": ("server.agenda_feed", "send_agenda"),
    "/bri/lignes/{page}": ("server.rows", "send_rows"),
    "/bri/en-bref/{page}": ("server.rows", "send_brief"),
    "/bri/offre/{page}": ("server.offer", "send_offer"),
    "/bri/ouvertes/{file:path}": ("server.open_data", "send_open_data"),
    "/bri/{name}": ("base.assets", "send_file"),
    "/bri/fixe/{name}": ("base.assets", "send_published"),
    "/bri/emporter/progres/{token}": ("server.take_away", "send_progress"),
    "/bri/emporter/{file}": ("server.take_away", "send"),
}


def routes() -> list[BaseRoute]:
    """The addresses we serve besides Streamlit's: for a monitor, our files, what pages publish, what readers open."""
    base = base_path()
    paths = {base + path: where for path, where in ANSWERS.items()}
    at_root = {path: where for path, where in _MONITORED.items() if base}
    addresses = (at_root | paths).items()
    return [Route(path, _answer(*where), methods=["GET"], name=".".join(where)) for path, where in addresses]


def _answer(module: str, name: str) -> Callable[[Request], Awaitable[Response]]:
    """The function `name` of a module that is imported when it is first asked; one that may wait runs in a thread."""
    known: list[Callable[[Request], Any]] = []

    async def answer(request: Request) -> Response:
        if not known:
            known.append(getattr(await run_in_threadpool(import_module, f"pages.shared.{module}"), name))
        found = known[0]
        given: Response = await (found(request) if iscoroutinefunction(found) else run_in_threadpool(found, request))
        return given

    return answer


def middleware() -> list[Middleware]:
    """Our middleware, outermost first."""
    return [Middleware(SecurityHeaders), Middleware(Gate), Middleware(Doors), Middleware(FirstPage)]
