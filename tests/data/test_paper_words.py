"""What the documents of every page say, read before they are typeset: in the reader's language, in words, legible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from bri_data.address import Address
from bri_data.documents import reports
from bri_data.documents.meeting import meeting_of
from bri_data.documents.order import Order, shown
from bri_data.documents.slide_rows import rows_of
from bri_data.pages import TAKEN
from bri_data.present.questions import CODES
from bri_data.present.report.model import Document, Picture, Source, Table
from bri_data.present.rows import localised, plain
from bri_data.present.words import Lang, texts
from bri_data.queries import outcomes
from bri_data.store.database import Database

RAW_DATE = re.compile(r"\b(19|20)\d\d-\d\d(-\d\d)?\b")
BRIEFS = (
    ("activite", "2025-mission-san-antonio"),
    ("entente", "2025-pacte-san-antonio"),
    ("ville", "san-antonio"),
    ("partenaire", "mrif"),
)


def document(database: Database, page: str, *items: tuple[str, str]) -> Document:
    return reports.document(Order(database.cursor(), Address.read(page, items), date(2026, 11, 22)))


def strings(value: Any) -> Iterator[str]:
    """Every text of a document but its drawings, its address and the titles of what it cites, which stand as given."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for name, one in value.items() if name not in {"svg", "address"} for text in strings(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in strings(one))


def tables(said: Document) -> list[Table]:
    return [block for section in said.sections for block in section.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("page", TAKEN)
def test_an_english_paper_is_in_english_words(database: Database, page: str) -> None:
    items = [("annee", "2025"), ("lang", "en")]
    said = document(database, page, *items)
    texts = list(strings(asdict(said)))
    # « Washington, D.C. » at the end of a sentence; a heading that names the French column under English titles
    assert [text for text in texts if re.search(r"(?<!\.)\.\.(?!\.)", text) or text == "French title"] == []
    for table in tables(said):
        for heading, *cells in zip(table.headings, *table.rows, strict=True):
            if heading in {"Country", "Latest visit"}:
                assert [cell for cell in cells if re.fullmatch(r"[A-Z]{2}|\d,\d{3}", cell)] == []
            assert heading not in {"Code of the row", "Code of the column"}


@pytest.mark.parametrize("about", BRIEFS)
def test_an_english_brief_tells_its_purpose_in_english(database: Database, about: tuple[str, str]) -> None:
    said = document(database, "fiches", about, ("lang", "en"))
    assert [text for text in strings(asdict(said)) if "Développer" in text] == []
    if about[0] == "activite":
        assert any("Purpose: Develop" in text for text in strings(asdict(said)))
    # the front says that the rest of the gaps is overleaf: they stand before the tables, which take pages
    headings = [section.heading for section in said.sections]
    assert headings.index("What these data do not say") <= 2


@pytest.mark.parametrize(("lang", "dated"), [("fr", "août 2023"), ("en", "August 2023")])
def test_the_annual_report_says_every_date_in_words(database: Database, lang: str, dated: str) -> None:
    said = document(database, "", ("annee", "2025"), ("lang", lang))
    texts = [text.replace("\u00a0", " ") for text in strings(asdict(said))]
    assert [text for text in texts if RAW_DATE.search(text)] == []
    assert any(f"RTBF, {dated}" in text for text in texts)
    assert [text for text in texts if ", —." in text] == []  # a date that nothing gives has its own words


@pytest.mark.parametrize(
    "page", ["retombees", "questions", "seance", "comparer", "croisements", "chronologie", "carte"]
)
def test_no_picture_is_printed_too_small_to_be_read(database: Database, page: str) -> None:
    said = document(database, page, ("annee", "toutes" if page in {"retombees", "chronologie"} else "2025"))
    drawn = [block for block in said.cover if isinstance(block, Picture)]
    room = (684, 385) if said.is_wide else (470, 430)
    for picture in drawn:
        across, down = reports.size_of(picture.svg)
        assert 17 * min(room[0] / across, room[1] / down) > 5.5  # points: most letters are 17 units high
    # one that would be is left to its tables, and the paper says so
    assert bool(drawn) == (page in {"croisements", "chronologie", "carte", "seance"})
    assert any("illisible" in text for text in strings(asdict(said))) == (page == "comparer")
    assert bool(tables(said)) == (page != "retombees")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_of_words_is_words_on_paper(database: Database, lang: Lang) -> None:
    def told(page: str, *more: tuple[str, str]) -> list[str]:
        return list(strings(asdict(document(database, page, ("lang", lang), *more))))

    with database.cursor() as con:
        stated = plain(outcomes.outcomes(con, 2025))
    said = told("retombees", ("annee", "2025"))
    assert [
        row["outcome_id"]
        for row in stated
        if sum(text.startswith(str(localised(row, "statement", texts(lang)))) for text in said) != 1
    ] == []
    asked = told("questions")
    questions = [texts(lang)(f"questions.ask.{code}") for code in CODES]
    assert [one for one in questions if sum(text.startswith(one) for text in asked) != 1] == []
    order = Order(database.cursor(), Address.read("seance", [("au", "2026-12-01"), ("lang", lang)]), date(2026, 11, 22))
    entries = meeting_of(shown(order)).entries
    assert len(entries) > 20
    lines = told("seance", ("au", "2026-12-01"))
    # each in its table, and not only in the picture of the axis
    assert [one.name for one in entries if one.name not in lines] == []


def test_a_meeting_has_one_order_in_both_languages(database: Database) -> None:
    def order_of(lang: str) -> list[tuple[str, ...] | str]:
        asked = Address.read("seance", [("au", "2026-12-01"), ("lang", lang)])
        entries = meeting_of(shown(Order(database.cursor(), asked, date(2026, 11, 22)))).entries
        return [(*(one.brief or ()), one.locator, *one.source_ids) for one in entries]

    assert order_of("fr") == order_of("en")


@pytest.mark.parametrize("page", ["carte", "ententes", "croisements"])
def test_the_rows_of_an_english_slide_are_in_english_words(database: Database, page: str) -> None:
    order = Order(database.cursor(), Address.read(page, [("annee", "2025"), ("lang", "en")]), date(2026, 11, 22))
    rows = rows_of(shown(order))
    assert not {"French title", "Code of the row"} & set(rows.headings)
    said = " ".join(cell for row in rows.cells for cell in row)
    assert [
        wrong for wrong in ("Délégation de ", "Jumelage", "never put together", "month not given") if wrong in said
    ] == []
    assert {"carte": "Delegation from", "ententes": "Twinning with", "croisements": "put together"}[page] in said


def test_a_title_that_ends_with_a_mark_needs_no_full_stop() -> None:
    assert Source("Pourquoi?", "Le Soleil").after_title == " "
    assert Source("Bilan", "Le Soleil").after_title == ". "
