"""Bar charts that PowerPoint draws itself and a reader can edit: their numbers lie in a workbook inside the file.

A total is a formula of that workbook, and the axis finds its own end: whoever changes a cell sees the bar, its parts
and its total change together.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from xlsxwriter.utility import xl_col_to_name

from bri_data.present import format as fmt
from bri_data.present.figures.common import FADED
from bri_data.present.slides.model import OTHER, Bars, Chart
from bri_data.present.words import Texts

from .canvas import Box, Canvas, emu
from .markup import Element, element, tag, worded
from .stage import Stage
from .text import Words

_TEXT, _SMALL = 34.0, 30.0
_TALLEST = 150.0  # of a bar and the room between two
_LEGEND = 60.0
_WRITTEN_IN = "Sheet1"  # what the library calls the sheet of a chart
# The workbook's date of creation: a file made twice from the same numbers is the same file.
_CREATED = datetime(2000, 1, 1)


def bar_chart(stage: Stage, picture: Bars, box: Box) -> None:
    """Puts the bars in `box` of the slide; nothing for no bar.

    With several series the bars are stacked. Their totals are a series of their own, unpainted and on axes of its own,
    that ends where the bars end: its labels are the text there.
    """
    if not picture.bars:
        return
    texts, stacked = stage.texts, len(picture.series) > 1
    data: Any = CategoryChartData(number_format=_format(picture))  # type: ignore[no-untyped-call]
    data.categories = [_named(bar.label, bar.text, bar.total, texts) for bar in picture.bars]
    for position, series in enumerate(picture.series):
        data.add_series(series.label, [bar.values[position] for bar in picture.bars])
    if stacked:
        data.add_series(texts("pptx.total"), [bar.total for bar in picture.bars])
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    height = len(picture.bars) * _TALLEST + (_LEGEND if stacked else 0)
    box = Box(box.x, box.y, box.width, min(box.height, height))
    chart = _put(stage, kind, data, box, has_totals=stacked)
    tokens = [_token(series.code) for series in picture.series]
    _paint(chart, stage.canvas, tokens, has_totals=stacked)
    _fade(chart, stage.canvas, picture, tokens)
    _end(chart, stage, has_totals=stacked, has_legend=stacked)


def chart(stage: Stage, picture: Chart, box: Box) -> None:
    """Puts the chart in `box` of the slide; nothing for no name."""
    if not picture.names:
        return
    whole = all(value is None or float(value).is_integer() for values in picture.values for value in values)
    form = "#,##0" if whole else "#,##0.00"
    form = f"{form};-{form};" if picture.is_stacked else form  # no « 0 » stands above a month without a column
    data: Any = CategoryChartData(number_format=form)  # type: ignore[no-untyped-call]
    data.categories = picture.names
    for series, values in zip(picture.series, picture.values, strict=True):
        data.add_series(series.label, values)
    has_totals = picture.is_stacked and len(picture.series) > 1
    if has_totals:
        sums = [sum(value or 0 for value in values) for values in zip(*picture.values, strict=True)]
        data.add_series(stage.texts("pptx.total"), [total or None for total in sums])
    kind = XL_CHART_TYPE.COLUMN_STACKED if picture.is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    if not picture.is_stacked:  # few bars are not made thicker than those of other slides
        box = Box(
            box.x, box.y, box.width, min(box.height, _LEGEND + _TALLEST * len(picture.names) * len(picture.series))
        )
    made = _put(stage, kind, data, box, has_totals=has_totals)
    _paint(made, stage.canvas, [_token(series.code) for series in picture.series], has_totals=has_totals)
    _end(made, stage, has_totals=has_totals, has_legend=len(picture.series) > 1, all_labelled=not picture.is_stacked)


def _put(stage: Stage, kind: XL_CHART_TYPE, data: Any, box: Box, *, has_totals: bool) -> Any:
    """The chart in its frame, its numbers in its workbook, its axes set."""
    canvas, texts = stage.canvas, stage.texts
    frame = stage.made.shapes.add_chart(kind, emu(box.x), emu(box.y), emu(box.width), emu(box.height), data)
    canvas.adopted(frame._element, texts("pptx.name.chart"), stage.slide.alt)
    made = frame.chart
    made.part.chart_workbook.update_from_xlsx_blob(_workbook(data, texts, has_totals=has_totals))
    _axes(made, canvas, is_upright=kind == XL_CHART_TYPE.COLUMN_STACKED)
    return made


def _end(made: Any, stage: Stage, *, has_totals: bool, has_legend: bool, all_labelled: bool = False) -> None:
    """Labels, legend, totals and language, once the bars are painted."""
    _labels(made, stage.canvas, all_labelled=all_labelled)
    made.has_title = False
    if has_legend:
        _legend(made, stage.canvas)
    else:
        made.has_legend = False
    if has_totals:
        _totals_apart(made)
    _dress(made._chartSpace, stage.canvas, stage.texts("pptx.chart.sheet"))


def _named(label: str, text: str, total: float, texts: Texts) -> str:
    """The name of a bar, with what its text says beyond the number at its end."""
    number = fmt.number(total, texts)
    if text == number:
        return label
    return label + (text.removeprefix(number) if text.startswith((f"{number},", f"{number} (")) else f", {text}")


def _format(picture: Bars) -> str:
    whole = all(float(value).is_integer() for bar in picture.bars for value in bar.values)
    return "#,##0" if whole else "#,##0.0"


def _workbook(data: Any, texts: Texts, *, has_totals: bool) -> bytes:
    """The numbers where the chart's own references look for them, headings in bold, each total a sum of its row."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(texts("pptx.chart.sheet"))
        bold, number = book.add_format({"bold": True}), book.add_format({"num_format": data.number_format})
        sheet.write_string(0, 0, texts("pptx.chart.names"), bold)
        for row, category in enumerate(data.categories, 1):
            sheet.write_string(row, 0, category.label)
        for column, series in enumerate(data, 1):
            sheet.write_string(0, column, series.name, bold)
            is_total = has_totals and column == len(data)
            for row, value in enumerate(series.values, 1):
                if is_total:
                    said = f"=SUM(B{row + 1}:{xl_col_to_name(column - 1)}{row + 1})"
                    sheet.write_formula(row, column, said, number, value or 0)
                elif value is not None:
                    sheet.write_number(row, column, value, number)
        sheet.set_column(0, 0, 36)
        sheet.freeze_panes(1, 1)
    return file.getvalue()


