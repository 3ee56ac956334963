# ruff: noqa: S608 - every piece of SQL put together here is a constant of this module
"""All that may be set side by side, and in how many records each thing stands."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

from .compare import What

_KNOWN: dict[What, str] = {
    "annees": """
        SELECT CAST(year AS VARCHAR) AS code, CAST(year AS VARCHAR) AS name, NULL AS name_en
        FROM (SELECT year FROM records WHERE record_table = 'activities' UNION SELECT year FROM indicators)
        WHERE year IS NOT NULL ORDER BY year DESC""",
    "villes": """
        SELECT city_id AS code, name, name_en, country, latitude, longitude, is_home,
               s.title AS source_title, s.url AS source_url, c.source_locator
        FROM cities c LEFT JOIN sources s ON s.source_id = c.source_ids[1] ORDER BY name COLLATE fr, city_id""",
    "partenaires": """
        SELECT partner_id AS code, name, name_en, acronym, acronym_en, sector
        FROM partners ORDER BY name COLLATE fr, partner_id""",
    "themes": "SELECT code, label AS name, label_en AS name_en FROM themes ORDER BY label COLLATE fr, code",
}
# Every thing and a record that bears on it, each pair once.
_EVERY: dict[What, str] = {
    "annees": """
        SELECT CAST(year AS VARCHAR) AS code, record_id FROM (
            SELECT year, record_id FROM records UNION SELECT counted_in, record_id FROM records
        ) WHERE year IS NOT NULL""",
    "villes": """
        SELECT DISTINCT city_id AS code, record_id FROM record_cities JOIN records USING (record_id)
        UNION ALL
        SELECT city_id, record_id FROM records JOIN cities
        ON is_home AND (place_id = city_id OR list_contains(city_ids, city_id))""",
    "partenaires": "SELECT unnest(list_distinct(partner_ids)) AS code, record_id FROM records",
    "themes": "SELECT unnest(list_distinct(theme_ids)) AS code, record_id FROM records",
}


def known(con: DuckDBPyConnection, what: What) -> pd.DataFrame:
    """Every thing that may be compared: `code`, `name`, `name_en` (may be null); years latest first, others by name.

    Cities also have `country`, `latitude`, `longitude`, `is_home`, `source_title`, `source_url`, `source_locator`;
    partners `acronym`, `acronym_en`, `sector`. A year counts when an activity was held in it or a total declared for
    it; old agreements alone open no year.
    """
    return con.execute(_KNOWN[what]).df()


def sizes(con: DuckDBPyConnection, what: What) -> pd.DataFrame:
    """How many records bear on each thing there is: `code`, `n`, announced ones included; those with none have no
    row; most records first. Years of old agreements alone are there too."""
    return con.execute(f"SELECT code, count(*) AS n FROM ({_EVERY[what]}) GROUP BY code ORDER BY n DESC, code").df()
