"""The comparison in a real browser: one column and five, level rows, a phone, keyboard choice, no serious fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Page, expect

FIVE = "/comparer?quoi=annees" + "".join(f"&avec={year}" for year in (2025, 2024, 2023, 2022, 2026))
# Cells of the same row that do not start level, and contents wider than their column.
FAULTS = """() => {
  const columns = [...document.querySelectorAll('.bri-compare-column')];
  const stacked = innerWidth <= 640;
  const faults = [];
  for (const column of columns) {
    const room = column.getBoundingClientRect();
    for (const item of column.querySelectorAll('b, small, p, svg, a, li, dd')) {
      const box = item.getBoundingClientRect();
      const outside = box.right > room.right + 2 || box.left < room.left - 2;
      if (box.width && outside) faults.push(item.outerHTML.slice(0, 80));
    }
    [...column.children].forEach((cell, i) => {
      const other = columns[0].children[i].getBoundingClientRect();
      if (!stacked && Math.abs(cell.getBoundingClientRect().top - other.top) > 1) faults.push(`row ${i} not level`);
    });
  }
  return faults;
}"""
SIZES_OF_SYMBOLS = """() => [...new Set([...document.querySelectorAll('.bri-pile:not(.bri-pile-bar)')].map((drawn) =>
  (drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width).toFixed(2)))]"""


def test_five_years_stand_level_on_every_screen(
    open_page: Callable[..., Page],
    screens: Callable[..., Iterator[int]],
    schemes: Callable[[Page], Iterator[str]],
    axe: Callable[[Page], list[str]],
) -> None:
    page = open_page(FIVE)
    assert page.locator(".bri-compare-column").count() == 5
    for width in screens(page):
        assert page.evaluate(FAULTS) == []
        assert len(page.evaluate(SIZES_OF_SYMBOLS)) == 1  # one symbol has one size in every column
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    for _ in schemes(page):
        assert axe(page) == []


def test_a_brief_leads_to_one_column_and_a_choice_adds_another(
    open_page: Callable[..., Page], ready: Callable[[Page], Page]
) -> None:
    page = open_page("/fiches?ville=namur&lang=en", width=1280, height=720)
    page.get_by_role("link", name="Compare", exact=True).last.click()
    page.wait_for_selector(".bri-compare-column")
    assert "quoi=villes" in page.url
    assert "avec=namur" in page.url
    box: Any = page.get_by_role("combobox").last
    box.click()
    box.type("Paris ·")
    page.get_by_role("option", name="Paris ·").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.bri-compare-column').length === 2")
    assert "avec=paris" in page.url
    assert ready(page).evaluate(FAULTS) == []

    page.keyboard.press("Escape")  # the list is shut
    page.get_by_role("button", name="Clear all").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "avec=" not in address)
    ready(page)
    expect(page.get_by_role("combobox").last).to_be_focused()  # the button went with what it emptied
