"""Sheets as an Excel workbook: a note to the reader first, then one tab per sheet with typed columns."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bri_data.present.theme import OFFICE_SANS, TOKENS
from bri_data.present.words import LOCALES, Texts

from .notice_sheet import write_notice
from .progress import Heard, Progress, unheard
from .sheets import Book, Field, Sheet, flat_fields, flat_rows

EXCEL_ROWS = 1_048_575  # under the headings
_MOST_DECIMALS = 6  # shown of a number; the cell holds all of them
_MOST_FROZEN = 3  # columns that may stand before the name
_NAMES = frozenset({"title", "name", "label", "statement", "indicator", "topic", "compared", "what", "city"})
_MOST_LETTERS = 32_767  # in one cell
_MOST_URL = 2_079
_MOST_LINKS = 65_000  # in one tab
_LARGE = 20_000  # rows beyond which the file is written row by row, without an Excel table
_EVERY = 250  # rows between two words on the progress
_EARLIEST = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_WIDEST, _NARROWEST = 48, 9
_PRINTED_WIDTH = 190  # letters across a printed page that can still be read
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_WEB = ("https://", "http://")


def workbook(book: Book, texts: Texts, progress: Progress = unheard) -> bytes:
    """What `write_workbook` writes."""
    stream = io.BytesIO()
    write_workbook(book, texts, stream, progress)
    return stream.getvalue()


def write_workbook(book: Book, texts: Texts, out: IO[bytes], progress: Progress = unheard) -> None:
    """Write the whole file into `out`. The same book gives the same bytes.

    No cell is ever a formula, whatever the text it holds. A sheet longer than Excel allows goes on in a next tab.
    """
    total = sum(sheet.n for sheet in book.sheets)
    stream = Heard(out, lambda: progress(total, total))
    is_large = any(sheet.n > _LARGE for sheet in book.sheets)
    options = {"constant_memory": is_large, "in_memory": not is_large}
    options |= {f"strings_to_{what}": False for what in ("formulas", "urls", "numbers")}
    made = xlsxwriter.Workbook(stream, options)
    created = book.made_at.replace(tzinfo=None, microsecond=0)
    author = texts("export.author")
    made.set_properties({"title": book.notice.title, "author": author, "company": author, "created": created})
    made.set_custom_property("Language", LOCALES[texts.lang].replace("_", "-"))
    formats = _formats(made)
    note = made.add_worksheet(texts("export.notice.tab"))
    writer = _Writer(made, formats, texts, progress, total, taken={note.name.casefold()})
    write_notice(note, book, formats, texts)
    for sheet in book.sheets:
        writer.write(sheet, is_table=not is_large)
    note.activate()
    made.close()


def _formats(made: xlsxwriter.Workbook) -> dict[str, Format]:
    base = {"font_name": OFFICE_SANS, "font_size": 11, "valign": "top"}
    own: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 16},
        "strong": {"bold": True, "text_wrap": True},
        "head": {"bold": True, "font_color": TOKENS["bg"].light, "bg_color": TOKENS["accent"].light, "text_wrap": True},
        "wrap": {"text_wrap": True},
        "text": {},
        "url": {"font_color": TOKENS["accent"].light, "underline": 1},
        "integer": {"num_format": "0"},
        # a format with optional decimals alone would show « 19, »
        **{f"number_{n}": {"num_format": "#,##0." + "0" * n if n else "#,##0"} for n in range(_MOST_DECIMALS + 1)},
        "money": {"num_format": "#,##0.00"},
        "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    }
    return {name: made.add_format(base | style) for name, style in own.items()}


@dataclass
class _Writer:
    """The tabs written so far, and how many rows of all there are to write."""

    made: xlsxwriter.Workbook
    formats: dict[str, Format]
    texts: Texts
    progress: Progress
    total: int
    done: int = 0
    taken: set[str] = field(default_factory=set)

    def write(self, sheet: Sheet, *, is_table: bool) -> None:
        """One sheet, in as many tabs as its rows need."""
        fields = flat_fields(sheet.fields, self.texts)
        rows = flat_rows(sheet)
        left = sheet.n
        while True:
            tab = self._tab(sheet.title, fields)
            widths = [min(_WIDEST, len(one.heading) + 4) for one in fields]
            size = min(left, EXCEL_ROWS)
            for line in range(1, size + 1):
                self._said()
                for column, value in enumerate(next(rows)):
                    self._cell(tab, line, column, value, fields[column])
                    widths[column] = max(widths[column], min(_WIDEST, len(str(value)) + 2 if value is not None else 0))
            self._finish(tab, fields, widths, size, is_table=is_table)
            left -= size
            if left <= 0:
                return

    def _said(self) -> None:
        if self.done % _EVERY == 0:
            self.progress(self.done, self.total)
        self.done += 1

    def _tab(self, title: str, fields: Sequence[Field]) -> Worksheet:
        tab = self.made.add_worksheet(tab_name(title, self.taken))
        for column, one in enumerate(fields):
            tab.write_string(0, column, one.heading, self.formats["head"])
        tab.freeze_panes(1, named(fields) + 1)
        return tab

    def _cell(self, tab: Worksheet, line: int, column: int, value: Any, kind: Field) -> None:
        if value is None:
            return
        if isinstance(value, date):
            self._day(tab, line, column, value)
        elif isinstance(value, str):
            if kind.type == "url" and value.startswith(_WEB) and len(value) <= _MOST_URL and line <= _MOST_LINKS:
                tab.write_url(line, column, value, self.formats["url"], value)
            else:
                tab.write_string(line, column, cut(value), self.formats["text"])
        else:
            style = kind.type if kind.type in {"integer", "money"} else f"number_{decimals(value)}"
            tab.write_number(line, column, value, self.formats[style])

    def _day(self, tab: Worksheet, line: int, column: int, value: date) -> None:
        if value < _EARLIEST:  # Excel knows no such day
            tab.write_string(line, column, value.isoformat(), self.formats["text"])
        else:
            tab.write_datetime(line, column, value, self.formats["day"])

    def _finish(self, tab: Worksheet, fields: Sequence[Field], widths: list[int], size: int, *, is_table: bool) -> None:
        for column, width in enumerate(widths):
            tab.set_column(column, column, max(width, _NARROWEST))
        last = len(fields) - 1
        if is_table and size:
            heads = [
                {"header": heading, "header_format": self.formats["head"]}
                for heading in unlike([one.heading for one in fields])
            ]
            tab.add_table(0, 0, size, last, {"columns": heads, "style": "Table Style Light 1"})
        else:
            tab.autofilter(0, 0, size, last)
        tab.set_landscape()
        tab.fit_to_pages(-(-sum(widths) // _PRINTED_WIDTH), 0)
        tab.repeat_rows(0)
        tab.repeat_columns(0, named(fields))
        tab.print_area(0, 0, max(size, 1), last)
        tab.set_footer("&L&A&R&P / &N")


def named(fields: Sequence[Field]) -> int:
    """The position of the column that names the row: it stays in sight and is printed on every sheet."""
    found = (position for position, one in enumerate(fields[:_MOST_FROZEN]) if one.name in _NAMES)
    return next(found, 0)


def decimals(value: float) -> int:
    """How many decimals a number is shown with: those it has, at most six."""
    return len(f"{value:.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


def cut(text: str) -> str:
    """The text, cut with « … » where a cell can hold no more."""
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…"


def tab_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes (31 characters, none of []:*?/\\, unlike the others), added to `taken`."""
    plain = _FORBIDDEN.sub(" ", title).strip("' ")[:31] or "-"
    name, number = plain, 2
    while name.casefold() in taken:
        end = f" ({number})"
        name, number = plain[: 31 - len(end)] + end, number + 1
    taken.add(name.casefold())
    return name


def unlike(headings: Sequence[str]) -> list[str]:
    """The headings, those that repeat numbered: an Excel table wants each one once."""
    seen: dict[str, int] = {}
    unique = []
    for heading in headings:
        seen[heading.casefold()] = seen.get(heading.casefold(), 0) + 1
        number = seen[heading.casefold()]
        unique.append(heading if number == 1 else f"{heading} ({number})")
    return unique
