"""Every question about agreements and networks at once, for whoever tells them."""

from __future__ import annotations

from itertools import chain

import pandas as pd
from duckdb import DuckDBPyConnection

from . import relations as queries


def answers(con: DuckDBPyConnection, *, is_whole: bool, most: int = queries.MOST) -> dict[str, pd.DataFrame]:
    """The answers under the names of their questions (queries.relations); `is_whole` says that the cursor speaks of
    every record."""
    agreements = queries.agreements(con, most)
    roles = queries.roles(con, kept_only=not is_whole, most=most)
    cities = list(dict.fromkeys(chain.from_iterable(agreements["cities"])))
    partners = list(dict.fromkeys([*chain.from_iterable(agreements["partners"]), *roles["partner_id"]]))
    return {"agreements": agreements, "roles": roles, "contacts": queries.contacts(con, cities, partners)}
