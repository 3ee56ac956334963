"""Services, themes and partners put together by the records, and the gaps: which were never named by one record.

A gap is what no record says although some record could: both are named elsewhere with something of the other side.
Where none of the records that name one of the two says anything of the other side, nothing can be told: unknown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from . import format as fmt
from .rows import localised, plain
from .words import Texts

Side = Literal["partners", "themes", "services"]
# by its name in an address: the rows, then the columns
PAIRS: dict[str, tuple[Side, Side]] = {
    "partenaires-themes": ("partners", "themes"),
    "services-themes": ("services", "themes"),
    "services-partenaires": ("services", "partners"),
}
State = Literal["together", "announced", "other_year", "never", "unknown"]
STATES: tuple[State, ...] = ("together", "announced", "other_year", "never", "unknown")
FILTER: dict[Side, str] = {"partners": "f.partenaire", "themes": "f.theme", "services": "f.service"}
MOST_ROWS, MOST_COLUMNS = 40, 24
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Item:
    """A partner, a theme or a service; `n` records of the year name it."""

    code: str
    name: str
    n: int


@dataclass(frozen=True)
class Cell:
    """What the records say of one of a row and one of a column: `n` records of the year name both, `first` is the id of
    the latest of them, "" without any; `years` are those of the others, latest first."""

    state: State
    n: int = 0
    first: str = ""
    kind: str = ""
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """One row of the matrix: its cells go with the columns, in order."""

    item: Item
    cells: tuple[Cell, ...]

    def of(self, *states: State) -> int:
        """How many of its cells are in one of these states."""
        return sum(cell.state in states for cell in self.cells)


@dataclass(frozen=True)
class Crossing:
    """The matrix of a pair in a year (None: all years). `absent` are those of the data that no record names at all;
    `both`, `one` and `neither` count the year's records by what they name; `unread` records were not read."""

    pair: str
    year: int | None
    columns: tuple[Item, ...]
    lines: tuple[Line, ...]
    absent: Mapping[Side, tuple[str, ...]]
    both: int
    one: int
    neither: int
    unread: int
    titles: tuple[str, ...]

    @property
    def sides(self) -> tuple[Side, Side]:
        """What its rows and its columns are."""
        return PAIRS[self.pair]

    def count(self, *states: State) -> int:
        """How many cells are in one of these states."""
        return sum(line.of(*states) for line in self.lines)


def read_pair(written: str) -> str:
    """The pair that an address asks for; the first one for what is none."""
    return written if written in PAIRS else next(iter(PAIRS))


def crossing(
    pair: str, year: int | None, records: pd.DataFrame, names: pd.DataFrame, texts: Texts, *, is_whole: bool
) -> Crossing:
    """The matrix of the frames of queries.crossings; rows and columns by how many records of the year name them.

    With `is_whole` false (the reader kept some records), nobody is said to be named by none."""
    down, across = PAIRS[pair]
    known = {(row["side"], row["code"]): str(localised(row, "name", texts)) for row in plain(names)}
    rows = plain(records)
    of_year = [row for row in rows if _is_of(row, year)]
    sides = {side: _items(side, rows, of_year, known) for side in (down, across)}
    absent: dict[Side, tuple[str, ...]] = {}
    for side, items in sides.items() if is_whole else ():
        named = {item.code for item in items}
        absent[side] = tuple(name for (of, code), name in known.items() if of == side and code not in named)
    telling = [row for row in of_year if row[down] and row[across]]
    titles = Counter(title for row in telling for title in row["source_titles"] or ())
    filled = Counter(bool(row[down]) + bool(row[across]) for row in of_year)
    return Crossing(
        pair,
        year,
        sides[across],
        _lines(sides, rows, year),
        absent,
        filled[2],
        filled[1],
        filled[0],
        rows[0]["total"] - len(rows) if rows else 0,
        tuple(title for title, _ in titles.most_common()),
    )


def _lines(sides: Mapping[Side, tuple[Item, ...]], rows: Sequence[Row], year: int | None) -> tuple[Line, ...]:
    (down, lines), (across, columns) = sides.items()
    met: dict[tuple[str, str], list[Row]] = defaultdict(list)
    tell: set[tuple[Side, str]] = set()
    for row in rows:
        for one in row[down]:
            for other in row[across]:
                met[one, other].append(row)
                tell |= {(down, one), (across, other)}
    drawn = []
    for item in lines:
        can_tell = [(down, item.code) in tell and (across, one.code) in tell for one in columns]
        found = [met.get((item.code, one.code), []) for one in columns]
        cells = [_cell(some, year, can_tell=told) for some, told in zip(found, can_tell, strict=True)]
        drawn.append(Line(item, tuple(cells)))
    return tuple(drawn)


