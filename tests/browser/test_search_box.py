"""The search box in a browser, from the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect


def test_from_the_keyboard_to_a_brief(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], ready: Callable[[Page], Page]
) -> None:
    page = open_page("/carbone", width=1280, height=720)
    kept = page.evaluate("window.kept = Math.random()")
    field = page.get_by_role("combobox", name="Chercher une ville")

    expect(page.get_by_role("button", name="Chercher")).to_be_visible()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("san antnio")  # one letter short
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("San Antonio")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    expect(page.get_by_role("dialog", name="Chercher").get_by_role("status")).to_have_text("5 résultats")
    assert options.first.get_attribute("href") == "./fiches?ville=san-antonio"  # a true link, for a new tab
    assert axe(page) == []

    # city, mission, two hostings, pact, and the way to the data: up from the first goes round to the last
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(options.last).to_contain_text("dans les données")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fiches?activite=2025-mission-san-antonio")
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("San Antonio")
    assert page.evaluate("window.kept") == kept  # the page was not loaded again
    expect(field).to_be_hidden()


def test_keys_open_and_close_it_and_a_switch_silences_the_slash(open_page: Callable[..., Page]) -> None:
    page: Any = open_page("/fiches?lang=en", scheme="dark", width=390, height=844)
    panel = page.get_by_role("dialog", name="Search")
    button = page.get_by_role("button", name="Search", exact=True)
    button.click()
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.keyboard.type("zzzz")
    expect(panel.get_by_role("status")).to_have_text("No match for “zzzz”.")
    assert page.get_by_role("option").all_inner_texts() == ["Search for “zzzz” in the data"]
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()

    page.evaluate("localStorage.setItem('bri-raccourcis', 'non')")
    page.keyboard.press("/")
    expect(panel).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(panel).to_be_visible()
    page.keyboard.type("a/b")  # in the field, the slash is a letter
    assert page.get_by_role("combobox", name="Search for a city").input_value() == "a/b"
