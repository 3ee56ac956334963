"""The slides of a large folder, every year and every page that a view can show, on four screens: what touches.

    python tests/benchmark/slides.py [--activities 4000] [--years 20]

Prints each deck with what touches in it, and ends with 1 when something does.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from bri_data import bureau
from bri_data.pages import VIEWS
from bri_data.views import View
from tests.benchmark.generate_folder import generate_folder
from tests.browser.servers import ROOT, run_server
from tests.browser.test_slides_touch import touching

SCREENS = ((1920, 1080), (1366, 768), (1280, 720), (1024, 768))
_LAST = 2025
_PATIENCE_MS = 240_000


def main() -> int:
    """1 when two texts touch on some slide, else 0."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--activities", type=int, default=4000)
    asked.add_argument("--years", type=int, default=20)
    asked.add_argument("--browser", default="/usr/bin/chromium")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = generate_folder(Path(place) / "data", options.activities, years=options.years)
        shutil.copyfile(ROOT / "data" / bureau.FILE, folder / bureau.FILE)
        server, process = run_server(
            ROOT / "dashboard.py", Path(place), BRI_DATA_DIR=str(folder), BRI_CACHE_DIR=str(Path(place) / "cache")
        )
        try:
            found = _looked_at(server.url, options.browser, list(_decks(options.years)))
        finally:
            process.terminate()
            process.wait(10)
    return 1 if found else 0


def _decks(years: int) -> Iterator[str]:
    """The query of each deck: each year, then every page of all years, of one, and in English."""
    yield from (f"annee={year}" for year in range(_LAST - years + 1, _LAST + 1))
    for query in ("annee=toutes", f"annee={_LAST - years // 2}"):
        yield urlencode([("vue", View(page, query).written()) for page in VIEWS])
    yield f"annee={_LAST}&lang=en"


def _looked_at(url: str, browser: str, decks: list[str]) -> int:
    found = 0
    with sync_playwright() as session:
        opened = session.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = opened.new_page(reduced_motion="reduce")
        page.set_default_timeout(_PATIENCE_MS)
        for deck in decks:
            page.goto(f"{url}/presenter?{deck}")
            faults = touching(page, _each)
            print(f"{deck[:60]}: {len(faults)}", *faults, sep="\n  ", flush=True)
            found += len(faults)
        opened.close()
    return found


def _each(page: Page) -> Iterator[int]:
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        yield width


if __name__ == "__main__":
    sys.exit(main())
