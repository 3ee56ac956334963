"""Every question of a meeting at once, for whoever tells it."""

from __future__ import annotations

from datetime import date

import pandas as pd
from duckdb import DuckDBPyConnection

from . import meeting as queries


def answers(con: DuckDBPyConnection, since: date, today: date, *, is_whole: bool) -> dict[str, pd.DataFrame]:
    """The answers under the names of their questions (queries.meeting).

    `is_whole` says that the cursor speaks of every record.
    """
    return {
        "rules": queries.rules(con),
        "missions": queries.missions(con, today),
        "records": queries.records(con, since, today),
        "agreements": queries.agreements(con),
        "roles": queries.roles(con, today, kept_only=not is_whole),
        "credits_bought": queries.credits_bought(con),
        "outcomes": queries.outcomes(con),
        "published": queries.published(con, since, today),
    }
