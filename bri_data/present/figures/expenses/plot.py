"""The amounts as a chart that a reader explores with Plotly, and its table twin."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import groupby
from typing import Any

import plotly.graph_objects as go
from markupsafe import Markup, escape

from bri_data.present.expense_plot import Bar, Chart, Form, form_name
from bri_data.present.expenses import dollars
from bri_data.present.figures.common import brief_link, fold, table
from bri_data.present.figures.language import titled
from bri_data.present.figures.plotly_words import BUTTONS, plot_buttons, plot_config
from bri_data.present.theme import FONT, TOKENS, Scheme
from bri_data.present.words import Texts

_ROW, _FRAME = 40, 110  # pixels: of a row, of what stands around them
_UPRIGHT = 380
_UNKNOWN = 0.06  # of the largest amount: a length that says nothing
_BEYOND = 1.7  # the room of the words at the end of the bars, in largest amounts
_ABOVE = 1.18  # of the tallest column: the room of the amount written over it, clear of the key
_MOST_WORDS = 24  # columns, beyond which their amounts would touch
_WIDE, _NARROW = 0.74, 0.34
_BUTTONS = ("select2d", "lasso2d", "autoScale2d", "toImage")
_MOST_ROWS = 300
TABLE_ID = "depenses-graphique"
Colour = Callable[[str], str]


def expense_figure(chart: Chart, shown: Collection[Form], scheme: Scheme, texts: Texts) -> go.Figure:
    """One bar an amount, one trace a form: rows of missions or heads, columns by year. Forms that are not `shown` wait
    in the legend. A point carries the `data_id` of the brief it leads to."""

    def colour(token: str) -> str:
        found: str = getattr(TOKENS[token], scheme)
        return found

    is_upright = chart.series == "annees"
    traces = [_trace(chart, form, colour, texts, is_shown=form in shown) for form in chart.forms]
    figure = go.Figure([*traces, *_words(chart, colour, texts)])
    figure.update_layout(
        barmode="overlay",
        height=_UPRIGHT if is_upright else _ROW * len(chart.slots) + _FRAME,
        margin={"l": 12, "r": BUTTONS, "t": 44, "b": 46},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 16, "color": colour("ink2")},
        dragmode="zoom",
        clickmode="event+select",
        uirevision=chart.series,
        hoverlabel={"font": {"family": FONT, "size": 16}, "align": "left"},
        legend={
            "orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": "toggle",
            "uirevision": " ".join(sorted(shown)),
        },
        modebar=plot_buttons(colour),
    )  # fmt: skip
    (_upright if is_upright else _lying)(figure, chart, colour, texts)
    return figure


def _trace(chart: Chart, form: Form, colour: Colour, texts: Texts, *, is_shown: bool) -> go.Bar:
    bars = [bar for bar in chart.bars if bar.form == form]
    lengths, rows = [_length(bar, chart) for bar in bars], [bar.slot for bar in bars]
    is_upright = chart.series == "annees"
    return go.Bar(
        x=rows if is_upright else lengths,
        y=lengths if is_upright else rows,
        orientation="v" if is_upright else "h",
        width=_WIDE if form in ("ceiling", "common", "total") else _NARROW,
        name=escape(form_name(form, texts)),
        marker=_look(form, colour),
        visible=True if is_shown else "legendonly",
        hovertext=[Markup("<br>").join(map(escape, _wrapped(bar.said))) for bar in bars],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[chart.slots[bar.slot].data_id for bar in bars],
        unselected={"marker": {"opacity": 1}},
    )


def _length(bar: Bar, chart: Chart) -> float:
    return chart.top * _UNKNOWN if bar.dollars is None else max(bar.dollars, 0.0)


def _look(form: Form, colour: Colour) -> dict[str, Any]:
    """As the page's own bars: a pale band for what was planned, full for what was spent, hatched for what is not
    known."""
    ground = colour("bg")
    looks: dict[Form, dict[str, Any]] = {
        "ceiling": {"color": colour("home"), "line": {"color": colour("ink"), "width": 1.4}},
        "common": {
            "color": ground, "line": {"color": colour("ink"), "width": 1.4},
            "pattern": {"shape": ".", "fgcolor": colour("ink3"), "solidity": 0.2, "size": 7},
        },
        "total": {"color": ground, "line": {"color": colour("accent"), "width": 2}},
        "actual": {"color": colour("accent"), "line": {"width": 0}},
        "head": {"color": colour("accent"), "line": {"width": 0}},
        "shared": {
            "color": ground, "line": {"color": colour("ink2"), "width": 1.4},
            "pattern": {"shape": "/", "fgcolor": colour("ink3"), "solidity": 0.25, "size": 7},
        },
        "unknown": {
            "color": ground, "line": {"width": 0},
            "pattern": {"shape": "/", "fgcolor": colour("hatch"), "solidity": 0.3, "size": 7},
        },
    }  # fmt: skip
    return looks[form]


def _wrapped(said: str, most: int = 72) -> Iterator[str]:
    line = ""
    for word in said.split(" "):
        if line and len(line) + len(word) >= most:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _words(chart: Chart, colour: Colour, texts: Texts) -> Iterator[go.Scatter]:
    """What is known of each row, in words at the end of its bars; columns have their largest amount, when few."""
    ends: dict[int, float] = {}
    for bar in chart.bars:
        ends[bar.slot] = max(ends.get(bar.slot, 0.0), _length(bar, chart))
    if chart.series == "annees":
        known = {bar.slot for bar in chart.bars if bar.dollars is not None}
        if len(chart.slots) <= _MOST_WORDS and known:
            tops = [ends[slot] for slot in known]
            yield _text([*known], tops, [dollars(amount, texts) for amount in tops], "top center", colour)
    elif ends:
        said = [chart.slots[slot].known for slot in ends]
        yield _text([*ends.values()], [*ends], [f"\u00a0{escape(one)}" for one in said], "middle right", colour)


def _text(x: list[Any], y: list[Any], said: list[str], where: str, colour: Colour) -> go.Scatter:
    return go.Scatter(
        x=x, y=y, mode="text", text=said, textposition=where, showlegend=False, hoverinfo="skip", cliponaxis=False,
        textfont={"color": colour("ink"), "size": 15},
    )  # fmt: skip


def _upright(figure: go.Figure, chart: Chart, colour: Colour, texts: Texts) -> None:
    """Columns under their years; a year without any published amount is shaded and says so."""
    places = [(year, [place for place, _ in held]) for year, held in groupby(enumerate(chart.slots), _group)]
    figure.update_xaxes(
        tickvals=[(held[0] + held[-1]) / 2 for _, held in places],
        ticktext=[escape(year) for year, _ in places],
        showgrid=False, zeroline=False, linecolor=colour("ink"), tickfont={"size": 16},
        range=[-0.6, len(chart.slots) - 0.4],
    )  # fmt: skip
    figure.update_yaxes(
        gridcolor=colour("rule"), zeroline=False, tickformat=",d", ticksuffix="\u00a0$" if texts.lang == "fr" else "",
        tickprefix="" if texts.lang == "fr" else "$", rangemode="tozero", fixedrange=True, automargin=True,
        range=[0, chart.top * _ABOVE],
    )  # fmt: skip
    for year, held in places:
        first, last = held[0] - 0.5, held[-1] + 0.5
        if first > 0:
            figure.add_vline(x=first, line={"color": colour("rule"), "width": 1}, layer="below")
        if year in chart.silent:
            figure.add_vrect(x0=first, x1=last, fillcolor=colour("surf"), line_width=0, layer="below")
            figure.add_annotation(
                x=(first + last) / 2, y=0.62, yref="paper", text=escape(texts("expenses.plot.silent")),
                showarrow=False, font={"size": 15, "color": colour("ink2")},
            )  # fmt: skip


def _group(numbered: tuple[int, Any]) -> str:
    group: str = numbered[1].group
    return group


def _lying(figure: go.Figure, chart: Chart, colour: Colour, texts: Texts) -> None:
    """Rows from the top, their names at the left; heads say whose they are where several totals are drawn."""
    groups = {slot.group for slot in chart.slots}
    names = [
        f"<b>{escape(slot.group)}</b>, {escape(slot.label)}" if len(groups) > 1 and slot.group else escape(slot.label)
        for slot in chart.slots
    ]
    figure.update_yaxes(
        tickvals=[*range(len(names))], ticktext=names, range=[len(names) - 0.4, -0.6], showgrid=False, zeroline=False,
        tickfont={"size": 16, "color": colour("ink")}, automargin=True, fixedrange=True, ticklabelstandoff=8,
    )  # fmt: skip
    figure.update_xaxes(
        gridcolor=colour("rule"), linecolor=colour("ring"), zeroline=True, zerolinecolor=colour("ring"),
        tickformat=",d", ticksuffix="\u00a0$" if texts.lang == "fr" else "",
        tickprefix="" if texts.lang == "fr" else "$", range=[0, chart.top * _BEYOND], nticks=8,
    )  # fmt: skip


def expense_config(texts: Texts) -> dict[str, Any]:
    """Plotly's configuration for this chart."""
    return plot_config(texts, _BUTTONS)


def twin(chart: Chart, texts: Texts) -> Markup:
    """The bars as a folded table, a row each, in the chart's order; "" for none. Each leads to its brief."""
    if not chart.bars:
        return Markup()
    heads = [texts(f"expenses.plot.heading.{name}") for name in ("row", "form", "amount", "said")]
    cells = [
        (
            _named(chart, bar, texts),
            escape(form_name(bar.form, texts)),
            escape(texts("common.unknown") if bar.dollars is None else dollars(round(bar.dollars, 2), texts)),
            titled(bar.said, bar.documents, texts),
        )
        for bar in sorted(chart.bars, key=lambda bar: bar.slot)[:_MOST_ROWS]
    ]
    title = texts("expenses.plot.twin", name=texts(f"expenses.plot.series.{chart.series}"))
    return fold(title, table(title, heads, cells), id=TABLE_ID)


def _named(chart: Chart, bar: Bar, texts: Texts) -> Markup:
    slot = chart.slots[bar.slot]
    name = f"{slot.group}, {slot.label}" if chart.series == "postes" else slot.label
    return brief_link("activite", slot.data_id.partition(":")[2], name, texts)
