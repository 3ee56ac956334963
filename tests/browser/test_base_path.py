"""The dashboard below a path of its host, alone and behind nginx with TLS: pages, files, rows, search, links hold."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from bri_data.documents.formats import FORMATS
from bri_data.pages import PAGES
from bri_data.pages import Page as OnePage
from tests.benchmark.readers import run
from tests.browser.proxy import behind_nginx, sent, session, until, unverified
from tests.browser.servers import ROOT, Server, run_server

BASE = "outils/bri"
INTRANET = "https://intranet.exemple.ca"


@pytest.fixture(scope="module")
def below(start_server: Callable[..., Server]) -> Server:
    """A dashboard below /outils/bri/, which one other site may show."""
    return start_server(STREAMLIT_SERVER_BASE_URL_PATH=BASE, BRI_EMBEDDED_BY=INTRANET)


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where nginx has its settings and its certificate."""
    return tmp_path_factory.mktemp("nginx")


@pytest.fixture(scope="module")
def proxied(below: Server, nginx: Path) -> Iterator[str]:
    """Its address behind nginx, with TLS, by the settings of docs/deploiement."""
    with behind_nginx(nginx, [below.url]) as url:
        yield url


def answered(url: str) -> tuple[int, str, str]:
    """Status, media type and text of what `url` answers."""
    status, headers, content = sent(url)
    return status, headers.get_content_type(), content.decode("utf-8")


ROUTES = {
    "/": (200, "text/html", "Québec à l’international</title>"),
    "/carte?annee=2024": (200, "text/html", "Carte · Québec à l’international</title>"),
    "/nimporte": (404, "text/html", '<html lang="fr-CA"'),
    "/nimporte?lang=en": (404, "text/html", '<html lang="en-CA"'),
    "/static/js/absent.js": (404, "text/plain", "404"),
    "/carte/static/media/absent.woff2": (404, "text/plain", "404"),
    "/absent.png": (404, "text/plain", "404"),
    "/bri/fixe/absent.js": (404, "text/plain", ""),
    "/bri/emporter/nimporte.csv": (404, "text/plain", ""),
    "/bri/emporter/carte.exe": (404, "text/plain", ""),
    "/tenir": (404, "text/html", "</html>"),
    "/bri/app.css": (200, "text/css", ".stApp{"),
    "/bri/absent.css": (404, "text/plain", ""),
    "/bri/chercher?q=namur": (200, "application/json", "namur"),
    "/bri/lignes/carte?annee=2025": (200, "text/plain", "<table"),
    "/bri/emporter/carte.csv?annee=2025": (200, "text/csv", "San Antonio"),
    "/sante": (200, "application/json", '"status"'),
    "/pret": (200, "text/plain", ""),
    "/_stcore/metrics": (404, "text/plain", ""),
}


@pytest.mark.parametrize("path", ROUTES)
def test_every_route_answers_below_the_path_behind_a_proxy_with_tls(proxied: str, path: str) -> None:
    status, media_type, text = ROUTES[path]
    found = answered(proxied + path)
    assert found[0] == status
    assert text in found[2]
    if path != "/pret":
        assert found[1] == media_type


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address or "overview")
def test_every_page_its_own_assets_rows_and_files_answer_behind_a_proxy(proxied: str, page: OnePage) -> None:
    status, headers, html = sent(f"{proxied}/{page.address}?lang=en")
    assert (status, headers.get_content_type()) == (200, "text/html")
    assert '<html lang="en-CA"' in html.decode("utf-8")
    named = set(re.findall(r'(?:src|href)="([^"#?]+\.(?:js|css|svg|woff2|png)[^"]*)"', html.decode("utf-8")))
    assert len(named) > 4
    kinds = {name: media_type(urljoin(f"{proxied}/{page.address}", unescape(name))) for name in named}
    assert {name: kind for name, kind in kinds.items() if kind in {"text/html", "text/plain"}} == {}
    files = ["csv", "xlsx", *(["svg"] if page.pictures else [])] if page.is_view else []
    query = ("annee=2025" if page.has_year else "") + ("&ville=namur" if page.address == "fiches" else "")
    place = f"{proxied}/bri/emporter/{page.address or 'vue-ensemble'}"
    made = {ending: sent(f"{place}.{ending}?{query}") for ending in files}
    assert {ending: answer[0] for ending, answer in made.items()} == dict.fromkeys(files, 200)


@cache
def media_type(url: str) -> str:
    """The media type of what `url` answers; pages share most of what they are made of."""
    return sent(url)[1].get_content_type()


def test_every_format_comes_whole_through_the_proxy(proxied: str) -> None:
    begins = {"csv": b"\xef\xbb\xbf", "pdf": b"%PDF", "png": b"\x89PNG", "svg": b"<?xml", "ics": b"BEGIN:VCALENDAR"}
    begins |= {"csv-excel": begins["csv"], "pdf-slides": begins["pdf"], "html": b"<!DOCTYPE html>"}
    for suffix in FORMATS:
        status, _, content = sent(f"{proxied}/bri/emporter/chronologie.{suffix}?annee=2025")
        assert status == 200, suffix
        assert content.lower().startswith(begins.get(suffix, b"PK").lower()), (suffix, content[:20])


