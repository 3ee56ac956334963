"""The map in a real browser: drawn by WebGL or without it, clicked, framed, kept in the address, on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from bri_data.present.geo.frames import frame_of
from bri_data.present.geo.projection import Home, projection_of
from tests.browser.conftest import settle
from tests.browser.watching import GRAPHICS_CARD, NO_WEBGL
from tests.cases import telling

CANVAS = "[data-testid=stDeckGlJsonChart] canvas"
HOME = Home("Québec", 46.81228, -71.21454)
# The European cities of 2025.
EUROPE = {
    "hambourg": (53.55073, 9.99302),
    "bordeaux": (44.84124, -0.58046),
    "luxembourg": (49.60982, 6.13268),
    "namur": (50.4669, 4.86746),
    "nantes": (47.21725, -1.55336),
}


@pytest.fixture
def open_map(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open the page and wait until the browser's own map is there."""

    def opened(search: str = "", **options: Any) -> Page:
        # a projector's screen: what has no graphics card draws each pixel by hand
        page = open_page(f"/carte{search}", before=GRAPHICS_CARD, **({"width": 1280, "height": 720} | options))
        page.wait_for_selector(CANVAS)
        # the base map and the marks are fetched after the canvas is there
        page.wait_for_function(
            "() => performance.getEntriesByType('resource').filter((e) => e.name.includes('/bri/fixe/')).length >= 8"
        )
        return page

    return opened


def click_on(page: Page, city: str) -> None:
    """Click a European city where the projection puts it, in the frame of Europe."""
    box = page.locator(CANVAS).first.bounding_box()
    assert box
    project = projection_of(HOME)
    # the map is drawn for a width rounded down to ten pixels
    frame = frame_of([project(*place) for place in EUROPE.values()], box["width"] // 10 * 10, box["height"])
    across, down = frame.to_px(project(*EUROPE[city]))
    x, y = box["x"] + across + box["width"] % 10 / 2, box["y"] + down
    page.mouse.move(x - 40, y - 40)
    page.mouse.move(x, y)
    page.wait_for_timeout(300)
    page.mouse.down()
    page.wait_for_timeout(60)
    page.mouse.up()


def click_until(page: Page, city: str, shown: str) -> None:
    """Click a city until the panel shows `shown` ("" for no city).

    Drawn in software on a busy machine, the map may take a click for a drag and let it go. One that is only slow to be
    answered must not be followed by another, which would undo it.
    """
    for _ in range(5):
        click_on(page, city)
        try:
            page.wait_for_function(PANEL_SHOWS, arg=shown, timeout=20_000)
            return
        except TimeoutError:
            settle(page)
            if page.evaluate(PANEL_SHOWS, shown):
                return
    pytest.fail(f"five clicks on {city} did not bring « {shown} »")


PANEL_SHOWS = "shown => (document.querySelector('#bri-panel-name')?.textContent ?? '') === shown"


def test_a_click_opens_the_panel_another_shuts_it_and_a_drag_says_where_the_map_was_moved(
    open_map: Callable[..., Page],
) -> None:
    page = open_map("?cadre=EU")
    click_until(page, "hambourg", "Hambourg")
    page.wait_for_function("() => location.search.includes('ville=hambourg')")
    click_until(page, "bordeaux", "Bordeaux")
    click_until(page, "bordeaux", "")
    page.wait_for_function("() => !location.search.includes('ville=')")
    box = page.locator(CANVAS).first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 400, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 340, box["y"] + 100, steps=5)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('centre=')")
    # the middle is 60 pixels further east and 40 further north than that of the frame
    project = projection_of(HOME)
    frame = frame_of(
        [project(*place) for place in EUROPE.values()], box["width"] // 10 * 10, box["height"], text_scale=0.8
    )
    said = page.evaluate("new URLSearchParams(location.search).get('centre')")
    east, south = (float(part) for part in said.split(","))
    assert east == pytest.approx(frame.centre_km[0] + 60 * frame.km_per_px, abs=2 * frame.km_per_px)
    assert south == pytest.approx(frame.centre_km[1] - 40 * frame.km_per_px, abs=2 * frame.km_per_px)


