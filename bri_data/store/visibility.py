"""Which rows nobody may read, and their withdrawal: a served database holds none, so that no page can show one.

Hidden are the rows whose own mark is not `public` (an unreadable mark hides), every row that hangs on one of them (its
outcomes, trips, amounts, documents), and what only such rows use: a city, a partner, a source, a theme, a service or a
function that no public row names. A row that no row uses at all stays.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from bri_data.model.columns import Column, Table

from .load import load_table

Hidden = Mapping[str, frozenset[str]]  # the keys of hidden rows, by table

_MARK = "visibility"
_HIDING = re.compile(r"huis.?clos|interne", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[\s\"'\ufeff]*([\w-]+)")


def guarded(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables whose rows bear a mark of their own."""
    return tuple(table for table in tables if any(column.name == _MARK for column in table.columns))


def withdraw(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...], also: Hidden | None = None) -> str:
    """Delete every hidden row from the typed tables; a digest of the marks, "" when no row is hidden.

    `also` names rows to hide besides those that the tables mark. What an amount stands in (`compris_dans`) is blanked
    where it is hidden. The home city always stays.
    """
    con.execute("CREATE OR REPLACE TEMP TABLE withdrawn (name VARCHAR, line INTEGER)")
    for table in guarded(tables):
        keys = sorted((also or {}).get(table.name, ()))
        own_key = table.key[0]
        con.execute(
            f"INSERT INTO withdrawn SELECT $name, line FROM {table.name} "  # noqa: S608 - names of the schema
            f"WHERE {_MARK} IS DISTINCT FROM 'public' OR list_contains($keys::VARCHAR[], {own_key})",
            {"name": table.name, "keys": keys},
        )
    marks = _digest(con, tables)
    if marks:
        _withdraw_what_hangs(con, tables)
        _withdraw_what_only_they_use(con, tables)
        _delete(con, tables)
    con.execute("DROP TABLE withdrawn")
    return marks


