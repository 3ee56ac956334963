"""The tools of the header: copy the link, saved views, shortcuts, the page as tables; what they open is accessible."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.browser.servers import Server
from tests.unit.small_folder import write_folder
from tests.unit.test_other_folders import an_agreement_of_no_date

Open = Callable[..., Page]
HIDDEN_IN_TABLES = ".bri-top, .bri-year-ribbon"


def stored(page: Page) -> list[str]:
    return [view["t"] for view in json.loads(page.evaluate("localStorage.getItem('bri-vues') || '[]'"))]


def panel(page: Page) -> Page:
    return page.locator(".bri-views-panel")  # type: ignore[return-value]


def test_save_name_order_reload_and_open_views(
    open_page: Open, ready: Callable[[Page], Page], axe: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = open_page("/?annee=2024")
    page.get_by_role("button", name="Ajouter à la présentation").click()
    expect(page.locator(".bri-toast")).to_contain_text("Ajoutée · 1 diapositive")
    page.keyboard.press("v")
    name = panel(page).get_by_label("Nom de cette vue")
    assert name.input_value() == page.locator("h1").inner_text()
    name.fill("<b>Une autre</b>")
    name.press("Enter")
    assert [*stored(page)][1] == "<b>Une autre</b>"
    page.get_by_role("button", name="Monter « <b>Une autre</b> »").click()
    assert stored(page)[0] == "<b>Une autre</b>"
    assert page.evaluate("document.activeElement.ariaLabel") == "Descendre « <b>Une autre</b> »"
    page.get_by_role("button", name="Modifier « <b>Une autre</b> »").click()
    page.get_by_label("Note de présentation").fill("À dire")
    assert axe(page) == []
    page.get_by_role("button", name="Terminé").click()
    page.get_by_role("button", name="Modifier « <b>Une autre</b> »").click()
    panel(page).get_by_role("button", name="Supprimer").click()
    assert len(stored(page)) == 1
    page.get_by_role("button", name="Rétablir").click()
    assert stored(page)[0] == "<b>Une autre</b>"

    expect(page.locator(".bri-tools-host [role=status]")).to_contain_text("Vue rétablie")  # said, not only shown
    with page.expect_download() as saved:
        panel(page).get_by_role("button", name="Enregistrer en fichier").click()
    saved.value.save_as(tmp_path / "vues.json")
    written = json.loads((tmp_path / "vues.json").read_text("utf-8"))
    assert written["bri"] == 1
    assert written["vues"][0] == {"p": "", "q": "annee=2024", "t": "<b>Une autre</b>", "n": "À dire"}
    chooser = panel(page).locator("input[type=file]")
    (tmp_path / "bad.json").write_text("[1, 2", "utf-8")
    chooser.set_input_files(tmp_path / "bad.json")
    expect(page.locator(".bri-toast")).to_contain_text("Ce fichier n’est pas un fichier de vues. Rien n’a changé.")
    added = {"bri": 1, "vues": [{"p": "carte", "q": "annee=2025&ville=namur&lang=en", "t": "Namur", "n": ""}, 3]}
    (tmp_path / "more.json").write_text(json.dumps(added), "utf-8")
    chooser.set_input_files(tmp_path / "more.json")
    expect(page.locator(".bri-toast")).to_contain_text("1 vue ajoutée du fichier · 1 vue illisible laissée de côté")

    page.reload()
    ready(page)
    page.keyboard.press("v")
    panel(page).get_by_role("link", name="Namur").click()
    page.wait_for_url("**/carte?annee=2025&ville=namur")
    ready(page)
    expect(page.locator(".bri-panel h2")).to_have_text("Namur")


def test_the_link_is_copied_or_offered(open_page: Open) -> None:
    page = open_page("/?annee=2024&lang=en", width=1280, height=720)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".bri-toast")).to_contain_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.keyboard.press("y")
    field = page.get_by_role("dialog").get_by_label("Address")
    expect(field).to_be_focused()
    assert page.evaluate("document.activeElement.value.slice(0, document.activeElement.selectionEnd)") == page.url


def test_a_file_is_saved_and_a_failure_is_told(open_page: Open, watch: Any) -> None:
    page = open_page("/themes?annee=2025&f.axe=attire")
    page.keyboard.press("e")
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV, pour tout tableur").click()
    assert saved.value.suggested_filename.endswith(".csv")
    expect(page.locator(".bri-toast")).to_contain_text("Fichier enregistré")
    page.route("**/bri/emporter/*.xlsx*", lambda route: route.abort())
    page.keyboard.press("e")
    link = page.get_by_role("link", name="Excel (XLSX)")
    assert str(link.get_attribute("href")).endswith("/bri/emporter/themes.xlsx?annee=2025&f.axe=attire")
    link.click()
    expect(page.locator(".bri-toast")).to_contain_text("Le fichier n’a pas pu être préparé.")
    watch.errors.clear()  # the request that this test broke


def test_shortcuts_tables_and_their_end(open_page: Open, axe: Callable[[Page], list[str]]) -> None:
    page = open_page("/")
    assert page.locator(".bri-twin[open]").count() == 0
    page.keyboard.press("t")
    expect(page.locator(".bri-twin").first).to_have_attribute("open", "")
    for block in page.locator(HIDDEN_IN_TABLES).all():
        expect(block).to_be_hidden()
    assert axe(page) == []
    page.keyboard.press("t")
    assert page.locator(".bri-twin[open]").count() == 0
    expect(page.locator(HIDDEN_IN_TABLES).first).to_be_visible()

    page.keyboard.press("e")
    takeaway = page.get_by_role("region", name="Emporter")
    expect(takeaway).to_be_visible()
    page.keyboard.press("Escape")
    expect(takeaway).to_be_hidden()
    assert page.evaluate("document.activeElement.ariaLabel || document.activeElement.tagName") == "Emporter"

    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Raccourcis du clavier")
    expect(dialog).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("t")  # nothing acts behind a dialog
    assert page.locator(".bri-twin[open]").count() == 0
    dialog.get_by_label("Raccourcis d’une seule touche").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    assert page.locator(".bri-twin[open]").count() == 0
    page.get_by_role("button", name="Emporter").click()
    page.get_by_role("button", name="La page en tableaux").click()
    expect(page.locator(".bri-twin").first).to_have_attribute("open", "")


def keep_views(page: Page, *views: tuple[str, str, str]) -> None:
    """Put saved views in the browser, each a page, its query string and its title."""
    written = [{"p": where, "q": query, "t": title, "n": ""} for where, query, title in views]
    page.evaluate("views => localStorage.setItem('bri-vues', JSON.stringify(views))", written)


def test_every_saved_view_is_presented_in_its_order(open_page: Open, ready: Callable[[Page], Page]) -> None:
    page = open_page("/?annee=2024")
    keep_views(page, ("", "annee=2024", "Un"), ("themes", "annee=2025", "Deux"), ("carbone", "", "Trois"))
    page.reload()
    ready(page)
    page.keyboard.press("v")
    panel(page).get_by_role("link", name="Présenter ces vues").click()
    expect(page.locator(".bri-slide h2")).to_have_text(["Québec à l’international", "Un", "Deux", "Trois"])
    assert page.url.count("vue=") == 3


# How many slides the page held, each time that changed.
COUNTED = """() => {
    window.counted = [];
    new MutationObserver(() => {
        const n = document.querySelectorAll(".bri-slide-box > .bri-slide[id]").length;
        if (n && n !== window.counted.at(-1)) window.counted.push(n);
    }).observe(document, { childList: true, subtree: true });
}"""


def test_a_long_deck_opens_with_its_first_slides_while_the_others_are_drawn(open_page: Open) -> None:
    views = [("vue", f"p=themes&q=annee%3D{2022 + n % 4}&t=Vue {n + 1}") for n in range(13)]
    page = open_page(f"/presenter?{urlencode(views)}", before=f"({COUNTED})()")
    expect(page.locator(".bri-slide")).to_have_count(14)
    assert page.evaluate("window.counted") == [2, 14]
    expect(page.locator(".bri-bar-notice")).to_have_count(0)
    expect(page.locator(".bri-slide:not([hidden]) h2")).to_have_text("Québec à l’international")


def test_a_saved_view_opens_with_every_value_of_its_filters_or_says_that_its_page_is_gone(
    open_page: Open, ready: Callable[[Page], Page], watch: Any
) -> None:
    page = open_page("/")
    gone = ("une-page-d-avant", "annee=2024", "Page d’avant")
    keep_views(page, gone, ("chronologie", "annee=toutes&f.pays=FR&f.pays=BE", "Deux pays"))
    page.reload()
    ready(page)
    page.keyboard.press("v")
    panel(page).get_by_role("link", name="Deux pays").click()
    expect(page.locator("h1")).to_contain_text("Belgique, France")
    expect(page).to_have_title(re.compile("^Chronologie · Belgique, France"))  # a filter has a window of its own name
    assert page.url.endswith("f.pays=BE&f.pays=FR") or page.url.endswith("f.pays=FR&f.pays=BE")

    ready(page).keyboard.press("v")
    panel(page).get_by_role("link", name="Page d’avant").click()
    expect(page.get_by_text("Page introuvable")).to_be_visible()
    watch.errors.clear()  # the address that is none


def test_what_has_nothing_to_show_is_not_offered_as_an_image_or_slides(open_page: Open) -> None:
    page = open_page("/fiches")
    page.get_by_role("button", name="Emporter").click()
    takeaway = page.get_by_role("region", name="Emporter")
    expect(takeaway.locator(".bri-off")).to_have_text(
        [
            "Image vectorielle (SVG)\u00a0: rien à montrer ici",
            "Image (PNG)\u00a0: rien à montrer ici",
            "Diapositives modifiables (PPTX)\u00a0: rien à montrer ici",
            "Diapositives en PDF\u00a0: rien à montrer ici",
        ]
    )
    expect(takeaway.get_by_role("link", name="Excel (XLSX)")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("d")  # the page as it stands, to the screen of the room
    expect(page.locator(".bri-toast")).to_have_text("Rien à montrer en diapositives.")
    keep_views(page, ("fiches", "", "Index"))
    page.keyboard.press("v")
    expect(panel(page).locator(".bri-off")).to_have_text("Rien à montrer en diapositives.")
    assert panel(page).locator("[data-slides]").count() == 0


def test_where_no_year_is_known_no_report_is_offered(
    open_page: Open, serve_folder: Callable[[Path], Server], tmp_path: Path
) -> None:
    page = open_page("/", at=serve_folder(write_folder(tmp_path, an_agreement_of_no_date())))
    page.get_by_role("button", name="Emporter").click()
    takeaway = page.get_by_role("region", name="Emporter")
    expect(takeaway.locator("a[data-format=docx]")).to_have_text("Cette page, à finir dans Word (DOCX)")
    expect(takeaway.get_by_role("link", name="PDF accessible")).to_be_visible()
