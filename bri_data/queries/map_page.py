"""Where did the Bureau go, whom did it receive, and what does each city hold?

Every function takes a cursor and a calendar year, or None for every year; public records only. `counted` is false for
a record that belongs to no declared total although its year declares totals.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from duckdb import DuckDBPyConnection

from .overview import MARKS

_OF_THE_YEAR = "($year IS NULL OR r.year = $year)"


def city_marks(con: DuckDBPyConnection, year: int | None, most: int = 8) -> pd.DataFrame:
    """What each city of the map holds: the columns of queries.overview.city_marks."""
    return con.execute(
        MARKS.format(counted="NOT r.off_total", scope=_OF_THE_YEAR),
        {"year": year, "most": most},
    ).df()


def placed(con: DuckDBPyConnection, year: int | None, cities: Sequence[str] | None = None) -> pd.DataFrame:
    """Every record with a city of the map (among `cities`, where given), once per city: `name`, `name_en`, `country`,
    `latitude`, `longitude`,
    `record_id`, `kind`, `state`, `label`, `label_en`, `source_ids` (of the city's place); by city, then
    date. As long as the data: to be taken away."""
    return con.execute(
        f"""
        SELECT c.name, c.name_en, c.country, c.latitude, c.longitude, r.record_id, r.kind, r.state, r.label, r.label_en,
               c.source_ids
        FROM (SELECT *, unnest(r.places) AS city_id FROM records r WHERE {_OF_THE_YEAR}) r JOIN cities c USING (city_id)
        WHERE $cities IS NULL OR list_contains($cities, c.city_id)
        ORDER BY c.city_id, r.start_first, r.record_id
        """,  # noqa: S608 - constants of this module
        {"year": year, "cities": cities},
    ).df()


def city_records(con: DuckDBPyConnection, city_id: str, year: int | None, most: int = 40) -> pd.DataFrame:
    """What one city holds: `record_id`, `record_table`, `kind`, `state`, `counted`, `title`, `title_en`, `start`,
    `end`, `axes`, `place_id`, `in_city` (all of its records); latest first, undated last, at most `most` rows."""
    return con.execute(
        f"""
        SELECT r.record_id, r.record_table, r.kind, r.state, NOT r.off_total AS counted, r.title, r.title_en,
               r.start, r."end", r.axes, r.place_id, count(*) OVER () AS in_city
        FROM records r
        WHERE list_contains(r.places, $city) AND {_OF_THE_YEAR}
        ORDER BY r.state = 'named', r.start_first DESC NULLS LAST, r.record_id LIMIT $most
        """,  # noqa: S608 - constants of this module
        {"year": year, "city": city_id, "most": most},
    ).df()


def unplaced(con: DuckDBPyConnection, year: int | None) -> int:
    """How many records of the year lie in no city of the map: held in the home city, or with no city at all."""
    row = con.execute(
        f"""
        SELECT count(*) FROM records r
        WHERE {_OF_THE_YEAR} AND len(coalesce(r.places, [])) = 0
        """,  # noqa: S608 - constants of this module
        {"year": year},
    ).fetchone()
    return int(row[0]) if row else 0


def rows(
    con: DuckDBPyConnection, year: int | None, most: int = 200, cities: Sequence[str] | None = None
) -> pd.DataFrame:
    """The rows behind the map, one per city (among `cities`, where given) and record: `city`, `city_en`, `record_id`,
    `kind`, `state`, `counted_in`,
    `off_total`, `title`, `title_en`, `start`, `end`, `date_basis`, `source_titles`, `source_urls` (in the row's
    order), `source_locator`, `all_rows` (how many there are); by city in French order, then date; at most `most`."""
    return con.execute(
        f"""
        SELECT c.name AS city, c.name_en AS city_en, r.record_id, r.kind, r.state, r.counted_in, r.off_total,
               r.title, r.title_en, r.start, r."end", r.date_basis, r.source_titles, r.source_urls,
               r.source_locator, p.all_rows
        FROM (
            SELECT place_in_time, city_id, count(*) OVER () AS all_rows
            FROM (SELECT r.rowid AS place_in_time, unnest(r.places) AS city_id FROM records r WHERE {_OF_THE_YEAR})
            JOIN (SELECT city_id, name COLLATE fr AS alphabet FROM cities) USING (city_id)
            WHERE $cities IS NULL OR list_contains($cities, city_id)
            ORDER BY alphabet, place_in_time LIMIT $most
        ) p JOIN records r ON r.rowid = p.place_in_time JOIN cities c ON c.city_id = p.city_id
        ORDER BY c.name COLLATE fr, r.start_first, r.record_id
        """,  # noqa: S608 - constants of this module
        {"year": year, "most": most, "cities": cities},
    ).df()


def declared(con: DuckDBPyConnection, year: int | None) -> pd.DataFrame:
    """Which report declares the year's totals: `source_title`, one row per figure; empty for every year or none."""
    return con.execute(
        """
        SELECT s.title AS source_title FROM indicators i JOIN sources s ON s.source_id = i.source_ids[1]
        WHERE i.year = ? ORDER BY i.line
        """,
        [year],
    ).df()


def cited_sources(con: DuckDBPyConnection, year: int | None, cities: Sequence[str] | None = None) -> pd.DataFrame:
    """The documents that the records on the map (those of `cities`, where given) rest on, most used first: `title`,
    `published`, one row each."""
    return con.execute(
        f"""
        SELECT s.title, s.published, used.records
        FROM (
            SELECT source_id, count(*) AS records
            FROM (SELECT unnest(r.source_ids) AS source_id FROM records r WHERE {_OF_THE_YEAR} AND len(r.places) > 0
                  AND ($cities IS NULL OR list_has_any(r.places, $cities)))
            GROUP BY source_id
        ) used JOIN sources s USING (source_id)
        ORDER BY records DESC, source_id
        """,  # noqa: S608 - constants of this module
        {"year": year, "cities": cities},
    ).df()
