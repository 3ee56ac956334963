"""Pages printed from the browser: upright light sheets, with what was read and nothing left to press."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from bri_data.store.database import Database, build
from tests.cases import EVERY, telling
from tests.states import drawn, known_codes

DATA = Path(__file__).parents[2] / "data"

LETTER = (612, 792)
TO_PRESS = ("Emporter", "Chercher", "English", "Vue d’ensemble", "Filtrer", "Toutes", "Recentrer", "Tableaux")


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def text_of(paper: PdfReader) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).replace("\u00a0", " ").split())


def is_upright(paper: PdfReader) -> bool:
    return {(int(sheet.mediabox.width), int(sheet.mediabox.height)) for sheet in paper.pages} == {LETTER}


def test_the_map_is_printed_as_svg_and_its_rows_when_they_are_open(
    open_page: Callable[..., Page], ready: Callable[[Page], Page]
) -> None:
    page = open_page("/carte?annee=2025", scheme="dark", width=1280, height=720)
    page.wait_for_selector(".st-key-map-print svg, .st-key-map-svg svg", state="attached")
    ready(page)
    paper = printed(page)
    assert is_upright(paper)
    assert len(paper.pages) == 1
    said = text_of(paper)
    for shown in (
        "Cinq villes visitées, quatre villes reçues",
        "Hambourg",
        "San Antonio",
        "Source : Rapport annuel 2025",
    ):
        assert shown in said, shown
    assert not [word for word in TO_PRESS if word in said]
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(27, 39, 51)"
    page.emulate_media(media="screen")

    page.keyboard.press("t")
    paper = printed(page)
    said = text_of(paper)
    assert "Ce que la carte montre en 2025, ville par ville" in said
    assert said.count("Délégation de Hambourg") == 1


def test_a_comparison_begins_under_its_title(open_page: Callable[..., Page]) -> None:
    paper = printed(open_page("/comparer?quoi=villes&avec=namur&avec=bordeaux", width=1280, height=720))
    first = " ".join(paper.pages[0].extract_text().split())
    assert "Namur compte 3 activités recensées, Bordeaux 3" in first
    assert "2 accueils" in first


def test_the_data_page_prints_whole_rows_instead_of_the_part_on_the_screen(open_page: Callable[..., Page]) -> None:
    paper = printed(open_page("/donnees?annee=2025", width=1280, height=720))
    assert is_upright(paper)
    said = text_of(paper)
    assert "Sur papier : 40 lignes sur 40" in said
    for first_or_last in ("Journée des Grands Lacs à Washington", "Forum de l’UCI"):
        assert first_or_last in said
    sheets = [sheet.extract_text() for sheet in paper.pages]
    with_rows = [sheet for sheet in sheets if "Journée des" in sheet or "Lisbonne" in sheet]
    assert len(with_rows) > 1
    assert all("Base de la" in sheet for sheet in with_rows)  # the headings come back on each sheet
    assert not [word for word in TO_PRESS if word in said]


# Pages of the council and of years, filtered, lit and in English. What the screen says of each is on its sheets: title,
# what is kept, every word of its pictures (a map has a drawing of its own for paper), then every cell of its tables.
STATES = (
    "/themes?annee=2025&par=secteurs&f.pays=FR&choix=ville:bordeaux",
    "/ententes?f.pays=BE&lang=en",
    "/chronologie?annee=2024&f.genre=mission&f.genre=entente",
    "/depenses?serie=postes",
    "/chronologie?annee=toutes&periode=2024-08_2025-05",
)
WORDS = "h1, .bri-highlight strong, .bri-chip, .bri-board svg text, .bri-matrix th"
CELLS = "h1, .bri-table tbody td, .bri-table tbody th"
SHOWN = """selector => [...document.querySelector('[data-testid=stMain]').querySelectorAll(selector)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && !one.closest('[class*="st-key-map-"], button, a.bri-button, .bri-hidden')
        && !one.querySelector('.bri-hidden'))
    .map((one) => one.textContent).filter((text) => text.trim())"""


# Elements that a rule for paper hides and that paper shows all the same: Streamlit's own rules come after ours.
NOT_HIDDEN = """() => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule.media?.mediaText === "print").flatMap((rule) => [...rule.cssRules])
        .filter((rule) => rule.style?.display === "none");
    return rules.length > 3 ? rules.flatMap((rule) => [...document.querySelectorAll(rule.selectorText)]
        .filter((one) => one.checkVisibility()).map((one) => `${rule.selectorText}: ${one.className}`)) : ["no rule"];
}"""


def squeezed(text: str) -> str:
    """`text` without its blanks, its ligatures in letters: a sheet breaks lines elsewhere than a screen, and its text
    is read from what is drawn, where one sign may stand for two letters."""
    written = unicodedata.normalize("NFKC", text).replace("\u02bc", "’")
    return "".join(written.replace("\u00ad", "").split())


def lost(page: Page, selector: str) -> list[str]:
    """What the screen shows and the sheets do not."""
    read = page.evaluate(SHOWN, selector)
    assert read, selector
    paper = squeezed(" ".join(sheet.extract_text() for sheet in printed(page).pages))
    return [text for text in read if squeezed(text) not in paper]


@pytest.mark.parametrize("state", telling(STATES[3:], also=STATES[:3]))
def test_a_state_is_printed_as_it_is_shown(
    open_page: Callable[..., Page], ready: Callable[[Page], Page], state: str
) -> None:
    page = open_page(state, width=1280, height=720)
    page.wait_for_selector(".bri-tool-add")  # the keys are heard
    assert lost(page, WORDS) == []
    # nobody points at paper: its acronyms say what they mean there, and not on a sheet of their own
    meanings = page.eval_on_selector_all(".bri-acronyms .bri-term", "(found) => found.map((one) => one.dataset.said)")
    sheets = [squeezed(sheet.extract_text()) for sheet in printed(page).pages]
    assert bool(meanings) == state.startswith(("/themes", "/chronologie"))
    assert [one for one in meanings if squeezed(one) not in "".join(sheets)] == []
    assert not sheets[-1].startswith(("Sigles", "Acronyms"))
    page.emulate_media(media="print")
    assert page.evaluate(NOT_HIDDEN) == []
    page.emulate_media(media="null")
    page.keyboard.press("t")
    page.wait_for_function("() => document.documentElement.classList.contains('bri-tables')")
    ready(page)
    assert lost(page, CELLS) == []


@pytest.mark.skipif(not EVERY, reason="sixty pages: with BRI_EVERY_CASE")
def test_sixty_states_drawn_by_chance_are_printed_as_they_are_shown(
    visit: Callable[..., Any], ready: Callable[[Page], Page], tmp_path: Path
) -> None:
    assert build(DATA, tmp_path / "data.duckdb", "one") == ()
    opened = Database(tmp_path / "data.duckdb", DATA, "one")
    with opened.cursor() as con:
        known = known_codes(con)
    opened.close()
    wrong = []
    with visit("/", width=1280, height=720) as page:
        for seed in range(60):
            address = drawn(seed, known)
            page.goto(urljoin(page.url, f"/{address.page}?{urlencode(address.query())}"))
            ready(page).wait_for_selector(".bri-tool-add")
            missing = lost(page, WORDS)
            page.keyboard.press("t")
            page.wait_for_function("() => document.documentElement.classList.contains('bri-tables')")
            missing += lost(ready(page), CELLS)
            page.keyboard.press("t")
            wrong += [f"{seed} {page.url}: {text}" for text in missing]
    assert wrong == []
