"""Rows as native tables: a header row that PowerPoint knows as one, as many slides as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bri_data.present.slides.model import Rows

from ..columns import MEASURED, shared
from . import fit
from .canvas import Box, Canvas, emu
from .markup import Element, element, tag
from .stage import Stage
from .text import Words, paragraph

_TEXT = 28.0  # 14 points, as all that is small on a slide
_PAD = 10.0
_WIDER = 1.18  # the fonts of a program without Office's are wider: no word is cut there either
_BOLDER = 1.15  # a heading, beside the same words in the text of a cell
# PowerPoint's own « no style, no grid »: the lines are ours.
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_LONGEST = 260  # letters of a cell that a slide shows


def pages(rows: Rows, box: Box) -> Iterator[Sequence[tuple[str, ...]]]:
    """The rows in stretches that each fit into `box` under the headings."""
    if not rows.cells:
        return
    widths = _widths(rows, box.width)
    page: list[tuple[str, ...]] = []
    free = room = box.height - _row_height(rows.headings, widths)
    for cells in rows.cells:
        shown = tuple(_shown(cell) for cell in cells)
        needed = _row_height(shown, widths)
        if page and needed > free:
            yield page
            page, free = [], room
        page.append(shown)
        free -= needed
    if page:
        yield page


def table(stage: Stage, page: Sequence[tuple[str, ...]]) -> None:
    """One stretch of the slide's rows as a table in its room."""
    rows, box, canvas, alt = stage.slide.rows, stage.room, stage.canvas, stage.slide.title
    widths = _widths(rows, box.width)
    lines = [rows.headings, *page]
    heights = [_row_height(cells, widths) for cells in lines]
    frame = stage.made.shapes.add_table(
        len(lines), len(widths), emu(box.x), emu(box.y), emu(sum(widths)), emu(sum(heights))
    )
    canvas.adopted(frame._element, alt, alt)
    made = frame.table
    made.horz_banding = False
    made._tbl.find(f"{tag('a:tblPr')}/{tag('a:tableStyleId')}").text = _NO_STYLE
    for column, width in zip(made.columns, widths, strict=True):
        column.width = emu(width)
    for index, (cells, height) in enumerate(zip(lines, heights, strict=True)):
        made.rows[index].height = emu(height)
        for column, text in enumerate(cells):
            _fill(made.cell(index, column)._tc, canvas, text, is_heading=index == 0)


def _fill(cell: Element, canvas: Canvas, text: str, *, is_heading: bool) -> None:
    words = paragraph(Words(text, _TEXT, "ink", bold=is_heading or None))
    body = canvas.writer.body("a:txBody", [words])
    under = canvas.ink.line("ink" if is_heading else "rule", emu(3 if is_heading else 1.5))
    under.tag = tag("a:lnB")
    sides = (element(f"a:ln{side}", element("a:noFill")) for side in "LRT")
    pad = emu(_PAD)
    fill = canvas.ink.fill("surf" if is_heading else None)
    look = element("a:tcPr", *sides, under, fill, marL=pad, marR=pad, marT=pad // 2, marB=pad // 2)
    for child in list(cell):
        cell.remove(child)
    cell.extend([body, look])


def _widths(rows: Rows, whole: float) -> list[float]:
    """Each column holds its longest word; what is left goes where it spares most lines."""
    columns = list(zip(rows.headings, *rows.cells, strict=True))
    least = [_WIDER * max(_longest_word(heading) * _BOLDER, *map(_longest_word, cells)) for heading, *cells in columns]
    if whole < sum(least) + 2 * _PAD * len(columns):
        return [need * whole / sum(least) for need in least]
    lengths = [
        [_WIDER * fit.width(_shown(cell), _TEXT) for cell in row] for row in (*rows.cells[:MEASURED], rows.headings)
    ]
    return shared([need + 2 * _PAD for need in least], lengths, whole, 2 * _PAD)


def _longest_word(cell: str) -> float:
    # no line breaks at a no-break space: an amount keeps its sign
    return max(fit.width(word, _TEXT) for word in _shown(cell).replace("\n", " ").split(" "))


def _row_height(cells: Sequence[str], widths: Sequence[float]) -> float:
    # its lines break as in the wider fonts: a table never runs over the source under it
    pairs = zip(cells, widths, strict=True)
    return max(fit.height(cell or " ", _TEXT, (width - 2 * _PAD) / _WIDER) for cell, width in pairs) + _PAD


def _shown(cell: str) -> str:
    return cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1].rstrip() + "…"
