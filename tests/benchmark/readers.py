"""Fifty readers for some minutes, alone, then with a hostile reader beside them: errors, how long each page takes,
how long an ordinary file takes, and the memory of the server.

    python tests/benchmark/readers.py [--readers N] [--minutes M] [--reruns R] [--activities A] [--cities C]

Readers are real sessions without a browser, who together ask for R runs in M minutes. The hostile one opens half-open
connections, sends foreign Origins, asks for decks of sixty maps and for every row of a large folder, and leaves.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmark.filter_change import KINDS, PAGES, _asking, _read, address
from tests.benchmark.generate_folder import generate_folder
from tests.browser.servers import Server, run_server

_VIEW = urlencode({"p": "carte", "q": "annee=toutes"})
_DECK = urlencode([("vue", f"{_VIEW}&t={number}") for number in range(60)])
_HALF_OPEN = 200
_SETTLED_S = 20


@dataclass
class Measured:
    """What one phase gave: seconds of each run and of each ordinary file, errors, and what the hostile one did."""

    runs: list[float] = field(default_factory=list)
    files: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    hostile: list[str] = field(default_factory=list)


def reader(server: Server, number: int, pause: float, ends: float, found: Measured) -> None:
    """One session that goes from page to page and from filter to filter until `ends`."""
    chance = random.Random(number)
    time.sleep(chance.uniform(0, pause))
    try:
        with opened(server) as session:
            while time.monotonic() < ends:
                page, year = chance.choice(PAGES), 2020 + chance.randrange(6)
                kinds = tuple(kind for kind in KINDS if chance.random() < 0.5) or KINDS[:1]
                began = time.perf_counter()
                run(session, page, address(page, year, kinds).partition("?")[2])
                found.runs.append(time.perf_counter() - began)
                time.sleep(max(0.0, pause - (time.perf_counter() - began)))
    except Exception as error:  # whatever it is, it is counted
        found.errors.append(repr(error)[:200])


def opened(server: Server, **more: str) -> ClientConnection:
    """A session with the server."""
    place = urlsplit(server.url).netloc
    headers = {"Origin": more["origin"]} if "origin" in more else None
    return connect(
        f"ws://{place}/_stcore/stream", max_size=None, subprotocols=["streamlit"], additional_headers=headers
    )  # type: ignore[arg-type]


def run(session: ClientConnection, page: str, query: str) -> None:
    """Ask for one run, and read all that it sends."""
    session.send(_asking(query, page))
    while _read(session.recv(timeout=120)) != "script_finished":
        pass


def ordinary_files(server: Server, ends: float, found: Measured) -> None:
    """A reader who takes the year's rows away every five seconds."""
    year = 2020
    while time.monotonic() < ends:
        year = 2020 + (year - 2019) % 6
        began = time.perf_counter()
        try:
            status, _ = get(server, f"/bri/emporter/carbone.csv?annee={year}", 120)
            if status not in {200, 404}:
                found.errors.append(f"file: {status}")
        except OSError as error:
            found.errors.append(f"file: {error!r}")
        found.files.append(time.perf_counter() - began)
        time.sleep(max(0.0, 5 - (time.perf_counter() - began)))


