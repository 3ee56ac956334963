"""The comparison's picture: one column per thing, its rows level with its neighbours'. Values in, escaped markup out.

A column is whole by itself: on a phone columns stand one under the other. CSS: compare.css.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from markupsafe import Markup, escape

from bri_data.clicks import Verb, click
from bri_data.model import report_year
from bri_data.model.schema import AXES
from bri_data.present import format as fmt
from bri_data.present.compare import NO_AXIS, AxisLine, What
from bri_data.present.compare_things import Line, ThingColumn, Ties
from bri_data.present.compare_years import Figure, YearColumn
from bri_data.present.figures.briefs.parts import basis
from bri_data.present.figures.common import Run, brief_link, legend, record_link
from bri_data.present.figures.compare.marks import Scale, months, pile, scale_of
from bri_data.present.figures.compare.twin import declared_id, records_id
from bri_data.present.figures.overview import axis_arrow
from bri_data.present.overview import STATE_ORDER
from bri_data.present.records import none_recorded
from bri_data.present.words import Texts

FEW = 2  # columns wide enough for a figure and its symbols on one line


def years_grid(columns: Sequence[YearColumn], texts: Texts) -> Markup:
    """Years side by side, in order; a year's name leads to its overview."""
    size = len(columns)
    kinds = scale_of((figure.runs for column in columns for figure in column.kinds), size)
    axes = scale_of((line.runs for column in columns for line in column.axes), size)
    most = max(sum(run.n for run in runs) for column in columns for runs in column.months)
    has_axes = any(line.n for column in columns for line in column.axes if line.axis != NO_AXIS)
    cells = []
    for column in columns:
        name = report_year.name(column.year)
        word = texts("compare.has_report" if column.has_report else "compare.no_report")
        ribbon = months(column.months, most, column.undated, name, texts, few=size <= FEW)
        cells.append(
            [
                _head(_year_link(column.year, texts), (word,)),
                *(_figure(figure, column.year, kinds, texts) for figure in column.kinds),
                *(_small(figure, column.year, texts) for figure in column.smalls),
                _part(texts("compare.months"), ribbon),
                *(_axes(column.axes, axes, texts) if has_axes else []),
            ]
        )
    return Markup(_grid(cells) + _legend((run for column in columns for run in _year_runs(column)), texts))


def _year_runs(column: YearColumn) -> Iterable[Run]:
    for figure in column.kinds:
        yield from figure.runs


def things_grid(columns: Sequence[ThingColumn], what: What, texts: Texts) -> Markup:
    """Cities, partners or themes side by side, in order; a name leads to its brief, a theme's to its page."""
    size = len(columns)
    kinds = scale_of((line.runs for column in columns for line in column.kinds), size)
    years = scale_of((line.runs for column in columns for line in column.years), size, beside=True)
    axes = scale_of((line.runs for column in columns for line in column.axes), size)
    cells = [
        [
            _head(_thing_link(column, what, texts), (*column.facts, column.finding)),
            *(_line(line, column.code, kinds) for line in column.kinds),
            _part(texts("compare.contacts"), _contacts(column, texts)),
            *_years(column, years, texts),
            *_axes(column.axes, axes, texts),
            *(_part(texts(f"compare.ties.{ties.to}"), _ties(ties, texts)) for ties in column.ties),
            _part(texts("compare.agreements"), _agreements(column, texts)),
            _part(texts("brief.unsaid_title"), _unsaid(column, texts)),
        ]
        for column in columns
    ]
    runs = (run for column in columns for line in column.kinds for run in line.runs)
    return Markup(_grid(cells) + _legend(runs, texts))


def _grid(columns: Sequence[Sequence[str]]) -> Markup:
    few = " bri-compare-few" if len(columns) <= FEW else ""
    drawn = "".join(
        f'<section class="bri-compare-column" style="--rows:{len(cells)}">{"".join(cells)}</section>'
        for cells in columns
    )
    return Markup(f'<div class="bri-compare-grid{few}" style="--columns:{len(columns)}">{drawn}</div>')


