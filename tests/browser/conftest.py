"""A real server, a real Chromium, and no network: what every browser test stands on.

The browser knows no other host than this machine; a request for one, an error of the page or an error in the console
fails the test. `BRI_BROWSER` names the browser to use.

What costs here is opening a page (about two seconds of processor) and starting a server (about four). So: tests that
only look share one opened page (`visit` in a fixture of the module, one parameter per address; `screens` resizes it),
and folders other than the project's own are served in turn by one server (`serve_folder`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright

from bri_data import bureau
from bri_data.model.schema import TABLES
from tests.browser.servers import Server, run_server
from tests.browser.watching import FLAGS, Watch, axe_violations, find_browser

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "test-results"
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
DRAWN = '[data-testid="stMain"] h1, [data-testid="stMain"] .bri-picture, .bri-stage, .bri-failure'
# how long a state may take to come, in milliseconds: a machine ten times slower than usual is not a fault
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


# --- Servers ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the servers of this run keep the databases they build: all workers the same place."""
    place = tmp_path_factory.getbasetemp()
    return (place.parent if "PYTEST_XDIST_WORKER" in os.environ else place) / "built"


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Iterator[Callable[..., Server]]:
    """Start `streamlit run` on a script, extra environment by name; stopped at the end of the session."""
    running: list[subprocess.Popen[bytes]] = []

    def start(script: str | Path = "dashboard.py", **environment: str) -> Server:
        folder = tmp_path_factory.mktemp("server")
        server, process = run_server(script, folder, **{"BRI_CACHE_DIR": str(built), **environment})
        running.append(process)
        return server

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.wait(10)


@pytest.fixture(scope="session")
def server(start_server: Callable[..., Server]) -> Server:
    """The dashboard on the project's own data (or BRI_DATA_DIR's)."""
    return start_server()


@pytest.fixture(scope="session")
def serve_folder(
    start_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Server]:
    """Serve another data folder: `serve_folder(folder)` gives a server that shows it until the next folder is asked.

    It is one dashboard whose files are replaced, as those of the Bureau will be.
    """
    shown = tmp_path_factory.mktemp("shown")
    shutil.copyfile(ROOT / "data" / bureau.FILE, shown / bureau.FILE)
    held: list[tuple[Path, Server]] = []

    def serve(folder: Path) -> Server:
        if not held or held[0][0] != folder:
            for table in TABLES:
                (shown / table.file).unlink(missing_ok=True)
                shutil.copyfile(folder / table.file, shown / table.file)
            held[:] = [(folder, held[0][1] if held else start_server(BRI_DATA_DIR=str(shown)))]
        return held[0][1]

    return serve


# --- Browser ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def playwright_session() -> Iterator[Playwright]:
    """Playwright, once."""
    with sync_playwright() as session:
        yield session


@pytest.fixture(scope="session")
def chromium(playwright_session: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """The browser, once, with a profile of its own: what a server sends is fetched and compiled once.

    Without a browser, tests are skipped; with CI in the environment they fail.
    """
    path = find_browser()
    if path is None:
        said = "no Chromium, Chrome or Edge found: install one, or name it in BRI_BROWSER"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    opened = playwright_session.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        executable_path=path,
        args=[*FLAGS, *(["--no-sandbox"] if root else [])],
        locale="fr-CA",
        timezone_id="America/Toronto",
    )
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def watch() -> Watch:
    """What the pages of this test did wrong: checked at its end."""
    return Watch()


def fresh_page(
    chromium: BrowserContext,
    url: str,
    watch: Watch,
    *,
    scheme: Any = "light",
    width: int = 1920,
    height: int = 1080,
    before: str = "",
) -> Page:
    """`url` opened as by someone who never came: nothing stored, nothing chosen; drawn. `before` is a script that runs
    before the page's own."""
    page = chromium.new_page()
    watch.on(page)
    if before:
        page.add_init_script(before)
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    session = chromium.new_cdp_session(page)
    session.send(
        "Storage.clearDataForOrigin", {"origin": _origin(url), "storageTypes": "cookies,local_storage,indexeddb"}
    )
    session.detach()
    page.goto(url)
    return wait_until_drawn(page)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@pytest.fixture
def open_page(
    chromium: BrowserContext, server: Server, watch: Watch, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Open an address of the dashboard in a new session and wait until it is drawn; closed at the end of the test.

    `open_page("/?lang=en", scheme="dark", width=1280, height=720, at=other_server)`
    """
    pages: list[Page] = []

    def opened(path: str = "/", *, at: Server = server, **look: Any) -> Page:
        pages.append(fresh_page(chromium, at.url + path, watch, **look))
        return pages[-1]

    yield opened
    _keep_pictures_of_failure(pages, request)
    chromium.set_offline(False)  # a test that failed with the cable out leaves the others theirs
    for page in pages:
        page.close()
    watch.check()


@pytest.fixture(scope="module")
def visit(chromium: BrowserContext, server: Server) -> Callable[..., Any]:
    """`with visit("/themes", at=other_server) as page:` for a fixture of the module: one page for many tests that
    only look at it. Its errors are told when it is left."""

    @contextmanager
    def visiting(path: str = "/", *, at: Server = server, **look: Any) -> Iterator[Page]:
        watch = Watch()
        with ExitStack() as stack:
            page = fresh_page(chromium, at.url + path, watch, **look)
            stack.callback(page.close)
            yield page
        watch.check()

    return visiting


SCREENS = ((1920, 1080), (1280, 720), (390, 844))


@pytest.fixture(scope="session")
def screens() -> Callable[..., Iterator[int]]:
    """`for width in screens(page):` shows an opened page on three screens in turn: council, projector, phone."""

    def each(page: Page, sizes: tuple[tuple[int, int], ...] = SCREENS) -> Iterator[int]:
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            settle(page)
            yield width

    return each


@pytest.fixture(scope="session")
def schemes() -> Callable[[Page], Iterator[str]]:
    """`for scheme in schemes(page):` shows an opened page in light, then in dark."""

    def each(page: Page) -> Iterator[str]:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(
                "scheme => getComputedStyle(document.querySelector('.stApp')).colorScheme.includes(scheme)", arg=scheme
            )
            settle(page)
            yield scheme

    return each


def settle(page: Page) -> None:
    """What answers a change of size or scheme has had two frames to do so, and the run it may have asked for; what is
    drawn for one screen is drawn for this one."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_function("() => !document.querySelector('[data-late]')")
    wait_until_drawn(page)
    # a colour that is on its way to another would be read as one that nobody chose
    page.wait_for_function(
        """() => document.getAnimations().every((one) =>
            one.playState !== "running" || one.effect.getComputedTiming().iterations === Infinity)"""
    )


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The first page, in French, light, 1920 × 1080, drawn."""
    return open_page("/")


def wait_until_drawn(page: Page) -> Page:
    """Wait until the script has run, what it drew is in the page and the fonts are there."""
    page.wait_for_selector(READY, state="attached")
    page.wait_for_selector(DRAWN)
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


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """`axe_violations`, for tests."""
    return axe_violations
