"""What came of the activities: the outcomes that sources state, and the missions with what each brought.

Every function takes a cursor and a calendar year (None: every year). Public rows only. An outcome belongs to the year
it is written for, else to that of the activity or agreement it hangs on.
"""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection


def outcomes(con: DuckDBPyConnection, year: int | None, *, whole: bool = True, most: int = 600) -> pd.DataFrame:
    """The outcomes of the year: `outcome_id`, `year`, `axis`, `statement`, `statement_en`, `due`, `status`, those of
    the record it hangs on (null for none) `record_id`, `kind`, `state`, `off_total`, `label`, `label_en`, then
    `source_ids`, `source_titles`, `source_urls` (in one order), `source_locator`, `total` (all of the year).

    In the file's order, at most `most`. Where `whole` is false (a filter keeps some records), only those that hang on
    a record kept.
    """
    return con.execute(
        """
        SELECT o.outcome_id, o.told AS year, o.axis, o.statement, o.statement_en, o.due, o.status,
               r.record_id, r.kind, r.state, r.off_total, r.label, r.label_en, o.source_ids,
               list_transform(o.source_ids, lambda id: t.titles[id]) AS source_titles,
               list_transform(o.source_ids, lambda id: t.urls[id]) AS source_urls,
               o.source_locator, count(*) OVER () AS total
        FROM (
            SELECT o.*, coalesce(act.record_id, agr.record_id) AS hangs_on,
                   CASE WHEN act.record_id IS NOT NULL THEN 'activities' ELSE 'agreements' END AS of_table,
                   coalesce(o.year, act.counted_in, act.year, agr.counted_in, agr.year) AS told
            FROM outcomes o
            LEFT JOIN records act ON act.record_id = o.activity_id AND act.record_table = 'activities'
            LEFT JOIN records agr ON agr.record_id = o.agreement_id AND agr.record_table = 'agreements'
            WHERE act.record_id IS NOT NULL OR agr.record_id IS NOT NULL
               OR ($whole AND o.activity_id IS NULL AND o.agreement_id IS NULL)
        ) o
        LEFT JOIN records r ON r.record_id = o.hangs_on AND r.record_table = o.of_table
        CROSS JOIN (SELECT map_from_entries(list((source_id, title))) AS titles,
                           map_from_entries(list((source_id, url))) AS urls FROM sources) t
        WHERE $year IS NULL OR o.told = $year
        ORDER BY o.line LIMIT $most
        """,
        {"year": year, "whole": whole, "most": most},
    ).df()


def missions(con: DuckDBPyConnection, year: int | None, most: int = 60) -> pd.DataFrame:
    """The missions of the year, held or counted in its total: `record_id`, `kind`, `state`, `off_total`, `title`,
    `title_en`, `label`, `label_en`, `start`, `end`, `date_basis`, `outcomes` (how many hang on it), `total` (all of
    the year's missions); those with most outcomes first, then by date; at most `most`. Those only announced are left
    out."""
    return con.execute(
        """
        SELECT r.record_id, r.kind, r.state, r.off_total, r.title, r.title_en, r.label, r.label_en, r.start, r."end",
               r.date_basis, coalesce(o.n, 0) AS outcomes, count(*) OVER () AS total
        FROM records r
        LEFT JOIN (SELECT activity_id, count(*) AS n FROM outcomes GROUP BY activity_id) o
               ON o.activity_id = r.record_id
        WHERE r.kind = 'mission' AND r.state <> 'announced'
          AND ($year IS NULL OR r.year = $year OR r.counted_in = $year)
        ORDER BY outcomes DESC, r.start_first, r.record_id LIMIT $most
        """,
        {"year": year, "most": most},
    ).df()


def cited_sources(con: DuckDBPyConnection, year: int | None, *, whole: bool = True) -> pd.DataFrame:
    """The documents that the outcomes of the year rest on: `source_id`, `title`, `publisher`, `url`, `kind`,
    `published`, `records` (how many outcomes rest on it); most used first."""
    ids = outcomes(con, year, whole=whole, most=2_000_000_000)["source_ids"]
    named = [code for codes in ids for code in codes]
    return con.execute(
        """
        SELECT source_id, title, publisher, url, kind, published, count(*) AS records
        FROM sources JOIN (SELECT unnest($named) AS source_id) USING (source_id)
        GROUP BY ALL ORDER BY records DESC, title
        """,
        {"named": named or [""]},
    ).df()
