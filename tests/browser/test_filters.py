"""Filtering as a reader does it: from the keyboard alone, kept across pages, and the same rows behind the link."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cases import telling

Open = Callable[..., Page]
KEPT = "f.partenaire=avglsl"


def records(page: Page) -> set[str]:
    """The activities and agreements that the page leads to."""
    named = page.locator("[data-id]").evaluate_all("marks => marks.map(mark => mark.dataset.id)")
    return {name for name in named if re.match(r"(activite|entente):", name)}


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"))


def press_until(page: Page, key: str, wanted: str) -> None:
    for _ in range(40):
        page.keyboard.press(key)
        if wanted in focused(page):
            return
    raise AssertionError(f"{key} never reached {wanted!r}: {focused(page)!r} has the focus")


def test_from_the_keyboard_a_filter_a_brief_a_link_and_the_same_rows_in_english(
    open_page: Open, ready: Callable[[Page], Page], axe: Callable[[Page], list[str]]
) -> None:
    page = open_page("/chronologie?annee=toutes")
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.keyboard.press("f")
    page.get_by_text("Dans chaque liste").wait_for()
    ready(page)
    expect(page.get_by_test_id("stPopoverBody").get_by_label("Type", exact=True)).to_be_focused()  # no other halt first
    press_until(page, "Tab", "Partenaire")
    page.keyboard.type("avglsl")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{KEPT}**")
    ready(page)
    expect(page.locator("h1")).to_have_text(re.compile(r"^AVGLSL\s: \d+ activités et ententes en tout$"))
    assert axe(page) == []  # the form is open
    page.keyboard.press("Escape")

    page.keyboard.press("Control+k")
    page.keyboard.type("avglsl")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/fiches?**partenaire=avglsl**{KEPT}**")
    ready(page)
    seen = records(page)
    assert len(seen) >= 2
    page.locator("h1").wait_for()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("y")
    page.wait_for_function("() => window.copied")
    link = page.evaluate("window.copied")

    english = open_page(link[link.index("/fiches") :] + "&lang=en")
    assert english.locator("html").get_attribute("lang") == "en-CA"
    assert records(english) == seen
    expect(english.locator(".bri-chip")).to_have_text(re.compile(r"^Partner: "))

    before = page.evaluate("history.length")
    page.get_by_role("link", name="Thèmes et axes").click()
    page.wait_for_url(f"**/themes?**{KEPT}**")
    ready(page)
    assert page.evaluate("history.length") == before + 1  # one press of the back button for one click
    page.go_back()
    page.wait_for_url(f"**/fiches?**{KEPT}**")
    ready(page)
    page.reload()
    ready(page)
    expect(page.locator(".bri-chip")).to_have_count(1)


def test_a_city_chosen_on_the_map_stands_out_everywhere_and_becomes_a_filter(
    open_page: Open, ready: Callable[[Page], Page], axe: Callable[[Page], list[str]]
) -> None:
    page = open_page("/")
    page.locator('.bri-mark[data-id="san-antonio"]:visible').first.click()
    expect(page.get_by_text("En évidence")).to_contain_text("San Antonio, 3 activités et ententes")
    ready(page)
    lit = page.locator(".bri-months li.bri-lit")
    said = [" ".join(text.split()) for text in lit.all_inner_texts()]
    assert said == ["San Antonio", "Pacte avec San Antonio (hors total)"]
    dimmed = page.locator('.bri-choosing .bri-mark[data-id="bordeaux"]:visible').first
    dimmed.wait_for()  # the map and the months are two pictures: the one may be a moment behind the other
    assert float(dimmed.evaluate("mark => getComputedStyle(mark).opacity")) < 0.5
    assert axe(page) == []  # what is dimmed stays readable
    page.get_by_role("button", name="Garder seulement").click()
    page.wait_for_url("**/carte?**f.ville=san-antonio**")
    ready(page)
    expect(page.locator("h1")).to_have_text(re.compile(r"^San Antonio\s: 3 activités et ententes en 2025$"))
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.locator("h1")).to_have_text("Cinq villes visitées, quatre villes reçues")


def test_a_theme_made_to_stand_out_does_so_on_its_own_page(
    open_page: Open, ready: Callable[[Page], Page], axe: Callable[[Page], list[str]]
) -> None:
    page = open_page("/themes?case=culture&annee=2025")
    page.get_by_role("link", name="Mettre en évidence").click()
    expect(page.locator(".bri-highlight strong")).to_contain_text("Culture, 5 activités et ententes")
    ready(page)
    assert "/themes?" in page.url
    lit = page.locator(".bri-matrix td a.bri-lit").evaluate_all("cells => cells.map(cell => cell.dataset.id)")
    assert "case:culture:rayonne" in lit
    assert "case:climat:" not in lit
    assert axe(page) == []


def test_a_change_fades_nothing_and_a_long_wait_shows(open_page: Open, ready: Callable[[Page], Page]) -> None:
    page = open_page("/chronologie?f.genre=mission&f.genre=accueil")
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate(
        "window.faded = 0; addEventListener('transitionrun', (e) => window.faded += e.propertyName === 'opacity')"
    )
    page.locator('.bri-filtered [data-id*="accueil"]').first.click()
    page.wait_for_function("() => !location.search.includes('accueil')")
    ready(page)
    assert page.evaluate("window.faded") == 0
    assert not page.evaluate("document.documentElement.classList.contains('bri-waiting')")

    block = page.locator("[data-testid=stElementContainer]").last
    seen = "block => getComputedStyle(block).opacity"
    page.evaluate("document.querySelector('.stApp').dataset.testScriptState = 'running'")
    block.evaluate("block => { block.dataset.stale = 'true'; }")
    assert block.evaluate(seen) == "1"
    page.wait_for_function("() => document.documentElement.classList.contains('bri-waiting')")
    assert block.evaluate(seen) == "0.4"
    page.evaluate("document.querySelector('.stApp').dataset.testScriptState = 'notRunning'")
    page.wait_for_function("() => !document.documentElement.classList.contains('bri-waiting')")
    assert block.evaluate(seen) == "1"


@pytest.mark.parametrize("where", telling(["donnees"], also=["themes"]))
def test_the_form_stays_open_from_choice_to_choice(open_page: Open, ready: Callable[[Page], Page], where: str) -> None:
    page = open_page(f"/{where}?annee=2025", width=1280, height=720)
    page.keyboard.press("f")
    form = page.get_by_test_id("stPopoverBody")
    field = form.get_by_label("Type", exact=True)
    expect(field).to_be_focused()  # it came last, and is the first halt
    shown = form.bounding_box()
    assert shown is not None
    assert shown["height"] >= 300  # several fields, even where the button stands at the foot of the window
    for code in ("accueil", "mission"):
        page.keyboard.type(code)
        page.get_by_role("option", name=re.compile(code, re.I)).first.wait_for()  # before it is there, none is taken
        page.keyboard.press("Enter")
        page.wait_for_url(f"**f.genre={code}**")
        ready(page)
        expect(form).to_be_visible()
        expect(field).to_be_focused()
    expect(form.get_by_role("status")).to_contain_text("Filtré")


# What stands out on each page when San Antonio is chosen, and what steps back beside it.
LIT = {
    "/carbone?annee=2025": (".bri-co2-band", "San Antonio", "Washington"),
    "/seance?au=2025-06-30&depuis=2025-01-01": (".bri-meeting-column li", "San Antonio", "New York"),
    "/fiches?partenaire=quebec-international": (".bri-entry", "San Antonio", ""),
    "/fiches": (".bri-index-lists li", "San Antonio", "Helsinki"),
    "/comparer?quoi=villes&avec=san-antonio&avec=bordeaux": (".bri-compare-agreements li", "San Antonio", "Bordeaux"),
}


@pytest.mark.parametrize("path", LIT)
def test_a_city_stands_out_line_by_line(open_page: Callable[..., Page], path: str) -> None:
    lines, lit, quiet = LIT[path]
    page = open_page(f"{path}{'&' if '?' in path else '?'}choix=ville:san-antonio")
    expect(page.locator(".bri-highlight strong")).to_contain_text("San Antonio")
    expect(page.locator(lines).filter(has_text=lit).filter(has=page.locator(".bri-lit")).first).to_be_visible()
    if quiet:
        grey = page.locator(lines).filter(has_text=quiet).first
        expect(grey.locator(".bri-lit")).to_have_count(0)
        usual = page.evaluate("getComputedStyle(document.querySelector('.bri-highlight')).color")
        assert grey.evaluate("one => getComputedStyle(one).color") != usual
