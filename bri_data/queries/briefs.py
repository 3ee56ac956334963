"""One brief: the city, partner, activity or agreement itself, the records that bear on it, and what stands behind them.

Only what the views `records` and `record_cities` show is reached: an activity kept internal has no brief, and neither
its outcomes, trips, amounts nor documents are ever found. Lists of things with a brief of their own hold
{id, name, name_en} (name_en may be null).
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from duckdb import DuckDBPyConnection

# The column of each kind of subject that an address names, by the address's own word.
SUBJECTS = {
    "ville": "SELECT city_id AS id, * FROM cities WHERE city_id = ?",
    "partenaire": """
        SELECT p.partner_id AS id, p.*, c.name AS city_name, c.name_en AS city_name_en
        FROM partners p LEFT JOIN cities c USING (city_id) WHERE p.partner_id = ?""",
    "activite": """
        SELECT a.activity_id AS id, a.*, r.label, r.label_en, r.state, r.year,
               place.name AS place_name, place.name_en AS place_name_en
        FROM activities a JOIN records r ON r.record_id = a.activity_id AND r.record_table = 'activities'
        LEFT JOIN cities place ON place.city_id = a.place_id WHERE a.activity_id = ?""",
    "entente": """
        SELECT a.agreement_id AS id, a.*, r.label, r.label_en, r.state, r.year
        FROM agreements a JOIN records r ON r.record_id = a.agreement_id AND r.record_table = 'agreements'
        WHERE a.agreement_id = ?""",
}


def subject(con: DuckDBPyConnection, kind: str, code: str) -> pd.DataFrame:
    """The one row of the subject, `id` first, then every column of its table (activities and agreements also have
    `state`, `year`, `label`); empty when the public data have no such subject. KeyError for an unknown kind."""
    return con.execute(SUBJECTS[kind], [code]).df()


def record_ids(con: DuckDBPyConnection, kind: str, code: str) -> list[str]:
    """The public records that bear on the subject, in no order: those of a city, with a partner, or the record itself.

    A city's are those drawn at it; the home city's, which are drawn nowhere, those held in it or signed by it alone.
    """
    sql = {
        "ville": """
            SELECT record_id FROM records JOIN record_cities USING (record_id) WHERE city_id = $code
            UNION
            SELECT record_id FROM records JOIN cities ON city_id = $code AND is_home
            WHERE place_id = $code OR list_contains(records.city_ids, $code)""",
        "partenaire": "SELECT record_id FROM records WHERE list_contains(partner_ids, $code)",
        "activite": "SELECT record_id FROM records WHERE record_id = $code AND record_table = 'activities'",
        "entente": "SELECT record_id FROM records WHERE record_id = $code AND record_table = 'agreements'",
    }[kind]
    return [row[0] for row in con.execute(sql, {"code": code}).fetchall()]


def entries(con: DuckDBPyConnection, ids: Sequence[str], most: int = 5000) -> pd.DataFrame:
    """One row per record: `record_id`, `record_table`, `kind`, `nature`, `state`, `title`, `title_en`, `label`,
    `label_en`, `start`, `end`, `start_precision`, `last_day`, `year`, `date_basis`, `off_total` (its year has declared
    totals and it is in none), `counted_in`, `axes`, `place_id`, `agreement_kind`, `status`, `expires`, `amount_cad`,
    `objective`, `objective_en`, `paid_by`, `source_ids`, `source_locator`, the lists `cities`,
    `partners`, `functions`, `themes`,
    what is known of an activity's cost and routing (`has_expense`, `has_trip`: a published itinerary,
    `has_travellers`).

    Newest first: by year, those known to the year only at its end; no date last. At most `most` rows.
    """
    return con.execute(
        """
        WITH chosen AS (
            SELECT * FROM records WHERE record_id IN (SELECT unnest($ids))
            ORDER BY year DESC NULLS LAST, start_precision = 'year', start_first DESC, record_id LIMIT $most
        ), located AS (
            SELECT record_id, list({id: city_id, name: name, name_en: name_en} ORDER BY position) AS cities
            FROM record_cities JOIN cities USING (city_id) WHERE record_id IN (SELECT record_id FROM chosen)
            GROUP BY record_id
        ), partnered AS (
            SELECT record_id, list({id: partner_id, name: name, name_en: name_en} ORDER BY position) AS partners
            FROM (
                SELECT record_id, unnest(partner_ids) AS partner_id, generate_subscripts(partner_ids, 1) AS position
                FROM chosen
            ) JOIN partners USING (partner_id) GROUP BY record_id
        ), attended AS (
            SELECT activity_id AS record_id,
                   list({id: code, name: label, name_en: label_en} ORDER BY position) AS functions
            FROM activity_functions JOIN functions ON code = function_id
            WHERE activity_id IN (SELECT record_id FROM chosen WHERE record_table = 'activities') GROUP BY ALL
        ), themed AS (
            SELECT record_id, list({id: code, name: t.label, name_en: t.label_en} ORDER BY position) AS themes
            FROM (
                SELECT record_id, unnest(theme_ids) AS code, generate_subscripts(theme_ids, 1) AS position FROM chosen
            ) JOIN themes t USING (code) GROUP BY record_id
        )
        SELECT r.*, cities, partners, functions, themes, a.status, a.expires, a.amount_cad,
               act.objective, act.objective_en, act.paid_by,
               r.record_id IN (SELECT activity_id FROM expense_activities) AS has_expense,
               r.record_id IN (SELECT activity_id FROM trips WHERE NOT assumed) AS has_trip,
               r.record_id IN (SELECT activity_id FROM known_headcounts) AS has_travellers
        FROM chosen r LEFT JOIN located USING (record_id) LEFT JOIN partnered USING (record_id)
        LEFT JOIN attended USING (record_id) LEFT JOIN themed USING (record_id)
        LEFT JOIN agreements a ON r.record_table = 'agreements' AND a.agreement_id = r.record_id
        LEFT JOIN activities act ON r.record_table = 'activities' AND act.activity_id = r.record_id
        ORDER BY r.year DESC NULLS LAST, r.start_precision = 'year', r.start_first DESC, r.record_id
        """,
        {"ids": list(ids), "most": most},
    ).df()


def counts_by_year(con: DuckDBPyConnection, ids: Sequence[str]) -> pd.DataFrame:
    """All records, counted: `year` (null without a date), `kind`, `state`, `off_total`, `n`; by year, latest first."""
    return con.execute(
        """
        SELECT year, kind, state, off_total, count(*) AS n
        FROM records WHERE record_id IN (SELECT unnest(?))
        GROUP BY ALL ORDER BY year DESC NULLS LAST, off_total, kind, state
        """,
        [list(ids)],
    ).df()


def themes(con: DuckDBPyConnection, ids: Sequence[str]) -> pd.DataFrame:
    """Themes of the records: `name`, `name_en`, `n` records bearing each; most frequent first.

    A record counts once in each of its themes: rows do not add up to the records.
    """
    return con.execute(
        """
        SELECT t.label AS name, t.label_en AS name_en, count(*) AS n
        FROM (SELECT unnest(theme_ids) AS code FROM records WHERE record_id IN (SELECT unnest(?))) JOIN themes t
        USING (code) GROUP BY ALL ORDER BY n DESC, min(t.line)
        """,
        [list(ids)],
    ).df()


def functions(con: DuckDBPyConnection, ids: Sequence[str]) -> pd.DataFrame:
    """Functions (never names) that took part: `name`, `name_en`, `n` activities; most frequent first."""
    return con.execute(
        """
        SELECT f.label AS name, f.label_en AS name_en, count(*) AS n
        FROM activity_functions af JOIN functions f ON f.code = af.function_id
        JOIN records r ON r.record_id = af.activity_id AND r.record_table = 'activities'
        WHERE r.record_id IN (SELECT unnest(?)) GROUP BY ALL ORDER BY n DESC, min(f.line)
        """,
        [list(ids)],
    ).df()


def outcomes(con: DuckDBPyConnection, ids: Sequence[str], most: int = 300) -> pd.DataFrame:
    """Outcomes of the records: `activity_id`, `agreement_id`, `axis`, `statement`, `statement_en`, `due`, `status`,
    `source_ids`, `source_locator`; in the file's order. One tied to anything that is not public is left out."""
    return con.execute(
        """
        SELECT o.activity_id, o.agreement_id, o.axis, o.statement, o.statement_en, o.due, o.status,
               o.source_ids, o.source_locator
        FROM outcomes o
        LEFT JOIN records act ON act.record_id = o.activity_id AND act.record_table = 'activities'
        LEFT JOIN records agr ON agr.record_id = o.agreement_id AND agr.record_table = 'agreements'
        WHERE (act.record_id IN (SELECT unnest($ids)) OR agr.record_id IN (SELECT unnest($ids)))
          AND (o.activity_id IS NULL OR act.record_id IS NOT NULL)
          AND (o.agreement_id IS NULL OR agr.record_id IS NOT NULL)
        ORDER BY o.line LIMIT $most
        """,
        {"ids": list(ids), "most": most},
    ).df()


