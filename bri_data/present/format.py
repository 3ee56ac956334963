"""Numbers, money, dates and lists as Québec writes them (Babel fr_CA, with the Office's exceptions) and in English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category

from babel import Locale
from babel.dates import format_date, get_month_names
from babel.lists import format_list
from babel.numbers import NumberFormatError, format_currency, format_decimal, parse_decimal

from .. import bureau
from ..model.dates import Edtf, parse_edtf
from .words import Texts

NBSP = "\u00a0"
_DIGITS = re.compile(r"-?[0-9][0-9.,]*")


def number(value: float, texts: Texts, *, decimals: int | None = None) -> str:
    """`6728.1` → `6 728,1` (fr) or `6,728.1` (en); at most two decimals, or exactly `decimals`; a true minus sign."""
    return _number(value, decimals, texts.locale)


@lru_cache(maxsize=4096)  # a crowded page writes the same few numbers by the hundred
def _number(value: float, decimals: int | None, locale: Locale) -> str:
    pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=locale).replace("-", "\u2212")


def written(value: float, texts: Texts) -> str:
    """`35,79`: a number as one types it, its thousands not parted."""
    return str(format_decimal(value, "0.######", locale=texts.locale))


def typed(text: str, texts: Texts) -> float | None:
    """The number that a reader typed, in the way of their language or with the other decimal sign (« 35,79 »,
    « 35.79 », « 1 200 $ »); None for what is no number."""
    digits = "".join(one for one in text if not one.isspace() and category(one) != "Sc")
    if not _DIGITS.fullmatch(digits):
        return None
    swapped = digits.translate(str.maketrans(",.", ".,"))
    for one in (digits, swapped):
        try:
            return float(parse_decimal(one, texts.locale, strict=True))
        except NumberFormatError:
            continue
    return None


def money(value: float, texts: Texts) -> str:
    """An amount in the bureau's currency, with its cents: `6 728,12 $` (fr) or `$6,728.12` (en)."""
    return format_currency(value, bureau.current().currency, locale=texts.locale)


def unit(value: float, symbol: str, texts: Texts) -> str:
    """A number and its unit symbol, never parted by a line break: `188 t`, `3 045 km`."""
    return f"{number(value, texts)}{NBSP}{symbol}"


def measure(value: float, counted: str, texts: Texts) -> str:
    """A declared figure and what it counts, a unit as the data write it: `6 semaines`, `6 weeks`; `CA$3,000`.

    A unit that the texts do not know stands as it is written; "" is a bare number."""
    if counted.replace(NBSP, " ") in ("$", "$ CA"):
        return texts("unit.dollars", n=number(value, texts))
    if texts.has(f"unit.{counted}.other"):
        counted = texts.count(f"unit.{counted}", value)
    return unit(value, counted, texts) if counted else number(value, texts)


def unit_name(counted: str, texts: Texts, value: float | None = None) -> str:
    """A unit as the data write it, without its number: `semaines`, `weeks`, but `week` for the `value` 1; as it is
    written where the texts do not know it."""
    if counted.replace(NBSP, " ") in ("$", "$ CA"):
        return texts("unit.dollars_name")
    if not texts.has(f"unit.{counted}.other"):
        return counted
    return texts(f"unit.{counted}.other") if value is None else texts.count(f"unit.{counted}", value)


def spelled(value: int, texts: Texts) -> str:
    """A count in words up to ten (`cinq`, `five`), in figures beyond, as running text wants it."""
    return texts(f"common.spelled.{value}") if texts.has(f"common.spelled.{value}") else number(value, texts)


def capitalised(sentence: str) -> str:
    """The sentence with its first letter in upper case, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def joined(items: Sequence[str], texts: Texts) -> str:
    """`a, b et c` in the reader's language; an empty text for an empty list."""
    return format_list(list(items), locale=texts.locale) if items else ""


def alternatives(items: Sequence[str], texts: Texts) -> str:
    """`a, b ou c` in the reader's language; an empty text for an empty list."""
    return format_list(list(items), style="or", locale=texts.locale) if items else ""


def month_name(month: int, texts: Texts, *, short: bool = False) -> str:
    """`mars`, or `sept.` when short; 1 is January."""
    names = get_month_names("abbreviated" if short else "wide", "stand-alone", texts.locale)
    return str(names[month])


def when(start: str, end: str | None, texts: Texts) -> str:
    """An activity's date or interval as a reader says it, its precision in words.

    `start` and `end` are EDTF level 0. ValueError when either is not.
    """
    first = _edtf(start)
    if end is None or end == start:
        return _one(first, texts)
    last = _edtf(end)
    if first.precision == last.precision == "day":
        return _days(first, last, texts)
    if last.precision != "day" and (first.first.year, first.first.month) == (last.last.year, last.last.month):
        return texts("dates.from_day", date=_one(first, texts))
    if first.precision == last.precision == "month" and first.first.year == last.first.year:
        return from_to(month_name(first.first.month, texts), _one(last, texts), texts)
    return from_to(_one(first, texts), _one(last, texts), texts)


def from_to(start: str, end: str, texts: Texts) -> str:
    """« de 2022 à mai 2024 », « d’avril à mai 2025 », « du 5 mars 2025 à mai 2025 »: two dates in words, joined."""
    starts = "day" if _is_a_day(start) else "vowel" if start[:1] in "ao" else "other"  # « d’avril », « d’octobre »
    begun = texts(f"dates.from.{starts}", date=start)
    return texts("dates.to.day" if _is_a_day(end) else "dates.to.other", start=begun, date=end)


def _is_a_day(words: str) -> bool:
    """Whether a date in French words is a day: « 5 mars 2025 », « 1er mars 2025 »; not « mars 2025 » nor « 2025 »."""
    return words[:1].isdigit() and not words[:4].isdigit()


def date_only(value: str, texts: Texts) -> str:
    """An EDTF date in words; a year stays a year, without « mois non précisé »."""
    return value if len(value) == 4 else when(value, None, texts)


def _edtf(value: str) -> Edtf:
    parsed = parse_edtf(value)
    if parsed is None:
        raise ValueError(value)
    return parsed


def _one(date: Edtf, texts: Texts) -> str:
    if date.precision == "year":
        return texts("dates.year_only", year=date.value)
    if date.precision == "month":
        return format_date(date.first, texts("dates.month_pattern"), locale=texts.locale)
    return texts(
        "dates.day",
        day=_ordinal(date.first.day, texts),
        month=month_name(date.first.month, texts),
        year=str(date.first.year),
    )


def _days(first: Edtf, last: Edtf, texts: Texts) -> str:
    if first.first.year != last.first.year:
        return texts("dates.days_of_two_years", start=_one(first, texts), end=_one(last, texts))
    if first.first.month == last.first.month:
        return texts(
            "dates.days_of_one_month",
            start_day=_ordinal(first.first.day, texts),
            end_day=_ordinal(last.first.day, texts),
            month=month_name(last.first.month, texts),
            year=str(last.first.year),
        )
    ends = {"start": _day_and_month(first, texts), "end": _day_and_month(last, texts)}
    return texts("dates.days_of_one_year", **ends, year=str(last.first.year))


def _day_and_month(date: Edtf, texts: Texts) -> str:
    day, month = _ordinal(date.first.day, texts), month_name(date.first.month, texts)
    return texts("dates.day_month", day=day, month=month)


def _ordinal(day: int, texts: Texts) -> str:
    """The first of a month is `1er` in French, a plain number in English."""
    return texts("dates.first_day") if day == 1 else str(day)
