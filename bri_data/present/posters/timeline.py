"""The timeline as posters: the lanes of one year, or all years side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from markupsafe import Markup, escape

from bri_data.model import report_year
from bri_data.present.figures.timeline.layout import WIDE, pack, row_count
from bri_data.present.figures.timeline.year import is_full
from bri_data.present.figures.timeline.years import Beside, gap

from .. import format as fmt
from .. import landmarks as marks
from ..figures.common import Run
from ..geo.text_width import text_width
from ..landmarks import Landmark
from ..overview import STATE_ORDER
from ..theme import KINDS, var
from ..timeline import LANES, Band, Item, Lane, Month
from ..timeline_shown import YearRow
from ..words import Texts
from .paper import (
    INNER,
    Block,
    counted_symbols,
    fitted,
    hatch,
    line,
    mixed_line,
    not_drawn,
    paragraph,
    placed,
    rule,
    stacked,
    tspan,
)
from .told import Told, counted

_HEAD = 260.0  # room for the names of the lanes
_TRACK = INNER - _HEAD
_REM = _TRACK / WIDE  # the layout counts in rem: this many units each
_ROW, _BAR, _TEXT = 34.0, 24.0, 16.0
_MOST_YEARS = 40
_MOST_IN_MONTH, _MOST_UNDATED = 15, 42


def year_block(lanes: Sequence[Lane], year: int, texts: Texts, beside: Sequence[Landmark] = ()) -> Block:
    """The months, then each lane: bars where the month is known, striped bands where the year alone is; the landmarks
    `beside` them last, as thin lines."""
    drawn = [_lane(lane, year, texts) for lane in lanes]
    landmarks = _landmarks(beside, year, texts)
    whole = stacked([_months(year, texts), *drawn, landmarks])
    days = report_year.lengths(year)
    lines = "".join(
        f'<path d="M{_HEAD + _TRACK * sum(days[:i]) / sum(days):.1f} 30V{whole.height:.0f}"/>' for i in range(13)
    )
    stripes = "".join(hatch(f"rayure-{token}", token) for token in (*KINDS, "ink3"))
    return Block(Markup(f'{stripes}<g stroke="{var("rule")}">{lines}</g>{whole.svg}'), whole.height, whole.told)


def _months(year: int, texts: Texts) -> Block:
    days = report_year.lengths(year)
    names = ""
    for i, month in enumerate(report_year.MONTHS):
        middle = _HEAD + _TRACK * (sum(days[:i]) + days[i] / 2) / sum(days)
        name = fmt.month_name(month, texts, short=True)
        names = "".join((names, line(name, middle, 20, _TEXT, hue="ink2", anchor="middle")))
    return Block(Markup(names), 36)


def _lane(lane: Lane, year: int, texts: Texts) -> Block:
    notes = [paragraph(note, 15, _HEAD - 20, hue="ink2") for note in lane.notes]
    head = stacked([paragraph(lane.name, 21, _HEAD - 20, serif=True, weight=600), *notes])
    bars = [_calendar(lane, year, texts)] if is_full(lane) else [_bars(lane.items)]
    bands = [_band(band, lane.key, texts) for band in lane.bands]
    if lane.undetailed:
        said = texts.count(f"timeline.undetailed.{lane.key}", lane.undetailed, n=fmt.number(lane.undetailed, texts))
        bands.append(_striped(said, "ink3", weight=400))
    track = stacked([*bars, *bands])
    height = max(head.height, track.height) + 22
    return Block(rule(INNER) + placed(head, 0, 8) + placed(track, _HEAD, 12), height)


def _bars(items: Sequence[Item]) -> Block:
    places = pack(items, WIDE)
    drawn = ""
    for item, place in zip(items, places, strict=True):
        at = item.span
        if at is None:
            continue
        left = min(at.left / 100 * _TRACK, _TRACK - 10)
        width = max((at.right - at.left) / 100 * _TRACK - 3, 10)
        known = max((at.known - at.left) / 100 * _TRACK - 3, 10)
        y = place.row * _ROW
        hue = var(item.kind)
        dash = ' stroke-dasharray="5 4" fill-opacity="0"' if item.state == "announced" else ""
        if width - known > 1:
            drawn = "".join(
                (
                    drawn,
                    f'<rect x="{left:.1f}" y="{y + 2:.1f}" width="{width:.1f}" height="{_BAR}" rx="4" fill="{hue}" '
                    'fill-opacity=".2"/>',
                )
            )
        drawn = "".join(
            (
                drawn,
                f'<rect x="{left + 1:.1f}" y="{y + 2:.1f}" width="{known:.1f}" height="{_BAR}" rx="4" fill="{hue}" '
                f'stroke="{hue}" stroke-width="1.5"{dash}/>',
            )
        )
        x, anchor = (left - 8, "end") if place.on_left else (left + width + 10, "start")
        drawn = f"{drawn}{_beside(item, x, y + 20, max(place.room * _REM, 60), anchor)}"
    return Block(Markup(drawn), row_count(places) * _ROW)


def _landmarks(found: Sequence[Landmark], year: int, texts: Texts) -> Block:
    """The lane of the landmarks, and all of them as a table; nothing for none."""
    items, loose = marks.placed(found, year)
    if not items and not loose:
        return Block(Markup(), 0)
    drawn, places = "", pack(items, WIDE)
    for item, place in zip(items, places, strict=True):
        assert item.span is not None  # noqa: S101 - a bar has a span
        left = min(item.span.left / 100 * _TRACK, _TRACK - 10)
        width = max((item.span.right - item.span.left) / 100 * _TRACK - 3, 10)
        y = place.row * _ROW
        drawn = (
            f'{drawn}<rect x="{left + 1:.1f}" y="{y + 11:.1f}" width="{width:.1f}" '
            f'height="5" rx="2" fill="{var("ink3")}"/>'
        )
        x, anchor = (left - 8, "end") if place.on_left else (left + width + 10, "start")
        drawn = f"{drawn}{_beside(item, x, y + 20, max(place.room * _REM, 60), anchor)}"
    bars = Block(Markup(drawn), row_count(places) * _ROW)
    words = [paragraph(marks.spoken(one), _TEXT, _TRACK - 10) for one in loose]
    track = stacked([bars, *words, not_drawn(len(found) - marks.MOST_IN_YEAR, texts)])
    about = paragraph(texts("landmarks.about"), 15, _HEAD - 20, hue="ink2")
    head = stacked([paragraph(texts("landmarks.title"), 21, _HEAD - 20, serif=True, weight=600), about])
    height = max(head.height, track.height) + 22
    told = Told(texts("landmarks.title"), marks.headings(texts), tuple(marks.cells(found, texts)))
    return Block(rule(INNER) + placed(head, 0, 8) + placed(track, _HEAD, 12), height, (told,))


def _beside(item: Item, x: float, y: float, room: float, anchor: str) -> Markup:
    """The name in bold, then what is said of it, small where it is a remark; cut to the room kept for it."""
    name = fitted(item.name, _TEXT, room)
    parts, left = [tspan(name, weight=600)], room - text_width(f"{name} ", _TEXT)
    for text, hue in ((item.detail, "ink"), *((note, "ink2") for note in item.notes)):
        if text and left > text_width("mm…", _TEXT):
            shown = fitted(text, _TEXT, left)
            parts.append(tspan(f" {shown}", hue=hue))
            left -= text_width(f" {shown}", _TEXT)
    return mixed_line(parts, x, y, _TEXT, anchor=anchor)


def _band(band: Band, lane: str, texts: Texts) -> Block:
    words = " · ".join(item.name for item in band.items)
    more = ""
    if band.n > 1 and band.state != "announced":
        more = texts.count(f"timeline.named.{lane}", band.n, n=fmt.number(band.n, texts))
    if band.state == "announced":
        more = texts("common.state.announced")
    return _striped(words, band.kind, more=more, dashed=band.state == "announced")


def _striped(words: str, token: str, *, weight: int = 600, more: str = "", dashed: bool = False) -> Block:
    """A band as wide as the year, with words on a plain ground."""
    after = f"  {more}" if more else ""
    text = fitted(words, _TEXT, _TRACK - 60 - text_width(after, _TEXT))
    plate = text_width(text + after, _TEXT) + 12
    hue = var(token)
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    return Block(
        Markup(
            "".join(
                (
                    f'<rect x="1" y="2" width="{_TRACK - 4:.1f}" height="26" rx="4" fill="url(#rayure-{escape(token)})"'
                    f' stroke="{hue}" stroke-width="1.5"{dash}/><rect x="10" y="4" width="{plate:.1f}" height="22" '
                    f'fill="{var("bg")}"/>',
                    mixed_line([tspan(text, weight=weight), tspan(after, hue="ink2")], 18, 20.5, _TEXT),
                )
            )
        ),
        _ROW,
    )


def _calendar(lane: Lane, year: int, texts: Texts) -> Block:
    """A full lane: how many began each month, as columns on one scale."""
    days = report_year.lengths(year)
    most = max((month.n for month in lane.months), default=1)
    months: dict[int, Month] = {month.month: month for month in lane.months}
    kind = LANES[lane.key][0]
    drawn = ""
    for i, number in enumerate(report_year.MONTHS):
        month = months.get(number)
        if month is None:
            continue
        left, width = _TRACK * sum(days[:i]) / sum(days), _TRACK * days[i] / sum(days)
        height = max(64 * month.n / most, 2)
        drawn = "".join(
            (
                drawn,
                f'<rect x="{left + 6:.1f}" y="{90 - height:.1f}" width="{width - 12:.1f}" height="{height:.1f}" '
                f'fill="{var(kind)}"/>',
                line(fmt.number(month.n, texts), left + width / 2, 84 - height, _TEXT, anchor="middle"),
            )
        )
    return Block(Markup(drawn), 100)


def years_block(
    rows: Sequence[YearRow], without_year: Counter[tuple[str, str]], texts: Texts, beside: Beside = MappingProxyType({})
) -> Block:
    """Each year's records by month and its landmarks, latest first; symbols while they can be counted, then numbers."""
    name, month, undated = 110.0, 86.0, 250.0
    heads = "".join(
        line(fmt.month_name(number, texts, short=True), name + month * i + 6, 20, _TEXT, hue="ink2")
        for i, number in enumerate(report_year.MONTHS)
    )
    heads = "".join((heads, line(texts("timeline.years.undated"), name + 12 * month + 20, 20, _TEXT, hue="ink2")))
    drawn = [Block(Markup(heads), 34)]
    for later, row in zip([None, *rows], rows[:_MOST_YEARS], strict=False):
        if later and later.year - row.year > 1:
            empty = gap(row.year + 1, later.year - 1, texts)
            drawn.append(Block(rule(INNER) + line(empty, name + 6, 23, _TEXT, hue="ink3"), 34))
        runs = {i: _runs(row.months.get(i, Counter())) for i in (*report_year.MONTHS, None)}
        cells = [counted_symbols(runs[i], month - 8, _MOST_IN_MONTH, texts, scale=0.7) for i in report_year.MONTHS]
        last = counted_symbols(runs[None], undated - 10, _MOST_UNDATED, texts, scale=0.7)
        height = max([28.0, *(cell.height for cell in cells), last.height]) + 10
        svg = rule(INNER) + line(report_year.name(row.year), 0, 26, 20, weight=600)
        svg = Markup("".join((svg, "".join(placed(cell, name + month * i + 4, 8) for i, cell in enumerate(cells)))))
        svg = Markup(f"{svg}{placed(last, name + 12 * month + 20, 8)}")
        svg = Markup("".join((svg, line(fmt.number(row.total, texts), INNER, 26, 20, weight=600, anchor="end"))))
        drawn.append(Block(svg, height))
        drawn += [
            _moved(paragraph(f"◆ {marks.spoken(one)}", 15, INNER - name, hue="ink2"), name)
            for one in beside.get(row.year, ())[: marks.MOST_IN_YEAR]
        ]
    drawn.append(not_drawn(len(rows) - _MOST_YEARS, texts))
    if without_year:
        said = texts.count("timeline.years.without", without_year.total(), n=fmt.number(without_year.total(), texts))
        drawn.append(paragraph(said, _TEXT, INNER, hue="ink2"))
    told = tuple(cell for year in sorted(beside) for cell in marks.cells(beside[year], texts))
    landmarks = (Told(texts("landmarks.title"), marks.headings(texts), told),) if told else ()
    return replace(stacked(drawn), told=(_told(rows, texts), *landmarks) if rows else ())


def _moved(block: Block, x: float) -> Block:
    return Block(placed(block, x, 0), block.height)


def _told(rows: Sequence[YearRow], texts: Texts) -> Told:
    """Every year as a line: how many in all, and how many of each kind and state."""
    cells = []
    for row in rows:
        every: Counter[tuple[str, str]] = sum(row.months.values(), Counter())
        cells.append((report_year.name(row.year), fmt.number(row.total, texts), counted(_runs(every), texts)))
    heads = (texts("export.column.year.heading"), texts("themes.column.total"), texts("report.told.held"))
    return Told(texts("report.told.years"), heads, tuple(cells))


def has_numbers(rows: Sequence[YearRow]) -> bool:
    """Whether some month holds more than symbols can show."""
    return any(kinds.total() > _MOST_IN_MONTH for row in rows for month, kinds in row.months.items() if month)


def _runs(kinds: Counter[tuple[str, str]]) -> list[Run]:
    return [Run(kind, state, kinds[kind, state]) for kind in KINDS for state in STATE_ORDER if kinds[kind, state]]
