"""When a file says it was made: that moment and no other, in every format, with the state of the data."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document as opened_word
from pptx import Presentation
from pypdf import PdfReader

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.store.database import Database
from bri_data.store.refresh import DataFolder

DATA = Path(__file__).parents[2] / "data"
ON = datetime(2026, 11, 28, 2, 30, tzinfo=UTC)
SAID = "27 novembre 2026, 21 h 30"  # the same moment, in Québec
MRIF = ("fiches", "partenaire", "mrif")
PLACES = [("", "annee", "2025"), MRIF, ("fiches", "ville", "xian"), ("carbone", "annee", "2025")]
Place = tuple[str, str, str]


def opened(folder: Path, cache: Path) -> Database:
    found = DataFolder(folder, cache).current().database
    assert found is not None
    return found


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    found = opened(DATA, tmp_path_factory.mktemp("cache"))
    yield found
    found.close()


def made(database: Database, suffix: str, place: Place, on: datetime = ON) -> bytes:
    with database.cursor() as con:
        return FORMATS[suffix].make(Order(con, Address.read(place[0], [place[1:]]), on))


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("place", PLACES)
def test_a_pdf_bears_the_moment_it_was_made(database: Database, place: Place) -> None:
    reader = PdfReader(io.BytesIO(made(database, "pdf", place)))
    assert reader.metadata is not None
    assert reader.metadata.creation_date == ON
    packet = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.findall(r"<xmp:(?:Create|Modify)Date>([^<]*)", packet) == ["2026-11-28T02:30:00+00:00"] * 2
    for page in reader.pages:
        assert f"Produit le {SAID}" in flat(page.extract_text())
        assert re.search(r"état [0-9a-f]{8}, fichiers modifiés le", flat(page.extract_text()))


@pytest.mark.parametrize("place", PLACES[:3])
def test_a_word_file_bears_the_moment_it_was_made(database: Database, place: Place) -> None:
    word = opened_word(io.BytesIO(made(database, "docx", place)))
    assert word.core_properties.created is not None
    assert word.core_properties.created.replace(tzinfo=UTC) == ON
    assert f"Produit le {SAID}" in flat(word.sections[0].footer.paragraphs[0].text)


@pytest.mark.parametrize("place", PLACES)
def test_slides_workbook_and_page_bear_the_moment_they_were_made(database: Database, place: Place) -> None:
    deck = Presentation(io.BytesIO(made(database, "pptx", place)))
    assert deck.core_properties.created.replace(tzinfo=UTC) == ON
    last = " ".join(shape.text_frame.text for shape in list(deck.slides)[-1].shapes if shape.has_text_frame)
    assert f"Fichier produit le {SAID}" in flat(last)
    assert re.search(r"état [0-9a-f]{8}", last)
    book = openpyxl.load_workbook(io.BytesIO(made(database, "xlsx", place)))
    assert book.properties.created is not None
    assert book.properties.created.replace(tzinfo=UTC) == ON
    note = {row[0]: flat(row[1] or "") for row in book.worksheets[0].iter_rows(values_only=True, max_col=2)}
    assert note["Fichier produit le"] == SAID
    assert re.match(r"état [0-9a-f]{8}, fichiers modifiés le", note["Données"])
    assert SAID in flat(made(database, "html", place).decode())


@pytest.mark.parametrize("suffix", ["pdf", "docx", "pptx", "xlsx", "html"])
def test_no_file_bears_a_date_of_the_data_or_of_nothing(database: Database, suffix: str) -> None:
    blob = made(database, suffix, MRIF)
    if suffix in {"docx", "pptx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            blob = archive.read("docProps/core.xml")
    assert b"2000-01-01" not in blob
    assert b"D:2000" not in blob


def test_two_prints_of_a_brief_can_be_told_apart(database: Database) -> None:
    assert made(database, "pdf", MRIF) == made(database, "pdf", MRIF)
    prints = [made(database, "pdf", MRIF, on) for on in (ON, ON.replace(minute=31))]
    first, second = (flat(PdfReader(io.BytesIO(blob)).pages[0].extract_text()) for blob in prints)
    assert first != second
    assert first.replace("21 h 30", "21 h 31") == second


def state_of(folder: Path, cache: Path) -> tuple[str, str]:
    """The state and the day that the MRIF's brief, made from `folder`, says of the data."""
    database = opened(folder, cache)
    text = flat(PdfReader(io.BytesIO(made(database, "pdf", MRIF))).pages[0].extract_text())
    database.close()
    found = re.search(r"état ([0-9a-f]{8}), fichiers modifiés le (\d+ \w+ \d+)", text)
    assert found is not None
    return found[1], found[2]


def test_the_state_of_the_data_changes_with_what_they_hold(tmp_path: Path) -> None:
    folder, cache = Path(shutil.copytree(DATA, tmp_path / "data")), tmp_path / "cache"
    for file in folder.glob("*.csv"):
        os.utime(file, (1_780_000_000, 1_780_000_000))  # May 28, 2026
    before = state_of(folder, cache)
    themes = folder / "themes.csv"
    themes.write_text(themes.read_text("utf-8").replace("climat,Climat,", "climat,Climat et eau,"), "utf-8")
    os.utime(themes, (1_780_190_000, 1_780_190_000))  # May 31, 2026 in Greenwich, still the 30th in Québec
    after = state_of(folder, cache)
    assert (before[1], after[1]) == ("28 mai 2026", "30 mai 2026")
    assert before[0] != after[0]
