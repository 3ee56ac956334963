"""The first page in a real browser: no outside request, no fault of accessibility, the keyboard, both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bri_data.pages import PAGES


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


def test_nothing_overflows_sideways(page: Page, screens: Callable[..., Any]) -> None:
    for width in screens(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        link, logo = (page.locator(name).bounding_box() for name in (".bri-language", "[data-testid=stHeaderLogo]"))
        assert link is not None
        assert logo is not None
        assert logo["x"] + logo["width"] < link["x"]
        assert link["x"] + link["width"] <= width
