"""The timeline of one year as HTML: lanes of bars, hatched bands, calendars where a lane is full, a list for a phone.

Positions are percentages of the year and rows are counted here, so the style sheet alone adapts it to the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from bri_data.clicks import Verb, click
from bri_data.model import report_year
from bri_data.present import format as fmt
from bri_data.present.figures.common import mark
from bri_data.present.figures.council import landmarks
from bri_data.present.figures.timeline.items import bar, lines, link, notes
from bri_data.present.figures.timeline.layout import NARROW, WIDE, pack, row_count
from bri_data.present.figures.twin import group_id
from bri_data.present.landmarks import Landmark
from bri_data.present.timeline import LANES, Band, Item, Lane, Month, active_months
from bri_data.present.words import Texts

MOST_ROWS = 8  # a lane that needs more becomes a calendar
_MOST_NAMES = 12
_HEIGHT = 40  # of a calendar's strokes, in units of their drawing


@dataclass(frozen=True)
class OpenMonth:
    """The month of a full lane that the reader opened: its rows (the first ones) and how many there are."""

    lane: str
    month: int
    items: tuple[Item, ...]
    found: int


def timeline(
    lanes: Sequence[Lane], year: int, texts: Texts, opened: OpenMonth | None = None, beside: Sequence[Landmark] = ()
) -> Markup:
    """The lanes of one year under their months, the landmarks `beside` them last, and the same as a list by month for a
    narrow screen."""
    days = report_year.lengths(year)
    active = active_months(lanes)
    head = "".join(_month_name(month, month in active, texts) for month in report_year.MONTHS)
    body = "".join(_lane(lane, year, texts, opened if opened and opened.lane == lane.key else None) for lane in lanes)
    body = f"{body}{landmarks.lane(beside, year, texts)}"
    columns = " ".join(f"minmax(0,{count}fr)" for count in days)
    label = escape(texts("timeline.label", year=year))
    return Markup(
        f'<section class="bri-time" style="--months:{columns}" aria-label="{label}">'
        f'<ol class="bri-time-months" aria-hidden="true">{head}</ol>'
        f'<div class="bri-time-grid" aria-hidden="true">{"<i></i>" * 12}</div>{body}</section>'
        f"{_by_month(lanes, year, texts, opened, beside)}"
    )


def _month_name(month: int, is_active: bool, texts: Texts) -> Markup:
    busy = ' class="bri-busy"' if is_active else ""
    return Markup(f"<li{busy}>{escape(fmt.month_name(month, texts, short=True))}</li>")


def _lane(lane: Lane, year: int, texts: Texts, opened: OpenMonth | None) -> Markup:
    if is_full(lane):
        drawn = _calendar(lane, year, texts, opened) + (_opened(opened, texts) if opened else "")
    else:
        wide, narrow = pack(lane.items, WIDE), pack(lane.items, NARROW)
        bars = "".join(
            bar(item, there, here, texts) for item, there, here in zip(lane.items, wide, narrow, strict=True)
        )
        rows = f"--rows:{row_count(wide)};--rows-narrow:{row_count(narrow)}"
        drawn = Markup(f'<div class="bri-bars" style="{rows}">{bars}</div>' if bars else "")
    bands = "".join(_band(band, lane.key, texts) for band in lane.bands)
    if lane.undetailed:
        said = texts.count(f"timeline.undetailed.{lane.key}", lane.undetailed, n=fmt.number(lane.undetailed, texts))
        bands += f'<p class="bri-band bri-is-declared"><span>{escape(said)}</span></p>'
    said = "".join(f"<p>{escape(note)}</p>" for note in lane.notes)
    return Markup(
        f'<section class="bri-lane" aria-label="{escape(lane.name)}"><div class="bri-lane-head">'
        f'<h2><a href="#{escape(group_id(_first_kind(lane)))}">{escape(lane.name)}</a></h2>{said}</div>'
        f'<div class="bri-track">{drawn}{bands}</div></section>'
    )


def is_full(lane: Lane) -> bool:
    """Whether the lane holds more than bars can show: it is drawn as a calendar."""
    return lane.dated > len(lane.items) or row_count(pack(lane.items, WIDE)) > MOST_ROWS


def _first_kind(lane: Lane) -> str:
    return LANES[lane.key][0]


def _band(band: Band, lane: str, texts: Texts) -> Markup:
    """The records of one kind and state whose month is not known, by name, in one band as wide as the year."""
    named = band.items[:_MOST_NAMES]
    items = [
        f'<a {link(item, texts)} title="{escape(item.spoken)}"><b>{escape(item.name)}</b>{notes(item)}</a>'
        for item in named
    ]
    more = band.n - len(named)
    if more:
        said = texts.count("timeline.more", more, n=fmt.number(more, texts))
        items.append(f'<a href="#{escape(group_id(band.kind))}">{escape(said)}</a>')
    count = ""
    if band.n > 1 and band.state != "announced":
        count = f" <small>{escape(texts.count(f'timeline.named.{lane}', band.n, n=fmt.number(band.n, texts)))}</small>"
    return Markup(
        f'<p class="bri-band bri-is-{band.state}" style="--k:var(--b-{band.kind})">'
        f"<span>{' · '.join(items)}{count}</span></p>"
    )


def _calendar(lane: Lane, year: int, texts: Texts, opened: OpenMonth | None) -> Markup:
    """A full lane: how many began each month, each a button that opens its list, over one stroke per day."""
    most = max(n for month in lane.months for _, n in [*month.days, (0, 1)])
    months = {month.month: month for month in lane.months}
    cells = ""
    for number, length in zip(report_year.MONTHS, report_year.lengths(year), strict=True):
        if number not in months:
            cells += "<li></li>"
            continue
        strokes = _strokes(months[number], length, most)
        is_open = "true" if opened and opened.month == number else "false"
        count = escape(_began(lane.key, months[number], texts))
        cells += (
            f'<li><button type="button" {click(Verb.MONTH, lane.key, number).attribute} title="{count}" '
            f'aria-expanded="{is_open}"><span class="bri-hidden">{count}</span>'
            f"{_month_numbers(months[number], texts)}{strokes}</button></li>"
        )
    return Markup(f'<ol class="bri-calendar" style="--k:var(--b-{_first_kind(lane)})">{cells}</ol>')


def _began(lane: str, month: Month, texts: Texts) -> str:
    name = fmt.month_name(month.month, texts)
    return texts.count(f"timeline.began.{lane}", month.n, n=fmt.number(month.n, texts), month=name)


def _month_numbers(month: Month, texts: Texts) -> Markup:
    number = f'<b aria-hidden="true">{fmt.number(month.n, texts)}</b>'
    if not month.without_day:
        return Markup(number)
    return Markup(
        f"{number}<small>{escape(texts('timeline.without_day', n=fmt.number(month.without_day, texts)))}</small>"
    )


def _strokes(month: Month, length: int, most: int) -> Markup:
    """One stroke per day of a month of `length` days, as high as what began that day."""
    path = "".join(f"M{day - 0.5} {_HEIGHT}v-{max(_HEIGHT * n / most, 2):.1f}" for day, n in month.days)
    return Markup(
        f'<svg viewBox="0 0 {length} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true"><path d="{path}"/></svg>'
    )


def _opened(opened: OpenMonth, texts: Texts) -> Markup:
    more = ""
    if opened.found > len(opened.items):
        shown, total = fmt.number(len(opened.items), texts), fmt.number(opened.found, texts)
        more = f"<p>{escape(texts('overview.rows_limited', shown=shown, total=total))}</p>"
    label = texts(
        "timeline.opened", lane=texts(f"timeline.lane.{opened.lane}"), month=fmt.month_name(opened.month, texts)
    )
    return Markup(
        f'<div class="bri-opened" role="region" tabindex="0" aria-label="{escape(label)}"><p><b>{escape(label)}</b></p>'
        f"{more}<ul>{lines(opened.items, texts)}</ul></div>"
    )


def _by_month(
    lanes: Sequence[Lane], year: int, texts: Texts, opened: OpenMonth | None, beside: Sequence[Landmark]
) -> Markup:
    """The list a phone shows instead: month by month, then what has no month."""
    blocks = "".join(
        _list_block(_month_lines(lanes, month, texts, opened), month, texts) for month in report_year.MONTHS
    )
    undated = "".join(_undated_lines(lane, texts) for lane in lanes)
    if undated:
        title = escape(texts("dates.year_only", year=year))
        blocks += f"<section><h2>{title}</h2><ul>{undated}</ul></section>"
    return Markup(f'<div class="bri-time-list">{blocks}{landmarks.listed(beside, texts)}</div>')


def _list_block(found: Markup, month: int, texts: Texts) -> Markup:
    if not found:
        return Markup()
    return Markup(
        f"<section><h2>{escape(fmt.capitalised(fmt.month_name(month, texts)))}</h2><ul>{found}</ul></section>"
    )


def _month_lines(lanes: Sequence[Lane], number: int, texts: Texts, opened: OpenMonth | None) -> Markup:
    parts = []
    for lane in lanes:
        count = next((month.n for month in lane.months if month.month == number), 0)
        if not is_full(lane):
            parts.append(lines([item for item in lane.items if item.span and item.span.month == number], texts))
        elif count:
            said = texts.count(f"timeline.count.{lane.key}", count, n=fmt.number(count, texts))
            button = f'<button type="button" {click(Verb.MONTH, lane.key, number).attribute}>{escape(said)}</button>'
            parts.append(Markup(f"<li>{mark(_first_kind(lane), 'dated')}{button}</li>"))
            if opened and (opened.lane, opened.month) == (lane.key, number):
                parts.append(Markup(f"<li>{_opened(opened, texts)}</li>"))
    return Markup("".join(parts))


def _undated_lines(lane: Lane, texts: Texts) -> Markup:
    found = "".join(lines(band.items, texts) for band in lane.bands)
    more = sum(band.n - len(band.items) for band in lane.bands)
    if more:
        said = texts.count("timeline.more", more, n=fmt.number(more, texts))
        found += f"<li>{mark(_first_kind(lane), 'named')}<span>{escape(lane.name)}, {escape(said)}</span></li>"
    if lane.undetailed:
        said = texts.count(f"timeline.undetailed.{lane.key}", lane.undetailed, n=fmt.number(lane.undetailed, texts))
        found += f"<li>{mark(_first_kind(lane), 'declared')}<span>{escape(lane.name)}, {escape(said)}</span></li>"
    return Markup(found)
