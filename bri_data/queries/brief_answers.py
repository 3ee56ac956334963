"""All the frames that one brief is drawn from, asked in one go."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

from . import brief_activity, briefs


def answers(con: DuckDBPyConnection, kind: str, code: str) -> dict[str, pd.DataFrame] | None:
    """The frames of queries.briefs and brief_activity under their function's name; None for an unknown subject.

    `trips`, `expenses`, `documents` and `services` are there for an activity alone, `roles` for a partner alone.
    """
    subject = briefs.subject(con, kind, code)
    if subject.empty:
        return None
    ids = briefs.record_ids(con, kind, code)
    frames = {"subject": subject, "home": briefs.home_city(con)}
    for question in (briefs.entries, briefs.counts_by_year, briefs.themes, briefs.functions, briefs.places):
        frames[question.__name__] = question(con, ids)
    frames["outcomes"] = briefs.outcomes(con, ids)
    if kind == "partenaire":
        frames["roles"] = briefs.roles(con, code)
    if kind == "activite":
        for of_activity in (brief_activity.trips, brief_activity.expenses, brief_activity.documents):
            frames[of_activity.__name__] = of_activity(con, code)
        frames["services"] = brief_activity.services(con, code)
    frames["sources"] = briefs.sources(con, _cited(frames))
    return frames


def around(con: DuckDBPyConnection, frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """`entries` and `outcomes` of every record at the cities of a brief's records, as queries.briefs gives them.

    `frames` are those of `answers`. A record without a city brings itself alone.
    """
    own = list(frames["entries"]["record_id"])
    ids = {one for city in frames["places"]["city_id"] for one in briefs.record_ids(con, "ville", city)} | set(own)
    return {"entries": briefs.entries(con, sorted(ids)), "outcomes": briefs.outcomes(con, sorted(ids))}


def _cited(frames: dict[str, pd.DataFrame]) -> list[str]:
    """The ids of every document that a row of `frames` names."""
    cited: set[str] = set()
    for frame in frames.values():
        if "source_ids" in frame:
            for ids in frame["source_ids"]:
                cited.update(ids)
    return sorted(cited)
