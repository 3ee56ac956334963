"""What a comparison says beside its numbers, in words: contacts, years, axes, ties, agreements, blanks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bri_data.present.figures.briefs.parts import basis

from ...model import report_year
from .. import format as fmt
from ..compare import NO_AXIS, AxisLine, Row
from ..compare_things import ThingColumn, Ties
from ..compare_years import YearColumn
from ..figures.common import Run
from ..records import none_recorded
from ..rows import localised
from ..themes import axis_name
from ..words import Texts
from .told import counted

Pairs = tuple[tuple[str, str], ...]


def of_thing(column: ThingColumn, texts: Texts) -> Pairs:
    """Pairs (what, text) of a city, a partner or a theme, in the order of the page; every column has the same."""
    years = [(line.label, line.runs) for line in column.years]
    return (
        (texts("compare.contacts"), _contacts(column, texts)),
        (texts("brief.years_title"), _lines(years, texts)),
        (texts("compare.axes"), _axes(column.axes, texts)),
        *((texts(f"compare.ties.{ties.to}"), _ties(ties, texts)) for ties in column.ties),
        (texts("compare.agreements"), _agreements(column, texts)),
        (texts("brief.unsaid_title"), _listed(map(fmt.capitalised, column.unsaid)) or texts("compare.all_said")),
    )


def of_year(column: YearColumn, texts: Texts) -> Pairs:
    """Pairs (what, text) of a year: its months, what has none, its axes."""
    named = [fmt.capitalised(fmt.month_name(number, texts)) for number in report_year.MONTHS]
    months = list(zip(named, column.months, strict=True))
    said = [_lines(months, texts)] if any(column.months) else []
    if column.undated:
        n = fmt.number(column.undated, texts)
        said.append(texts.count("compare.undated", column.undated, n=n))
    return (
        (texts("compare.months"), _listed(said) or texts("common.unknown")),
        (texts("compare.axes"), _axes(column.axes, texts)),
    )


def _listed(items: Iterable[str]) -> str:
    return "; ".join(items)


def _lines(lines: Sequence[tuple[str, Sequence[Run]]], texts: Texts) -> str:
    """« 2023: 1 mission, dated; 2025: 1 delegation, dated », without the lines that hold nothing."""
    held = [(name, runs) for name, runs in lines if any(run.n for run in runs)]
    return _listed(texts("slides.said", what=name, said=counted(runs, texts)) for name, runs in held) or texts(
        "common.unknown"
    )


def _axes(lines: Sequence[AxisLine], texts: Texts) -> str:
    return _lines([(axis_name(line.axis or NO_AXIS, texts), line.runs) for line in lines], texts)


def _contacts(column: ThingColumn, texts: Texts) -> str:
    ends = [(name, row) for name, row in (("first", column.first), ("last", column.last)) if row]
    if not ends:
        return texts("brief.no_contact")
    return _listed(
        texts("slides.said", what=texts(f"compare.contact.{name}"), said=_contact(row, texts)) for name, row in ends
    )


def _contact(row: Row, texts: Texts) -> str:
    dated = ", ".join([fmt.when(row["start"], row["end"], texts), *basis(row, texts)])
    return texts("report.told.with", what=localised(row, "title", texts), more=dated)


def _ties(ties: Ties, texts: Texts) -> str:
    said = [texts("report.told.with", what=name, more=fmt.number(n, texts)) for _, name, n, _ in ties.items]
    said += [texts.count("overview.more", ties.more)] if ties.more else []
    return _listed(said) or texts("common.unknown")


def _agreements(column: ThingColumn, texts: Texts) -> str:
    said = []
    for row in column.agreements:
        signed = fmt.date_only(row["start"], texts) if row["start"] else texts("compare.unsigned")
        words = ", ".join((signed, texts(f"brief.status.{row['status']}")))
        said.append(texts("report.told.with", what=localised(row, "title", texts), more=words))
    said += [texts.count("overview.more", column.more_agreements)] if column.more_agreements else []
    return _listed(said) or none_recorded("entente", texts)
