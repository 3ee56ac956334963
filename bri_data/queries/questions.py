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


def travellers(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """Who travelled, by function: one row per mission held: `record_id`, `label`, `label_en`, `state`, `start`, `end`
    (EDTF), `functions`, `functions_en` (labels, by label so that nobody is ranked; empty where none is named),
    `source_titles`, `total` (all rows); latest first, at most `most`. A function says nothing of how many people held
    it."""
    return con.execute(
        """
        SELECT r.record_id, r.label, r.label_en, r.state, r.start, r."end",
               (SELECT coalesce(list(f.label ORDER BY f.label), []) FROM functions f
                WHERE list_contains(a.function_ids, f.code)) AS functions,
               (SELECT coalesce(list(coalesce(f.label_en, f.label) ORDER BY f.label), []) FROM functions f
                WHERE list_contains(a.function_ids, f.code)) AS functions_en,
               r.source_titles, count(*) OVER ()::INTEGER AS total
        FROM records r JOIN activities a ON a.activity_id = r.record_id
        WHERE r.kind = 'mission' AND r.state <> 'announced'
        ORDER BY r.last_day DESC NULLS LAST, r.record_id LIMIT $most
        """,
        {"most": most},
    ).df()


def partners(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """With whom: `partner_id`, `name`, `name_en`, `activities` (held, that name it), of the latest of these `start`,
    `end` (EDTF) and `precision`, `source_titles`, `total` (all partners); latest first, at most `most`."""
    return con.execute(
        """
        SELECT p.partner_id, coalesce(p.acronym, p.name) AS name,
               coalesce(p.acronym_en, p.name_en, p.acronym, p.name) AS name_en, count(*)::INTEGER AS activities,
               max_by(r.start, (r.last_day, r.start_first)) AS start,
               max_by(r.until, (r.last_day, r.start_first)) AS "end",
               max_by(r.start_precision, (r.last_day, r.start_first)) AS precision,
               list_distinct(flatten(list(r.source_titles))) AS source_titles, count(*) OVER ()::INTEGER AS total
        FROM (
            SELECT unnest(partner_ids) AS partner_id, start, coalesce("end", start) AS until, start_precision,
                   start_first, last_day, source_titles
            FROM records
            WHERE record_table = 'activities' AND state <> 'announced' AND start IS NOT NULL
        ) r JOIN partners p USING (partner_id)
        GROUP BY p.partner_id, p.acronym, p.name, p.acronym_en, p.name_en
        ORDER BY max(r.last_day) DESC, p.partner_id LIMIT $most
        """,
        {"most": most},
    ).df()


def kept(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """Every record that the cursor speaks of: `record_id`, `kind`, `state`, `label`, `label_en`, `start`, `end` (EDTF,
    may be null), `city_names`, `city_names_en` (empty where no city is known), `source_ids`, `source_titles`, `total`
    (all of them); latest first, those without a date last, at most `most`."""
    return con.execute(
        """
        SELECT record_id, kind, state, label, label_en, start, "end", coalesce(place_names, []) AS city_names,
               coalesce(place_names_en, []) AS city_names_en, source_ids, source_titles,
               count(*) OVER ()::INTEGER AS total
        FROM records ORDER BY last_day DESC NULLS LAST, record_id LIMIT $most
        """,
        {"most": most},
    ).df()


def declared(con: DuckDBPyConnection) -> pd.DataFrame:
    """What reports declare: `year`, `indicator`, `value`, `unit` (null for a count), `source_title`; latest year first,
    then in the file's order. A declared figure speaks of every record of its year, whatever the cursor keeps."""
    return con.execute(
        """
        SELECT i.year, i.indicator, i.value, i.unit, s.title AS source_title
        FROM indicators i LEFT JOIN sources s ON s.source_id = i.source_ids[1]
        ORDER BY i.year DESC, i.line
        """
    ).df()
