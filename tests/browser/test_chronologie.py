"""The timeline as it is drawn: nothing overlaps from 0 to 500 items, every item is a link, nothing is hidden."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bri_data.model.schema import TABLES
from tests.cases import telling

OpenPage = Callable[..., Page]
SCREENS = ((1920, 1080), (1500, 900), (1280, 720), (800, 900))
COUNTS = (0, 1, 2, 19, 60, 500)

# every bar with its words, every band, every lane's head: pairs that meet by more than a pixel
OVERLAPS = """() => {
  const shown = [...document.querySelectorAll('.bri-fill, .bri-words, .bri-band, .bri-lane-head, .bri-calendar button')]
    .map(e => [e, e.getBoundingClientRect()]).filter(([, r]) => r.width > 0);
  const found = [];
  shown.forEach(([a, p], i) => shown.slice(i + 1).forEach(([b, q]) => {
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (wide > 1 && high > 1) found.push([a.className, a.textContent, b.className, b.textContent]);
  }));
  return found;
}"""
OUTSIDE = """() => {
  const frame = document.querySelector('.bri-time').getBoundingClientRect();
  return [...document.querySelectorAll('.bri-fill, .bri-words, .bri-band')].filter(e => {
    const r = e.getBoundingClientRect();
    return r.left < frame.left - 1 || r.right > frame.right + 1;
  }).map(e => e.textContent);
}"""
CUT = """() => [...document.querySelectorAll('.bri-words > *')]
  .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""


def write_folder(folder: Path, activities: Iterable[dict[str, Any]]) -> Path:
    """A sound data folder: one source, a home city and another, and these activities."""
    rows: dict[str, list[dict[str, Any]]] = {
        "sources": [
            {"source_id": "s", "title": "Rapport", "publisher": "Ville", "kind": "rapport", "is_indirect": "non"}
        ],
        "cities": [city("quebec", "Québec", "oui"), city("lyon", "Lyon", "non")],
        "activities": list(activities),
    }
    folder.mkdir(parents=True)
    for table in TABLES:
        with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([column.heading for column in table.columns])
            for row in rows.get(table.name, []):
                writer.writerow([row.get(column.name, "") for column in table.columns])
    return folder


def city(city_id: str, name: str, is_home: str) -> dict[str, Any]:
    place = {"country": "CA", "latitude": 46.8, "longitude": -71.2, "source_ids": "s", "source_locator": "p. 1"}
    return {"city_id": city_id, "name": name, "name_en": name, "is_home": is_home} | place


def activity(number: int, **values: Any) -> dict[str, Any]:
    kinds = ("mission", "accueil", "evenement", "rencontre_thematique", "rencontre_bilaterale")
    start = date(2025, 1, 1) + timedelta(days=number * 37 % 365)
    dates = (start.isoformat(), start.isoformat(), start.isoformat()[:7], "2025")
    return {
        "activity_id": f"a{number}",
        "kind": kinds[number % 5],
        "title": f"Rencontre « {number} » & <économie> des œuvres MWMW de l’année à Saint-Pétersbourg",
        "start": dates[number % 4],
        "end": (start + timedelta(days=9)).isoformat() if number % 4 == 0 else "",
        "date_basis": "annoncee",
        "city_ids": "lyon" if number % 3 else "",
        "status": "prevue" if number % 7 == 6 else "realisee",
        "visibility": "public",
        "source_ids": "s",
        "source_locator": "p. 1",
    } | values


@pytest.fixture(scope="module", params=telling(["?annee=2025"], also=["?annee=2025&lang=en", "?annee=2023"]))
def year(request: pytest.FixtureRequest, visit: Callable[..., Any]) -> Iterator[Page]:
    with visit(f"/chronologie{request.param}") as page:
        yield page


