"""What missions cost: published amounts, as they were published. No sum is made here: some amounts hold others."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

from .narrow import every_record

MOST = 20_000


def amounts(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """The amounts published about the records that the cursor speaks of, and what those hold: `expense_id`,
    `activity_ids` (all that it covers), `labels`, `labels_en` (their short names, in that order), `nature`,
    `category`, `amount_cad` (Canadian dollars), `published_on` (EDTF), `scope`, `scope_en`, `travellers` (persons
    that it covers, null when not said), `included_in` (the amount that holds it), `source_ids`, `source_titles`,
    `source_urls`, `source_locator`, `total` (all of them); in the file's order, at most `most`."""
    return con.execute(
        f"""
        WITH named AS (
            SELECT map_from_entries(list((record_id, label))) AS label,
                   map_from_entries(list((record_id, label_en))) AS label_en
            FROM {every_record(con)} WHERE record_id IN (SELECT unnest(activity_ids) FROM expenses)
        ), documents AS (
            SELECT map_from_entries(list((source_id, title))) AS title,
                   map_from_entries(list((source_id, url))) AS url FROM sources
        ), kept AS (
            SELECT expense_id FROM (SELECT expense_id, unnest(activity_ids) AS record_id FROM expenses)
            JOIN records USING (record_id)
        )
        SELECT e.expense_id, e.activity_ids,
               list_transform(e.activity_ids, lambda id: n.label[id]) AS labels,
               list_transform(e.activity_ids, lambda id: n.label_en[id]) AS labels_en,
               e.nature, e.category, e.amount_cad, e.published_on, e.scope, e.scope_en, e.travellers, e.included_in,
               e.source_ids, list_transform(e.source_ids, lambda id: d.title[id]) AS source_titles,
               list_transform(e.source_ids, lambda id: d.url[id]) AS source_urls, e.source_locator,
               count(*) OVER ()::INTEGER AS total
        FROM expenses e CROSS JOIN named n CROSS JOIN documents d
        WHERE e.expense_id IN (SELECT expense_id FROM kept) OR e.included_in IN (SELECT expense_id FROM kept)
        ORDER BY e.line LIMIT $most
        """,  # noqa: S608 - the name of a table
        {"most": most},
    ).df()
