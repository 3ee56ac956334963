"""The chart of all years: its period, kept in the address, chosen by dragging or month by month with the keyboard.

Plotly's script is the heaviest thing a reader can be sent: only this chart asks for it, and only off a phone.
"""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup, escape

from bri_data.address import EVERY_YEAR, read_year
from bri_data.clicks import Verb, read_click
from bri_data.filters import Filters
from bri_data.present import format as fmt
from bri_data.present import landmarks
from bri_data.present import timeline_plot as values
from bri_data.present.figures.timeline import plot as figures
from bri_data.present.rows import plain
from bri_data.present.theme import Scheme
from bri_data.queries import landmarks as queries
from bri_data.queries import narrow, timeline
from pages.shared.base.as_written import as_written
from pages.shared.base.component import picture, write_markup
from pages.shared.base.static import static_text
from pages.shared.reader.context import Context
from pages.shared.reader.reader import asked, keep_filters, keep_year, own_value
from pages.shared.reader.screen import screen, watch_screen
from pages.shared.widgets.blocks import follow
from pages.shared.work.once import once_for_all

_SCRIPT = static_text("plot_clicks.js")
_watch_clicks = st.components.v2.component("bri_plot_clicks", js=_SCRIPT, isolate_styles=False)
PERIOD, OPEN, POINTED, WINDOW = "periode", "timeline-open", "timeline-pointed", "timeline-window"
PLOT, SLIDER, TURN, LIST = "timeline-plot", "timeline-period", "timeline-turn", "timeline-period-list"


@once_for_all(32)
def _chart(fingerprint: str, lang: str, filters: Filters, _context: Context) -> values.Chart | None:
    with _context.narrowed() as con:
        return values.chart_of(timeline.every_month(con), timeline.every_record(con), _context.texts)


@once_for_all(32)
def _figure(
    fingerprint: str, lang: str, filters: Filters, period: values.Period | None, scheme: Scheme, _context: Context
) -> go.Figure:
    chart = _chart(fingerprint, lang, filters, _context)
    assert chart is not None  # noqa: S101 - explore draws nothing without one
    beside = landmarks.read(_context.asked_once(queries.landmarks), _context.texts)
    return figures.timeline_figure(chart, period, scheme, _context.texts, beside)


@once_for_all(64)
def _held(
    fingerprint: str, lang: str, filters: Filters, period: values.Period, _context: Context
) -> tuple[str, Markup]:
    """What the period holds, exactly as keeping it would: how many, in words, and the list."""
    texts = _context.texts
    with _context.database.cursor() as con:
        kept = filters.with_period(period.since, period.until)
        total = narrow.kept(con, kept, None)
        narrow.narrow(con, kept)
        records = timeline.every_record(con)
    lost = total - sum(row["month"] is not None for row in plain(records))
    n = texts.count("timeline.plot.count", total, n=fmt.number(total, texts))
    said = texts("timeline.plot.held", period=period.said(texts), n=n)
    return said, figures.period_list(records, lost, texts)


def asked_period() -> values.Period | None:
    """The period that the address asks for."""
    return values.read_period(own_value(PERIOD))


def _choose(period: values.Period | None) -> None:
    if period is None:
        st.query_params.pop(PERIOD, None)
    else:
        st.query_params[PERIOD] = period.written


def _selected() -> None:
    """A box is a period; a bar leads to its record, a hatched one to its year."""
    selection = st.session_state[PLOT]["selection"]
    ends = [end for box in selection.get("box", ()) for end in box.get("x", ())]
    if ends:
        _choose(values.brushed(ends) or asked_period())
        return
    for point in selection.get("points", ()):
        _open(point.get("customdata"))


def _pointed() -> None:
    """A click on a point while the tool of the period is on: Streamlit then hears drags alone."""
    _open(st.session_state[POINTED].get("point"))


def _moved() -> None:
    """A period was chosen in a part of the chart that the reader had come closer to, which is then drawn again; or the
    whole is asked for."""
    window = values.read_window(str(st.session_state[POINTED].get("window")))
    st.session_state[WINDOW] = (asked().filters, window)


def _seen_from(figure: go.Figure, filters: Filters) -> go.Figure:
    """The figure where the reader left it, as long as it shows the same records."""
    of, window = st.session_state.get(WINDOW, (None, None))
    return go.Figure(figure).update_xaxes(range=window) if window and of == filters else figure


def _open(told: object) -> None:
    said = read_click(told)
    if said and said.verb == Verb.YEAR:
        keep_year(read_year(said.code))
    elif said:
        st.session_state[OPEN] = said.id


def _keep(period: values.Period) -> None:
    """The period becomes a filter, for every page; the chart then comes closer to it."""
    filters = asked().filters.with_period(period.since, period.until)
    _choose(None)
    keep_filters(filters, year=EVERY_YEAR)


def explore(context: Context) -> None:
    """Draw the chart of all years, its period, and what the period holds; nothing when no record has a year."""
    follow(st.session_state.pop(OPEN, None))
    mark, texts, filters = context.database.fingerprint, context.texts, context.filters
    chart = _chart(mark, context.lang, filters, context)
    if chart is None:
        return
    period, seen = asked_period(), screen()
    with st.container(key="bri-timeline-plot"):
        if seen and not seen.is_phone:
            write_markup(Markup(f'<p class="bri-lead">{escape(values.lead(chart, texts))}</p>'))
            st.plotly_chart(
                _seen_from(_figure(mark, context.lang, filters, period, seen.scheme, context), filters),
                key=PLOT,
                on_select=_selected,
                selection_mode=("points", "box"),
                theme=None,
                config=figures.timeline_config(texts),
                alt=values.alternative(chart, texts),
            )
            _watch_clicks(key=POINTED, on_point_change=_pointed, on_window_change=_moved, height="content")
        watch_screen("timeline-screen")
        _months(chart, period, context)
    if period:
        said, listed = _held(mark, context.lang, filters, period, context)
        with st.container(horizontal=True, vertical_alignment="center", key="bri-period"):
            write_markup(Markup(f'<p role="status" class="bri-period-said">{escape(said)}</p>'), width="content")
            st.button(texts("timeline.plot.keep"), type="primary", on_click=_keep, args=(period,), key="period-keep")
            st.button(texts("timeline.plot.clear"), on_click=_choose, args=(None,), key="period-clear")
        follow(picture(listed, key=LIST))


def _months(chart: values.Chart, period: values.Period | None, context: Context) -> None:
    """The same choice by two handles that arrow keys move by a month."""
    months = values.months_of(chart, period)
    ends = (period.since, period.until) if period else (months[0], months[-1])
    turn = st.session_state.get(TURN, 0)
    if tuple(st.session_state.get(f"{SLIDER}-{turn}", ends)) != ends:
        # chosen otherwise than by the slider: another one takes its place, already at these ends
        turn = st.session_state[TURN] = turn + 1
    key = f"{SLIDER}-{turn}"

    def pick() -> None:
        since, until = st.session_state[key]
        _choose(None if (since, until) == (months[0], months[-1]) else values.Period(since, until))

    st.select_slider(
        context.texts("timeline.plot.slider"),
        months,
        value=ends,
        format_func=lambda month: as_written(fmt.date_only(month, context.texts)),
        key=key,
        on_change=pick,
    )
