"""Dates whose precision is in the value itself: EDTF level 0 (`2025-03-19`, `2025-03`, `2025`)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class Edtf:
    """One date as known: `first` and `last` are the earliest and latest days it can mean."""

    value: str
    precision: Precision
    first: date
    last: date


def parse_edtf(value: str) -> Edtf | None:
    """The date that `value` writes, or None when it is not a possible EDTF level 0 date."""
    match = _PATTERN.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the pattern always captures it
    try:
        if month is None:
            return Edtf(match[0], "year", date(year, 1, 1), date(year, 12, 31))
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return Edtf(match[0], "month", date(year, month, 1), date(year, month, last))
        exact = date(year, month, day)
        return Edtf(match[0], "day", exact, exact)
    except ValueError:  # month 13, 30 February, year 0
        return None
