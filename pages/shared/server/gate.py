"""What the server refuses before Streamlit sees it: other sites' pages, uploads, and figures meant for a monitor."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bri_data.address import PUBLIC_URL
from pages.shared.base.base_path import below_base
from pages.shared.rights.editing import may_edit

_CLOSED = ("/_stcore/upload_file", "/_stcore/metrics")
_UPLOADS = "/_stcore/upload_file"
_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_LONGEST_HOST = 260  # a name of 253 letters (RFC 1035) and a port
_POLICY_VIOLATION = 1008  # RFC 6455; before the handshake is accepted, the server turns it into a 403


class Gate:
    """Refuses a request that another site's page makes, the addresses that nobody needs, and a Host that is no name.

    Streamlit would ask the outside for this machine's address to judge a foreign Origin, twice and while everybody
    waits: it must never see one. An Origin is ours when it names the Host that was asked, or BRI_PUBLIC_URL.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403 to a foreign page, 404 to a closed address, 400 to an endless Host."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origins = headers.getlist("origin")
        if any(len(host) > _LONGEST_HOST for host in headers.getlist("host")):  # it would stand in every link of a file
            await _refuse(400, scope, receive, send)
        elif any(not _is_ours(origin, scope) for origin in origins):
            logging.getLogger(__name__).warning("refused a page of another site: Origin %.200r", origins)
            await _refuse(403, scope, receive, send)
        elif _is_closed(below_base(scope["path"]) or scope["path"], scope):
            await _refuse(404, scope, receive, send)
        else:
            await self.app(_as_asked(scope) if origins else scope, receive, send)


def _is_closed(path: str, scope: Scope) -> bool:
    """Whether nobody needs `path`; uploads are open to whoever may change the data."""
    return path.startswith(_CLOSED) and not (path.startswith(_UPLOADS) and may_edit(Headers(scope=scope)))


async def _refuse(status: int, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
    else:
        await PlainTextResponse(f"{status}\n", status)(scope, receive, send)


def _is_ours(origin: str, scope: Scope) -> bool:
    asked = _place(origin)
    split = urlsplit(origin) if asked else None
    # an Origin is a scheme, a host and a port: who signs in or adds a path wrote it by hand
    if asked is None or split is None or "@" in split.netloc or split.path or split.query or split.fragment:
        return False
    hosts = [f"{urlsplit(origin).scheme}://{host}" for host in Headers(scope=scope).getlist("host")]
    return asked in {_place(host) for host in (*hosts, *_public())}


def _public() -> Iterable[str]:
    return filter(None, [os.environ.get(PUBLIC_URL, "")])


def _place(url: str) -> tuple[str, int] | None:
    """The host and port that a URL names; None for what names none, such as the Origin « null » of a file."""
    try:
        split = urlsplit(url)
        host, port = split.hostname, split.port
    except ValueError:
        return None
    if not host or split.scheme not in _DEFAULT_PORTS:
        return None
    return host.lower(), port or _DEFAULT_PORTS[split.scheme]


def _as_asked(scope: Scope) -> Scope:
    """`scope` with the Origin's host as its Host, so that Streamlit's own check finds them equal behind any proxy."""
    origin = urlsplit(Headers(scope=scope)["origin"]).netloc.encode("latin-1")
    headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {**scope, "headers": [(b"host", origin), *headers]}
