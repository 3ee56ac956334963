"""Two replicas behind nginx, a hundred readers, one replica killed under load and started again: what do readers lose?

    python tests/benchmark/replicas.py [--readers N] [--seconds S] [--pause P]

Readers are real sessions through TLS, each with a cookie of its own, who ask for a page every P seconds. When their
connection is cut, a reader connects again and asks for the same page again, as a tab does by itself: that is one click
lost. The replica is killed after a third of the time, and started again after two thirds.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from websockets.exceptions import WebSocketException

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmark.filter_change import KINDS, PAGES, address
from tests.benchmark.readers import p95, run
from tests.browser.proxy import behind_nginx, sent, session
from tests.browser.servers import run_server

BASE = "outils/bri"
_AGAIN_S = 0.5  # before a tab that was cut tries again
_MOST_TRIES = 60


@dataclass
class Reader:
    """What one reader met: seconds of each page, of each that had to be asked again, and the most attempts for one."""

    runs: list[float] = field(default_factory=list)
    cut: list[float] = field(default_factory=list)
    worst: int = 0
    gave_up: str = ""


def read(url: str, number: int, pause: float, ends: float, found: Reader) -> None:
    """One reader until `ends`."""
    chance, cookie = random.Random(number), f"__Secure-bri={number:032x}"
    time.sleep(chance.uniform(0, pause))
    opened = None
    while time.monotonic() < ends:
        page, year = chance.choice(PAGES), 2022 + chance.randrange(5)
        query = address(page, year, KINDS[: 1 + chance.randrange(len(KINDS))]).partition("?")[2]
        began, tries = time.perf_counter(), 0
        while True:
            try:
                opened = opened or session(url, cookie)
                run(opened, page, query)
                break
            except (OSError, WebSocketException) as error:
                opened, tries = None, tries + 1
                if tries == _MOST_TRIES:
                    found.gave_up = repr(error)[:200]
                    return
                time.sleep(_AGAIN_S)
        took = time.perf_counter() - began
        (found.cut if tries else found.runs).append(took)
        found.worst = max(found.worst, tries)
        time.sleep(max(0.0, pause - took))
    if opened:
        opened.close()


def main() -> None:
    """Print how many pages were read, how many had to be asked again and how soon each came, and the most of one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--pause", type=float, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        places = [Path(name) / one for one in ("first", "second", "nginx")]
        for place in places:
            place.mkdir()
        own = [{"STREAMLIT_SERVER_BASE_URL_PATH": BASE, "BRI_CACHE_DIR": str(place / "cache")} for place in places[:2]]
        started = [run_server("dashboard.py", place, **one) for place, one in zip(places[:2], own, strict=True)]
        servers, processes = [one[0] for one in started], [one[1] for one in started]
        try:
            with behind_nginx(places[2], [one.url for one in servers]) as url:
                for one in servers:
                    while sent(one.url + "/pret")[0] != 200:
                        time.sleep(0.5)
                readers = [Reader() for _ in range(given.readers)]
                ends = time.monotonic() + given.seconds
                threads = [
                    threading.Thread(target=read, args=(url, number, given.pause, ends, one))
                    for number, one in enumerate(readers)
                ]
                for thread in threads:
                    thread.start()
                time.sleep(given.seconds / 3)
                processes[1].kill()
                processes[1].wait(10)
                time.sleep(given.seconds / 3)
                port = int(servers[1].url.split(":")[2].partition("/")[0])
                _, processes[1] = run_server("dashboard.py", places[1], port=port, **own[1])
                for thread in threads:
                    thread.join()
                _say(readers)
        finally:
            for process in processes:
                process.terminate()
                process.wait(30)


def _say(readers: list[Reader]) -> None:
    runs = [seconds for one in readers for seconds in one.runs]
    cut = [seconds for one in readers for seconds in one.cut]
    print(f"{len(readers)} readers, load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    print(f"{len(runs)} pages at the first try: median {statistics.median(runs):.2f} s, p95 {p95(runs):.2f} s")
    print(
        f"{len(cut)} pages asked again by {sum(bool(one.cut) for one in readers)} readers, "
        f"{max(len(one.cut) for one in readers)} at most by one; they came after "
        f"{statistics.median(cut) if cut else 0:.2f} s (median), {max(cut, default=0):.2f} s (longest); "
        f"{max(one.worst for one in readers)} attempts at most"
    )
    print(f"readers who gave up: {[one.gave_up for one in readers if one.gave_up]}")


if __name__ == "__main__":
    main()