def _head(name: Markup, facts: Sequence[str]) -> Markup:
    lines = "".join(f"<p>{escape(fact)}</p>" for fact in facts if fact)
    return Markup(f'<header class="bri-compare-head"><h2>{name}</h2>{lines}</header>')


def _year_link(year: int, texts: Texts) -> Markup:
    address = {"annee": str(year)} | _lang(texts)
    reference = f'href="{escape("./?" + urlencode(address))}" {click(Verb.OVERVIEW, year).attribute}'
    return Markup(f"<a {reference}>{report_year.name(year)}</a>")


def _thing_link(column: ThingColumn, what: What, texts: Texts) -> Markup:
    if what == "themes":
        address = {"case": column.code} | _lang(texts)
        reference = f'href="{escape("themes?" + urlencode(address))}" {click(Verb.THEME, column.code).attribute}'
        return Markup(f"<a {reference}>{escape(column.name)}</a>")
    return brief_link("ville" if what == "villes" else "partenaire", column.code, column.name, texts)


def _lang(texts: Texts) -> dict[str, str]:
    return {"lang": texts.lang} if texts.lang != "fr" else {}


def _figure(figure: Figure, year: int, scale: Scale, texts: Texts) -> Markup:
    """A kind in a year: its declared total (« — » when there is none), then the symbols of what is known."""
    told = ". ".join((f"{figure.number} {figure.label}", *figure.notes))
    css = "" if figure.is_declared else " bri-compare-undeclared"
    target = records_id(str(year)) if figure.runs else declared_id(year)
    return Markup(
        f'<div class="bri-compare-cell bri-compare-figure{css}"><div><p class="bri-compare-number">'
        f'<a href="#{escape(target)}"><b>{escape(figure.number)}</b> <span>{escape(figure.label)}</span></a> '
        f"<small>{escape(_declared_word(figure, texts))}</small></p>{_change(figure)}</div>"
        f"<div>{pile(figure.runs, told, scale)}{_notes(figure.notes)}</div></div>"
    )


def _declared_word(figure: Figure, texts: Texts) -> str:
    return texts("compare.declared" if figure.is_declared else "compare.undeclared")


def _change(figure: Figure) -> Markup:
    return Markup(f'<p class="bri-compare-change">{escape(figure.change)}</p>' if figure.change else "")


def _notes(notes: Sequence[str]) -> Markup:
    return Markup("".join(f'<p class="bri-compare-note">{escape(note)}</p>' for note in notes))


def _small(figure: Figure, year: int, texts: Texts) -> Markup:
    """A declared figure without symbols, on one line."""
    word = "" if figure.is_declared else f" <small>{escape(_declared_word(figure, texts))}</small>"
    number = f"<b>{escape(figure.number)}</b> <span>{escape(figure.label)}</span>"
    inside = f'<a href="#{escape(declared_id(year))}">{number}</a>' if figure.is_declared else number
    css = "" if figure.is_declared else " bri-compare-undeclared"
    return Markup(
        f'<div class="bri-compare-cell bri-compare-small{css}"><p class="bri-compare-number">{inside}{word}</p>'
        f"{_change(figure)}{_notes(figure.notes)}</div>"
    )


def _part(title: str, body: Markup) -> Markup:
    return Markup(f'<div class="bri-compare-cell bri-compare-part"><h3>{escape(title)}</h3>{body}</div>')


def _line(line: Line, code: str, scale: Scale) -> Markup:
    """A number of recorded rows and their symbols."""
    told = f"{line.number} {line.label} {line.note}"
    css = "" if line.runs else " bri-compare-undeclared"
    note = f" <small>{escape(line.note)}</small>" if line.note else ""
    return Markup(
        f'<div class="bri-compare-cell bri-compare-figure{css}"><p class="bri-compare-number">'
        f'<a href="#{escape(records_id(code))}"><b>{escape(line.number)}</b> <span>{escape(line.label)}</span></a>'
        f"{note}</p><div>{pile(line.runs, told, scale)}</div></div>"
    )


def _years(column: ThingColumn, scale: Scale, texts: Texts) -> list[str]:
    """The history, one line a year, under one heading."""
    lines = [(escape(line.label), line.runs) for line in column.years]
    return _lines(texts("brief.years_title"), "bri-compare-year", lines, scale, texts)


