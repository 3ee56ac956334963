"""Folders that are not ours, with tables that hold nothing: every page's files are made, or refused with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.offer import offered
from bri_data.documents.order import NothingToTakeError, Order, file_stem
from bri_data.pages import ADDRESSES
from bri_data.queries import overview, timeline
from bri_data.store.database import Database
from bri_data.store.refresh import DataFolder
from tests.unit.small_folder import Rows, small_rows, write_folder

BRIEFS = (("ville", "san-antonio"), ("partenaire", "aimf"), ("activite", "mission-texas"), ("entente", "pacte-1"))


def without_companions() -> Rows:
    rows = small_rows()
    return {name: [] if name in {"trips", "indicators"} else kept for name, kept in rows.items()}


def agreements_alone() -> Rows:
    rows = without_companions()
    rows["activities"] = []
    return rows


def an_agreement_of_no_date() -> Rows:
    rows = agreements_alone()
    rows["agreements"] = [{**rows["agreements"][0], "signed": ""}]
    return rows


FOLDERS: dict[str, Callable[[], Rows]] = {
    "no companions": without_companions,
    "agreements alone": agreements_alone,
    "no date": an_agreement_of_no_date,
}


@pytest.fixture(scope="module", params=FOLDERS)
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = write_folder(tmp_path_factory.mktemp("folder"), FOLDERS[request.param]())
    served = DataFolder(folder, tmp_path_factory.mktemp("cache")).current()
    assert served.database is not None, served.problems
    yield served.database
    served.database.close()


@pytest.mark.parametrize(
    ("database", "opened"), [("no companions", []), ("agreements alone", [2020])], indirect=["database"]
)
def test_agreements_open_their_year_where_there_is_nothing_else(database: Database, opened: list[int]) -> None:
    with database.cursor() as con:
        for found in (overview.years(con), timeline.years(con)):
            assert opened == [] or found["year"].tolist() == opened
            assert not found.empty


@pytest.mark.parametrize("database", ["no date"], indirect=True)
def test_data_that_speak_of_no_year_give_their_rows_where_a_report_would_be(database: Database) -> None:
    with database.cursor() as con:
        order = Order(con, Address.read("", []), date(2026, 1, 2))
        assert {"csv", "pdf", "docx"} <= set(offered(order).formats)
        assert "pptx" not in offered(order).formats
        assert not offered(order).is_report  # its Word document is named as the page's
        assert "Rapport annuel" not in file_stem(order, "pdf")
        printed = PdfReader(BytesIO(FORMATS["pdf"].make(order)))
        assert "Pacte" in "".join(page.extract_text() for page in printed.pages)


@pytest.mark.parametrize("database", ["no companions", "agreements alone"], indirect=True)
@pytest.mark.parametrize("suffix", ["csv", "ics", "pdf", "pptx"])
@pytest.mark.parametrize("page", ADDRESSES)
def test_each_page_makes_its_file_or_says_why_not(database: Database, page: str, suffix: str) -> None:
    with database.cursor() as con:
        try:
            assert FORMATS[suffix].make(Order(con, Address.read(page, [("annee", "toutes")]), date(2026, 1, 2)))
        except NothingToTakeError as error:
            assert str(error.args[0]).startswith("export.error.")


@pytest.mark.parametrize("database", ["no companions"], indirect=True)
@pytest.mark.parametrize("suffix", ["csv", "html", "pdf", "pptx", "xlsx"])
@pytest.mark.parametrize("subject", BRIEFS)
def test_each_brief_makes_its_file(database: Database, subject: tuple[str, str], suffix: str) -> None:
    with database.cursor() as con:
        assert FORMATS[suffix].make(Order(con, Address.read("fiches", [subject]), date(2026, 1, 2)))
