"""What two cells deny together: doubts to verify, that block nothing. Asked of a folder without fault."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import airportsdata
import duckdb

from bri_data.model import schema
from bri_data.model.bounds import SHOWN
from bri_data.model.problems import Problem

from .doubt_rules import RULES


@cache
def _airports() -> list[tuple[str, float, float, str]]:
    return [(code, one["lat"], one["lon"], one["country"]) for code, one in airportsdata.load("IATA").items()]


def doubts(con: duckdb.DuckDBPyConnection) -> tuple[Problem, ...]:
    """The doubts about the typed tables of `con`, by rule then line, the first hundred of each rule."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE airports AS SELECT unnest(?) AS code, unnest(?) AS lat, unnest(?) AS lon, "
        "unnest(?) AS country",
        [list(values) for values in zip(*_airports(), strict=True)],
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE indicator_of_kind AS SELECT unnest(?) AS kind, unnest(?) AS indicator",
        [list(schema.INDICATOR_OF_KIND), list(schema.INDICATOR_OF_KIND.values())],
    )
    found = []
    for rule, name, column, query in RULES:
        table = schema.table(name)
        explained = _explanations(con, rule, table.name, table.key[0])
        rows = con.execute(f"SELECT * FROM ({query}) ORDER BY 1 LIMIT {SHOWN}").fetchall()  # noqa: S608
        heading = table.column(column).heading
        found += [
            Problem(
                table.file,
                line,
                heading,
                rule,
                str(value),
                (("other", str(other)), *explained.get(line, ())),
                is_doubt=True,
            )
            for line, value, other in rows
        ]
    return tuple(found)


def unprinted(con: duckdb.DuckDBPyConnection, undrawn: Callable[[str], str]) -> tuple[Problem, ...]:
    """The cells with a letter that no document can print, by table then line, the first hundred of each column.

    `undrawn` names such letters of a text, "" for none. Only cells beyond Latin, Greek and Cyrillic are asked of it.
    """
    found = []
    for table in schema.TABLES:
        for column in table.columns:
            if column.type != "text":
                continue
            cells = con.execute(
                f'SELECT line, "{column.name}"::VARCHAR AS cell FROM {table.name} '  # noqa: S608 - of the schema
                r"WHERE regexp_matches(cell, '[^\x00-\x{52F}\x{1E00}-\x{206F}]') ORDER BY line"
            ).fetchall()
            named = ((line, undrawn(cell)) for line, cell in cells)
            said = [(line, letters) for line, letters in named if letters][:SHOWN]
            found += [
                Problem(table.file, line, column.heading, "unprinted_letters", letters, is_doubt=True)
                for line, letters in said
            ]
    return tuple(found)


def _explanations(
    con: duckdb.DuckDBPyConnection, rule: str, name: str, key: str
) -> dict[int, tuple[tuple[str, str], ...]]:
    """What `verifications` says of the rows that `rule` may point at, by line: the explanation in both languages."""
    rows = con.execute(
        "SELECT told.line, why.explanation, coalesce(why.explanation_en, why.explanation) "  # noqa: S608 - of the schema
        f"FROM {name} AS told JOIN verifications AS why ON why.row_key = told.{key}::VARCHAR WHERE why.rule = $rule",
        {"rule": rule},
    ).fetchall()
    return {line: (("explanation_fr", french), ("explanation_en", english)) for line, french, english in rows}
