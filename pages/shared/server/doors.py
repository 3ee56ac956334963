"""What the server adds to Streamlit's sign-in: cookies that travel safely, tries that are counted, a way out of ours,
and the way back to the page that one came from.

Streamlit signs its cookies and checks the provider's answer; it leaves them for thirty days, without « Secure », and
lets another site's page sign a reader out. See docs/acces.md for what holds of OWASP ASVS level 1.
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_redirect_uri, get_secrets_auth_section
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from bri_data.access import access
from pages.shared.base.base_path import below_base
from pages.shared.rights.signed_in import can_sign_in, sign_out
from pages.shared.rights.way_back import keeping, kept_page, left_page

_IN, _OUT, _BACK = "/auth/login", "/auth/logout", "/oauth2callback"
_MOST_TRIES, _WHILE_S = 20, 60.0
_MOST_ASKERS = 10_000
_AGE = re.compile(r"max-age=[1-9][0-9]*", re.IGNORECASE)


class Tries:
    """How often each address tried lately; a door stays shut for whoever tries too often. Safe to share."""

    def __init__(self, most: int = _MOST_TRIES, while_s: float = _WHILE_S) -> None:
        self._most, self._while_s = most, while_s
        self._tries: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def is_too_many(self, asker: str, moment: float) -> bool:
        """Count a try of `asker` at `moment` (s, of a clock that never goes back); whether it is one too many."""
        with self._lock:
            if asker not in self._tries and len(self._tries) >= _MOST_ASKERS:
                self._tries.pop(next(iter(self._tries)))
            tries = self._tries.setdefault(asker, deque(maxlen=self._most))
            is_full = len(tries) == self._most and moment - tries[0] < self._while_s
            if not is_full:
                tries.append(moment)
            return is_full


class Doors:
    """Stands before Streamlit's three addresses of sign-in, and around the cookies it sets."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._tries = Tries()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; 404 where nobody signs in, 403 to another site's page, 429 after too many tries."""
        if scope["type"] != "http" or (path := below_base(scope["path"])) not in {_IN, _OUT, _BACK}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asker = scope["client"][0] if scope.get("client") else ""
        if not can_sign_in():
            await PlainTextResponse("404\n", 404)(scope, receive, send)
        elif path != _BACK and headers.get("sec-fetch-site") == "cross-site":
            await PlainTextResponse("403\n", 403)(scope, receive, send)
        elif path != _OUT and self._tries.is_too_many(asker, time.monotonic()):
            again = {"Retry-After": str(int(_WHILE_S))}
            await PlainTextResponse("429\n", 429, again)(scope, receive, send)
        else:
            if path == _OUT:
                sign_out(headers)
            await self.app(scope, receive, _as_ours(send, path, headers))


def _as_ours(send: Send, path: str, asked: Headers) -> Send:
    rules = access()
    seconds = int((rules.hours if rules else 1) * 3600)
    is_secure = (get_redirect_uri(get_secrets_auth_section()) or "").startswith("https:")

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            told = [*_with_way_back(message["headers"], path, asked), (b"cache-control", b"no-store")]
            message = {**message, "headers": [(name, _safe(name, value, seconds, is_secure)) for name, value in told]}
        await send(message)

    return sent


def _with_way_back(told: list[tuple[bytes, bytes]], path: str, asked: Headers) -> list[tuple[bytes, bytes]]:
    """The headers of an answer: who goes to the provider leaves a cookie that says from where, and returns there."""
    if path == _IN:
        return [*told, (b"set-cookie", keeping(left_page(asked)).encode("latin-1"))]
    page = kept_page(asked) if path == _BACK else ""
    others = [(name, value) for name, value in told if name.lower() != b"location"]
    if not page or len(others) == len(told):
        return told
    return [*others, (b"location", page.encode("latin-1")), (b"set-cookie", keeping("").encode("latin-1"))]


def _safe(name: bytes, value: bytes, seconds: int, is_secure: bool) -> bytes:
    if name.lower() != b"set-cookie":
        return value
    cookie = value.decode("latin-1")
    if cookie.startswith((USER_COOKIE_NAME, TOKENS_COOKIE_NAME)):
        cookie = _AGE.sub(f"Max-Age={seconds}", cookie)
    if is_secure and "; secure" not in cookie.lower():
        cookie += "; Secure"
    return cookie.encode("latin-1")
