"""Ten things that a council or the press asks, each answered in at most three clicks from the first page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

MOST_CLICKS = 3
Ready = Callable[[Page], Page]


class Reader:
    """Someone who clicks, on a screen of a council (1920 × 1080): each click is counted, what is typed is not."""

    def __init__(self, page: Page, ready: Ready) -> None:
        self.page, self._ready, self.clicks = page, ready, 0

    def click(self, target: Locator) -> None:
        """Click and wait for what it brings."""
        target.click(force=True)  # a radio lies under its own label
        self.clicks += 1
        self._ready(self.page)

    def go(self, name: str) -> None:
        """Follow the navigation of the header to a page, folded under a menu or not."""
        link = self.page.locator("[data-testid=stTopNavLink]").filter(has_text=name)
        if not link.count():
            self.click(self.page.locator("[data-testid=stTopNavSection]"))
            link = self.page.locator("[data-testid=stTopNavDropdownLink]").filter(has_text=name)
        self.click(link)

    def search(self, words: str, answer: str | re.Pattern[str]) -> None:
        """Ask the search box and pick an answer."""
        self.click(self.page.get_by_role("button", name="Chercher", exact=True))
        self.page.keyboard.type(words)
        self.click(self.page.get_by_role("option").filter(has_text=answer).first)

    @property
    def text(self) -> Locator:
        """All that the page says."""
        return self.page.locator("[data-testid=stMain]")


@pytest.fixture(scope="module")
def one_page(visit: Callable[..., Any]) -> Iterator[Page]:
    with visit("/") as page:
        yield page


@pytest.fixture
def reader(one_page: Page, ready: Ready) -> Iterator[Reader]:
    """A reader on the first page, as it opens."""
    one_page.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")
    one_page.goto(re.sub(r"(://[^/]+/).*", r"\1", one_page.url))
    found = Reader(ready(one_page), ready)
    yield found
    assert 1 <= found.clicks <= MOST_CLICKS


def test_namur_since_2022_on_one_page(reader: Reader) -> None:
    reader.search("namur", re.compile("^Namur"))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Namur")
    for year in ("2023", "2025"):
        expect(reader.text).to_contain_text(year)


def test_partners_for_a_theme(reader: Reader) -> None:
    reader.go("Comparer")
    reader.click(reader.page.get_by_role("radio", name="Thèmes"))
    expect(reader.text).to_contain_text("Culture")
    expect(reader.page.locator(".bri-compare-ties").first).to_contain_text("OVPM")


def test_what_missions_cost(reader: Reader) -> None:
    reader.go("Dépenses")
    expect(reader.text).to_contain_text("12\u00a0979\u00a0$")


def test_agreements_that_end_in_2026(reader: Reader) -> None:
    reader.go("Ententes et réseaux")
    expect(reader.text).to_contain_text("Tunis")
    expect(reader.text).to_contain_text("2026")


def test_what_is_late(reader: Reader) -> None:
    reader.go("La séance")
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("retard")


def test_carbon_of_san_antonio(reader: Reader) -> None:
    reader.go("Carbone")
    band = reader.page.locator(".bri-co2-band").filter(has_text="San Antonio")
    expect(band).to_contain_text("environ 860\u00a0kg")


def test_who_went_to_san_antonio(reader: Reader) -> None:
    reader.search("san antonio", re.compile("Mission"))
    expect(reader.text).to_contain_text("Maire de Québec")


def test_last_contact_with_bordeaux(reader: Reader) -> None:
    reader.search("bordeaux", re.compile("^Bordeaux"))
    expect(reader.text).to_contain_text("dernier contact connu")


def test_print_for_the_council(reader: Reader) -> None:
    reader.page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    reader.click(reader.page.get_by_role("button", name="Emporter", exact=True))
    reader.click(reader.page.get_by_role("button", name="Imprimer", exact=True))
    reader.page.wait_for_function("() => window.printed === 1")


def test_a_slide_with_the_cities_of_europe_alone(reader: Reader) -> None:
    reader.go("Carte")
    reader.click(reader.page.get_by_role("radio", name="Europe"))
    reader.page.get_by_role("button", name="Présenter cette vue").click()
    reader.clicks += 1
    slide = reader.page.locator(".bri-slide:visible")
    expect(slide).to_contain_text("Namur")
    expect(slide).not_to_contain_text("Milwaukee")
