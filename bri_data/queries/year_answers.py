"""Everything the story of one year needs, asked at once: for the slides, the report, the files."""

from __future__ import annotations

from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

from . import carbon, landmarks, themes, timeline
from .overview_answers import answers as overview_answers


def answers(con: DuckDBPyConnection, year: int) -> dict[str, Any]:
    """The answers of the year under their function's name, each documented where it is defined; those of
    queries.overview_answers, and:

    Of queries.timeline: `calendar`, `counts`, `items`. Of queries.themes, by theme: `groups`, `cells`,
    `themes_of_totals`, `coverage`, `kinds`. Of queries.carbon: `declared_years`. Of queries.landmarks: `landmarks`. Of
    this module: `agreements`.
    """
    return {
        **overview_answers(con, year),
        "calendar": timeline.calendar(con, year),
        "counts": timeline.counts(con, year),
        "items": timeline.items(con, year),
        "groups": themes.groups(con, year, "themes"),
        "cells": themes.cells(con, year, "themes"),
        "themes_of_totals": themes.themes_of_totals(con, year),
        "coverage": themes.coverage(con, year, "themes"),
        "kinds": themes.kinds(con, year, "themes"),
        "declared_years": carbon.declared_years(con),
        "agreements": agreements(con, year),
        "landmarks": landmarks.landmarks(con, year),
    }


def agreements(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """The public agreements signed in the year, counted in its declared total, or ending with it: `record_id`,
    `agreement_kind`, `state`, `counted`, `counted_in`, `off_total`, `signed_now` (signed or counted this year),
    `title`, `title_en`, `label`, `label_en`, `start`, `end` (EDTF, may be null), `status`, `source_titles`,
    `source_locator`; signed ones first, by date."""
    return con.execute(
        """
        SELECT r.record_id, r.agreement_kind, r.state, coalesce(r.counted_in = $year, false) AS counted,
               r.counted_in, r.off_total,
               coalesce(r.year = $year OR r.counted_in = $year, false) AS signed_now, r.title, r.title_en,
               r.label, r.label_en, a.signed AS start, a.expires AS "end", a.status, r.source_titles, r.source_locator
        FROM records r JOIN agreements a ON r.record_table = 'agreements' AND a.agreement_id = r.record_id
        WHERE r.year = $year OR r.counted_in = $year OR report_year(a.expires_last) = $year
        ORDER BY signed_now DESC, r.start_first, r.record_id
        """,
        {"year": year},
    ).df()
