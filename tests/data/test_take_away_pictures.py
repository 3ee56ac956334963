"""The pictures and the page that a reader takes away, on the real files: whole, alone, with their source."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import NothingToTakeError, Order
from bri_data.documents.pictures import pictures_of
from bri_data.pages import ADDRESSES
from bri_data.store.refresh import DataFolder

DATA = Path(__file__).parents[2] / "data"
SVG = "{http://www.w3.org/2000/svg}"
Make = Callable[..., Order]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> object:
    served = DataFolder(DATA, tmp_path_factory.mktemp("cache")).current()
    assert served.database is not None
    return served.database


@pytest.fixture
def con(database: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    with database.cursor() as cursor:
        yield cursor


@pytest.fixture
def order(con: duckdb.DuckDBPyConnection) -> Make:
    def made(page: str = "", *items: tuple[str, str], **known: object) -> Order:
        return Order(con, Address.read(page, items), date(2026, 11, 22), **known)  # type: ignore[arg-type]

    return made


def said(drawn: bytes) -> str:
    """All the text that the picture shows."""
    root = ET.fromstring(drawn)  # noqa: S314 - our own file
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


ADDRESS = {"fiches": [("ville", "namur")], "comparer": []}
EVERY = [(page, image) for page in ADDRESSES for image in pictures_of(page)]


@pytest.mark.parametrize(("page", "image"), EVERY, ids=[f"{page or 'vue-ensemble'}-{image}" for page, image in EVERY])
def test_every_picture_stands_alone(order: Make, page: str, image: str) -> None:
    drawn = FORMATS["svg"].make(order(page, *ADDRESS.get(page, [("annee", "2025")]), image=image))
    root = ET.fromstring(drawn)  # noqa: S314 - our own file
    # a matrix is no wider than its columns ask; the others fill the sheet
    assert root.get("width") == "1600" or (page == "croisements" and 850 < float(root.get("width", 0)) < 1600)
    assert b"var(" not in drawn
    assert b"href=" not in drawn  # nothing is fetched, not even the base map
    title = root.findtext(f"{SVG}title")
    text = said(drawn)
    assert title
    assert title.split()[0] in text
    assert "22 novembre 2026" in text
    assert "Source" in text
    assert "<p" not in text


def test_the_overview_says_the_numbers_of_its_page(order: Make) -> None:
    text = said(FORMATS["svg"].make(order("", ("annee", "2025"))))
    assert text.startswith("En 2025, Québec compte 19\u00a0accueils et 5\u00a0missions à l’étranger")
    assert "au plus 8 nommés sur 19, 1 daté" in text
    assert "2025, mois non précisé" in text


def test_a_filtered_picture_says_so_and_claims_no_total(order: Make) -> None:
    text = said(FORMATS["svg"].make(order("chronologie", ("annee", "2025"), ("f.genre", "mission"))))
    assert "Filtré\u00a0: Type\u00a0: Mission" in text
    assert text.startswith("Mission\u00a0:")
    assert "Accueils" not in text
    assert "sans détail" not in text


def test_the_two_schemes_differ_by_their_colours_alone(order: Make, database: duckdb.DuckDBPyConnection) -> None:
    light = FORMATS["svg"].make(order("themes", ("annee", "2025")))
    with database.cursor() as other:
        address = Address.read("themes", [("annee", "2025")])
        dark = FORMATS["svg"].make(Order(other, address, date(2026, 11, 22), "dark"))
    assert b'fill="#FFFFFF"' in light
    assert b'fill="#0E1A27"' in dark
    assert said(light) == said(dark)


def test_a_png_is_twice_the_sheet_across(order: Make) -> None:
    made = FORMATS["png"].make(order("donnees", ("annee", "2025")))
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(made[16:20], "big") == 3200


@pytest.mark.parametrize(
    ("page", "items", "image"),
    [
        ("carte", [], "nulle"),
        ("fiches", [], ""),
        ("fiches", [("ville", "nulle-part")], ""),
        ("donnees", [("annee", "2023")], ""),  # no report declares anything for it
        ("presenter", [], ""),
    ],
)
def test_a_picture_that_cannot_be_is_refused(order: Make, page: str, items: list[tuple[str, str]], image: str) -> None:
    with pytest.raises(NothingToTakeError, match=r"export\.error\.no_"):
        FORMATS["svg"].make(order(page, *items, image=image))


# --- The page as one file ---------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """What the file is made of: tags with their attributes, and the text of its table cells."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows = 0
        self.feed(body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.rows += tag == "tr"


def test_the_page_is_one_file_that_asks_for_nothing(order: Make) -> None:
    body = FORMATS["html"].make(order("", ("annee", "2025")))
    page = _Page(body)
    names = [tag for tag, _ in page.tags]
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(names)
    assert names.count("h1") == 1
    assert [attributes["lang"] for tag, attributes in page.tags if tag == "html"] == ["fr-CA"]
    assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in page.tags if tag == "th")
    # two tables with their headings: 23 records of 2025, 18 declared figures; then the pictures' own values: five
    # figures, ten cities
    assert page.rows == 2 + 23 + 18 + (1 + 5) + (1 + 10)
    assert names.count("figure") == 2
    assert "« Nommé et daté »".replace(" »", "\u00a0»").replace("« ", "«\u00a0") in body.decode()


def test_the_page_in_english(order: Make) -> None:
    body = FORMATS["html"].make(order("carbone", ("annee", "2025"), ("lang", "en"))).decode()
    assert '<html lang="en-CA">' in body
    assert "<h1>Carbon, 2025</h1>" in body
    assert "$6,728.12" in body