def test_the_real_years_have_no_overlap_and_no_remark_is_cut(year: Page, screens: Callable[..., Any]) -> None:
    for width in screens(year, SCREENS):
        assert year.evaluate(OVERLAPS) == [], width
        assert year.evaluate(OUTSIDE) == [], width
        assert year.evaluate(CUT) == [], width
        assert year.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def on_folder(serve_folder: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Any]:
    """A dashboard on a folder of so many activities in 2025, until another number is asked for."""
    place = tmp_path_factory.mktemp("counts")
    for count in COUNTS:
        write_folder(place / str(count), [activity(number) for number in range(count)])
    return lambda count: serve_folder(place / str(count))


@pytest.mark.parametrize("count", telling([1, 60], also=[2, 19]))
def test_any_number_of_items_has_no_overlap(
    open_page: OpenPage, on_folder: Callable[[int], Any], screens: Callable[..., Any], count: int
) -> None:
    page = open_page("/chronologie?annee=2025", at=on_folder(count))
    no_overlap(page, screens)
    shown = page.locator(".bri-time .bri-bar, .bri-time .bri-band a[data-id]").count()
    if count <= 19:
        assert shown == count  # each once, as a link


def no_overlap(page: Page, screens: Callable[..., Any]) -> None:
    for width in screens(page, SCREENS):
        assert page.evaluate(OVERLAPS) == [], width
        assert page.evaluate(OUTSIDE) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def full_year(on_folder: Callable[[int], Any], visit: Callable[..., Any]) -> Iterator[Page]:
    """A year of 500 activities."""
    with visit("/chronologie?annee=2025", at=on_folder(500)) as page:
        yield page


def test_five_hundred_items_have_no_overlap(full_year: Page, screens: Callable[..., Any]) -> None:
    no_overlap(full_year, screens)


def test_five_hundred_items_stay_light_and_their_months_add_up(full_year: Page) -> None:
    assert full_year.locator(".bri-time *").count() < 1500
    # a lane of 100 whose every fourth has no month: its months hold the other 75
    months = full_year.locator(".bri-lane").first.locator(".bri-calendar button > b").all_inner_texts()
    assert sum(map(int, months)) == 75
    full_year.locator(".bri-twin > summary").click()
    full_year.wait_for_function("() => document.querySelectorAll('.bri-twin tbody tr').length >= 500")
    full_year.locator(".bri-twin > summary").click()


def test_a_month_of_a_full_lane_opens_its_list_from_the_keyboard_and_closes(
    full_year: Page, ready: Callable[[Page], Page], axe: Callable[..., list[str]]
) -> None:
    button = full_year.locator(".bri-lane").first.locator(".bri-calendar button").first
    count = int(button.locator("b").inner_text())
    button.focus()
    button.press("Enter")
    expect(full_year.locator(".bri-time .bri-opened li")).to_have_count(count)
    expect(full_year).to_have_url(re.compile(r"/chronologie\?annee=2025&mois=mission-1$"))
    assert axe(ready(full_year)) == []
    full_year.keyboard.press("Enter")  # the button kept the focus
    expect(full_year.locator(".bri-time .bri-opened")).to_have_count(0)


def test_nothing_to_place_says_so(open_page: OpenPage, on_folder: Callable[[int], Any]) -> None:
    page = open_page("/chronologie", at=on_folder(0))
    expect(page.get_by_role("heading", name="Aucune activité n’est encore inscrite")).to_be_visible()


def test_a_year_is_chosen_among_all_years(open_page: OpenPage, ready: Callable[[Page], Page]) -> None:
    page = open_page("/chronologie?vue=annees")
    page.locator('[data-id="annee:2023"]').click()
    expect(page.locator(".bri-time")).to_be_visible()
    expect(ready(page).get_by_role("heading", level=1)).to_contain_text("2023")
    assert page.url.endswith("/chronologie?annee=2023")


