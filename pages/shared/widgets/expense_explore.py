"""The amounts that a reader explores: four series and the forms to compare, chosen with buttons, kept in the address.

Off a phone it is a Plotly chart; everywhere, a table that holds each bar. What is looked at stands above it; a series
that the reader chose is drawn without Plotly on a phone and on paper.
"""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup, escape

from bri_data.filters import Filters
from bri_data.present import expense_plot as values
from bri_data.present import expenses
from bri_data.present.expense_plot import FORM, SERIE, Chart, Form, Series
from bri_data.present.figures.expenses import plot as figures
from bri_data.present.figures.expenses.bars import bars
from bri_data.present.theme import Scheme
from bri_data.queries import expenses as queries
from bri_data.queries import missions
from pages.shared.base.component import picture, write_markup
from pages.shared.reader.context import Context
from pages.shared.reader.reader import own_value
from pages.shared.reader.screen import screen, watch_screen
from pages.shared.widgets.blocks import follow
from pages.shared.work.once import once_for_all

OPEN = "expenses-open"
PLOT, CHOICE, FORMS, TWIN = "expenses-plot", "expenses-series", "expenses-forms", "expenses-plot-twin"
Drawn = tuple[Series, frozenset[Form]]


@once_for_all(64)
def _chart(fingerprint: str, lang: str, filters: Filters, series: Series, _context: Context) -> tuple[Chart, str, str]:
    """The chart of a series, what is said above it, and its table twin."""
    texts = _context.texts
    with _context.narrowed() as con:
        amounts = queries.amounts(con)
        found = expenses.spendings(missions.missions(con), amounts)
    chart = values.chart_of(series, found, expenses.wholes(amounts), texts)
    return chart, values.lead(chart, len(found), texts), figures.twin(chart, texts)


@once_for_all(32)
def _figure(
    fingerprint: str, lang: str, filters: Filters, drawn: Drawn, scheme: Scheme, _context: Context
) -> go.Figure:
    series, shown = drawn
    chart = _chart(fingerprint, lang, filters, series, _context)[0]
    return figures.expense_figure(chart, shown, scheme, _context.texts)


def asked_series() -> Series:
    """The series that the address asks for."""
    return values.read_series(own_value(SERIE))


def asked_form() -> str:
    """The first form that the address asks for, "" for what is none."""
    return next((form for form in values.FORMS if form == own_value(FORM)), "")


def _choose() -> None:
    st.query_params.pop(FORM, None)  # those of the series that is left
    picked = st.session_state[CHOICE]
    if picked == values.SERIES[0]:
        st.query_params.pop(SERIE, None)
    else:
        st.query_params[SERIE] = picked


def _selected() -> None:
    """A bar leads to the brief of its mission."""
    for point in st.session_state[PLOT]["selection"].get("points", ()):
        if point.get("customdata"):
            st.session_state[OPEN] = str(point["customdata"])


def explore(context: Context) -> None:
    """Draw the series that the address asks for, and what chooses another."""
    follow(st.session_state.pop(OPEN, None))
    mark, texts, filters = context.database.fingerprint, context.texts, context.filters
    series, seen = asked_series(), screen()
    chart, said, table = _chart(mark, context.lang, filters, series, context)
    with st.container(key="bri-expenses-plot"):
        write_markup(Markup(f'<h2 class="bri-plot-title">{escape(texts("expenses.plot.title"))}</h2>'))
        with st.container(horizontal=True, vertical_alignment="bottom", key="bri-expenses-choices"):
            shown = _choices(chart, context)
        is_phone = bool(seen and seen.is_phone)
        if not chart.bars:
            said = texts("expenses.plot.nothing")
        elif not is_phone:
            said = f"{said} {texts('expenses.plot.help')}"
        write_markup(Markup(f'<p class="bri-lead" role="status">{escape(said)}</p>'))
        if chart.bars and seen and not is_phone:
            st.plotly_chart(
                _figure(mark, context.lang, filters, (series, shown), seen.scheme, context),
                key=PLOT,
                on_select=_selected,
                selection_mode="points",
                theme=None,
                config=figures.expense_config(texts),
                alt=values.alternative(chart, texts),
            )
        watch_screen("expenses-screen")
        is_chosen = series != values.SERIES[0] or set(shown) != set(chart.forms)  # else the page's own bars say it
        follow(
            picture(
                Markup("".join((bars(chart, shown, texts, on_paper=not is_phone) if is_chosen else "", table))),
                key=TWIN,
            )
        )


def _choices(chart: Chart, context: Context) -> frozenset[Form]:
    """The buttons of the series, then those of the forms where there are several; the forms that are on."""
    texts = context.texts
    st.session_state[CHOICE] = chart.series
    st.segmented_control(
        texts("expenses.plot.series_label"),
        values.SERIES,
        format_func=lambda one: texts(f"expenses.plot.series.{one}"),
        key=CHOICE,
        on_change=_choose,
        required=True,
    )
    if len(chart.forms) < 2:
        return frozenset(chart.forms)
    shown = values.read_forms(st.query_params.get_all(FORM), chart)
    widget = f"{FORMS}-{chart.series}-{'-'.join(chart.forms)}"
    st.session_state[widget] = list(shown)

    def keep() -> None:
        picked = st.session_state[widget]
        if picked and set(picked) != set(chart.forms):
            st.query_params[FORM] = [form for form in chart.forms if form in picked]
        else:
            st.query_params.pop(FORM, None)

    st.pills(
        texts("expenses.plot.forms_label"),
        chart.forms,
        selection_mode="multi",
        format_func=lambda form: values.form_name(form, texts),
        key=widget,
        on_change=keep,
    )
    return frozenset(shown)
