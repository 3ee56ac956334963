"""What the server changes in Streamlit's answers: first HTML in the reader's language, safe headers, small files."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import html
import mimetypes
import re
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from bri_data.present.words import LOCALES, Lang, texts
from pages.shared.assets import YEAR, Asset, address, asset, language_of, respond

# --- Streamlit's index.html ------------------------------------------------------------------------------------------

INDEX = Path(get_static_dir()) / "index.html"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def index(lang: Lang) -> Asset:
    """Streamlit's index.html with our language, title, favicon and style, before anything is drawn."""
    words = texts(lang)
    page = INDEX.read_text("utf-8")
    head = (
        f'<meta name="description" content="{html.escape(words("frame.description"))}" />'
        f'<link rel="stylesheet" href="{html.escape(address("app.css", lang))}" />'
        f'<script defer src="{html.escape(address("app.js", lang))}"></script>'
        + "".join(f'<link rel="modulepreload" href="./static/js/{name}" />' for name in _early_scripts())
    )
    changes = (
        (r'<html lang="en">', f'<html lang="{LOCALES[lang].replace("_", "-")}">'),
        (r"<title>Streamlit</title>", f"<title>{html.escape(words('frame.title'))}</title>{head}"),
        (
            r'<link rel="shortcut icon" href="[^"]*" />',
            f'<link rel="shortcut icon" type="image/svg+xml" href="{html.escape(address("favicon.svg", lang))}" />',
        ),
        (r'<link rel="service-desc"[^>]*/>', ""),
        (r"(?s)<noscript>.*?</noscript>", f"<noscript><p>{html.escape(words('frame.no_script'))}</p></noscript>"),
        (r"(?s)<!--.*?-->\s*", ""),
    )
    for pattern, replacement in changes:
        page = _replaced(page, pattern, replacement)
    return asset(page.encode(), "text/html; charset=utf-8")


def _replaced(page: str, pattern: str, replacement: str) -> str:
    changed, found = re.subn(pattern, lambda _: replacement, page)
    if not found:
        raise RuntimeError(f"Streamlit's index.html has changed: nothing matches {pattern}")
    return changed


def _early_scripts() -> list[str]:
    """Scripts that every page of ours needs and that the browser would otherwise find late."""
    return sorted(path.name for path in (INDEX.parent / "static" / "js").glob("BidiComponent.*.js"))


@cache
def security_headers() -> dict[str, str]:
    """Headers of every response. The content policy makes « no request leaves this server » a rule of the browser."""
    digests = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
        for code in _INLINE_SCRIPT.findall(index("fr").body.decode())
    )
    policy = (
        "default-src 'self'",
        f"script-src 'self' {digests} blob: 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "frame-ancestors 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    }


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
            await send(message)

        await self.app(scope, receive, send_with_headers)


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
        static = _streamlit_files().get(scope["path"])
        if static is not None and "range" not in request:
            item = await asyncio.to_thread(_streamlit_asset, static)
            await respond(item, request, f"public, max-age={YEAR}, immutable")(scope, receive, send)
            return
        await self._with_our_index(scope, receive, send)

    async def _with_our_index(self, scope: Scope, receive: Receive, send: Send) -> None:
        replaced = False

        async def send_ours(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                replaced = _is_page(message)
            if not replaced:
                await send(message)
            elif message["type"] == "http.response.body" and not message.get("more_body"):
                lang = language_of(QueryParams(scope["query_string"]))
                await respond(index(lang), Headers(scope=scope), "no-cache")(scope, receive, send)

        await self.app(scope, receive, send_ours)


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
