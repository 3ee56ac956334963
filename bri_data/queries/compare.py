# ruff: noqa: S608 - every piece of SQL put together here is a constant of this module; values are bound
"""Things side by side: years, cities, partners or themes, each with the public records that bear on it.

`what` is the address's word for the kind of thing (`annees`, `villes`, `partenaires`, `themes`), `codes` the things
compared. Every frame has a `code` column. Counts are of records: one that bears on two things is in both, so no sum
over things is a number of activities. `counted` is false for a record outside the declared totals of its year, where
that year has any.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd
from duckdb import DuckDBPyConnection

from bri_data.model.schema import KIND

What = Literal["annees", "villes", "partenaires", "themes"]

# One row per thing and record that bears on it: all columns of `records`, `code`, and `total_year`, the year whose
# declared totals the record is in or out of.
_TIED: dict[What, str] = {
    "annees": """
        SELECT code, CAST(code AS INTEGER) AS total_year, records.* FROM (SELECT unnest($codes) AS code)
        JOIN records ON records.year = CAST(code AS INTEGER) OR counted_in = CAST(code AS INTEGER)""",
    # a city's are those drawn at it; the home city's, drawn nowhere, those held in it or signed by it
    "villes": """
        SELECT city_id AS code, year AS total_year, records.* FROM records
        JOIN (SELECT DISTINCT record_id, city_id FROM record_cities WHERE list_contains($codes, city_id))
        USING (record_id)
        UNION ALL
        SELECT city_id, year, records.* FROM records JOIN cities
        ON is_home AND list_contains($codes, city_id) AND (place_id = city_id OR list_contains(city_ids, city_id))""",
    "partenaires": """
        SELECT code, year AS total_year, records.* FROM (SELECT unnest($codes) AS code)
        JOIN records ON list_contains(partner_ids, code)""",
    "themes": """
        SELECT code, year AS total_year, records.* FROM (SELECT unnest($codes) AS code)
        JOIN records ON list_contains(theme_ids, code)""",
}
_COUNTED = """(coalesce(counted_in = total_year, false) OR total_year IS NULL
               OR total_year NOT IN (SELECT year FROM indicators)) AS counted"""
_AXES_OF_THEME = """
    (SELECT list(DISTINCT p.axis) FROM record_theme_axes p WHERE p.record_id = tied.record_id AND p.theme_id = code)"""
_TIES = {
    "themes": """
        SELECT tied.code, t.code AS tie, t.label AS name, t.label_en AS name_en,
               NULL AS acronym, NULL AS acronym_en, record_id
        FROM (SELECT code, unnest(theme_ids) AS theme, record_id FROM tied) tied
        JOIN themes t ON t.code = theme""",
    "partenaires": """
        SELECT tied.code, partner_id AS tie, name, name_en, acronym, acronym_en, record_id
        FROM (SELECT code, unnest(partner_ids) AS partner, record_id FROM tied) tied
        JOIN partners ON partner_id = partner""",
    "villes": """
        SELECT tied.code, city_id AS tie, name, name_en, NULL AS acronym, NULL AS acronym_en, record_id
        FROM tied JOIN record_cities USING (record_id) JOIN cities USING (city_id)""",
}


def counts(con: DuckDBPyConnection, what: What, codes: Sequence[str]) -> pd.DataFrame:
    """The records by thing: `code`, `year` (null without a date), `kind`, `state`, `counted`, `n`; empty for none."""
    return _answer(
        con,
        what,
        codes,
        f"""
        SELECT code, year, kind, state, {_COUNTED}, count(*) AS n
        FROM tied GROUP BY ALL ORDER BY ALL
        """,
    )


def months(con: DuckDBPyConnection, years: Sequence[str]) -> pd.DataFrame:
    """When in the year: `code` (the year), `month` (1 to 12, null when not known), `kind`, `state`, `counted`, `n`."""
    return _answer(
        con,
        "annees",
        years,
        f"""
        SELECT code, CASE WHEN start_precision <> 'year' AND year = total_year THEN month(start_first) END AS month,
               kind, state, {_COUNTED}, count(*) AS n
        FROM tied GROUP BY ALL ORDER BY ALL
        """,
    )


def axes(con: DuckDBPyConnection, what: What, codes: Sequence[str]) -> pd.DataFrame:
    """On which axes: `code`, `axis` (« aucun » when no source gives one), `kind`, `state`, `counted`, `n`.

    A record filed under two axes is in both; that of a theme, where a source puts this theme.
    """
    under = _AXES_OF_THEME if what == "themes" else "axes"
    return _answer(
        con,
        what,
        codes,
        f"""
        , filed AS (
            SELECT code, unnest(CASE WHEN len(filed_under) > 0 THEN filed_under ELSE ['aucun'] END) AS axis, kind,
                   state, {_COUNTED}
            FROM (SELECT *, {under} AS filed_under FROM tied)
        )
        SELECT code, axis, kind, state, counted, count(*) AS n FROM filed GROUP BY ALL ORDER BY ALL
        """,
    )


def contacts(con: DuckDBPyConnection, what: What, codes: Sequence[str]) -> pd.DataFrame:
    """The first and the latest record held or signed: `code`, `is_first`, `is_last`, `kind`, `record_id`, `title`,
    `title_en`, `start`, `end`, `date_basis`; one row where both are the same, none without a date.

    In one year a dated record stands for the year before one known to the year only.
    """
    return _answer(
        con,
        what,
        codes,
        """
        , ends AS (
            SELECT code,
                   min({y: year, unsure: state <> 'dated', d: start_first - DATE '1970-01-01', id: record_id}).id
                       AS first_id,
                   min({y: -year, unsure: state <> 'dated', d: DATE '1970-01-01' - start_first, id: record_id}).id
                       AS last_id
            FROM tied WHERE state <> 'announced' AND start_first IS NOT NULL GROUP BY code
        )
        SELECT code, record_id = first_id AS is_first, record_id = last_id AS is_last, kind, record_id, title,
               title_en, start, "end", date_basis
        FROM tied JOIN ends USING (code) WHERE record_id IN (first_id, last_id) ORDER BY code, start_first
        """,
    )


def agreements(con: DuckDBPyConnection, what: What, codes: Sequence[str], most: int = 5) -> pd.DataFrame:
    """The agreements, latest first, no date last, at most `most` each: `code`, `record_id`, `kind`, `title`,
    `title_en`, `agreement_kind`, `start` (may be null), `status`, `found` (how many the thing has)."""
    return _answer(
        con,
        what,
        codes,
        """
        SELECT code, r.record_id, r.kind, r.title, r.title_en, a.kind AS agreement_kind, r.start, a.status,
               count(*) OVER (PARTITION BY code) AS found
        FROM tied r
        JOIN agreements a ON r.record_table = 'agreements' AND a.agreement_id = r.record_id
        QUALIFY row_number() OVER (PARTITION BY code ORDER BY r.start_first DESC NULLS LAST, r.record_id) <= $most
        ORDER BY code, r.start_first DESC NULLS LAST, r.record_id
        """,
        most=most,
    )


def ties(con: DuckDBPyConnection, what: What, codes: Sequence[str], to: What, most: int = 8) -> pd.DataFrame:
    """What else the records bear on, `to` being themes, partners or cities: `code`, `tie`, `name`, `name_en`,
    `acronym`, `acronym_en` (of a partner), `n` records, `shared` (by how many of the things compared), `found`
    (how many the thing has), `common` (how many of these all the things share).

    At most `most` each, those most shared first, then most records.
    """
    return _answer(
        con,
        what,
        codes,
        f"""
        , bound AS (
            SELECT code, tie, name, name_en, acronym, acronym_en, count(DISTINCT record_id) AS n
            FROM ({_TIES[to]}) GROUP BY ALL
        ),
        ranked AS (
            SELECT *, count(*) OVER (PARTITION BY tie) AS shared, count(*) OVER (PARTITION BY code) AS found FROM bound
        )
        SELECT *, count(*) FILTER (shared = len($codes)) OVER (PARTITION BY code) AS common FROM ranked
        QUALIFY row_number() OVER (PARTITION BY code ORDER BY shared DESC, n DESC, name, tie) <= $most
        ORDER BY code, shared DESC, n DESC, name, tie
        """,
        most=most,
    )


def blanks(con: DuckDBPyConnection, what: What, codes: Sequence[str]) -> pd.DataFrame:
    """What no source gives, counted: `code`, the sizes of the groups (`activities`, `missions`, `visits`, `placed`,
    `agreements`) and, in each, how many lack it (`activities_month`, `missions_cost`…)."""
    return _answer(
        con,
        what,
        codes,
        """
        , listed AS (
            SELECT r.*, r.record_table = 'activities' AS is_activity,
                   list_contains($placed, r.kind) AS is_placed, a.expires
            FROM tied r LEFT JOIN agreements a ON r.record_table = 'agreements' AND a.agreement_id = r.record_id
        )
        SELECT code,
            count(*) FILTER (is_activity) AS activities,
            count(*) FILTER (is_activity AND start_precision = 'year') AS activities_month,
            count(*) FILTER (is_activity AND start_precision = 'month') AS activities_day,
            count(*) FILTER (is_activity AND record_id NOT IN (SELECT activity_id FROM activity_functions))
                AS activities_people,
            count(*) FILTER (kind = 'mission') AS missions,
            count(*) FILTER (kind = 'mission' AND record_id NOT IN (SELECT activity_id FROM known_headcounts))
                AS missions_travellers,
            count(*) FILTER (kind = 'mission' AND record_id NOT IN (SELECT activity_id FROM expense_activities))
                AS missions_cost,
            count(*) FILTER (kind = 'accueil') AS visits,
            count(*) FILTER (kind = 'accueil' AND nature IS NULL) AS visits_nature,
            count(*) FILTER (is_placed) AS placed,
            count(*) FILTER (is_placed AND place_id IS NULL) AS placed_place,
            count(*) FILTER (NOT is_activity) AS agreements,
            count(*) FILTER (NOT is_activity AND start IS NULL) AS agreements_signed,
            count(*) FILTER (NOT is_activity AND expires IS NULL) AS agreements_expires
        FROM listed GROUP BY code ORDER BY code
        """,
        placed=[kind.code for kind in KIND.values() if kind.has_place],
    )


def rows(con: DuckDBPyConnection, what: What, codes: Sequence[str], most: int = 120) -> pd.DataFrame:
    """The records behind every figure, at most `most` each: `code`, `record_id`, `kind`, `state`, `off_total`,
    `counted_in`, `title`, `title_en`, `start`, `end`, `date_basis`, `source_titles`, `source_urls` (in the row's
    order), `source_locator`, `found` (how many the thing has); by kind, then date."""
    return _answer(
        con,
        what,
        codes,
        """
        , first AS (
            SELECT code, record_id, count(*) OVER (PARTITION BY code) AS found FROM tied
            QUALIFY row_number() OVER (PARTITION BY code ORDER BY kind, start_first, record_id) <= $most
        ), chosen AS (
            SELECT tied.*, found FROM tied JOIN first USING (code, record_id)
        )
        SELECT code, record_id, kind, state, off_total, counted_in, title, title_en, start, "end", date_basis,
               source_titles, source_urls, source_locator, found
        FROM chosen ORDER BY code, kind, start_first, record_id
        """,
        most=most,
    )


def cited_sources(con: DuckDBPyConnection, what: What, codes: Sequence[str]) -> pd.DataFrame:
    """The documents the records rest on, each once: `title`, `published` (EDTF, may be null); most used first."""
    return _answer(
        con,
        what,
        codes,
        """
        SELECT s.title, s.published
        FROM (SELECT DISTINCT record_id, unnest(source_ids) AS source_id FROM tied)
        JOIN sources s USING (source_id) GROUP BY s.source_id, s.title, s.published ORDER BY count(*) DESC, s.source_id
        """,
    )


def _answer(con: DuckDBPyConnection, what: What, codes: Sequence[str], sql: str, **values: object) -> pd.DataFrame:
    """The frame of `sql`, which reads `tied`: one row per thing and record."""
    return con.execute(f"WITH tied AS NOT MATERIALIZED ({_TIED[what]}) {sql}", {"codes": list(codes), **values}).df()