def _is_of(row: Row, year: int | None) -> bool:
    return year is None or year in (row["year"], row["counted_in"])


def _items(
    side: Side, rows: Sequence[Row], of_year: Sequence[Row], known: Mapping[tuple[str, str], str]
) -> tuple[Item, ...]:
    """Those that any record names: most records of the year first, then of all years, then by name."""
    ever, now = (Counter(code for row in some for code in row[side]) for some in (rows, of_year))
    items = [Item(code, known.get((side, code), code), now[code]) for code in ever]
    return tuple(sorted(items, key=lambda item: (-item.n, -ever[item.code], item.name.casefold(), item.code)))


def _cell(met: Sequence[Row], year: int | None, *, can_tell: bool) -> Cell:
    held = [row for row in met if row["state"] != "announced"]
    here = [row for row in held if _is_of(row, year)]
    others = sorted({row["year"] for row in held if row["year"] is not None and not _is_of(row, year)}, reverse=True)
    if here:
        return Cell("together", len(here), here[0]["record_id"], here[0]["kind"], tuple(others))
    planned = [row for row in met if row["state"] == "announced" and _is_of(row, year)]
    if planned:
        return Cell("announced", len(planned), planned[0]["record_id"], planned[0]["kind"], tuple(others))
    if others or held:
        return Cell("other_year", years=tuple(others))
    return Cell("never" if can_tell else "unknown")


# --- Words ------------------------------------------------------------------------------------------------------------


def title(found: Crossing, texts: Texts) -> str:
    """The finding: how many of the pairs that these records can tell were never put together (that year)."""
    told = found.count("together", "announced", "other_year", "never")
    gaps = found.count("never") if found.year is None else found.count("never", "other_year")
    if not told:
        return texts(f"crossings.title.nothing.{found.pair}")
    when = texts("crossings.ever") if found.year is None else texts("crossings.in_year", year=found.year)
    pairs = texts(f"crossings.pairs.{found.pair}")
    values = {"n": fmt.number(gaps, texts), "total": fmt.number(told, texts), "pairs": pairs, "when": when}
    return texts.count("crossings.title.gaps", gaps, choice=texts(f"crossings.choice.{found.pair}"), **values)


def lead(found: Crossing, texts: Texts) -> str:
    """How many records name both, one, none: what a gap is worth."""
    total = found.both + found.one + found.neither
    said = texts.count(
        "crossings.lead",
        found.both,
        n=fmt.number(found.both, texts),
        total=fmt.number(total, texts),
        both=texts(f"crossings.both.{found.pair}"),
        one=texts.count("crossings.half", found.one, n=fmt.number(found.one, texts)),
        neither=texts.count("crossings.neither", found.neither, n=fmt.number(found.neither, texts)),
    )
    more = texts.count("crossings.unread", found.unread, n=fmt.number(found.unread, texts)) if found.unread else ""
    return " ".join(filter(None, (said, more, texts("crossings.no_proof"))))


def absent_said(found: Crossing, texts: Texts) -> list[str]:
    """Those of the data that no kept record names at all, a sentence a side."""
    return [
        texts.count(f"crossings.absent.{side}", len(names), n=fmt.number(len(names), texts), names=_some(names, texts))
        for side, names in found.absent.items()
        if names
    ]


def _some(names: Sequence[str], texts: Texts, most: int = 12) -> str:
    more = len(names) - most
    shown = [*names[:most], *([texts.count("crossings.others", more, n=fmt.number(more, texts))] if more > 0 else [])]
    return fmt.joined(shown, texts)


def cell_said(cell: Cell, texts: Texts) -> str:
    """The state of a cell in words: « réunis par 2 lignes », « réunis en 2024 », « jamais réunis »."""
    if cell.state in ("together", "announced"):
        return texts.count(f"crossings.said.{cell.state}", cell.n, n=fmt.number(cell.n, texts))
    if cell.state == "other_year" and cell.years:
        return texts("crossings.said.other_year", years=fmt.joined([str(year) for year in sorted(cell.years)], texts))
    return texts(f"crossings.key.{cell.state}")


def line_said(line: Line, columns: Sequence[Item], texts: Texts) -> tuple[str, str]:
    """Of one row: with what it was put together, then what is missing, in words."""
    met = [one.name for one, cell in zip(columns, line.cells, strict=True) if cell.state == "together"]
    rest = {state: line.of(state) for state in STATES[1:]}
    gaps = [texts.count(f"crossings.rest.{state}", n, n=fmt.number(n, texts)) for state, n in rest.items() if n]
    return (fmt.joined(met, texts) if met else texts("common.unknown")), fmt.joined(gaps, texts)
