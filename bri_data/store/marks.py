"""The marks of visibility of a folder's files, read before anything else is judged, whatever is wrong in them."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

from bri_data.model.columns import LEVELS, OWN_MARK, READER_LEVEL, Table

from .load import load_table
from .regular import open_regular
from .text_files import fold_words

Hidden = Mapping[str, frozenset[str]]  # the keys of hidden rows, by table

MARK = "visibility"
READABLE = LEVELS[: LEVELS.index(READER_LEVEL) + 1]
# a mark that hides, wherever it stands in the text of a row that is not read as a table
_HIDING = re.compile(r"huis.{0,2}clos|(?<![a-z])interne(?![a-z])", re.IGNORECASE)
_BETWEEN_CELLS = re.compile(r"[,;\t]")
# how far a heading is looked for
_TOP_BYTES = 65_536


def guarded(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables whose every row must bear a mark."""
    return tuple(table for table in tables if any(one.name == MARK and not one.optional for one in table.columns))


def with_marks(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """`tables` as their files may be written: any may bear a column of marks, which the schema leaves unsaid."""
    return tuple(
        table if any(one.name == MARK for one in table.columns) else replace(table, columns=(*table.columns, OWN_MARK))
        for table in tables
    )


def key_sql(table: Table) -> str:
    """What names one row of `table` in a set of hidden keys, as SQL on its typed columns."""
    return f"concat_ws(':', {', '.join(table.key)})"


def hidden_now(folder: Path, tables: tuple[Table, ...], known: Hidden) -> Hidden:
    """The rows that the folder's current files hide, by table.

    `known` holds the keys of the guarded tables that were public when the files were last sound: of those tables only
    such rows are given. Whatever else is wrong in the files, a row is hidden when its mark is not readable by
    everybody, misspelt ones included, and a guarded row when its mark is blank. Rows that cannot be read as a table are
    looked for in the text of their file. Where no mark can be read at all, what was known stays.
    """
    found: dict[str, frozenset[str]] = {}
    with contextlib.closing(duckdb.connect()) as con:
        con.execute((Path(__file__).parent / "fold.sql").read_text("utf-8"))
        must_mark = {table.name for table in guarded(tables)}
        for table in with_marks(tables):
            file = folder / table.file
            if table.name in must_mark:
                keys = known.get(table.name, frozenset())
                marks = _marks(con, folder, table)
                hidden = {key for key in keys if key in marks and marks[key] not in READABLE}
                found[table.name] = frozenset(hidden | _hidden_in_text(file, keys - set(marks)))
            elif _may_bear_marks(file):
                marks = _marks(con, folder, table)
                hidden = {key for key, mark in marks.items() if mark and mark not in READABLE}
                found[table.name] = frozenset(hidden | _first_cells_of_hidden_lines(file))
    return found


def _marks(con: duckdb.DuckDBPyConnection, folder: Path, table: Table) -> dict[str, str]:
    """The folded mark of each row that can be read, by key; "" for a blank one; {} where no column of marks is sure.

    Of two rows with one key, the mark that hides is kept.
    """
    loaded = load_table(con, folder, table)
    is_twice = any(
        one.rule == "duplicate_column" and fold_words(one.column) == OWN_MARK.heading for one in loaded.problems
    )
    if is_twice or (loaded.found and MARK not in loaded.found):
        return {}
    parts = [f"slug({name})" if table.column(name).type == "code" else f"trimmed({name})" for name in table.key]
    rows = con.execute(
        f"SELECT concat_ws(':', {', '.join(parts)}), coalesce(fold({MARK}), '') FROM raw_{table.name} "  # noqa: S608
        f"WHERE {table.key[0]} IS NOT NULL"
    ).fetchall()
    marks: dict[str, str] = {}
    for key, mark in rows:
        marks[key] = mark if marks.get(key, "public") in READABLE else marks[key]
    return marks


def _may_bear_marks(file: Path) -> bool:
    """Whether the top of `file` names a column of marks; a file that cannot be opened bears none."""
    with contextlib.suppress(OSError), open_regular(file) as stream:
        return b"visib" in stream.read(_TOP_BYTES).replace(b"\0", b"").lower()
    return False


def _hidden_in_text(file: Path, keys: frozenset[str]) -> set[str]:
    """Of the rows `keys`, those whose lines hold a word that hides, or no readable mark where others hold one.

    A row's lines go from the one with its key in a cell to the next such line.
    """
    hidden: set[str] = set()
    shown: set[str] = set()
    seen: set[str] = set()
    current = ""
    for line in _lines(file) if keys else ():
        cells = {_bare(cell) for cell in _BETWEEN_CELLS.split(line)}
        if named := cells & keys:
            current = min(named)
            seen |= named
        if current and _HIDING.search(line):
            hidden |= named or {current}
        elif current and not cells.isdisjoint(READABLE):
            shown.add(current)
    return hidden | (seen - shown if shown else set())


def _first_cells_of_hidden_lines(file: Path) -> set[str]:
    """The first cell of each line that holds a cell that hides, for rows that cannot be read as a table."""
    lines = ([_bare(cell) for cell in _BETWEEN_CELLS.split(line)] for line in _lines(file))
    return {cells[0] for cells in lines if any(_HIDING.fullmatch(cell) for cell in cells)} - {""}


def _bare(cell: str) -> str:
    return cell.strip("\"' \r\n\xef\xbb\xbf\xff\xfe").lower()


def _lines(file: Path) -> Iterator[str]:
    """The lines of a file in whatever encoding, its plain letters right; none when it cannot be opened."""
    with contextlib.suppress(OSError), open_regular(file) as stream:
        yield from (line.replace("\0", "") for line in io.TextIOWrapper(stream, "latin-1"))
