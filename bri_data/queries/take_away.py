# ruff: noqa: S608 - the SQL put together here is constants of this module; values are bound
"""The rows behind a page, whole: what a reader takes away is never cut short.

Public records only, through the view `records`: on a narrowed cursor, those the reader kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from duckdb import DuckDBPyConnection

from bri_data.model.listed import joined_sql

_AT_ONCE = 5_000
_FEW, _STRETCH = 50_000, 25_000  # records asked for at once, and in each stretch of more
_ORDER = "ORDER BY year NULLS LAST, start_first NULLS LAST, record_id"
_CHOSEN = """
    SELECT * FROM records
    WHERE ($year IS NULL OR year = $year OR counted_in = $year)
      AND ($ids IS NULL OR record_id IN (SELECT unnest($ids::VARCHAR[])))
"""


def count(con: DuckDBPyConnection, year: int | None, ids: Sequence[str] | None = None) -> int:
    """How many rows `records` gives for the same question."""
    row = con.execute(f"SELECT count(*) FROM ({_CHOSEN})", _bound(year, ids)).fetchone()
    return int(row[0]) if row else 0


def records(con: DuckDBPyConnection, year: int | None, ids: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Every record of `year` (held in it or counted in its declared total; None: of all years), or those of `ids`.

    `record_id`, `kind`, `nature`, `state`, `title`, `title_en`, `start`, `end` (EDTF), `date_basis`, `year`,
    `counted_in`, `off_total`, the lists `axes`, `source_titles` and `source_urls` (one a title, null for none), and
    names joined as in model.listed: `cities`, `place`, `partners`, `themes`, `services` (each also with `_en`, French
    where the data hold no translation); `source_locator`. By year, then date, then id; those without a year
    last. What is not known is None.

    Read as it comes, a stretch at a time when there are many, so that a million rows take no room: ask `con` nothing
    else meanwhile.
    """
    if ids is not None or count(con, year) <= _FEW:
        yield from _records(con, year, ids)
        return
    order = con.execute(f"SELECT record_id FROM ({_CHOSEN}) {_ORDER}", _bound(year, None)).fetchnumpy()["record_id"]
    for start in range(0, len(order), _STRETCH):
        stretch: list[str] = list(order[start : start + _STRETCH])
        yield from _records(con, year, stretch)


def _records(con: DuckDBPyConnection, year: int | None, ids: Sequence[str] | None) -> Iterator[dict[str, Any]]:
    found = con.execute(
        f"""
        WITH chosen AS ({_CHOSEN}), located AS ({_named("city_ids", "cities", "city_id", "name")}),
        partnered AS ({_named("partner_ids", "partners", "partner_id", "name")}),
        themed AS ({_named("theme_ids", "themes", "code", "label")}),
        served AS (
            SELECT activity_id AS record_id, {joined_sql("s.label", "position")} AS names,
                   {joined_sql("s.label_en", "position")} AS names_en
            FROM activity_services JOIN services s ON s.code = service_id
            WHERE activity_id IN (SELECT record_id FROM chosen WHERE record_table = 'activities') GROUP BY activity_id
        )
        SELECT r.record_id, r.kind, r.nature, r.state, r.title, r.title_en, r.start, r."end", r.date_basis, r.year,
               r.counted_in, r.off_total, r.axes,
               located.names AS cities, located.names_en AS cities_en,
               place.name AS place, place.name_en AS place_en,
               partnered.names AS partners, partnered.names_en AS partners_en,
               themed.names AS themes, themed.names_en AS themes_en,
               served.names AS services, served.names_en AS services_en,
               r.source_titles, r.source_urls, r.source_locator
        FROM chosen r
        LEFT JOIN located USING (record_id) LEFT JOIN partnered USING (record_id) LEFT JOIN themed USING (record_id)
        LEFT JOIN served USING (record_id)
        LEFT JOIN cities place ON place.city_id = r.place_id
        {_ORDER}
        """,
        _bound(year, ids),
    )
    names = [column[0] for column in found.description or []]
    while rows := found.fetchmany(_AT_ONCE):
        for row in rows:
            yield dict(zip(names, row, strict=True))


def _named(cell: str, table: str, key: str, name: str) -> str:
    """SQL for the names of what each chosen record's list `cell` refers to, joined in the order of the cell."""
    english = f"coalesce(named.{name}_en, named.{name})"
    return f"""
        SELECT record_id, {joined_sql(f"named.{name}", "position")} AS names,
               {joined_sql(english, "position")} AS names_en
        FROM (
            SELECT record_id, unnest({cell}) AS item, generate_subscripts({cell}, 1) AS position FROM chosen
        ) JOIN {table} named ON named.{key} = item GROUP BY record_id
    """


def declared(con: DuckDBPyConnection, years: Sequence[int] | None) -> pd.DataFrame:
    """The declared figures of `years`, or of all: `year`, `indicator`, `value`, `unit`, `axis`, `detail`, `detail_en`,
    `source_ids`, `source_title`, `source_url`, `source_locator`; latest year first, in the file's order."""
    return con.execute(
        """
        SELECT i.year, i.indicator, i.value, i.unit, i.axis, i.detail, i.detail_en,
               i.source_ids, s.title AS source_title, s.url AS source_url, i.source_locator
        FROM indicators i LEFT JOIN sources s ON s.source_id = i.source_ids[1]
        WHERE $years IS NULL OR list_contains($years::INTEGER[], i.year) ORDER BY i.year DESC, i.line
        """,
        {"years": None if years is None else list(years)},
    ).df()


def cited(con: DuckDBPyConnection, year: int | None, ids: Sequence[str] | None = None) -> tuple[str, ...]:
    """The ids of the documents that the rows of `records` rest on for the same question, in order of first use."""
    found = con.execute(
        f"""
        SELECT source_id FROM (
            SELECT unnest(source_ids) AS source_id, generate_subscripts(source_ids, 1) AS position,
                   row_number() OVER ({_ORDER}) AS place
            FROM ({_CHOSEN})
        ) GROUP BY source_id ORDER BY min(place), min(position), source_id
        """,
        _bound(year, ids),
    ).fetchall()
    return tuple(row[0] for row in found)


def sources(con: DuckDBPyConnection, source_ids: Sequence[str]) -> pd.DataFrame:
    """The documents of these ids, in their order: `source_id`, `title`, `publisher`, `url` (may be null), `published`
    (EDTF, may be null). An id that the data do not hold has no row."""
    return con.execute(
        """
        SELECT s.source_id, s.title, s.publisher, s.url, s.published
        FROM (SELECT unnest($ids::VARCHAR[]) AS source_id, generate_subscripts($ids::VARCHAR[], 1) AS position) asked
        JOIN sources s USING (source_id) ORDER BY position
        """,
        {"ids": list(source_ids)},
    ).df()


def built_at(con: DuckDBPyConnection) -> Any:
    """When the files were last read into the database, as a datetime without a zone, in UTC."""
    row = con.execute("SELECT built_at FROM build").fetchone()
    return row[0] if row else None


def state(con: DuckDBPyConnection) -> tuple[str, Any]:
    """What the data are: a short mark of what their files hold, and when the latest was last written, as a datetime
    without a zone, in UTC; ("", None) for a database that does not say."""
    row = con.execute("SELECT fingerprint, changed_at FROM build").fetchone()
    return (str(row[0]).rpartition("-")[2][:8], row[1]) if row else ("", None)


def _bound(year: int | None, ids: Sequence[str] | None) -> dict[str, Any]:
    return {"year": year, "ids": None if ids is None else list(ids)}
