"""The page that a reader signs in from: kept in a cookie while the provider asks who they are, then opened again."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.datastructures import Headers

from bri_data.pages import EVERY_PAGE
from pages.shared.base.base_path import base_path, below_base

ENTER = "entrer"  # the parameter that asks to sign in
_COOKIE = "bri_retour"
_SECONDS, _LONGEST = 600, 2000


def left_page(headers: Headers) -> str:
    """The page of ours that a request comes from, with what its address asks for; "" for anything else."""
    return _ours(headers.get("referer", ""))


def kept_page(headers: Headers) -> str:
    """The page that the cookie of a request keeps; "" for none."""
    try:
        kept = SimpleCookie(headers.get("cookie", "")).get(_COOKIE)
    except CookieError:
        return ""
    return _ours(unquote(kept.value)) if kept else ""


def keeping(page: str) -> str:
    """The Set-Cookie that keeps `page` until the provider has answered; that forgets it, for ""."""
    seconds = _SECONDS if page else 0
    return f"{_COOKIE}={quote(page, safe='')}; Path={base_path() or '/'}; Max-Age={seconds}; HttpOnly; SameSite=Lax"


def _ours(address: str) -> str:
    """`address` from the root of its host, made anew of a page of the dashboard and of its parameters: it can lead
    nowhere else."""
    try:
        split = urlsplit(address)
    except ValueError:
        return ""
    page = (below_base(split.path) or "").strip("/")
    if page not in EVERY_PAGE or len(address) > _LONGEST:
        return ""
    asked = [(name, said) for name, said in parse_qsl(split.query, keep_blank_values=True) if name != ENTER]
    return f"{base_path()}/{page}" + (f"?{urlencode(asked)}" if asked else "")
