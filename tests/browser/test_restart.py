"""A server killed and started again under an opened page: what the reader chose is still there at the next click."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.servers import run_server


class Restarted:
    """A dashboard that can be killed, and started again at its address."""

    def __init__(self, folder: Path, built: Path) -> None:
        self._folder, self._built = folder, built
        self.server, self._process = run_server("dashboard.py", folder, BRI_CACHE_DIR=str(built))

    def kill(self) -> None:
        """As a machine that fails does."""
        self._process.kill()
        self._process.wait(10)

    def start(self) -> None:
        """Again, with nothing of what it knew."""
        port = urlsplit(self.server.url).port or 0
        _, self._process = run_server("dashboard.py", self._folder, port=port, BRI_CACHE_DIR=str(self._built))


@pytest.fixture
def restarted(tmp_path: Path, built: Path) -> Iterator[Restarted]:
    dashboard = Restarted(tmp_path, built)
    yield dashboard
    dashboard.kill()


@pytest.fixture
def opened(chromium: BrowserContext, restarted: Restarted, ready: Callable[[Page], Page]) -> Iterator[Page]:
    """The map of Namur in English, over all years; errors of a connection that is cut are no fault of the page."""
    page = chromium.new_page()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(restarted.server.url + "/carte?f.ville=namur&annee=toutes&lang=en")
    yield ready(page)
    page.close()


def has_ended(frame: str | bytes) -> bool:
    message = ForwardMsg()
    message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
    return message.WhichOneof("type") == "script_finished"


def test_filters_years_and_language_come_back_at_the_next_click(
    opened: Page, restarted: Restarted, ready: Callable[[Page], Page]
) -> None:
    expect(opened.locator(".bri-filtered")).to_contain_text("Namur")
    opened.keyboard.press("/")
    field = opened.get_by_role("combobox", name="Search for a city")
    expect(field).to_be_focused()
    restarted.kill()
    field.fill("namur", force=True)
    expect(opened.locator(".bri-search-said")).to_have_text("The search did not respond. Try again in a moment.")
    with opened.expect_websocket(timeout=60_000) as socket:
        restarted.start()
    socket.value.wait_for_event("framereceived", has_ended, timeout=60_000)  # the page was asked for again
    opened.get_by_role("link", name="Timeline").first.click()
    opened.wait_for_url("**/chronologie?*f.ville=namur*")
    ready(opened)
    assert {"annee=toutes", "f.ville=namur", "lang=en"} <= set(urlsplit(opened.url).query.split("&"))
    expect(opened.locator(".bri-filtered")).to_contain_text("Namur")
    assert opened.evaluate("document.documentElement.lang") == "en-CA"


def test_a_storm_of_back_ends_on_the_page_of_its_address(
    open_page: Callable[..., Page], ready: Callable[[Page], Page]
) -> None:
    page = open_page("/?annee=2024", width=1280, height=720)
    names = ["Carte", "Chronologie", "Thèmes et axes", "Carbone"]
    for name in names:
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_function("name => document.title.startsWith(name)", arg=name)
    steps = [-1, -1, 1, -2, 2, -1, -1, 1, -2, 1, 3, -1, -2, -1, 4] * 3 + [-2]
    for step in steps:  # as fast as the browser takes them
        page.evaluate("step => history.go(step)", step)
    page.wait_for_function(
        """() => {
            const app = document.querySelector('[data-testid="stApp"]').dataset;
            const page = location.pathname.split("/").pop();
            const title = { "": "Vue d’ensemble", carte: "Carte", chronologie: "Chronologie", themes: "Thèmes",
                carbone: "Carbone" }[page];
            return app.testScriptState === "notRunning" && document.title.startsWith(title);
        }"""
    )
    before = page.get_by_role("heading", level=1).inner_text()
    page.reload()
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(before)