def get(server: Server, path: str, timeout: float, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    """Status and body; TimeoutError when nothing comes for `timeout` seconds: the reader has then left."""
    place = urlsplit(server.url)
    client = http.client.HTTPConnection(place.hostname or "", place.port, timeout=timeout)
    try:
        client.request("GET", path, headers=headers or {})
        answer = client.getresponse()
        return answer.status, answer.read()
    finally:
        client.close()


def hostile(server: Server, ends: float, found: Measured) -> None:
    """All that one reader alone can ask for at once, again and again."""
    place = urlsplit(server.url)
    half: list[socket.socket] = []
    for _ in range(_HALF_OPEN):
        half.append(socket.create_connection((place.hostname or "", place.port or 0)))
        half[-1].sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
    asks = [f"/bri/emporter/presenter.pptx?{_DECK}"] * 4 + [
        "/bri/emporter/chronologie.csv?annee=toutes",
        "/bri/emporter/donnees.csv?table=activites",
        "/bri/emporter/chronologie.xlsx?annee=toutes",
        "/bri/emporter/chronologie.html?annee=toutes",
        "/bri/agenda.ics?f.genre=mission",
    ]
    threads = [threading.Thread(target=_asks, args=(server, path, ends, found), daemon=True) for path in asks]
    threads.append(threading.Thread(target=_decks, args=(server, ends, found), daemon=True))
    for thread in threads:
        thread.start()
    while time.monotonic() < ends:
        try:
            opened(server, origin="http://evil.example").close()
            found.hostile.append("foreign Origin let in")
        except (OSError, WebSocketException):
            found.hostile.append("foreign Origin refused")
        status, _ = get(server, "/sante", 30, {"Origin": "http://evil.example"})
        found.hostile.append(f"foreign page {status}")
        time.sleep(0.5)
    for thread in threads:
        thread.join(60)
    for one in half:
        one.close()


def _asks(server: Server, path: str, ends: float, found: Measured) -> None:
    chance = random.Random(path)
    while time.monotonic() < ends:
        try:
            status, _ = get(server, path, chance.choice((4, 30)))
            found.hostile.append(f"file {status}")
        except OSError:
            found.hostile.append("file left")
        time.sleep(1)


def _decks(server: Server, ends: float, found: Measured) -> None:
    number = 0
    while time.monotonic() < ends:
        number += 1
        with contextlib.suppress(OSError, WebSocketException), opened(server) as session:
            run(session, "presenter", f"{_DECK}&vue={number}&lang={'en' if number % 2 else 'fr'}")
            found.hostile.append("deck shown")


def phase(server: Server, given: argparse.Namespace, *, with_hostile: bool) -> Measured:
    """One phase of `given.minutes`."""
    found = Measured()
    ends = time.monotonic() + given.minutes * 60
    pause = given.minutes * 60 * given.readers / given.reruns
    threads = [
        threading.Thread(target=reader, args=(server, number, pause, ends, found)) for number in range(given.readers)
    ]
    threads.append(threading.Thread(target=ordinary_files, args=(server, ends, found)))
    if with_hostile:
        threads.append(threading.Thread(target=hostile, args=(server, ends, found)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def memory(process: subprocess.Popen[bytes], what: str = "VmRSS") -> int:
    """Megabytes that the server holds (VmRSS), or held at most (VmHWM)."""
    lines = Path(f"/proc/{process.pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) // 1024


def p95(seconds: list[float]) -> float:
    """The 95th percentile; 0 for none."""
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else 0.0


def main() -> None:
    """Print both phases, their ratio, and the memory before, at most and after."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--reruns", type=int, default=2000)
    parser.add_argument("--activities", type=int, default=100_000)
    parser.add_argument("--cities", type=int, default=60, help="at 300 the map alone keeps a processor busy")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = generate_folder(place / "data", given.activities, cities=given.cities)
        server, process = run_server(
            "dashboard.py", place, BRI_DATA_DIR=str(folder), BRI_CACHE_DIR=str(place / "cache")
        )
        try:
            while get(server, "/pret", 120)[0] != 200:
                time.sleep(0.5)
            print(f"load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores", flush=True)
            phases = {}
            for what, with_hostile in (("quiet", False), ("hostile", True)):
                before = memory(process)
                found = phases[what] = phase(server, given, with_hostile=with_hostile)
                time.sleep(_SETTLED_S)
                said = {one: found.hostile.count(one) for one in sorted(set(found.hostile))}
                print(
                    f"{what}: {len(found.runs)} runs, {len(found.errors)} errors, median "
                    f"{statistics.median(found.runs):.3f} s, p95 {p95(found.runs):.3f} s, max {max(found.runs):.2f} s; "
                    f"{len(found.files)} files, p95 {p95(found.files):.2f} s, max {max(found.files):.2f} s; memory "
                    f"{before} MB, then {memory(process)} MB, most {memory(process, 'VmHWM')} MB; load "
                    f"{os.getloadavg()[0]:.1f}; {said} {found.errors[:3]}",
                    flush=True,
                )
            print(f"p95 hostile / quiet: {p95(phases['hostile'].runs) / p95(phases['quiet'].runs):.2f}")
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
