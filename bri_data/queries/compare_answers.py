"""All the frames that one comparison is drawn from, asked in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from . import carbon, compare, landmarks, meeting, overview, variance
from .compare import What


def whole_of_years(con: DuckDBPyConnection, years: Sequence[int]) -> dict[str, Any]:
    """What no filter touches: `declared` and `kind_counts` (queries.overview, by year), `carbon`, and `changes`, what
    tells whether a change is to be explained: `series` (queries.variance), the `rules` of changes, `landmarks`."""
    return {
        "declared": {year: overview.declared(con, year) for year in years},
        "kind_counts": {year: overview.kind_counts(con, year) for year in years},
        "carbon": carbon.declared_years(con),
        "changes": {
            "series": variance.series(con),
            "rules": meeting.rules(con, of_changes=True),
            "landmarks": landmarks.landmarks(con),
        },
    }


def recorded_of_years(con: DuckDBPyConnection, codes: Sequence[str]) -> dict[str, Any]:
    """What is recorded in the years, as this cursor speaks of it: `counts`, `months`, `axes`."""
    return {
        "counts": compare.counts(con, "annees", codes),
        "months": compare.months(con, codes),
        "axes": compare.axes(con, "annees", codes),
    }


def recorded_of_things(
    con: DuckDBPyConnection, what: What, codes: Sequence[str], ties: Sequence[What]
) -> dict[str, Any]:
    """What is recorded with cities, partners or themes: the frames of queries.compare under their function's name;
    `ties` has one for each kind of thing of `ties`."""
    questions = (compare.counts, compare.axes, compare.contacts, compare.agreements, compare.blanks)
    frames: dict[str, Any] = {question.__name__: question(con, what, codes) for question in questions}
    frames["ties"] = {to: compare.ties(con, what, codes, to) for to in ties}
    return frames
