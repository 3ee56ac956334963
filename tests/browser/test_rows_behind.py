"""The rows behind a picture, read when a reader opens them, and what is said when they cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

TWIN = ".bri-twin"


def test_rows_are_read_once_when_they_are_opened(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    page = open_page("/carte?annee=2025&f.ville=namur&lang=en")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/bri/lignes/" in request.url else None)
    assert page.locator(f"{TWIN} table").count() == 0
    page.locator(f"{TWIN} > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{TWIN} tbody tr")).to_have_count(1)
    expect(page.locator(f"{TWIN} tbody tr")).to_contain_text("Namur")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(f"{TWIN} tbody tr")).to_be_visible()
    assert [re.sub(r".*/bri", "/bri", url) for url in asked] == ["/bri/lignes/carte?annee=2025&f.ville=namur&lang=en"]
    assert axe(page) == []
    page.locator(f"{TWIN} tbody a").first.click()  # a link in the rows leads where it says
    expect(page).to_have_url(re.compile(r"/fiches\?.*activite=2025-accueil-namur"))


def test_a_name_in_the_picture_opens_its_rows_and_goes_there(open_page: Callable[..., Page]) -> None:
    page = open_page("/chronologie?annee=2025", width=1280, height=720)
    page.get_by_role("link", name="Accueils", exact=True).first.click()
    expect(page.locator("#lignes-accueil")).to_be_in_viewport()
    expect(page.locator("#lignes-accueil tbody tr")).to_have_count(8)


def test_rows_that_cannot_be_read_say_so_and_can_be_asked_for_again(open_page: Callable[..., Page], watch: Any) -> None:
    page = open_page("/themes?annee=2025")
    page.route("**/bri/lignes/**", lambda route: route.abort())
    page.locator(f"{TWIN} > summary").click()
    expect(page.get_by_role("alert")).to_contain_text("Les lignes n’ont pas pu être lues.")
    page.unroute("**/bri/lignes/**")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(f"{TWIN} table").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    watch.errors.clear()  # the request that this test broke


def test_a_page_in_five_lines_comes_first_by_keyboard_and_stays_open_from_page_to_page(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], ready: Callable[[Page], Page]
) -> None:
    page = open_page("/?annee=2025", width=1280, height=720)
    brief = page.locator(".bri-in-brief")
    page.locator(".bri-in-brief > summary").focus()
    expect(brief.locator("summary")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(brief.locator("li").first).to_have_text("En 2025, Québec compte 19 accueils et 5 missions à l’étranger.")
    assert brief.locator("li").count() == 5
    assert axe(page) == []
    before = page.evaluate("[...document.querySelectorAll('.bri-in-brief, h1')].map((one) => one.tagName)")
    assert before == ["DETAILS", "H1"]
    page.locator("[data-testid=stTopNavLink]", has_text="Carbone").click()
    expect(brief.locator("li").first).to_contain_text("188 t compensées")
    ready(page).locator("h1").click()
    page.keyboard.press("b")  # folded again: the next page keeps quiet
    expect(brief).not_to_have_attribute("open", "")
    page.locator("[data-testid=stTopNavLink]", has_text="Carte").click()
    expect(page.locator("h1")).to_contain_text("villes visitées")
    assert brief.locator("li").count() == 0
