"""What stands beside the records in time: elections, tariffs, policies, and the presidencies that the City held."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

MOST = 1_000


def landmarks(con: DuckDBPyConnection, year: int | None = None, most: int = MOST) -> pd.DataFrame:
    """The landmarks that touch a year (None: all of them), earliest first, at most `most`: `annotation_id`, `kind`,
    `title`, `title_en`, `start`, `end` (EDTF; `end` may be null), `explains` (declared figures whose change it
    explains, may be empty), `source_ids`, `source_titles`, `source_urls`, `source_locator`.

    They are the rows of the table of landmarks, and the presidencies and vice-presidencies whose beginning is known.
    They are no records: no filter narrows them. Empty where there is none.
    """
    return con.execute(
        """
        WITH every AS (
            SELECT annotation_id, kind, title, title_en, start, "end", start_first,
                   coalesce(end_last, start_last) AS last_day, explains, source_ids, source_locator, line
            FROM annotations
            UNION ALL
            SELECT role_id, 'mandat', title, title_en, start, "end", start_first, coalesce(end_last, start_last), [],
                   source_ids, source_locator, line FROM roles
            WHERE role IN ('presidence', 'vice_presidence') AND start IS NOT NULL
        ), documents AS (
            SELECT map_from_entries(list((source_id, title))) AS title, map_from_entries(list((source_id, url))) AS url
            FROM sources
        )
        SELECT annotation_id, kind, e.title, e.title_en, start, "end", explains, source_ids,
               list_transform(source_ids, lambda id: d.title[id]) AS source_titles,
               list_transform(source_ids, lambda id: d.url[id]) AS source_urls, source_locator
        FROM every e CROSS JOIN documents d
        WHERE $year IS NULL OR (start_first <= year_closes($year) AND last_day >= year_opens($year))
        ORDER BY start_first, last_day, kind, line LIMIT $most
        """,
        {"year": year, "most": most},
    ).df()
