"""Years side by side, as small values: what is declared, what is recorded, and a change where both years declare it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from bri_data.model import report_year

from ..model.schema import AXES, COUNTED_KINDS, EVERY_KIND, INDICATOR_OF_KIND, KINDS
from . import format as fmt
from . import landmarks, overview, variance
from .compare import NO_AXIS, AxisLine, Row, axis_lines, of, runs_of, side_by_side
from .figures.common import Run
from .overview import Headline
from .records import none_recorded, recorded_without_total
from .rows import localised, plain
from .words import Texts

# declared figures without symbols, in the order of the page, and the name of their text
_SMALL = {
    "partenaires_externes": "partners",
    "services_municipaux": "services",
    "nouvelles_collaborations": "collaborations",
}
_KIND = {indicator: kind for kind, indicator in INDICATOR_OF_KIND.items()}
_CARBON = {"tonnes": "t", "cost_cad_before_tax": "$"}
_SERIES = {"tonnes": "carbone_tonnes", "cost_cad_before_tax": "carbone_cout"}  # their names in a series by year


@dataclass(frozen=True)
class Answers:
    """The frames of the years compared. `declared`, `kind_counts` (queries.overview, by year) and `carbon`
    (queries.carbon.declared_years) are whole, and so is `changes` (`series`, `rules`, `landmarks`); the others
    (queries.compare) follow the filters, `narrowed` says."""

    years: tuple[int, ...]
    declared: Mapping[int, pd.DataFrame]
    kind_counts: Mapping[int, pd.DataFrame]
    carbon: pd.DataFrame
    counts: pd.DataFrame
    months: pd.DataFrame
    axes: pd.DataFrame
    narrowed: bool = False
    changes: Mapping[str, pd.DataFrame] | None = None


@dataclass(frozen=True)
class Declared:
    """A declared value; two of them can be set against each other when `unit` and `scope` are the same.

    `note` says the scope in the reader's language.
    """

    value: float
    unit: str
    scope: str = ""
    note: str = ""


Values = Mapping[tuple[int, str], Declared]
# Of a figure and the two years that declare it, that its change is to be explained, or by what it is.
Marks = Mapping[tuple[str, int, int], str]


@dataclass(frozen=True)
class Figure:
    """One figure of one year: `number` is « — » where none is declared, whatever is recorded.

    `runs` are its symbols; `change` says in words how it differs from the latest earlier year that declares it.
    """

    key: str
    number: str
    label: str
    is_declared: bool
    runs: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()
    change: str = ""


@dataclass(frozen=True)
class YearColumn:
    """One year: its kinds, its other declared figures, its months (January first), its axes.

    `undated` records have no known month.
    """

    year: int
    has_report: bool
    kinds: tuple[Figure, ...]
    smalls: tuple[Figure, ...]
    months: tuple[tuple[Run, ...], ...]
    undated: int
    axes: tuple[AxisLine, ...]


def values(answers: Answers, texts: Texts) -> dict[tuple[int, str], Declared]:
    """Every declared value by year and indicator; flights' tonnes and cost under their column's name."""
    found: dict[tuple[int, str], Declared] = {}
    for year in answers.years:
        for row in plain(answers.declared[year]):
            found[year, row["indicator"]] = Declared(row["value"], row["unit"] or "")
    for row in plain(answers.carbon):
        for name, unit in _CARBON.items():
            if row["travel_year"] in answers.years and row[name] is not None:
                note = (localised(row, "scope", texts) or "") if name == "tonnes" else ""
                found[row["travel_year"], name] = Declared(row[name], unit, row["scope"] or "", note)
    return found


def columns(answers: Answers, texts: Texts) -> tuple[YearColumn, ...]:
    """The years in the reader's order."""
    declared, marks = values(answers, texts), _marks(answers, texts)
    return tuple(_column(year, answers, declared, marks, texts) for year in answers.years)


def _marks(answers: Answers, texts: Texts) -> Marks:
    if answers.changes is None:
        return {}
    known = landmarks.read(answers.changes["landmarks"], texts)
    names = {indicator: name for name, indicator in _SERIES.items()}
    return {
        (names.get(one.indicator, one.indicator), one.before_year, one.year): said
        for one in variance.changes(answers.changes["series"], answers.changes["rules"], known)
        if (said := variance.mark(one, texts))
    }


def _column(year: int, answers: Answers, declared: Values, marks: Marks, texts: Texts) -> YearColumn:
    months = of(answers.months, str(year))
    recorded = set(answers.counts.kind)
    kinds = [kind for kind in EVERY_KIND if kind in COUNTED_KINDS or kind in recorded]
    smalls = [name for name in _SMALL if any((other, name) in declared for other in answers.years)]
    return YearColumn(
        year,
        not answers.declared[year].empty,
        tuple(_kind(kind, year, answers, declared, texts, marks=marks) for kind in kinds),
        tuple(_small(name, year, answers.years, declared, texts, marks=marks) for name in smalls)
        + tuple(_small(name, year, answers.years, declared, texts, marks=marks) for name in _CARBON),
        tuple(runs_of(row for row in months if row["month"] == month) for month in report_year.MONTHS),
        sum(row["n"] for row in months if row["month"] is None),
        axis_lines(answers.axes, str(year), (*AXES, NO_AXIS)),
    )


