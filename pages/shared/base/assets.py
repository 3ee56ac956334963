"""Files the server sends besides Streamlit's own: compressed once, kept by browsers for as long as they may.

To serve one more file under /bri/, add a line to `files()`: its text may depend on the language.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import Response

from bri_data.address import offered, read_language
from bri_data.present.theme import css_tokens
from bri_data.present.words import Lang
from pages.shared.base.built_in_words import script
from pages.shared.base.etags import is_held
from pages.shared.base.static import STATIC, static_text

YEAR = 31_536_000


@dataclass(frozen=True)
class Asset:
    """One file ready to send: as it is, compressed, and the tag that tells one version from another."""

    body: bytes
    zipped: bytes
    media_type: str
    tag: str


@lru_cache(maxsize=256)
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
    if is_held(request, item.tag):
        return Response(status_code=304, headers=headers)
    if item.zipped and _takes_gzip(request.get("accept-encoding", "")):
        return Response(item.zipped, media_type=item.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(item.body, media_type=item.media_type, headers=headers)


def _takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding names gzip, or anything, without a weight of nought (RFC 9110, 12.5.3)."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        weights[name.strip()] = weight.replace(" ", "").rstrip("0.") != "q="
    return weights.get("gzip", weights.get("*", False))


# --- Our own files, under /bri/ ---------------------------------------------------------------------------------------


def files() -> dict[str, tuple[str, Callable[[Lang], str]]]:
    """The files of /bri/ by name: their media type and the text to send in a language."""
    return {
        "app.css": ("text/css", lambda _: _styles()),
        "app.js": ("text/javascript", script),
        "favicon.svg": ("image/svg+xml", lambda _: static_text("favicon.svg")),
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
    return "\n".join([css_tokens(), *map(static_text, ["app.css", *of_pages])])


def language_of(query: QueryParams) -> Lang:
    """The language asked for in an address, as far as the bureau offers it; French unless it says `en`."""
    return offered(read_language(query.getlist("lang")))


async def send_file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in files():
        return Response(status_code=404)
    item = file_asset(name, language_of(request.query_params))
    fresh = request.query_params.get("v") == item.tag.strip('"')
    return respond(item, request.headers, f"public, max-age={YEAR}, immutable" if fresh else "no-cache")


class Published:
    """What pages publish, the latest read or written first; the oldest go when all of it is over `most` bytes."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._items: OrderedDict[str, Asset] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, name: str, item: Asset) -> None:
        """Keep `item` under `name`, which stands for its content."""
        with self._lock:
            if name not in self._items:
                self.size += _weight(item)
            self._items[name] = item
            self._items.move_to_end(name)
            while self.size > self.most and len(self._items) > 1:
                self.size -= _weight(self._items.popitem(last=False)[1])

    def get(self, name: str) -> Asset | None:
        """What stands under `name`; None when it was never published, or went."""
        with self._lock:
            if name in self._items:
                self._items.move_to_end(name)
            return self._items.get(name)


def _weight(item: Asset) -> int:
    return len(item.body) + len(item.zipped)


_published = Published(32 << 20)


def publish(text: str, media_type: str) -> str:
    """Serve `text` at the address returned, which changes with the content, until 32 MB of newer ones came after it.

    For what a page computes from the data and a browser should fetch once: the base map. An SVG's address ends in
    .svg: it is how deck.gl knows one.
    """
    item = asset(text.encode(), media_type)
    name = item.tag.strip('"') + (".svg" if media_type == "image/svg+xml" else "")
    _published.put(name, item)
    return f"./bri/fixe/{name}"


async def send_published(request: Request) -> Response:
    item = _published.get(request.path_params["name"])
    if item is None:
        return Response(status_code=404)
    return respond(item, request.headers, f"public, max-age={YEAR}, immutable")
