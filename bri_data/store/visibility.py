"""The withdrawal of what readers may not read: a served database holds none of it, so that no page can show it.

Hidden are
- the rows whose own mark these readers may not read (marks.py; an unreadable mark hides), and, for everybody, the rows
  under an embargo whose day has not come,
- every row that hangs on one: it names a hidden activity or agreement, even among others, or cannot do without a hidden
  row (the role of a partner, a fact whose every source is hidden), or tells of it by name (a discrepancy),
- what only hidden rows use: a city, a partner, a source, a theme, a service, a function. A row that hangs on another is
  no user of it: a partner does not stay for its own roles.

A row of reference that no row uses stays, and so does one marked `public`, and the home city. What stays and names a
hidden row loses that name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import duckdb

from bri_data.model.clock import now
from bri_data.model.columns import EMBARGO, PUBLIC, Column, Level, Table, readable

from .cells import is_key
from .marks import MARK, Hidden, guarded, key_sql

# rows of sentences about other rows, with no reference to them
_TELLERS = ("discrepancies",)
_NAMES = ("title", "title_en", "short_title", "short_title_en", "name", "name_en", "acronym", "label", "label_en")
# a shorter name is found in sentences that do not speak of it
_SHORTEST_NAME = 5


def withdraw(
    con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...], level: Level, also: Hidden | None = None
) -> str:
    """Delete every row hidden from readers of `level` from the typed tables; a digest of the marks, "" when none is.

    `also` names rows to hide besides those that the tables mark.
    """
    con.execute("CREATE OR REPLACE TEMP TABLE withdrawn (name VARCHAR, line INTEGER)")
    for table in tables:
        _withdraw_marked(con, table, tables, level, also or {})
    marks = _digest(con, tables)
    if marks:
        _withdraw_what_follows(con, tables)
        if _withdraw_what_tells(con, tables):
            _withdraw_what_follows(con, tables)
        _unname(con, tables)
        for table in tables:
            con.execute(f"DELETE FROM {table.name} WHERE {_gone(table)}")  # noqa: S608
    con.execute("DROP TABLE withdrawn")
    return marks


def _withdraw_marked(
    con: duckdb.DuckDBPyConnection, table: Table, tables: tuple[Table, ...], level: Level, also: Hidden
) -> None:
    unreadable = f"NOT list_contains($readable, {MARK})"
    if table.name in {one.name for one in guarded(tables)}:
        unreadable = f"{MARK} IS NULL OR {unreadable}"
    if level == PUBLIC:
        unreadable += f" OR {EMBARGO.name}_last > $today"
    con.execute(
        f"INSERT INTO withdrawn SELECT $name, line FROM {table.name} "  # noqa: S608 - names of the schema
        f"WHERE {unreadable} OR list_contains($keys::VARCHAR[], {key_sql(table)})",
        {"name": table.name, "keys": sorted(also.get(table.name, ())), "readable": list(readable(level))}
        | ({"today": now().date()} if level == PUBLIC else {}),
    )


def _digest(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> str:
    found: list[str] = []
    for table in tables:
        rows = con.execute(f"SELECT {key_sql(table)} FROM {table.name} WHERE {_gone(table)}").fetchall()  # noqa: S608
        found += sorted(f"{table.name}:{row[0]}" for row in rows)
    return hashlib.blake2b("\n".join(found).encode(), digest_size=8).hexdigest() if found else ""


def _withdraw_what_follows(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> None:
    """What hangs on withdrawn rows and what only they use, until nothing more goes: one may bring the other."""
    before = -1
    while before != (before := _count(con)):
        _withdraw_what_hangs(con, tables)
        _withdraw_what_only_they_use(con, tables)


def _withdraw_what_hangs(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> None:
    by_name = {table.name: table for table in tables}
    records = {table.name for table in guarded(tables)}
    for table, column in _references(tables):
        is_of_record = column.references in records  # one of several included: an amount would tell of it
        if not (is_of_record or column.required):
            continue
        if keys := _gone_keys(con, by_name[column.references]):
            names_one = f"list_has_any({column.name}, $keys)" if is_of_record else f"list_has_all($keys, {column.name})"
            condition = names_one if column.many else f"{column.name} IN (SELECT unnest($keys))"
            con.execute(
                f"INSERT INTO withdrawn SELECT $name, line FROM {table.name} "  # noqa: S608
                f"WHERE {column.name} IS NOT NULL AND {condition} AND NOT ({_gone(table)})",
                {"name": table.name, "keys": keys},
            )


def _withdraw_what_only_they_use(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> None:
    users: dict[str, list[tuple[Table, Column]]] = {}
    records = {table.name for table in guarded(tables)}
    for table, column in _references(tables):
        hangs = column.required and not column.many
        if not hangs and column.references not in records and column.references != table.name:
            users.setdefault(column.references, []).append((table, column))
    for lookup in (table for table in tables if table.name in users):
        used = {
            gone: " UNION ALL ".join(
                f"SELECT {'unnest(' + column.name + ')' if column.many else column.name} AS code "  # noqa: S608
                f"FROM {table.name} WHERE {gone}({_gone(table)})"
                for table, column in users[lookup.name]
            )
            for gone in ("", "NOT ")
        }
        is_home = "is_home OR" if any(column.name == "is_home" for column in lookup.columns) else ""
        con.execute(
            f"INSERT INTO withdrawn SELECT $name, line FROM {lookup.name} "  # noqa: S608
            f"WHERE NOT ({_gone(lookup)}) AND NOT ({is_home} {MARK} IS NOT NULL) "
            f"AND {lookup.key[0]} IN (SELECT code FROM ({used['']}) WHERE code IS NOT NULL) "
            f"AND {lookup.key[0]} NOT IN (SELECT code FROM ({used['NOT ']}) WHERE code IS NOT NULL)",
            {"name": lookup.name},
        )


def _withdraw_what_tells(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> bool:
    """Withdraw sentences that hold the key or a name of a withdrawn row; whether any does."""
    tellers = [table for table in tables if table.name in _TELLERS]
    names = " UNION ".join(
        f"SELECT unnest([{', '.join(f'fold({name})' for name in _named_by(table))}]) AS name "  # noqa: S608
        f"FROM {table.name} WHERE {_gone(table)}"
        for table in tables
        if table not in tellers and _named_by(table)
    )
    before = _count(con)
    for table in tellers:
        words = ", ".join(f"fold({column.name})" for column in table.columns if column.type == "text")
        con.execute(
            f"INSERT INTO withdrawn SELECT $name, line FROM {table.name} WHERE NOT ({_gone(table)}) AND EXISTS "  # noqa: S608
            f"(SELECT 1 FROM ({names}) AS hidden WHERE length(name) >= {_SHORTEST_NAME} "
            f"AND contains(concat_ws(' ', {words}), name))",
            {"name": table.name},
        )
    return _count(con) != before


def _named_by(table: Table) -> list[str]:
    """The columns of `table` by which a sentence may name one of its rows."""
    return [column.name for column in table.columns if column.name in _NAMES or is_key(table, column)]


def _unname(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> None:
    """Take the keys of withdrawn rows out of the cells of rows that stay."""
    by_name = {table.name: table for table in tables}
    for table, column in _references(tables):
        if keys := _gone_keys(con, by_name[column.references]):
            left, condition = "NULL", f"{column.name} IN (SELECT unnest($keys))"
            if column.many:
                left = f"nullif(list_filter({column.name}, lambda code: NOT list_contains($keys, code)), [])"
                condition = f"list_has_any({column.name}, $keys)"
            con.execute(f"UPDATE {table.name} SET {column.name} = {left} WHERE {condition}", {"keys": keys})  # noqa: S608
            if column.name == "theme_ids" and any(one.name == "theme_axes" for one in table.columns):
                left = "list_filter(theme_axes, lambda pair: NOT list_contains($keys, split_part(pair, ':', 1)))"
                con.execute(f"UPDATE {table.name} SET theme_axes = nullif({left}, [])", {"keys": keys})  # noqa: S608


def _references(tables: tuple[Table, ...]) -> Iterator[tuple[Table, Column]]:
    yield from ((table, column) for table in tables for column in table.columns if column.references)


def _gone(table: Table) -> str:
    return f"{table.name}.line IN (SELECT line FROM withdrawn WHERE name = '{table.name}')"  # noqa: S608


def _gone_keys(con: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    return [row[0] for row in con.execute(f"SELECT {table.key[0]} FROM {table.name} WHERE {_gone(table)}").fetchall()]  # noqa: S608


def _count(con: duckdb.DuckDBPyConnection) -> int:
    row = con.execute("SELECT count(*) FROM withdrawn").fetchone()
    return int(row[0]) if row else 0