def _digest(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> str:
    found: list[str] = []
    for table in guarded(tables):
        rows = con.execute(f"SELECT {table.key[0]} FROM {table.name} WHERE {_gone(table)}").fetchall()  # noqa: S608
        found += sorted(f"{table.name}:{row[0]}" for row in rows)
    return hashlib.blake2b("\n".join(found).encode(), digest_size=8).hexdigest() if found else ""


def _withdraw_what_hangs(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> None:
    """Every row that names a hidden row of a guarded table, one of several included: an amount would tell of it."""
    marked = {table.name: table for table in guarded(tables)}
    for table, column in _references(tables):
        if column.references in marked:
            target = marked[column.references]
            keys = f"(SELECT {target.key[0]} FROM {target.name} WHERE {_gone(target)})"  # noqa: S608
            con.execute(
                f"INSERT INTO withdrawn SELECT $name, line FROM {table.name} "  # noqa: S608
                f"WHERE {_names(column, keys)} AND NOT ({_gone(table)})",
                {"name": table.name},
            )


def _withdraw_what_only_they_use(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> None:
    """Rows of lookup tables that a withdrawn row uses and no other: until nothing more goes, one may use another."""
    users: dict[str, list[tuple[Table, Column]]] = {}
    marked = {table.name for table in guarded(tables)}
    for table, column in _references(tables):
        if column.references not in marked and column.references != table.name:
            users.setdefault(column.references, []).append((table, column))
    before = -1
    while before != (before := _count(con)):
        for lookup in (table for table in tables if table.name in users):
            used = {
                gone: " UNION ALL ".join(
                    f"SELECT {'unnest(' + column.name + ')' if column.many else column.name} AS code "  # noqa: S608
                    f"FROM {table.name} WHERE {gone}({_gone(table)})"
                    for table, column in users[lookup.name]
                )
                for gone in ("", "NOT ")
            }
            stays = "AND NOT is_home" if any(column.name == "is_home" for column in lookup.columns) else ""
            con.execute(
                f"INSERT INTO withdrawn SELECT $name, line FROM {lookup.name} "  # noqa: S608
                f"WHERE NOT ({_gone(lookup)}) {stays} "
                f"AND {lookup.key[0]} IN (SELECT code FROM ({used['']}) WHERE code IS NOT NULL) "
                f"AND {lookup.key[0]} NOT IN (SELECT code FROM ({used['NOT ']}) WHERE code IS NOT NULL)",
                {"name": lookup.name},
            )


def _delete(con: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> None:
    for table, column in _references(tables):
        if column.references == table.name:
            keys = f"(SELECT {table.key[0]} FROM {table.name} WHERE {_gone(table)})"  # noqa: S608
            con.execute(f"UPDATE {table.name} SET {column.name} = NULL WHERE {_names(column, keys)}")  # noqa: S608
    for table in tables:
        con.execute(f"DELETE FROM {table.name} WHERE {_gone(table)}")  # noqa: S608


def _references(tables: tuple[Table, ...]) -> Iterator[tuple[Table, Column]]:
    yield from ((table, column) for table in tables for column in table.columns if column.references)


def _gone(table: Table) -> str:
    return f"{table.name}.line IN (SELECT line FROM withdrawn WHERE name = '{table.name}')"  # noqa: S608


def _names(column: Column, keys: str) -> str:
    if column.many:
        return f"list_has_any(coalesce({column.name}, []), coalesce((SELECT list(k) FROM {keys} AS t(k)), []))"  # noqa: S608
    return f"{column.name} IN {keys}"


def _count(con: duckdb.DuckDBPyConnection) -> int:
    row = con.execute("SELECT count(*) FROM withdrawn").fetchone()
    return int(row[0]) if row else 0


# --- Files with faults ------------------------------------------------------------------------------------------------


def hidden_now(folder: Path, tables: tuple[Table, ...], known: Hidden) -> Hidden:
    """Of the rows `known` (public when the files were last sound), those that the folder's current files hide.

    Read whatever else is wrong in the files: a row is hidden when its mark is not `public`, blank and misspelt marks
    included. Where a row or its mark cannot be read as a table, its lines are searched for a word that hides.
    """
    con = duckdb.connect()
    found: dict[str, frozenset[str]] = {}
    with contextlib.closing(con):
        con.execute((Path(__file__).parent / "fold.sql").read_text("utf-8"))
        for table in guarded(tables):
            keys = known.get(table.name, frozenset())
            marks = _marks(con, folder, table)
            unread = keys - set(marks)
            hidden = {key for key in keys if key in marks and marks[key] != "public"}
            found[table.name] = frozenset(hidden | _hidden_in_text(folder / table.file, unread))
    return found


def _marks(con: duckdb.DuckDBPyConnection, folder: Path, table: Table) -> dict[str, str]:
    """The folded mark of each row that can be read, by key; "" for a blank one; {} without a column of marks.

    Of two rows with one key, the mark that hides is kept.
    """
    loaded = load_table(con, folder, table)
    if loaded.found and _MARK not in loaded.found:
        return {}
    rows = con.execute(
        f"SELECT slug({table.key[0]}), coalesce(fold({_MARK}), '') FROM raw_{table.name} "  # noqa: S608
        f"WHERE {table.key[0]} IS NOT NULL"
    ).fetchall()
    marks: dict[str, str] = {}
    for key, mark in rows:
        marks[key] = mark if marks.get(key, "public") == "public" else marks[key]
    return marks


def _hidden_in_text(file: Path, keys: frozenset[str]) -> set[str]:
    """The `keys` whose lines hold a word that hides: from the line that begins with a key to the next such line."""
    if not keys or not file.is_file():
        return set()
    hidden: set[str] = set()
    current = ""
    with file.open("rb") as stream:
        for line in stream:
            text = line.replace(b"\0", b"").decode("latin-1")
            first = _FIRST_WORD.match(text)
            if first and first.group(1).lower() in keys:
                current = first.group(1).lower()
            if current and _HIDING.search(text):
                hidden.add(current)
    return hidden
