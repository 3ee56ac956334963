"""La séance in a real browser: one sheet of paper, every width, no fault of accessibility."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

PATH = "/seance?au=2026-12-01&depuis=2026-11-02"


def test_it_prints_on_one_sheet(open_page: Callable[..., Page]) -> None:
    page = open_page(PATH, scheme="dark", width=1280, height=720)
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    said = " ".join(paper.pages[0].extract_text().replace("\u00a0", " ").split())
    for shown in ("Aucun retard établi", "Séance du 1er décembre 2026", "2 janvier 2026", "Plus tard", "2027"):
        assert shown in said, shown
    assert "Filtrer" not in said


@pytest.mark.parametrize("path", [PATH, "/seance?lang=en&au=2026-12-01"])
def test_it_fits_every_width(open_page: Callable[..., Page], screens: Callable[..., Any], path: str) -> None:
    page = open_page(path)
    for width in screens(page):
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        # too small to read on a phone, where the lists say the same
        assert page.locator(".bri-meeting-axis > svg").is_visible() is (width > 640)


def test_no_serious_fault_of_accessibility(
    open_page: Callable[..., Page], axe: Callable[..., list[str]], schemes: Callable[..., Any]
) -> None:
    page = open_page(PATH)
    segments = page.get_by_role("spinbutton")
    names = segments.evaluate_all("all => all.map(one => [one.ariaLabel, one.ariaValueText])")
    assert names[1] == ["mois, Séance du", "12 – décembre"]  # a listener hears the page's language
    for scheme in schemes(page):
        assert axe(page, colours_only=scheme == "dark") == [], scheme
    # a contrast theme takes the ground of its menu away: a line says where one is
    page.emulate_media(forced_colors="active")
    menu = page.get_by_test_id("stTopNavSection")
    assert menu.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
