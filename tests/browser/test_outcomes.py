"""The page of outcomes in a real browser: nothing leaves its column, symbols lead to briefs, no accessibility fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]

# Statements that leave their column, and columns that touch.
FAULTS = """() => {
  const columns = [...document.querySelectorAll('.bri-outcome-column')];
  const boxes = columns.map((one) => one.getBoundingClientRect());
  const touching = boxes.filter((a, i) => boxes.slice(i + 1).some((b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
  const outside = columns.flatMap((one, i) => [...one.querySelectorAll('h2, p, header > *')].filter((inside) => {
    const box = inside.getBoundingClientRect();
    return box.right > boxes[i].right + 1 || box.left < boxes[i].left - 1;
  }).map((inside) => inside.innerText));
  return [...touching.map(String), ...outside];
}"""


@pytest.mark.parametrize("path", ["/retombees?annee=2025", "/retombees?annee=toutes&lang=en"])
def test_nothing_overlaps_and_nothing_is_cut(open_page: OpenPage, screens: Callable[..., Any], path: str) -> None:
    page = open_page(path)
    for width in screens(page):
        expect(page.locator(".bri-outcome-column")).to_have_count(4)
        assert page.evaluate(FAULTS) == [], width
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


@pytest.mark.parametrize("path", ["/retombees?annee=2025", "/retombees?annee=2023&lang=en"])
def test_no_serious_fault_of_accessibility(
    open_page: OpenPage, axe: Callable[..., list[str]], schemes: Callable[..., Any], path: str
) -> None:
    page = open_page(path)
    for scheme in schemes(page):
        assert axe(page, colours_only=scheme == "dark") == [], scheme


def test_a_mission_leads_to_its_brief_and_back(open_page: OpenPage) -> None:
    page = open_page("/retombees?annee=2025")
    page.locator(".bri-outcome-missions a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fiches\?.*activite=2025-mission-washington"))
    page.go_back()
    expect(page.locator(".bri-outcome-column")).to_have_count(4)
    expect(page.locator(".bri-outcome-column.bri-unfiled li")).to_have_count(5)
