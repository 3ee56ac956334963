"""The map, the chronology and the matrix with no activity and with 500 (1 and 19 with every case) of one year.

Nothing covers its like and nothing breaks. The picture of a page that fails is kept in test-results/.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.benchmark.generate_folder import generate_folder
from tests.browser.test_slides_touch import touching
from tests.browser.watching import NO_WEBGL
from tests.cases import telling

ADDRESSES = ("/", "/carte", "/chronologie", "/themes")
COMPARED = "/comparer?quoi=themes&avec=theme_1&avec=theme_2&avec=theme_3&avec=theme_4&avec=theme_5"
# What must stay clear of its like on a page: names on a map, texts of the ribbon, rows of the matrix.
PIECES = (
    ".bri-map .bri-name",
    ".bri-months li li span:not(.bri-hidden)",
    ".bri-figure",
    ".bri-small",
    ".bri-axis",
    ".bri-compare-cell",
)
COVERED = """selector => {
  const boxes = [...document.querySelectorAll(selector)].filter(e => e.checkVisibility())
    .map(e => [e.textContent.trim(), e.getBoundingClientRect()]).filter(([, r]) => r.width > 1 && r.height > 1);
  const found = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (wide > 2 && high > 3) found.push([a, b]);
  }));
  return found;
}"""


@pytest.fixture(scope="module", params=telling([0, 500], also=[1, 19]))
def crowd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    """So many activities, all of 2025, and the folder that holds them."""
    folder = tmp_path_factory.mktemp("crowd")
    return request.param, generate_folder(folder / "data", request.param, cities=200, years=1)


def look(page: Page, width: int) -> None:
    """Nothing failed, nothing sticks out, no piece covers its like."""
    assert page.locator("h1").inner_text().strip()
    assert page.locator("[data-testid=stMain] .bri-failure").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for pieces in PIECES:
        assert page.evaluate(COVERED, pieces) == [], pieces


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_number_of_activities_is_drawn_right(
    open_page: Callable[..., Page],
    crowd: tuple[int, Path],
    serve_folder: Callable[..., Any],
    screens: Callable[..., Any],
    address: str,
) -> None:
    # without WebGL the names of the map can be measured
    page = open_page(address, width=1280, height=720, at=serve_folder(crowd[1]), before=NO_WEBGL)
    for width in screens(page, ((1280, 720), (390, 844))):
        look(page, width)
        if crowd[0] == 0:
            assert page.locator("h1").inner_text().startswith("Aucune activité")
    if address == "/" and crowd[0] == 500:
        deck = open_page("/presenter?annee=2025", width=1280, height=720, at=serve_folder(crowd[1]))
        assert touching(deck, lambda shown: screens(shown, ((1280, 720),))) == []


def test_a_century_in_every_country_opens_on_every_page(
    open_page: Callable[..., Page], serve_folder: Callable[..., Any], tmp_path: Path
) -> None:
    large = serve_folder(generate_folder(tmp_path / "data", 800, cities=250, years=100))
    for address in (*ADDRESSES, "/carbone", "/fiches", COMPARED):
        look(open_page(address, width=1280, height=720, at=large), 1280)
