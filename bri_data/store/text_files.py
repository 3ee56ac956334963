"""What a CSV file says once decoded: its encoding, its delimiter, and the column under each heading."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bri_data.model.columns import Table
from bri_data.model.problems import Problem

DELIMITERS = (",", ";", "\t")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# what UTF-8 looks like once read as Windows-1252: a file that holds some was saved in two encodings
MOJIBAKE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")


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
    bare = "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\s_-]+", "_", bare.replace("œ", "oe").replace("æ", "ae").strip("\ufeff \t"))


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252; UnreadableError when none of them fits it all."""
    if data.startswith(_UTF16_MARKS):
        return _strict(data, "utf-16")
    if b"\0" in data:
        raise UnreadableError("wrong_encoding", _line_of(data, data.index(b"\0")))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _strict(data, "cp1252")
        if MOJIBAKE.search(text):
            raise UnreadableError("wrong_encoding", _line_of(data, error.start)) from None
        return text


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError("wrong_encoding", _line_of(data, error.start)) from None


def _line_of(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def read_heading(table: Table, first_line: str) -> Heading:
    """The delimiter under which `first_line` names most columns of `table`, and its headings matched to them."""
    by_fold = {fold_words(column.heading): column.name for column in table.columns}

    def named(delimiter: str) -> int:
        return sum(fold_words(cell) in by_fold for cell in _cells(first_line, delimiter))

    delimiter = max(DELIMITERS, key=named)
    if not named(delimiter):
        raise UnreadableError("unknown_headings", 1)
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
    return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])


def _extra(table: Table, written: str) -> Problem:
    close = get_close_matches(fold_words(written), [column.heading for column in table.columns], n=1, cutoff=0.75)
    details = (("suggestion", close[0]),) if close else ()
    return Problem(table.file, 1, written, "extra_column", written, details)


def rows_of(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row of `text` after the first, blank lines left out, with the line it starts at (1 = headings).

    UnreadableError at the line of a quoted cell that is never closed, or closed in the middle.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    start = 1
    try:
        for row in reader:
            if start > 1 and any(row):
                yield start, row
            start = reader.line_num + 1
    except csv.Error:
        raise UnreadableError("broken_quotes", start) from None


@dataclass(frozen=True)
class PhysicalLines:
    """How a file's bytes look before any parsing: its first line, its number of lines, and one style of line end."""

    first: bytes
    count: int
    is_regular: bool


def physical_lines(file: Path) -> PhysicalLines:
    """Count the lines of `file`, trailing blank ones left out, without holding it in memory."""
    feeds = returns = pairs = 0
    last = b""
    with file.open("rb") as stream:
        first = stream.readline().rstrip(b"\r\n")
        stream.seek(0)
        while block := stream.read(1 << 22):
            feeds += block.count(b"\n")
            returns += block.count(b"\r")
            pairs += block.count(b"\r\n") + (last.endswith(b"\r") and block.startswith(b"\n"))
            last = (last + block)[-64:]
    ending = last[len(last.rstrip(b"\r\n")) :].count(b"\n")
    return PhysicalLines(first, feeds - ending + 1, returns == pairs and pairs in (0, feeds))
