"""The year of the bureau's reports: the only place that says in which year a day is, and what a year is called.

`bureau.toml` names the month in which that year opens: 1, a calendar year (« 2025 »); 4, from April to March
(« 2025–2026 »). The number of a year, in files, addresses and questions, is that of the calendar year it opens in.

A year that a file declares (`compte_dans`, `annee`) is such a number. A date known to the year only (« 2025 ») is a
calendar year, which two years of reports may share: it stands in the one that opens in it, unless the file declares the
one before; it is written as the source gives it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from bri_data.bureau import current

from .dates import Edtf

OPENS = current().year_opens
# The months in the order of the year (1 is January).
MONTHS = tuple((OPENS - 1 + after) % 12 + 1 for after in range(12))


def macros(opens: int = OPENS) -> str:
    """The same in SQL: the year of a day (`report_year`), of a date with its precision and the year that its row
    declares (`report_year_of`), the first and last day of a year, the place of a month (1 to 12)."""
    return f"""
    CREATE OR REPLACE MACRO report_year(day) AS year(day) - CAST(month(day) < {opens} AS INTEGER);
    CREATE OR REPLACE MACRO report_year_of(day, known, declared) AS
        CASE WHEN known = 'year' AND declared = year(day) - {int(opens > 1)} THEN declared
             WHEN known = 'year' THEN year(day) ELSE report_year(day) END;
    CREATE OR REPLACE MACRO year_opens(number) AS make_date(number, {opens}, 1);
    CREATE OR REPLACE MACRO year_closes(number) AS CAST(make_date(number + 1, {opens}, 1) - INTERVAL 1 DAY AS DATE);
    CREATE OR REPLACE MACRO month_place(number) AS (number + {12 - opens}) % 12 + 1;
    """


def year_of(day: date) -> int:
    """The year of reports that holds a day."""
    return day.year - (day.month < OPENS)


def year_of_date(known: Edtf) -> int:
    """The year of reports of a date; of a calendar year alone, the one that opens in it."""
    return known.first.year if known.precision == "year" else year_of(known.first)


def first_day(year: int) -> date:
    """The day that opens a year of reports."""
    return date(year, OPENS, 1)


def last_day(year: int) -> date:
    """The day that closes a year of reports."""
    return first_day(year + 1) - timedelta(days=1)


def first_of_month(year: int, month: int) -> date:
    """The first day of a month (1 is January) of a year of reports."""
    return date(year + (month < OPENS), month, 1)


def lengths(year: int) -> list[int]:
    """How many days each month of a year of reports has, in its order."""
    opened = [first_of_month(year, month) for month in MONTHS]
    return [monthrange(first.year, first.month)[1] for first in opened]


def place_of(month: int) -> int:
    """Where a month (1 is January) stands in the year, from 0."""
    return MONTHS.index(month)


def name(year: int) -> str:
    """What a year is called: « 2025 », or « 2025–2026 » where it is none of the calendar."""
    return str(year) if OPENS == 1 else f"{year}\u2013{year + 1}"
