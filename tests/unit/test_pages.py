"""The registry of pages: each page named in it is wherever a page must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bri_data.documents import pictures, rows
from bri_data.documents.page_slides import PAGES as SLIDES
from bri_data.pages import ADDRESSES, KEEPING, PAGES, PICTURES, VIEWS, Page
from bri_data.present.words import texts

ROOT = Path(__file__).parents[2]


def missing(page: Page) -> list[str]:
    """Where a page of the registry should stand and does not, by the name of the file to complete."""
    title = f"frame.pages.{page.title}"
    places = {
        f"pages/{page.script}": (ROOT / "pages" / page.script).is_file(),
        "texts/fr/frame.toml": texts("fr").has(title),
        "texts/en/frame.toml": texts("en").has(title),
        "documents/rows.py": page.address in rows.BY_PAGE,
        "documents/pictures.py": tuple(pictures.PICTURES.get(page.address, {})) == page.pictures,
        "documents/page_slides.py": page.address in SLIDES,
    }
    return [name for name, holds in places.items() if not holds]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address or "vue")
def test_a_page_is_wherever_a_page_must_be(page: Page) -> None:
    assert not missing(page)


def test_a_page_added_to_the_registry_alone_is_told_what_it_lacks() -> None:
    assert missing(Page("temoin", "temoin.py", "witness", ("dessin",))) == [
        "pages/temoin.py",
        "texts/fr/frame.toml",
        "texts/en/frame.toml",
        "documents/rows.py",
        "documents/pictures.py",
        "documents/page_slides.py",
    ]


def test_nothing_is_drawn_for_a_page_that_the_registry_does_not_name() -> None:
    for table in (rows.BY_PAGE, pictures.PICTURES, SLIDES):
        assert set(table) <= set(ADDRESSES)
    scripts = {file.name for file in (ROOT / "pages").glob("*.py")} - {"__init__.py"}
    assert scripts == {page.script for page in PAGES} | {KEEPING.script}
    assert set(PICTURES) < set(ADDRESSES)
    assert "presenter" not in VIEWS
