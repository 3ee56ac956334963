"""The calendar on the real files, read back by a calendar's own reader: no day that a source does not give."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from icalendar import Calendar, Event

from bri_data.address import PUBLIC_URL, Address, home_address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import Order
from bri_data.export.calendar import calendar
from bri_data.filters import Filters
from bri_data.present.agenda import agenda
from bri_data.present.words import Lang, texts
from bri_data.queries import agenda as queries
from bri_data.queries.narrow import narrow
from bri_data.store.database import Database

DATA = Path(__file__).parents[2] / "data"
HOME = "https://exemple.test/bri/"


def made(con: duckdb.DuckDBPyConnection, year: int | None, lang: Lang = "fr", home: str = HOME) -> bytes:
    frames = {
        question.__name__: question(con, year)
        for question in (queries.records, queries.reports_due, queries.agreements_ending)
    }
    frames["cancelled"] = queries.cancelled(con, year, date(2026, 1, 1))
    changed = queries.changed_at(con)
    return calendar(agenda(frames, queries.without_month(con, year), year, changed, texts(lang)), home)


def events(file: bytes) -> dict[str, Event]:
    read = Calendar.from_ical(file)
    assert isinstance(read, Calendar)
    return {str(event["UID"]).removesuffix("@quebec-a-l-international"): event for event in read.walk("VEVENT")}


@pytest.fixture(scope="module")
def of_2025(database: Database) -> dict[str, Event]:
    return events(made(database.cursor(), 2025))


def days(event: Event) -> tuple[date, date]:
    return event.decoded("DTSTART"), event.decoded("DTEND")


def test_known_days_are_whole_days_with_an_exclusive_end(of_2025: dict[str, Event]) -> None:
    namur = of_2025["2025-accueil-namur"]  # July 27–29
    assert days(namur) == (date(2025, 7, 27), date(2025, 7, 30))
    assert namur["DTSTART"].params["VALUE"] == "DATE"
    assert (str(namur["STATUS"]), str(namur["TRANSP"])) == ("CONFIRMED", "TRANSPARENT")
    assert [str(one) for one in namur["CATEGORIES"].cats] == ["Accueil"]
    assert str(namur["LOCATION"]) == "Namur"
    assert namur["SUMMARY"].params["LANGUAGE"] == "fr-CA"
    assert str(namur["URL"]) == "https://exemple.test/bri/fiches?activite=2025-accueil-namur"
    assert "Source\u00a0: " in str(namur["DESCRIPTION"])


def test_an_end_known_to_the_month_does_not_stretch_a_day(of_2025: dict[str, Event]) -> None:
    washington = of_2025["2025-mission-washington"]  # 2025-03-05 to 2025-03
    assert days(washington) == (date(2025, 3, 5), date(2025, 3, 6))
    assert "fin non précisée" in str(washington["DESCRIPTION"])


def test_a_month_alone_takes_the_month_and_says_so(of_2025: dict[str, Event]) -> None:
    pact = of_2025["2025-pacte-san-antonio"]
    assert days(pact) == (date(2025, 3, 1), date(2025, 4, 1))
    assert str(pact["SUMMARY"]) == "Pacte d’amitié Québec–San Antonio (mars 2025, jour non précisé)"
    assert str(pact["STATUS"]) == "TENTATIVE"


def test_a_year_alone_has_no_event_and_is_counted(database: Database, of_2025: dict[str, Event]) -> None:
    assert "2025-mission-luxembourg" not in of_2025
    note = str(Calendar.from_ical(made(database.cursor(), 2025))["DESCRIPTION"])
    # 23 records of the year, of which one entente and ten activities are known to the year only
    assert note.startswith("11 activités et ententes dont le mois n’est pas connu")


def test_what_is_only_announced_is_tentative(of_2025: dict[str, Event]) -> None:
    ottawa = of_2025["2025-mission-ottawa"]
    assert str(ottawa["STATUS"]) == "TENTATIVE"
    assert str(ottawa["SUMMARY"]).startswith("Annoncée\u00a0: ")


def test_a_report_is_due_by_the_declared_delay_and_only_then(of_2025: dict[str, Event]) -> None:
    # San Antonio ended on March 24, 2025; six weeks later is May 5
    assert days(of_2025["2025-mission-san-antonio-rapport"]) == (date(2025, 5, 5), date(2025, 5, 6))
    assert "Échéance calculée" in str(of_2025["2025-mission-san-antonio-rapport"]["DESCRIPTION"])
    # the end of the Washington mission is known to the month: no day to count from
    assert "2025-mission-washington-rapport" not in of_2025
    assert sum(code.endswith("-rapport") for code in of_2025) == 3


def test_an_agreement_ends_on_the_last_day_it_can(database: Database) -> None:
    of_2026 = events(made(database.cursor(), 2026))
    namur = of_2026["2023-cooperation-namur-echeance"]
    assert days(namur) == (date(2026, 12, 31), date(2027, 1, 1))
    assert "(2026, jour non précisé)" in str(namur["SUMMARY"])
    assert sum(code.endswith("-echeance") for code in of_2026) == 3  # Paris, Tunis, Namur


def test_the_stamp_is_the_datas_and_the_file_is_stable(database: Database, of_2025: dict[str, Event]) -> None:
    stamps = {event.decoded("DTSTAMP") for event in of_2025.values()}
    changed = max(file.stat().st_mtime for file in DATA.glob("*.csv"))
    assert stamps == {datetime.fromtimestamp(int(changed), UTC)}
    assert made(database.cursor(), None) == made(database.cursor(), None)


def test_filters_keep_their_records(database: Database) -> None:
    con = database.cursor()
    narrow(con, Filters(cities=("namur",)))
    assert sorted(events(made(con, None))) == [
        "1999-jumelage-namur",
        "2023-accueil-namur",
        "2023-cooperation-namur",
        "2023-cooperation-namur-echeance",
        "2023-mission-bordeaux-namur-bruxelles-paris",
        "2025-accueil-namur",
    ]


def test_english_and_no_known_home(database: Database) -> None:
    file = events(made(database.cursor(), 2025, "en", ""))
    assert "URL" not in file["2025-accueil-namur"]
    assert file["2025-accueil-namur"]["SUMMARY"].params["LANGUAGE"] == "en-CA"
    assert str(file["2025-pacte-san-antonio"]["SUMMARY"]).endswith("(March 2025, day not given)")
    linked = events(made(database.cursor(), 2025, "en"))["2025-accueil-namur"]
    assert str(linked["URL"]) == "https://exemple.test/bri/fiches?activite=2025-accueil-namur&lang=en"


def test_a_calendar_too_long_keeps_the_latest_and_says_so(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.cursor() as con:
        every = queries.records(con, None)
        assert list(queries.records(con, None, most=3).record_id) == list(every.record_id)[-3:]
        assert queries.with_month(con, None) == len(every)
        monkeypatch.setattr(queries, "MOST", 3)
        address = Address.read("chronologie", [("annee", "toutes"), ("lang", "en")])
        body = FORMATS["ics"].make(Order(con, address, datetime(2026, 1, 2, tzinfo=UTC)))
    assert f"The latest 3 events out of {len(every)}." in str(Calendar.from_ical(body)["DESCRIPTION"])


def test_a_comparison_and_a_brief_hold_their_own_events_under_their_own_name(database: Database) -> None:
    def read(page: str, *asked: tuple[str, str]) -> Calendar:
        address = Address.read(page, list(asked))
        with database.cursor() as con:
            body = FORMATS["ics"].make(Order(con, address, datetime(2026, 11, 28, tzinfo=UTC)))
        found = Calendar.from_ical(body)
        assert isinstance(found, Calendar)
        return found

    compared = read("comparer", ("quoi", "villes"), ("avec", "namur"), ("avec", "milwaukee"))
    assert str(compared["NAME"]).replace("\\,", ",") == "Québec à l’international, Namur et Milwaukee"
    codes = {str(event["UID"]).partition("@")[0] for event in compared.walk("VEVENT")}
    assert {"2025-accueil-namur", "1999-jumelage-namur", "2023-cooperation-namur-echeance"} <= codes
    assert {code for code in codes if "milwaukee" not in code} == {
        "1999-jumelage-namur",
        "2023-accueil-namur",
        "2023-cooperation-namur",
        "2023-cooperation-namur-echeance",
        "2023-mission-bordeaux-namur-bruxelles-paris",
        "2025-accueil-namur",
    } | {code for code in codes if "grands-lacs" in code}
    brief = read("fiches", ("ville", "namur"))
    assert str(brief["NAME"]).replace("\\,", ",") == "Québec à l’international, Namur"


def test_one_setting_gives_the_address_that_readers_know(monkeypatch: pytest.MonkeyPatch) -> None:
    assert home_address("http://10.0.0.4:8501/bri/") == "http://10.0.0.4:8501/bri/"
    assert home_address() == ""
    monkeypatch.setenv(PUBLIC_URL, "https://tableau.exemple.test/bri")
    assert home_address("http://10.0.0.4:8501/") == "https://tableau.exemple.test/bri/"
