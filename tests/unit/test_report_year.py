"""Which year of the reports a day is in, in Python and in SQL, where that year opens in April or in January."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from bri_data.model import report_year
from bri_data.model.dates import parse_edtf

# The month that opens a year, a day, its year, the first and last day of that year.
DAYS = [
    (1, date(2025, 1, 1), 2025, (date(2025, 1, 1), date(2025, 12, 31))),
    (4, date(2025, 3, 31), 2024, (date(2024, 4, 1), date(2025, 3, 31))),
    (4, date(2025, 4, 1), 2025, (date(2025, 4, 1), date(2026, 3, 31))),
    (3, date(2024, 2, 29), 2023, (date(2023, 3, 1), date(2024, 2, 29))),
    (12, date(2025, 11, 30), 2024, (date(2024, 12, 1), date(2025, 11, 30))),
]


def _opens(month: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_year, "OPENS", month)
    monkeypatch.setattr(report_year, "MONTHS", tuple((month - 1 + after) % 12 + 1 for after in range(12)))


@pytest.mark.parametrize(("opens", "day", "year", "ends"), DAYS)
def test_a_day_is_in_the_year_that_holds_it_in_python_and_in_sql(
    opens: int, day: date, year: int, ends: tuple[date, date], monkeypatch: pytest.MonkeyPatch
) -> None:
    _opens(opens, monkeypatch)
    assert report_year.year_of(day) == year
    assert (report_year.first_day(year), report_year.last_day(year)) == ends
    with duckdb.connect() as con:
        con.execute(report_year.macros(opens))
        asked = "SELECT report_year($day), year_opens(report_year($day)), year_closes(report_year($day))"
        assert con.execute(asked, {"day": day}).fetchone() == (year, *ends)


def test_a_year_from_april_to_march_has_its_months_in_that_order(monkeypatch: pytest.MonkeyPatch) -> None:
    _opens(4, monkeypatch)
    assert report_year.first_of_month(2025, 2) == date(2026, 2, 1)
    assert report_year.lengths(2023) == [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29, 31]  # February 2024
    assert (report_year.place_of(4), report_year.place_of(3)) == (0, 11)
    assert report_year.name(2025) == "2025–2026"
    with duckdb.connect() as con:
        con.execute(report_year.macros(4))
        assert con.execute("SELECT month_place(4), month_place(3), month_place(12)").fetchone() == (1, 12, 9)


@pytest.mark.parametrize(
    ("written", "declared", "year"),
    [("2025", None, 2025), ("2025", 2025, 2025), ("2025", 2024, 2024), ("2025", 2023, 2025), ("2025-02", 2025, 2024)],
)
def test_a_year_alone_is_of_the_year_that_opens_in_it_or_of_the_one_its_row_declares(
    written: str, declared: int | None, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _opens(4, monkeypatch)
    known = parse_edtf(written)
    assert known is not None
    with duckdb.connect() as con:
        con.execute(report_year.macros(4))
        row = con.execute("SELECT report_year_of(?, ?, ?)", [known.first, known.precision, declared]).fetchone()
    assert row == (year,)
    if declared is None:
        assert report_year.year_of_date(known) == year


def test_a_calendar_year_is_called_by_its_number() -> None:
    assert report_year.name(2025) == "2025"
    assert tuple(range(1, 13)) == report_year.MONTHS
