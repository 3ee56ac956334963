"""A new year entered from the blank workbook by whoever keeps the data; a row corrected; the correction undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bri_data.__main__ import main
from bri_data.store import examine
from tests.browser.servers import Server
from tests.browser.test_keyboard import walk
from tests.unit.new_year import FEW, workbook

# each answer has the whole folder checked again
WAIT = 60_000


@pytest.fixture
def bureau(tmp_path: Path) -> Path:
    assert main(["init", str(tmp_path / "data")]) == 0
    return tmp_path / "data"


@pytest.fixture
def kept(bureau: Path, start_server: Callable[..., Server]) -> Iterator[Server]:
    yield start_server(BRI_DATA_DIR=str(bureau), BRI_EDITION="locale")


def bring(page: Page, file: Path) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    page.wait_for_selector(".bri-keep-counts")


def apply(page: Page, label: str) -> None:
    page.get_by_role("button", name=label).click()
    page.wait_for_selector('[data-testid="stAlert"]')


def correct_in_the_form(page: Page) -> None:
    """The end of the one activity becomes a day later."""
    page.get_by_text("Une fiche", exact=True).click(timeout=WAIT)
    row = page.get_by_role("combobox", name="Ligne")
    row.fill("essai", timeout=WAIT)
    row.press("Enter")
    page.get_by_text("Autres colonnes").click(timeout=WAIT)
    end = page.get_by_label("Fin", exact=True)
    expect(end).to_have_count(1, timeout=WAIT)  # the fields of the row before leave last
    expect(end).to_have_value("2027-04-06", timeout=WAIT)
    end.fill("2027-04-07")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.wait_for_selector('[data-testid="stAlertContentSuccess"]', timeout=WAIT)


def asked_before_leaving(page: Page) -> None:
    """A reload would lose the file that waits: the browser asks, and stays when one says so."""
    with page.expect_event("dialog") as asked:
        page.evaluate("() => void setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()


def walked(page: Page) -> None:
    """The Tab key goes through all of it, each halt seen and named."""
    page.evaluate("document.activeElement.blur()")
    names, wrong = walk(page)
    assert len(names) > 15
    assert not wrong, "\n".join(wrong)


def seen_in_a_contrast_theme(page: Page) -> None:
    """The step one is at is framed at its word; the circles are whole, and the line ends at the last of them."""
    page.emulate_media(forced_colors="active")
    here = page.locator(".bri-steps [aria-current=step]")
    drawn = "(e, of) => getComputedStyle(e)[of]"
    assert here.evaluate(drawn, "outlineStyle") == "none"
    assert here.locator("b").evaluate(drawn, "outlineStyle") == "solid"
    ground, line = page.locator(".bri-steps").evaluate(
        """list => {
            const probe = list.parentElement.appendChild(document.createElement("p"));
            probe.style.background = "Canvas";
            const [ground, last] = [probe, list.lastElementChild].map((one) => getComputedStyle(one));
            const found = [ground.backgroundColor, last.borderLeftColor];
            probe.remove();
            return found;
        }"""
    )
    assert line == ground
    page.emulate_media(forced_colors="none")


def test_a_year_is_entered_shown_corrected_and_undone(
    bureau: Path, kept: Server, open_page: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    page = open_page("/tenir", at=kept)
    walked(page)
    seen_in_a_contrast_theme(page)
    # the page on the screen is among those folded under « 7 autres », which says so
    folded = page.locator(".rc-overflow-item-rest [data-testid=stTopNavSection]")
    expect(folded).to_have_text(re.compile(r"\d+ autres"))
    expect(folded).to_have_css("font-weight", "600")
    bring(page, workbook(bureau, FEW))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Ce fichier apporte 3 changements; une ligne attend votre réponse", timeout=WAIT
    )
    assert axe(page) == []
    asked_before_leaving(page)
    expect(page.get_by_role("button", name=re.compile(r"^Aide\s: Le fichier est complet"))).to_have_count(1)
    page.get_by_test_id("stButtonGroup").get_by_text("3 avril 2027").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce fichier apporte 4 changements", timeout=WAIT)
    assert page.locator(".bri-keep b b, .bri-keep li > span > b").count() == 0  # text of a cell is never markup
    page.get_by_label("Qui fait ce changement").fill("Direction")
    apply(page, "Appliquer 4 changements")
    expect(page.locator(".bri-foot:not([data-unsaved])")).to_have_count(1)
    assert not [problem for problem in examine(bureau) if not problem.is_doubt]
    for address, shown in (("/?annee=2027", "2027"), ("/fiches?ville=namur", "Namur"), ("/carte?annee=2027", "Namur")):
        page.goto(kept.url + address)  # one session after another: three more would be drawn again at each change
        expect(page.get_by_test_id("stMain")).to_contain_text(shown, timeout=WAIT)
    page.goto(kept.url + "/tenir")
    correct_in_the_form(page)
    assert "2027-04-07" in (bureau / "activites.csv").read_text("utf-8")
    page.get_by_role("button", name="Annuler", exact=True).click()
    expect(page.locator(".bri-keep-history li").first).to_contain_text("annulation du nº\u00a02", timeout=WAIT)
    assert "2027-04-06" in (bureau / "activites.csv").read_text("utf-8")
    expect(page.locator(".bri-keep-history li").last).to_contain_text(
        "Direction · import de annee-2027.xlsx, 4\u00a0lignes"
    )
    page.goto(kept.url + "/fiches?ville=namur&arrete=1")
    expect(page.locator(".bri-past")).to_contain_text("Données après le changement nº\u00a01", timeout=WAIT)
    expect(page.get_by_test_id("stMain")).to_contain_text("Namur", timeout=WAIT)
