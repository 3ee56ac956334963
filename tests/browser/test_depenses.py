"""Expenses in a real browser: nothing overflows on any screen, no fault of accessibility, rows lead to briefs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def test_it_fits_every_screen_and_is_accessible(
    open_page: OpenPage,
    screens: Callable[..., Any],
    schemes: Callable[..., Any],
    axe: Callable[..., list[str]],
    ready: Callable[[Page], Page],
) -> None:
    page = open_page("/depenses")
    for scheme in schemes(page):
        assert axe(page, colours_only=scheme == "dark") == [], scheme
    for width in screens(page):
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        outside = page.evaluate(
            """() => [...document.querySelectorAll('.bri-expenses :is(td, th, li, p, i)')].filter((one) => {
                const box = one.getBoundingClientRect();
                return box.width > 0 && box.right > innerWidth + 1 && !one.closest('.bri-table');
            }).map((one) => one.innerText)"""
        )
        assert outside == [], width
    explored(page, ready)
    page.locator(".bri-lives tbody th a", has_text="San Antonio").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fiches\?.*activite=2025-mission-san-antonio"))


def explored(page: Page, ready: Callable[[Page], Page]) -> None:
    """A series is chosen by the keyboard, a form is put aside, Plotly speaks French, a bar leads to its brief."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    plot = page.locator(".js-plotly-plot")
    expect(plot.locator(".xtick text", has_text="2024")).to_be_visible(timeout=20_000)
    page.get_by_role("radio", name="Par année").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"serie=missions"))
    expect(plot.locator(".ytick text", has_text="Mission nordique")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("radio", name="Par mission")).to_be_focused()
    expect(plot.locator("[data-title='Agrandir un rectangle']")).to_have_count(1)
    bars = plot.locator(".bars .point path")
    expect(bars).to_have_count(3 + 1 + 2 + 3)  # planned, spent, in a common total, unknown
    page.get_by_role("button", name="prévu", exact=True).press("Enter")
    expect(bars).to_have_count(1 + 2 + 3)
    plot.evaluate("chart => chart.scrollIntoView({block: 'center'})")
    box = bars.first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(plot.locator(".hoverlayer")).to_contain_text("12\u00a0979\u00a0$")
    page.mouse.down()
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"/fiches\?.*activite=2022-mission-paris-le-havre-tunis"))
    page.locator(".bri-brief").first.wait_for()
    ready(page)
    page.go_back()
    page.locator(".bri-lives").wait_for()
