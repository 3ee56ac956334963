"""The year at a glance: what is declared, what is recorded, when, where, and on whose word.

Every function takes a cursor and a calendar year, counts public records only, and never adds a record that belongs
to no declared total to one (column `counted`).
"""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

# The marks of the map. `records` is in the order of time: the first rows of a group are its earliest. Of a group
# of more than twice `most`, which a disc shows as a number, two are enough.
MARKS = """
    WITH groups AS (
        SELECT city_id, kind, state, counted, count(*) AS n,
               min(place_in_time, $most::BIGINT)[:CASE WHEN count(*) > 2 * $most THEN 2 ELSE $most END] AS shown
        FROM (
            SELECT unnest(r.places) AS city_id, r.kind, r.state, {counted} AS counted, r.rowid AS place_in_time
            FROM records r WHERE {scope}
        )
        GROUP BY ALL
    )
    SELECT c.city_id, c.name, c.name_en, c.country, c.latitude, c.longitude, r.record_id, m.kind, m.state, m.counted,
           r.label, r.label_en, CASE WHEN number = len(shown) THEN n - len(shown) + 1 ELSE 1 END AS n
    FROM (SELECT *, unnest(shown) AS place_in_time, generate_subscripts(shown, 1) AS number FROM groups) m
    JOIN cities c USING (city_id) JOIN records r ON r.rowid = m.place_in_time
    ORDER BY c.city_id, m.place_in_time
"""


def years(con: DuckDBPyConnection) -> pd.DataFrame:
    """The years the data speak of: `year`, `has_report` (a total is declared for it); latest first.

    A year counts when an activity was held in it or a total declared for it. Old agreements beside these open no year;
    where there is nothing else, theirs do.
    """
    return con.execute(
        """
        SELECT year, bool_or(declared) AS has_report
        FROM (
            SELECT DISTINCT year, false AS declared FROM records WHERE record_table = 'activities'
            UNION ALL
            SELECT DISTINCT year, true FROM indicators
            UNION ALL
            SELECT DISTINCT year, false FROM records WHERE year IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM records WHERE record_table = 'activities')
                AND NOT EXISTS (SELECT 1 FROM indicators)
        )
        GROUP BY year ORDER BY year DESC
        """
    ).df()


def declared(con: DuckDBPyConnection, year: int | None) -> pd.DataFrame:
    """The figures declared for the year: `indicator`, `value`, `unit`, `axis`, `detail`, `detail_en`,
    `source_title`, `source_url` (of its first document), `source_ids`, `source_locator`, `line`; in the file's order.
    Empty where no report declares any, and for every year (None): they do not add up."""
    return con.execute(
        """
        SELECT i.indicator, i.value, i.unit, i.axis, i.detail, i.detail_en,
               s.title AS source_title, s.url AS source_url, i.source_ids, i.source_locator, i.line
        FROM indicators i LEFT JOIN sources s ON s.source_id = i.source_ids[1]
        WHERE i.year = ? ORDER BY i.line
        """,
        [year],
    ).df()