def _axes(chart: Any, canvas: Canvas, *, is_upright: bool) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = not is_upright  # the first bar at the top
    names.has_major_gridlines = False
    names.format.line.fill.background()
    names._element.find(tag("c:majorTickMark")).set("val", "none")
    values.visible = False
    values.has_major_gridlines = False
    values.minimum_scale = 0
    made = names._element.get_or_add_txPr()
    made.getparent().replace(made, _written(canvas, Words("", _TEXT, "ink")))


def _paint(chart: Any, canvas: Canvas, tokens: Sequence[str], *, has_totals: bool) -> None:
    plot = chart.plots[0]
    plot.gap_width = 42
    if has_totals:
        plot.overlap = 100
    for position, drawn in enumerate(plot.series):
        is_total = position == len(tokens)
        edge = canvas.ink.line(None if is_total else "bg", emu(1.5))
        made = drawn._element.get_or_add_spPr()
        fill = canvas.ink.fill(None if is_total else tokens[position])
        made.getparent().replace(made, element("c:spPr", fill, edge))


def _fade(chart: Any, canvas: Canvas, picture: Bars, tokens: Sequence[str]) -> None:
    """The bars that step back while another one stands out: their own colour, pale."""
    for drawn, token in zip(chart.plots[0].series, tokens, strict=False):  # not the totals
        for index, bar in enumerate(picture.bars):
            if bar.is_faded:
                point = drawn.points[index].format.fill._xPr  # the element of the point, which the library makes
                edge = canvas.ink.line("bg", emu(1.5))
                point.getparent().replace(point, element("c:spPr", canvas.ink.fill(token, FADED), edge))


