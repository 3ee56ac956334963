"""The vocabulary of the schema: what a column and a table declare about themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bri_data.bureau import current

ColumnType = Literal["text", "code", "integer", "number", "date", "boolean", "url"]
Level = Literal["public", "interne", "huis_clos"]


@dataclass(frozen=True)
class Column:
    """One column: its English name in the database, its French heading in the CSV, and what a cell may hold.

    `type` "date" is EDTF level 0 (model/dates.py); "boolean" is written `oui` or `non`; "code" is one of `codes`, or
    a key of the table named by `references`. A `many` cell holds a list separated by `;`. `minimum` and `maximum`
    bound numbers, both included. `unit` is what a number counts. A file may leave out an `optional` column: its cells
    are then blank. `former` is a heading that older files bear.
    """

    name: str
    heading: str
    type: ColumnType = "text"
    required: bool = False
    many: bool = False
    codes: tuple[str, ...] = ()
    references: str = ""
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    optional: bool = False
    former: str = ""


@dataclass(frozen=True)
class Table:
    """One CSV file and the DuckDB table it becomes.

    `key` columns together are unique and non-empty. `intervals` are pairs of date columns whose first must not come
    after the second. `grain` says in French what one row is. A folder may leave out the file of an `optional` table:
    it is read as a table without rows.
    """

    name: str
    file: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    grain: str
    intervals: tuple[tuple[str, str], ...] = ()
    optional: bool = False

    def column(self, name: str) -> Column:
        """The column of that English name; KeyError when the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


def key(name: str = "", heading: str = "identifiant") -> Column:
    """An identifier column: lower-case letters, digits, `-` and `_` once normalised."""
    return Column(name, heading, "code", required=True)


def ref(name: str, heading: str, table: str, *, many: bool = False, required: bool = False) -> Column:
    """A cell that holds the key (or keys) of rows of another table."""
    return Column(name, heading, "code", required=required, many=many, references=table)


def code(name: str, heading: str, *codes: str, many: bool = False, required: bool = False) -> Column:
    """A cell that holds one (or several) of a closed list of codes."""
    return Column(name, heading, "code", required=required, many=many, codes=codes)


def day(name: str, heading: str, *, required: bool = False) -> Column:
    """An EDTF level 0 date, as precise as it is known."""
    return Column(name, heading, "date", required=required)


# a bureau of one language writes a name once
BOTH_LANGUAGES = len(current().languages) > 1
SOURCES = ref("source_ids", "sources", "sources", many=True, required=True)
LOCATOR = Column("source_locator", "reperes", required=True)
YEAR = Column("year", "annee", "integer", required=True, minimum=1900, maximum=2200)
# who may read a row, from everybody to the fewest
LEVELS: tuple[Level, ...] = ("public", "interne", "huis_clos")
PUBLIC, INTERNAL, CLOSED = LEVELS
VISIBILITY = code("visibility", "visibilite", *LEVELS, required=True)
# the day before which everybody reads a row as if it were « interne »: any file may bear it, beside its mark
EMBARGO = Column("embargo", "embargo", "date", optional=True)
# the file of any other table may bear such a mark as well; a blank one leaves the row as visible as what uses it
OWN_MARK = Column("visibility", "visibilite", "code", codes=LEVELS, optional=True)
TITLES = (Column("title", "titre", required=True), Column("title_en", "titre_en"))


def readable(level: Level) -> tuple[Level, ...]:
    """The marks that a reader of `level` may read, from everybody's to their own."""
    return LEVELS[: LEVELS.index(level) + 1]
