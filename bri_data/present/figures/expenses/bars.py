"""The amounts that a reader chose to explore, drawn without Plotly: for a sheet of paper, and for a phone."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup, escape

from bri_data.present.expense_plot import Bar, Chart, Form, form_name, form_rows
from bri_data.present.figures.common import brief_link
from bri_data.present.words import Texts

_CSS: dict[Form, str] = {"common": "bri-ceiling bri-common", "head": "bri-actual"}


def bars(chart: Chart, shown: Collection[Form], texts: Texts, *, on_paper: bool) -> Markup:
    """A row a mission or a head: its name, its bars of the `shown` forms from zero, what is known in words; then what
    each form means. Drawn `on_paper` only, or on the screen too. "" where nothing is known of these forms."""
    rows = form_rows(chart, shown, texts)
    if not rows:
        return Markup()
    items = "".join(
        f"<li><p>{brief_link('activite', row.slot.data_id.partition(':')[2], row.name, texts)}</p>"
        f'<div class="bri-spent" aria-hidden="true">{"".join(_bar(bar, chart) for bar in row.bars)}</div>'
        f"<p><b>{escape(row.said)}</b></p></li>"
        for row in rows
    )
    drawn = {bar.form for row in rows for bar in row.bars}
    keys = "".join(
        f'<li><span class="bri-spent"><i class="{_css(form)}"></i></span>{escape(form_name(form, texts))}</li>'
        for form in chart.forms
        if form in drawn
    )
    head = texts("expenses.plot.drawn", name=texts(f"expenses.plot.series.{chart.series}"))
    css = "bri-board bri-expenses bri-on-paper" if on_paper else "bri-board bri-expenses"
    return Markup(
        f'<section class="{css}"><h2>{escape(head)}</h2><ul class="bri-spendings">{items}</ul>'
        f'<ul class="bri-legend">{keys}</ul></section>'
    )


def _css(form: Form) -> str:
    return _CSS.get(form, f"bri-{form}")


def _bar(bar: Bar, chart: Chart) -> Markup:
    width = "" if bar.dollars is None else f' style="width:{max(bar.dollars, 0.0) / chart.top:.2%}"'
    return Markup(f'<i class="{_css(bar.form)}"{width}></i>')
