"""The marks of visibility of a folder's files, read before anything else is judged, whatever is wrong in them."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from bri_data.model.clock import now
from bri_data.model.columns import CLOSED, EMBARGO, INTERNAL, LEVELS, OWN_MARK, PUBLIC, Level, Table, readable

from .load import load_table
from .regular import open_regular
from .text_files import fold_words

Hidden = Mapping[str, frozenset[str]]  # the keys of hidden rows, by table

MARK = "visibility"
# each mark, wherever it stands in the text of a row that is not read as a table
_WORDS = {INTERNAL: r"(?<![a-z])interne(?![a-z])", CLOSED: r"huis.{0,2}clos"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BETWEEN_CELLS = re.compile(r"[,;\t]")
# how far a heading is looked for
_TOP_BYTES = 65_536


@dataclass(frozen=True)
class _Readers:
    """Whose marks are read: the level they read, the marks that hide from them, and the Bureau's day."""

    level: Level
    today: date

    @property
    def readable(self) -> tuple[Level, ...]:
        return readable(self.level)

    @property
    def hiding(self) -> re.Pattern[str]:
        """A mark that hides from them, in text."""
        return re.compile("|".join(_WORDS[one] for one in LEVELS if one not in self.readable), re.IGNORECASE)

    def is_hidden(self, mark: str, embargo: str) -> bool:
        """Whether a row of that mark and embargo, "" for none, is hidden from them; what is unreadable hides."""
        return (bool(mark) and mark not in self.readable) or (self.level == PUBLIC and not self._is_over(embargo))

    def _is_over(self, embargo: str) -> bool:
        try:
            return not embargo or (bool(_DAY.fullmatch(embargo)) and date.fromisoformat(embargo) <= self.today)
        except ValueError:  # no day of any calendar
            return False


def must_be_marked(table: Table) -> bool:
    """Whether every row of `table` must bear a mark."""
    return any(one.name == MARK and not one.optional for one in table.columns)


def is_hidden(level: Level, mark: str, embargo: str) -> bool:
    """Whether a row of that mark, "" for none, and of that embargo is hidden today from readers of `level`."""
    return _Readers(level, now().date()).is_hidden(mark, embargo)


