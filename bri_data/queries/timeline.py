"""When things happened: the records of one year, and of all years side by side.

Public records only. Counts follow the year in which a record begins; one that began earlier and still runs is
`carried`: it may be drawn again, never counted again. A record without a date belongs to the year that counts it.
"""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection


def years(con: DuckDBPyConnection, asked: int | None = None) -> pd.DataFrame:
    """The years to choose from: `year`, `has_report`; latest first.

    Those in which an activity began or for which a total is declared, and `asked` when an agreement was signed in it;
    those of the agreements where there is nothing else.
    """
    return con.execute(
        """
        SELECT year, bool_or(declared) AS has_report
        FROM (
            SELECT DISTINCT year, false AS declared FROM records
            WHERE year IS NOT NULL AND (record_table = 'activities' OR year = $asked
                OR (NOT EXISTS (SELECT 1 FROM records WHERE record_table = 'activities')
                    AND NOT EXISTS (SELECT 1 FROM indicators)))
            UNION ALL
            SELECT DISTINCT year, true FROM indicators
        )
        GROUP BY year ORDER BY year DESC
        """,
        {"asked": asked},
    ).df()


def counts(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """How many records: `kind`, `state`, `year_only` (no month is known), `counted` (in this year's declared total),
    `n`; empty for a year without any. Carried records are not here."""
    return con.execute(
        """
        SELECT kind, state, coalesce(start_precision, 'year') = 'year' AS year_only,
               coalesce(counted_in = $year, false) AS counted, count(*) AS n
        FROM records WHERE year = $year OR (year IS NULL AND counted_in = $year)
        GROUP BY ALL ORDER BY ALL
        """,
        {"year": year},
    ).df()


def items(con: DuckDBPyConnection, year: int, most: int = 40) -> pd.DataFrame:
    """The records to draw, at most `most` of each kind with a month and `most` without; earliest first.

    `record_id`, `record_table`, `kind`, `state`, `carried`, `counted`, `year_only`, `title`, `title_en`, `label`,
    `label_en`, `start`, `end` (EDTF, may be null), `date_basis`, `cities`, `cities_en` (in the order of the stops).
    """
    return con.execute(
        """
        SELECT record_id, record_table, kind, state, coalesce(year < $year, false) AS carried,
               coalesce(counted_in = $year, false) AS counted, coalesce(start_precision, 'year') = 'year' AS year_only,
               title, title_en, label, label_en, start, "end", date_basis, place_names AS cities,
               place_names_en AS cities_en
        FROM records
        WHERE rowid IN (
            SELECT rowid FROM records
            WHERE (year = $year OR (start_first <= year_closes($year) AND last_day >= year_opens($year)
                   AND NOT (start_precision = 'year' AND year(last_day) = year(start_first))))
               OR (start_first IS NULL AND counted_in = $year)
            QUALIFY row_number() OVER (
                PARTITION BY kind, coalesce(start_precision, 'year') = 'year' ORDER BY start_first, last_day, rowid
            ) <= $most
        )
        ORDER BY start_first, last_day, kind, line
        """,
        {"year": year, "most": most},
    ).df()


def calendar(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """On which day things began: `kind`, `agreement_kind` (of an agreement), `state`, `month`, `day` (null when only
    the month is known), `n`; in the order of the year. Records known to the year only are not here."""
    return con.execute(
        """
        SELECT * FROM (
            SELECT kind, agreement_kind, state, month(start_first) AS month,
                   CASE WHEN start_precision = 'day' THEN day(start_first) END AS day, count(*) AS n
            FROM records WHERE year = ? AND start_precision <> 'year' GROUP BY ALL
        ) ORDER BY month_place(month), day NULLS LAST, kind, agreement_kind, state
        """,
        [year],
    ).df()


def month_items(con: DuckDBPyConnection, year: int, kinds: list[str], month: int, most: int = 200) -> pd.DataFrame:
    """The records of some kinds that began in one month, by day, at most `most`: the columns of `items`, and `found`
    (how many there are)."""
    return con.execute(
        """
        SELECT r.record_id, r.record_table, r.kind, r.state, false AS carried,
               coalesce(r.counted_in = $year, false) AS counted, false AS year_only, r.title, r.title_en, r.label,
               r.label_en, r.start, r."end", r.date_basis, r.place_names AS cities, r.place_names_en AS cities_en,
               f.found
        FROM (
            SELECT rowid AS place_in_time, count(*) OVER () AS found FROM records
            WHERE year = $year AND start_precision <> 'year' AND month(start_first) = $month
              AND list_contains($kinds, kind)
            ORDER BY start_first, start_precision = 'month', rowid LIMIT $most
        ) f JOIN records r ON r.rowid = f.place_in_time
        ORDER BY r.start_first, r.start_precision = 'month', r.record_id
        """,
        {"year": year, "kinds": kinds, "month": month, "most": most},
    ).df()


def cited_sources(con: DuckDBPyConnection) -> pd.DataFrame:
    """The documents that all records rest on, each once: `title`, `published` (EDTF, may be null); most used first."""
    return con.execute(
        """
        SELECT s.title, s.published
        FROM (SELECT unnest(source_ids) AS source_id FROM records) used JOIN sources s USING (source_id)
        GROUP BY s.source_id, s.title, s.published ORDER BY count(*) DESC, s.source_id
        """
    ).df()


def reports(con: DuckDBPyConnection) -> pd.DataFrame:
    """The reports that declare totals: `source_title`, latest year first."""
    return con.execute(
        """
        SELECT s.title AS source_title FROM indicators i JOIN sources s ON s.source_id = i.source_ids[1]
        GROUP BY s.title ORDER BY max(i.year) DESC
        """
    ).df()


def every_month(con: DuckDBPyConnection) -> pd.DataFrame:
    """All years at once: `year`, `month` (null when not known), `kind`, `state`, `n`; latest year first.

    A year with a report and no record has one row of null `kind`, `n` 0; records without any year have a null `year`,
    last.
    """
    return con.execute(
        """
        SELECT * FROM (
            SELECT year, CASE WHEN start_precision <> 'year' THEN month(start_first) END AS month, kind, state,
                   count(*) AS n
            FROM records GROUP BY ALL
            UNION ALL
            SELECT DISTINCT year, NULL::BIGINT, NULL, NULL, 0 FROM indicators
            WHERE year NOT IN (SELECT year FROM records WHERE year IS NOT NULL)
        ) ORDER BY year DESC NULLS LAST, month_place(month) NULLS LAST, kind, state
        """
    ).df()


def every_record(con: DuckDBPyConnection, most: int = 1_500) -> pd.DataFrame:
    """The records of all years that have one, earliest first, at most `most` of them.

    `record_id`, `record_table`, `kind`, `state`, `year`, `month` and `day` (null when not known), `title`, `title_en`,
    `start`, `end` (EDTF; `end` may be null).
    """
    return con.execute(
        """
        SELECT record_id, record_table, kind, state, year,
               CASE WHEN start_precision <> 'year' THEN month(start_first) END AS month,
               CASE WHEN start_precision = 'day' THEN day(start_first) END AS day,
               title, title_en, start, "end"
        FROM records WHERE year IS NOT NULL
        ORDER BY start_first, last_day, kind, line LIMIT $most
        """,
        {"most": most},
    ).df()
