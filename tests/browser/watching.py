"""Which browser the tests drive, and what they hear of a page: requests, errors, faults of accessibility."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import ConsoleMessage, Page, Request

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
AXE_COLOURS = ["color-contrast", "link-in-text-block"]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
# Scripts for `open_page(before=…)`: a browser that says it has a graphics card, although it draws in software; one that
# draws no WebGL at all.
GRAPHICS_CARD = """const given = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, options) {
  return given.call(this, kind, {...options, failIfMajorPerformanceCaveat: false});
};
const told = WebGL2RenderingContext.prototype.getParameter;
WebGL2RenderingContext.prototype.getParameter = function (name) {
  return name === 0x9246 ? "A graphics card" : told.call(this, name);
};"""
NO_WEBGL = """const given = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : given.call(this, kind, ...rest);
};"""


def find_browser() -> str | None:
    """The browser of BRI_BROWSER, of the PATH or of the usual places; None when there is none."""
    usual = [place for place in PLACES if Path(place).exists()]
    return next(filter(None, [os.environ.get("BRI_BROWSER"), *map(shutil.which, NAMES), *usual]), None)


@dataclass
class Watch:
    """What went wrong in a page: requests for another machine, and errors."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        """Listen to `page`."""
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.errors.append(f"page: {error}"))
        page.on("console", self._heard)

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", "localhost", None}:
            self.outside.append(request.url)

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


def axe_violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """Serious and critical faults against WCAG 2.2 A and AA in the page as it stands: one line each; empty is right.

    `colours_only` judges contrast alone: for a page just judged whole, in other colours.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    only = {"type": "rule", "values": AXE_COLOURS} if colours_only else {"type": "tag", "values": AXE_TAGS}
    # what passes is not described: that took longer than the judging
    found = page.evaluate(
        "(runOnly) => axe.run(document, {runOnly, resultTypes: ['violations'], selectors: false})", only
    )
    return [
        f"{fault['id']}: {fault['help']} — {node['html'][:200]} — {node.get('failureSummary', '')[:300]}"
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]
