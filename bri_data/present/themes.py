"""What the themes page says, as small values (figures/themes/ draws them, the text files word them)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args
from urllib.parse import urlencode

import pandas as pd

from ..address import EVERY_YEAR, YEAR
from ..model.schema import AXES, COUNTED_KINDS, EVERY_KIND, INDICATOR_OF_KIND
from . import format as fmt
from .figures.common import Run
from .overview import STATE_ORDER
from .rows import localised, plain
from .words import Lang, Texts

NO_AXIS = "aucun"
COLUMNS = (*AXES, NO_AXIS)
By = Literal["themes", "services", "secteurs"]
BY: tuple[By, ...] = get_args(By)
ALL_LINES = "toutes"
MOST_ROWS = 24
_KIND_OF_INDICATOR = {indicator: kind for kind, indicator in INDICATOR_OF_KIND.items()}


@dataclass(frozen=True)
class Choice:
    """What the reader asked to see: `by` is the kind of row ("themes", "services", "secteurs"); `code` the row whose
    list is open, `axis` the column ("" = the whole row); `whole` every row, however many.

    `year` None is every year; `said` is the year in words (years.said). `kept` are the address's other parameters, for
    the links between choices.
    """

    year: int | None
    by: By = "themes"
    code: str = ""
    axis: str = ""
    whole: bool = False
    said: str = ""
    kept: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def read(year: int | None, by: str, cell: str, lines: str) -> Choice:
        """The choice that an address writes; what makes no sense in it is left out."""
        code, _, axis = cell.partition(":")
        return Choice(
            year,
            by if by in BY else BY[0],
            code,
            axis if axis in COLUMNS else "",
            lines == ALL_LINES,
        )

    def written(self) -> dict[str, str]:
        """The parameters of the address that say so, the year apart; the usual ones are not written."""
        cell = f"{self.code}:{self.axis}" if self.axis else self.code
        every = {"par": self.by if self.by != BY[0] else "", "case": cell, "lignes": ALL_LINES if self.whole else ""}
        return {name: value for name, value in every.items() if value}

    def opening(self, code: str, axis: str = "") -> Choice:
        """The same choice with that list open; with none when it is the one already open."""
        is_open = (code, axis) == (self.code, self.axis)
        return replace(self, code="" if is_open else code, axis="" if is_open else axis)

    def href(self, lang: Lang) -> str:
        """The address of this page that shows it, not yet escaped."""
        language = {"lang": lang} if lang != "fr" else {}
        year = {YEAR: EVERY_YEAR if self.year is None else str(self.year)}
        return "?" + urlencode([*(year | self.written()).items(), *self.kept, *language.items()], safe=":")


@dataclass(frozen=True)
class Cell:
    """One square of the matrix: `runs` are its records, those of no declared total last and not `counted`; `mark` is
    the kind of a declared total for which a source names this theme, "" for none."""

    axis: str
    runs: tuple[Run, ...] = ()
    mark: str = ""

    @property
    def n(self) -> int:
        """How many records stand in it."""
        return sum(run.n for run in self.runs)


@dataclass(frozen=True)
class Row:
    """One theme, service or sector: its cells in the order of COLUMNS, and how many distinct records bear it.

    `n` is 0 when a source names the theme for a declared total only. `uncounted` of them belong to no declared total.
    """

    code: str
    name: str
    cells: tuple[Cell, ...]
    n: int
    uncounted: int
    announced: int

    @property
    def held(self) -> int:
        """How many records bear it, those only announced left out."""
        return self.n - self.announced

    @property
    def axes(self) -> int:
        """Under how many of the axes its records stand."""
        return sum(cell.n > 0 for cell in self.cells if cell.axis != NO_AXIS)


@dataclass(frozen=True)
class Leftover:
    """One kind's records that bear no theme (service, sector), and what is declared of it without any record.

    `total` is the declared total, None when there is none; `filed` of its records bear one. `ids` and `names` are the
    first of `named` records; `unnamed` are declared without detail.
    """

    kind: str
    total: int | None
    filed: int
    runs: tuple[Run, ...]
    ids: tuple[str, ...]
    names: tuple[str, ...]
    named: int
    unnamed: int


def matrix(
    groups: pd.DataFrame, cells: pd.DataFrame, themes_of_totals: pd.DataFrame, has_report: bool, texts: Texts
) -> tuple[Row, ...]:
    """The rows in the order of `groups`, then those that a source names for a declared total only.

    Without a report nothing is inside or outside a total: every record is `counted`, and no row has `uncounted`.
    """
    inside: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    outside: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in plain(cells):
        part = inside if row["counted"] or not has_report else outside
        part[row["code"], row["axis"]][row["kind"], row["state"]] += row["n"]
    marks = {
        (row["code"], row["axis"] or NO_AXIS): _KIND_OF_INDICATOR[row["indicator"]]
        for row in plain(themes_of_totals)
        if row["indicator"] in _KIND_OF_INDICATOR
    }

    def squares(code: str) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                axis,
                _runs(inside[code, axis]) + _runs(outside[code, axis], counted=False),
                marks.get((code, axis), ""),
            )
            for axis in COLUMNS
        )

    rows = [
        Row(
            row["code"],
            group_name(row["code"], row, texts),
            squares(row["code"]),
            row["n"],
            row["uncounted"] if has_report else 0,
            row["announced"],
        )
        for row in plain(groups)
    ]
    known = {row.code for row in rows}
    for row in plain(themes_of_totals):
        if row["indicator"] in _KIND_OF_INDICATOR and row["code"] not in known:
            known.add(row["code"])
            rows.append(Row(row["code"], group_name(row["code"], row, texts), squares(row["code"]), 0, 0, 0))
    return tuple(rows)


def group_name(code: str, row: dict[str, Any], texts: Texts) -> str:
    """What a theme, a service or a sector is called: its label in the data, or the text of a sector's code."""
    return str(localised(row, "name", texts) or texts(f"themes.sector.{code}"))


