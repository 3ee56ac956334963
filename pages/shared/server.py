"""What the server adds to Streamlit: the first HTML in the reader's language, small files, safe headers, our routes.

`middleware()` and `routes()` are given to `st.App` by dashboard.py. To serve one more file under /bri/, add a line to
`files()`: its text may depend on the language.
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import html
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from bri_data.present.theme import css_tokens
from bri_data.present.words import LOCALES, Lang, texts
from pages.shared.built_in_words import script

STATIC = Path(__file__).parent / "static"
YEAR = 31_536_000


@dataclass(frozen=True)
class Asset:
    """One file ready to send: as it is, compressed, and the tag that tells one version from another."""

    body: bytes
    zipped: bytes
    media_type: str
    tag: str


@cache
def asset(body: bytes, media_type: str) -> Asset:
    """`body` compressed once; a font or a PNG, already compressed, is sent as it is."""
    packed = gzip.compress(body, 6, mtime=0)  # 9 saves 1 % more and costs the first reader twice the wait
    return Asset(
        body,
        packed if len(packed) < len(body) * 0.95 else b"",
        media_type,
        f'"{hashlib.sha256(body).hexdigest()[:16]}"',
    )


def respond(item: Asset, request: Headers, cache_control: str) -> Response:
    """`item` as the browser of `request` wants it: 304 when it has it, compressed when it can."""
    headers = {"ETag": item.tag, "Cache-Control": cache_control, "Vary": "Accept-Encoding"}
    if item.tag in request.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if item.zipped and "gzip" in request.get("accept-encoding", ""):
        return Response(item.zipped, media_type=item.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(item.body, media_type=item.media_type, headers=headers)


# --- Our own files, under /bri/ ---------------------------------------------------------------------------------------


def files() -> dict[str, tuple[str, Callable[[Lang], str]]]:
    """The files of /bri/ by name: their media type and the text to send in a language."""
    return {
        "app.css": ("text/css", lambda _: _styles()),
        "app.js": ("text/javascript", script),
        "favicon.svg": ("image/svg+xml", lambda _: _static("favicon.svg")),
    }


@cache
def file_asset(name: str, lang: Lang) -> Asset:
    """The file `name` of /bri/; KeyError when there is none."""
    media_type, text = files()[name]
    return asset(text(lang).encode(), media_type)


def address(name: str, lang: Lang) -> str:
    """Where the page finds `name`: the address changes with the content, so that a browser may keep it for good."""
    return f"./bri/{name}?lang={lang}&v={file_asset(name, lang).tag.strip(chr(34))}"


def _styles() -> str:
    """The tokens, the frame's own style, then one style sheet per page that needs one."""
    of_pages = sorted(path.name for path in STATIC.glob("*.css") if path.name != "app.css")
    return "\n".join([css_tokens(), *map(_static, ["app.css", *of_pages])])


def _static(name: str) -> str:
    return (STATIC / name).read_text("utf-8")


def language_of(query: QueryParams) -> Lang:
    """The language asked for in an address; French unless it says `en`."""
    return "en" if query.get("lang") == "en" else "fr"


async def _send_file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in files():
        return Response(status_code=404)
    item = file_asset(name, language_of(request.query_params))
    fresh = request.query_params.get("v") == item.tag.strip('"')
    return respond(item, request.headers, f"public, max-age={YEAR}, immutable" if fresh else "no-cache")


_published: dict[str, Asset] = {}


def publish(text: str, media_type: str) -> str:
    """Serve `text` for as long as the server runs, at the address returned: it changes with the content.

    For what a page computes from the data and a browser should fetch once: the base map. An SVG's address ends in
    .svg: it is how deck.gl knows one.
    """
    item = asset(text.encode(), media_type)
    name = item.tag.strip('"') + (".svg" if media_type == "image/svg+xml" else "")
    _published[name] = item
    return f"./bri/fixe/{name}"


async def _send_published(request: Request) -> Response:
    item = _published.get(request.path_params["name"])
    if item is None:
        return Response(status_code=404)
    return respond(item, request.headers, f"public, max-age={YEAR}, immutable")


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def routes() -> list[BaseRoute]:
    """The addresses we serve besides Streamlit's: /sante for a monitor, the files of /bri/ and what pages publish."""
    return [
        Route("/sante", _health, methods=["GET"]),
        Route("/bri/{name}", _send_file, methods=["GET"]),
        Route("/bri/fixe/{name}", _send_published, methods=["GET"]),
    ]


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


def middleware() -> list[Middleware]:
    """Our middleware, outermost first."""
    return [Middleware(SecurityHeaders), Middleware(FirstPage)]
