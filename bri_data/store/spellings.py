"""The spellings of a folder's columns, gathered table by table and judged kind by kind: each distinct one once.

A folder has some hundred columns to judge, most of few rows: what costs is the number of statements, not of cells.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from bri_data.model.columns import Column, Table

from .cells import Way, judging_sql, quoted, way_of


class Spellings:
    """The judged columns of one loaded folder, each under a number (its `place`).

    Add every column, call `judge` once, then read `verdicts`, `judged` and `known`.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self.columns: list[tuple[Table, Column]] = []
        self._places: dict[tuple[str, str], int] = {}
        self._targets: list[str] = []  # for each target its query (norm, key)
        self._told: list[tuple[int, int | None, str | None]] = []  # (place, target, rule)
        self._ways: dict[Way, int] = {}

    def add(self, table: Table, column: Column, keys: str = "", *, is_told: bool = True) -> None:
        """Let a column be judged. `keys` names the table (norm, key) of what a reference may be, "" when its file was
        not read: any reference is then taken as it stands; with `is_told` false one that names nothing is no fault."""
        place = len(self.columns)
        self.columns.append((table, column))
        self._places[table.name, column.name] = place
        way = way_of(table, column)
        self._ways.setdefault(way, len(self._ways))
        if way != ("known",):
            return
        query = f"SELECT norm, key FROM {keys}" if keys else ""  # noqa: S608
        if column.codes:
            values = ", ".join(f"({quoted(code)})" for code in column.codes)
            query = f"SELECT fold(key), key FROM (VALUES {values}) AS codes(key)"  # noqa: S608
        rule = ("dangling_reference" if column.references else "unknown_code") if query and is_told else None
        if query and query not in self._targets:
            self._targets.append(query)
        self._told.append((place, self._targets.index(query) if query else None, rule))

    def judge(self) -> None:
        """Create the tables that judge every spelling of every column added."""
        if not self.columns:
            return
        self._con.execute("CREATE TEMP TABLE spelt (place SMALLINT, item VARCHAR)")
        for table in dict.fromkeys(table for table, _ in self.columns):
            self._gather([(place, column) for place, (other, column) in enumerate(self.columns) if other is table])
        self._write_known()
        for way, number in self._ways.items():
            places = [place for place, one in enumerate(self.columns) if way_of(*one) == way]
            spelt = f"SELECT place, item FROM spelt WHERE place IN ({', '.join(map(str, places))})"  # noqa: S608
            self._con.execute(judging_sql(way, number, spelt))

    def _gather(self, columns: list[tuple[int, Column]]) -> None:
        """Add to `spelt` the distinct items of the columns of one table."""
        table = self.columns[columns[0][0]][0]
        places = ", ".join(str(place) for place, _ in columns)
        names = ", ".join(f'"{column.name}"' for _, column in columns)
        cells = f"SELECT DISTINCT unnest([{places}]) AS place, unnest([{names}]) AS cell FROM raw_{table.name}"  # noqa: S608
        lists = ", ".join(str(place) for place, column in columns if column.many)
        query = f"SELECT place, cell FROM ({cells}) WHERE cell IS NOT NULL"  # noqa: S608
        if lists:
            query = (
                f"WITH cells AS MATERIALIZED ({cells}) "  # noqa: S608
                f"SELECT place, cell FROM cells WHERE cell IS NOT NULL AND place NOT IN ({lists}) "
                "UNION ALL SELECT DISTINCT place, item FROM (SELECT place, unnest(items(cell)) AS item FROM cells "
                f"WHERE place IN ({lists})) WHERE item IS NOT NULL"
            )
        self._con.execute(f"INSERT INTO spelt {query}")

    def _write_known(self) -> None:
        if not self._told:
            return
        self._con.execute("CREATE TEMP TABLE places (place SMALLINT, target SMALLINT, rule VARCHAR)")
        rows = ", ".join(
            f"({place}, {'NULL' if target is None else target}, {quoted(rule) if rule else 'NULL'})"
            for place, target, rule in self._told
        )
        self._con.execute(f"INSERT INTO places VALUES {rows}")  # noqa: S608
        self._con.execute("CREATE TEMP TABLE known (target SMALLINT, norm VARCHAR, key VARCHAR)")
        if self._targets:
            every = " UNION ALL ".join(f"SELECT {target}, * FROM ({one})" for target, one in enumerate(self._targets))  # noqa: S608
            self._con.execute(f"INSERT INTO known {every}")

    def known(self, table: Table, column: Column) -> str:
        """A query (norm, key) of what a column may hold; "" when anything may, or when its file was not read."""
        place = self._places[table.name, column.name]
        target = next((target for other, target, _ in self._told if other == place), None)
        return "" if target is None else f"SELECT norm, key FROM known WHERE target = {target}"  # noqa: S608

    def judged(self, table: Table, column: Column) -> str:
        """The judgement of a column's spellings as a table expression: item, value, rule (and for dates precision,
        first, last)."""
        place = self._places[table.name, column.name]
        number = self._ways[way_of(table, column)]
        return f"(SELECT * EXCLUDE (place) FROM judged_{number} WHERE place = {place})"  # noqa: S608

    def verdicts(self) -> Iterable[tuple[Table, Column, bool, bool]]:
        """Of each column: whether a spelling breaks a rule, and whether each is the value it stands for."""
        found: dict[int, tuple[bool, bool]] = {}
        for number in self._ways.values():
            rows = self._con.execute(
                "SELECT place, bool_or(rule IS NOT NULL), "  # noqa: S608
                f"bool_and(rule IS NULL AND value IS NOT NULL AND value::VARCHAR = item) FROM judged_{number} "
                "GROUP BY place"
            ).fetchall()
            found |= {place: (is_faulty, is_right) for place, is_faulty, is_right in rows}
        for place, (table, column) in enumerate(self.columns):
            yield table, column, *found.get(place, (False, True))
