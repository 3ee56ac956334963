"""The charts that end a PowerPoint file: the numbers that its slides draw as symbols, as charts for a reader to edit.

They are of that format alone: the screen and paper have tables. What is unknown has no bar, and an empty cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from bri_data.carbon import method_of_record
from bri_data.model import report_year
from bri_data.model.schema import EVERY_KIND
from bri_data.present import carbon
from bri_data.present import expenses as spent
from bri_data.present import format as fmt
from bri_data.present.cited import listed
from bri_data.present.expense_lines import cited
from bri_data.present.figures.carbon.method import factor_table
from bri_data.present.figures.common import source_line
from bri_data.present.figures.expenses.board import barred
from bri_data.present.rows import plain
from bri_data.present.slides import calendar, counts
from bri_data.present.slides.model import OTHER, Chart, Months, Number, Rows, Series, Slide
from bri_data.present.slides.sections import CHARTS
from bri_data.present.slides.story import paragraph, story
from bri_data.present.timeline_title import title_of_years
from bri_data.queries import carbon as carbon_queries
from bri_data.queries import expenses as expense_queries
from bri_data.queries import meeting

from .brief_slides import DOCUMENTS
from .expenses import spendings_of
from .notice import filters_in_words
from .order import Shown
from .page_slides import DECKS
from .timeline import years_of
from .year_bars import bars_of_years
from .year_story import year_asked

_MONTHS, _YEARS, _VISITS, _CARBON, _EXPENSES = CHARTS
_MOST = 6  # names of a chart whose bars stand side by side


def chart_slides(order: Shown) -> tuple[Slide, ...]:
    """The charts of a year's deck, or the one of the order's page; () where there is nothing to draw."""
    page = order.address.page
    makers = _OF_DECK if page in DECKS else _OF_PAGE.get(page, ())
    found = tuple(slide for make in makers if (slide := make(order)) is not None)
    if order.filters.is_empty:
        return found
    said = order.texts("export.filtered", filters=filters_in_words(order))
    return tuple(replace(slide, lead=said) for slide in found)


def _slide(code: str, chart: Chart, title: str, source: str, order: Shown) -> Slide:
    """The chart on its slide; its alternative text gives every value."""
    words = order.texts
    said = []
    for place, name in enumerate(chart.names):
        known = [
            words("report.told.cell", what=series.label, value=fmt.number(value, words))
            for series, values in zip(chart.series, chart.values, strict=True)
            if (value := values[place])
        ]
        if known:
            said.append(words("slides.said", what=name, said="; ".join(known)))
    alt = paragraph(*said)
    return Slide(code, title, chart, paragraph(words("slides.charts.note"), alt, chart.note), alt, source, Rows((), ()))


def _months(order: Shown) -> Slide | None:
    """The year month by month: a series a kind, one for all that is only announced; what has no month in words."""
    words, year = order.texts, order.year
    if year is None:
        return None
    found = year_asked(order, year)
    told = calendar.months(story(found, words))
    if told is None or not isinstance(told.body, Months):
        return None
    tally = Counter[tuple[str, int]]()
    for row in plain(found["calendar"]):
        tally[OTHER if row["state"] == "announced" else row["kind"], int(row["month"])] += row["n"]
    kinds = [kind for kind in (*EVERY_KIND, OTHER) if any(kind == known for known, _ in tally)]
    names = {kind: words(f"common.kinds.{kind}") for kind in kinds if kind != OTHER} | {
        OTHER: words("slides.charts.announced")
    }
    apart = "; ".join(one.label for one in told.body.undated)
    chart = Chart(
        tuple(month.name for month in told.body.months),
        tuple(Series(kind, names[kind]) for kind in kinds),
        tuple(tuple(float(tally[kind, one.month]) or None for one in told.body.months) for kind in kinds),
        is_stacked=True,
        note=words("slides.said", what=told.body.undated_name, said=apart) if apart else "",
    )
    return _slide(_MONTHS, chart, words("slides.charts.months", year=report_year.name(year)), told.source, order)


def _years(order: Shown) -> Slide | None:
    """What is recorded of each kind, year by year."""
    words = order.texts
    found = years_of(order)
    bars = bars_of_years(found.every_month, words)
    if len(bars.bars) < 2:
        return None
    source = source_line(found.reports, found.cited, words, DOCUMENTS)
    said = paragraph(*(words("slides.said", what=bar.label, said=bar.text) for bar in bars.bars))
    note = paragraph(words("slides.charts.note"), said)
    return Slide(_YEARS, title_of_years(found.every_month, words), bars, note, said, source, Rows((), ()))


def _visits(order: Shown) -> Slide | None:
    """The parts that the year's report gives of its first figure."""
    words, year = order.texts, order.year
    if year is None or not order.is_whole:
        return None
    opening = counts.opening(story(year_asked(order, year), words))
    if opening is None or not isinstance(opening.body, Number) or len(opening.body.groups) < 2:
        return None
    groups = opening.body.groups
    chart = Chart(
        tuple(fmt.capitalised(group.label) for group in groups),
        (Series(groups[0].kind, words(f"common.kinds.{groups[0].kind}")),),
        (tuple(float(group.n) for group in groups),),
    )
    title = words("slides.charts.parts", what=words(f"common.kinds.{groups[0].kind}"), year=report_year.name(year))
    return _slide(_VISITS, chart, title, opening.source, order)


