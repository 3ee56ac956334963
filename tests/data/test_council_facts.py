"""Each published fact of 2022 to 2026 stands on a page of the council, in both languages, over a row that cites it.

council_facts.csv has a line a fact: the page and the year it opens on, the words to find there (parted by « | ») in
French and in English, the code or the words of the row behind it, the documents that this row cites. A fact that
stands on no page of the council says why (`ailleurs`).
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.address import Address
from bri_data.documents.order import Order, shown
from bri_data.documents.questions import sheaf_of
from bri_data.documents.rows import sheets_of
from bri_data.store.database import Database
from tests.app.conftest import FRAME, markup_of

Rows = Callable[[str], list[dict[str, str]]]
Fact = dict[str, str]
ON = date(2026, 11, 28)
# The lists of published facts: those with a code of their own, then F002 to F118 without F005, F008, F011, F014, F016,
# F020, F022, F024, F026 to F030 and F039, which these codes stand for.
NAMED = {
    "M25-WAS", "M25-SAT", "M25-MKE", "M25-NYC", "M25-LUX", "P25-SAT", "E25-GLSL", "E25-AAPA", "E25-MUL", "A25-SAT",
    "A25-NAM", "A25-BOD", "A25-HAM", "A25-NTE", "T25",
}  # fmt: skip
STANDS_FOR = {5, 8, 11, 14, 16, 20, 22, 24, 26, 27, 28, 29, 30, 39}


def facts() -> list[Fact]:
    with (Path(__file__).parent / "council_facts.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


SHOWN = [fact for fact in facts() if not fact["ailleurs"]]


def plain(text: str) -> str:
    return " ".join(html.unescape(text).split()).casefold()


@pytest.fixture(scope="module")
def said() -> Callable[[str, str, str], str]:
    """What a page says in a language, as plain text; each page is read once."""

    @cache
    def read(page: str, year: str, lang: str) -> str:
        at = AppTest.from_file(str(FRAME), default_timeout=120)
        at.query_params["lang"] = lang
        if year:
            at.query_params["annee"] = year
        at.switch_page(f"../{page}.py").run()
        assert not at.exception
        return plain(re.sub(r"<[^>]*>", " ", markup_of(at)))

    return read


@pytest.fixture(scope="module")
def behind(database: Database) -> Callable[[str, str], list[tuple[str, ...]]]:
    """The rows of what a page gives to take away, each cell as text; of the questions, the lines behind each answer
    with the documents that the answer cites."""

    @cache
    def read(page: str, year: str) -> list[tuple[str, ...]]:
        order = shown(Order(database.cursor(), Address.read(page, (("annee", year),) if year else ()), ON))
        if page == "questions":
            return [
                (*line.cells, line.brief[1] if line.brief else "", *one.titles)
                for one in sheaf_of(order).answers
                for line in one.rows
            ]
        return [tuple(str(cell) for cell in row if cell is not None) for one in sheets_of(order) for row in one.rows]

    return read


def test_every_published_fact_of_2022_to_2026_is_in_the_list() -> None:
    told = {fact["fait"].split()[0] for fact in facts()}
    assert told == NAMED | {f"F{n:03}" for n in range(2, 119) if n not in STANDS_FOR}
    # what stands nowhere says why, and nothing of what was paid, allowed or signed is among these
    assert [fact["fait"] for fact in facts() if fact["ailleurs"]] == [
        "F003", "F004", "F007", "F013", "F017", "F035", "F038", *(f"F{n:03}" for n in range(40, 48)), "F053", "F075",
        "F083", "F116",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_fact_stands_on_its_page(said: Callable[[str, str, str], str], lang: str) -> None:
    missing = {
        fact["fait"]: words
        for fact in SHOWN
        for words in fact[lang].split("|")
        if plain(words) not in said(fact["page"], fact["annee"], lang)
    }
    assert not missing


def test_each_fact_has_its_row_and_its_documents(
    behind: Callable[[str, str], list[tuple[str, ...]]], rows: Rows
) -> None:
    titles = {row["source_id"]: plain(row["title"]) for row in rows("sources")}
    wrong = {}
    for fact in SHOWN:
        named = [plain(words) for words in fact["rang"].split("|")]
        found = [
            " | ".join(cells)
            for row in behind(fact["page"], fact["annee"])
            for cells in [[plain(cell) for cell in row]]
            if all(any(name == cell or (" " in name and name in cell) for cell in cells) for name in named)
        ]
        if not any(all(titles[code] in row for code in fact["sources"].split(";")) for row in found):
            wrong[fact["fait"]] = (fact["rang"], fact["sources"], found[:3])
    assert not wrong


def test_published_amounts_are_shown_as_they_are_and_never_added(said: Callable[[str, str, str], str]) -> None:
    page = said("depenses", "", "fr")
    # what no source says: the two totals of one mission together, the three totals, both ceilings, the heads and their
    # total, and 42 328 $ with what it holds
    for sum_ in (23679, 55307, 66007, 49500, 62500, 21470):
        assert f"{sum_:,} $".replace(",", " ") not in page
    assert "12 979 $ réels sur 13 000 $ prévus" in page
    assert "29 349 $ ensemble, calculé" in page  # 42 328 − 12 979
