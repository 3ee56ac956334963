"""Reads one workbook in a process of its own, so that a hostile one can hurt nobody else.

Its arguments: the file, the most rows, the most cells. Prints JSON: the sheets, as lists of
[row number, [[kind, text], …]]; or the rule that refuses the file. It is run by its path and imports nothing of the
project: a start costs a tenth of a second.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook

_MEMORY = 2 << 30
_SECONDS = 40
# a formula whose value was never saved: the file would read as blank where people see a number
_UNSAVED = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f(?:/>|[^>]*>[^<]*</f>|[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


class _TooMuchError(Exception):
    """More rows or cells than may be read."""


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


def _unsaved(path: str) -> str:
    with zipfile.ZipFile(path) as opened:
        for name in opened.namelist():
            if (
                name.startswith("xl/worksheets/")
                and name.endswith(".xml")
                and (found := _UNSAVED.search(opened.read(name)))
            ):
                return found[1].decode()
    return ""


def read(path: str, most_rows: int, most_cells: int) -> dict[str, Any]:
    """The sheets of the workbook, or {"rule": …} when it is refused."""
    if cell := _unsaved(path):
        return {"rule": "formula_without_value", "cell": cell}
    book = CalamineWorkbook.from_path(path)
    sheets: list[list[Any]] = []
    rows_left, cells_left = most_rows, most_cells
    for name in book.sheet_names:
        rows = []
        for number, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1):
            written = [_cell(value) for value in cells]
            while written and not written[-1][1].strip():
                written.pop()
            if written:
                rows.append([number, written])
                rows_left, cells_left = rows_left - 1, cells_left - len(written)
                if rows_left < 0 or cells_left < 0:
                    return {"rule": "too_many_rows" if rows_left < 0 else "too_many_cells"}
        sheets.append([name, rows])
    return {"sheets": sheets}


if __name__ == "__main__":
    _limit()
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
    json.dump(read(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])), sys.stdout)
