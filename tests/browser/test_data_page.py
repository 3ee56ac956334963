"""The data page in a real browser: nothing overlaps, links lead to the rows, a large folder opens, axe is silent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.benchmark.generate_folder import generate_folder
from tests.cases import telling

FAULTS = """() => [...document.querySelectorAll('.bri-data-kinds > li')].flatMap((line) => {
  const boxes = [...line.querySelectorAll('h2 a, div > svg, b')].map((item) => item.getBoundingClientRect());
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1))
    .map(() => line.innerText);
})"""


def test_nothing_overlaps(open_page: Callable[..., Page], screens: Callable[..., Any]) -> None:
    page = open_page("/donnees")
    for width in screens(page):
        assert page.locator(".bri-data-kinds > li").count() == 5
        assert page.evaluate(FAULTS) == [], width
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


@pytest.mark.parametrize(
    "path", telling(["/donnees?lang=en&table=ententes&ligne=2025-pacte-san-antonio"], also=["/donnees"])
)
def test_no_serious_fault_of_accessibility(
    open_page: Callable[..., Page], axe: Callable[..., list[str]], schemes: Callable[..., Any], path: str
) -> None:
    page = open_page(path)
    for scheme in schemes(page):
        assert axe(page, colours_only=scheme == "dark") == [], scheme


def test_numbers_and_contradictions_lead_to_their_rows(open_page: Callable[..., Page]) -> None:
    page = open_page("/donnees")
    page.click(".bri-reconciled a:has-text('8 sur 19')")
    page.wait_for_selector("#lignes-accueil tbody tr", state="visible")
    assert page.locator("#lignes-accueil tbody tr").count() == 8
    page.click(".bri-discrepancies > p a")
    page.wait_for_selector("#tous-les-ecarts tbody tr", state="visible")
    assert page.locator("#tous-les-ecarts tbody tr").count() == 49


def test_a_large_folder_draws_what_fits_and_says_how_much_there_is(
    open_page: Callable[..., Page], serve_folder: Callable[..., Any], tmp_path: Path
) -> None:
    folder = generate_folder(tmp_path / "data", 2500, years=100)
    page = open_page("/donnees", at=serve_folder(folder), width=1280, height=720)
    assert "2\u00a0000 premières lignes sur 2\u00a0500" in page.inner_text("[data-testid=stMain]")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 1280