def guarded(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables whose every row must bear a mark."""
    return tuple(table for table in tables if must_be_marked(table))


def with_marks(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """`tables` as their files may be written: any may bear a column of marks and one of embargoes, which the schema
    leaves unsaid."""
    return tuple(
        replace(table, columns=(*table.columns, *([] if must_be_marked(table) else [OWN_MARK]), EMBARGO))
        for table in tables
    )


def key_sql(table: Table) -> str:
    """What names one row of `table` in a set of hidden keys, as SQL on its typed columns."""
    return f"concat_ws(':', {', '.join(table.key)})"


def bears_embargo(folder: Path, tables: tuple[Table, ...]) -> bool:
    """Whether the top of any file of `folder` speaks of an embargo."""
    return any(_names(folder / table.file, EMBARGO.heading) for table in tables)


def hidden_now(folder: Path, tables: tuple[Table, ...], known: Hidden, level: Level = PUBLIC) -> Hidden:
    """The rows that the folder's current files hide from readers of `level`, by table.

    `known` holds the keys of the guarded tables that they could read when the files were last sound: of those tables
    only such rows are given. Whatever else is wrong in the files, a row is hidden when its mark is not one they may
    read, misspelt ones included, a guarded row when its mark is blank, and for everybody a row whose embargo is not
    over, or not readable. Rows that cannot be read as a table are looked for in the text of their file; under a
    column of embargoes they are hidden. Where no mark can be read at all, what was known stays.
    """
    if level == LEVELS[-1]:
        return {}
    readers = _Readers(level, now().date())
    found: dict[str, frozenset[str]] = {}
    with contextlib.closing(duckdb.connect()) as con:
        con.execute((Path(__file__).parent / "fold.sql").read_text("utf-8"))
        must_mark = {table.name for table in guarded(tables)}
        for table in with_marks(tables):
            file = folder / table.file
            if table.name in must_mark:
                keys = known.get(table.name, frozenset())
                marks = _marks(con, folder, table, readers)
                hidden = {key for key in keys if marks.get(key, False)} | _unread(file, keys, marks, readers)
                found[table.name] = frozenset(hidden | _hidden_in_text(file, keys - set(marks), readers))
            elif _names(file, "visib") or _names(file, EMBARGO.heading):
                marks = _marks(con, folder, table, readers)
                hidden = {key for key, is_hidden in marks.items() if is_hidden}
                hidden |= _unread(file, _first_cells(file), marks, readers)
                found[table.name] = frozenset(hidden | _first_cells_of_hidden_lines(file, readers))
    return found


def _marks(con: duckdb.DuckDBPyConnection, folder: Path, table: Table, readers: _Readers) -> dict[str, bool]:
    """Whether each row that can be read is hidden, by key; {} where no column of marks is sure.

    Of two rows with one key, the one that hides is kept.
    """
    loaded = load_table(con, folder, table)
    said_twice = {fold_words(one.column) for one in loaded.problems if one.rule == "duplicate_column"}
    must_mark = must_be_marked(table)
    if {OWN_MARK.heading, EMBARGO.heading} & said_twice or (must_mark and loaded.found and MARK not in loaded.found):
        return {}
    parts = [f"slug({name})" if table.column(name).type == "code" else f"trimmed({name})" for name in table.key]
    rows = con.execute(
        f"SELECT concat_ws(':', {', '.join(parts)}), coalesce(fold({MARK}), ''), "  # noqa: S608
        f"coalesce(trimmed({EMBARGO.name}), '') FROM raw_{table.name} WHERE {table.key[0]} IS NOT NULL"
    ).fetchall()
    marks: dict[str, bool] = {}
    for key, mark, embargo in rows:
        is_hidden = readers.is_hidden(mark, embargo) or (must_mark and not mark)
        marks[key] = marks.get(key, False) or is_hidden
    return marks


def _unread(file: Path, keys: Set[str], marks: Mapping[str, bool], readers: _Readers) -> set[str]:
    """Of the rows `keys`, those of which no mark was read although the file speaks of embargoes: theirs may hide."""
    if readers.level == PUBLIC and _names(file, EMBARGO.heading):
        return set(keys - marks.keys())
    return set()


def _names(file: Path, heading: str) -> bool:
    """Whether the top of `file` holds the word `heading`; a file that cannot be opened holds none."""
    with contextlib.suppress(OSError), open_regular(file) as stream:
        return heading.encode() in stream.read(_TOP_BYTES).replace(b"\0", b"").lower()
    return False


def _hidden_in_text(file: Path, keys: frozenset[str], readers: _Readers) -> set[str]:
    """Of the rows `keys`, those whose lines hold a word that hides, or no readable mark where others hold one.

    A row's lines go from the one with its key in a cell to the next such line.
    """
    hiding = readers.hiding
    hidden: set[str] = set()
    shown: set[str] = set()
    seen: set[str] = set()
    current = ""
    for line in _lines(file) if keys else ():
        cells = {_bare(cell) for cell in _BETWEEN_CELLS.split(line)}
        if named := cells & keys:
            current = min(named)
            seen |= named
        if current and hiding.search(line):
            hidden |= named or {current}
        elif current and not cells.isdisjoint(readers.readable):
            shown.add(current)
    return hidden | (seen - shown if shown else set())


def _first_cells(file: Path) -> set[str]:
    """The first cell of each line."""
    return {_bare(_BETWEEN_CELLS.split(line, maxsplit=1)[0]) for line in _lines(file)} - {""}


def _first_cells_of_hidden_lines(file: Path, readers: _Readers) -> set[str]:
    """The first cell of each line that holds a cell that hides, for rows that cannot be read as a table."""
    lines = ([_bare(cell) for cell in _BETWEEN_CELLS.split(line)] for line in _lines(file))
    return {cells[0] for cells in lines if any(readers.hiding.fullmatch(cell) for cell in cells)} - {""}


def _bare(cell: str) -> str:
    return cell.strip("\"' \r\n\xef\xbb\xbf\xff\xfe").lower()


def _lines(file: Path) -> Iterator[str]:
    """The lines of a file in whatever encoding, its plain letters right; none when it cannot be opened."""
    with contextlib.suppress(OSError), open_regular(file) as stream:
        yield from (line.replace("\0", "") for line in io.TextIOWrapper(stream, "latin-1"))