@pytest.mark.parametrize("ending", ["docx", "html", "xlsx"])
def test_links_of_a_file_say_the_readers_own_address(proxied: str, ending: str) -> None:
    status, _, content = sent(f"{proxied}/bri/emporter/ententes.{ending}")
    assert status == 200
    ours = {link for link in links_of(content) if "127.0.0.1" in link}
    assert ours
    assert {link for link in ours if not link.startswith(f"{proxied}/")} == set()


def links_of(content: bytes) -> set[str]:
    """The web addresses that a file leads to."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist() if name.endswith((".rels", ".xml")))
    return set(re.findall(r"https?://[^\s\"'<>]+", unescape(content.decode("utf-8"))))


def test_links_of_an_agenda_say_the_readers_own_address(proxied: str) -> None:
    links = set(re.findall(r"URL:(\S+?/)fiches", answered(proxied + "/bri/agenda.ics")[2].replace("\r\n ", "")))
    assert links == {f"{proxied}/"}


def test_the_site_that_may_show_the_dashboard_is_said_behind_the_proxy(proxied: str) -> None:
    headers = sent(proxied + "/")[1]
    assert f"frame-ancestors 'self' {INTRANET};" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers  # it can name no other site


def test_the_smoke_test_of_the_docs_passes_here_and_says_what_is_missing_elsewhere(proxied: str, nginx: Path) -> None:
    until(lambda: sent(f"{proxied}/pret")[0] == 200)
    script = ROOT / "docs" / "deploiement" / "essai.sh"
    trusted = os.environ | {"CURL_CA_BUNDLE": str(nginx / "cert.pem")}
    for address, code, said in ((proxied, 0, ""), (proxied.removesuffix("/bri"), 1, "manque  /bri/app.css (code 404)")):
        done = subprocess.run(["sh", script, address], env=trusted, capture_output=True, text=True, check=False)
        assert (done.returncode, said in done.stdout) == (code, True), done.stdout + done.stderr
        assert ("manque" in done.stdout) == bool(code)


def test_no_cookie_goes_without_tls(proxied: str) -> None:
    cookies = [told for path in ("/", "/_stcore/health") for told in sent(proxied + path)[1].get_all("Set-Cookie", [])]
    assert {told.partition("=")[0] for told in cookies} == {"__Secure-bri", "_streamlit_xsrf"}
    assert [told for told in cookies if "; secure" not in told.lower()] == []


def test_a_tab_connects_through_the_proxy_and_another_site_does_not(proxied: str) -> None:
    stream, origin = proxied.replace("https:", "wss:") + "/_stcore/stream", proxied.removesuffix(f"/{BASE}")
    with connect(stream, ssl=unverified(), origin=origin, subprotocols=["streamlit"]) as opened:  # type: ignore[arg-type,list-item]
        assert opened.subprotocol == "streamlit"
    with pytest.raises(Exception, match="403"), connect(stream, ssl=unverified(), origin="https://ailleurs.test"):  # type: ignore[arg-type]
        pass


def test_a_reader_of_a_replica_that_dies_goes_on_with_the_other(below: Server, built: Path, tmp_path: Path) -> None:
    settings = {"BRI_CACHE_DIR": str(built), "STREAMLIT_SERVER_BASE_URL_PATH": BASE}
    doomed, process = run_server("dashboard.py", tmp_path, **settings)
    (tmp_path / "nginx").mkdir()
    try:
        with behind_nginx(tmp_path / "nginx", [below.url, doomed.url]) as url:
            places = {urlsplit(one.url).netloc: one for one in (below, doomed)}
            cookies = (sent(f"{url}/pret")[1] for _ in range(40))  # each a new reader
            mine = next(told for told in cookies if places[told["X-Upstream"]] is doomed)["Set-Cookie"].partition(";")[
                0
            ]
            assert {sent(f"{url}/pret", Cookie=mine)[1]["X-Upstream"] for _ in range(5)} == {
                urlsplit(doomed.url).netloc
            }
            with session(url, mine) as opened:
                run(opened, "carte", "annee=toutes&f.ville=namur")
                process.kill()
                process.wait(10)
                with pytest.raises(ConnectionClosed):
                    while True:  # what was sent before the end comes first
                        opened.recv(timeout=30)
            with session(url, mine) as opened:  # as a tab does by itself: the page is asked for again
                run(opened, "carte", "annee=toutes&f.ville=namur")
            status, told, rows = sent(f"{url}/bri/emporter/carte.csv?annee=toutes&f.ville=namur", Cookie=mine)
            assert (status, told["X-Upstream"]) == (200, urlsplit(below.url).netloc)
            assert "Namur" in rows.decode("utf-8")
    finally:
        process.kill()
        process.wait(10)


def test_a_page_below_a_path_is_whole_and_leads_to_another(below: Server, open_page: Callable[..., Page]) -> None:
    page = open_page("/themes?annee=2025", at=below, width=1280, height=720)
    expect(page.locator("link[href*='bri/app.css']")).to_have_count(1)
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).getPropertyValue('--b-mission')")
    page.locator("a[href*='fiches']").first.evaluate("link => link.click()")
    page.wait_for_url(lambda url: "/fiches" in url)
    assert page.url.startswith(f"{below.url}/fiches")


def test_what_is_outside_of_the_path_is_not_ours(below: Server) -> None:
    root = below.url.removesuffix(f"/{BASE}")
    found: Any = [answered(f"{root}{path}")[0] for path in ("/", "/carte", "/bri/app.css", "/sante")]
    assert found == [404, 404, 404, 200]  # a monitor of the machine asks without the path
