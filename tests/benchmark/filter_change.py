"""How long a filter change takes until every picture of the page is drawn again, and what it costs the server.

    python tests/benchmark/filter_change.py [--rounds N] [--large FOLDER] [--viewers N]

In one run, on the machine's good and bad moments alike: the empty Streamlit app, the page written the tutorial way and
four pages of ours, on the project's own data and on a large folder (a million activities, generated unless given). A
change takes one kind away from the filter by its button; each leads to a state nobody has asked for yet. Then viewers
without a browser each change a filter every two seconds, here and in the empty app. Read the ratios.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmark.first_load import APPS, NAMES, App, complete, cpu_seconds, start, wait_for
from tests.benchmark.first_load import rerun as rerun_by_button
from tests.benchmark.generate_folder import generate_folder

EMPTY, TUTORIAL, OURS = APPS
PAGES = ("carte", "chronologie", "themes", "donnees")
KINDS = ("mission", "accueil", "evenement", "rencontre_thematique", "rencontre_bilaterale")
LINE = ".bri-filtered"
DRAWN = (
    "before => document.querySelector('.bri-filtered')?.innerText !== before"
    " && [...document.querySelectorAll('[data-testid=stBidiComponentRegular]')].every((one) => one.childElementCount)"
    " && !document.querySelector('[data-stale=true]')"
)
PAUSE_S, CHANGES = 2.0, 6


@contextmanager
def served(app: App, folder: Path | None, cache: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """`app` on `folder` (the project's own for None)."""
    os.environ.pop("BRI_DATA_DIR", None)
    if folder:
        os.environ["BRI_DATA_DIR"] = str(folder)
    process, url = start(app, cache)
    try:
        wait_for(url)
        yield process, url
    finally:
        process.terminate()
        process.wait(20)


def address(page: str, year: int, kinds: tuple[str, ...]) -> str:
    """Where our page stands when it keeps these kinds of this year."""
    return f"{page}?annee={year}" + "".join(f"&f.genre={kind}" for kind in kinds)


def changes_of_ours(browser: Browser, process: subprocess.Popen[bytes], url: str, page: str, year: int) -> list[float]:
    """Seconds of each change on one page, then the server's CPU per change."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="fr-CA")
    opened = context.new_page()
    opened.goto(url + address(page, year, KINDS))
    opened.wait_for_selector(LINE, timeout=300_000)
    complete(opened, OURS)
    opened.wait_for_timeout(1500)  # the map is drawn once the screen has told its size
    cpu, times = cpu_seconds(process), []
    for kind in reversed(KINDS[1:]):
        times.append(_take_away(opened, kind))
    opened.wait_for_timeout(200)
    times.append((cpu_seconds(process) - cpu) / (len(KINDS) - 1))
    context.close()
    return times


def _take_away(page: Page, kind: str) -> float:
    before = page.locator(LINE).inner_text()
    began = time.perf_counter()
    page.locator(f'{LINE} [data-id*="{kind}"]').first.click()
    page.wait_for_function(DRAWN, arg=before, polling=5, timeout=120_000)
    complete(page, OURS)
    return time.perf_counter() - began


def changes_of(browser: Browser, process: subprocess.Popen[bytes], url: str, app: App) -> list[float]:
    """Seconds of each of a few reruns of another app, then its server's CPU per rerun."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="fr-CA")
    page = context.new_page()
    page.set_default_timeout(300_000)
    page.goto(url)
    complete(page, app)
    rerun_by_button(page, app)
    cpu = cpu_seconds(process)
    times = [rerun_by_button(page, app) for _ in KINDS[1:]]
    page.wait_for_timeout(200)
    times.append((cpu_seconds(process) - cpu) / len(times))
    context.close()
    return times


def viewer(url: str, page: str, number: int, *, begin: float, seconds: list[float], errors: list[str]) -> None:
    """One viewer without a browser: opens the page, then changes its filter every two seconds."""
    place = urlsplit(url)
    try:
        with connect(f"ws://{place.netloc}/_stcore/stream", max_size=None, subprotocols=["streamlit"]) as socket:
            time.sleep(max(0.0, begin + number * PAUSE_S / 30 - time.time()))
            for change in range(CHANGES):
                began = time.perf_counter()
                kinds = tuple(kind for index, kind in enumerate(KINDS) if (change + number) >> index & 1) or KINDS[:1]
                socket.send(_asking(address(page, 2020 + number % 6, kinds).partition("?")[2], page))
                while _read(socket.recv(timeout=120)) != "script_finished":
                    pass
                if change:  # the first is the opening
                    seconds.append(time.perf_counter() - began)
                time.sleep(max(0.0, PAUSE_S - (time.perf_counter() - began)))
    except Exception as error:  # whatever it is, it is counted
        errors.append(repr(error))


def _asking(query: str, page: str) -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    return message.SerializeToString()


def _read(packed: str | bytes) -> str:
    message = ForwardMsg()
    message.ParseFromString(packed if isinstance(packed, bytes) else packed.encode())
    return str(message.WhichOneof("type"))


def crowd(url: str, process: subprocess.Popen[bytes], page: str, viewers: int) -> tuple[float, float, int, float]:
    """Median and 95th percentile in seconds, errors, and MB that each viewer but the first added to the server."""
    seconds: list[float] = []
    errors: list[str] = []
    first = threading.Thread(
        target=viewer, args=(url, page, 0), kwargs={"begin": time.time(), "seconds": [], "errors": errors}
    )
    first.start()
    first.join()
    before, begin = memory_mb(process), time.time() + 1
    shared = {"begin": begin, "seconds": seconds, "errors": errors}
    threads = [threading.Thread(target=viewer, args=(url, page, n), kwargs=shared) for n in range(viewers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordered = sorted(seconds) or [float("nan")]
    for error in set(errors):
        print("  ", error[:200])
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return statistics.median(ordered), last, len(errors), (memory_mb(process) - before) / viewers


def memory_mb(process: subprocess.Popen[bytes]) -> float:
    """The memory of the server (Linux; 0 elsewhere)."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return 0.0
    return int(status.read_text("ascii").split("VmRSS:")[1].split()[0]) / 1000


def main() -> None:
    """Measure, print a line per page as soon as it is known."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--large", type=Path)
    parser.add_argument("--viewers", type=int, default=30)
    options = parser.parse_args()
    path = os.environ.get("BRI_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    flags = ["--disable-gpu", "--no-first-run", "--disable-background-networking"]
    flags += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        large = options.large or generate_folder(Path(place) / "data", 1_000_000)
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        measure(browser, large, Path(place) / "cache", options.rounds)
        browser.close()
        for name, app, folder in (("empty", EMPTY, None), ("ours", OURS, None), ("ours, large", OURS, large)):
            with served(app, folder, Path(place) / "cache") as (process, url):
                page = "" if app is EMPTY else "chronologie"
                middle, last, errors, mb = crowd(url, process, page, options.viewers)
                # the first ones also have the server read what it then keeps for all: pages of the data, drawings
                *_, more = crowd(url, process, page, options.viewers)
                print(f"{options.viewers} viewers, {name}: median {middle:.3f} s, p95 {last:.3f} s, {errors} errors, "
                      f"{mb:.2f} MB per viewer, {more:.2f} MB for as many more", flush=True)  # fmt: skip


def measure(browser: Browser, large: Path, cache: Path, rounds: int) -> None:
    """Every page on both folders beside the other two apps, round after round, all four servers up at once."""
    found: defaultdict[tuple[str, bool], list[list[float]]] = defaultdict(list)
    with ExitStack() as stack:
        others = [(app, stack.enter_context(served(app, None, cache))) for app in (EMPTY, TUTORIAL)]
        ours = [
            (is_large, stack.enter_context(served(OURS, large if is_large else None, cache))) for is_large in (0, 1)
        ]
        for _, (process, url) in ours:  # the large folder takes a while to open
            changes_of_ours(browser, process, url, PAGES[0], 2018)
        for year in range(2025, 2025 - rounds, -1):
            for app, (process, url) in others:
                found[app.name, False].append(changes_of(browser, process, url, app))
            for page in PAGES:
                for is_large, (process, url) in ours:
                    found[page, is_large].append(changes_of_ours(browser, process, url, page, year))
            print(f"  round of {year} done", flush=True)
    seconds = {name: statistics.median(one for *times, _ in lists for one in times) for name, lists in found.items()}
    cpu = {name: statistics.median(spent for *_, spent in lists) for name, lists in found.items()}
    empty, tutorial = (EMPTY.name, False), (TUTORIAL.name, False)
    print(f"empty: {seconds[empty]:.3f} s, CPU {cpu[empty]:.3f} s; "
          f"tutorial: {seconds[tutorial]:.3f} s, CPU {cpu[tutorial]:.3f} s")  # fmt: skip
    for page in PAGES:
        small, big = (page, False), (page, True)
        print(
            f"{page:12} {seconds[small]:.3f} s = {seconds[small] / seconds[empty]:.2f} x empty,"
            f" CPU {cpu[small]:.3f} s = {cpu[small] / cpu[tutorial]:.2f} x tutorial;"
            f" large {seconds[big]:.3f} s = {seconds[big] / seconds[small]:.2f} x own, CPU {cpu[big]:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
