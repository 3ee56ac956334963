"""Reads one workbook in a process of its own, so that a hostile one can hurt nobody else.

Its arguments: the file, the most rows, the most cells. Prints JSON: the sheets, each [name, its rows as
[row number, [[kind, text], …]], its merged ranges of several rows, whether it is hidden, its hidden rows by number,
its hidden columns from 0]; or the rule that refuses the file, and where. It is run by its path and imports
nothing of the project: a start costs a tenth of a second.
"""

from __future__ import annotations

import contextlib
import html
import json
import re
import sys
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

_MEMORY = 2 << 30
_SECONDS = 40
_MOST_COLUMNS = 1000
_MOST_TOLD = 1000  # hidden rows
# a formula whose value was never saved: the file would read as blank where people see a number
# (some programs write a prefix before each name: « x:c »)
_UNSAVED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f(?:/>|[^>]*>[^<]*</(?:\w+:)?f>|[^>]*/>)\s*"
    rb"(<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_TEXT = b't="str"'  # a formula whose saved value is a text, be it blank: « =IF(A2="","",…) » down a whole column
_CELL = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
# a cell that shows #N/A or #REF!: calamine reads it as blank, which would erase what the data hold
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"(?:<(?:\w+:)?f[^>]*/>|<(?:\w+:)?f.{0,9000}?</(?:\w+:)?f>)?\s*<(?:\w+:)?v>([^<]{1,20})</(?:\w+:)?v>"
)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_SPAN = re.compile(rb'\b(min|max)="(\d{1,5})"')
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_PART = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]*)"')


def _limit() -> None:
    """Bound memory and processor time where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _cell(value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["boolean", "true" if value else "false"]
    if isinstance(value, int | float):
        return ["number", repr(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)]
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return ["day", value.date().isoformat()] if is_day else ["moment", value.isoformat(" ", "minutes")]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, time | timedelta):
        return ["text", str(value)]
    return ["text", str(value)]


@dataclass
class _Scanned:
    """What calamine does not tell of one sheet: its cells in error by their row and column from 0, and what a
    spreadsheet hides of it."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def _scanned(path: str) -> tuple[dict[str, str], dict[str, _Scanned]]:
    """The first cell whose formula has no saved value, with its sheet, {} without one; and each sheet by its name."""
    found = {}
    with zipfile.ZipFile(path) as opened:
        names = _names_of_parts(opened)
        for part in opened.namelist():
            if not (part.startswith("xl/worksheets/") and part.endswith(".xml")):
                continue
            content, name = opened.read(part), names.get(part, "")
            cells = _UNSAVED.finditer(content)
            if unsaved := next((one for one in cells if not (one[2] and _TEXT in one[1])), None):
                cell = _CELL.search(unsaved[1])
                return {"cell": cell[1].decode() if cell else "?", "sheet": name}, {}
            found[name] = one = _Scanned()
            if b't="e"' in content:
                one.errors = {
                    (int(row) - 1, _column(letters)): html.unescape(text.decode("utf-8", "replace"))
                    for letters, row, text in _ERROR.findall(content)
                }
            if b"hidden=" in content:
                one.hidden_rows = [int(row) for row in _HIDDEN_ROW.findall(content)]
                for column in _HIDDEN_COLUMNS.findall(content):
                    span = {name: int(place) for name, place in _SPAN.findall(column)}
                    one.hidden_columns += range(span.get(b"min", 1) - 1, min(span.get(b"max", 0), _MOST_COLUMNS))
    return {}, found


def _names_of_parts(opened: zipfile.ZipFile) -> dict[str, str]:
    """The name of the sheet that each part of the workbook holds."""
    parts = {}
    with contextlib.suppress(KeyError):
        for one in _PART.findall(opened.read("xl/_rels/workbook.xml.rels")):
            told = dict(_ATTRIBUTE.findall(one))
            target = told.get(b"Target", b"").decode("utf-8", "replace").removeprefix("/xl/")
            parts[told.get(b"Id", b"")] = f"xl/{target}"
    found = _SHEET.findall(opened.read("xl/workbook.xml"))
    return {parts.get(mark, ""): html.unescape(name.decode("utf-8", "replace")) for name, mark in found}


def _column(letters: bytes) -> int:
    """The place of a column from 0: A is 0, AA 26."""
    place = 0
    for letter in letters:
        place = 26 * place + letter - 64
    return place - 1


def read(path: str, most_rows: int, most_cells: int) -> dict[str, Any]:
    """The sheets of the workbook, or {"rule": …} when it is refused."""
    unsaved, scanned = _scanned(path)
    if unsaved:
        return {"rule": "formula_without_value", **unsaved}
    book = CalamineWorkbook.from_path(path)
    sheets: list[list[Any]] = []
    rows_left, cells_left = most_rows, most_cells
    for about in book.sheets_metadata:
        name, rows = about.name, []
        sheet, one = book.get_sheet_by_name(name), scanned.get(name, _Scanned())
        wrong = one.errors
        for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
            written = [_cell(value) for value in cells]
            for place in range(len(written)) if wrong else ():
                if (number - 1, place) in wrong:
                    written[place] = ["error", wrong[number - 1, place]]
            while written and not written[-1][1].strip():
                written.pop()
            if written:
                rows.append([number, written])
                rows_left, cells_left = rows_left - 1, cells_left - len(written)
                if rows_left < 0 or cells_left < 0:
                    return {"rule": "too_many_rows" if rows_left < 0 else "too_many_cells"}
        tall = [(first, last) for first, last in sheet.merged_cell_ranges or () if first[0] != last[0]]
        merged = [[first[0] + 1, last[0] + 1, first[1], last[1]] for first, last in tall]
        is_hidden = about.visible != SheetVisibleEnum.Visible
        sheets.append([name, rows, merged, is_hidden, one.hidden_rows[:_MOST_TOLD], one.hidden_columns])
    return {"sheets": sheets}


if __name__ == "__main__":
    _limit()
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
    json.dump(read(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])), sys.stdout)
