"""One sheet as a CSV file, UTF-8 with its mark, so that a spreadsheet reads the accents.

Two dialects: RFC 4180 (commas, decimal points), which every program reads, and semicolons with decimal commas, which
Excel set to French (Canada) opens in columns.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from typing import IO, Any

from bri_data.present.words import Texts

from .progress import Progress, unheard
from .sheets import CellType, Sheet, flat_fields, flat_rows

_EVERY = 500  # rows between two words on the progress
# A spreadsheet runs what begins so, with or without blanks before; the wide forms are those of Asian keyboards.
_LIVE = re.compile(r"[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\s\ufeff]*[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Dialect:
    """What stands between two cells, and before the decimals of a number."""

    between: str
    decimal: str


RFC, EXCEL = Dialect(",", "."), Dialect(";", ",")


def csv_file(sheet: Sheet, texts: Texts, progress: Progress = unheard, dialect: Dialect = RFC) -> bytes:
    """What `write_csv` writes."""
    made = io.BytesIO()
    write_csv(sheet, texts, made, progress, dialect)
    return made.getvalue()


def write_csv(sheet: Sheet, texts: Texts, out: IO[bytes], progress: Progress = unheard, dialect: Dialect = RFC) -> None:
    """Write into `out` the sheet's headings and rows, whole numbers without decimals, money to the cent, dates as ISO
    text, nothing for what is not known.

    Text that a spreadsheet would run as a formula starts with an apostrophe (the OWASP way); numbers are left alone.
    """
    progress(0, sheet.n)  # before any row is asked for: what is long may be made elsewhere
    # encoded as it comes: a long file is nowhere held as text
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=dialect.between, lineterminator="\r\n")
    fields = flat_fields(sheet.fields, texts)
    types = [one.type for one in fields]
    out.write(codecs.BOM_UTF8)
    writer.writerow([safe(one.heading) for one in fields])
    for done, row in enumerate(flat_rows(sheet)):
        if done and done % _EVERY == 0:
            progress(done, sheet.n)
            _passed_on(stream, out)
        writer.writerow([_written(value, kind, dialect) for value, kind in zip(row, types, strict=True)])
    _passed_on(stream, out)
    progress(sheet.n, sheet.n)


def _passed_on(stream: io.StringIO, out: IO[bytes]) -> None:
    out.write(stream.getvalue().encode())
    stream.seek(0)
    stream.truncate()


def _written(value: Any, kind: CellType, dialect: Dialect) -> Any:
    if isinstance(value, str):
        return safe(value)
    if not isinstance(value, float):
        return value
    if value.is_integer():
        return int(value)
    number = f"{value:.2f}" if kind == "money" else repr(value)
    return number.replace(".", dialect.decimal)


def safe(text: str) -> str:
    """`text`, never a formula: after an apostrophe where it begins like one and is no plain number."""
    return f"'{text}" if _LIVE.match(text) and not _NUMBER.fullmatch(text) else text
