"""Every question of the themes page at once, for whoever draws it."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

from . import overview
from . import themes as queries


def answers(con: DuckDBPyConnection, year: int | None, by: queries.By, *, is_whole: bool) -> dict[str, pd.DataFrame]:
    """The answers about `year` (None: every year), by theme, service or sector, under the names of their questions
    (queries.themes, overview).

    Where the cursor does not speak of every record (not `is_whole`), what is declared is empty: a total says nothing of
    a part.
    """
    declared, named = overview.declared(con, year), queries.themes_of_totals(con, year)
    return {
        "groups": queries.groups(con, year, by),
        "cells": queries.cells(con, year, by),
        "kinds": queries.kinds(con, year, by),
        "coverage": queries.coverage(con, year, by),
        "themes_of_totals": named if is_whole else named.head(0),
        "declared": declared if is_whole else declared.head(0),
        "cited_sources": overview.cited_sources(con, year),
        "named_partners": overview.named_partners(con, year),
    }