def test_the_list_and_the_marks_take_the_keyboard_and_a_frame_moves_both(
    open_map: Callable[..., Page], ready: Callable[[Page], Page], axe: Callable[..., list[str]]
) -> None:
    page = open_map("?annee=2025")
    page.get_by_role("button", name="Recadrer").focus()
    focused = page.locator(".bri-map-stops button:focus")
    for _ in range(4):  # full screen, the map, then its marks: one halt
        if focused.count() == 0:
            page.keyboard.press("Tab")
    for _ in range(12):
        if focused.get_attribute("data-id") == "nantes":
            break
        page.keyboard.press("ArrowRight")
    expect(focused.locator("span")).to_be_visible()
    expect(focused).to_have_accessible_name(re.compile("^Nantes\\s: "))
    lying, held = focused.bounding_box(), page.locator(CANVAS).first.bounding_box()
    assert lying and held and lying["height"] >= 24  # over its mark, on the map and not under it
    assert held["y"] <= lying["y"] and lying["y"] + lying["height"] <= held["y"] + held["height"]
    page.keyboard.press("Enter")
    expect(page.locator("#bri-panel-name")).to_have_text("Nantes")
    expect(focused).to_have_attribute("data-id", "nantes")
    expect(page.get_by_text("Ni le lieu ni la date ne sont donnés.")).to_be_visible()
    assert axe(ready(page)) == []
    page.get_by_role("radio", name="Hambourg").focus()  # the list does what the map does
    page.keyboard.press("Space")
    expect(page.locator("#bri-panel-name")).to_have_text("Hambourg")
    expect(page.get_by_role("radio", name="Milwaukee")).to_have_count(1)
    page.get_by_role("radio", name="Europe").click()
    expect(page.get_by_role("radio", name="Milwaukee")).to_have_count(0)
    page.wait_for_function("() => location.search.includes('cadre=EU')")
    page.reload()
    ready(page)
    expect(page.locator("#bri-panel-name")).to_have_text("Hambourg")


def test_the_years_play_until_a_key_stops_them(open_page: Callable[..., Page]) -> None:
    page = open_page("/carte?annee=2022", before=NO_WEBGL, width=1280, height=720)
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_role("button", name="Lire les années").click()
    page.wait_for_function("() => location.search.includes('annee=2023')")
    # the second came by itself; the key is pressed in the page, before the third can come
    page.wait_for_function(
        """() => location.search.includes('annee=2024')
          && document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true}))"""
    )
    page.get_by_role("button", name="Lire les années").wait_for()
    settle(page)
    assert "annee=2024" in page.url


def test_who_asks_for_less_motion_goes_one_year_a_press(open_page: Callable[..., Page]) -> None:
    page = open_page("/carte?annee=2024", before=NO_WEBGL, width=1280, height=720)
    button = page.get_by_role("button", name="Année suivante")
    button.click()
    page.wait_for_function("() => location.search.includes('annee=2025')")
    button.click()
    page.wait_for_function("() => location.search.includes('annee=2026')")
    expect(page.get_by_role("button", name="Arrêter")).to_have_count(0)


@pytest.mark.parametrize("search", telling(["?ville=namur&lang=en"], also=["?ville=san-antonio"]))
def test_no_outside_address_and_no_serious_fault_of_accessibility(
    open_page: Callable[..., Page], axe: Callable[..., list[str]], schemes: Callable[..., Any], search: str
) -> None:
    page = open_page(f"/carte{search}", before=NO_WEBGL)
    hosts = page.evaluate("performance.getEntriesByType('resource').map((entry) => new URL(entry.name).hostname)")
    assert {host for host in hosts if host} == {"127.0.0.1"}
    for scheme in schemes(page):
        assert axe(page, colours_only=scheme == "dark") == [], scheme


