"""From what people write in a cell to what the data writes; what reads in two ways is asked, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from babel import Locale

from bri_data.model.clock import BUREAU
from bri_data.model.columns import Column, Table
from bri_data.model.dates import parse_edtf
from bri_data.store.cells import countries, country_of
from bri_data.store.text_files import fold_words

from .headings import codes_by_label
from .sheets import Cell


@dataclass(frozen=True)
class Asked:
    """A cell that reads in several ways: `rule` says why (its sentence is `keep.ask.<rule>`), `choices` what it may
    mean, as the data writes it."""

    rule: str
    choices: tuple[str, ...]


Reading = str | Asked

_YES = {"oui", "o", "yes", "y", "vrai", "true", "1"}
_NO = {"non", "n", "no", "faux", "false", "0"}
_SLASHED = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
# the month alone after a point bears both its digits: « 2027.1 » is what a spreadsheet leaves of « 2027.10 »
_YEAR_FIRST = re.compile(r"(\d{4})(?:[/-](\d{1,2})|\.(\d\d)|[/.-](\d{1,2})[/.-](\d{1,2})(?:[T ]\d{2}:\d{2}.*)?)")
_UNIVERSAL = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]00:?00)")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})")
_IN_WORDS = re.compile(
    r"(?:(?:le )?(\d{1,2})(?:er|st|nd|rd|th)?(?: of)?[\s-]+)?([^\W\d_]+)\.?[\s-]+"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4}|\d\d)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:le )?([^\W\d_]+)[.,]{0,2} (.*\d.*)", re.IGNORECASE)
_JOINED = r"\s?(?:-|/|,|&|\b(?:au|à|et|to|and)\b)\s?"
# « 3-5 mars 2027 », « du 3 au 5 mars 2027 », « March 3-5, 2027 »; « mars-avril 2027 »; « 30 mars au 2 avril 2027 »;
# « 2026-2027 »; « 2027-03-03/2027-03-05 »
_TWO_DATES = re.compile(
    rf"(?=.*[^\W\d_]{{3,}}).*\d(?:er|st|nd|rd|th)?{_JOINED}\d{{1,2}}\b.*"
    rf"|[^\W\d_]{{3,}}\.?{_JOINED}[^\W\d_]{{3,}}.*\d{{4}}"
    rf"|.*[^\W\d_]{{3,}}\.?(?: \d{{4}})?{_JOINED}\d{{1,2}}\s.*"
    rf"|\d{{4}}{_JOINED}\d{{4}}"
    rf"|\d{{4}}-\d\d(?:-\d\d)?{_JOINED}\d{{4}}-\d\d.*",
    re.IGNORECASE,
)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
_SHORT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{1,2})")
_SERIALS = range(20_000, 80_000)  # 1954 to 2119, as Excel counts days
_EXCEL_DAYS_ZERO = (date(1899, 12, 30), date(1904, 1, 1))  # the second where the workbook was begun on an old Mac
_CURRENCY = re.compile(r"\$\s?CAD?|CAD?\s?\$|\$|\bCAD\b")
_OTHER_CURRENCY = re.compile(r"[€£¥]|US\s?\$|\$\s?US|\b(?:USD|EUR|GBP|CHF)\b")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?:\D|$))")
_MEASURED = ("°", "kg CO2e/passager-km")


def read_cell(table: Table, column: Column, cell: Cell) -> Reading:
    """What `cell` says under `column`, written as the data writes it, or the question it raises.

    References are read elsewhere (names.py). What cannot be read stays as it is: the checks say what is wrong with it.
    """
    if cell.text and column.type == "date":
        return read_date(cell)
    if cell.text and column.type in ("integer", "number") and not column.many:
        return read_number(cell, is_measured=column.unit in _MEASURED or column.type == "integer")
    return _read_word(table, column, cell)


def _read_word(table: Table, column: Column, cell: Cell) -> str:
    if column.type == "boolean":
        folded = fold_words(cell.text)
        return "oui" if folded in _YES else "non" if folded in _NO else cell.text
    if column.codes:
        labels = codes_by_label(table.name, column.name)
        items = items_of(cell.text) if column.many else [cell.text]
        return ";".join(labels.get(fold_words(item), item) for item in items)
    if (table.name, column.name) == ("cities", "country"):
        upper = cell.text.upper()
        return upper if upper in countries() else country_of(cell.text) or cell.text
    return ";".join(items_of(cell.text)) if column.many else cell.text


def items_of(text: str) -> list[str]:
    """The items of a list written in one cell: between semicolons or on lines of their own."""
    return [item for part in re.split(r"[;\n]", text) if (item := part.strip(" \t\u00a0\u202f"))]


def read_date(cell: Cell) -> Reading:
    """A date as precise as it is written, as AAAA, AAAA-MM or AAAA-MM-JJ."""
    if cell.kind == "day":
        return _typed_day(cell.text)
    text = " ".join(cell.text.split()).removesuffix(".0").lstrip("'’ ").translate(_DASHES)  # « '2027 » is a text
    if text.isdecimal() and int(text) in _SERIALS:
        return Asked("serial", tuple((zero + timedelta(days=int(text))).isoformat() for zero in _EXCEL_DAYS_ZERO))
    if parse_edtf(text) or (cell.kind == "number" and "." in text):
        return text
    return _day_elsewhere(text) or _other_date(text)


def _day_elsewhere(text: str) -> Asked | None:
    """Which day it is, asked of a moment in universal time that is of another day at the Bureau."""
    if not _UNIVERSAL.fullmatch(text):
        return None
    try:
        here = datetime.fromisoformat(text).astimezone(BUREAU).date().isoformat()
    except (ValueError, OverflowError):
        return None
    return Asked("universal_time", (here, text[:10])) if here != text[:10] else None


def says_two_dates(text: str) -> bool:
    """Whether a cell that is no date says two: its first and its last."""
    return _TWO_DATES.fullmatch(" ".join(text.translate(_DASHES).split())) is not None


def _other_date(text: str) -> Reading:
    if found := _YEAR_FIRST.fullmatch(text):
        month, day = (found[2] or found[3], None) if not found[4] else (found[4], found[5])
        return _iso(found[1], month, day) or text
    if found := _SLASHED.fullmatch(text):
        ways = tuple(
            dict.fromkeys(filter(None, (_iso(found[3], found[2], found[1]), _iso(found[3], found[1], found[2]))))
        )
        return Asked("day_or_month_first", ways) if len(ways) > 1 else ways[0] if ways else text
    if found := _MONTH_YEAR.fullmatch(text):
        return _iso(found[2], found[1]) or text
    if (found := _IN_WORDS.fullmatch(text)) and (month := _months().get(fold_words(found[2]))):
        day = found[1] or found[3]
        is_short = len(found[4]) == 2
        return _of_short_year(text, (found[4], month, day)) if is_short else _iso(found[4], month, day) or text
    if found := _SHORT.fullmatch(text):
        one, two, three = found.groups()
        return _of_short_year(text, (three, two, one), (three, one, two), (one, two, three))
    return _of_weekday(text) or text


def _of_weekday(text: str) -> Reading:
    """The day that « mercredi 3 mars 2027 » says; "" when it is another day of the week: one of the two is wrong."""
    found = _WEEKDAY.fullmatch(text)
    weekday = _weekdays().get(fold_words(found[1])) if found else None
    if found is None or weekday is None:
        return ""
    read = read_date(Cell(found[2]))
    days = [parse_edtf(one) for one in (read.choices if isinstance(read, Asked) else (read,))]
    right = all(one and one.precision == "day" and one.first.weekday() == weekday for one in days)
    return read if right else ""


def _of_short_year(text: str, *ways: tuple[str, str, str | None]) -> Reading:
    """A year of two digits is asked, though it reads in one way: 26 is 2026, 51 is 1951."""
    found = [_iso(f"{19 if int(year) > 50 else 20}{int(year):02}", month, day) for year, month, day in ways]
    choices = tuple(dict.fromkeys(filter(None, found)))
    return Asked("short_year", choices) if choices else text


def _typed_day(day: str) -> Reading:
    """A day that the spreadsheet holds as a date: it makes the first of a month of « 2027-03 » all by itself."""
    if not day.endswith("-01"):
        return day
    return Asked("day_or_month", (day, day[:7], *([day[:4]] if day.endswith("-01-01") else [])))


def _iso(year: str, month: str, day: str | None = None) -> str:
    """The date, "" when there is no such day."""
    written = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    return written if parse_edtf(written) else ""


@cache
def _months() -> dict[str, str]:
    found = {}
    for language in ("fr_CA", "en_CA"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).months["format"][width].items():
                found[fold_words(str(name).rstrip("."))] = str(number)
    return found | {"fev": "2", "juil": "7"}  # as people shorten them too


@cache
def _weekdays() -> dict[str, int]:
    """Each day of the week, Monday 0, by its names in both languages."""
    found = {}
    for language in ("fr_CA", "en_CA"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).days["format"][width].items():
                found[fold_words(str(name).rstrip("."))] = number
    return found


def is_of_another_currency(text: str) -> bool:
    """Whether an amount says a currency that the data do not count in."""
    return _OTHER_CURRENCY.search(text) is not None


def read_number(cell: Cell, *, is_measured: bool = False) -> Reading:
    """A number with a point for its decimals; an amount in another currency stays as written, for the checks to refuse.

    `is_measured`: three digits after a mark are decimals (degrees, factors), or the checks say so (whole numbers).
    """
    if cell.kind == "number" or is_of_another_currency(cell.text):
        return cell.text
    text = _GROUPED.sub("", _CURRENCY.sub("", cell.text).strip(" \u00a0\u202f"))
    if found := re.fullmatch(r"\((.+)\)", text):
        text = "-" + found[1]
    text = text.replace("\u2212", "-")
    if re.fullmatch(r"[-+]?\d+(?:[.,]\d{1,2}|[.,]\d{4,}|)", text) or re.fullmatch(r"[-+]?0[.,]\d+", text):
        return text.replace(",", ".")
    for thousands, decimals in ((",", "."), (".", ",")):
        one, other = re.escape(thousands), re.escape(decimals)
        if re.fullmatch(rf"[-+]?\d{{1,3}}(?:{one}\d{{3}})+{other}\d+", text) or re.fullmatch(
            rf"[-+]?\d{{1,3}}(?:{one}\d{{3}}){{2,}}", text
        ):
            return text.replace(thousands, "").replace(decimals, ".")
    if re.fullmatch(r"[-+]?\d{1,3}[.,]\d{3}", text) and not is_measured:
        return Asked("thousands", (re.sub("[.,]", "", text), text.replace(",", ".")))
    return text.replace(",", ".") if is_measured and re.fullmatch(r"[-+]?\d+,\d+", text) else text
