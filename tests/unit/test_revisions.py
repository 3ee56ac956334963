"""What a calendar hears of a correction, a cancellation and a withdrawal, from one save of the files to the next."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from bri_data.address import EVERY_YEAR, Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.store import DataFolder
from tests.unit.small_folder import small_rows, write_folder

FIRST = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Bureau:
    """A folder that is saved again and again, each time at a known moment, and served by one server."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.rows = folder / "data", small_rows()
        self.served = DataFolder(self.folder, folder / "cache")
        self.cache = folder / "cache"

    def saved(self, at: datetime) -> None:
        write_folder(self.folder, self.rows)
        for file in self.folder.glob("*.csv"):
            os.utime(file, (at.timestamp(), at.timestamp()))

    def events(self, on: date | None = None) -> dict[str, Event]:
        database = self.served.current().database
        assert database is not None
        address = Address.read("chronologie", [("annee", EVERY_YEAR)])
        with database.cursor() as con:
            body = FORMATS["ics"].make(Order(con, address, on or datetime.now(UTC)))
        return {str(event["UID"]).partition("@")[0]: event for event in Calendar.from_ical(body).walk("VEVENT")}

    def row(self, code: str) -> dict[str, str]:
        return next(row for row in self.rows["activities"] if row["activity_id"] == code)


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    made = Bureau(tmp_path)
    made.saved(FIRST)
    return made


def dated(bureau: Bureau) -> list[str]:
    """The codes of activities with an event."""
    here = bureau.events()
    return [row["activity_id"] for row in bureau.rows["activities"] if row["activity_id"] in here]


def test_a_corrected_row_alone_changes(bureau: Bureau) -> None:
    before = bureau.events()
    code, other = dated(bureau)[:2]
    assert {event.decoded("LAST-MODIFIED") for event in before.values()} == {FIRST}
    bureau.row(code)["title"] = "Un autre titre"
    bureau.saved(FIRST + timedelta(days=2))
    after = bureau.events()
    assert after[code].decoded("LAST-MODIFIED") == FIRST + timedelta(days=2)
    assert int(after[code]["SEQUENCE"]) == int(before[code]["SEQUENCE"]) + 2 * 24 * 60
    assert after[other].decoded("LAST-MODIFIED") == FIRST
    assert after[other]["SEQUENCE"] == before[other]["SEQUENCE"]


def test_a_copy_that_keeps_an_older_time_still_counts_as_later(bureau: Bureau) -> None:
    before = bureau.events()
    code = dated(bureau)[0]
    bureau.row(code)["title"] = "Un autre titre"
    bureau.saved(FIRST - timedelta(days=30))
    assert int(bureau.events()[code]["SEQUENCE"]) > int(before[code]["SEQUENCE"])


def test_a_cancelled_activity_says_so(bureau: Bureau) -> None:
    code = dated(bureau)[0]
    bureau.row(code)["status"] = "annulee"
    bureau.row(code)["counted_in"] = ""
    bureau.saved(FIRST + timedelta(days=1))
    event = bureau.events(date(2026, 1, 7))[code]
    assert str(event["STATUS"]) == "CANCELLED"
    assert bureau.row(code)["title"] in str(event["SUMMARY"])
    later = FIRST + timedelta(days=120)
    ended = date.fromisoformat(f"{event.decoded('DTEND')}") < later.date() - timedelta(days=90)
    assert (code in bureau.events(later.date())) == (not ended)


def test_a_withdrawn_row_is_cancelled_for_ninety_days_without_its_words(bureau: Bureau) -> None:
    code = dated(bureau)[0]
    title = bureau.row(code)["title"]
    for name, rows in bureau.rows.items():
        bureau.rows[name] = [row for row in rows if code not in row.values()]
    bureau.saved(FIRST + timedelta(days=1))
    event = bureau.events()[code]
    assert str(event["STATUS"]) == "CANCELLED"
    assert title not in event.to_ical().decode()
    assert code not in bureau.events((datetime.now(UTC) + timedelta(days=92)).date())


def test_a_hidden_row_leaves_without_a_trace(bureau: Bureau) -> None:
    code = dated(bureau)[0]
    bureau.events()
    bureau.row(code)["visibility"] = "interne"
    bureau.saved(FIRST + timedelta(days=1))
    assert code not in bureau.events()
    database = bureau.served.current().database
    assert database is not None
    with database.cursor() as con:
        assert con.execute("SELECT count(*) FROM revisions WHERE record_id = ?", [code]).fetchone() == (0,)


def test_a_memory_that_cannot_be_read_costs_only_the_memory(bureau: Bureau) -> None:
    known = bureau.events()
    (file,) = bureau.cache.glob("*/agenda.json")
    file.write_text('[{"code": 1}]', "utf-8")
    code = dated(bureau)[0]
    bureau.row(code)["title"] = "Un autre titre"
    bureau.saved(FIRST + timedelta(days=3))
    assert {event.decoded("LAST-MODIFIED") for event in bureau.events().values()} == {FIRST + timedelta(days=3)}
    assert set(bureau.events()) == set(known)
