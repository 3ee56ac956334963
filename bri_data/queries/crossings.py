"""Who was put together with what: the partners, themes and services that each record names."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

# beyond, a page would take seconds: the latest are kept, and the page says so
MOST = 20_000


def records(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """Every record that the cursor speaks of: `record_id`, `kind`, `state`, `label`, `label_en`, `year` (null without
    one), `counted_in`, `partners`, `themes`, `services` (codes, each once; [] for none), `source_ids`, `source_titles`,
    `total` (all of them); latest first, at most `most`."""
    return con.execute(
        """
        SELECT record_id, kind, state, label, label_en, year, counted_in,
               list_distinct(coalesce(partner_ids, [])) AS partners, list_distinct(coalesce(theme_ids, [])) AS themes,
               list_distinct(coalesce(service_ids, [])) AS services, source_ids, source_titles,
               count(*) OVER ()::INTEGER AS total
        FROM records ORDER BY start_first DESC NULLS LAST, record_id LIMIT $most
        """,
        {"most": most},
    ).df()


def names(con: DuckDBPyConnection) -> pd.DataFrame:
    """Everything that a record may name: `side` ("partners", "themes", "services"), `code`, `name`, `name_en` (a
    partner's acronym where it has one); by side, in the file's order."""
    return con.execute(
        """
        SELECT 'partners' AS side, partner_id AS code, coalesce(acronym, name) AS name,
               coalesce(acronym_en, name_en, acronym, name) AS name_en, line FROM partners
        UNION ALL BY NAME SELECT 'themes' AS side, code, label AS name, label_en AS name_en, line FROM themes
        UNION ALL BY NAME SELECT 'services' AS side, code, label AS name, label_en AS name_en, line FROM services
        ORDER BY side, line
        """
    ).df()
