"""What a CSV file says once decoded: its encoding, its delimiter, and the column under each heading."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bri_data.model import bounds
from bri_data.model.columns import Table
from bri_data.model.problems import Problem

from .characters import cleaned, may_hold_forbidden
from .encodings import UnknownEncodingError, decoded
from .regular import open_regular

DELIMITERS = (",", ";", "\t")
# a cell past this many letters ends the reading of its file: its quotation mark was never closed, or it is no table
_LONGEST_FIELD = 16_000_000
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
# a title, a date and a blank line may stand above the headings: looked for so far
_HEADINGS_WITHIN = 10
# a whole line of commas in quotation marks, its own marks doubled
_WRAPPED = re.compile(r'^"[^"\r\n]+,[^\r\n]*""', re.MULTILINE)
_JOINTS = re.compile(r"[\s_-]+")


class UnreadableError(Exception):
    """A file whose text cannot be known for sure; `rule` and `line` say why and where."""

    def __init__(self, rule: str, line: int = 0) -> None:
        super().__init__(rule)
        self.rule = rule
        self.line = line


@dataclass(frozen=True)
class Heading:
    """The first line of a file: its delimiter and, for each of its cells, the schema's column or None."""

    delimiter: str
    columns: tuple[str | None, ...]
    problems: tuple[Problem, ...]

    @property
    def found(self) -> frozenset[str]:
        """The English names of the columns that the file has."""
        return frozenset(name for name in self.columns if name is not None)


def fold_words(words: str) -> str:
    """`words` without accents, case, ligatures or difference between space, `_` and `-` (as the macro in fold.sql)."""
    bare = words.casefold()
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
        bare = bare.replace("œ", "oe").replace("æ", "ae")
    return _JOINTS.sub("_", bare.strip("\ufeff \t"))


def decode(data: bytes) -> str:
    """The text of a file, whatever its encoding (see encodings.py); UnreadableError where that is not sure."""
    try:
        return decoded(data)
    except UnknownEncodingError as error:
        raise UnreadableError("wrong_encoding", _line_of(data, error.position)) from None


def _line_of(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def read_heading(table: Table, first_line: str) -> Heading:
    """The delimiter under which `first_line` names most columns of `table`, and its headings matched to them."""
    by_fold = {fold_words(column.former): column.name for column in table.columns if column.former}
    by_fold |= {fold_words(column.heading): column.name for column in table.columns}

    def named(delimiter: str) -> int:
        return sum(fold_words(cell) in by_fold for cell in _cells(first_line, delimiter))

    if len(first_line) > bounds.HEADING:
        raise UnreadableError("long_heading", 1)
    first_line = cleaned(first_line)[0]
    delimiter = max(DELIMITERS, key=named)
    if not named(delimiter):
        raise UnreadableError("unknown_headings", 1)
    if len(_cells(first_line, delimiter)) > bounds.COLUMNS:
        raise UnreadableError("many_columns", 1)
    names: list[str | None] = []
    problems = []
    for written in _cells(first_line, delimiter):
        name = by_fold.get(fold_words(written))
        if name in names and name is not None:
            problems.append(Problem(table.file, 1, written.strip(), "duplicate_column", written.strip()))
            name = None
        elif name is None and written.strip():
            problems.append(_extra(table, written.strip()))
        names.append(name)
    missing = [column for column in table.columns if column.name not in names and not column.optional]
    problems += [Problem(table.file, 1, column.heading, "missing_column") for column in missing]
    return Heading(delimiter, tuple(names), tuple(problems))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []


def _extra(table: Table, written: str) -> Problem:
    close = get_close_matches(fold_words(written), [column.heading for column in table.columns], n=1, cutoff=0.75)
    details = (("suggestion", close[0]),) if close else ()
    return Problem(table.file, 1, written, "extra_column", written, details)


def is_separator_line(first_line: str) -> bool:
    """Whether a file starts by telling Excel its separator (« sep=; »): a line that is no heading."""
    return _SEPARATOR_LINE.fullmatch(first_line) is not None


def heading_line(table: Table, text: str) -> int:
    """The line on which most headings of `table` stand, among the first ten of `text`; 0 when none does."""
    for line, written in enumerate(re.split(r"\r\n|\r|\n", text[: 10 * bounds.HEADING])[:_HEADINGS_WITHIN], start=1):
        try:
            found = read_heading(table, written).found
        except UnreadableError:
            continue
        if len(found) * 2 > len(table.columns):
            return line
    return 0


def unwrapped(table: Table, text: str) -> str:
    """`text` as it was before a spreadsheet of French Canada opened it in one column, where that is what happened.

    Such a program takes « ; » for the separator: saved again, a line of commas is one cell, in quotation marks where it
    holds some, followed by empty cells. The lines it was made of are joined again; "" when `text` is no such file.
    UnreadableError when it is one whose lines cannot be told for sure.
    """
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    whole = first.rstrip(";").strip('"')
    try:
        heading = read_heading(table, whole)
    except UnreadableError:
        return ""
    if heading.delimiter != "," or (first == whole and not _WRAPPED.search(text)):
        return ""
    rows = [row for _, row in _rows_or_none(text, ",")]
    if first == whole and not any(
        len(row) == 1 or (row[0].count(",") and len(row) < len(heading.columns)) for row in rows
    ):
        return ""
    lines = [";".join(row).rstrip(";") for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")]
    lines = [whole, *lines[1:]]
    mended = "\n".join(lines) + "\n"
    try:
        is_whole = all(len(row) == len(heading.columns) for _, row in rows_of(mended, ","))
    except UnreadableError:
        is_whole = False
    if is_whole:
        return mended
    if first != whole or all(len(row) == 1 for row in rows):
        raise UnreadableError("one_column", 1)
    return ""


def _rows_or_none(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    try:
        return list(rows_of(text, delimiter))
    except UnreadableError:
        return []


def rows_of(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row of `text` after the first, blank lines left out, with the line it starts at (1 = headings).

    UnreadableError at the line of a quoted cell that is never closed, or closed in the middle.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    start = 1
    try:
        for row in reader:
            if start > 1 and any(row):
                yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        rule = "endless_cell" if "field limit" in str(error) else "broken_quotes"
        raise UnreadableError(rule, start) from None


@dataclass(frozen=True)
class PhysicalLines:
    """How a file's bytes look before any parsing: its first line (cut where no heading is that long), its number of
    lines, and whether it has one style of line end and no character that reading takes out.
    """

    first: bytes
    count: int
    is_regular: bool


def physical_lines(file: Path) -> PhysicalLines:
    """Count the lines of `file`, trailing blank ones left out, without holding it in memory."""
    feeds = returns = pairs = 0
    last = b""
    is_clean = True
    with open_regular(file) as stream:
        first = stream.readline(4 * bounds.HEADING + 8).rstrip(b"\r\n")
        stream.seek(0)
        while block := stream.read(1 << 22):
            feeds += block.count(b"\n")
            returns += block.count(b"\r")
            pairs += block.count(b"\r\n") + (last.endswith(b"\r") and block.startswith(b"\n"))
            is_clean = is_clean and not may_hold_forbidden(last[-3:] + block[:3]) and not may_hold_forbidden(block)
            last = (last + block[-64:])[-64:]
    ending = last[len(last.rstrip(b"\r\n")) :].count(b"\n")
    return PhysicalLines(first, feeds - ending + 1, is_clean and returns == pairs and pairs in (0, feeds))