def roles(con: DuckDBPyConnection, partner_id: str) -> pd.DataFrame:
    """The City's roles in a network: `role`, `title`, `title_en`, `start`, `end`, `attested`, `source_ids`,
    `source_locator`; latest start first, no start last."""
    return con.execute(
        """
        SELECT role, title, title_en, start, "end", attested, source_ids, source_locator
        FROM roles WHERE partner_id = ? ORDER BY start_first DESC NULLS LAST, line
        """,
        [partner_id],
    ).df()


def places(con: DuckDBPyConnection, ids: Sequence[str], most: int = 300) -> pd.DataFrame:
    """The cities of the records, home apart: `city_id`, `name`, `name_en`, `country`, `latitude`, `longitude`,
    `first_position` (the earliest stop), `n` records; by that stop, then most records first."""
    return con.execute(
        """
        SELECT city_id, name, name_en, country, latitude, longitude, min(position) AS first_position,
               count(DISTINCT record_id) AS n
        FROM record_cities JOIN cities USING (city_id)
        WHERE record_id IN (SELECT record_id FROM records) AND record_id IN (SELECT unnest(?))
        GROUP BY ALL ORDER BY first_position, n DESC, name LIMIT ?
        """,
        [list(ids), most],
    ).df()


def sources(con: DuckDBPyConnection, source_ids: Sequence[str]) -> pd.DataFrame:
    """Those documents: `source_id`, `title`, `publisher`, `url`, `published`, `is_indirect`; latest first."""
    return con.execute(
        """
        SELECT source_id, title, publisher, url, published, is_indirect
        FROM sources WHERE source_id IN (SELECT unnest(?)) ORDER BY published_first DESC NULLS LAST, source_id
        """,
        [list(source_ids)],
    ).df()


def home_city(con: DuckDBPyConnection) -> pd.DataFrame:
    """The Bureau's own city, one row: `name`, `name_en`, `latitude`, `longitude`."""
    return con.execute("SELECT name, name_en, latitude, longitude FROM cities WHERE is_home").df()
