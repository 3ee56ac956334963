"""From a file to its sheets, within bounds: what is too large, no table, or made to hurt is refused with a reason."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bri_data.store.characters import cleaned
from bri_data.store.regular import open_regular
from bri_data.store.text_files import DELIMITERS, UnreadableError, decode, fold_words, rows_of

from .calendar_file import read_calendar
from .folder import FILES
from .headings import columns_by_name, tables_by_name
from .matching import letters
from .sheets import BLANK, Cell, RefusedFileError, Sheet

MOST_BYTES = 20 << 20
MOST_ROWS = 100_000
MOST_CELLS = 3_000_000
MOST_SECONDS = 60
MOST_LETTERS = 20_000  # in one cell
_MOST_UNZIPPED = 300 << 20
_MOST_RATIO = 150  # of a file whose parts are larger than a workbook's usual ones
_RATIO_FROM = 30 << 20
_MOST_PARTS = 2000
_MOST_COLUMNS = 1000
_CHILD = Path(__file__).parent / "xlsx_child.py"
_WORKBOOKS = (".xlsx", ".xlsm")
_PLAIN = (".csv", ".txt", ".tsv")
# what a file is by how it begins, whatever its name says: a zip, as workbooks are; a document of Office before 2007, as
# a workbook locked by a password is too
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OTHER_ZIPS = {"content.xml": ".ods", "xl/workbook.bin": ".xlsb", "word/document.xml": ".docx"}
_Read = list[tuple[int, tuple[Cell, ...]]]
_Rows = list[tuple[int, list[tuple[str, str]]]]
_CALENDAR = b"BEGIN:VCALENDAR"
_SEPARATORS = (*DELIMITERS, "|")
# what web pages and mails leave in a text, that nobody sees and that makes two names of one
_NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))


def read_file(file: Path) -> tuple[Sheet, ...]:
    """The sheets of a workbook (.xlsx), of one CSV file, or of every CSV of a folder that is named as a table.

    RefusedFileError when it cannot be read for sure; nothing in it is ever run.
    """
    try:
        if file.is_dir():
            found = sorted(one for one in file.glob("*.csv") if _names_a_table(one))
            if not found:
                raise RefusedFileError("no_table_in_folder")
            return tuple(_read_csv(one) for one in found)
        if not file.exists():
            raise RefusedFileError("missing", file=file.name)
        if file.stat().st_size > MOST_BYTES:
            raise RefusedFileError("too_large", most=MOST_BYTES >> 20)
        return _read_by_content(file)
    except OSError as error:
        raise RefusedFileError("unreadable", reason=error.strerror or type(error).__name__) from error


def _read_by_content(file: Path) -> tuple[Sheet, ...]:
    suffix = file.suffix.lower()
    with open_regular(file) as stream:
        begin = stream.read(4096)
        if begin.startswith(_OLD_OFFICE):
            is_locked = _LOCKED in begin or _LOCKED in stream.read()
            raise RefusedFileError("locked_workbook" if is_locked else "old_workbook")
    if begin.startswith(_ZIP) or (suffix in _WORKBOOKS and (not begin or b"\0" in begin)):
        return _read_workbook(file)
    if suffix == ".ics" or begin.lstrip(b"\xef\xbb\xbf\r\n ").upper().startswith(_CALENDAR):
        return read_calendar(file, file.read_bytes())
    if suffix in _PLAIN:
        return (_read_csv(file),)
    if suffix in _WORKBOOKS:  # a CSV that somebody renamed
        try:
            return (_read_csv(file),)
        except RefusedFileError:
            raise RefusedFileError("broken_workbook") from None
    raise RefusedFileError("unknown_type", suffix=file.suffix or file.name)


def _names_a_table(file: Path) -> bool:
    return fold_words(file.stem) in tables_by_name()


def _read_csv(file: Path) -> Sheet:
    if file.stat().st_size > MOST_BYTES:
        raise RefusedFileError("too_large", most=MOST_BYTES >> 20)
    with open_regular(file) as stream:
        data = stream.read()
    try:
        text = decode(data)
        rows: _Read = []
        delimiter = _delimiter(text)
        for line, cells in rows_of("\n" + text, delimiter):  # that function leaves out a first line
            _check_room(len(rows), cells, line - 1)
            rows.append((line - 1, tuple(Cell(_clean(cell)) for cell in cells)))
    except UnreadableError as error:
        raise RefusedFileError("broken_csv", line=max(error.line - 1, 1), why=error.rule) from None
    if not rows:
        raise RefusedFileError("empty")
    return Sheet(file.stem, tuple(row for row in _unwrapped(rows) if any(cell.text for cell in row[1])))


def _unwrapped(rows: _Read) -> _Read:
    """The rows of a file of which each line was saved as one cell, as a spreadsheet of French Canada does to a file of
    commas; the same rows when it is no such file, or when its lines do not all have as many cells."""
    if (
        any(len(cells) != 1 for _, cells in rows)
        or sum(fold_words(one) in _columns() for one in rows[0][1][0].text.split(",")) < 2
    ):
        return rows
    try:
        lines = [(line, next(csv.reader([cells[0].text], strict=True), [])) for line, cells in rows]
    except csv.Error:
        return rows
    if len({len(texts) for _, texts in lines}) > 1:
        return rows
    return [(line, tuple(Cell(_clean(text)) for text in texts)) for line, texts in lines]


def _delimiter(text: str) -> str:
    """What separates the cells: that under which one of the first lines names most columns, else that which stands
    as often on most of them."""
    lines = [line for line in text[:20_000].splitlines()[:12] if line.strip()]

    def named(mark: str) -> int:
        each = (sum(fold_words(cell.strip(' "')) in _columns() for cell in one.split(mark)) for one in lines)
        found = max(each, default=0)
        return found if found > 1 else 0

    def even(mark: str) -> int:
        often = Counter(count for one in lines if (count := one.count(mark)))
        return max(often.values(), default=0)

    return max(_SEPARATORS, key=lambda mark: (named(mark), even(mark), text[:20_000].count(mark)))


@cache
def _columns() -> frozenset[str]:
    """Every folded name of a column of any table."""
    return frozenset(name for table in FILES for name in columns_by_name(table.name))


def _check_room(rows: int, cells: list[str], line: int) -> None:
    if rows >= MOST_ROWS:
        raise RefusedFileError("too_many_rows", most=MOST_ROWS)
    if rows * len(cells) > MOST_CELLS:
        raise RefusedFileError("too_many_cells", most=MOST_CELLS)
    if len(cells) > _MOST_COLUMNS:
        raise RefusedFileError("too_many_columns", most=_MOST_COLUMNS)
    _check_letters(cells, "", line)


def _check_letters(texts: Sequence[str], sheet: str, row: int) -> None:
    for place, text in enumerate(texts):
        if len(text) > MOST_LETTERS:
            raise RefusedFileError("long_cell", most=MOST_LETTERS, sheet=sheet, row=row, column=letters(place))


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable():  # most cells of a file of ten thousand rows
        return text.strip(" ")
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NO_WIDTH)
    return cleaned(plain)[0].strip(" \t\n\u00a0\u202f")


def _read_workbook(file: Path) -> tuple[Sheet, ...]:
    _check_zip(file)
    command = [sys.executable, str(_CHILD), str(file), str(MOST_ROWS), str(MOST_CELLS)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise RefusedFileError("too_long", most=MOST_SECONDS) from None
    if done.returncode == -signal.SIGABRT:  # no memory for so wide a sheet
        raise RefusedFileError("far_cell")
    try:
        told = json.loads(done.stdout.decode("utf-8", "surrogatepass"))
    except ValueError:
        raise RefusedFileError("broken_workbook") from None
    if "rule" in told:
        where = {name: told[name] for name in ("cell", "sheet") if name in told}
        raise RefusedFileError(told["rule"], most=MOST_ROWS, **where)
    sheets = tuple(_sheet(*one) for one in told["sheets"])
    if not any(sheet.rows for sheet in sheets):
        raise RefusedFileError("empty")
    return sheets


def _sheet(name: str, rows: _Rows, merged: list[list[int]], is_hidden: bool, *hidden: list[int]) -> Sheet:
    """A sheet as the child tells it; `hidden` are its hidden rows and its hidden columns."""
    made = []
    for number, cells in rows:
        _check_letters([text for _, text in cells], name, number)
        made.append((number, tuple(Cell(_clean(text), kind) if text else BLANK for kind, text in cells)))  # type: ignore[arg-type]
    tall = tuple(tuple(one) for one in merged)
    return Sheet(_clean(name), tuple(made), tall, is_hidden, *map(frozenset, hidden))  # type: ignore[arg-type]


def _check_zip(file: Path) -> None:
    """Refuse what is no workbook, is locked by a password, or unzips to far more than a workbook holds."""
    try:
        with zipfile.ZipFile(file) as opened:
            parts = opened.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise RefusedFileError("broken_workbook") from None
    size, packed = sum(part.file_size for part in parts), file.stat().st_size
    if len(parts) > _MOST_PARTS or size > _MOST_UNZIPPED or (size > _RATIO_FROM and size > _MOST_RATIO * packed):
        raise RefusedFileError("bomb", most=_MOST_UNZIPPED >> 20)
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedFileError("locked_workbook")
    names = {part.filename for part in parts}
    if other := next((suffix for name, suffix in _OTHER_ZIPS.items() if name in names), ""):
        raise RefusedFileError("unknown_type", suffix=other)
    if "xl/workbook.xml" not in names:
        raise RefusedFileError("broken_workbook")
