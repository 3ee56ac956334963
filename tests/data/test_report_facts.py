"""Each fact of the annual report 2025 stands where a reader looks for it, in both languages.

report_facts.csv was made from the report line by line: the fact, the place where it must stand, and the words to find
there, parted by « | », in French and in English.
"""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.store.database import Database
from bri_data.store.refresh import DataFolder
from tests.app.conftest import FRAME, markup_of

HERE = Path(__file__).parent
PAGES = {"vue": "", "carte": "carte", "chronologie": "chronologie", "themes": "themes", "carbone": "carbone"}
DOCUMENTS = {
    "rapport": ("docx", "word/document.xml", "w:t"),
    "diapositives": ("pptx", r"ppt/slides/slide\d+\.xml", "a:t"),
}


def facts() -> list[dict[str, str]]:
    with (HERE / "report_facts.csv").open(encoding="utf-8", newline="") as stream:
        listed = list(csv.DictReader(stream))
    # what must stand in the report, and on the overview, must stand on the report's paper too
    return [*listed, *(fact | {"lieu": "papier"} for fact in listed if fact["lieu"] in ("rapport", "vue"))]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    found = DataFolder(HERE.parents[1] / "data", tmp_path_factory.mktemp("cache")).current().database
    assert found is not None
    yield found
    found.close()


@pytest.fixture(scope="module")
def said_at(database: Database) -> Callable[[str, str], str]:
    """What a place says in a language, as plain text; each place is read once."""

    @cache
    def said(place: str, lang: str) -> str:
        if place == "papier":
            return plain(paper(database, lang))
        return plain(document(database, place, lang) if place in DOCUMENTS else page(place, lang))

    return said


def page(place: str, lang: str) -> str:
    name, _, brief = place.partition(":")
    address = {"lang": lang, "annee": "2025"} if name != "fiche" else {"lang": lang, **dict([brief.split(":")])}
    at = AppTest.from_file(str(FRAME), default_timeout=60)
    for key, value in address.items():
        at.query_params[key] = value
    opened = "fiches" if name == "fiche" else PAGES[name]
    if opened:
        at.switch_page(f"../{opened}.py")
    at.run()
    assert not at.exception
    return re.sub(r"<[^>]*>", " ", markup_of(at))


def paper(database: Database, lang: str) -> str:
    address = Address.read("", (("annee", "2025"), ("lang", lang)))
    made = FORMATS["pdf"].make(Order(database.cursor(), address, date(2026, 11, 22)))
    text = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(made)).pages)
    return re.sub(r"-\s+", "-", text)  # a line may end at a hyphen


def document(database: Database, place: str, lang: str) -> str:
    suffix, member, tag = DOCUMENTS[place]
    address = Address.read("", (("annee", "2025"), ("lang", lang)))
    made = FORMATS[suffix].make(Order(database.cursor(), address, date(2026, 11, 22)))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if re.fullmatch(member, name)]
    return " ".join("".join(re.findall(rf"<{tag}(?: [^>]*)?>([^<]*)<", part)) for part in parts)


def plain(markup: str) -> str:
    return " ".join(html.unescape(markup).split())


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("fact", facts(), ids=lambda fact: f"{fact['lieu']}: {fact['rapport']}")
def test_the_fact_stands_in_its_place(said_at: Callable[[str, str], str], fact: dict[str, str], lang: str) -> None:
    said = said_at(fact["lieu"], lang).casefold()
    missing = [words for words in fact[lang].split("|") if plain(words).casefold() not in said]
    assert not missing


def test_a_fact_nobody_states_is_not_found(said_at: Callable[[str, str], str]) -> None:
    assert "vingt missions" not in said_at("vue", "fr")
    assert len(said_at("vue", "fr")) > 2000
