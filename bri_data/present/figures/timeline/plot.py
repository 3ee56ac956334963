"""The chart of all years that a reader explores with Plotly, and what stands under it for the period chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup, escape

from bri_data.clicks import Verb, click
from bri_data.model import report_year
from bri_data.present import format as fmt
from bri_data.present import landmarks
from bri_data.present.figures.common import mark, record_link
from bri_data.present.figures.plotly_words import BUTTONS, plot_buttons, plot_config
from bri_data.present.landmarks import Landmark
from bri_data.present.overview import STATE_ORDER
from bri_data.present.records import state_of
from bri_data.present.rows import plain
from bri_data.present.theme import FONT, KINDS, TOKENS, Scheme, State
from bri_data.present.timeline_plot import Block, Chart, Period
from bri_data.present.words import Lang, Texts

_DAY = 86_400_000  # Plotly counts widths of dates in milliseconds
_STEP = 28  # pixels of one record
_HIGHEST = 300
_GAP = 0.08  # of a record, between two that stand one on the other
_TOLD_APART = 8  # up to so many records, a line each
_TICKS_YEARS = 6  # up to so many years, a tick every three months at first, every month or day from closer
_TICKS = 24
_DAYS: dict[Lang, str] = {"fr": "%-d %b", "en": "%b %-d"}  # Plotly's own order is the English one
_UNDATED = 34
_BUTTONS = ("zoom2d", "lasso2d", "autoScale2d", "toImage")
MOST_LISTED = 24


def timeline_figure(
    chart: Chart, period: Period | None, scheme: Scheme, texts: Texts, beside: Sequence[Landmark] = ()
) -> go.Figure:
    """Blocks stacked by day, month or year, one trace for each kind and state; under them, hatched and pale, the
    records whose month is not known, each across its year. The landmarks `beside` them whose month is known are
    diamonds at the foot of dotted lines.

    A point carries the `data_id` that leads to its record, or to its year.
    """

    def colour(token: str) -> str:
        found: str = getattr(TOKENS[token], scheme)
        return found

    traces: list[Any] = list(_traces(chart.blocks, colour, texts))
    if chart.undated:
        traces.append(_undated_trace(chart, colour, texts))
    marked = [one for one in beside if len(one.start) > len("2025")]
    if marked:
        traces.append(_landmarks_trace(marked, colour, texts))
    figure = go.Figure(traces)
    plot = min(max(chart.highest, 4) * _STEP, _HIGHEST)
    below = _UNDATED if chart.undated else 0
    ink, rule = colour("ink2"), colour("rule")
    figure.update_layout(
        barmode="overlay",
        height=plot + below + 118,
        margin={"l": 44, "r": BUTTONS, "t": 66, "b": 52},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 16, "color": ink},
        dragmode="select",
        selectdirection="h",
        selectionrevision=period.written if period else "",
        hoverlabel={"font": {"family": FONT, "size": 16}, "align": "left"},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": "toggle"},
        modebar=plot_buttons(colour),
        shapes=[*([_window(period, colour)] if period else []), *(_landmark_line(one, colour) for one in marked)],
    )
    first, last = chart.shown
    figure.update_xaxes(
        type="date",
        tickformatstops=[
            {"dtickrange": ["M12", None], "value": "%Y"},
            {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
            {"dtickrange": [None, "M1"], "value": f"{_DAYS[texts.lang]}\n%Y"},
        ],
        range=_range(chart, first, last),
        showgrid=False,
        linecolor=ink,
        tickfont={"size": 15},
        ticks="outside",
        tickcolor=rule,
        anchor="y2" if chart.undated else "y",
    )
    if chart.level == "month" and last - first < _TICKS_YEARS:
        figure.update_xaxes(nticks=_TICKS)
    foot = below / (plot + below)
    every = 1 if chart.highest <= _TOLD_APART else None
    figure.update_yaxes(gridcolor=rule, fixedrange=True, zeroline=False, dtick=every, rangemode="tozero")
    figure.update_layout(yaxis={"domain": [foot, 1], "tickformat": ",d"})
    if chart.undated:
        figure.update_layout(yaxis2={"domain": [0, foot * 0.82], "range": [0, 1], "visible": False, "fixedrange": True})
    return figure


def _traces(blocks: Sequence[Block], colour: Any, texts: Texts) -> Iterator[go.Bar]:
    """A trace for each kind and state, one entry of the legend each.

    Plotly melts two bars of one trace that stand at one date: the second, the third… have traces of their own.
    """
    under: Counter[date] = Counter()
    for kind in KINDS:
        for state in STATE_ORDER:
            held = [block for block in blocks if (block.kind, block.state) == (kind, state)]
            floors: dict[int, list[tuple[Block, int]]] = {}
            here: Counter[date] = Counter()
            for block in held:
                floors.setdefault(here[block.first], []).append((block, under[block.first]))
                here[block.first] += 1
                under[block.first] += block.n
            for floor, feet in floors.items():
                yield _trace(kind, state, feet, colour, texts, is_first=floor == 0)


def _trace(
    kind: str, state: State, feet: list[tuple[Block, int]], colour: Any, texts: Texts, *, is_first: bool
) -> go.Bar:
    """Blocks of one kind and state: full when dated, striped when only named, hollow when announced."""
    hue, ground = colour(KINDS[kind].token), colour("bg")
    blocks = [block for block, _ in feet]
    name = texts(f"common.kind.{kind}")
    look: dict[str, Any] = {"color": hue, "line": {"width": 0}}
    if state == "announced":
        look = {"color": ground, "line": {"color": hue, "width": 1.6}}
    elif state != "dated":
        look = {"color": ground, "line": {"color": hue, "width": 1}}
        look["pattern"] = {"shape": "/", "fgcolor": hue, "solidity": 0.25, "size": 7}
    if state != "dated":
        name = texts("timeline.plot.in_state", kind=name, state=state_of(kind, state, texts))
    return go.Bar(
        x=[block.first.isoformat() for block in blocks],
        y=[block.n - _GAP for block in blocks],
        base=[foot for _, foot in feet],
        width=[_width(block) for block in blocks],
        offset=0,
        name=escape(name),
        legendgroup=f"{kind} {state}",
        showlegend=is_first,
        marker=look,
        hovertext=[escape(block.said) for block in blocks],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[block.data_id for block in blocks],
        unselected={"marker": {"opacity": 1}},
    )


def _undated_trace(chart: Chart, colour: Any, texts: Texts) -> go.Bar:
    years = chart.undated
    said = [texts.count("timeline.plot.undated_in", one.n, n=fmt.number(one.n, texts), year=one.year) for one in years]
    return go.Bar(
        x=[report_year.first_day(one.year).isoformat() for one in years],
        y=[1] * len(years),
        width=[_DAY * 362] * len(years),
        offset=0,
        yaxis="y2",
        name=escape(texts("timeline.plot.no_month")),
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"width": 0},
            "pattern": {"shape": "/", "fgcolor": colour("rule"), "solidity": 0.2, "size": 9},
        },
        text=[fmt.number(one.n, texts) for one in years],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",  # a number is read or it is not drawn: never shrunk to its bar
        textfont={"color": colour("ink2"), "size": 15},
        hovertext=[escape(line) for line in said],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[click(Verb.YEAR, one.year).id for one in years],
        unselected={"marker": {"opacity": 1}},
    )


def _landmarks_trace(marked: Sequence[Landmark], colour: Any, texts: Texts) -> go.Scatter:
    return go.Scatter(
        x=[_day(one) for one in marked],
        y=[0] * len(marked),
        mode="markers",
        name=escape(texts("landmarks.title")),
        marker={"symbol": "diamond", "size": 11, "color": colour("ink2")},
        cliponaxis=False,
        hovertext=[escape(landmarks.spoken(one)) for one in marked],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[""] * len(marked),
        unselected={"marker": {"opacity": 1}},
    )


def _landmark_line(one: Landmark, colour: Any) -> dict[str, Any]:
    return {
        "type": "line", "xref": "x", "yref": "paper", "x0": _day(one), "x1": _day(one), "y0": 0, "y1": 1,
        "layer": "below", "line": {"color": colour("ink3"), "width": 1, "dash": "dot"},
    }  # fmt: skip


def _day(one: Landmark) -> str:
    """The first day that the start of a landmark may be."""
    return f"{one.start}-01"[: len("2025-03-04")]


def _width(block: Block) -> float:
    return _DAY * ((block.last - block.first).days + 1) * (1 - _GAP)


def _range(chart: Chart, first: int, last: int) -> list[str]:
    """The part shown first; by day, only the days that hold something."""
    if chart.level == "day":
        days = [block.first for block in chart.blocks] + [block.last for block in chart.blocks]
        since, until = min(days).toordinal() - 1, max(days).toordinal() + 2
        return [date.fromordinal(day).isoformat() for day in (since, until)]
    return [report_year.first_day(first).isoformat(), report_year.first_day(last + 1).isoformat()]


def _window(period: Period, colour: Any) -> dict[str, Any]:
    since, until = period.days
    after = date.fromordinal(until.toordinal() + 1)
    return {
        "type": "rect", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below", "opacity": 0.12,
        "x0": since.isoformat(), "x1": after.isoformat(), "fillcolor": colour("accent"),
        "line": {"color": colour("accent"), "width": 2},
    }  # fmt: skip


def timeline_config(texts: Texts) -> dict[str, Any]:
    """Plotly's configuration for this chart: a period is dragged, nothing else is selected."""
    return plot_config(texts, _BUTTONS)


def period_list(records: pd.DataFrame, lost: int, texts: Texts) -> Markup:
    """The records of the chosen period that have a month, each leading to its brief; then how many more there are."""
    rows = [row for row in plain(records) if row["month"] is not None]
    lines = [
        f"<li>{mark(row['kind'], row['state'])} {record_link(row, texts)} "
        f"<span>{escape(fmt.when(row['start'], row['end'], texts))}</span></li>"
        for row in rows[:MOST_LISTED]
    ]
    more = len(rows) - MOST_LISTED
    if more > 0:
        lines.append(f"<li>{escape(texts.count('timeline.more', more, n=fmt.number(more, texts)))}</li>")
    if lost:
        lines.append(f"<li>{escape(texts.count('timeline.plot.undated', lost, n=fmt.number(lost, texts)))}</li>")
    return Markup(f'<ul class="bri-period">{"".join(lines)}</ul>')
