"""Expenses in a real browser: nothing overflows on any screen, no fault of accessibility, rows lead to briefs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def test_it_fits_every_screen_and_is_accessible(
    open_page: OpenPage, screens: Callable[..., Any], schemes: Callable[..., Any], axe: Callable[[Page], list[str]]
) -> None:
    page = open_page("/depenses")
    for scheme in schemes(page):
        assert axe(page) == [], scheme
    for width in screens(page):
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        outside = page.evaluate(
            """() => [...document.querySelectorAll('.bri-expenses :is(td, th, li, p, i)')].filter((one) => {
                const box = one.getBoundingClientRect();
                return box.width > 0 && box.right > innerWidth + 1 && !one.closest('.bri-table');
            }).map((one) => one.innerText)"""
        )
        assert outside == [], width
    page.locator(".bri-lives tbody th a", has_text="San Antonio").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fiches\?.*activite=2025-mission-san-antonio"))
