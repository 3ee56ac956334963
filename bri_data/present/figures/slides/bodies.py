"""The pictures of the slides as HTML with inline SVG: a value of slides/model.py in, escaped markup out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup, escape

from bri_data.present import format as fmt
from bri_data.present.figures.common import MOST_SYMBOLS, Run, explained, explanation, mark, strip, strip_width
from bri_data.present.figures.language import mixed
from bri_data.present.figures.overview import axis_arrow
from bri_data.present.figures.slides.maps import slide_map
from bri_data.present.slides.model import (
    OTHER,
    Bar,
    Bars,
    Cover,
    Figure,
    Figures,
    Month,
    Months,
    Number,
    Series,
    Slide,
    Squares,
    Statement,
    Statements,
    Symbols,
    WorldMap,
)
from bri_data.present.theme import var
from bri_data.present.words import Texts

# Records named under the months: beyond, only those of the busiest one.
_MOST_SAID = 14


def body(slide: Slide, texts: Texts) -> str:
    """The picture of a slide; its alternative text goes with it where the picture is not itself text."""
    return _DRAWERS[type(slide.body)](slide.body, slide, texts)


# --- The title of the deck --------------------------------------------------------------------------------------------


def _cover(value: Cover, slide: Slide, texts: Texts) -> Markup:
    return Markup(f'<div class="bri-slide-cover">{"".join(f"<p>{escape(line)}</p>" for line in value.lines)}</div>')


# --- One number and its blocks ----------------------------------------------------------------------------------------


def _number(value: Number, slide: Slide, texts: Texts) -> Markup:
    total = sum(group.n for group in value.groups)
    grouped = total > MOST_SYMBOLS
    parts = "".join(
        "".join(
            (
                f'<li style="--n:{group.n}"><div class="bri-blocks" aria-hidden="true">',
                _block(group.kind, group.n / total) if grouped else _block(group.kind) * group.n,
                f"</div><p><b>{escape(fmt.number(group.n, texts))}</b> {escape(group.label)}</p></li>",
            )
        )
        for group in value.groups
    )
    return Markup(f'<ul class="bri-groups" style="--total:{max(total, 1)};--groups:{len(value.groups)}">{parts}</ul>')


def _block(kind: str, share: float = 0.0) -> Markup:
    wide = f";--share:{share:.4f}" if share else ""
    css = ' class="bri-block-wide"' if share else ""
    return Markup(f'<i{css} style="background:{var(kind)}{wide}"></i>')


# --- Symbols ----------------------------------------------------------------------------------------------------------


def _symbols(value: Symbols, slide: Slide, texts: Texts) -> Markup:
    rows = "".join(
        f'<li{_pale(row.is_faded)}><p class="bri-row-head"><b>{escape(row.number)}</b> '
        f"<span>{escape(row.label)}</span></p>"
        f'<div class="bri-row-body">{_strip(row.runs, f"{row.number} {row.label}")}'
        + (f"<p>{escape(row.note)}</p>" if row.note else "")
        + "</div></li>"
        for row in value.rows
    )
    legend = _legend([run for row in value.rows for run in row.runs], texts)
    most = max((strip_width(row.runs) for row in value.rows), default=1)  # one size of symbol for all the rows
    return Markup(
        f'<ul class="bri-rows bri-rows-{len(value.rows)}" style="--most:{max(most, 1):g}">{rows}</ul>{legend}'
    )


def _pale(is_faded: bool) -> Markup:
    """The attribute of a part that steps back while another one stands out."""
    return Markup(' class="bri-faded"' if is_faded else "")


def _strip(runs: Sequence[Run], label: str) -> Markup:
    width = strip_width(runs)
    return Markup(f'<div class="bri-slide-strip" style="--n:{width:g}">{strip(runs, label)}</div>' if width else "")


def _legend(runs: Sequence[Run], texts: Texts) -> Markup:
    """What full, tinted and hollow mean, for the states there are; nothing to explain where all are full."""
    items = [
        f"<li>{mark(run.kind, run.state, counted=run.counted)}{escape(explanation(run, texts))}</li>"
        for run in explained(runs)
    ]
    return Markup(f'<ul class="bri-slide-legend">{"".join(items)}</ul>' if items else "")


# --- The map ----------------------------------------------------------------------------------------------------------


def _map(value: WorldMap, slide: Slide, texts: Texts) -> Markup:
    return slide_map(value, slide.alt, texts)


# --- The months -------------------------------------------------------------------------------------------------------


def _months(value: Months, slide: Slide, texts: Texts) -> Markup:
    columns = "".join(_month(month, value.fullest, texts) for month in value.months)
    told = [month for month in value.months if month.items]
    listed = told if sum(len(month.items) for month in told) <= _MOST_SAID else []  # all of them are in the table
    said = "".join(f"<li{_pale(month.is_faded)}>{_said(month)}</li>" for month in listed if not month.is_busiest)
    peak = "".join(
        f'<p class="bri-slide-peak{" bri-faded" if month.is_faded else ""}">{_said(month)}</p>'
        for month in told
        if month.is_busiest
    )
    apart = "".join(
        f"<li>{mark(one.run.kind, one.run.state)}<span>{escape(one.label)}</span></li>" for one in value.undated
    )
    hatched = (
        f'<section class="bri-slide-bin"><h3>{escape(value.undated_name)}</h3><ul>{apart}</ul></section>'
        if value.undated
        else ""
    )
    css = "" if value.undated else " bri-alone"
    year = f'<ol class="bri-slide-year" role="img" aria-label="{escape(slide.alt)}">{columns}</ol>'
    words = f'{peak}<ul class="bri-slide-said">{said}</ul>'
    return Markup(f'<div class="bri-slide-months{css}"><div>{year}{words}</div>{hatched}</div>')


def _said(month: Month) -> Markup:
    return Markup(f"<b>{escape(month.name)}</b> {escape(', '.join(month.items))}")


def _month(month: Month, fullest: int, texts: Texts) -> Markup:
    marks = "".join(mark(run.kind, run.state, counted=run.counted, faded=run.is_faded) for run in month.runs)
    if fullest:  # a few symbols for many records would be a false picture
        number = f"<span>{fmt.number(month.n, texts)}</span>" if month.n else ""
        marks = f'<i class="bri-slide-column" style="--part:{month.n / fullest:.3f}"></i>{number}'
    css = " bri-busiest" if month.is_busiest else " bri-busy" if month.runs else ""
    css += " bri-faded" if month.is_faded else ""
    return Markup(
        f'<li class="bri-slide-month{css}" role="presentation"><div>{marks}</div><b>{escape(month.name)}</b></li>'
    )


# --- Bars -------------------------------------------------------------------------------------------------------------


def _bars(value: Bars, slide: Slide, texts: Texts) -> Markup:
    longest = max((bar.total for bar in value.bars), default=0) or 1.0
    letters = max((len(bar.text) for bar in value.bars), default=0)  # what the longest text takes beside its bar
    rows = "".join(_bar(bar, value.series, longest) for bar in value.bars)
    legend = "".join(f"<li>{_series_mark(one)}{escape(one.label)}</li>" for one in value.series)
    note = f'<p class="bri-slide-remark">{escape(value.note)}</p>' if value.note else ""
    return Markup(
        f'<ul class="bri-slide-legend">{legend}</ul><div class="bri-slide-bars" role="img" '
        f'style="--letters:{letters}" aria-label="{escape(slide.alt)}">{rows}</div>{note}'
    )


def _bar(bar: Bar, series: Sequence[Series], longest: float) -> Markup:
    parts = "".join(
        f'<i style="width:{100 * value / longest:.2f}%;background:{_hue(one.code)}"></i>'
        for one, value in zip(series, bar.values, strict=True)
        if value
    )
    bar_css = "bri-slide-bar bri-faded" if bar.is_faded else "bri-slide-bar"
    return Markup(
        f"<span{_pale(bar.is_faded)}>{escape(bar.label)}</span>"
        f'<div class="{bar_css}">{parts}<b>{escape(bar.text)}</b></div>'
    )


def _hue(code: str) -> str:
    return var("ink3" if code == OTHER else code)


def _series_mark(series: Series) -> Markup:
    if series.code == OTHER:
        return Markup(f'<i class="bri-swatch" style="background:{_hue(OTHER)}"></i>')
    return mark(series.code, "dated")


# --- Figures and squares ----------------------------------------------------------------------------------------------


def _figures(value: Figures, slide: Slide, texts: Texts) -> Markup:
    return Markup(f'<ul class="bri-slide-figures">{"".join(map(_figure, value.items))}</ul>')


def _figure(figure: Figure) -> Markup:
    note = f"<small>{escape(figure.note)}</small>" if figure.note else ""
    return Markup(
        f'<li><b style="--chars:{max(len(figure.number), 2)}">{escape(figure.number)}</b> '
        f"<span>{escape(figure.label)}</span>{note}</li>"
    )


def _squares(value: Squares, slide: Slide, texts: Texts) -> Markup:
    full = int(value.n)
    sides = [1.0] * full + ([value.n - full] if value.n > full else [])
    rows = max(value.per_column, -(-len(sides) // 60))  # never more columns than the screen shows apart
    drawn = "".join(
        f'<rect x="{10 * (i // rows)}" y="{10 * (i % rows)}" width="{8.2 * side:.3g}" height="8.2" rx=".7"/>'
        for i, side in enumerate(sides)
    )
    columns = max(-(-len(sides) // rows), 1)
    picture = (
        f'<svg class="bri-slide-squares" role="img" aria-label="{escape(slide.alt)}" '
        f'viewBox="0 0 {10 * columns - 1.8:g} {10 * rows - 1.8:g}" fill="{var("ink2")}">{drawn}</svg>'
    )
    beside = f'<ul class="bri-slide-figures">{"".join(map(_figure, value.figures))}</ul>' if value.figures else ""
    return Markup(f'{picture}<p class="bri-slide-remark">{escape(value.legend)}</p>{beside}')


# --- Statements -------------------------------------------------------------------------------------------------------


def _statements(value: Statements, slide: Slide, texts: Texts) -> Markup:
    items = "".join(_statement(one, texts) for one in value.items)
    css = " bri-columns" if value.columns > 1 else " bri-few" if len(value.items) <= 3 else ""
    return Markup(f'<ul class="bri-slide-list{css}" style="--columns:{value.columns}">{items}</ul>')


def _statement(statement: Statement, texts: Texts) -> Markup:
    sign = ""
    if statement.axis:
        sign = axis_arrow(statement.axis)
    elif statement.run:
        sign = mark(statement.run.kind, statement.run.state, counted=statement.run.counted)
    lines = "".join(f"<p>{mixed(line, texts)}</p>" for line in statement.lines if line)
    return Markup(
        f"<li{_pale(statement.is_faded)}>{sign}<div><h3>{mixed(statement.name, texts)}</h3>{lines}</div></li>"
    )


_DRAWERS: dict[type, Callable[[Any, Slide, Texts], str]] = {
    Cover: _cover,
    Number: _number,
    Symbols: _symbols,
    WorldMap: _map,
    Months: _months,
    Bars: _bars,
    Figures: _figures,
    Squares: _squares,
    Statements: _statements,
}
