"""The registry of pages: each page named in it is wherever a page must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bri_data.documents import pictures, rows
from bri_data.documents.page_slides import PAGES as SLIDES
from bri_data.pages import ADDRESSES, PAGES, PICTURES, VIEWS, Page
from bri_data.present.words import texts

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address or "vue")
def test_a_page_is_wherever_a_page_must_be(page: Page) -> None:
    assert (ROOT / "pages" / page.script).is_file()
    for lang in ("fr", "en"):
        assert texts(lang)(f"frame.pages.{page.title}")  # type: ignore[arg-type]
    assert page.address in rows.BY_PAGE
    assert tuple(pictures.PICTURES.get(page.address, {})) == page.pictures
    assert page.address in SLIDES


def test_nothing_is_drawn_for_a_page_that_the_registry_does_not_name() -> None:
    for table in (rows.BY_PAGE, pictures.PICTURES, SLIDES):
        assert set(table) <= set(ADDRESSES)
    scripts = {file.name for file in (ROOT / "pages").glob("*.py")} - {"__init__.py"}
    assert scripts == {page.script for page in PAGES}
    assert set(PICTURES) < set(ADDRESSES)
    assert "presenter" not in VIEWS
