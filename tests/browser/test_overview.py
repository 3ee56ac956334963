"""The overview as it is drawn: three screens, two schemes, two languages, keyboard, back and reload."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import SPACING
from tests.cases import telling

OpenPage = Callable[..., Page]
BOTTOM = "s => document.querySelector(s).getBoundingClientRect().bottom"
OVERLAPS = """selector => {
  const boxes = [...document.querySelectorAll(selector)].map(e => [e.textContent.trim(), e.getBoundingClientRect()])
    .filter(([, r]) => r.width > 1 && r.height > 1);
  const found = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (wide > 1 && high > 3) found.push([a, b]);
  }));
  return found;
}"""
SMALLEST_TEXT = """() => {
  let least = [99, ""];
  const walker = document.createTreeWalker(document.querySelector(".bri-board"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement, box = parent.getBoundingClientRect();
    if (!walker.currentNode.data.trim() || !parent.checkVisibility() || parent.closest(".bri-hidden, title")) continue;
    const svg = parent.closest("svg");
    const zoom = svg && svg.viewBox.baseVal.width ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    const size = parseFloat(getComputedStyle(parent).fontSize) * zoom;
    if (box.width > 1 && size < least[0]) least = [size, walker.currentNode.data];
  }
  return least;
}"""

# What leads somewhere and is covered: the middle of a link, or the number of a small figure, is another element's.
COVERED = """() => [...document.querySelectorAll('.bri-months ul a, .bri-small:has(span > a) > div > :is(b, span > a)')]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest('a');
    return !hit || !(one.matches('a') ? hit === one : one.parentElement.contains(hit));
  }).map((one) => one.textContent)"""


@pytest.fixture(scope="module", params=telling(["/", "/?annee=2026"], also=["/?lang=en", "/?annee=2024"]))
def year(request: pytest.FixtureRequest, visit: Callable[..., Any]) -> Iterator[Page]:
    with visit(request.param) as page:
        yield page


def test_a_day_stays_after_a_name_written_from_right_to_left(year: Page) -> None:
    assert year.locator(".bri-board").first.evaluate(
        """board => {
            const line = board.appendChild(document.createElement("p"));
            line.innerHTML = '<a href="#">القاهرة</a> <span>19</span> mars';
            const [name, day] = [...line.children].map((one) => one.getBoundingClientRect());
            line.remove();
            return day.left >= name.right;
        }"""
    )


def test_who_asks_for_less_motion_waits_for_no_transition(year: Page) -> None:
    moving = """() => [...document.querySelectorAll("*")]
        .filter((one) => getComputedStyle(one).transitionDuration.split(",").some((time) => parseFloat(time) > 0))
        .map((one) => one.className)"""
    assert year.evaluate(moving) == []


def test_a_contrast_theme_keeps_the_lines_the_hatches_and_what_is_a_link(year: Page) -> None:
    drawn = "(e, of) => getComputedStyle(e)[of]"
    year.set_viewport_size({"width": 1280, "height": 720})
    year.emulate_media(forced_colors="active")
    # no ground behind a large number, which would cut the line above it
    assert set(
        year.locator(".bri-figure-head b").evaluate_all("all => all.map((e) => getComputedStyle(e).forcedColorAdjust)")
    ) == {"none"}
    for unknown in year.locator(".bri-bin h3").all():
        assert "gradient" in unknown.evaluate(drawn, "backgroundImage")
    year.emulate_media(forced_colors="none")
    assert year.locator(".bri-source a").first.evaluate(drawn, "textDecorationLine") == "underline"
    left = "e => e.getBoundingClientRect().x"
    assert year.locator(".bri-foot a").first.evaluate(left) == year.locator(".bri-board").first.evaluate(left)


def test_nothing_overlaps_or_runs_out_of_the_screen(year: Page, screens: Callable[..., Any]) -> None:
    for width in screens(year):
        assert year.evaluate("document.documentElement.scrollWidth") <= width
        assert year.evaluate(OVERLAPS, ".bri-months li li span:not(.bri-hidden), .bri-bin") == [], width
        pieces = ".bri-figure, .bri-mapbox, .bri-year-ribbon, .bri-small, .bri-axis, .bri-source"
        assert year.evaluate(OVERLAPS, pieces) == [], width
        assert year.evaluate(OVERLAPS, ".bri-mapbox .bri-name") == [], width
        if width == 390:  # and with letters as far apart as a reader may ask
            spaced = year.add_style_tag(content=SPACING)
            assert year.evaluate(OVERLAPS, ".bri-small b, .bri-small strong, .bri-small small") == []
            assert year.evaluate("document.documentElement.scrollWidth") <= width
            above_and_below = """() => {
                const word = document.querySelector(".stButtonGroup button p");
                const [a, b] = [word, word.closest("button")].map((one) => one.getBoundingClientRect());
                return Math.abs(a.top - b.top - (b.bottom - a.bottom));
            }"""
            assert year.evaluate(above_and_below) < 3  # the word of a button stands in its middle
            heights = "all => all.map((one) => one.getBoundingClientRect().height).filter((one) => one > 0)"
            assert min(year.locator(".bri-months ul a").evaluate_all(heights)) >= 24
            spaced.evaluate("style => style.remove()")
        size, text = year.evaluate(SMALLEST_TEXT)
        assert size >= 12.5, (width, text)


def test_axe_finds_nothing_serious(
    year: Page, axe: Callable[..., list[str]], schemes: Callable[..., Any], screens: Callable[..., Any]
) -> None:
    for _ in screens(year, ((1920, 1080),)):
        year.locator(".bri-twin > summary").first.click()
        for scheme in schemes(year):
            assert axe(year, colours_only=scheme == "dark") == [], scheme


def test_the_year_fits_a_council_screen_without_scrolling_and_a_small_projector_almost(
    page: Page, screens: Callable[..., Any]
) -> None:
    for width in screens(page, ((1920, 1080), (1280, 720))):
        if width == 1920:
            assert page.evaluate(BOTTOM, ".bri-source") <= 1080
        else:
            assert page.evaluate(BOTTOM, ".bri-smalls") <= 720
            assert page.evaluate(COVERED) == []
            assert page.evaluate("document.querySelector('h1').getBoundingClientRect().height") < 60  # one line


def test_a_figure_leads_to_its_rows_from_the_keyboard(open_page: OpenPage) -> None:
    page = open_page("/")
    rows = page.locator("#lignes-mission")
    expect(rows).not_to_be_visible()
    page.locator("a.bri-figure-head").nth(1).focus()
    page.keyboard.press("Enter")
    expect(rows).to_be_visible()
    expect(rows).to_be_in_viewport()
    expect(rows.locator("tbody tr")).to_have_count(8)


def test_a_year_chosen_survives_reload_and_the_language_link(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_role("radio", name="2023").click()
    expect(page.locator("h1")).to_contain_text("En 2023")
    page.reload()
    expect(page.locator("h1")).to_contain_text("En 2023")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_contain_text("In 2023")
    assert "annee=2023" in page.url
    page.go_back()
    expect(page.locator("h1")).to_contain_text("En 2023")
    page.get_by_role("radio", name="2025").click()
    page.get_by_role("link", name="Rayonne").click()  # to the themes, under a filter
    page.wait_for_url("**/themes?*f.axe=rayonne*")
    page.go_back()  # which has not followed
    page.wait_for_function("() => location.pathname === '/' && location.search === ''")
    page.go_forward()
    page.wait_for_url("**/themes?*f.axe=rayonne*")


def test_the_base_map_is_drawn(page: Page) -> None:
    # a <use> whose file did not come draws nothing and has no size
    for layer in page.locator(".bri-map-wide use").all():
        assert layer.evaluate("e => e.getBoundingClientRect().width") > 100
