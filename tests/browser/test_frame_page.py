"""The first page in a real browser: no outside request, no fault of accessibility, the keyboard, both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bri_data.pages import PAGES
from tests.browser.conftest import settle
from tests.browser.looks import SPACING


def test_the_browser_is_served_by_this_machine_alone(page: Page) -> None:
    hosts = page.evaluate("performance.getEntriesByType('resource').map((entry) => new URL(entry.name).hostname)")
    assert {host for host in hosts if host} == {"127.0.0.1"}
    icons = page.eval_on_selector_all("link[rel~=icon]", "(links) => links.map((link) => link.href)")
    assert icons
    assert all(icon.startswith(("data:", page.url.split("/?")[0].rstrip("/") + "/")) for icon in icons)


def test_an_outside_request_is_stopped_and_told(page: Page, watch: Any) -> None:
    page.evaluate("() => new Promise((done) => { const i = new Image(); i.onerror = i.onload = done;"
                  " i.src = 'http://outside.example/x.png'; })")  # fmt: skip
    with pytest.raises(AssertionError):
        watch.check()
    assert watch.outside or "outside.example" in " ".join(watch.errors)
    watch.outside.clear()
    watch.errors.clear()


def test_a_request_that_gets_past_the_policy_is_stopped_by_the_fixture(page: Page, watch: Any) -> None:
    page.goto("data:text/html,<img src='http://outside.example/x.png'>")
    page.wait_for_load_state("load")
    with pytest.raises(AssertionError, match="requests that leave this machine"):
        watch.check()
    assert watch.outside == ["http://outside.example/x.png"]
    watch.outside.clear()
    watch.errors.clear()


def test_the_keyboard_reaches_the_content_and_the_language(page: Page) -> None:
    reached = []
    for _ in range(24):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''"))
    assert reached[0] == "Aller au contenu principal"
    assert "English" in reached


@pytest.mark.parametrize("path", ["/", "/?lang=en"])
def test_every_page_is_in_the_header_or_in_its_menu(open_page: Callable[..., Page], path: str) -> None:
    """Nothing is folded away at 1280: a page stands in the header, or in the menu that Enter opens."""
    page = open_page(path, width=1280, height=720)
    menu = page.locator("[data-testid=stTopNavSection]:visible")
    expect(menu).to_have_count(1)  # a second one would be Streamlit's « 2 autres »
    menu.focus()
    page.keyboard.press("Enter")
    links = page.locator("[data-testid=stTopNavLink]:visible, [data-testid=stTopNavDropdownLink]:visible")
    expect(links).to_have_count(len(PAGES))
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator(".bri-language.bri-in-menu")).to_have_count(1)
    weight = page.wait_for_function(
        "() => getComputedStyle(document.querySelector('[data-testid=stTopNavSection]')).fontWeight === '600'"
    )
    assert weight


def test_the_language_link_keeps_the_address(page: Page, ready: Callable[[Page], Page]) -> None:
    page.goto(page.url.split("?")[0] + "?annee=2024")
    ready(page)
    page.locator(".bri-language", has_text="English").click()
    page.wait_for_url("**annee=2024&lang=en")
    ready(page)
    assert page.locator("html").get_attribute("lang") == "en-CA"
    page.locator(".bri-language", has_text="Français").click()
    page.wait_for_url(lambda url: "lang" not in url)
    ready(page)
    assert "annee=2024" in page.url
    assert page.locator("html").get_attribute("lang") == "fr-CA"


def test_the_years_fold_in_the_narrowest_window(open_page: Callable[..., Page]) -> None:
    page = open_page("/chronologie?annee=toutes", width=320, height=640)
    assert page.locator("[class*=st-key-bri-heading] [data-testid=stButtonGroup] button").count() >= 6
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 320


# What stands in the header, as boxes of its words and signs; those that share room, and those off its line.
HEADER = """() => {
  const held = ['[data-testid=stHeaderLogo]', '[data-testid=stTopNavLink]', '[data-testid=stTopNavSection]',
    '[data-testid=stExpandSidebarButton]', '.bri-search-open', '.bri-tool', '.bri-language'];
  const boxes = [...document.querySelectorAll(held)].filter((one) => one.checkVisibility({ opacityProperty: true }))
    .map((one) => [one.textContent.trim() || one.className, one.getBoundingClientRect()]);
  const middle = ([, box]) => box.y + box.height / 2;
  const wrong = boxes.filter((one) => Math.abs(middle(one) - middle(boxes[0])) > 1.5)
    .map(([name]) => `${name}: off the line`);
  boxes.forEach(([name, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
    if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1) wrong.push(`${name} / ${other}`);
  }));
  return [wrong, boxes.map(([name]) => name)];
}"""


PLACES = "() => [...document.querySelectorAll('.bri-tool')].map((one) => one.getBoundingClientRect().x)"


def test_the_header_stands_on_one_line_and_nothing_overflows(page: Page, screens: Callable[..., Any]) -> None:
    sizes = ((1920, 1080), (1280, 720), (1150, 720), (820, 1180), (640, 360), (390, 844), (360, 740))
    for width in screens(page, sizes):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.wait_for_function(f"() => ({HEADER})()[0].length === 0")  # the links fold once they are measured
        _, names = page.evaluate(HEADER)
        if width == 1280:  # the first view moves nothing
            before = page.evaluate(PLACES)
            page.keyboard.press("a")
            expect(page.locator(".bri-tool-views b")).to_have_text("1")
            assert page.evaluate(PLACES) == before
        folded = [name for name in names if re.match(r"\d", name)]
        assert all(re.fullmatch(r"\d+ autres\w*", name) for name in folded), folded
        assert bool(folded) == (width in {820, 1150}), (width, names)  # narrower, the pages are in a menu of their own
        if width in {1920, 1280}:  # as large as a reader may ask for its letters to be apart
            spaced = page.add_style_tag(content=SPACING)
            settle(page)
            page.wait_for_function(f"() => ({HEADER})()[0].length === 0")
            spaced.evaluate("style => style.remove()")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarCollapseButton").click()  # nothing lies over what shuts it
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
