"""Nothing English says anything in French but names: a page marks what it quotes, a file quotes titles and sections."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import NothingToTakeError, Order
from bri_data.pages import ADDRESSES
from bri_data.store import Database, DataFolder
from tests.app.french import DATA, Said, french_in, french_in_file, french_said

YEAR = {"lang": "en", "annee": "2025"}
PLACES = {page or "overview": (page, YEAR) for page in ADDRESSES} | {
    "every year": ("chronologie", {"lang": "en", "annee": "toutes"}),
    "departments": ("themes", {**YEAR, "par": "services"}),
    "sectors": ("themes", {**YEAR, "par": "secteurs"}),
    "years compared": ("comparer", {"lang": "en", "quoi": "annees", "avec": "2025"}),
    "cities compared": ("comparer", {"lang": "en", "quoi": "villes", "avec": "namur"}),
    "a city": ("fiches", {"lang": "en", "ville": "namur"}),
    "the home city": ("fiches", {"lang": "en", "ville": "quebec"}),
    "a partner": ("fiches", {"lang": "en", "partenaire": "aivp"}),
    "a mission": ("fiches", {"lang": "en", "activite": "2025-mission-washington"}),
    "a delegation": ("fiches", {"lang": "en", "activite": "2025-accueil-bordeaux"}),
    "published amounts": ("fiches", {"lang": "en", "activite": "2022-mission-paris-le-havre-tunis"}),
    "an agreement": ("fiches", {"lang": "en", "entente": "2025-pacte-san-antonio"}),
    "table of contradictions": ("donnees", {"lang": "en", "table": "ecarts"}),
    "table of trips": ("donnees", {"lang": "en", "table": "deplacements"}),
    "table of factors": ("donnees", {"lang": "en", "table": "facteurs_emission"}),
}
# in a package of Office: the paragraphs of each kind of file, and the texts they are made of
PARAGRAPHS = {"docx": ("w:p", "w:t"), "pptx": ("a:p", "a:t"), "xlsx": ("si", "t")}
CALENDAR = ("NAME", "X-WR-CALNAME", "X-WR-CALDESC", "SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES")


@pytest.mark.parametrize("place", PLACES)
def test_an_english_page_holds_no_french_but_names(
    open_app: Callable[..., AppTest], markup_of: Callable[[AppTest], str], place: str
) -> None:
    page, address = PLACES[place]
    markup = markup_of(open_app(page, **address))
    assert len(markup) > 2500
    assert french_said(markup) == []


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    found = DataFolder(DATA, tmp_path_factory.mktemp("cache")).current().database
    assert found is not None
    yield found
    found.close()


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != "png"])
def test_an_english_file_holds_no_french_but_names_and_quotations(database: Database, suffix: str) -> None:
    # the draft and the calendar are one for all pages; other pages share the tables of these
    pages = ("",) if suffix in {"docx", "ics", "pdf-slides"} else ("", "carte", "carbone", "donnees", "comparer")
    found = {}
    for page in pages:
        with database.cursor() as con:
            order = Order(con, Address.read(page, [("annee", "2025"), ("lang", "en")]), date(2026, 1, 2))
            try:
                body = FORMATS[suffix].make(order)
            except NothingToTakeError:
                continue
        passages = passages_of(body, suffix)
        assert sum(map(len, passages)) > 500, (page, suffix)
        found[page] = french_in_file(passages)
    assert {page: french for page, french in found.items() if french} == {}


def passages_of(body: bytes, suffix: str) -> list[str]:
    if suffix in PARAGRAPHS:
        return list(_of_package(body, *PARAGRAPHS[suffix]))
    if suffix == "csv":
        return [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row]
    if suffix == "ics":
        parts = Calendar.from_ical(body).walk()
        return [str(part[name]) for part in parts for name in CALENDAR if name in part]
    if suffix.startswith("pdf"):
        return [re.sub(r"-\s+", "-", page.extract_text()) for page in PdfReader(io.BytesIO(body)).pages]
    reader = Said()
    reader.feed(body.decode())
    return reader.said


def _of_package(body: bytes, paragraph: str, text: str) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    for part in parts:
        for found in re.findall(rf"<{paragraph}[ >].*?</{paragraph}>", part, re.DOTALL):
            yield html.unescape("".join(re.findall(rf"<{text}(?: [^>]*)?>([^<]*)</{text}>", found)))
        yield from map(html.unescape, re.findall(r'(?:descr|title|sheet name)="([^"]*)"', part))
        yield from map(html.unescape, re.findall(r"<(?:c:v|dc:\w+|cp:\w+|vt:lpwstr)[^>]*>([^<]*)<", part))


@pytest.mark.parametrize(
    ("said", "french"),
    [
        ("Source: page entière", ["entière"]),
        ("one entente with Ville de Québec", ["entente"]),
        ("Port of Québec, Le Havre and Saint-Étienne", []),
        ("6 semaines", ["semaines"]),
        ("whole page", []),
    ],
)
def test_a_french_word_is_seen_and_a_name_is_not_one(said: str, french: list[str]) -> None:
    assert french_in(said) == french


def test_what_a_page_marks_as_french_is_let_by_and_nothing_else() -> None:
    marked = '<p>Source: <a lang="fr" href="x">Rapport annuel du Bureau</a>, <b aria-label="aucune">page</b></p>'
    assert french_said(marked) == ["['aucune'] in: aucune"]
    assert french_said(marked.replace(' lang="fr"', ""))[0].startswith("['Rapport', 'du']")
