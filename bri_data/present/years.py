"""The year of a page in words: one year, or the span of all of them."""

from __future__ import annotations

from collections.abc import Iterable

from bri_data.model import report_year


def said(year: int | None, known: Iterable[int]) -> str:
    """`2025`, or `2022–2026` for every year (None) of `known`; "" when there is none."""
    if year is not None:
        return report_year.name(year)
    ends = sorted(known)
    if not ends:
        return ""
    first, last = report_year.name(ends[0]), report_year.name(ends[-1])
    return first if first == last else f"{first}\u2013{last}"
