"""All years side by side: one row of twelve months per year; decades to unfold where there are many years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from bri_data.clicks import Verb, click
from bri_data.model import report_year
from bri_data.present import format as fmt
from bri_data.present.figures.common import Run, mark, strip
from bri_data.present.figures.council import landmarks
from bri_data.present.landmarks import Landmark, by_year
from bri_data.present.overview import STATE_ORDER
from bri_data.present.theme import KINDS
from bri_data.present.timeline_shown import Months, YearRow, Years
from bri_data.present.words import Texts

MOST_YEARS = 20  # beyond this, decades
_MOST_SYMBOLS = 5  # in one month
_MOST_UNDATED = 12

Beside = Mapping[int, Sequence[Landmark]]  # the landmarks by year


def all_years(shown: Years, texts: Texts) -> Markup:
    """Every year with its records and landmarks, latest first; the stretches without records are one line each."""
    rows, without_year, beside = shown.rows, shown.without_year, by_year(shown.landmarks)
    most = max((month.total() for row in rows for name, month in row.months.items() if name), default=1)
    is_long = len(rows) > MOST_YEARS
    body = _decades(rows, most, texts, beside) if is_long else _list(rows, most, texts, beside, symbols=True)
    head = "".join(_month_name(month, texts) for month in report_year.MONTHS)
    undated = escape(texts("timeline.years.undated"))
    total = escape(texts("timeline.years.total"))
    lost = ""
    if without_year:
        said = texts.count("timeline.years.without", without_year.total(), n=fmt.number(without_year.total(), texts))
        lost = f'<p class="bri-years-lost">{strip(_runs(without_year), said)}<span>{escape(said)}</span></p>'
    return Markup(
        f'<section class="bri-years" aria-label="{escape(texts("timeline.years.label"))}">'
        f'<div class="bri-years-head" aria-hidden="true"><span></span>{head}<span data-initial="?">{undated}</span>'
        f"<span>{total}</span></div>"
        f"{body}{lost}</section>{_legend(shown, texts) if len(rows) <= MOST_YEARS else ''}"
    )


def _month_name(month: int, texts: Texts) -> Markup:
    initial = fmt.month_name(month, texts)[:1].upper()
    return Markup(f'<span data-initial="{escape(initial)}">{escape(fmt.month_name(month, texts, short=True))}</span>')


def _legend(shown: Years, texts: Texts) -> Markup:
    """The shapes on the page, then what full, tinted and dashed mean."""
    marks = [(mark(kind, "dated"), texts(f"common.kind.{kind}")) for kind in shown.kinds]
    marks += [(mark("mission", state), texts(f"common.state.{state}")) for state in shown.states]
    return Markup(f'<ul class="bri-legend">{"".join(f"<li>{drawn}{escape(name)}</li>" for drawn, name in marks)}</ul>')


def _decades(rows: Sequence[YearRow], most: int, texts: Texts, beside: Beside) -> Markup:
    """Decades, latest open: each sums its years, which unfold under it."""
    parts = []
    decades = [(decade, list(group)) for decade, group in groupby(rows, key=lambda row: row.year // 10 * 10)]
    totals = [_summed(group) for _, group in decades]
    most_of_decades = max((month.total() for total in totals for name, month in total.items() if name), default=1)
    for number, ((decade, group), total) in enumerate(zip(decades, totals, strict=True)):
        name = texts("timeline.years.decade", first=report_year.name(decade), last=report_year.name(decade + 9))
        summary = _cells(name, total, most_of_decades, texts, symbols=False)
        parts.append(
            f'<details class="bri-decade"{"" if number else " open"}><summary>{summary}</summary>'
            f"{_list(group, most, texts, beside, symbols=False)}</details>"
        )
    return Markup("".join(parts))


def _summed(rows: Sequence[YearRow]) -> Months:
    total: Months = {}
    for row in rows:
        for month, kinds in row.months.items():
            total.setdefault(month, Counter()).update(kinds)
    return total


def _list(rows: Sequence[YearRow], most: int, texts: Texts, beside: Beside, *, symbols: bool) -> Markup:
    parts = []
    for later, row in zip([None, *rows], rows, strict=False):
        if later and later.year - row.year > 1:
            parts.append(f'<li class="bri-gap">{escape(gap(row.year + 1, later.year - 1, texts))}</li>')
        cells = _cells(report_year.name(row.year), row.months, most, texts, symbols=symbols)
        spoken = texts.count("timeline.years.spoken", row.total, year=row.year, n=fmt.number(row.total, texts))
        href = f"?annee={row.year}" + ("&lang=en" if texts.lang == "en" else "")
        parts.append(
            f'<li><a class="bri-year" href="{escape(href)}" {click(Verb.YEAR, row.year).attribute} '
            f'title="{escape(spoken)}">'
            f"{cells}</a>{landmarks.under_year(beside.get(row.year, ()), texts)}</li>"
        )
    return Markup(f"<ol>{''.join(parts)}</ol>")


def gap(first: int, last: int, texts: Texts) -> str:
    """What is said of the years, both included, for which nothing is recorded."""
    if first == last:
        return texts("timeline.years.gap_one", year=first)
    return texts("timeline.years.gap", first=report_year.name(first), last=report_year.name(last))


def _cells(name: str, months: Months, most: int, texts: Texts, *, symbols: bool) -> Markup:
    cells = "".join(_month(months.get(month), month, most, texts, symbols) for month in report_year.MONTHS)
    undated = months.get(None)
    bin_text = ""
    if undated:
        drawn = _symbols(undated, _MOST_UNDATED) if symbols and undated.total() <= _MOST_UNDATED else ""
        bin_text = f'<span class="bri-bin-cell">{drawn}{_number(undated.total(), texts, also_drawn=bool(drawn))}</span>'
    total = sum(month.total() for month in months.values())
    shown = fmt.number(total, texts) if total else texts("common.unknown")
    return Markup(f"<b>{escape(name)}</b>{cells}{bin_text or '<span></span>'}<b>{escape(shown)}</b>")


def _month(kinds: Counter[tuple[str, str]] | None, month: int, most: int, texts: Texts, symbols: bool) -> Markup:
    if not kinds:
        return Markup("<span></span>")
    n = kinds.total()
    title = texts("timeline.years.month", month=fmt.month_name(month, texts), items=_said(kinds, texts))
    if symbols:
        drawn = _symbols(kinds, _MOST_SYMBOLS) if n <= _MOST_SYMBOLS else _symbols(kinds, 1, each=True)
        return Markup(f'<span title="{escape(title)}">{drawn}{_number(n, texts, also_drawn=n <= _MOST_SYMBOLS)}</span>')
    heat = round(12 + 48 * n / most)
    return Markup(
        f'<span class="bri-heat" style="--heat:{heat}%" title="{escape(title)}">{fmt.number(n, texts)}</span>'
    )


def _symbols(kinds: Counter[tuple[str, str]], most: int, *, each: bool = False) -> Markup:
    runs = _runs(kinds)
    drawn = "".join(mark(run.kind, run.state) * (1 if each else min(run.n, most)) for run in runs)
    return Markup(f"<i>{drawn}</i>")


def _runs(kinds: Counter[tuple[str, str]]) -> list[Run]:
    return [Run(kind, state, kinds[kind, state]) for kind in KINDS for state in STATE_ORDER if kinds[kind, state]]


def _number(n: int, texts: Texts, *, also_drawn: bool) -> Markup:
    """The count of a cell: read aloud, and shown where the symbols are not all drawn or the screen is narrow."""
    shown = ' class="bri-when-narrow"' if also_drawn else ""
    return Markup(f"<em{shown}>{escape(fmt.number(n, texts))}</em>")


def _said(kinds: Counter[tuple[str, str]], texts: Texts) -> str:
    by_kind: Counter[str] = Counter()
    for (kind, _), n in kinds.items():
        by_kind[kind] += n
    items = [
        texts.count(f"timeline.what.{kind}", by_kind[kind], n=fmt.spelled(by_kind[kind], texts))
        for kind in KINDS
        if by_kind[kind]
    ]
    return fmt.joined(items, texts)
