"""A real server, a real Chromium, and no network: what every browser test stands on.

Pages are opened with any request that would leave this machine cut off; such a request, an error of the page or an
error in the console fails the test. `BRI_BROWSER` names the browser to use.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Route, sync_playwright

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "test-results"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = ("--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update")
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
DRAWN = '[data-testid="stMain"] h1, [data-testid="stMain"] .bri-picture, .bri-failure'


def find_browser() -> str | None:
    """The browser of BRI_BROWSER, of the PATH or of the usual places; None when there is none."""
    usual = [place for place in PLACES if Path(place).exists()]
    return next(filter(None, [os.environ.get("BRI_BROWSER"), *map(shutil.which, NAMES), *usual]), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


# --- Server -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A running dashboard: `url` without a final slash, and where it writes its log."""

    url: str
    log: Path


def free_port() -> int:
    """A port nobody listens to."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start `streamlit run` on a script, extra environment by name; stopped at the end of the session."""
    running: list[subprocess.Popen[bytes]] = []

    def start(script: str | Path = "dashboard.py", **environment: str) -> Server:
        port, folder = free_port(), tmp_path_factory.mktemp("server")
        command = [sys.executable, "-m", "streamlit", "run", str(script)]
        options = ["--server.headless", "true", "--server.port", str(port), "--server.address", "127.0.0.1"]
        log = folder / "server.log"
        env = {**os.environ, "BRI_CACHE_DIR": str(folder / "cache"), "PYTHONPATH": str(ROOT), **environment}
        with log.open("wb") as out:
            process = subprocess.Popen([*command, *options], cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
        running.append(process)
        server = Server(f"http://127.0.0.1:{port}", log)
        _wait_until_answering(server, process)
        return server

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.wait(10)


def _wait_until_answering(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health") as answer:  # noqa: S310
                answer.read()
                return
        except (urllib.error.URLError, ConnectionError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{server.log.read_text('utf-8')}")


@pytest.fixture(scope="session")
def server(start_server: Callable[..., Server]) -> Server:
    """The dashboard on the project's own data (or BRI_DATA_DIR's)."""
    return start_server()


# --- Browser ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def playwright_session() -> Iterator[Playwright]:
    """Playwright, once."""
    with sync_playwright() as session:
        yield session


@pytest.fixture(scope="session")
def chromium(playwright_session: Playwright) -> Iterator[Browser]:
    """The browser, once. Without one, tests are skipped; with CI in the environment they fail."""
    path = find_browser()
    if path is None:
        said = "no Chromium, Chrome or Edge found: install one, or name it in BRI_BROWSER"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*FLAGS, *(["--no-sandbox"] if root else [])]
    opened = playwright_session.chromium.launch(executable_path=path, args=flags)
    yield opened
    opened.close()


@dataclass
class Watch:
    """What went wrong in a page: requests that would have left this machine, and errors."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        """Cut the network of `page` and listen to it."""
        page.route("**/*", self._local_only)
        page.on("pageerror", lambda error: self.errors.append(f"page: {error}"))
        page.on("console", self._heard)

    def _local_only(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname in {"127.0.0.1", "localhost", None}:
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _heard(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        # opened on /carbone, Streamlit first asks for /carbone/_stcore/… to find out where it is mounted
        searching = "404" in message.text and address.endswith(("/_stcore/health", "/_stcore/host-config"))
        if message.type == "error" and not searching:
            self.errors.append(f"console: {message.text} {address}")

    def check(self) -> None:
        """Fail when a request tried to leave, or an error was seen."""
        assert not self.outside, f"requests that leave this machine: {self.outside}"
        assert not self.errors, f"errors in the page: {self.errors}"


@pytest.fixture
def watch() -> Watch:
    """What the pages of this test did wrong: checked at its end."""
    return Watch()


@pytest.fixture
def open_page(
    chromium: Browser, server: Server, watch: Watch, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Open an address of the dashboard in a fresh browser session and wait until it is drawn.

    `open_page("/?lang=en", scheme="dark", width=1280, height=720, locale="en-CA", at=other_server)`
    """
    pages: list[Page] = []

    def opened(
        path: str = "/",
        *,
        scheme: Any = "light",
        width: int = 1920,
        height: int = 1080,
        locale: str = "fr-CA",
        at: Server = server,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=locale,
            timezone_id="America/Toronto",
            reduced_motion="reduce",
        )
        page = context.new_page()
        watch.on(page)
        pages.append(page)
        page.goto(at.url + path)
        return wait_until_drawn(page)

    yield opened
    _keep_pictures_of_failure(pages, request)
    for page in pages:
        page.context.close()
    watch.check()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The first page, in French, light, 1920 × 1080, drawn."""
    return open_page("/")


def wait_until_drawn(page: Page) -> Page:
    """Wait until the script has run, what it drew is in the page and the fonts are there."""
    page.wait_for_selector(READY, state="attached", timeout=60_000)
    page.wait_for_selector(DRAWN, timeout=60_000)
    page.wait_for_function(
        "() => document.fonts.status === 'loaded'"
        " && [...document.querySelectorAll('[data-testid=stBidiComponentRegular]')]"
        ".every((block) => block.childElementCount > 0)"
        " && !document.querySelector('[data-testid=stSkeleton]')"
    )
    page.wait_for_selector(READY, state="attached")
    return page


@pytest.fixture(scope="session")
def ready() -> Callable[[Page], Page]:
    """`wait_until_drawn`, for a test that has just clicked."""
    return wait_until_drawn


def _keep_pictures_of_failure(pages: list[Page], request: pytest.FixtureRequest) -> None:
    report = getattr(request.node, "call_report", None)
    if report is None or not report.failed:
        return
    RESULTS.mkdir(exist_ok=True)
    name = "".join(letter if letter.isalnum() else "-" for letter in request.node.name)
    for number, page in enumerate(pages):
        page.screenshot(path=RESULTS / f"{name}-{number}.png")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[Any]:
    """Keep the report of the test itself, so that a fixture knows it failed."""
    report = yield
    if report.when == "call":
        item.call_report = report  # type: ignore[attr-defined]
    return report


# --- Accessibility ----------------------------------------------------------------------------------------------------


def axe_violations(page: Page) -> list[str]:
    """Serious and critical faults against WCAG 2.2 A and AA in the page as it stands: one line each; empty is right."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS)
    return [
        f"{fault['id']}: {fault['help']} — {node['html'][:200]} — {node.get('failureSummary', '')[:300]}"
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """`axe_violations`, for tests."""
    return axe_violations
