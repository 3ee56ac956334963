"""The year at a glance as one poster: figures, map, months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from bri_data.model import report_year

from .. import format as fmt
from ..figures.common import Run
from ..figures.symbols import OFF_TOTAL, symbol
from ..overview import Headline, RibbonMonth, is_crowded
from ..theme import var
from ..words import Texts
from .paper import INNER, Block, line, paragraph, placed, rule, stacked, symbols
from .told import Told, counted

MONTH_EM = 6.2  # what figures.overview lays out the months for, in the text's own em
_TEXT = 16.0
_MONTH = MONTH_EM * _TEXT
_ROW = 24.0


def figures_block(figures: Sequence[Headline], width: float, texts: Texts) -> Block:
    """The figures two by two: number, what it counts, one symbol per activity, what is known of them."""
    column = width / 2 - 16
    first = [_figure(figures[0], width)] if figures else []
    rows = [figures[i : i + 2] for i in range(1, len(figures), 2)]
    pairs = []
    for row in rows:
        cells = [_figure(figure, column) for figure in row]
        svg = "".join(placed(cell, i * (column + 32), 0) for i, cell in enumerate(cells))
        pairs.append(Block(Markup(svg), max(cell.height for cell in cells)))
    return replace(stacked([*first, *pairs]), told=(_told(figures, texts),) if figures else ())


def _told(figures: Sequence[Headline], texts: Texts) -> Told:
    rows = [(one.label, one.number, counted(one.runs, texts), ". ".join(one.notes)) for one in figures]
    heads = ("figure", "number", "held", "notes")
    return Told(texts("report.told.figures"), tuple(texts(f"report.told.{name}") for name in heads), tuple(rows))


def _figure(figure: Headline, width: float) -> Block:
    number_width = 31 * len(figure.number) + 16
    head = (
        rule(width, hue="ink")
        + line(figure.number, 0, 58, 56, serif=True)
        + line(figure.label, number_width, 58, 21, weight=600)
    )
    notes = [paragraph(note, 17, width, hue="ink2") for note in figure.notes]
    return stacked([Block(head, 70), symbols(figure.runs, width), Block(Markup(), 4), *notes, Block(Markup(), 14)])


def months_block(months: Sequence[RibbonMonth], undated: Sequence[Run], year: int, texts: Texts) -> Block:
    """The twelve months with what happened in each, and apart what has no month."""
    rows = max((item.row + 1 for month in months for item in month.items), default=1)
    base = rows * _ROW + 6
    numbered = is_crowded(months)
    drawn = "".join(_month(month, base, texts, numbered=numbered) for month in months)
    months_drawn = Block(Markup(drawn), base + (54 if numbered else 34))
    bin_width = INNER - 12 * _MONTH - 32
    if not undated:
        return months_drawn
    label = line(texts("dates.year_only", year=year), 0, 22, 16, weight=600)
    edge = f'<path d="M0 0H{bin_width:.1f}" stroke="{var("hatch")}" stroke-width="3" stroke-dasharray="6 5"/>'
    bin_drawn = stacked([symbols(undated, bin_width), Block(Markup(), 8), Block(Markup(f"{edge}{label}"), 34)])
    down = max(0.0, months_drawn.height - bin_drawn.height)
    svg = f"{months_drawn.svg}{placed(bin_drawn, 12 * _MONTH + 32, down)}"
    return Block(Markup(svg), max(months_drawn.height, bin_drawn.height))


def _month(month: RibbonMonth, base: float, texts: Texts, *, numbered: bool) -> Markup:
    left = report_year.place_of(month.month) * _MONTH
    busy = bool(month.items) or month.more > 0
    number = numbered and busy
    parts = [
        f'<path d="M{left:.1f} {base:g}h{_MONTH - 6:.1f}" stroke="{var("ink" if busy else "rule")}" stroke-width="3"/>',
        line(
            fmt.month_name(month.month, texts, short=True) + (f" · {fmt.number(month.n, texts)}" if number else ""),
            left,
            base + 22,
            _TEXT,
            hue="ink" if busy else "ink2",
            weight=600 if busy else 400,
        ),
    ]
    for item in month.items:
        y = base - (item.row + 0.5) * _ROW - 4
        size = 15 * (1 if item.counted else OFF_TOTAL)
        parts.append(symbol(item.kind, item.state, left + 9, y, size))
        if item.side == "right":
            parts.append(line(item.text, left + 24, y + 5.5, _TEXT))
        elif item.side == "left":
            parts.append(line(item.text, left - 6, y + 5.5, _TEXT, anchor="end"))
    if month.more > 0:
        more = texts.count("overview.more", month.more)
        parts.append(line(more, left, base + 42, 14, hue="ink2"))
    return Markup("".join(parts))
