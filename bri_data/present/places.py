"""Cities of the records as values: the home city, and the marks of what happened in each."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pandas as pd

from ..model.schema import KIND
from .geo.placement import CityMarks, Mark
from .geo.projection import Home
from .rows import localised, plain
from .words import Texts

_MARK_ORDER = tuple(KIND)


def city_marks(rows: pd.DataFrame, texts: Texts, *, totals: bool) -> list[CityMarks]:
    """The frame of queries.overview.city_marks as cities with their marks, counted ones and missions first.

    Without declared `totals` nothing is outside of one: every mark is drawn in full size.
    """
    cities = []
    for city_id, group in groupby(plain(rows), key=lambda row: row["city_id"]):
        records = list(group)
        first = records[0]
        marks = [
            Mark(
                row["record_id"],
                row["kind"],
                row["state"],
                localised(row, "label", texts),
                counted=row["counted"] or not totals,
                n=row["n"],
            )
            for row in records
        ]
        marks.sort(key=lambda mark: (not mark.counted, _MARK_ORDER.index(mark.kind)))
        name = localised(first, "name", texts)
        cities.append(CityMarks(city_id, name, first["latitude"], first["longitude"], tuple(marks), first["country"]))
    return cities


def home_of(row: dict[str, Any], texts: Texts) -> Home:
    """The home city from its row (queries.overview.home_city)."""
    return Home(localised(row, "name", texts), row["latitude"], row["longitude"])
