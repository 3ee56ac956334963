"""The rows themselves: any table of the schema, searched and capped, and the contradictions found in the sources.

A row that is not public, or that speaks of an activity that is not, never leaves these functions.
"""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

from bri_data.model.columns import Table
from bri_data.model.schema import table as table_named

from .spelling import fold, pattern

MOST_ROWS = 2000
STRETCH = 20_000
# Which rows of a table have to do with the records of a cursor; a table whose rows name records by a column of theirs
# is not here (see is_narrowed).
_LINKED = {
    "activities": "activity_id IN (SELECT record_id FROM records)",
    "agreements": "agreement_id IN (SELECT record_id FROM records)",
    "cities": "city_id IN (SELECT rc.city_id FROM record_cities rc JOIN records USING (record_id))",
    "partners": "partner_id IN (SELECT unnest(partner_ids) FROM records)",
    "themes": "code IN (SELECT unnest(theme_ids) FROM records)",
    "services": "code IN (SELECT service_id FROM activity_services JOIN records ON activity_id = record_id)",
    "sources": "source_id IN (SELECT unnest(source_ids) FROM records)",
}
# What names a row of a table to a reader, first found first.
_NAMES = ("label", "name", "title", "statement")


def rows(
    con: DuckDBPyConnection,
    table: Table,
    *,
    search: str = "",
    key: str = "",
    linked: bool = False,
    most: int = MOST_ROWS,
) -> tuple[pd.DataFrame, int]:
    """The public rows of `table` in the file's order, its columns under their English names, with `line` (in the
    file) and `row_id` (the key; its parts joined by `:`); and how many there are in all.

    With `search`, those that hold it in any cell, whatever its case, accents and ligatures; with `key`, the row of that
    id; with `linked`, those that have to do with a record of this cursor, where the table can tell. At most `most`
    rows.
    """
    condition, values = _condition(table, search, key, linked=linked)
    found = con.execute(
        f"""
        WITH matching AS (SELECT line FROM "{table.name}" WHERE {condition})
        SELECT line, {_shown(table)}, (SELECT count(*) FROM matching) AS all_rows
        FROM "{table.name}" WHERE line IN (SELECT line FROM matching ORDER BY line LIMIT $most) ORDER BY line
        """,  # noqa: S608 - names of the schema; values are bound
        values | {"most": most},
    ).df()
    total = int(found.all_rows.iloc[0]) if len(found) else 0
    return found.drop(columns="all_rows"), total


def stretch(
    con: DuckDBPyConnection, table: Table, after: int, *, search: str = "", linked: bool = False, most: int = STRETCH
) -> pd.DataFrame:
    """The rows that `rows` gives for the same question, those that stand after the line `after` alone, at most `most`;
    none at the end. So a long table is read without being held."""
    condition, values = _condition(table, search, "", linked=linked)
    return con.execute(
        f"""
        SELECT line, {_shown(table)} FROM "{table.name}" WHERE line IN (
            SELECT line FROM "{table.name}" WHERE line > $after AND {condition} ORDER BY line LIMIT $most
        ) ORDER BY line
        """,  # noqa: S608
        values | {"after": after, "most": most},
    ).df()


def count(con: DuckDBPyConnection, table: Table, *, search: str = "", linked: bool = False) -> int:
    """How many rows `rows` gives in all for the same question."""
    condition, values = _condition(table, search, "", linked=linked)
    row = con.execute(f'SELECT count(*) FROM "{table.name}" WHERE {condition}', values).fetchone()  # noqa: S608
    return int(row[0]) if row else 0


def cited(con: DuckDBPyConnection, table: Table, *, search: str = "", linked: bool = False) -> tuple[str, ...]:
    """The ids of the documents that those rows rest on, in order of first use; of the table of documents, its own."""
    condition, values = _condition(table, search, "", linked=linked)
    if table.name == "sources":
        ids = "[source_id]"
    elif any(column.name == "source_ids" for column in table.columns):
        ids = "source_ids"
    else:
        return ()
    found = con.execute(
        f"""
        SELECT source_id FROM (
            SELECT unnest({ids}) AS source_id, generate_subscripts({ids}, 1) AS position, line
            FROM "{table.name}" WHERE {condition}
        ) GROUP BY source_id ORDER BY min(line), min(position), source_id
        """,  # noqa: S608
        values,
    ).fetchall()
    return tuple(row[0] for row in found)


def _shown(table: Table) -> str:
    """SQL for the columns of `rows`, after the line."""
    return ", ".join([*(f'"{column.name}"' for column in table.columns), f"{_row_id(table)} AS row_id"])


