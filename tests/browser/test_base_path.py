"""The dashboard below a path of its host, alone and behind nginx with TLS: pages, files, rows, search, links hold."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from websockets.sync.client import connect

from tests.browser.servers import Server, free_port

BASE = "outils/bri"
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fast;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;
        location /outils/bri/ {{
            proxy_pass {target};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $connection_upgrade;
        }}
    }}
}}
"""


@pytest.fixture(scope="module")
def below(start_server: Callable[..., Server]) -> Server:
    """A dashboard below /outils/bri/."""
    return start_server(STREAMLIT_SERVER_BASE_URL_PATH=BASE)


@pytest.fixture(scope="module")
def proxied(below: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address behind nginx, with TLS. Skipped without nginx, unless BRI_REQUIRE_NGINX=1 says it must be there."""
    if shutil.which("nginx") is None or shutil.which("openssl") is None:
        said = "nginx or openssl is not installed: the address behind a proxy is not tried"
        if os.environ.get("BRI_REQUIRE_NGINX") == "1":
            pytest.fail(said)
        pytest.skip(said)
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    _certificate(folder)
    settings = NGINX.format(folder=folder, port=port, target=below.url.removesuffix(f"/{BASE}"))
    (folder / "nginx.conf").write_text(settings, "utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    subprocess.run([*command, "-t", "-q"], check=True)
    process = subprocess.Popen(command)
    url = f"https://127.0.0.1:{port}/{BASE}"
    _wait_for(f"{url}/sante")
    yield url
    process.terminate()
    process.wait(10)


def _certificate(folder: Path) -> None:
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    named = ["-subj", "/CN=127.0.0.1", "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run([*made, *named], check=True, capture_output=True)


def _unverified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _wait_for(url: str) -> None:
    for _ in range(500):
        try:
            answered(url)
            return
        except ConnectionError:
            continue
    pytest.fail(f"nothing answers at {url}")


def answered(url: str) -> tuple[int, str, str]:
    """Status, media type and text of what `url` answers."""
    try:
        with urllib.request.urlopen(url, context=_unverified()) as answer:  # noqa: S310
            return answer.status, answer.headers.get_content_type(), answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read().decode("utf-8")
    except urllib.error.URLError as error:
        raise ConnectionError(url) from error


ROUTES = {
    "/": (200, "text/html", "Québec à l’international</title>"),
    "/carte?annee=2024": (200, "text/html", "Carte · Québec à l’international</title>"),
    "/nimporte": (404, "text/html", "</html>"),
    "/static/js/absent.js": (404, "text/plain", "404"),
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


def test_links_of_a_file_say_the_readers_own_address(proxied: str) -> None:
    links = set(re.findall(r"URL:(\S+?/)fiches", answered(proxied + "/bri/agenda.ics")[2].replace("\r\n ", "")))
    assert links == {f"{proxied}/"}


def test_a_tab_connects_through_the_proxy_and_another_site_does_not(proxied: str) -> None:
    stream, origin = proxied.replace("https:", "wss:") + "/_stcore/stream", proxied.removesuffix(f"/{BASE}")
    with connect(stream, ssl=_unverified(), origin=origin, subprotocols=["streamlit"]) as opened:  # type: ignore[arg-type,list-item]
        assert opened.subprotocol == "streamlit"
    with pytest.raises(Exception, match="403"), connect(stream, ssl=_unverified(), origin="https://ailleurs.test"):  # type: ignore[arg-type]
        pass


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
