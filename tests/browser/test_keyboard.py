"""A walk of pages by the Tab key alone: every halt is seen, none is met twice, each follows the one before it.

A seeded sample of the pages and their states, in light and in dark; `BRI_LOOKS=all` walks all of them in both.
Tenir is walked by its own test.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from bri_data.pages import PAGES, REFERENCE
from tests.browser.looks import NOTHING

SAMPLE = 3
# States whose halts their page's first one does not have.
STATES = (
    "/carte?annee=toutes",
    "/chronologie?annee=toutes",
    "/chronologie?annee=toutes&periode=2024-08_2025-05",
    "/comparer?quoi=villes&avec=namur&avec=paris",
    "/themes?case=culture:rayonne",
    "/croisements?paire=services-themes",
    "/seance?au=2023-06-05&depuis=2023-05-01",
    "/depenses?serie=missions",
    "/ententes?f.pays=BE",
    "/depenses?annee=toutes&f.pays=BE",
    "/?annee=2025&choix=ville:namur",
    "/presenter?diapo=6",
)
MOST = 160  # halts of a page: beyond, the walk has said enough
# How everything looks while it does not have the focus.
REST = """() => {
  window.briLook = (one) => {
    const style = getComputedStyle(one), line = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return [line ? style.outlineColor : "", style.boxShadow === "none" ? "" : style.boxShadow,
      parseFloat(style.borderTopWidth) > 0 ? style.borderTopColor : ""];
  };
  for (const one of document.querySelectorAll("body *")) one.briRest = briLook(one);
}"""
# The halt where the focus is. Its ring is what the halt, or one of three boxes around it (Streamlit draws the ring of a
# field there), has only with the focus, in a colour that stands out 3 to 1 from what is behind it (WCAG 1.4.11).
HALT = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect();
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const apart = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const read = (colour) => (colour.match(/rgba?\\(([^)]*)\\)/) || ["", ""])[1].split(",").map(Number);
  const ground = (one) => {
    for (let up = one; up; up = up.parentElement) {
      const colour = read(getComputedStyle(up).backgroundColor);
      if (colour.length > 2 && (colour[3] ?? 1) > 0.9) return light(colour);
    }
    return light([255, 255, 255]);
  };
  let shown = false;
  for (let one = e, up = 0; one && up < 4; one = one.parentElement, up += 1) {
    const rest = one.briRest ?? ["", "", ""];
    shown = shown || briLook(one).some((colour, at) => colour && colour !== rest[at]
      && apart(light(read(colour)), ground(one.parentElement)) >= 3);
  }
  const follows = !window.briLast || !briLast.isConnected || Boolean(briLast.compareDocumentPosition(e) & 4);
  window.briLast = e;
  const met = e.briMet === true;
  e.briMet = true;
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const name = (e.getAttribute("aria-label") || e.innerText || e.getAttribute("title") || e.id || e.tagName);
  return {name: name.trim().slice(0, 60), tag: e.tagName, shown, seen, follows, met};
}"""


def walk(page: Page) -> tuple[list[str], list[str]]:
    """The names of the halts of the Tab key from the top of the page, and what is wrong with them."""
    names: list[str] = []
    wrong: list[str] = []
    page.evaluate(REST)
    for _ in range(MOST):
        page.keyboard.press("Tab")
        halt = page.evaluate(HALT)
        if halt is None or (halt["met"] and halt["name"] == names[0]):
            break  # past the end, or at the beginning again
        if halt["tag"] == "CANVAS":
            break  # the grid of rows: the Tab key goes from cell to cell in it, which the statement says
        told = f"{halt['tag']} « {halt['name']} »"
        names.append(halt["name"])
        wrong += [
            f"{told}: {fault}"
            for fault, is_so in (
                ("no ring around it", not halt["shown"]),
                ("out of the window", not halt["seen"]),
                ("before the one that led to it", not halt["follows"]),
                ("met twice", halt["met"]),
                ("has no name", not halt["name"]),
            )
            if is_so
        ]
    return names, wrong


def test_the_tab_key_walks_through_pages_in_order_and_is_always_seen(visit: Callable[..., Any]) -> None:
    known = sorted(f"/{page.address}" for page in (*PAGES, *REFERENCE))
    known += [f"/carte?{NOTHING}", "/fiches?ville=namur&lang=en", *STATES]
    seed = os.environ.get("BRI_LOOKS", "17")
    chosen = known if seed == "all" else random.Random(seed).sample(known, SAMPLE)  # noqa: S311 - not a secret
    wrong = []
    for at, address in enumerate(chosen):
        for scheme in ("light", "dark") if seed == "all" else (("light", "dark")[at % 2],):
            with visit(address, width=1280, height=720, scheme=scheme) as page:
                names, faults = walk(page)
                assert len(names) > (5 if "presenter" in address else 15), address
                wrong += [f"{address} in {scheme}: {one}" for one in faults]
    assert not wrong, "\n".join(wrong)


def test_escape_then_tab_leaves_the_grid_of_rows_and_the_page_says_so(open_page: Callable[..., Page]) -> None:
    page = open_page("/donnees", width=1280, height=720)
    expect(page.get_by_text("Échap puis Tab quitte le tableau")).to_be_visible()
    grid = page.get_by_test_id("stDataFrame")
    cells = grid.locator("canvas").first
    cells.focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(cells).to_be_focused()
    page.keyboard.press("Escape")
    for _ in range(2):  # what scrolls the grid is a halt of its own
        page.keyboard.press("Tab")
    assert not grid.evaluate("(grid) => grid.contains(document.activeElement)")
    assert page.evaluate("document.activeElement !== document.body")


def test_the_focus_stays_where_a_choice_was_made(open_page: Callable[..., Page]) -> None:
    page = open_page("/?annee=2025", width=1280, height=720)
    page.get_by_role("radio", name="2025").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="2024")).to_be_focused()
    expect(page.locator("#bri-told")).to_have_text("")
    page.keyboard.press("Space")
    expect(page.locator("h1")).to_contain_text("2024")
    expect(page.get_by_role("radio", name="2024")).to_be_focused()
    # who does not see the title change hears it
    expect(page.get_by_role("status").and_(page.locator("#bri-told"))).to_have_text(page.locator("h1").inner_text())


def test_the_focus_stays_on_what_the_council_chose(open_page: Callable[..., Page]) -> None:
    page = open_page("/croisements?annee=2024", width=1280, height=720)
    page.get_by_role("radio", name="Partenaires et thèmes").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("paire=services-themes"))
    expect(page.get_by_role("radio", name="Services et thèmes")).to_be_focused()
    page.goto(page.url.partition("/croisements")[0] + "/seance?au=2023-06-05&depuis=2023-05-01")
    day = page.get_by_role("spinbutton").nth(2)
    day.focus()
    day.press("ArrowUp")
    expect(day).to_have_text("06")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # a day counts once it is left
    expect(page).to_have_url(re.compile("au=2023-06-06"))
    expect(page.get_by_role("spinbutton").nth(3)).to_be_focused()
