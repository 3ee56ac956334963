"""What the server sends before any script runs: language, title, style, safe headers, small files."""

from __future__ import annotations

import gzip
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from typing import Any

import pytest


def fetch(url: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})  # noqa: S310
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.parametrize(
    ("path", "lang", "said"),
    [
        ("/", "fr-CA", "Bureau des relations internationales"),
        ("/?lang=en", "en-CA", "International Relations Office"),
        ("/carte?lang=en", "en-CA", "International Relations Office"),
        ("/?lang=xx", "fr-CA", "Bureau des relations internationales"),
    ],
)
def test_first_html_has_language_title_and_style(server: Any, path: str, lang: str, said: str) -> None:
    _, headers, body = fetch(server.url + path)
    page = body.decode()
    assert f'<html lang="{lang}">' in page
    assert "Québec à l’international</title>" in page
    assert said in page
    assert "Streamlit</title>" not in page
    assert headers["Cache-Control"] == "no-cache"
    assert page.index("<title>") < page.index("/bri/app.css") < page.index("<script")


def test_files_named_in_the_first_html_are_ours_and_kept_for_good(server: Any) -> None:
    page = fetch(server.url + "/")[2].decode()
    assert not re.search(r'(?:href|src)="(?:https?:)?//', page)
    for name in ("app.css", "app.js", "favicon.svg"):
        (address,) = re.findall(rf'"\./(bri/{re.escape(name)}[^"]*)"', page)
        status, headers, body = fetch(f"{server.url}/{address.replace('&amp;', '&')}")
        assert (status, "immutable" in headers["Cache-Control"]) == (200, True)
        assert body
        assert fetch(f"{server.url}/bri/{name}")[1]["Cache-Control"] == "no-cache"
    assert fetch(server.url + "/bri/other.txt")[0] == 404


def test_no_other_page_may_steer_this_one(server: Any) -> None:
    assert json.loads(fetch(server.url + "/_stcore/host-config")[2])["allowedOrigins"] == []


def test_every_answer_carries_the_security_headers(server: Any) -> None:
    for path in ("/", "/bri/app.css", "/sante", "/_stcore/health", "/static/none.js"):
        headers = fetch(server.url + path)[1]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "http:" not in policy
        assert "'unsafe-eval'" not in policy
        assert re.search(r"script-src [^;]*'sha256-[A-Za-z0-9+/=]{44}'", policy)
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_scripts_are_sent_compressed_and_asked_once(server: Any) -> None:
    page = fetch(server.url + "/")[2].decode()
    scripts = re.findall(r'"\./(static/js/[^"]+)"', page)
    assert len(scripts) > 10
    for name in scripts[:5]:
        _, headers, packed = fetch(f"{server.url}/{name}", Accept_Encoding="gzip")
        assert headers["Content-Type"].startswith("text/javascript")
        _, _, plain = fetch(f"{server.url}/{name}")
        assert plain == (gzip.decompress(packed) if headers["Content-Encoding"] == "gzip" else packed)
        status, _, body = fetch(f"{server.url}/{name}", If_None_Match=headers["ETag"])
        assert (status, body) == (304, b"")


def test_a_deep_link_right_after_a_start_gets_the_frame(
    start_server: Callable[..., Any], open_page: Callable[..., Any]
) -> None:
    page = open_page("/?lang=en&annee=2024", at=start_server())
    assert page.title() == "Overview · 2024 · Québec à l’international"
    assert page.locator("html").get_attribute("lang") == "en-CA"
    assert page.get_by_test_id("stHeaderLogo").is_visible()
    assert page.locator(".bri-language").inner_text() == "Français"
