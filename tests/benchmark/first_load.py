"""Measure our first page beside an empty Streamlit app and a page written the tutorial way.

    python tests/benchmark/first_load.py [rounds]

All three run on this machine in turn, round after round, so that they share its good and bad moments: read the
ratios. A page is complete when its script has stopped and its last block is drawn. CPU is the server's.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "apps"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
STOPPED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
MEASURES = ("cold start s", "warm load s", "first load kB", "rerun s", "CPU per rerun s")
RERUNS = 5


@dataclass(frozen=True)
class App:
    """One app to measure: its script, the last thing it draws, what to click and which text the click changes."""

    name: str
    script: Path
    last: str
    again: str
    changes: str


BUTTON, TEXT = "button:has-text('Change')", '[data-testid="stText"]'
YEAR_NOT_SHOWN = '[data-testid="stButtonGroup"] button[aria-checked=false]'
APPS = (
    App("empty", HERE / "empty.py", TEXT, BUTTON, TEXT),
    App("tutorial", HERE / "tutorial.py", TEXT, BUTTON, TEXT),
    App("ours", ROOT / "dashboard.py", ".bri-picture, h1", YEAR_NOT_SHOWN, "h1"),
)


def start(app: App, cache: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the server of `app` on a free port with nothing kept from before."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port = opened.getsockname()[1]
    options = {"server.headless": "true", "server.port": port, "server.address": "127.0.0.1"}
    options |= {"browser.gatherUsageStats": "false", "browser.serverAddress": "localhost"}
    command = [sys.executable, "-m", "streamlit", "run", str(app.script)]
    command += [part for name, value in options.items() for part in (f"--{name}", str(value))]
    folder = ROOT if app.name == "ours" else HERE  # the other two get Streamlit's own settings
    environment = {**os.environ, "BRI_CACHE_DIR": str(cache)}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return process, f"http://127.0.0.1:{port}/"


def wait_for(url: str) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{url}_stcore/health"):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    raise TimeoutError(url)


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """The processor time of the server so far (Linux; 0 elsewhere)."""
    stat = Path(f"/proc/{process.pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text("ascii").rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def complete(page: Page, app: App) -> None:
    """Wait until the page is complete."""
    page.wait_for_selector(STOPPED, state="attached")
    page.wait_for_selector(app.last)
    if app.name == "tutorial":
        page.wait_for_function("() => document.querySelectorAll('.js-plotly-plot .main-svg').length >= 4")


def load(browser: Browser, url: str, app: App) -> tuple[Page, float, list[float]]:
    """Open the page in a new browser session; the page, the seconds it took and the bytes received, still growing."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="fr-CA")
    page = context.new_page()
    received: list[float] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))

    def frame(event: dict[str, Any]) -> None:
        data = event["response"]["payloadData"]
        received.append(len(data) * 3 / 4 if event["response"]["opcode"] == 2 else len(data))

    session.on("Network.webSocketFrameReceived", frame)
    began = time.perf_counter()
    page.goto(url)
    complete(page, app)
    return page, time.perf_counter() - began, received


def rerun(page: Page, app: App) -> float:
    """Seconds from a click to the end of the run it causes, drawn."""
    button = page.locator(app.again).first
    before = page.locator(app.changes).first.inner_text()
    began = time.perf_counter()
    button.click()
    changed = "([selector, before]) => document.querySelector(selector)?.innerText !== before"
    page.wait_for_function(changed, arg=[app.changes, before], polling=5)
    complete(page, app)
    return time.perf_counter() - began


def measure(browser: Browser, app: App) -> dict[str, float]:
    """One round of one app."""
    cache = Path(tempfile.mkdtemp())
    began = time.perf_counter()
    process, url = start(app, cache)
    try:
        wait_for(url)
        first, _, _ = load(browser, url, app)
        found = {"cold start s": time.perf_counter() - began}
        first.context.close()
        page, seconds, received = load(browser, url, app)
        page.wait_for_timeout(1000)
        found |= {"warm load s": seconds, "first load kB": sum(received) / 1000}
        if page.locator(app.again).count():
            rerun(page, app)
            before = cpu_seconds(process)
            times = [rerun(page, app) for _ in range(RERUNS)]
            page.wait_for_timeout(300)
            found["CPU per rerun s"] = (cpu_seconds(process) - before) / RERUNS
            found["rerun s"] = statistics.median(times)
        page.context.close()
        return found
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(cache, ignore_errors=True)


def main(rounds: int) -> None:
    """Measure, then print medians and ratios."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    path = os.environ.get("BRI_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    flags = ["--disable-gpu", "--no-first-run", "--disable-background-networking"]
    flags += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        for _ in range(rounds):
            for app in APPS:
                for name, value in measure(browser, app).items():
                    found[app.name, name].append(value)
        browser.close()
    print(f"{'medians of ' + str(rounds):18}{'empty':>10}{'tutorial':>10}{'ours':>10}{'/ empty':>10}{'/ tutorial':>12}")
    for name in MEASURES:
        empty, tutorial, ours = (statistics.median(found[app.name, name] or [float("nan")]) for app in APPS)
        print(f"{name:18}{empty:10.2f}{tutorial:10.2f}{ours:10.2f}{ours / empty:10.2f}{ours / tutorial:12.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