def _estimates(order: Shown) -> Slide | None:
    """The estimated journeys of the year, per person: the lowest, the central and the highest value of each."""
    words, con = order.texts, order.con
    factors = carbon_queries.factors(con)
    method = method_of_record(carbon.factors(factors))
    if order.year is None or method is None:
        return None
    found = carbon.worked_out(carbon.journeys(carbon_queries.trips(con, order.year), method, words))
    if not found:
        return None
    ranges = [estimate.per_traveller for _, estimate in found[:_MOST]]
    chart = Chart(
        tuple(journey.name for journey, _ in found[:_MOST]),
        tuple(
            Series(code, words(f"carbon.rows.trips_headings.{name}"))
            for code, name in ((OTHER, "low"), ("accent", "central"), ("ink", "high"))
        ),
        tuple(tuple(carbon.two_figures(getattr(one, name)) for one in ranges) for name in ("low", "central", "high")),
        note=words("carbon.ranges.between"),
    )
    _, used = factor_table(factors, method, words)
    source = listed(list(dict.fromkeys(title for *_, title in used if title)), words)
    return _slide(_CARBON, chart, words("slides.charts.carbon", year=report_year.name(order.year)), source, order)


def _amounts(order: Shown) -> Slide | None:
    """What was authorised and what was spent, mission by mission; a common total belongs to no mission."""
    words = order.texts
    known = [one for one in barred(spendings_of(order)) if one.ceiling or one.actual][:_MOST]
    if not known:
        return None
    values = tuple(
        tuple(float(row["amount_cad"]) if row else None for row in rows)
        for rows in ([one.ceiling for one in known], [one.actual for one in known])
    )
    series = (Series(OTHER, words("slides.charts.planned")), Series("accent", words("slides.charts.spent")))
    chart = Chart(
        tuple(spent.name_of(one.row, words) for one in known), series, values, note=words("slides.charts.alone")
    )
    source = listed(cited(expense_queries.amounts(order.con), meeting.rules(order.con)), words)
    return _slide(_EXPENSES, chart, words("slides.charts.expenses"), source, order)


_OF_DECK: Sequence[Callable[[Shown], Slide | None]] = (_months, _years, _visits, _estimates, _amounts)
_OF_PAGE: dict[str, Sequence[Callable[[Shown], Slide | None]]] = {
    "chronologie": (_months,),
    "carbone": (_estimates,),
    "depenses": (_amounts,),
}
