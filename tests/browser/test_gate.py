"""What the running server refuses, what it tells a monitor, and that it never calls outside."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.test_frame_server import fetch

Start = Callable[..., Any]


class Listener:
    """A proxy that notes whoever asks it for something outside, and never answers."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            with caller:
                self.asked.append(caller.recv(200))

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def outside() -> Iterator[Listener]:
    with closing(Listener()) as listener:
        yield listener


@pytest.fixture(scope="module")
def watched(start_server: Start, outside: Listener) -> Any:
    """A server whose every call outside would go to the listener."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), outside.url)
    return start_server(**proxies, no_proxy="", BRI_PUBLIC_URL="https://tableau.ville.test")


def handshake(url: str, origin: str, host: str = "") -> int:
    """The status that a WebSocket handshake from a page of `origin` gets."""
    split = urlsplit(url)
    lines = (
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host or split.netloc}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==",
        *([f"Origin: {origin}"] if origin else []),
    )
    with socket.create_connection((str(split.hostname), int(split.port or 80)), 20) as opened:
        opened.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return int(opened.recv(100).split()[1])


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "file://", "http://127.0.0.1:1", "http://[", "x"])
def test_a_page_of_another_site_is_refused_at_once_and_nothing_is_asked_outside(
    watched: Any, outside: Listener, origin: str
) -> None:
    assert handshake(watched.url, origin) == 403
    assert fetch(watched.url + "/_stcore/host-config", Origin=origin)[0] == 403
    assert fetch(watched.url + "/sante")[0] == 200
    assert outside.asked == []


@pytest.mark.parametrize(
    ("origin", "host"), [("https://tableau.ville.test", ""), ("https://a.test", "a.test"), ("", "")]
)
def test_our_own_page_is_let_in_behind_a_proxy_too(watched: Any, outside: Listener, origin: str, host: str) -> None:
    assert handshake(watched.url, origin, host) == 101
    assert outside.asked == []


def test_an_origin_written_by_hand_and_an_endless_host_are_refused(watched: Any) -> None:
    place = urlsplit(watched.url).netloc
    assert [
        handshake(watched.url, f"http://{written}") for written in (f"evil@{place}", f"{place}/", f"{place}?a")
    ] == [403] * 3
    assert handshake(watched.url, f"http://{place}") == 101
    assert fetch(watched.url + "/bri/agenda.ics", Host="a" * 300)[0] == 400


def test_uploads_and_figures_are_closed(server: Any) -> None:
    request = urllib.request.Request(f"{server.url}/_stcore/upload_file/a/b", b"x" * 1000, method="PUT")  # noqa: S310
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(request)  # noqa: S310
    assert fetch(server.url + "/_stcore/metrics")[0] == 404


@pytest.mark.parametrize("path", ["/nope.png", "/static/js/nope.js", "/.git/config", "/carte/x", "/data/activites.csv"])
def test_a_file_that_is_not_there_is_not_found(server: Any, path: str) -> None:
    status, headers, body = fetch(server.url + path)
    assert (status, headers["Content-Type"], body) == (404, "text/plain; charset=utf-8", b"404\n")


def test_an_unknown_page_is_not_found_and_says_so_in_the_readers_language(server: Any) -> None:
    status, _, body = fetch(server.url + "/nimporte?lang=en")
    assert status == 404
    assert '<html lang="en-CA">' in body.decode()
    assert fetch(server.url + "/carte")[0] == 200


def test_a_page_taken_away_is_the_real_page(server: Any, chromium: BrowserContext, tmp_path: Path) -> None:
    status, headers, body = fetch(server.url + "/bri/emporter/carte.html?annee=2025")
    assert status == 200
    assert "attachment" in headers["Content-Disposition"]
    saved = tmp_path / "carte.html"
    saved.write_bytes(body)
    page = chromium.new_page()
    page.goto(saved.as_uri())
    assert page.inner_text("h1") == "Carte, 2025"
    assert "Cinq villes visitées" in page.inner_text("body")
    assert page.locator("svg").count() >= 1
    page.close()


def test_asking_what_a_file_would_be_makes_none(server: Any) -> None:
    request = urllib.request.Request(f"{server.url}/bri/emporter/presenter.pptx", method="HEAD")  # noqa: S310
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        assert answer.status == 200
        assert answer.headers["Content-Type"].endswith("presentationml.presentation")
        assert "Content-Disposition" not in answer.headers  # its name comes from the data, which were not asked


def test_health_tells_sound_data_from_last_good_data_from_none(start_server: Start, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for file in (Path(__file__).parents[2] / "data").glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    server = start_server(BRI_DATA_DIR=str(folder), BRI_CACHE_DIR=str(tmp_path / "cache"))
    wait_until(lambda: told(server) == {"status": "ok", "faults": 0})
    assert fetch(server.url + "/pret")[0] == 200
    cities = folder / "villes.csv"
    sound = cities.read_bytes()
    cities.write_bytes(sound.replace(b"namur,Namur", b"namur,", 1))
    wait_until(lambda: told(server) == {"status": "degraded", "faults": 1})
    assert fetch(server.url + "/pret")[0] == 200
    cities.write_bytes(sound)
    wait_until(lambda: told(server) == {"status": "ok", "faults": 0})


def test_health_says_that_nothing_can_be_served(start_server: Start, tmp_path: Path) -> None:
    server = start_server(BRI_DATA_DIR=str(tmp_path / "none"), BRI_CACHE_DIR=str(tmp_path / "cache"))
    wait_until(lambda: told(server)["status"] == "down")
    assert fetch(server.url + "/sante")[0] == 503
    assert fetch(server.url + "/pret")[0] == 503


def told(server: Any) -> Any:
    return json.loads(fetch(server.url + "/sante")[2])


def wait_until(is_so: Callable[[], bool]) -> None:
    """Until it is so, a minute at the most."""
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)
