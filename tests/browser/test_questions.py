"""The council's questions in a real browser: every screen, no fault of accessibility, one click puts one on screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def test_it_fits_every_screen_and_one_click_puts_an_answer_on_screen(
    open_page: OpenPage,
    screens: Callable[..., Any],
    schemes: Callable[..., Any],
    axe: Callable[..., list[str]],
    ready: Callable[[Page], Page],
) -> None:
    page = open_page("/questions")
    for scheme in schemes(page):
        assert axe(page, colours_only=scheme == "dark") == [], scheme
    for width in screens(page):
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    ready(page)
    page.locator("#question-cost").get_by_role("link", name="Mettre à l’écran").click()
    page.wait_for_url(re.compile(r"/presenter\?.*vue="))
    expect(page.locator(".bri-stage")).to_contain_text("Combien cela a-t-il coûté?")