def _token(code: str) -> str:
    return "ink3" if code == OTHER else code


def _labels(chart: Any, canvas: Canvas, *, all_labelled: bool) -> None:
    """The number at the end of each bar: of each series side by side, of the last one of those on each other."""
    every = list(chart.plots[0].series)
    for one in every if all_labelled else every[-1:]:
        made = one._element.get_or_add_dLbls()
        look = _written(canvas, Words("", _TEXT if len(every) == 1 or not all_labelled else _SMALL, "ink", bold=True))
        made.getparent().replace(made, element("c:dLbls", look, *_shown("outEnd")))


def _one_line() -> Element:
    return element("a:bodyPr", wrap="none")


def _shown(place: str) -> list[Element]:
    """Where a label stands, and that it shows the value alone."""
    parts = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    shown = [element(f"c:show{part}", val=part == "Val") for part in parts]
    return [element("c:dLblPos", val=place), *shown]


def _legend(chart: Any, canvas: Canvas) -> None:
    """The chart's own legend; the totals, which have no colour, have no name there either."""
    chart.has_legend = True
    legend = chart.legend
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    legend._element.append(_written(canvas, Words("", _SMALL, "ink")))


def _totals_apart(chart: Any) -> None:
    """The series of the totals on axes of its own, which find the same end as the others: the bars are as long."""
    area = chart._chartSpace.find(f".//{tag('c:plotArea')}")
    stacked = area.find(tag("c:barChart"))
    totals = list(stacked.iter(tag("c:ser")))[-1]
    # a legend cannot be told to leave out one series in a way that every program understands alike: it has no name
    named = totals.find(tag("c:tx"))
    named.getparent().replace(named, element("c:tx", worded("c:v", " ")))
    names, values = (area.find(tag(name)) for name in ("c:catAx", "c:valAx"))
    apart = element(
        "c:barChart",
        element("c:barDir", val=stacked.find(tag("c:barDir")).get("val")),
        element("c:grouping", val="clustered"),
        element("c:varyColors", val=False),
        totals,
        element("c:gapWidth", val=42),
        element("c:axId", val=3),
        element("c:axId", val=4),
    )
    stacked.addnext(apart)
    for axis, own, other in ((names, 3, 4), (values, 4, 3)):
        made = deepcopy(axis)
        made.find(tag("c:axId")).set("val", str(own))
        made.find(tag("c:crossAx")).set("val", str(other))
        made.find(tag("c:delete")).set("val", "1")
        values.addnext(made)


def _written(canvas: Canvas, words: Words) -> Element:
    """How the text of a part of the chart looks."""
    look = element("a:pPr", canvas.writer.properties("a:defRPr", words))
    line = element("a:p", look, element("a:endParaRPr", lang=canvas.writer.language))
    return element("c:txPr", _one_line(), element("a:lstStyle"), line)


def _dress(space: Element, canvas: Canvas, sheet: str) -> None:
    """The chart as a whole: its language, its sheet, and numbers for its axes that the file format allows."""
    space.find(tag("c:date1904")).addnext(element("c:lang", val=canvas.writer.language))
    for number, name in enumerate(("c:catAx", "c:valAx"), 1):
        old = space.find(f".//{tag(name)}/{tag('c:axId')}").get("val")
        for known in (*space.iter(tag("c:axId")), *space.iter(tag("c:crossAx"))):
            if known.get("val") == old:
                known.set("val", str(number))
    for end in space.iter(tag("a:endParaRPr")):
        end.set("lang", canvas.writer.language)
    for reference in space.iter(tag("c:f")):
        reference.text = reference.text.replace(f"{_WRITTEN_IN}!", f"'{sheet}'!")
