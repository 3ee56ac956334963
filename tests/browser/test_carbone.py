"""The carbon page in a real browser: few and many missions, links, scenario, accessibility."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.cases import telling

DATA = Path(__file__).parents[2] / "data"
ROUTES = ("YQB-YUL-CDG", "YQB-EWR", "YQB-YYZ-NRT", "YQB-YUL-DCA", "YQB-YYZ-SYD")
CITIES = ("paris", "new-york", "xian", "washington", "hue")
# texts of bands and months that lie over one another, or run out of the page
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(
    '.bri-co2-band-text, .bri-co2-band-name, .bri-co2-head b, .bri-co2-months h3, .bri-co2-months p,' +
    '.bri-co2-bar > span')]
    .map(e => ({text: e.textContent, box: e.getBoundingClientRect()})).filter(b => b.box.width && b.box.height);
  const faults = boxes.filter(b => b.box.right > innerWidth + 1 || b.box.left < -1).map(b => 'outside: ' + b.text);
  for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
    const a = boxes[i].box, b = boxes[j].box;
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      faults.push(boxes[i].text + ' / ' + boxes[j].text);
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) faults.push('the page scrolls sideways');
  return faults;
}"""


def write(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    """Replace a file's rows, keeping its headings; what a row does not say stays blank."""
    headings = (DATA / name).read_text("utf-8").splitlines()[0].split(",")
    with (folder / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, headings, restval="")
        writer.writeheader()
        writer.writerows(rows)


def with_missions(folder: Path, number: int) -> Path:
    """The project's data with so many missions in 2025, each with an itinerary, one in seven without a month."""
    shutil.copytree(DATA, folder)
    source = {"sources": "rapport-2025", "reperes": "page 1"}
    for name in ("retombees.csv", "depenses.csv", "divulgations.csv"):
        write(folder, name, [])
    missions = [
        {
            "identifiant": f"m{i}",
            "type": "mission",
            "titre": f"Mission d’essai numéro {i}",
            "debut": "2025" if i % 7 == 6 else f"2025-{i % 12 + 1:02}",
            "villes": CITIES[i % 5],
            "etat": "realisee",
            "compte_dans": "2025",
            "visibilite": "public",
        }
        | source
        for i in range(number)
    ]
    trips = [
        {
            "identifiant": f"t{i}",
            "activite": f"m{i}",
            "itineraire": ROUTES[i % 5],
            "aller_retour": "oui",
            "hypothese": "oui",
            "voyageurs": "" if i % 2 else "3",
        }
        | source
        for i in range(number)
    ]
    write(folder, "activites.csv", missions)
    write(folder, "deplacements.csv", trips)
    return folder


@pytest.mark.parametrize("number", telling([0, 500], also=[1, 19]))
def test_any_number_of_missions_holds_its_layout(
    number: int,
    tmp_path: Path,
    serve_folder: Callable[..., Any],
    open_page: Callable[..., Page],
    screens: Callable[..., Any],
) -> None:
    page = open_page("/carbone?annee=2025", at=serve_folder(with_missions(tmp_path / "data", number)))
    for width in screens(page):
        assert page.evaluate(OVERLAPS) == [], width
    assert page.locator(".bri-co2-band").count() == min(number, 12)
    assert page.locator(".bri-co2-squares").count() == 3  # 2024 large, then 2022 and 2024 side by side
    assert page.locator(".bri-empty").count() == (1 if number == 0 else 0)


@pytest.mark.parametrize("lang", telling(["fr"], also=["en"]))
def test_no_accessibility_fault(
    open_page: Callable[..., Page], axe: Callable[..., list[str]], schemes: Callable[..., Any], lang: str
) -> None:
    page = open_page(f"/carbone?lang={lang}")
    page.evaluate("document.querySelectorAll('.bri-co2 details').forEach(block => block.open = true)")
    for scheme in schemes(page):
        assert axe(page, colours_only=scheme == "dark") == [], scheme
    assert page.evaluate(OVERLAPS) == []


def test_a_band_opens_on_what_stands_behind_it(open_page: Callable[..., Page]) -> None:
    page = open_page("/carbone")
    page.locator(".bri-co2-band summary").first.focus()
    page.keyboard.press("Enter")
    detail = page.locator(".bri-co2-detail").first
    detail.wait_for(state="visible")
    text = detail.inner_text().replace("\u00a0", " ")
    for fact in ("YQB–YUL–CDG–LUX, aller-retour", "non précisée : passager moyen", "UK DESNZ/DEFRA 2025 : 1 719 kg"):
        assert fact in text
    assert detail.locator("a[data-id='activite:2025-mission-luxembourg']").count() == 1


def test_bands_are_drawn_to_scale(open_page: Callable[..., Page]) -> None:
    page = open_page("/carbone")
    width, start, tick, plot = page.evaluate(
        """() => {
          const band = document.querySelector('.bri-co2-band'), box = e => e.getBoundingClientRect();
          const [range, tick] = band.querySelectorAll('rect'), plot = box(band.querySelector('svg'));
          return [box(range).width, box(range).left - plot.left, box(tick).left + 2.5 - plot.left, plot.width];
        }"""
    )
    # Luxembourg ends the longest band at 64 % of the plot: 709, 1 719 and 2 070 kg from zero
    assert start == pytest.approx(plot * 0.64 * 708.8 / 2070.1, abs=2)
    assert tick == pytest.approx(plot * 0.64 * 1718.9 / 2070.1, abs=2)
    assert start + width == pytest.approx(plot * 0.64, abs=2)


def test_the_scenario_survives_a_change_of_page(open_page: Callable[..., Page], ready: Callable[[Page], Page]) -> None:
    page = open_page("/carbone")
    price = page.get_by_role("textbox", name="Prix de la tonne")
    price.fill("100")
    price.press("Enter")
    page.get_by_text("à 100,00").wait_for()
    page.get_by_role("link", name="Vue d’ensemble").first.click()
    page.wait_for_url("**/")
    ready(page)
    page.get_by_role("link", name="Carbone").first.click()
    page.locator(".bri-co2-result").wait_for()
    assert page.get_by_role("textbox", name="Prix de la tonne").input_value() == "100"