def test_a_phone_reads_a_list_by_month(open_page: OpenPage, axe: Callable[..., list[str]]) -> None:
    page = open_page("/chronologie?annee=2025", width=390, height=844)
    expect(page.locator(".bri-time")).to_be_hidden()
    march = page.locator(".bri-time-list section").filter(has=page.get_by_role("heading", name="Mars"))
    assert march.locator("li a b").all_inner_texts() == ["Washington", "San Antonio", "Pacte avec San Antonio"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []


def test_every_item_says_all_of_itself_and_can_be_reached(open_page: OpenPage) -> None:
    page = open_page("/chronologie?annee=2025")
    item = page.locator('.bri-time [data-id="activite:2025-mission-washington"]')
    assert item.get_attribute("title") == (
        "Journée des Grands Lacs à Washington · à partir du 5 mars 2025, fin non précisée · nommée et datée"
        " · dates annoncées"
    )
    item.focus()
    expect(item).to_be_focused()
    # words with too little room, as when a reader spreads their letters, are whole with the focus
    words = item.locator(".bri-words")
    words.evaluate("words => words.style.setProperty('--t', '2')")
    assert words.evaluate("words => [...words.children].every((one) => one.scrollWidth <= one.clientWidth + 1)")
    box = item.bounding_box()
    fill, rest = item.locator(".bri-fill").bounding_box(), item.locator(".bri-rest").bounding_box()
    assert box
    assert fill
    assert rest
    # March 5 is known, the rest of the month is not: a short solid part, then a long hatched one to March 31
    assert fill["width"] < 20
    assert rest["width"] > 80
    assert rest["x"] + rest["width"] == pytest.approx(box["x"] + box["width"], abs=2)


@pytest.mark.parametrize(
    "address", telling(["?annee=2025", "?vue=annees&lang=en"], also=["?annee=2025&lang=en", "?vue=annees"])
)
def test_no_serious_fault_of_accessibility(
    open_page: OpenPage, axe: Callable[..., list[str]], schemes: Callable[..., Any], address: str
) -> None:
    page = open_page(f"/chronologie{address}")
    for scheme in schemes(page):
        assert axe(page, colours_only=scheme == "dark") == [], scheme


def test_a_century_folds_into_decades(
    open_page: OpenPage, serve_folder: Callable[..., Any], tmp_path: Path, axe: Callable[..., list[str]]
) -> None:
    century = [activity(number, start=f"{1926 + number % 100}-{number % 12 + 1:02}", end="") for number in range(1000)]
    server = serve_folder(write_folder(tmp_path / "data", century))
    for width in (1280, 390):
        page = open_page("/chronologie?vue=annees", at=server, width=width, height=844)
        assert page.locator(".bri-decade").count() == 11  # 1920–1929 to 2020–2029
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        totals = page.locator(".bri-decade summary > b:last-child").all_inner_texts()
        assert sum(map(int, totals)) == 1000
        assert axe(page) == []
        # so many years are chosen in a list: it stays clear of the filter beside it
        choice = page.get_by_test_id("stSelectbox").first.bounding_box()
        form = page.locator(".st-key-bri-filter").first.bounding_box()
        assert choice is not None
        assert form is not None
        assert choice["x"] + choice["width"] <= form["x"]
    page.locator(".bri-decade").nth(1).locator("summary").click()
    expect(page.locator('[data-id="annee:2019"]')).to_be_visible()


def drag(page: Page, since: float, until: float) -> None:
    """Draw a box over the chart of all years, from a part of its width to another."""
    box = page.locator(".js-plotly-plot .draglayer .nsewdrag").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * since, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * until, box["y"] + 30, steps=8)
    page.mouse.up()


