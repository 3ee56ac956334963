"""Agreements and networks in a real browser: every screen, no fault of accessibility, what the line in focus says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def test_it_fits_every_screen_and_the_line_in_focus_says_its_marks(
    open_page: OpenPage, screens: Callable[..., Any], schemes: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    page = open_page("/ententes")
    for scheme in schemes(page):
        assert axe(page, colours_only=scheme == "dark") == [], scheme
    line = page.locator("li.bri-relation", has_text="Tunis").first
    expect(line.locator(".bri-relation-said")).to_be_hidden()
    line.locator("a").first.focus()
    expect(line.locator(".bri-relation-said")).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    for width in screens(page):
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    expect(line.locator(".bri-relation-said")).to_be_visible()  # a phone reads the list
    expect(line.locator("svg")).to_be_hidden()
