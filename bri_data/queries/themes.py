"""What the activities are about: by theme, by municipal service or by partner's sector, and on which axis.

Every function takes a cursor, a calendar year (None: every year) and `by` (what the rows of the matrix are). Public
records only: those of the year, and those that its declared totals count. A record bears each of its themes. A theme
of a record stands under the axes where a source puts it; its services and sectors stand under the record's own axes.
No sum over themes or axes is a number of activities.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd
from duckdb import DuckDBPyConnection

By = Literal["themes", "services", "secteurs"]

# `chosen`: the year's records, each by its place in time (`records` is in that order), with the axes it stands under.
_CHOSEN = """
    WITH chosen AS (
        SELECT rowid AS place_in_time, kind, state, CASE WHEN len(axes) > 0 THEN axes ELSE ['aucun'] END AS columns,
               theme_ids, theme_axes, service_ids, partner_ids,
               coalesce(counted_in = $year, $year IS NULL AND NOT off_total, false) AS counted
        FROM records WHERE $year IS NULL OR year = $year OR counted_in = $year
    )
"""
# `filed`: one row per record and theme, service or sector, each pair once, with what `chosen` says of the record.
# `labelled`: what a code is called.
_FILED: dict[By, str] = {
    "themes": """
    , themed AS (
        SELECT place_in_time, kind, state, counted, code,
               list_distinct(list_transform(
                   list_filter(coalesce(theme_axes, []), lambda pair: starts_with(pair, code || ':')),
                   lambda pair: split_part(pair, ':', 2))) AS put
        FROM (SELECT *, unnest(theme_ids) AS code FROM chosen)
    )
    , filed AS (SELECT *, CASE WHEN len(put) > 0 THEN put ELSE ['aucun'] END AS columns FROM themed)
    , labelled AS (SELECT code, label AS name, label_en AS name_en FROM themes)
    """,
    "services": """
    , filed AS (SELECT place_in_time, kind, state, columns, counted, unnest(service_ids) AS code FROM chosen)
    , labelled AS (SELECT code, label AS name, label_en AS name_en FROM services)
    """,
    "secteurs": """
    , filed AS (
        SELECT DISTINCT place_in_time, kind, state, columns, counted, sector AS code
        FROM (SELECT *, unnest(partner_ids) AS partner_id FROM chosen) JOIN partners USING (partner_id)
    )
    , labelled AS (SELECT NULL::VARCHAR AS code, NULL::VARCHAR AS name, NULL::VARCHAR AS name_en WHERE false)
    """,
}


def held(con: DuckDBPyConnection, year: int | None) -> frozenset[str]:
    """Which of "themes", "services" and "secteurs" at least one record of the year names."""
    row = con.execute(
        """
        SELECT bool_or(len(theme_ids) > 0),
               bool_or(len(service_ids) > 0),
               bool_or(len(partner_ids) > 0)
        FROM records WHERE $year IS NULL OR year = $year OR counted_in = $year
        """,
        {"year": year},
    ).fetchone()
    named = row or (None, None, None)
    return frozenset(by for by, found in zip(("themes", "services", "secteurs"), named, strict=True) if found)


def groups(con: DuckDBPyConnection, year: int | None, by: By) -> pd.DataFrame:
    """The rows of the matrix: `code`, `name`, `name_en` (null for a sector), `n` (distinct records), `uncounted`
    (of them, those in no declared total of the year), `announced`; most records first, then by name."""
    return _answer(
        con,
        """
        SELECT code, name, name_en, n, uncounted, announced
        FROM (
            SELECT code, count(*) AS n, count(*) FILTER (NOT counted) AS uncounted,
                   count(*) FILTER (state = 'announced') AS announced
            FROM filed GROUP BY code
        ) LEFT JOIN labelled USING (code)
        ORDER BY n DESC, coalesce(name, code) COLLATE fr
        """,
        year=year,
        by=by,
    )


def cells(con: DuckDBPyConnection, year: int | None, by: By) -> pd.DataFrame:
    """The matrix: `code`, `axis` (« aucun » when no source puts it under one), `kind`, `state`, `counted`, `n`
    (how many records)."""
    return _answer(
        con,
        """
        SELECT code, axis, kind, state, counted, count(*) AS n
        FROM (SELECT code, unnest(columns) AS axis, kind, state, counted FROM filed)
        GROUP BY ALL ORDER BY code, axis, counted DESC, kind, state
        """,
        year=year,
        by=by,
    )


def by_year(con: DuckDBPyConnection, by: By) -> pd.DataFrame:
    """The rows of the matrix of every year, year by year: `code`, `year` (null for a record without one), `n` (distinct
    records), `announced` (of them, those only announced); by code, then year."""
    return _answer(
        con,
        """
        SELECT f.code, r.year, count(*) AS n, count(*) FILTER (f.state = 'announced') AS announced
        FROM filed f JOIN records r ON r.rowid = f.place_in_time GROUP BY ALL ORDER BY f.code, r.year
        """,
        year=None,
        by=by,
    )


def kinds(con: DuckDBPyConnection, year: int | None, by: By, most: int = 8) -> pd.DataFrame:
    """The `most` rows of the matrix with most records, kind by kind: `code`, `name`, `name_en` (null for a sector),
    `kind`, `n` (distinct records); most records of all kinds first, then by name."""
    return _answer(
        con,
        """
        , counted AS (
            SELECT code, name, name_en, kind, count(*) AS n, sum(count(*)) OVER (PARTITION BY code) AS of_code
            FROM filed LEFT JOIN labelled USING (code)
            GROUP BY code, name, name_en, kind
        )
        SELECT code, name, name_en, kind, n FROM counted
        QUALIFY dense_rank() OVER (ORDER BY of_code DESC, coalesce(name, code) COLLATE fr, code) <= $most
        ORDER BY of_code DESC, coalesce(name, code) COLLATE fr, code, n DESC, kind
        """,
        year=year,
        by=by,
        most=most,
    )


def themes_of_totals(con: DuckDBPyConnection, year: int | None) -> pd.DataFrame:
    """Themes that a report names for a declared total as a whole, none of which can be tied to one activity:
    `indicator`, `value`, `axis` (may be null), `code`, `name`, `name_en`, `source_title`, `source_url`,
    `source_locator`; in the report's order. Empty when the year's reports name none."""
    return con.execute(
        """
        SELECT i.indicator, i.value, i.axis, t.code, t.label AS name, t.label_en AS name_en,
               s.title AS source_title, s.url AS source_url, i.source_locator
        FROM (
            SELECT *, unnest(theme_ids) AS theme_id, generate_subscripts(theme_ids, 1) AS position
            FROM indicators WHERE year = $year
        ) i
        JOIN themes t ON t.code = i.theme_id LEFT JOIN sources s ON s.source_id = i.source_ids[1]
        ORDER BY i.line, i.position
        """,
        {"year": year},
    ).df()


def coverage(con: DuckDBPyConnection, year: int | None, by: By, most: int = 8) -> pd.DataFrame:
    """Who has a theme (service, sector) and who has none: `kind`, `state`, `counted`, `filed`, `n`, and of the first
    `most` by date `record_ids`, `labels`, `labels_en`. The rows add up to the year's records."""
    return _answer(
        con,
        """
        , groups AS (
            SELECT kind, state, counted, place_in_time IN (SELECT place_in_time FROM filed) AS filed, count(*) AS n,
                   min(place_in_time, $most::BIGINT) AS first
            FROM chosen GROUP BY ALL
        ), named AS (
            SELECT rowid AS place_in_time, record_id, label, label_en FROM records
            WHERE rowid IN (SELECT unnest(first) FROM groups)
        )
        SELECT kind, state, counted, filed, n, list(record_id ORDER BY place_in_time) AS record_ids,
               list(label ORDER BY place_in_time) AS labels,
               list(coalesce(label_en, label) ORDER BY place_in_time) AS labels_en
        FROM (SELECT *, unnest(first) AS place_in_time FROM groups) JOIN named USING (place_in_time)
        GROUP BY kind, state, counted, filed, n ORDER BY kind, counted DESC, state
        """,
        year=year,
        by=by,
        most=most,
    )


