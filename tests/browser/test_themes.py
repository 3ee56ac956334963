"""The matrix of themes in a real browser: nothing overlaps, few or many; lists open; no fault of accessibility."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.benchmark.generate_folder import generate_folder
from tests.cases import telling

# Pairs of squares of the same row whose contents touch, and contents that leave their square.
FAULTS = """() => [...document.querySelectorAll('.bri-matrix > tbody > tr')].flatMap((line) => {
  const boxes = [...line.querySelectorAll(':scope > * > a, .bri-theme-total > div > *')]
    .map((item) => item.getBoundingClientRect()).filter((box) => box.width && box.height);
  const touching = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
  const outside = boxes.filter((box) => box.right > innerWidth + 1 || box.left < 0);
  return [...touching, ...outside].map(() => line.innerText);
})"""


@pytest.mark.parametrize("path", telling(["/themes", "/themes?par=secteurs&lang=en"], also=["/themes?annee=2026"]))
def test_nothing_overlaps(open_page: Callable[..., Page], screens: Callable[..., Any], path: str) -> None:
    page = open_page(path)
    for width in screens(page):
        assert page.locator(".bri-matrix > tbody > tr").count() >= 1
        if width > 640:  # a phone has no room for the bars
            assert page.locator(".bri-theme-bar i").first.bounding_box()["height"] > 8  # type: ignore[index]
        assert page.evaluate(FAULTS) == [], width
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


@pytest.mark.parametrize("path", telling(["/themes?case=culture:apprend"], also=["/themes?par=services&lang=en"]))
def test_no_serious_fault_of_accessibility(
    open_page: Callable[..., Page], axe: Callable[..., list[str]], schemes: Callable[..., Any], path: str
) -> None:
    page = open_page(path)
    for scheme in schemes(page):
        assert axe(page, colours_only=scheme == "dark") == [], scheme


def test_a_square_opens_its_list_by_click_and_by_keyboard(
    open_page: Callable[..., Page], ready: Callable[[Page], Page]
) -> None:
    page = open_page("/themes")
    page.click("[data-id='case:culture:rayonne']")
    page.wait_for_selector(".bri-theme-opened")
    assert "case=culture" in page.url
    assert page.locator(".bri-theme-opened tbody tr").count() == 2
    assert all(row.is_visible() for row in page.locator(".bri-theme-opened tbody tr").all())
    page.locator("[data-id='case:ports_fleuve:attire']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.bri-theme-opened caption')?.innerText.startsWith('Ports')")
    assert page.locator(".bri-theme-opened tbody tr").count() == 2
    assert page.evaluate("document.activeElement.dataset.id") == "case:ports_fleuve:attire"
    page.click(".bri-theme-shut")
    page.wait_for_selector(".bri-theme-opened", state="detached")
    assert "case" not in ready(page).url


def _spread_over_themes(folder: Path, count: int) -> None:
    lines = [f"theme_{n},Un thème au nom assez long {n},A rather long theme name {n}" for n in range(count)]
    (folder / "themes.csv").write_text("code,libelle,libelle_en\n" + "\n".join(lines) + "\n", "utf-8")
    file = folder / "activites.csv"
    text = file.read_text("utf-8")
    turn = itertools.cycle(range(12, count))
    one_in_three = re.compile(r"theme_(?:2|5|8|11),")
    file.write_text(one_in_three.sub(lambda _: f"theme_{next(turn)},", text), "utf-8")


def test_thousands_of_activities_and_hundreds_of_themes_stay_readable(
    open_page: Callable[..., Page], serve_folder: Callable[..., Any], screens: Callable[..., Any], tmp_path: Path
) -> None:
    folder = generate_folder(tmp_path / "data", 1000, years=1)  # of a single year
    _spread_over_themes(folder, 300)  # of which the busiest stand first
    page = open_page("/themes?annee=2025", at=serve_folder(folder))
    assert page.locator(".bri-matrix > tbody > tr").count() == 24
    assert "×" in page.inner_text(".bri-matrix")
    assert page.evaluate(FAULTS) == []
    page.click("[data-id='lignes:toutes']")
    page.wait_for_function("() => document.querySelectorAll('.bri-matrix > tbody > tr').length > 200")
    for width in screens(page, ((1280, 720), (390, 844))):
        assert page.evaluate(FAULTS) == [], width
    assert len(page.inner_html(".bri-themes")) < 1_500_000
