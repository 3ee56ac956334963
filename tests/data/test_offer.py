"""What is offered of a page is what can be made of it, in any state: every other format is refused in words."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from bri_data.address import Address
from bri_data.documents.formats import FORMATS, OF_PICTURES
from bri_data.documents.offer import offered
from bri_data.documents.order import NothingToTakeError, Order
from bri_data.documents.pictures import pictures_of
from bri_data.views import View

DAY = date(2026, 11, 28)
ALL = tuple(FORMATS)
NO_SLIDE = tuple(name for name in ALL if name not in {"pptx", "pdf-slides"})
ROWS = tuple(name for name in NO_SLIDE if name not in OF_PICTURES)
Items = list[tuple[str, str]]
NOTHING_KEPT = [("f.ville", "tunis"), ("f.genre", "entente"), ("annee", "2025")]
DEAD, INDEX = View("fiches", "ville=inconnue").written(), View("fiches").written()

# What each state lacks was told by asking for every format of it: a page without a place on its map, a year without
# outcomes, a filter that keeps nothing, an index, a subject nobody knows, a comparison of nothing.
STATES: list[tuple[str, Items, tuple[str, ...], tuple[str, ...]]] = [
    ("carte", [("annee", "2025")], ALL, ("carte",)),
    ("carte", [("annee", "2026")], NO_SLIDE, ("carte",)),
    ("carte", NOTHING_KEPT, NO_SLIDE, ("carte",)),
    ("chronologie", NOTHING_KEPT, NO_SLIDE, ("annee",)),
    ("retombees", [("annee", "2023")], NO_SLIDE, ("axes",)),
    ("carbone", [("annee", "2022")], ALL, ("declare",)),
    ("comparer", [("quoi", "villes")], ROWS, ()),
    ("fiches", [], ROWS, ()),
    ("fiches", [("ville", "namur")], ALL, ("carte",)),
    ("fiches", [("ville", "inconnue")], (), ()),
    ("methode", [], ("pdf", "docx"), ()),
    ("donnees", [("table", "depenses"), ("q", "zzzz")], NO_SLIDE, ("declare",)),
    ("presenter", [("vue", DEAD), ("vue", INDEX)], ROWS, ()),
    ("presenter", [("vue", DEAD), ("vue", View("carte", "annee=2025").written())], (*ROWS, "pptx", "pdf-slides"), ()),
]


@pytest.mark.parametrize(("page", "items", "formats", "pictures"), STATES)
def test_a_page_offers_what_can_be_made_of_it_as_it_stands(
    con: duckdb.DuckDBPyConnection, page: str, items: Items, formats: tuple[str, ...], pictures: tuple[str, ...]
) -> None:
    address = Address.read(page, items)
    offer = offered(Order(con.cursor(), address, DAY))
    assert (set(offer.formats), offer.pictures) == (set(formats), pictures)
    # the quick ones are made; test_any_state makes every format of many states
    for name in set(offer.formats) & {"csv", "svg"}:
        assert FORMATS[name].make(Order(con.cursor(), address, DAY))
    for name in set(FORMATS) - set(offer.formats):
        with pytest.raises(NothingToTakeError, match=r"export\.error\."):
            FORMATS[name].make(Order(con.cursor(), address, DAY))
    for name in set(pictures_of(page)) - set(offer.pictures):
        with pytest.raises(NothingToTakeError, match=r"export\.error\.no_(drawing|brief)"):
            FORMATS["svg"].make(Order(con.cursor(), address, DAY, image=name))


def test_a_link_of_views_that_are_none_offers_no_slide(con: duckdb.DuckDBPyConnection) -> None:
    address = Address.read("presenter", [("vue", "p=methode&q=")])  # a page of reference is no view
    assert not {"pptx", "pdf-slides"} & set(offered(Order(con.cursor(), address, DAY)).formats)
