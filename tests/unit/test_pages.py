"""The registry of pages: each page named in it is wherever a page must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bri_data.documents import pictures
from bri_data.documents.drawers import BEHIND, SHEETS, SLIDES, drawers
from bri_data.documents.drawers import PICTURES as DRAWN
from bri_data.pages import ADDRESSES, KEEPING, PAGES, PICTURES, REFERENCE, VIEWS, Page
from bri_data.present.words import texts

ROOT = Path(__file__).parents[2]


def missing(page: Page) -> list[str]:
    """Where a page of the registry should stand and does not, by the name of the file to complete."""
    places = {
        f"pages/{page.script}": (ROOT / "pages" / page.script).is_file(),
        f"texts/fr/{page.words}.toml": texts("fr").has(page.name),
        f"texts/en/{page.words}.toml": texts("en").has(page.name),
        f"documents/{page.words}.py: SHEETS": page.address in drawers(SHEETS),
        f"documents/{page.words}.py: PICTURES": tuple(pictures.pictures_of(page.address)) == page.pictures,
        f"documents/{page.words}.py: SLIDES": page.address in drawers(SLIDES),
    }
    return [name for name, holds in places.items() if not holds]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address or "vue")
def test_a_page_is_wherever_a_page_must_be(page: Page) -> None:
    assert not missing(page)


def test_a_page_added_to_the_registry_alone_is_told_what_it_lacks() -> None:
    assert missing(Page("temoin", "temoin.py", "witness", ("dessin",))) == [
        "pages/temoin.py",
        "texts/fr/witness.toml",
        "texts/en/witness.toml",
        "documents/witness.py: SHEETS",
        "documents/witness.py: PICTURES",
        "documents/witness.py: SLIDES",
    ]


def test_nothing_is_drawn_for_a_page_that_the_registry_does_not_name() -> None:
    for what in (SHEETS, DRAWN, SLIDES, BEHIND):
        assert set(drawers(what)) <= set(ADDRESSES)
    scripts = {file.name for file in (ROOT / "pages").glob("*.py")} - {"__init__.py"}
    assert scripts == {page.script for page in PAGES} | {page.script for page in (KEEPING, *REFERENCE)}
    assert set(PICTURES) < set(ADDRESSES)
    assert "presenter" not in VIEWS
