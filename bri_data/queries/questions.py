"""What councils ask of every year at once: where missions went, who travelled, with which partners, what is declared.

Public records only; a narrowed cursor answers about the records it keeps. Functions stand for people: no name is held.
"""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

MOST = 20_000


def stops(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """Where missions went: one row per mission held and city abroad or in the country (home left out): `record_id`,
    `label`, `label_en`, `state`, `year`, `start`, `end` (EDTF), `city_id`, `name`, `name_en`, `country`, `source_ids`,
    `source_titles`, `total` (all rows); latest first, at most `most`. Those only announced are left out."""
    return con.execute(
        """
        SELECT r.record_id, r.label, r.label_en, r.state, r.year, r.start, r."end", c.city_id, c.name, c.name_en,
               c.country, r.source_ids, r.source_titles, count(*) OVER ()::INTEGER AS total
        FROM records r JOIN record_cities USING (record_id) JOIN cities c USING (city_id)
        WHERE r.kind = 'mission' AND r.state <> 'announced' AND r.year IS NOT NULL
        ORDER BY r.last_day DESC, r.record_id, position LIMIT $most
        """,
        {"most": most},
    ).df()


def kinds(con: DuckDBPyConnection) -> pd.DataFrame:
    """How many activities are recorded: `kind`, `held` (they took place), `announced`, `first_year`, `last_year`; most
    first."""
    return con.execute(
        """
        SELECT kind, count(*) FILTER (state <> 'announced')::INTEGER AS held,
               count(*) FILTER (state = 'announced')::INTEGER AS announced,
               min(year)::INTEGER AS first_year, max(year)::INTEGER AS last_year
        FROM records WHERE record_table = 'activities' GROUP BY kind ORDER BY held DESC, kind
        """
    ).df()


def travellers(con: DuckDBPyConnection) -> pd.DataFrame:
    """Who travelled, by function: `code`, `label`, `label_en`, `missions` (held, in which the function is named),
    `source_titles` of these, then `unnamed`, the held missions that name none, and `total`, all of them; by label, so
    that nobody is ranked. A function says nothing of how many people held it."""
    return con.execute(
        """
        WITH held AS (
            SELECT r.record_id, coalesce(a.function_ids, []) AS functions, r.source_titles
            FROM records r JOIN activities a ON a.activity_id = r.record_id
            WHERE r.kind = 'mission' AND r.state <> 'announced'
        )
        SELECT f.code, f.label, f.label_en, count(*)::INTEGER AS missions,
               list_distinct(flatten(list(h.source_titles))) AS source_titles,
               (SELECT count(*) FROM held WHERE len(functions) = 0)::INTEGER AS unnamed,
               (SELECT count(*) FROM held)::INTEGER AS total
        FROM (SELECT unnest(functions) AS code, source_titles FROM held) h JOIN functions f USING (code)
        GROUP BY f.code, f.label, f.label_en ORDER BY f.label
        """
    ).df()


def partners(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """With whom: `partner_id`, `name`, `name_en`, `activities` (held, that name it), `last` (start of the latest,
    EDTF), `source_titles`, `total` (all partners); latest first, at most `most`."""
    return con.execute(
        """
        SELECT p.partner_id, coalesce(p.acronym, p.name) AS name,
               coalesce(p.acronym_en, p.name_en, p.acronym, p.name) AS name_en, count(*)::INTEGER AS activities,
               max_by(r.start, r.start_first) AS last,
               list_distinct(flatten(list(r.source_titles))) AS source_titles, count(*) OVER ()::INTEGER AS total
        FROM (
            SELECT unnest(partner_ids) AS partner_id, start, start_first, source_titles FROM records
            WHERE record_table = 'activities' AND state <> 'announced' AND start IS NOT NULL
        ) r JOIN partners p USING (partner_id)
        GROUP BY p.partner_id, p.acronym, p.name, p.acronym_en, p.name_en
        ORDER BY max(r.start_first) DESC, p.partner_id LIMIT $most
        """,
        {"most": most},
    ).df()


def kept(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """Every record that the cursor speaks of: `record_id`, `kind`, `state`, `label`, `label_en`, `start`, `end` (EDTF,
    may be null), `source_ids`, `source_titles`, `total` (all of them); latest first, those without a date last, at most
    `most`."""
    return con.execute(
        """
        SELECT record_id, kind, state, label, label_en, start, "end", source_ids, source_titles,
               count(*) OVER ()::INTEGER AS total
        FROM records ORDER BY last_day DESC NULLS LAST, record_id LIMIT $most
        """,
        {"most": most},
    ).df()


def declared(con: DuckDBPyConnection) -> pd.DataFrame:
    """What reports declare of missions and delegations: `year`, `indicator`, `value`, `source_title`; latest year
    first. A declared figure speaks of every record of its year, whatever the cursor keeps."""
    return con.execute(
        """
        SELECT i.year, i.indicator, i.value, s.title AS source_title
        FROM indicators i LEFT JOIN sources s ON s.source_id = i.source_ids[1]
        WHERE i.indicator IN ('missions', 'accueils') ORDER BY i.year DESC, i.line
        """
    ).df()
