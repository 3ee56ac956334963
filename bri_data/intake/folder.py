"""The CSV files of a folder as rows of text that can be changed and written back in the form they had."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from bri_data.model.columns import EMBARGO, OWN_MARK, Table
from bri_data.model.schema import TABLES
from bri_data.store.marks import with_marks
from bri_data.store.regular import open_regular
from bri_data.store.text_files import decode, fold_words, read_heading, rows_of

Row = dict[str, str]  # the text of each cell, trimmed, by the column's English name; a blank cell is ""

# what a file may hold: the schema's columns, and everywhere a mark of visibility
FILES = with_marks(TABLES)
_BY_NAME = {table.name: table for table in FILES}


def file_table(name: str) -> Table:
    """The table of that English name, with its column of marks; KeyError when there is none."""
    return _BY_NAME[name]


def key_of(table: Table, row: Row) -> str:
    """What names `row` among the rows of `table`: accents, case, spaces and dashes make no difference. "" when a cell
    of the key is blank."""
    parts = [fold_words(row.get(name, "")) for name in table.key]
    return ":".join(parts) if all(parts) else ""


@dataclass
class TableFile:
    """One CSV file: its headings as written, the column under each (None: unknown), and its rows by key, in order."""

    table: Table
    headings: list[str]
    columns: list[str | None]
    rows: dict[str, Row] = field(default_factory=dict)
    delimiter: str = ","
    ending: str = "\n"
    has_mark: bool = False

    @classmethod
    def empty(cls, table: Table) -> TableFile:
        """A file of headings alone, without the columns that few files bear (a mark of their own, an embargo)."""
        kept = [column for column in table.columns if column not in (OWN_MARK, EMBARGO)]
        return cls(table, [column.heading for column in kept], [column.name for column in kept])

    @classmethod
    def read(cls, folder: Path, table: Table) -> TableFile:
        """The file of `table` in `folder`, which must be without fault (see store.check); an empty one when it is not
        there."""
        file = folder / table.file
        if not file.exists():
            return cls.empty(table)
        with open_regular(file) as stream:
            data = stream.read()
        text = decode(data)
        first = text.splitlines()[0] if text else ""
        heading = read_heading(table, first)
        made = cls(
            table,
            [cell.strip() for cell in next(csv.reader([first], delimiter=heading.delimiter, skipinitialspace=True))],
            list(heading.columns),
            delimiter=heading.delimiter,
            ending="\r\n" if "\r\n" in text else "\n",
            has_mark=data.startswith(codecs.BOM_UTF8),
        )
        for _, cells in rows_of(text, heading.delimiter):
            row = {name: cell.strip() for name, cell in zip(made.columns, cells, strict=False) if name}
            if any(row.values()):
                made.rows[key_of(table, row)] = row
        return made

    def content(self) -> bytes:
        """The bytes of the file, UTF-8: the cells of each row under the headings it has."""
        self._make_room()
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=self.ending)
        writer.writerow(self.headings)
        writer.writerows([row.get(name, "") if name else "" for name in self.columns] for row in self.rows.values())
        return (codecs.BOM_UTF8 if self.has_mark else b"") + out.getvalue().encode()

    def keys_by_line(self) -> dict[int, str]:
        """The key of the row that starts at each line of `content`, 1 being the headings."""
        found, line = {}, 2
        for key, row in self.rows.items():
            found[line] = key
            line += 1 + sum(row.get(name, "").count("\n") for name in self.columns if name)
        return found

    def _make_room(self) -> None:
        """Add the heading of each optional column that a row now fills."""
        for column in self.table.columns:
            if column.name not in self.columns and any(row.get(column.name) for row in self.rows.values()):
                self.columns.append(column.name)
                self.headings.append(column.heading)


def read_folder(folder: Path) -> dict[str, TableFile]:
    """Every table's file, by the table's English name."""
    return {table.name: TableFile.read(folder, table) for table in FILES}
