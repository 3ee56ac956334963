"""`picture`: clicks by mouse and keyboard, anchors, stillness; a failure told calmly; Streamlit's words in French."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

APP = Path(__file__).parent / "apps" / "dashboard_of_parts.py"


@pytest.fixture(scope="module")
def parts(start_server: Callable[..., Any]) -> Any:
    return start_server(APP)


@pytest.fixture
def drawing(open_page: Callable[..., Page], parts: Any) -> Page:
    return open_page("/", at=parts)


def test_clicks_by_mouse_link_and_keyboard(drawing: Page) -> None:
    drawing.locator("[data-id=rond]").click()
    expect(drawing.get_by_text("vus: rond", exact=True)).to_be_visible()
    drawing.get_by_role("link", name="Lien", exact=True).click()
    expect(drawing.get_by_text("vus: rond, lien", exact=True)).to_be_visible()
    assert "annee" not in drawing.url
    drawing.locator("[data-id=rond]").focus()
    drawing.keyboard.press("Enter")
    expect(drawing.get_by_text("vus: rond, lien, rond", exact=True)).to_be_visible()
    drawing.keyboard.press("Space")
    expect(drawing.get_by_text("vus: rond, lien, rond, rond", exact=True)).to_be_visible()
    assert drawing.evaluate("document.activeElement.dataset.id") == "rond"


def test_a_run_with_the_same_markup_moves_nothing(drawing: Page) -> None:
    drawing.evaluate("document.querySelector('#words').kept = 'same node'")
    drawing.locator("[data-id=rond]").click()
    expect(drawing.get_by_text("vus: rond", exact=True)).to_be_visible()
    assert drawing.evaluate("document.querySelector('#words').kept") == "same node"


def test_an_anchor_opens_the_details_it_names(drawing: Page) -> None:
    assert drawing.locator("#loin").get_attribute("open") is None
    drawing.get_by_role("link", name="Aller loin").click()
    assert drawing.locator("#loin").get_attribute("open") == ""
    assert drawing.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_picture_takes_the_room_of_its_markup_and_no_more(drawing: Page) -> None:
    gap = drawing.evaluate(
        "() => document.querySelector('[data-testid=stBidiComponentRegular]').getBoundingClientRect().height"
        " - document.querySelector('.bri-picture').getBoundingClientRect().height"
    )
    assert gap == 0


def test_text_of_a_picture_can_be_selected(drawing: Page) -> None:
    drawing.locator("#words").click(click_count=3)
    assert drawing.evaluate("getSelection().toString().trim()") == "Un texte à choisir"


def test_a_failure_is_told_calmly_and_logged(drawing: Page, parts: Any) -> None:
    drawing.get_by_role("button", name="Panne").click()
    expect(drawing.get_by_role("alert").filter(has_text="n’a pas pu s’afficher")).to_be_visible()
    assert "secret of the server" not in drawing.content()
    assert "secret of the server" in parts.log.read_text("utf-8")


ENGLISH = re.compile(
    r"\b(the|search|download|select|choose|show|hide|close|clear|open|upload|browse|drag|files?|fullscreen|skip|"
    r"content|options?|increment|decrement|per|more|help|running|stop)\b",
    re.IGNORECASE,
)


def words_of(page: Page) -> list[str]:
    """Every word of the page that a reader sees or hears, without the pictures' and the pages' own."""
    return page.evaluate(
        """() => {
            const said = [];
            for (const element of document.body.querySelectorAll('*')) {
                if (element.matches('script, style, noscript, [data-testid=stIconMaterial]')) continue;
                for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-title'])
                    if (element.getAttribute(name)) said.push(element.getAttribute(name));
                for (const node of element.childNodes)
                    if (node.nodeType === Node.TEXT_NODE && node.data.trim()) said.push(node.data.trim());
            }
            return said;
        }"""
    )


def test_no_english_word_of_streamlit_is_left_in_french(drawing: Page) -> None:
    drawing.get_by_test_id("stDataFrame").hover()
    drawing.get_by_role("combobox", name=re.compile("Villes")).click()
    assert [word for word in words_of(drawing) if ENGLISH.search(word)] == []
