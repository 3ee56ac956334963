"""What the server changes in Streamlit's answers: first HTML in the reader's language, safe headers, small files."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
import mimetypes
import re
from functools import cache
from pathlib import Path

from markupsafe import escape
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from bri_data.pages import EVERY_PAGE, KEEPING, page_title
from bri_data.present.words import LOCALES, Lang, texts
from bri_data.settings import embedders
from pages.shared.base.assets import YEAR, Asset, address, asset, language_of, respond
from pages.shared.base.base_path import below_base
from pages.shared.rights.editing import may_edit

# --- Streamlit's index.html ------------------------------------------------------------------------------------------

INDEX = Path(get_static_dir()) / "index.html"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def index(lang: Lang, page: str) -> Asset:
    """Streamlit's index.html with our language, the title of `page` (an address), favicon and style, before anything is
    drawn."""
    words = texts(lang)
    source = INDEX.read_text("utf-8")
    title = " · ".join([*([page_title(page, words)] if page in EVERY_PAGE else []), words("frame.title")])
    head = (
        f'<meta name="description" content="{escape(words("frame.description"))}" />'
        f'<link rel="stylesheet" href="{escape(address("app.css", lang))}" />'
        f'<script defer src="{escape(address("app.js", lang))}"></script>'
        + "".join(f'<link rel="modulepreload" href="./static/js/{name}" />' for name in _early_scripts())
    )
    changes = (
        (r'<html lang="en">', f'<html lang="{LOCALES[lang].replace("_", "-")}">'),
        (r"<title>Streamlit</title>", f"<title>{escape(title)}</title>{head}"),
        (
            r'<link rel="shortcut icon" href="[^"]*" />',
            f'<link rel="shortcut icon" type="image/svg+xml" href="{escape(address("favicon.svg", lang))}" />',
        ),
        (r'<link rel="service-desc"[^>]*/>', ""),
        (r"(?s)<noscript>.*?</noscript>", f"<noscript><p>{escape(words('frame.no_script'))}</p></noscript>"),
        (r"(?s)<!--.*?-->\s*", ""),
    )
    for pattern, replacement in changes:
        source = _replaced(source, pattern, replacement)
    return asset(source.encode(), "text/html; charset=utf-8")


def _replaced(page: str, pattern: str, replacement: str) -> str:
    """`page` with the replacement; as it was when Streamlit's file has changed, which the log then says."""
    changed, found = re.subn(pattern, lambda _: replacement, page)
    if not found:
        logging.getLogger(__name__).error("Streamlit's index.html has changed: nothing matches %s", pattern)
    return changed


def _early_scripts() -> list[str]:
    """Scripts that every page of ours needs and that the browser would otherwise find late."""
    return sorted(path.name for path in (INDEX.parent / "static" / "js").glob("BidiComponent.*.js"))


@cache
def security_headers() -> dict[str, str]:
    """Headers of every response. The content policy makes « no request leaves this server » a rule of the browser."""
    digests = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
        for code in _INLINE_SCRIPT.findall(index("fr", "").body.decode())
    )
    policy = (
        "default-src 'self'",
        f"script-src 'self' {digests} blob: 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "frame-ancestors " + " ".join(("'self'", *embedders())),
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "X-Content-Type-Options": "nosniff",
        **({} if embedders() else {"X-Frame-Options": "SAMEORIGIN"}),  # it can name no other site
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    }


# What stands at other addresses than pages, by the first part of the address.
_NOT_PAGES = frozenset({"bri", "sante", "pret", "mesures", "_stcore", "media", "component"})
# An address below a page, or that names a file: Streamlit would answer it with index.html.
_UNLIKE_A_PAGE = re.compile(r"[./]")

# --- Middleware ------------------------------------------------------------------------------------------------------


class SecurityHeaders:
    """Adds `security_headers()` to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in security_headers().items():
                    headers[name] = value
                if scope.get("scheme") == "https":
                    _keep_to_tls(headers)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _keep_to_tls(headers: MutableHeaders) -> None:
    """Have the browser send back over TLS alone what cookies the answer sets (Streamlit's own, at one address)."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")


class FirstPage:
    """Answers for index.html (at any page's address) and for Streamlit's own files, which it keeps compressed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a Streamlit file at once; replace index.html in an answer; let the rest through."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        request = Headers(scope=scope)
        static = _streamlit_files().get(below_base(scope["path"]) or "")
        if static is not None and "range" not in request:
            item = await asyncio.to_thread(_streamlit_asset, static)
            await respond(item, request, f"public, max-age={YEAR}, immutable")(scope, receive, send)
            return
        await self._with_our_index(scope, receive, send)

    async def _with_our_index(self, scope: Scope, receive: Receive, send: Send) -> None:
        page = _page_of(scope)
        if page is not None and page.partition("/")[0] in _NOT_PAGES:  # a file of ours may be HTML too
            await self.app(scope, receive, send)
            return
        status = 200 if _is_page_for(page, Headers(scope=scope)) else 404
        replaced = False

        async def send_ours(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                replaced = _is_page(message)
            if not replaced:
                await send(message)
            elif message["type"] == "http.response.body" and not message.get("more_body"):
                is_file = page is None or (status == 404 and _UNLIKE_A_PAGE.search(page))
                answer = _unknown_file if is_file else _first_page(scope, status)
                await answer(scope, receive, send)

        await self.app(scope, receive, send_ours)


def _page_of(scope: Scope) -> str | None:
    """The address of the page asked for, "" for the overview; None outside of the dashboard."""
    path = below_base(scope["path"])
    return None if path is None else path.strip("/")


_unknown_file = PlainTextResponse("404\n", 404)


def _first_page(scope: Scope, status: int) -> Response:
    """Our index.html in the reader's language; with 404 at an address that is no page, where it says so itself."""
    page = _page_of(scope)
    known = page if page is not None and status == 200 else "?"  # an unlimited number of addresses, one page
    answer = respond(index(language_of(QueryParams(scope["query_string"])), known), Headers(scope=scope), "no-cache")
    if answer.status_code == 200:
        answer.status_code = status
    return answer


def _is_page_for(page: str | None, asked: Headers) -> bool:
    """Whether `page` is the address of a page for who asks: that of the data's keeper is nobody else's."""
    return page in EVERY_PAGE and (page != KEEPING.address or may_edit(asked))


def _is_page(start: Message) -> bool:
    return start["status"] == 200 and Headers(scope=start).get("content-type", "").startswith("text/html")


@cache
def _streamlit_files() -> dict[str, Path]:
    """Streamlit's hashed files by their address: their content never changes under one name."""
    root = INDEX.parent
    return {f"/{path.relative_to(root).as_posix()}": path for path in (root / "static").rglob("*") if path.is_file()}


@cache
def _streamlit_asset(path: Path) -> Asset:
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix == ".js":
        media_type = "text/javascript"  # some Windows registries say text/plain, which a browser refuses for a module
    return asset(path.read_bytes(), media_type)