def test_a_phone_gets_a_picture_for_each_region_and_shows_a_city_where_it_is_touched(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/carte?annee=2025&ville=namur", width=390, height=844)
    expect(page.locator(".bri-map-small svg")).to_have_count(2)
    expect(page.locator(CANVAS)).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    panel = page.locator(".st-key-map-panel .bri-panel")
    expect(panel.get_by_role("heading", name="Namur", exact=True)).to_be_in_viewport(ratio=1)
    panel.get_by_role("button", name="Fermer la ville choisie").click()
    expect(panel).to_have_count(0)
    assert "ville=" not in page.url
    page.locator(".bri-mark[data-id=san-antonio]").locator("visible=true").first.click()
    expect(panel.get_by_role("heading", name="San Antonio", exact=True)).to_be_in_viewport(ratio=1)
    expect(panel.get_by_text("Mission économique et institutionnelle")).to_be_in_viewport()
    panel.get_by_role("button", name="Fermer la ville choisie").click()
    page.get_by_role("radio", name="Toutes").click()
    shown = page.locator(".bri-map-small .bri-mark")
    shown.and_(
        page.locator("[data-id='groupe:washington']")
    ).click()  # a group opens: its cities have marks of their own
    for city in ("washington", "new-york", "albany", "montreal", "ottawa"):
        expect(shown.and_(page.locator(f"[data-id={city}]"))).to_be_in_viewport()
    panel.get_by_role("button", name="Fermer la ville choisie").click()
    expect(shown.and_(page.locator("[data-id='groupe:washington']"))).to_have_count(1)


@pytest.mark.parametrize("before", ["", NO_WEBGL], ids=["drawn in software", "no WebGL"])
def test_without_a_graphics_card_the_picture_takes_the_clicks(open_page: Callable[..., Page], before: str) -> None:
    page = open_page("/carte", before=before)
    expect(page.locator(".bri-map")).to_have_count(1)  # once it is known which room the map has
    page.locator(".bri-map .bri-mark[data-id=hambourg]").click()
    expect(page.locator("#bri-panel-name")).to_have_text("Hambourg")
    expect(page.locator(CANVAS)).to_have_count(0)
    page.get_by_role("button", name="Agrandir").click()
    across = """() => {
      const map = document.querySelector('.bri-map').getBoundingClientRect();
      const mark = document.querySelector('.bri-mark[data-id=hambourg]').getBoundingClientRect();
      return (mark.left + mark.width / 2 - map.left) / map.width;
    }"""
    middle = f"() => Math.abs(({across})() - 0.5) < 0.02"
    page.wait_for_function(middle)  # closer, around the chosen city
    page.get_by_role("button", name="Réduire").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => !({middle})()")
    page.get_by_role("button", name="Agrandir").click()
    page.wait_for_function(middle)
    page.get_by_role("button", name="Recadrer").click()
    page.wait_for_function(f"() => !({middle})()")


def test_a_map_moved_by_hand_stays_moved(open_page: Callable[..., Page]) -> None:
    page = open_page("/carte?annee=2025&zoom=1", before=NO_WEBGL, width=1280, height=720)
    shown = page.locator(".st-key-map-svg .bri-map")
    expect(shown.locator(".bri-mark[data-id=hambourg]")).to_have_count(0)  # beyond the edge
    box = shown.bounding_box()
    assert box
    page.mouse.move(box["x"] + 500, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 250, box["y"] + 260, steps=5)
    page.mouse.up()
    hambourg = page.locator(".st-key-map-svg .bri-mark[data-id=hambourg]")
    expect(hambourg).to_have_count(1)
    expect(page.locator("#bri-panel-name")).to_have_count(0)  # no city was clicked
    moved = page.url
    page.locator(".st-key-map-svg").press("ArrowRight")  # by keyboard too
    page.wait_for_function("(before) => location.href !== before", arg=moved)
    page.go_back()
    page.wait_for_url(moved)
    page.reload()
    expect(hambourg).to_have_count(1)
    page.get_by_role("button", name="Recadrer").click()
    page.wait_for_function("() => !/centre|zoom/.test(location.search)")
    settle(page)
    # one finger moves it, two come closer: from 80 to 205 pixels apart is two steps of 1.6
    touch(page, [[(box["x"] + 500 - step * 30, box["y"] + 200)] for step in range(6)])
    page.wait_for_function("() => location.search.includes('centre=')")
    settle(page)
    middle = box["x"] + box["width"] / 2
    wide = [[(middle - half, box["y"] + 200), (middle + half, box["y"] + 200)] for half in (40, 60, 80, 102)]
    touch(page, wide)
    page.wait_for_function("() => location.search.includes('zoom=2')")


def touch(page: Page, steps: list[list[tuple[float, float]]]) -> None:
    """Fingers set down at the first step's places, moved to those of the others, then lifted."""
    hand = page.context.new_cdp_session(page)
    for kind, places in zip(["touchStart", *["touchMove"] * (len(steps) - 1), "touchEnd"], [*steps, []], strict=True):
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(places)]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    hand.detach()


# Pairs of names of one map that cover each other, and names that leave their map.
FAULTS = """() => [...document.querySelectorAll('.bri-map')].filter((map) => map.clientWidth).flatMap((map) => {
  const frame = map.getBoundingClientRect();
  const boxes = [...map.querySelectorAll('.bri-name')].map((text) => [text.textContent, text.getBoundingClientRect()]);
  const touching = boxes.flatMap(([said, a], i) => boxes.slice(i + 1).filter(([, b]) =>
    a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 5 && b.top < a.bottom - 5)
    .map(([other]) => `${said} / ${other}`));
  const outside = boxes.filter(([, box]) => box.left < frame.left || box.right > frame.right).map(([said]) => said);
  return [...touching, ...outside];
})"""


@pytest.mark.parametrize("search", telling(["", "?annee=2026&lang=en"], also=["?annee=2024"]))
def test_no_name_covers_another(open_page: Callable[..., Page], screens: Callable[..., Any], search: str) -> None:
    page = open_page(f"/carte{search}", before=NO_WEBGL)
    for width in screens(page):
        assert page.locator(".bri-map .bri-name").count() > 0
        assert page.evaluate(FAULTS) == [], width


def test_a_city_chosen_on_the_overview_is_seen_on_the_map(open_page: Callable[..., Page]) -> None:
    page = open_page("/?annee=2024")
    page.locator(".bri-map-wide .bri-mark[data-id=lisbonne]").click()
    page.get_by_role("button", name="Voir sur la carte").click()
    expect(page.locator("#bri-panel-name")).to_have_text("Lisbonne")
    page.wait_for_function("() => location.search.includes('annee=2024')")