def _axes(lines: Sequence[AxisLine], scale: Scale, texts: Texts) -> list[str]:
    """The axes, one line each, under one heading."""
    named = []
    for line in lines:
        known = line.axis in AXES
        name = escape(texts(f"common.axis.{line.axis}") if known else texts("themes.no_axis"))
        named.append(((axis_arrow(line.axis) if known else "") + name, line.runs))
    return _lines(texts("compare.axes"), "bri-compare-axis", named, scale, texts)


def _lines(title: str, css: str, lines: Sequence[tuple[str, Sequence[Run]]], scale: Scale, texts: Texts) -> list[str]:
    """One cell a line: its name (markup), its symbols; beside a bar, its number."""
    cells = []
    for i, (name, runs) in enumerate(lines):
        heading = "" if i else f"<h3>{escape(title)}</h3>"
        number = fmt.number(sum(run.n for run in runs), texts)
        counted = f"<em>{escape(number)}</em>" if scale.is_bar and runs else ""
        body = pile(runs, number, scale) or f"<i>{escape(texts('common.unknown'))}</i>"
        first = "" if i else " bri-compare-part"
        cells.append(f'<div class="bri-compare-cell {css}{first}">{heading}<p><b>{name}{counted}</b>{body}</p></div>')
    return cells


def _contacts(column: ThingColumn, texts: Texts) -> Markup:
    if column.first is None or column.last is None:
        return Markup(f"<p>{escape(texts('brief.no_contact'))}</p>")
    items = ""
    for name, row in (("first", column.first), ("last", column.last)):
        date = ", ".join([fmt.capitalised(fmt.when(row["start"], row["end"], texts)), *basis(row, texts)])
        items += (
            f"<div><dt>{escape(texts(f'compare.contact.{name}'))}</dt>"
            f"<dd><b>{escape(date)}</b><br>{record_link(row, texts)}</dd></div>"
        )
    return Markup(f"<dl>{items}</dl>")


def _ties(ties: Ties, texts: Texts) -> Markup:
    """What is shared with another column in full ink, first; the rest after it."""
    if not ties.items:
        return Markup(f"<p>{escape(texts('common.unknown'))}</p>")
    items = "".join(
        f'<li class="bri-compare-shared"><strong>{_tie(ties.to, code, name, texts)}</strong> {n}</li>'
        if is_shared
        else f"<li>{_tie(ties.to, code, name, texts)} {n}</li>"
        for code, name, n, is_shared in ties.items
    )
    if ties.more:
        items += f"<li>{escape(texts.count('overview.more', ties.more))}</li>"
    return Markup(f'<ul class="bri-compare-ties">{items}</ul>')


def _tie(to: What, code: str, name: str, texts: Texts) -> Markup:
    if to == "themes":
        return escape(name)
    return brief_link("ville" if to == "villes" else "partenaire", code, name, texts)


def _agreements(column: ThingColumn, texts: Texts) -> Markup:
    if not column.agreements:
        return Markup(f"<p>{escape(none_recorded('entente', texts))}</p>")
    items = ""
    for row in column.agreements:
        signed = fmt.date_only(row["start"], texts) if row["start"] else texts("compare.unsigned")
        words = f"{signed}, {texts('brief.status.' + row['status'])}"
        items += f"<li>{record_link(row, texts)}<small>{escape(words)}</small></li>"
    if column.more_agreements:
        items += f"<li>{escape(texts.count('overview.more', column.more_agreements))}</li>"
    return Markup(f'<ul class="bri-compare-agreements">{items}</ul>')


def _unsaid(column: ThingColumn, texts: Texts) -> Markup:
    if not column.unsaid:
        return Markup(f"<p>{escape(texts('compare.all_said'))}</p>")
    return Markup(f"<ul>{''.join(f'<li>{escape(fmt.capitalised(phrase))}</li>' for phrase in column.unsaid)}</ul>")


def _legend(runs: Iterable[Run], texts: Texts) -> Markup:
    every = list(runs)
    present = {run.state for run in every}
    states = [state for state in STATE_ORDER if state in present]
    return legend(states, texts, off_total=any(not run.counted for run in every))