def _row_id(table: Table) -> str:
    return " || ':' || ".join(f'"{name}"::VARCHAR' for name in table.key)


def _condition(table: Table, search: str, key: str, *, linked: bool) -> tuple[str, dict[str, str]]:
    """SQL for the rows asked for, and the values it binds."""
    tie = _tie(table) if linked else ""
    written = ", ".join(f'"{column.name}"::VARCHAR' for column in table.columns)
    asked = {"key": key, "pattern": pattern(fold(search))}
    conditions = {
        "key": f"{_row_id(table)} = $key",
        "pattern": f"regexp_matches(concat_ws(' ', {written}), $pattern)",
    }
    values = {name: value for name, value in asked.items() if value}
    return " AND ".join([tie or "true", *(conditions[name] for name in values)]), values


def is_narrowed(table: Table) -> bool:
    """Whether rows of `table` have to do with records: only then can a filter choose among them."""
    return bool(_tie(table))


def names_in(con: DuckDBPyConnection, table: Table, frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What the keys of other tables held by `frame`, rows of `table`, are called: by table, `key`, `name`, `name_en`
    (may be null). A table whose rows have no name of their own is absent."""
    wanted: dict[str, set[str]] = {}
    for column in table.columns:
        if column.references:
            cells = frame[column.name].dropna()
            keys = {str(key) for cell in cells for key in (cell if column.many else [cell])}
            wanted.setdefault(column.references, set()).update(keys)
    return {
        name: _names(con, source, wanted[name]) for name in wanted if (source := table_named(name)) and _name_of(source)
    }


def _name_of(table: Table) -> str:
    known = {column.name for column in table.columns}
    return next((name for name in _NAMES if name in known), "")


def _names(con: DuckDBPyConnection, table: Table, keys: set[str]) -> pd.DataFrame:
    name = _name_of(table)
    english = f'"{name}_en"' if any(column.name == f"{name}_en" for column in table.columns) else "NULL::VARCHAR"
    return con.execute(
        f"""
        SELECT "{table.key[0]}" AS key, "{name}" AS name, {english} AS name_en
        FROM "{table.name}" WHERE list_contains($keys, "{table.key[0]}")
        """,  # noqa: S608
        {"keys": sorted(keys)},
    ).df()


def sources_of(con: DuckDBPyConnection, frame: pd.DataFrame) -> pd.DataFrame:
    """The documents that the first row of `frame` cites, in its order: `title`, `url` (may be null); none for a table
    whose rows cite none."""
    cited = frame["source_ids"].iloc[0] if "source_ids" in frame and len(frame) else []
    return con.execute(
        """
        SELECT s.title, s.url FROM (SELECT unnest($ids::VARCHAR[]) AS source_id,
                                           generate_subscripts($ids::VARCHAR[], 1) AS position) cited
        JOIN sources s USING (source_id) ORDER BY position
        """,
        {"ids": list(cited)},
    ).df()


def discrepancies(con: DuckDBPyConnection, year: int, most: int = 300) -> pd.DataFrame:
    """Contradictions found in the sources: the columns of the table, `of_year` (it is about `year`), `source_titles`,
    `source_urls`, `all_rows`. Those of the year first, then the gravest, in the file's order; at most `most`."""
    return con.execute(
        """
        WITH chosen AS (
            SELECT *, year = $year AS of_year, count(*) OVER () AS all_rows FROM discrepancies
            ORDER BY of_year DESC, severity, line LIMIT $most
        ), cited AS (
            SELECT used.discrepancy_id, list(s.title ORDER BY used.position) AS source_titles,
                   list(s.url ORDER BY used.position) AS source_urls
            FROM (
                SELECT discrepancy_id, unnest(source_ids) AS source_id,
                       generate_subscripts(source_ids, 1) AS position
                FROM chosen
            ) used JOIN sources s USING (source_id) GROUP BY used.discrepancy_id
        )
        SELECT chosen.*, cited.source_titles, cited.source_urls
        FROM chosen LEFT JOIN cited USING (discrepancy_id)
        ORDER BY of_year DESC, severity, line
        """,
        {"year": year, "most": most},
    ).df()


def _tie(table: Table) -> str:
    if table.name in _LINKED:
        return _LINKED[table.name]
    for column in table.columns:
        if column.references and _is_guarded(column.references):
            if column.many:
                return f'list_has_any("{column.name}", coalesce((SELECT list(record_id) FROM records), []))'  # noqa: S608
            return f'"{column.name}" IN (SELECT record_id FROM records)'  # noqa: S608 - a name of the schema
    return ""


def _is_guarded(name: str) -> bool:
    return any(column.name == "visibility" for column in table_named(name).columns)
