"""CSV files into tables of text, each row with the line an editor shows. Only the files' shape is judged here."""

from __future__ import annotations

import csv
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from bri_data.model import bounds
from bri_data.model.columns import Column, Table
from bri_data.model.problems import Problem

from .characters import cleaned, holds_forbidden
from .regular import open_regular
from .text_files import (
    Heading,
    UnreadableError,
    decode,
    heading_line,
    is_separator_line,
    physical_lines,
    read_heading,
    rows_of,
    unwrapped,
)

# of the cells of a row, parted by a letter that no cell holds: one that begins or ends with a blank
_BLANK = r"[ \t\n\r\x{A0}\x{202F}\x{FEFF}]"
_UNTRIMMED = rf"regexp_matches(row, '(?:^|\x1f){_BLANK}|{_BLANK}(?:\z|\x1f)')"
# letters lost, or UTF-8 once read as Windows-1252
GARBLED = ("\ufffd", "Ã©", "Ã¨", "â€")
_SPOILT = " OR ".join([r"regexp_matches(row, '(?:^|\x1f)#')", *(f"contains(row, '{mark}')" for mark in GARBLED)])
# DuckDB reads these cells as they stand: no guessing, no padding, a refusal at the first odd row
_STRICT = "header=false, auto_detect=false, quote='\"', escape='\"', null_padding=false, max_line_size=16777216"


@dataclass(frozen=True)
class Loaded:
    """What one file brought: the columns it has (none when it could not be read) and the faults of its shape.

    `may_be_long` is true when a cell may be past the bounds of a cell or of a list, `may_be_spoilt` when one may hold
    a spreadsheet's error or letters lost on the way.
    """

    found: frozenset[str]
    problems: tuple[Problem, ...] = ()
    may_be_long: bool = False
    may_be_spoilt: bool = False


@dataclass(frozen=True)
class _Rows:
    """What the rows of a file say of their cells, read end to end."""

    count: int
    may_be_long: bool
    may_be_spoilt: bool


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
        loaded = _load_directly(con, file, table) or _load_decoded(con, file, table)
        return _bounded(con, table, loaded) if loaded.may_be_long else loaded
    except (UnreadableError, OSError, duckdb.Error) as error:
        fault = error if isinstance(error, UnreadableError) else UnreadableError("locked_file")
        _create_empty(con, table)
        return Loaded(frozenset(), (Problem(table.file, fault.line, "", fault.rule),))


def _load_directly(con: duckdb.DuckDBPyConnection, file: Path, table: Table) -> Loaded | None:
    """Let DuckDB read a plain UTF-8 file; None when it refuses or when rows and lines do not go one for one."""
    lines = physical_lines(file)
    if not lines.is_regular or b"\0" in lines.first or lines.first.count(b'"') % 2 or lines.first.endswith(b";"):
        return None
    try:
        heading = read_heading(table, lines.first.decode("utf-8-sig"))
    except (UnicodeDecodeError, UnreadableError):  # said once the whole is read: headings may stand lower
        return None
    try:
        rows = _create_view(con, table, _selection(table, heading, skip=1), "rowid + 2", str(file))
    except duckdb.Error:  # what it says of a row, a quote, a byte out of place or a line without end
        return None
    if rows.count != lines.count - 1:
        _drop(con, table)
        return None
    return Loaded(heading.found, few(heading.problems), rows.may_be_long, rows.may_be_spoilt)


def _load_decoded(con: duckdb.DuckDBPyConnection, file: Path, table: Table) -> Loaded:
    """Read any accepted encoding row by row, and hand DuckDB a regular copy that carries the line numbers."""
    with open_regular(file) as stream:
        text = decode(stream.read())
    above = 0
    if is_separator_line(_first_line(text)):
        text, above = re.split(r"\r\n|\r|\n", text, maxsplit=1)[-1], 1
    try:
        heading = read_heading(table, _first_line(text))
    except UnreadableError as error:
        if error.rule == "unknown_headings" and (line := heading_line(table, text)):
            raise UnreadableError("headings_below", line + above) from None
        raise
    text = unwrapped(table, text) or text
    heading = read_heading(table, _first_line(text))
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "regular.csv"
        with copy.open("w", encoding="utf-8", newline="") as made:
            rows = ((line + above, row) for line, row in rows_of(text, heading.delimiter))
            writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\n")
            found = heading.found
            try:
                writer.writerows(_whole_rows(table, heading, rows, problems))
            except UnreadableError as error:  # the rows before the broken one are still judged
                problems.append(Problem(table.file, error.line + above, "", error.rule))
                found = frozenset()
        regular = Heading(",", ("line", *heading.columns), ())
        made_of = _create_view(
            con, table, _selection(table, regular, skip=0, others="parallel=false"), "line::INTEGER", str(copy)
        )
    return Loaded(found, (*few(heading.problems), *few(problems)), made_of.may_be_long, made_of.may_be_spoilt)


def _first_line(text: str) -> str:
    return re.split(r"[\r\n]", text, maxsplit=1)[0]


def _whole_rows(
    table: Table, heading: Heading, rows: Iterable[tuple[int, list[str]]], problems: list[Problem]
) -> Iterator[list[str | int]]:
    expected = len(heading.columns)
    headings = {column.name: column.heading for column in table.columns}
    for line, row in rows:
        if len(row) < expected or any(row[expected:]):
            details = (("found", str(len(row))), ("expected", str(expected)))
            problems.append(Problem(table.file, line, "", "wrong_cell_count", details=details))
        else:
            for place, cell in enumerate(row[:expected]):
                # one letter more than the bound: what is too long is named once the table is made
                row[place] = cell[: bounds.CELL + 1].replace("\r\n", "\n").replace("\r", "\n")
                if holds_forbidden(row[place]):
                    row[place], names = cleaned(row[place])
                    column = headings.get(heading.columns[place] or "", "")
                    problems.append(Problem(table.file, line, column, "control_characters", names, is_doubt=True))
            yield [line, *row[:expected]]


