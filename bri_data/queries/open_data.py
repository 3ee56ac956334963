"""The rows that everybody may take away whole: each table as it is kept, the places, and the missions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from bri_data.model.columns import Table

_STRETCH = 20_000
# The heads of spending that a federal file of travel has a column for, by ours.
_HEADS = {
    "avion": "airfare",
    "transport": "other_transport",
    "hebergement": "lodging",
    "repas": "meals",
    "autre": "other_expenses",
    "total": "total",
}


def rows_of(con: DuckDBPyConnection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Every row of `table` in the file's order, its columns in the schema's: text, number, True, a list, or None."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    found = con.execute(f"SELECT {columns} FROM {table.name} ORDER BY line")  # noqa: S608 - names of the schema
    while stretch := found.fetchmany(_STRETCH):
        yield from stretch


def write_parquet(con: DuckDBPyConnection, table: Table, file: Path) -> None:
    """Write every row of `table`, in the file's order, as the Parquet file `file`: its columns under their headings,
    lists as lists, dates as they are written.

    A served database writes no file: another one, in memory, does.
    """
    named = ", ".join(f'"{column.name}" AS "{column.heading}"' for column in table.columns)
    rows = con.sql(f"SELECT {named} FROM {table.name} ORDER BY line").to_arrow_table()  # noqa: S608
    with closing(duckdb.connect()) as writer:
        writer.register("rows", rows)
        path = str(file).replace("'", "''")
        writer.execute(f"COPY rows TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def places(con: DuckDBPyConnection) -> list[dict[str, Any]]:
    """Each city whose place is known, by code: city_id, name, name_en, country, latitude, longitude, records (how many
    activities and agreements name it)."""
    found = con.execute(
        """
        SELECT city_id, c.name, c.name_en, c.country, c.latitude, c.longitude,
               (SELECT count(DISTINCT record_id) FROM record_cities r WHERE r.city_id = c.city_id) AS records
        FROM cities c WHERE c.latitude IS NOT NULL AND c.longitude IS NOT NULL ORDER BY city_id
        """
    )
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def missions(con: DuckDBPyConnection) -> list[dict[str, Any]]:
    """Each mission that was held, in the order of time: record_id, title, title_en, objective, objective_en, start,
    end and their precision, cities and cities_en (in the order of the stops), functions and functions_en, and the
    actual amounts published for it alone: their scope and scope_en, and one under each head; None where none is."""
    amounts = ", ".join(
        f"sum(e.amount_cad) FILTER (WHERE e.category = '{ours}') AS {theirs}" for ours, theirs in _HEADS.items()
    )
    columns = ", ".join(f"spent.{name}" for name in _HEADS.values())
    found = con.execute(
        f"""
        WITH spent AS (
            SELECT e.activity_ids[1] AS activity_id, {amounts},
                   string_agg(DISTINCT e.scope, ' | ' ORDER BY e.scope) AS scope,
                   string_agg(DISTINCT e.scope_en, ' | ' ORDER BY e.scope_en) AS scope_en
            FROM expenses e LEFT JOIN expenses whole ON whole.expense_id = e.included_in
            WHERE e.nature = 'reel' AND len(e.activity_ids) = 1
              -- the parts of a total stand beside it; what is inside a part is in it already
              AND (e.included_in IS NULL OR (whole.category = 'total' AND e.category <> 'total'))
            GROUP BY ALL
        ), named AS (
            SELECT (SELECT map(list(city_id), list(name)) FROM cities) AS fr,
                   (SELECT map(list(city_id), list(coalesce(name_en, name))) FROM cities) AS en,
                   (SELECT map(list(code), list(label)) FROM functions) AS role_fr,
                   (SELECT map(list(code), list(coalesce(label_en, label))) FROM functions) AS role_en
        )
        SELECT a.activity_id AS record_id, a.title, a.title_en, a.objective, a.objective_en,
               a.start, a.start_precision, a."end", a.end_precision,
               list_transform(a.city_ids, lambda city: named.fr[city]) AS cities,
               list_transform(a.city_ids, lambda city: named.en[city]) AS cities_en,
               list_transform(a.function_ids, lambda code: named.role_fr[code]) AS functions,
               list_transform(a.function_ids, lambda code: named.role_en[code]) AS functions_en,
               spent.scope, spent.scope_en, {columns}
        FROM activities a CROSS JOIN named LEFT JOIN spent USING (activity_id)
        WHERE a.kind = 'mission' AND a.status = 'realisee' ORDER BY a.start_first, a.activity_id
        """  # noqa: S608 - names of ours
    )
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def changed_on(con: DuckDBPyConnection) -> str:
    """The day when the files of the data were last written (ISO, UTC)."""
    row = con.execute("SELECT strftime(changed_at, '%Y-%m-%d') FROM build").fetchone()
    return str(row[0]) if row else ""


def sizes(con: DuckDBPyConnection, tables: tuple[Table, ...]) -> dict[str, int]:
    """How many rows each of `tables` holds, by its English name, in their order."""
    asked = " UNION ALL ".join(f"SELECT '{table.name}' AS name, count(*) AS rows FROM {table.name}" for table in tables)  # noqa: S608
    found = dict(con.execute(asked).fetchall())
    return {table.name: int(found[table.name]) for table in tables}
