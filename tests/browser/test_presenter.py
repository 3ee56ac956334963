"""Presenting in a real browser: keys, sizes of type, the cable out, the speaker's window, axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import settle
from tests.browser.looks import SPACING, faults
from tests.cases import telling

# At 1080 lines. The smallest text of the slide on the screen, and whatever leaves the slide or runs into its foot.
MEASURE = """() => {
  const slide = document.querySelector('.bri-slide-box > .bri-slide:not([hidden])');
  const box = slide.closest('.bri-slide-box').getBoundingClientRect();
  const faults = [], sizes = [];
  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement;
    if (!text.data.trim() || parent.closest('.bri-slide-rows, .bri-slide-note, title')) continue;
    const svg = parent.closest('svg');
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    sizes.push(parseFloat(getComputedStyle(parent).fontSize) * scale * 1080 / box.height);
    const range = document.createRange();
    range.selectNodeContents(text);
    const place = range.getBoundingClientRect();
    if (place.left < box.left || place.right > box.right + 1 || place.top < box.top || place.bottom > box.bottom + 1)
      faults.push(`out: ${text.data}`);
  }
  const foot = slide.querySelector('.bri-slide-source').getBoundingClientRect();
  const head = slide.querySelector('.bri-slide-head').getBoundingClientRect();
  if (!slide.matches('.bri-slide-bleed')) for (const part of slide.querySelector('.bri-slide-body').children) {
    const place = part.getBoundingClientRect();
    if (place.bottom > foot.top + 1 || place.top < head.bottom - 1) faults.push(`over: ${part.className}`);
  }
  return [slide.dataset.code, Math.min(...sizes), faults];
}"""


def shown(page: Page) -> str:
    return page.evaluate("document.querySelector('.bri-slide-box > .bri-slide:not([hidden])').dataset.code")  # type: ignore[no-any-return]


def test_a_presentation_from_the_first_key_to_the_last(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], screens: Callable[..., Any]
) -> None:
    page = open_page("/presenter?diapo=5")
    assert shown(page) == "recus"
    assert not page.is_visible("[data-testid=stHeader]")
    for width in screens(page, ((1920, 1080), (1280, 720))):
        every_slide_is_read_from_the_back(page, width)
    assert shown(page) == "sources"
    assert "diapo=17" in page.url
    assert axe(page) == []

    page.context.set_offline(True)  # the cable out: none of these asks the server for anything
    keys_go_where_they_say(page)
    blackout_comes_and_goes(page)
    a_table_stands_behind_the_slide(page, axe)
    it_goes_on_by_itself_until_paused(page)
    page.select_option(".bri-bar select >> nth=1", "contrast")
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('.bri-stage')).backgroundColor === 'rgb(0, 0, 0)'"
    )
    assert axe(page) == []
    notes = the_speaker_has_a_window(page)

    page.context.set_offline(False)
    escape_leaves_full_screen_then_the_presentation(page)
    assert notes.is_closed()


def test_who_leaves_is_back_where_they_were_and_the_keys_are_listed(open_page: Callable[..., Page]) -> None:
    page = open_page("/donnees?table=depenses&annee=2024")
    page.wait_for_selector(".bri-tool-add")
    page.keyboard.press("p")
    page.wait_for_selector(".bri-stage")
    page.wait_for_function("() => document.title === 'Présenter · 2024 · Québec à l’international'")
    files = [str(link.get_attribute("href")) for link in page.locator(".bri-bar a").all()]
    assert [file.partition("/bri/emporter/")[2] for file in files] == [
        "presenter.pptx?annee=2024",
        "presenter.pdf-slides?annee=2024",
    ]
    page.keyboard.press("?")
    keys = page.locator(".bri-stage dialog[open]")
    assert keys.locator("div:has(kbd:text-is('N')) dd").inner_text() == "Notes"
    page.keyboard.press("Escape")  # closes the list, and no more
    assert page.locator(".bri-stage dialog[open]").count() == 0
    page.keyboard.press("Escape")
    page.wait_for_selector(".bri-stage", state="detached")
    page.wait_for_function("() => document.title === 'Données · 2024 · Québec à l’international'")
    assert parse_qs(urlsplit(page.url).query) == {"table": ["depenses"], "annee": ["2024"]}


def test_the_bar_hides_neither_the_source_nor_the_dots(
    open_page: Callable[..., Page], screens: Callable[..., Any]
) -> None:
    page = open_page("/presenter?diapo=2")
    for _ in screens(page, ((1920, 1080), (1280, 720), (1024, 768))):
        page.mouse.move(300, 200)
        page.wait_for_function("() => !document.querySelector('.bri-stage').classList.contains('bri-idle')")
        page.wait_for_function(
            """() => {
              const low = (css) => document.querySelector(css).getBoundingClientRect().bottom;
              const bar = document.querySelector('.bri-bar').getBoundingClientRect().top;
              return Math.max(low('.bri-slide:not([hidden]) .bri-slide-source'), low('.bri-dots')) <= bar;
            }"""
        )


def test_a_window_too_small_for_a_whole_slide_reads_it_like_a_page(
    open_page: Callable[..., Page], screens: Callable[..., Any], axe: Callable[[Page], list[str]]
) -> None:
    page = open_page("/presenter?diapo=4", width=640, height=360)
    for _ in screens(page, ((640, 360), (320, 256))):
        for key, code in (("4", "missions"), ("6", "mois"), ("9", "themes")):
            page.keyboard.press(key)
            page.keyboard.press("Enter")
            assert shown(page) == code
            assert faults(page) == []
    assert axe(page) == []
    top = "document.querySelector('.bri-slide:not([hidden])').scrollTop"
    page.keyboard.press("ArrowDown")  # goes down the slide before it goes on
    assert (shown(page), page.evaluate(top) > 0) == ("themes", True)
    page.keyboard.press("ArrowRight")
    assert shown(page) != "themes"
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    page.locator(".bri-slide:not([hidden]) .bri-slide-body").focus()  # the map, wider than the window
    page.keyboard.press("ArrowRight")
    assert shown(page) == "missions"


ALL_YEARS = urlencode({"vue": urlencode({"p": "chronologie", "q": "annee=toutes"})})
THREE_CITIES = urlencode(
    {"vue": urlencode({"p": "comparer", "q": "quoi=villes&avec=namur&avec=paris&avec=san-antonio"})}
)


@pytest.mark.parametrize(
    "asked", telling(["annee=2024&lang=en", "annee=2026", THREE_CITIES], also=["annee=2022", "annee=2023", ALL_YEARS])
)
def test_no_slide_runs_over_its_title_or_its_source(
    open_page: Callable[..., Page], screens: Callable[..., Any], asked: str
) -> None:
    page = open_page(f"/presenter?{asked}")
    for width in screens(page, ((1920, 1080), (1280, 720))):
        every_slide_is_read_from_the_back(page, width)
    if asked == "annee=2026":  # the title of a map, a source of many lines: what a reader may ask of every text
        page.add_style_tag(content=SPACING)
        page.set_viewport_size({"width": 1920, "height": 1080})  # what a slide holds is packed for its new size
        settle(page)
        page.keyboard.press("Home")
        for _ in page.locator(".bri-slide").all():
            assert (shown(page), faults(page)) == (shown(page), [])
            page.keyboard.press("PageDown")


def every_slide_is_read_from_the_back(page: Page, width: int) -> None:
    """On a council screen and on a projector: type of 28 pixels or more, nothing out of the slide or over its title."""
    page.keyboard.press("Home")
    for _ in page.locator(".bri-slide").all():
        code, smallest, faults = page.evaluate(MEASURE)
        assert (smallest >= 28, faults) == (True, []), (width, code, smallest)
        page.keyboard.press("PageDown")


def keys_go_where_they_say(page: Page) -> None:
    for key, code in (("PageUp", "nommes"), ("ArrowLeft", "depenses"), (" ", "nommes"), ("Home", "titre")):
        page.keyboard.press(key)
        assert shown(page) == code
    for key in ("1", "4", "Enter"):
        page.keyboard.press(key)
    assert shown(page) == "carbone"
    assert "diapo=14" in page.url


def blackout_comes_and_goes(page: Page) -> None:
    page.keyboard.press("b")
    assert page.is_visible(".bri-black")
    page.keyboard.press("PageDown")  # brings the slide back, and no more
    assert not page.is_visible(".bri-black")
    assert shown(page) == "carbone"


def a_table_stands_behind_the_slide(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.keyboard.press("t")
    table = page.locator(".bri-slide:not([hidden]) .bri-slide-rows")
    assert "6\u00a0728,12\u00a0$" in table.inner_text()
    assert axe(page) == []
    page.keyboard.press("Escape")
    assert not table.is_visible()


def it_goes_on_by_itself_until_paused(page: Page) -> None:
    page.select_option(".bri-bar select >> nth=0", "10")
    assert page.inner_text(".bri-running") == "Pause · 10\u00a0s"
    page.locator(".bri-slide-box").click()
    page.keyboard.press("p")
    assert page.inner_text(".bri-running") == "Reprendre · 10\u00a0s"


def the_speaker_has_a_window(page: Page) -> Page:
    page.locator(".bri-slide-box").click()
    with page.expect_popup() as opening:
        page.keyboard.press("n")
    notes = opening.value
    assert "188\u00a0t compensées pour les vols de 2024." in notes.inner_text(".bri-notes-text")
    assert notes.locator(".bri-notes-next [data-code=depenses]").is_visible()
    notes.keyboard.press("PageDown")
    assert shown(page) == "depenses"
    assert notes.locator(".bri-notes-now [data-code=depenses]").is_visible()
    page.bring_to_front()
    return notes


def escape_leaves_full_screen_then_the_presentation(page: Page) -> None:
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement?.matches('.bri-stage')")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.fullscreenElement")
    assert page.is_visible(".bri-stage")
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-testid=stMain] h1")
    assert page.is_visible("[data-testid=stHeader]")
    assert page.locator(".bri-stage").count() == 0