def test_dragging_over_all_years_chooses_whole_months_and_a_year_alone_loads_no_plotly(
    open_page: OpenPage, ready: Callable[[Page], Page]
) -> None:
    page = open_page("/chronologie?annee=2025", height=900)
    scripts: list[str] = []
    page.on("request", lambda request: scripts.append(request.url) if "lotly" in request.url else None)
    expect(page.locator(".bri-time")).to_be_visible()
    assert not scripts
    page.get_by_role("button", name="Toutes", exact=True).or_(page.get_by_role("radio", name="Toutes")).first.click()
    ticks = page.locator(".js-plotly-plot .xtick text")
    expect(ticks.first).to_be_visible(timeout=60_000)
    assert scripts
    assert any("juill." in tick for tick in ticks.all_text_contents())  # Plotly speaks French
    assert page.locator(".js-plotly-plot [data-title='Choisir une période']").count() == 1
    # the whole screen is entered and left by one button, which keeps the focus though the chart is made again
    page.locator(".js-plotly-plot [data-title='Plein écran']").focus()
    for name in ("Quitter le plein écran", "Plein écran"):
        page.keyboard.press("Enter")
        expect(page.locator(f".js-plotly-plot [data-title='{name}']")).to_be_focused()
    ready(page)
    # from closer, months have ticks of their own; a period chosen there leaves the reader where they are
    shown = "document.querySelector('.js-plotly-plot')?.layout?.xaxis.range.join()"  # nothing while it is put again
    whole = page.evaluate(shown)
    for _ in range(3):
        page.locator(".js-plotly-plot [data-title=Agrandir]").click()
    page.wait_for_function(
        f"whole => {shown} && {shown} !== whole && document.querySelectorAll('.xtick').length > 3", arg=whole
    )
    near = page.evaluate(shown)
    drag(page, 0.2, 0.6)
    expect(page.locator(".bri-period-said")).to_be_visible()
    expect(page.locator(".js-plotly-plot .shapelayer path")).not_to_have_count(0)
    ready(page)  # what was chosen has been answered: the next press is of the chart that stays
    page.wait_for_function(f"near => {shown} === near", arg=near)
    page.locator(".js-plotly-plot [data-title='Revenir au début']").click()
    page.wait_for_function(f"whole => {shown} === whole", arg=whole)
    # five years are shown: the third quarter of the room is around 2024 and 2025
    drag(page, 0.51, 0.67)
    held = page.locator(".bri-period-said")
    expect(held).to_contain_text("Juillet 2024 à mai 2025")
    assert "periode=2024-07_2025-05" in page.url
    # the keyboard moves the same ends, month by month
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    expect(held).to_contain_text("Août 2024 à mai 2025")
    page.keyboard.press("ArrowRight")
    expect(held).to_contain_text("Septembre 2024 à mai 2025")
    page.get_by_role("button", name="Garder cette période").click()
    expect(held).to_have_count(0)
    assert "f.depuis=2024-09&f.jusque=2025-05" in page.url
    # a bar opens its record; one that is drawn again meanwhile would lose the click
    ready(page)
    bar = page.locator(".js-plotly-plot .bars .point path").first.bounding_box()
    assert bar is not None
    page.mouse.move(bar["x"] + bar["width"] / 2 - 2, bar["y"] + bar["height"] / 2)
    page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2, steps=2)
    expect(page.locator(".hoverlayer .hovertext")).to_be_visible()
    page.mouse.down()
    page.mouse.up()
    expect(page).to_have_url(re.compile("/fiches[?].*activite="))


def test_a_contrast_theme_keeps_the_bars_and_a_phone_s_menu_shuts_on_a_choice(open_page: OpenPage) -> None:
    page = open_page("/chronologie?annee=2025", width=1280, height=720)
    page.emulate_media(forced_colors="active")
    bar = page.locator(".bri-fill").first
    assert bar.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(21, 84, 168)"  # a mission's
    # the lines of the months are quieter than the words, in the picture of a year and in that of all years
    colours = page.locator(".bri-time-grid i").first.evaluate(
        """e => {
            const drawn = getComputedStyle(e).borderLeftColor;
            return [drawn, ...["GrayText", "CanvasText"].map((one) => {
                const probe = document.body.appendChild(document.createElement("i"));
                probe.style.borderLeft = `1px solid ${one}`;
                return getComputedStyle(probe).borderLeftColor;
            })];
        }"""
    )
    assert colours[0] == colours[1] != colours[2]
    for chosen in ("[data-testid=stTopNavLink][aria-current=page]", "[role=radio][aria-checked=true]"):
        assert page.locator(chosen).first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_test_id("stExpandSidebarButton").click()
    menu = page.get_by_test_id("stSidebarNav")
    expect(menu).to_be_in_viewport()
    menu.get_by_role("link", name="Carte", exact=True).click()
    expect(page.locator(".bri-map-small svg").first).to_be_visible()
    expect(menu).not_to_be_in_viewport()