def axis_name(axis: str, texts: Texts) -> str:
    """The word of an axis, or what is said of records that no source files under one."""
    return texts("themes.no_axis") if axis == NO_AXIS else texts(f"common.axis.{axis}")


def _runs(counts: Counter[tuple[str, str]], *, counted: bool = True) -> tuple[Run, ...]:
    pairs = [(kind, state) for kind in EVERY_KIND for state in STATE_ORDER]
    return tuple(Run(kind, state, counts[kind, state], counted) for kind, state in pairs if counts[kind, state])


def title(rows: Sequence[Row], by: str, year: str, texts: Texts) -> str:
    """The page's finding: which row leads, and which theme stands under all the axes.

    A row leads by what was held: an announced activity gives no lead. Only a theme is put under an axis by a source; a
    service or a sector stands under those of its activity, which says nothing of it. `year` is in words (years.said).
    """
    recorded = [row for row in rows if row.n]
    if not recorded:
        return texts(f"themes.title.{by}.nothing", when=when(year, texts))
    if len(recorded) == 1:
        return texts(f"themes.title.{by}.only", name=recorded[0].name, when=when(year, texts))
    top = max(row.held for row in recorded)
    if not top:
        return texts(f"themes.title.{by}.announced", when=when(year, texts))
    leaders = [row for row in recorded if row.held == top]
    wide = [row for row in recorded if by == "themes" and row.axes == len(AXES) > 1]
    if len(leaders) == 1 and wide == leaders and top > 1:
        return texts("themes.title.leads_and_spans", name=leaders[0].name, axes=fmt.spelled(len(AXES), texts))
    first = _leaders(leaders, by, year, texts)
    if not wide or top == 1:
        count = texts.count("themes.activities.recorded", top, n=fmt.spelled(top, texts))
        return first + texts.count("themes.title.with", len(leaders), count=count)
    said = {"name": wide[0].name, "n": fmt.spelled(len(wide), texts), "axes": fmt.spelled(len(AXES), texts)}
    return first + texts.count("themes.title.spans", len(wide), **said)


def when(year: str, texts: Texts) -> str:
    """« en 2025 », after a blank; "" where no record has a year (years.said)."""
    return texts("themes.title.when", year=year) if year else ""


def of_years(year: str, texts: Texts) -> str:
    """What follows « de »: the year in words, « toutes les années » where no record has one."""
    return year or texts("themes.title.all_years")


def _leaders(leaders: Sequence[Row], by: str, year: str, texts: Texts) -> str:
    if len(leaders) > 2:
        n = fmt.capitalised(fmt.spelled(len(leaders), texts))
        return texts(f"themes.title.{by}.many", n=n, when=when(year, texts))
    names = fmt.joined([texts("themes.title.quoted", name=row.name) for row in leaders], texts)
    return texts.count(f"themes.title.{by}.leads", len(leaders), names=names)


def leftovers(
    coverage: pd.DataFrame, declared: dict[str, float], texts: Texts
) -> tuple[tuple[Leftover, ...], tuple[Leftover, ...]]:
    """What the matrix does not show: kind by kind, first within the declared totals, then records outside any.

    In a year without a report the first part is empty and the second holds every record without a theme. A kind that
    leaves nothing over is absent.
    """
    rows = plain(coverage)
    inside = []
    for kind in COUNTED_KINDS:
        total = declared.get(INDICATOR_OF_KIND[kind])
        if total is not None:
            counted = [row for row in rows if row["kind"] == kind and row["counted"]]
            inside.append(_leftover(kind, int(total), counted, texts))
    seen = {left.kind for left in inside}
    others = [row for row in rows if not row["counted"] or row["kind"] not in seen]
    outside = [_leftover(kind, None, [row for row in others if row["kind"] == kind], texts) for kind in EVERY_KIND]
    return tuple(filter(_is_left, inside)), tuple(filter(_is_left, outside))


def _is_left(left: Leftover) -> bool:
    return left.named + left.unnamed > 0


def _leftover(kind: str, total: int | None, rows: Sequence[dict[str, Any]], texts: Texts) -> Leftover:
    filed = sum(row["n"] for row in rows if row["filed"])
    bare = [row for row in rows if not row["filed"]]
    named = sum(row["n"] for row in bare)
    unnamed = max((total or 0) - filed - named, 0)
    runs = _runs(Counter({(row["kind"], row["state"]): row["n"] for row in bare}))
    if unnamed:
        runs += (Run(kind, "declared", unnamed),)
    return Leftover(
        kind=kind,
        total=total,
        filed=filed,
        runs=runs,
        ids=tuple(id_ for row in bare for id_ in row["record_ids"]),
        names=tuple(name for row in bare for name in localised(row, "labels", texts)),
        named=named,
        unnamed=unnamed,
    )