def rows(
    con: DuckDBPyConnection,
    year: int | None,
    by: By,
    *,
    code: str | None = None,
    axis: str | None = None,
    most: int = 200,
) -> pd.DataFrame:
    """The records behind the matrix, or behind one of its rows (`code`) or cells (`code` and `axis`).

    `record_id`, `kind`, `state`, `counted_in`, `off_total`, `title`, `title_en`, `start`, `end`, `date_basis`, `axes`,
    `codes`, `names`,
    `names_en` (its themes, services or sectors; null for none), `source_titles`, `source_urls`, `source_locator`,
    `all_rows` (how many there are in all). By kind, then date; at most `most`.
    """
    asked = {"code": code, "axis": axis}
    asked_of_cell = code is not None or axis is not None
    of_code = "code = $code" if code is not None else "true"
    on_axis = "list_contains(columns, $axis)" if axis is not None else "true"
    # a record of no theme (service, sector) is among the rows of the whole matrix alone
    filed = f"place_in_time IN (SELECT place_in_time FROM filed WHERE {of_code} AND {on_axis})"  # noqa: S608 - constants
    wanted = filed if asked_of_cell else "true"
    return _answer(
        con,
        f"""
        , asked AS (
            SELECT r.*, r.rowid AS place_in_time, f.all_rows
            FROM (
                SELECT place_in_time, count(*) OVER () AS all_rows FROM chosen WHERE {wanted}
                ORDER BY kind, place_in_time LIMIT $most
            ) f JOIN records r ON r.rowid = f.place_in_time
        ), named AS (
            SELECT place_in_time, list(code ORDER BY code) AS codes, list(name ORDER BY code) AS names,
                   list(name_en ORDER BY code) AS names_en
            FROM filed LEFT JOIN labelled USING (code)
            WHERE place_in_time IN (SELECT place_in_time FROM asked) GROUP BY place_in_time
        )
        SELECT a.record_id, a.kind, a.state, a.counted_in, a.off_total, a.title, a.title_en, a.start, a."end",
               a.date_basis, a.axes,
               n.codes, n.names, n.names_en, a.source_titles, a.source_urls, a.source_locator, a.all_rows
        FROM asked a LEFT JOIN named n USING (place_in_time)
        ORDER BY a.kind, a.start_first, a.record_id
        """,  # noqa: S608 - constants of this function; values are bound
        year=year,
        by=by,
        most=most,
        **{name: value for name, value in asked.items() if value is not None},
    )


def _answer(con: DuckDBPyConnection, select: str, *, by: By, **values: object) -> pd.DataFrame:
    return con.execute(_CHOSEN + _FILED[by] + select, values).df()