def kind_counts(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """Recorded rows: `kind`, `state`, `counted` (belongs to this year's declared total), `n`; empty for none."""
    return con.execute(
        """
        SELECT kind, state, coalesce(counted_in = $year, false) AS counted, count(*) AS n
        FROM records WHERE year = $year OR counted_in = $year
        GROUP BY ALL ORDER BY ALL
        """,
        {"year": year},
    ).df()


def dated_records(con: DuckDBPyConnection, year: int, most_per_month: int = 5) -> pd.DataFrame:
    """What happened in which month: `month` (1 to 12), `kind`, `state`, `counted`, `record_id`, `label`, `label_en`,
    `cities`, `cities_en` (names in the order of the stops, may be null), `in_month` (all records of that month).

    At most `most_per_month` rows a month, earliest first; records known to the year only are not here.
    """
    return con.execute(
        """
        SELECT f.month, r.kind, r.state, coalesce(r.counted_in = $year, false) AS counted, r.record_id, r.label,
               r.label_en, r.place_names AS cities, r.place_names_en AS cities_en, f.in_month
        FROM (
            SELECT rowid AS place_in_time, month(start_first) AS month,
                   count(*) OVER (PARTITION BY month(start_first)) AS in_month
            FROM records WHERE year = $year AND start_precision <> 'year'
            QUALIFY row_number() OVER (PARTITION BY month(start_first) ORDER BY start_first, kind, rowid) <= $most
        ) f JOIN records r ON r.rowid = f.place_in_time
        ORDER BY month_place(f.month), r.start_first, r.kind, r.record_id
        """,
        {"year": year, "most": most_per_month},
    ).df()


def year_only_counts(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """Records whose month is not known: `kind`, `state`, `counted`, `n`; empty for none."""
    return con.execute(
        """
        SELECT kind, state, coalesce(counted_in = $year, false) AS counted, count(*) AS n
        FROM records WHERE year = $year AND coalesce(start_precision, 'year') = 'year'
        GROUP BY ALL ORDER BY ALL
        """,
        {"year": year},
    ).df()


def city_marks(con: DuckDBPyConnection, year: int, most: int = 8) -> pd.DataFrame:
    """What each city of the map holds, by kind, state and `counted`: one row per record shown, at most `most` of each,
    two of those that are more than twice `most`.

    `city_id`, `name`, `name_en`, `country`, `latitude`, `longitude`, `record_id`, `kind`, `state`, `counted`, `label`,
    `label_en`, `n` (how many records the row stands for: the last one shown stands for all the rest). By city, then
    date. The home city itself has no rows.
    """
    return con.execute(
        MARKS.format(counted="coalesce(r.counted_in = $year, false)", scope="r.year = $year"),
        {"year": year, "most": most},
    ).df()


def home_city(con: DuckDBPyConnection) -> pd.DataFrame:
    """The Bureau's own city, one row: `city_id`, `name`, `name_en`, `country`, `latitude`, `longitude`."""
    return con.execute("SELECT city_id, name, name_en, country, latitude, longitude FROM cities WHERE is_home").df()


def axis_records(con: DuckDBPyConnection, year: int, most: int = 3) -> pd.DataFrame:
    """What the report files under each axis: `axis`, `kind`, `n`, `names`, `names_en` (of the first
    `most`, or of one more where that is all: the city, or the record's own short title).

    One row per axis and kind; a record filed under two axes counts once in each, so the rows do not add up to a total.
    """
    return con.execute(
        """
        WITH filed AS (
            SELECT unnest(r.axes) AS axis, r.kind, r.start_first, r.record_id,
                   coalesce(first_city.name, r.label) AS name, coalesce(first_city.name_en, r.label_en) AS name_en
            FROM records r
            LEFT JOIN cities first_city
            ON first_city.city_id = r.stops[1] AND NOT first_city.is_home AND r.kind <> 'entente'
            WHERE r.year = $year
        )
        SELECT axis, kind, n, names[1:shown] AS names, names_en[1:shown] AS names_en
        FROM (
            SELECT axis, kind, count(*) AS n, CASE count(*) WHEN $most + 1 THEN $most + 1 ELSE $most END AS shown,
                   list(name ORDER BY start_first, record_id) AS names,
                   list(coalesce(name_en, name) ORDER BY start_first, record_id) AS names_en
            FROM filed GROUP BY axis, kind
        )
        ORDER BY axis, kind
        """,
        {"year": year, "most": most},
    ).df()


def named_partners(con: DuckDBPyConnection, year: int | None) -> pd.DataFrame:
    """External partners the year's report names for certain, by name.

    One row each: `partner_id`, `name`, `name_en`, `acronym`, `acronym_en`.
    """
    return con.execute(
        """
        SELECT partner_id, name, name_en, acronym, acronym_en FROM partners
        WHERE list_contains(named_in, ?) AND is_external ORDER BY name COLLATE fr
        """,
        [year],
    ).df()


def recorded_partners(con: DuckDBPyConnection, year: int) -> int:
    """How many distinct organisations the year's records cite."""
    return _scalar(
        con, "SELECT count(DISTINCT p) FROM (SELECT unnest(partner_ids) AS p FROM records WHERE year = ?)", year
    )


def latest_carbon(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """The latest declared year of flights up to `year`: `travel_year`, `tonnes`, `cost_cad_before_tax`, or no row."""
    return con.execute(
        """
        SELECT travel_year, tonnes, cost_cad_before_tax FROM carbon_years
        WHERE travel_year <= ? ORDER BY travel_year DESC LIMIT 1
        """,
        [year],
    ).df()


def rows(con: DuckDBPyConnection, year: int, most: int = 200) -> pd.DataFrame:
    """The records behind every figure: `record_id`, `kind`, `state`, `counted`, `counted_in`, `off_total`, `title`,
    `title_en`, `label`, `label_en`, `start`, `end`, `date_basis`, `cities`, `cities_en`, `source_titles`, `source_urls`
    (in the row's order), `source_locator`, `year_rows` (all records of the year).

    By kind, then date; at most `most` records.
    """
    return con.execute(
        """
        SELECT r.record_id, r.kind, r.state, coalesce(r.counted_in = $year, false) AS counted, r.counted_in,
               r.off_total, r.title, r.title_en, r.label, r.label_en, r.start, r."end", r.date_basis,
               r.place_names AS cities, r.place_names_en AS cities_en, r.source_titles, r.source_urls, r.source_locator,
               f.year_rows
        FROM (
            SELECT rowid AS place_in_time, count(*) OVER () AS year_rows FROM records
            WHERE year = $year OR counted_in = $year ORDER BY kind, rowid LIMIT $most
        ) f JOIN records r ON r.rowid = f.place_in_time
        ORDER BY r.kind, r.start_first, r.record_id
        """,
        {"year": year, "most": most},
    ).df()


def cited_sources(con: DuckDBPyConnection, year: int | None) -> pd.DataFrame:
    """The documents that the records of the year (None: of every year) rest on: `source_id`, `title`, `publisher`,
    `url`, `kind`, `published`, `records` (how many rest on it); most used first."""
    return con.execute(
        """
        SELECT s.source_id, s.title, s.publisher, s.url, s.kind, s.published, used.records
        FROM (
            SELECT source_id, count(*) AS records
            FROM (
                SELECT unnest(source_ids) AS source_id FROM records
                WHERE $year IS NULL OR year = $year OR counted_in = $year
            )
            GROUP BY source_id
        ) used
        JOIN sources s USING (source_id)
        ORDER BY records DESC, source_id
        """,
        {"year": year},
    ).df()


def _scalar(con: DuckDBPyConnection, sql: str, year: int) -> int:
    row = con.execute(sql, [year]).fetchone()
    return int(row[0]) if row else 0
