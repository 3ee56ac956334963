"""CSV files into tables of text, each row with the line an editor shows. Only the files' shape is judged here."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bri_data.model.columns import Table
from bri_data.model.problems import Problem

from .text_files import Heading, UnreadableError, decode, physical_lines, read_heading, rows_of

# DuckDB reads these cells as they stand: no guessing, no padding, a refusal at the first odd row
_STRICT = "header=false, auto_detect=false, quote='\"', escape='\"', null_padding=false, max_line_size=16777216"


@dataclass(frozen=True)
class Loaded:
    """What one file brought: the columns it has (none when it could not be read) and the faults of its shape."""

    found: frozenset[str]
    problems: tuple[Problem, ...] = ()


def load_table(con: duckdb.DuckDBPyConnection, folder: Path, table: Table) -> Loaded:
    """Create the view `raw_<table>`: `line` and every column of the schema as trimmed text, NULL where blank.

    A file that is missing or cannot be read for sure gives an empty view and says why in `problems`; the missing file
    of an optional table gives an empty view and is no fault. Rows of blanks are left out; rows with too few or too
    many cells become problems and are left out too.
    """
    file = folder / table.file
    if table.optional and not file.exists():
        _create_empty(con, table)
        return Loaded(frozenset())
    try:
        if not file.is_file():
            raise UnreadableError("missing_file")
        if not file.stat().st_size:
            raise UnreadableError("empty_file")
        return _load_directly(con, file, table) or _load_decoded(con, file, table)
    except (UnreadableError, OSError) as error:
        fault = error if isinstance(error, UnreadableError) else UnreadableError("locked_file")
        _create_empty(con, table)
        return Loaded(frozenset(), (Problem(table.file, fault.line, "", fault.rule),))


def _load_directly(con: duckdb.DuckDBPyConnection, file: Path, table: Table) -> Loaded | None:
    """Let DuckDB read a plain UTF-8 file; None when it refuses or when rows and lines do not go one for one."""
    lines = physical_lines(file)
    try:
        first = lines.first.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if not lines.is_regular or "\0" in first or first.count('"') % 2:
        return None
    heading = read_heading(table, first)
    try:
        _create_view(con, table, _selection(table, heading, skip=1), "rowid + 2", str(file))
    except duckdb.InvalidInputException:  # what it says of a row, a quote or a byte out of place
        return None
    if _count(con, f"text_{table.name}") != lines.count - 1:
        _drop(con, table)
        return None
    return Loaded(heading.found, heading.problems)


def _load_decoded(con: duckdb.DuckDBPyConnection, file: Path, table: Table) -> Loaded:
    """Read any accepted encoding row by row, and hand DuckDB a regular copy that carries the line numbers."""
    text = decode(file.read_bytes())
    heading = read_heading(table, re.split(r"[\r\n]", text, maxsplit=1)[0])
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "regular.csv"
        with copy.open("w", encoding="utf-8", newline="") as stream:
            rows = rows_of(text, heading.delimiter)
            writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
            found = heading.found
            try:
                writer.writerows(_whole_rows(table, heading, rows, problems))
            except UnreadableError as error:  # the rows before the broken one are still judged
                problems.append(Problem(table.file, error.line, "", error.rule))
                found = frozenset()
        regular = Heading(",", ("line", *heading.columns), ())
        _create_view(
            con, table, _selection(table, regular, skip=0, others="parallel=false"), "line::INTEGER", str(copy)
        )
    return Loaded(found, (*heading.problems, *problems))


def _whole_rows(
    table: Table, heading: Heading, rows: Iterable[tuple[int, list[str]]], problems: list[Problem]
) -> Iterator[list[str | int]]:
    expected = len(heading.columns)
    for line, row in rows:
        if len(row) < expected or any(row[expected:]):
            details = (("found", str(len(row))), ("expected", str(expected)))
            problems.append(Problem(table.file, line, "", "wrong_cell_count", details=details))
        else:
            yield [line, *(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row[:expected])]


def _selection(table: Table, heading: Heading, *, skip: int, others: str = "parallel=true") -> str:
    """The query that reads a file's cells (its path is the one bound value) under the schema's names."""
    read = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(heading.columns)))
    place = {name: f"c{i}" for i, name in enumerate(heading.columns) if name is not None}
    names = (["line"] if "line" in place else []) + [column.name for column in table.columns]
    picked = ", ".join(
        f"nullif(trimmed({place[name]}), '') AS \"{name}\"" if name in place else f'NULL::VARCHAR AS "{name}"'
        for name in names
    )
    options = f"columns={{{read}}}, delim='{heading.delimiter}', skip={skip}, {_STRICT}, {others}"
    return f"SELECT {picked} FROM read_csv(?, {options})"  # noqa: S608


def _create_view(con: duckdb.DuckDBPyConnection, table: Table, selection: str, line: str, *bound: str) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    con.execute(f"CREATE OR REPLACE TEMP TABLE text_{table.name} AS {selection}", bound)
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW raw_{table.name} AS SELECT ({line})::INTEGER AS line, {names} "  # noqa: S608
        f"FROM text_{table.name} WHERE coalesce({names}) IS NOT NULL"
    )


def _create_empty(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    nothing = ", ".join(f'NULL::VARCHAR AS "{column.name}"' for column in table.columns)
    _create_view(con, table, f"SELECT {nothing} LIMIT 0", "0")


def _drop(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    con.execute(f"DROP VIEW raw_{table.name}")
    con.execute(f"DROP TABLE text_{table.name}")


def _count(con: duckdb.DuckDBPyConnection, name: str) -> int:
    row = con.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608
    return int(row[0]) if row else 0
