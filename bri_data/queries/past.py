"""What differs between two states of the data, row by row, as the CSV files write it."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from bri_data.model.columns import Column, Table
from bri_data.model.schema import TABLES

Cells = dict[str, str]


@dataclass(frozen=True)
class Difference:
    """One row of one table (English name) that two states tell differently: the cells that are not blank, None in the
    state where the row is not."""

    table: str
    key: str
    before: Cells | None
    after: Cells | None


def differences(before: DuckDBPyConnection, after: DuckDBPyConnection) -> tuple[Difference, ...]:
    """The rows that are not the same in both, by table in the schema's order, then in the order of the files; () when
    the two say the same."""
    found = []
    for table in TABLES:
        old, new = _rows(before, table), _rows(after, table)
        for key in {**old, **new}:
            if old.get(key) != new.get(key):
                found.append(Difference(table.name, key, old.get(key), new.get(key)))
    return tuple(found)


def _rows(con: DuckDBPyConnection, table: Table) -> dict[str, Cells]:
    cells = ", ".join(_as_text(column) for column in table.columns)
    keys = ", ".join(f'"{name}"' for name in table.key)
    rows = con.execute(f"SELECT concat_ws(':', {keys}), {cells} FROM \"{table.name}\" ORDER BY line").fetchall()  # noqa: S608
    names = [column.name for column in table.columns]
    return {key: {name: cell for name, cell in zip(names, cells, strict=True) if cell} for key, *cells in rows}


def _as_text(column: Column) -> str:
    name = f'"{column.name}"'
    if column.many:
        return f"array_to_string({name}, ';')"
    if column.type == "boolean":
        return f"CASE {name} WHEN true THEN 'oui' WHEN false THEN 'non' END"
    if column.type == "number":  # 1 and 1.0 are written alike
        return f"regexp_replace({name}::VARCHAR, '\\.0+$', '')"
    return f"{name}::VARCHAR"


def documents(con: DuckDBPyConnection) -> dict[str, tuple[str, str | None]]:
    """The title and the address of each source, by its id; no address where none is known."""
    return {
        key: (title, url) for key, title, url in con.execute("SELECT source_id, title, url FROM sources").fetchall()
    }


def record_ids(con: DuckDBPyConnection) -> set[str]:
    """The ids of the records that the cursor speaks of."""
    return {key for (key,) in con.execute("SELECT record_id FROM records").fetchall()}
