"""The year of a page in words: one year, or the span of all of them."""

from __future__ import annotations

from collections.abc import Iterable


def said(year: int | None, known: Iterable[int]) -> str:
    """`2025`, or `2022–2026` for every year (None) of `known`; "" when there is none."""
    if year is not None:
        return str(year)
    ends = sorted(known)
    if not ends:
        return ""
    return str(ends[0]) if ends[0] == ends[-1] else f"{ends[0]}\u2013{ends[-1]}"