def _kind(kind: str, year: int, answers: Answers, declared: Values, texts: Texts, *, marks: Marks) -> Figure:
    rows = [row for row in of(answers.counts, str(year)) if row["kind"] == kind]
    head = _headline(kind, year, answers, texts)
    if head:
        indicator = INDICATOR_OF_KIND[kind]
        runs, notes = head.runs, head.notes
        if answers.narrowed:  # what is hollow is a part of the whole, never of a filter
            n = sum(row["n"] for row in rows)
            runs, notes = runs_of(rows), (*notes, texts.count("compare.filtered", n, n=fmt.number(n, texts)))
        change = change_of(indicator, year, answers.years, declared, texts, marks=marks)
        return Figure(kind, head.number, head.label, True, runs, notes, change)
    label = texts.count(f"compare.kind.{kind}", 2)
    return Figure(kind, texts("common.unknown"), label, False, runs_of(rows), _recorded(kind, rows, texts))


def _headline(kind: str, year: int, answers: Answers, texts: Texts) -> Headline | None:
    """The overview's own figure of a kind whose total the year declares."""
    known = overview.counts(answers.kind_counts[year])
    stated = overview.declared_values(answers.declared[year])
    heads = overview.headlines(known, stated, texts) if stated else ()
    return next((head for head in heads if head.kind == kind), None)


def _recorded(kind: str, rows: Sequence[Row], texts: Texts) -> tuple[str, ...]:
    """How many rows sources give where no total is declared, those only announced apart."""
    announced = sum(row["n"] for row in rows if row["state"] == "announced")
    found = sum(row["n"] for row in rows) - announced
    notes = [recorded_without_total(kind, found, texts)] if found else []
    if announced:
        notes.append(texts.count("brief.announced", announced, n=fmt.number(announced, texts)))
    return tuple(notes) or (none_recorded(kind, texts),)


def _small(name: str, year: int, years: Sequence[int], declared: Values, texts: Texts, *, marks: Marks) -> Figure:
    stated = declared.get((year, name))
    number = texts("common.unknown") if stated is None else _amount(stated.value, stated.unit, texts)
    key = f"compare.carbon.{name}" if name in _CARBON else f"overview.small.{_SMALL[name]}"
    label = texts(key, n=number)
    if stated is None:
        return Figure(name, number, label, False)
    change = change_of(name, year, years, declared, texts, marks=marks)
    notes = (stated.note,) if stated.note else ()
    return Figure(name, number, label, True, notes=notes, change=change)


def _amount(value: float, unit: str, texts: Texts) -> str:
    if unit == "$":
        return fmt.money(value, texts)
    return fmt.measure(value, unit, texts)


def change_of(
    name: str, year: int, years: Sequence[int], declared: Values, texts: Texts, *, marks: Marks | None = None
) -> str:
    """« +3 par rapport à 2024 »: against the latest earlier year that declares the same figure; empty without one. Its
    mark follows (« à expliquer »), where those are the two years that it speaks of."""
    now = declared.get((year, name))
    earlier = [other for other in years if other < year and (other, name) in declared]
    if now is None or not earlier:
        return ""
    before = declared[max(earlier), name]
    if (now.unit, now.scope) != (before.unit, before.scope):
        return texts("compare.change.other_scope", year=max(earlier))
    difference = round(now.value - before.value, 6)
    if not difference:
        return texts("compare.change.same", year=max(earlier))
    sign = "+" if difference > 0 else "\u2212"
    said = texts("compare.change.by", change=sign + _amount(abs(difference), now.unit, texts), year=max(earlier))
    mark = (marks or {}).get((name, max(earlier), year))
    return f"{said}, {mark}" if mark else said


def title(answers: Answers, texts: Texts) -> str:
    """The finding: the first figure that two of the years declare, else who alone declares one, else no claim."""
    declared = values(answers, texts)
    names = [report_year.name(year) for year in answers.years]
    totals = [indicator for kind, indicator in INDICATOR_OF_KIND.items() if kind in KINDS]
    stating = {name: [year for year in sorted(answers.years) if (year, name) in declared] for name in totals}
    stating["tonnes"] = [year for year in sorted(answers.years) if (year, "tonnes") in declared]
    for name, found in stating.items():
        if len(found) > 1:
            return _change_title(name, found[0], found[-1], declared, texts) or side_by_side(names, texts)
    for name in totals:
        if len(stating[name]) == 1:
            (year,) = stating[name]
            n = int(declared[year, name].value)
            others = [name for name in names if name != report_year.name(year)]
            items = texts.count(f"overview.title_count.{_KIND[name]}", n, n=fmt.number(n, texts))
            if not others:
                return texts("compare.title.states", year=year, items=items)
            return texts("compare.title.only", year=year, items=items, others=fmt.joined(others, texts))
    return side_by_side(names, texts) if len(names) > 1 else texts("compare.title.none", year=names[0])


def _change_title(name: str, first: int, last: int, declared: Values, texts: Texts) -> str:
    before, after = declared[first, name], declared[last, name]
    if (before.unit, before.scope) != (after.unit, after.scope):
        return ""
    key = "same" if before.value == after.value else "change"
    what = texts(f"compare.title.what.{_KIND.get(name, name)}")
    unit = before.unit if name in _CARBON else ""  # « passent de 5 à 8 »: the sentence says of what
    amounts = {"before": _amount(before.value, unit, texts), "after": _amount(after.value, unit, texts)}
    return texts(f"compare.title.{key}", first=first, last=last, what=what, **amounts)


def reasons(answers: Answers, texts: Texts) -> tuple[str, ...]:
    """Why a change is shown or not, one sentence each."""
    without = [report_year.name(year) for year in answers.years if answers.declared[year].empty]
    said = []
    if without:
        years = fmt.joined(without, texts)
        said.append(texts.count("compare.why.no_report", len(without), years=years))
    if len(answers.years) > 1:
        said.append(texts("compare.why.recorded" if without else "compare.why.both"))
    marked = any(first in answers.years and last in answers.years for _, first, last in _marks(answers, texts))
    if answers.changes is not None and marked:
        said.append(variance.rule_said(answers.changes["rules"], texts))
    return tuple(filter(None, said))
