"""Typed tables out of judged cells: one table per file of the schema, and bridges for the lists that pages join."""

from __future__ import annotations

from collections.abc import Set

import duckdb

from bri_data.model.columns import Column, Table

from .cells import SQL_TYPES, is_judged, is_key
from .spellings import Spellings

# tables whose lists also become bridges, with the singular that names them
BRIDGED = {"activities": "activity", "agreements": "agreement", "expenses": "expense"}


def create_typed(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    spellings: Spellings,
    written_right: Set[tuple[str, str]],
    blank: Set[tuple[str, str]],
) -> None:
    """Create `<table>`: the schema's columns typed, canonical codes, `line`; refused cells are NULL.

    `spellings` judged them. `written_right` names the columns (table, column) whose cells are already the values to
    store, `blank` those that were not judged because no cell is written.
    A date X also gives X_precision (`day`, `month`, `year`), X_first and X_last. Rows keep the file's order.
    """
    picked, joins = ["line"], []
    for number, column in enumerate(table.columns):
        alias = f"j{number}"
        is_right = (table.name, column.name) in written_right
        if is_key(table, column):
            picked.append(f'slug(raw."{column.name}") AS "{column.name}"')
        elif (table.name, column.name) in blank:
            picked += _nothing(column)
            continue
        elif not is_judged(table, column) or (is_right and not column.many):
            picked.append(f'raw."{column.name}"')
        elif column.many and is_right:
            picked.append(f'nullif(items(raw."{column.name}"), [])::{SQL_TYPES[column.type]}[] AS "{column.name}"')
        else:
            judged = spellings.judged(table, column)
            source = _lists(table, column, judged) if column.many else judged
            joins.append(f'LEFT JOIN {source} AS {alias} ON raw."{column.name}" = {alias}.item')
            picked.append(f'{alias}.value AS "{column.name}"')
        if column.type == "date":
            picked += [f"{alias}.{part} AS {column.name}_{part}" for part in ("precision", "first", "last")]
    rows = f"raw_{table.name} AS raw {' '.join(joins)}"
    con.execute(f"CREATE TABLE {table.name} AS SELECT {', '.join(picked)} FROM {rows}")  # noqa: S608


def _nothing(column: Column) -> list[str]:
    """What a column without a cell adds to its table: NULL of the types that a written one would have."""
    many = "[]" if column.many else ""
    typed = {column.name: f"{SQL_TYPES[column.type]}{many}"}
    if column.type == "date":
        typed |= {f"{column.name}_precision": "VARCHAR", f"{column.name}_first": "DATE", f"{column.name}_last": "DATE"}
    return [f'NULL::{kind} AS "{name}"' for name, kind in typed.items()]


def _lists(table: Table, column: Column, judged: str) -> str:
    cells = f'SELECT DISTINCT "{column.name}" AS cell FROM raw_{table.name} WHERE "{column.name}" IS NOT NULL'  # noqa: S608
    return (
        f"(SELECT cell AS item, list(value ORDER BY position) FILTER (value IS NOT NULL) AS value "  # noqa: S608
        f"FROM (SELECT cell, unnest(items(cell)) AS part, generate_subscripts(items(cell), 1) AS position "
        f"FROM ({cells})) JOIN {judged} ON item = part GROUP BY cell)"
    )


def bridges(table: Table) -> dict[str, str]:
    """The name of the bridge of each list of `table`, by column: `activity_cities` for `city_ids`."""
    if table.name not in BRIDGED:
        return {}
    return {
        column.name: f"{BRIDGED[table.name]}_{column.references or column.name}"
        for column in table.columns
        if column.many and column.type == "code"
    }


def singular(column: Column) -> str:
    """The name of one item of a list: `city_id` for `city_ids`, `axis` for `axes`."""
    return column.name.removesuffix("axes") + "axis" if column.name.endswith("axes") else column.name.removesuffix("s")


def create_bridges(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Create one view per list of `table`: the row's key, the item, its `position` in the cell (1 = first)."""
    for name, bridge in bridges(table).items():
        item, key = singular(table.column(name)), table.key[0]
        con.execute(
            f"CREATE VIEW {bridge} AS SELECT {key}, unnest({name}) AS {item}, "  # noqa: S608
            f"generate_subscripts({name}, 1)::INTEGER AS position FROM {table.name}"
        )