def _bounded(con: duckdb.DuckDBPyConnection, table: Table, loaded: Loaded) -> Loaded:
    """`loaded` with a fault for each cell too long; such a cell is cut, or blanked without another fault."""
    found = [column for column in table.columns if column.name in loaded.found]
    if not found:
        return loaded
    counted = ", ".join(f"count_if({_is_long(column)})" for column in found)
    counts = _row(con, f"SELECT {counted} FROM raw_{table.name}")  # noqa: S608
    problems, kept = [], set(loaded.found)
    for column, count in zip(found, counts, strict=True):
        if not count:
            continue
        lines = con.execute(f"SELECT line FROM raw_{table.name} WHERE {_is_long(column)} ORDER BY line").fetchall()  # noqa: S608
        details = (("maximum", str(bounds.CELL)), ("most", str(bounds.ITEMS)))
        rule = "long_list" if column.many else "long_cell"
        problems += [Problem(table.file, line, column.heading, rule, details=details) for (line,) in lines]
        is_text = column.type == "text" and not column.many
        kept -= set() if is_text else {column.name}
        value = f'left("{column.name}", {bounds.QUOTED})' if is_text else "NULL"
        con.execute(f'UPDATE text_{table.name} SET "{column.name}" = {value} WHERE {_is_long(column)}')  # noqa: S608
    return replace(loaded, found=frozenset(kept), problems=(*loaded.problems, *few(problems)))


def _is_long(column: Column) -> str:
    """The SQL condition of a cell past the bounds of a cell, or of a list."""
    cell = f'"{column.name}"'
    is_long = f"length({cell}) > {bounds.CELL}"
    if column.many:  # a list of at most that many items holds fewer separators, unless some are doubled
        is_long += f" OR length({cell}) - length(replace({cell}, ';', '')) > {bounds.ITEMS}"
    return f"({is_long})"


def few(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first `bounds.SHOWN` problems of each rule of each column, then how many others of that rule there are."""
    kept: list[Problem] = []
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        # each unknown heading is a column of its own
        place = (problem.rule, "" if problem.rule == "extra_column" else problem.column)
        seen[place] += 1
        if seen[place] <= bounds.SHOWN:
            kept.append(problem)
    for (rule, column), count in seen.items():
        if count > bounds.SHOWN:
            first = next(problem for problem in kept if problem.rule == rule)
            details = (("others", str(count - bounds.SHOWN)), ("of_rule", rule))
            kept.append(Problem(first.file, 0, column, "and_others", details=details, is_doubt=first.is_doubt))
    return tuple(kept)


def _selection(table: Table, heading: Heading, *, skip: int, others: str = "parallel=true") -> str:
    """The query that reads a file's cells (its path is the one bound value) under the schema's names."""
    read = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(heading.columns)))
    place = {name: f"c{i}" for i, name in enumerate(heading.columns) if name is not None}
    names = (["line"] if "line" in place else []) + [column.name for column in table.columns]
    picked = ", ".join(
        f"nullif({place[name]}, '') AS \"{name}\"" if name in place else f'NULL::VARCHAR AS "{name}"' for name in names
    )
    options = f"columns={{{read}}}, delim='{heading.delimiter}', skip={skip}, {_STRICT}, {others}"
    return f"SELECT {picked} FROM read_csv(?, {options})"  # noqa: S608


def _create_view(con: duckdb.DuckDBPyConnection, table: Table, selection: str, line: str, *bound: str) -> _Rows:
    """Create the table `text_<table>` and the view `raw_<table>`; what their rows say of their cells.

    Each row is judged whole, its cells end to end: most files have no blank around a cell and no cell too long, and to
    ask each column costs more than to read them.
    """
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    con.execute(f"CREATE OR REPLACE TEMP TABLE text_{table.name} AS {selection}", bound)
    count, is_blank, is_untrimmed, is_spoilt, longest, separators = _row(
        con,
        f"SELECT count(*), bool_or(row = ''), bool_or({_UNTRIMMED}), bool_or({_SPOILT}), max(length(row)), "  # noqa: S608
        f"max(length(row) - length(replace(row, ';', ''))) "
        f"FROM (SELECT concat_ws(chr(31), {names}) AS row FROM text_{table.name})",
    )
    if is_untrimmed:
        trimmed = ", ".join(f'nullif(trimmed("{column.name}"), \'\') AS "{column.name}"' for column in table.columns)
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE text_{table.name} AS SELECT * REPLACE ({trimmed}) FROM text_{table.name}"  # noqa: S608
        )
    whole = f" WHERE coalesce({names}) IS NOT NULL" if is_blank or is_untrimmed else ""
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW raw_{table.name} AS SELECT ({line})::INTEGER AS line, {names} "  # noqa: S608
        f"FROM text_{table.name}{whole}"
    )
    return _Rows(
        count, (longest or 0) > bounds.CELL or (separators or 0) > bounds.ITEMS, bool(is_spoilt or is_untrimmed)
    )


def _create_empty(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    nothing = ", ".join(f'NULL::VARCHAR AS "{column.name}"' for column in table.columns)
    _create_view(con, table, f"SELECT {nothing} LIMIT 0", "0")


def _drop(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    con.execute(f"DROP VIEW raw_{table.name}")
    con.execute(f"DROP TABLE text_{table.name}")


def _row(con: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    return con.execute(query).fetchone() or ()
