"""Due dates and activities of a meeting on one axis of time, from the year before to the spring after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from bri_data.present import format as fmt
from bri_data.present.figures.council.duty_marks import SIZE, duty
from bri_data.present.geo.text_width import text_width
from bri_data.present.meeting import Entry, Meeting
from bri_data.present.theme import var
from bri_data.present.words import Texts

WIDTH = 1340.0
_MONTHS = 27  # the year before, that of the meeting, and three months
_FONT = 15.0
_ROW = 24.0
_MOST_ROWS = 3
_WIDE = 62  # days: what is known less well is a hatched stretch, without a symbol
_LETTERS = 32


@dataclass(frozen=True)
class _Place:
    entry: Entry
    x: float
    row: int
    is_named: bool  # whether there was room for its name


@dataclass(frozen=True)
class Axis:
    """The drawing, how high it is, and how many entries stand outside it."""

    svg: Markup
    height: float
    outside: int


def axis(meeting: Meeting, texts: Texts) -> Axis:
    """The axis as SVG without its frame, WIDTH wide."""
    scale = _Scale(meeting.sitting.today.year - 1)
    inside = [entry for entry in meeting.entries if entry.span and scale.holds(entry.span.first, entry.span.last)]
    exact = [entry for entry in inside if not _is_wide(entry)]
    places = _placed(exact, scale)
    rows = 1 + max((place.row for place in places), default=0)
    line = 34 + rows * _ROW
    stretches = "".join(_stretch(entry, scale, line) for entry in inside if _is_wide(entry) and entry.span)
    stems = "".join(_stem(place, line) for place in places)
    drawn = f"{stretches}{stems}{_months(scale, line, texts)}{_sitting(meeting, scale, line, texts)}"
    items = "".join(_item(place, line) for place in places)
    return Axis(Markup(f"{drawn}{items}"), line + 48, len(meeting.entries) - len(inside))


@dataclass(frozen=True)
class _Scale:
    year: int

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year + _MONTHS // 12, _MONTHS % 12, 31)

    def holds(self, first: date, last: date | None) -> bool:
        return first >= self.first and (last or first) <= self.last

    def x(self, day: date) -> float:
        return WIDTH * (day - self.first).days / ((self.last - self.first).days + 1)


def _is_wide(entry: Entry) -> bool:
    span = entry.span
    return span is not None and span.last is not None and (span.last - span.first).days > _WIDE


def _placed(entries: Sequence[Entry], scale: _Scale) -> list[_Place]:
    """Each name on the lowest row where it has room, the symbol at its left; where there is none, a symbol alone."""
    ends = [0.0] * _MOST_ROWS
    places = []
    for entry in sorted(entries, key=lambda one: one.span.first if one.span else date.min):
        assert entry.span is not None  # noqa: S101 - the caller kept those that have one
        x = scale.x(entry.span.last or entry.span.first)
        width = SIZE * 0.75 + 6 + text_width(_name(entry), _FONT)
        row = next((one for one, end in enumerate(ends) if x - 9 >= end and x + width <= WIDTH), None)
        is_named = row is not None
        if row is None:  # the row that has most room, for its symbol alone
            row, width = min(range(_MOST_ROWS), key=ends.__getitem__), 9
        ends[row] = max(ends[row], x + width + 10)
        places.append(_Place(entry, x, row, is_named))
    return places


def _name(entry: Entry) -> str:
    name = entry.short_name
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1].rstrip() + "…"


def _stem(place: _Place, line: float) -> Markup:
    """What ties a mark to its day on the axis; drawn before any name, so that none is crossed out."""
    top = line - _ROW * (place.row + 0.75) + 8
    return Markup(
        f'<path d="M{place.x:.1f} {line:.1f}V{top:.1f}" stroke="{var("ink3")}" stroke-width="1"/>' if place.row else ""
    )


def _item(place: _Place, line: float) -> Markup:
    entry, row = place.entry, place.row
    y = line - _ROW * (row + 0.75)
    said = escape(f"{entry.when} · {entry.name} · {entry.note}")
    drawn = ""
    corner = f"translate({place.x - 9:.1f} {y - 9:.1f}) scale(.75)"
    mark = f'<g transform="{corner}">{duty(entry.state, is_exact=entry.is_exact)}</g>'
    if place.is_named:
        name, x = escape(_name(entry)), place.x + 14
        halo = f'stroke="{var("bg")}" stroke-width="4" paint-order="stroke"'
        drawn += f'<text x="{x:.1f}" y="{y + 5:.1f}" font-size="{_FONT:g}" fill="{var("ink")}" {halo}>{name}</text>'
    return Markup(f"<g><title>{said}</title>{drawn}{mark}</g>")


def _stretch(entry: Entry, scale: _Scale, line: float) -> Markup:
    """What is known to the year or the season alone: a thin hatched stretch under the axis, with a wall at its end."""
    span = entry.span
    assert span is not None and span.last is not None  # noqa: S101 - see _is_wide
    left, right = scale.x(span.first), scale.x(span.last)
    strokes = "".join(f"M{x:.0f} {line:.1f}l8 -10" for x in range(int(left), int(right) - 8, 9))
    return Markup(
        f"<g><title>{escape(f'{entry.when} · {entry.name}')}</title>"
        f'<path d="{strokes}" stroke="{var("hatch")}" stroke-width="1"/>'
        f'<path d="M{right:.1f} {line - 12:.1f}v12" stroke="{var("ink")}" stroke-width="2"/></g>'
    )


def _months(scale: _Scale, line: float, texts: Texts) -> Markup:
    drawn = f'<path d="M0 {line:.1f}H{WIDTH:g}" stroke="{var("ink")}" stroke-width="2"/>'
    for number in range(_MONTHS):
        year, month = scale.year + number // 12, number % 12 + 1
        x = scale.x(date(year, month, 1))
        name = escape(fmt.month_name(month, texts, short=True))
        drawn += f'<path d="M{x:.1f} {line:.1f}v{9 if month == 1 else 5}" stroke="{var("ink")}" stroke-width="1"/>'
        drawn += f'<text x="{x + 3:.1f}" y="{line + 20:.1f}" font-size="14.4" fill="{var("ink2")}">{name}</text>'
        if month == 1:
            drawn += (
                f'<text x="{x + 3:.1f}" y="{line + 41:.1f}" font-size="17" font-weight="600" '
                f'fill="{var("ink")}">{year}</text>'
            )
    return Markup(drawn)


def _sitting(meeting: Meeting, scale: _Scale, line: float, texts: Texts) -> Markup:
    """The stretch since the meeting before, and the day of this one."""
    today, since = meeting.sitting.today, max(meeting.sitting.since, scale.first)
    left, x = scale.x(since), scale.x(today)
    name = escape(fmt.when(today.isoformat(), None, texts))
    return Markup(
        f'<rect x="{left:.1f}" y="{line - 10:.1f}" width="{x - left:.1f}" height="10" fill="{var("home")}"/>'
        f'<path d="M{x:.1f} 18V{line:.1f}" stroke="{var("ink")}" stroke-width="2.5"/>'
        f'<text x="{x:.1f}" y="14" font-size="{_FONT:g}" font-weight="600" text-anchor="middle" '
        f'fill="{var("ink")}">{name}</text>'
    )
