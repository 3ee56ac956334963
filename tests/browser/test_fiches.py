"""The briefs as they are drawn: nothing overlaps from 0 to 500 records, links stay in the page, print is clean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cases import telling
from tests.unit.small_folder import small_rows, write_folder

OpenPage = Callable[..., Page]
LONG = "Rencontre « œuvre » & <économie> de l’année à Saint-Pétersbourg-sur-la-Méditerranée"
SIZES = telling([0, 500], also=[1, 2, 19])
ADDRESSES = ("ville=san-antonio", "partenaire=ovpm", "activite=2022-mission-paris-le-havre-tunis",
             "entente=2025-pacte-san-antonio", "")  # fmt: skip
REAL = telling(
    [(address, ("fr", "en")[place % 2]) for place, address in enumerate(ADDRESSES)],
    also=[(address, ("en", "fr")[place % 2]) for place, address in enumerate(ADDRESSES)],
)

# parts of a brief that stand side by side or under one another: pairs that meet by more than a pixel
OVERLAPS = """() => {
  const shown = [...document.querySelectorAll('h1, .bri-kicker, .bri-brief-lead, .bri-entry, .bri-outcomes li, ' +
    '.bri-unsaid, .bri-fact, .bri-directions li, .bri-brief-years li, .bri-details > div, .bri-brief svg.bri-map, ' +
    '.bri-tallies li, .bri-source, .bri-twin > summary, [data-testid=stSelectbox]')]
    .map(e => [e, e.getBoundingClientRect()]).filter(([, r]) => r.width > 0 && r.height > 0);
  const found = [];
  shown.forEach(([a, p], i) => shown.slice(i + 1).forEach(([b, q]) => {
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (wide > 1 && high > 1) found.push([a.className, a.textContent, b.className, b.textContent]);
  }));
  return found;
}"""
OUTSIDE = """() => [...document.querySelectorAll('.bri-brief *, .bri-index *')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width > 1 && !e.closest('.bri-table, svg') && (box.right > innerWidth + 1 || box.left < -1);
}).map(e => e.className + ' ' + e.textContent.slice(0, 40))"""


def folder_of(place: Path, n: int) -> Path:
    """A folder where the city has `n` records over a century: most kinds and states, long names, many partners."""
    rows = small_rows()
    source = {"source_ids": "rapport-2025", "source_locator": "§ 1"}
    kinds = ("mission", "accueil", "evenement", "rencontre_thematique", "rencontre_bilaterale")
    rows["partners"] += [rows["partners"][0] | {"partner_id": f"p{i}", "name": f"{LONG} {i}"} for i in range(6)]
    rows["activities"] = [record(number, kinds[number % 5]) | source for number in range(n)]
    rows["agreements"], rows["trips"] = [], []
    return write_folder(place, rows)


def record(number: int, kind: str) -> dict[str, Any]:
    start = (date(2025, 12, 31) - timedelta(days=number * 73)).isoformat()
    return {
        "activity_id": f"a{number}",
        "kind": kind,
        "title": f"{LONG} {number}",
        "start": (start, start[:7], start[:4])[number % 3],
        "city_ids": "san-antonio",
        "partner_ids": ";".join(f"p{i}" for i in range(number % 6)),
        "theme_ids": "climat;oeuvre_d_art",
        "axes": "rayonne;attire" if number % 2 else "",
        "function_ids": "maire",
        "status": "prevue" if number % 7 == 6 else "realisee",
        "visibility": "public",
    }


# in pixels of the screen: the names of a map drawn for another width are those of a poster
NAME_SIZES = """() => [...document.querySelectorAll(".bri-mapbox .bri-name")].filter((e) => e.checkVisibility())
  .map((e) => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)"""


@pytest.fixture(scope="module", params=SIZES)
def full_brief(
    request: pytest.FixtureRequest,
    visit: Callable[..., Any],
    serve_folder: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[int, Page]]:
    """A number of records, and the brief of the city that holds them."""
    folder = folder_of(tmp_path_factory.mktemp("fiches") / "data", request.param)
    with visit("/fiches?ville=san-antonio", at=serve_folder(folder)) as page:
        yield request.param, page


def test_nothing_overlaps_whatever_the_number(full_brief: tuple[int, Page], screens: Callable[..., Any]) -> None:
    n, page = full_brief
    for width in screens(page):
        expect(page.locator(".bri-entry")).to_have_count(min(n, 20))
        assert page.evaluate(OVERLAPS) == [], width
        assert page.evaluate(OUTSIDE) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_record_is_in_the_table(full_brief: tuple[int, Page]) -> None:
    n, page = full_brief
    if n > 20:
        page.get_by_role("link", name=f"et {n - 20} autres, dans le tableau").click()
        expect(page.locator("#lignes-fiche")).to_be_in_viewport()
    expect(page.locator("#lignes-fiche tbody tr")).to_have_count(n)


@pytest.fixture(scope="module", params=REAL)
def brief(request: pytest.FixtureRequest, visit: Callable[..., Any]) -> Iterator[Page]:
    """A real brief, in one of the two languages."""
    address, lang = request.param
    with visit(f"/fiches?{address}&lang={lang}") as page:
        yield page


def test_real_briefs_have_room(brief: Page, screens: Callable[..., Any]) -> None:
    for width in screens(brief):
        assert brief.evaluate(OVERLAPS) == [], width
        assert brief.evaluate(OUTSIDE) == [], width
        assert all(size < 24.5 for size in brief.evaluate(NAME_SIZES)), width


def test_no_serious_fault_of_accessibility(
    brief: Page, axe: Callable[..., list[str]], schemes: Callable[..., Any], screens: Callable[..., Any]
) -> None:
    for _ in screens(brief, ((1920, 1080),)):
        for scheme in schemes(brief):
            assert axe(brief, colours_only=scheme == "dark") == [], scheme


def test_links_stay_in_the_page_and_back_returns(open_page: OpenPage, ready: Callable[[Page], Page]) -> None:
    page = open_page("/fiches?ville=san-antonio")
    page.evaluate("window.stayed = true")
    page.locator(".bri-brief-main a", has_text="Organisation des villes du patrimoine mondial").first.click()
    expect(page.locator("h1")).to_have_text("Organisation des villes du patrimoine mondial")
    page.wait_for_url("**/fiches?partenaire=ovpm")
    assert page.evaluate("window.stayed") is True
    page.go_back()
    expect(page.locator("h1")).to_have_text("San Antonio")
    ready(page)
    assert page.evaluate("window.stayed") is True


def test_a_city_of_the_map_leads_to_its_brief(open_page: OpenPage) -> None:
    page = open_page("/fiches?partenaire=ovpm")
    page.locator(".bri-map-wide .bri-mark[data-id=san-antonio]").click()
    expect(page.locator("h1")).to_have_text("San Antonio")


def test_every_brief_leads_back_to_the_index(open_page: OpenPage, ready: Callable[[Page], Page]) -> None:
    page = open_page("/fiches?ville=san-antonio&lang=en")
    page.get_by_role("link", name="All briefs").click()
    page.wait_for_url("**/fiches?lang=en")
    ready(page)
    expect(page.locator("h1")).to_contain_text("38 cities")


def test_a_new_brief_is_read_from_its_top(open_page: OpenPage) -> None:
    page = open_page("/fiches", height=720)
    page.locator(".bri-index a", has_text="Partenariat en santé durable").scroll_into_view_if_needed()
    main = "document.querySelector('[data-testid=stMain]').scrollTop"
    assert page.evaluate(main) > 300
    page.locator(".bri-index a", has_text="Partenariat en santé durable").click()
    expect(page.locator("h1")).to_contain_text("santé durable")
    page.wait_for_function(f"() => {main} === 0")


def test_it_prints_without_navigation(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/fiches?ville=san-antonio")
    page.emulate_media(media="print")
    for hidden in ("[data-testid=stHeader]", "[data-testid=stSelectbox]", ".bri-language"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    page.pdf(path=tmp_path / "fiche.pdf", prefer_css_page_size=True)
    printed = (tmp_path / "fiche.pdf").read_bytes()
    assert set(re.findall(rb"/MediaBox \[[^]]*\]", printed)) == {b"/MediaBox [0 0 612 792]"}  # letter, upright
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1


def test_the_index_narrows_as_one_types_accents_aside(open_page: OpenPage) -> None:
    page = open_page("/fiches")
    box = page.get_by_role("searchbox", name="Chercher une fiche par son nom")
    box.press_sequentially("quebec namur")
    left = page.locator(".bri-index-lists li:visible")
    expect(page.locator(".bri-narrow output")).to_have_text(re.compile(r"^\d+ fiches?$"))
    names = left.all_inner_texts()
    assert names and all("Namur" in name and "Québec" in name for name in names)
    assert page.locator(".bri-narrow output").inner_text().split()[0] == str(len(names))
    assert not page.locator("#fiches-ville").is_visible()  # no city bears both names
    box.fill("zzz")
    expect(page.locator(".bri-narrow output")).to_have_text("Aucune fiche ne porte ce nom.")
    box.fill("")
    expect(page.locator("#fiches-ville")).to_be_visible()
    page.get_by_role("link", name="Par dernier contact").click()
    page.wait_for_function("() => location.search.includes('tri=contact')")
    expect(page.get_by_role("heading", name="Villes, par dernier contact")).to_be_visible()


def test_the_stops_of_a_mission_stand_in_its_page_and_take_clicks(open_page: OpenPage) -> None:
    page = open_page("/fiches?activite=2025-mission-san-antonio")
    stop = page.locator(".bri-tallies.bri-stops li").first
    assert stop.evaluate("e => [getComputedStyle(e.parentElement).position, getComputedStyle(e).pointerEvents]") == [
        "static",
        "auto",
    ]
