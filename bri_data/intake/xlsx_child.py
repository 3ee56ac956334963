"""Reads one workbook in a process of its own, so that a hostile one can hurt nobody else.

Its arguments: the file, the most rows, the most cells. Prints JSON: the sheets, each [name, its rows as
[row number, [[kind, text], …]], its merged ranges of several rows, whether it is hidden]; or the rule that refuses the
file. It is run by its path and imports nothing of the
project: a start costs a tenth of a second.
"""

from __future__ import annotations

import contextlib
import html
import json
import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

_MEMORY = 2 << 30
_SECONDS = 40
# a formula whose value was never saved: the file would read as blank where people see a number
_UNSAVED = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f(?:/>|[^>]*>[^<]*</f>|[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
# a cell that shows #N/A or #REF!: calamine reads it as blank, which would erase what the data hold
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*\bt="e"[^>]*>(?:<f[^>]*/>|<f.{0,9000}?</f>)?\s*<v>([^<]{1,20})</v>'
)
_SHEET = re.compile(rb'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
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


def _scanned(path: str) -> tuple[str, dict[str, dict[tuple[int, int], str]]]:
    """The first cell whose formula has no saved value, "" without one; and the cells that hold an error, by the name
    of their sheet and by their row and column from 0."""
    errors: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(path) as opened:
        names = _names_of_parts(opened)
        for part in opened.namelist():
            if not (part.startswith("xl/worksheets/") and part.endswith(".xml")):
                continue
            content = opened.read(part)
            if found := _UNSAVED.search(content):
                return found[1].decode(), {}
            if b't="e"' in content:
                errors[names.get(part, "")] = {
                    (int(row) - 1, _column(letters)): html.unescape(text.decode("utf-8", "replace"))
                    for letters, row, text in _ERROR.findall(content)
                }
    return "", errors


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
    cell, errors = _scanned(path)
    if cell:
        return {"rule": "formula_without_value", "cell": cell}
    book = CalamineWorkbook.from_path(path)
    sheets: list[list[Any]] = []
    rows_left, cells_left = most_rows, most_cells
    for about in book.sheets_metadata:
        name, rows = about.name, []
        sheet, wrong = book.get_sheet_by_name(name), errors.get(about.name, {})
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
        sheets.append([name, rows, merged, about.visible != SheetVisibleEnum.Visible])
    return {"sheets": sheets}


if __name__ == "__main__":
    _limit()
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
    json.dump(read(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])), sys.stdout)
