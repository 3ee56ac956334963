"""Bar charts that PowerPoint draws itself and a reader can edit: their numbers lie in a workbook inside the file."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from bri_data.present import format as fmt
from bri_data.present.slides.model import OTHER, Bars
from bri_data.present.words import Texts

from . import fit
from .canvas import Box, Canvas, emu
from .markup import Element, element, tag
from .stage import Stage
from .text import Words, paragraph

_TEXT, _SMALL = 34.0, 30.0
_SWATCH, _LEGEND = 26.0, 40.0
_TALLEST = 150.0  # of a bar and the room between two
_NAMES = 0.28  # of the chart, at most, for the names of the bars
# The workbook's date of creation: a file made twice from the same numbers is the same file.
_CREATED = datetime(2000, 1, 1)


def bar_chart(stage: Stage, picture: Bars, box: Box) -> None:
    """Puts the bars in `box` of the slide; nothing for no bar.

    With several series the bars are stacked, and an unpainted last series holds each bar's total: its labels are the
    text at the end of the bars.
    """
    if not picture.bars:
        return
    canvas, texts = stage.canvas, stage.texts
    stacked = len(picture.series) > 1
    data: Any = CategoryChartData(number_format=_format(picture))  # type: ignore[no-untyped-call]
    data.categories = [bar.label for bar in picture.bars]
    for position, series in enumerate(picture.series):
        data.add_series(series.label, [bar.values[position] for bar in picture.bars])
    if stacked:
        data.add_series(texts("pptx.total"), [bar.total for bar in picture.bars])
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    if stacked:
        _legend(canvas, picture, box, texts)
        box = Box(box.x, box.y + _LEGEND + 12, box.width, box.height - _LEGEND - 12)
    box = Box(box.x, box.y, box.width, min(box.height, len(picture.bars) * _TALLEST))
    frame = stage.made.shapes.add_chart(kind, emu(box.x), emu(box.y), emu(box.width), emu(box.height), data)
    canvas.adopted(frame._element, texts("pptx.name.chart"), stage.slide.alt)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(data))
    _axes(chart, canvas, _longest(picture, box.width))
    _paint(chart, canvas, picture)
    _labels(chart, canvas, picture, texts)
    chart.has_legend = chart.has_title = False
    _dress(chart._chartSpace, canvas)


def _format(picture: Bars) -> str:
    whole = all(float(value).is_integer() for bar in picture.bars for value in bar.values)
    return "#,##0" if whole else "#,##0.0"


def _workbook(data: Any) -> bytes:
    """The numbers where the chart's own references look for them (`Sheet1`), headings in bold."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet("Sheet1")
        bold, number = book.add_format({"bold": True}), book.add_format({"num_format": data.number_format})
        sheet.write_column(1, 0, [category.label for category in data.categories])
        for column, series in enumerate(data, 1):
            sheet.write_string(0, column, series.name, bold)
            sheet.write_column(1, column, list(series.values), number)
        sheet.set_column(0, 0, 36)
    return file.getvalue()


def _longest(picture: Bars, width: float) -> float:
    """The end of the axis: as far beyond the longest bar as the text at its end is wide."""
    beyond = max(fit.width(bar.text, _TEXT) for bar in picture.bars) + 24
    bars = width * (1 - _NAMES)
    return max(bar.total for bar in picture.bars) * bars / max(bars - beyond, bars / 3) or 1.0


def _axes(chart: Any, canvas: Canvas, longest: float) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True  # the first bar at the top
    names.has_major_gridlines = False
    names.format.line.fill.background()
    names._element.find(tag("c:majorTickMark")).set("val", "none")
    values.visible = False
    values.has_major_gridlines = False
    values.minimum_scale, values.maximum_scale = 0, longest
    made = names._element.get_or_add_txPr()
    made.getparent().replace(made, _written(canvas, Words("", _TEXT, "ink")))


def _paint(chart: Any, canvas: Canvas, picture: Bars) -> None:
    plot = chart.plots[0]
    plot.gap_width = 42
    if len(picture.series) > 1:
        plot.overlap = 100
    for position, drawn in enumerate(plot.series):
        is_total = position == len(picture.series)
        token = None if is_total else _token(picture.series[position].code)
        edge = canvas.ink.line(None if is_total else "bg", emu(1.5))
        made = drawn._element.get_or_add_spPr()
        made.getparent().replace(made, element("c:spPr", canvas.ink.fill(token), edge))


def _token(code: str) -> str:
    return "ink3" if code == OTHER else code


def _labels(chart: Any, canvas: Canvas, picture: Bars, texts: Texts) -> None:
    """The text at the end of each bar: the number itself, or the picture's own words where they say more."""
    last = list(chart.plots[0].series)[-1]._element
    look = Words("", _TEXT, "ink", bold=True)
    place = "inBase" if len(picture.series) > 1 else "outEnd"
    own = []
    for index, bar in enumerate(picture.bars):
        if bar.text != fmt.number(bar.total, texts):
            said = paragraph(Words(bar.text, _TEXT, "ink", bold=True))
            rich = element("c:tx", canvas.writer.body("c:rich", [said], _one_line()))
            own.append(element("c:dLbl", element("c:idx", val=index), rich, *_shown(place)))
    made = last.get_or_add_dLbls()
    made.getparent().replace(made, element("c:dLbls", *own, _written(canvas, look), *_shown(place)))


def _one_line() -> Element:
    return element("a:bodyPr", wrap="none")


def _shown(place: str) -> list[Element]:
    """Where a label stands, and that it shows the value alone."""
    parts = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    shown = [element(f"c:show{part}", val=part == "Val") for part in parts]
    return [element("c:dLblPos", val=place), *shown]


def _legend(canvas: Canvas, picture: Bars, box: Box, texts: Texts) -> None:
    """A square and a name for each series: a legend of the chart's own would show the unpainted series too."""
    x = box.x
    for series in picture.series:
        swatch = Box(x, box.y + 6, _SWATCH, _SWATCH)
        canvas.shape("rect", swatch, series.label, fill=canvas.ink.fill(_token(series.code)))
        width = fit.width(series.label, _SMALL)
        words = [paragraph(Words(series.label, _SMALL, "ink"))]
        canvas.text(Box(x + _SWATCH + 12, box.y, width, _LEGEND), words, texts("pptx.name.legend"), wraps=False)
        x += _SWATCH + 12 + width + 48


def _written(canvas: Canvas, words: Words) -> Element:
    """How the text of a part of the chart looks."""
    look = element("a:pPr", canvas.writer.properties("a:defRPr", words))
    line = element("a:p", look, element("a:endParaRPr", lang=canvas.writer.language))
    return element("c:txPr", _one_line(), element("a:lstStyle"), line)


def _dress(space: Element, canvas: Canvas) -> None:
    """The chart as a whole: its language, and numbers for its axes that the file format allows."""
    space.find(tag("c:date1904")).addnext(element("c:lang", val=canvas.writer.language))
    for number, name in enumerate(("c:catAx", "c:valAx"), 1):
        old = space.find(f".//{tag(name)}/{tag('c:axId')}").get("val")
        for known in (*space.iter(tag("c:axId")), *space.iter(tag("c:crossAx"))):
            if known.get("val") == old:
                known.set("val", str(number))
    for end in space.iter(tag("a:endParaRPr")):
        end.set("lang", canvas.writer.language)
