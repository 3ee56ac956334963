"""One tie through the years, on one line: signing, visits above and below, silence that fades, an end as a wall.

The years since the window opened stand at one width each; what came before is drawn together in a narrow stretch, and a
signing that no source dates in a bin of its own before it. No text is drawn here: names stand beside the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup, escape

from bri_data.model.dates import parse_edtf
from bri_data.present.figures.symbols import symbol
from bri_data.present.relations import Found, Network, Relation, Row
from bri_data.present.theme import var

WIDTH, HIGH, LOW = 940.0, 46.0, 24.0
_BIN, _OLD, _BREAK = 26.0, 236.0, 14.0
_WINDOW = _BIN + _OLD + _BREAK
_YEARS_BACK, _YEARS_AHEAD = 4, 1
_FADES_OVER, _DARK, _PALE = 3.0, 0.95, 0.12  # years without contact until the line is at its palest
_STEP = 0.25  # of a year: a stretch of one opacity
_SIZE = 13.0
_MOST_MARKS = 60
HATCH, WALL = "bri-hatched-year", "bri-hatched-end"
_ONCE = frozenset({"fondation", "signataire", "designation", "candidature", "membre"})


@dataclass(frozen=True)
class Scale:
    """Where a day stands: `oldest` is the first year of the narrow stretch, `opens` that of the window, `closes` the
    year after its last."""

    oldest: int
    opens: int
    closes: int
    today: date

    @property
    def years(self) -> range:
        """The years of the window."""
        return range(self.opens, self.closes)

    def x(self, day: date) -> float:
        """The distance from the left; what lies outside stands at the edge."""
        at = day.year + (day.timetuple().tm_yday - 1) / 366
        if at >= self.opens:
            return _WINDOW + (WIDTH - _WINDOW) * min((at - self.opens) / (self.closes - self.opens), 1)
        return _BIN + _OLD * min(max((at - self.oldest) / max(self.opens - self.oldest, 1), 0), 1)

    @property
    def start(self) -> float:
        """Where the window begins."""
        return _WINDOW

    @property
    def now(self) -> float:
        """Where today stands."""
        return self.x(self.today)


def scale_of(found: Found) -> Scale:
    """The scale of a page: from its oldest signing or role to the year after today's."""
    opens = found.today.year - _YEARS_BACK
    dates = [row["signed"] for one in found.all for row in one.rows]
    dates += [row["start"] for one in found.networks for row in one.rows]
    years = [int(one[:4]) for one in dates if one]
    return Scale(min([*years, opens - 1]), opens, found.today.year + _YEARS_AHEAD + 1, found.today)


def definitions() -> Markup:
    """The stripes that the lines use: put once in a drawing, or in a page."""

    def stripes(name: str, hue: str) -> Markup:
        return Markup(
            f'<pattern id="{escape(name)}" width="6" height="6" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)">'
            f'<path d="M0 0V6" stroke="{var(hue)}" stroke-width="1.6"/></pattern>'
        )

    return Markup(f"<defs>{stripes(HATCH, 'hatch')}{stripes(WALL, 'warn')}</defs>")


def grid(scale: Scale, height: float) -> Markup:
    """The years of the window as thin lines, and today as a dashed one."""
    years = "".join(f"M{scale.x(date(year, 1, 1)):.1f} 0V{height:g}" for year in scale.years)
    return Markup(
        f'<path d="{years}" stroke="{var("rule")}"/>'
        f'<path d="M{scale.now:.1f} 0V{height:g}" stroke="{var("ink")}" stroke-width="1.6" stroke-dasharray="4 3"/>'
    )


def line_of(one: Relation, scale: Scale) -> Markup:
    """The line of a relation, HIGH high with contacts, LOW without."""
    height = HIGH if one.held else LOW
    y = height / 2
    drawn = grid(scale, height) + _duration(one, scale, y) + _silence(one, scale, y) + _ends(one, scale, height)
    marks = "".join(_contact(row, scale, y) for row in reversed(one.contacts[:_MOST_MARKS]))
    return Markup("".join((drawn, marks, "".join(_seal(row, scale, y) for row in one.rows), _inactive(one, scale, y))))


def _duration(one: Relation, scale: Scale, y: float) -> Markup:
    """What is written to run from a signing to an end."""
    drawn = ""
    for row in one.rows:
        begun, ends = parse_edtf(row["signed"] or ""), parse_edtf(row["expires"] or "")
        if begun and ends and ends.last > begun.first:
            left, right = scale.x(begun.first), scale.x(ends.last)
            drawn += f'<rect x="{left:.1f}" y="{y - 4:g}" width="{right - left:.1f}" height="8" fill="{var("home")}"/>'
    return Markup(drawn)


def _silence(one: Relation, scale: Scale, y: float) -> Markup:
    """A line that fades from each contact to the next, or to today; dotted where no contact is recorded."""
    days = sorted(_moment(row) for row in one.held)
    inside = [day for day in days if day.year >= scale.opens and day <= scale.today]
    first = scale.x(inside[0]) if inside else scale.now
    signed = [parse_edtf(row["signed"]) for row in one.rows if row["signed"]]
    begun = min((scale.x(day.first) for day in signed if day), default=scale.start)
    dotted = (
        f'<path d="M{min(begun, first):.1f} {y:g}H{first:.1f}" stroke="{var("ring")}" stroke-width="1.5" '
        f'stroke-dasharray="1.5 4"/>'
    )
    return Markup(dotted + "".join(_fading(a, b, scale, y) for a, b in pairwise([*inside, scale.today]) if inside))


def _fading(begun: date, ended: date, scale: Scale, y: float) -> Markup:
    years = (ended - begun).days / 365.25
    left, right = scale.x(begun), scale.x(ended)
    drawn, at = "", 0.0
    while at < years:
        until = years if at >= _FADES_OVER else min(at + _STEP, years)
        pale = max(_DARK - (_DARK - _PALE) * at / _FADES_OVER, _PALE)
        a, b = (left + (right - left) * part / years for part in (at, until))
        drawn += f'<path d="M{a:.1f} {y:g}H{b:.1f}" stroke-opacity="{pale:.2f}"/>'
        at = until
    return Markup(f'<g stroke="{var("ink2")}" stroke-width="3.4">{drawn}</g>')


def _moment(row: Row) -> date:
    """Where a contact stands: its first day, the middle of its year when the month is not known."""
    first: date = row["first_day"]
    return date(first.year, 7, 1) if row["precision"] == "year" else first


def _contact(row: Row, scale: Scale, y: float) -> Markup:
    day = _moment(row)
    if day.year < scale.opens or day.year >= scale.closes:
        return Markup()
    at = y - 13 if row["kind"] == "mission" else y + 13
    x = scale.x(day)
    hatched = ""
    if row["precision"] == "year":
        left, right = scale.x(date(day.year, 1, 1)), scale.x(date(day.year + 1, 1, 1))
        hatched = f'<rect x="{left:.1f}" y="{at - 5:g}" width="{right - left:.1f}" height="10" fill="url(#{HATCH})"/>'
    return Markup("".join((hatched, symbol(row["kind"], row["state"], x, at, _SIZE, plate=True))))


def _seal(row: Row, scale: Scale, y: float) -> Markup:
    """The signing: solid on its day or month, hollow on a hatched year, hollow in the bin where nothing dates it."""
    signed = parse_edtf(row["signed"] or "")
    if signed and (signed.precision != "year" or signed.first.year < scale.opens):
        return symbol("entente", "dated", scale.x(signed.first), y, _SIZE, halo=1.5)
    year = signed.first.year if signed else row["year"]
    if year is None:
        bin_ = f'<rect x="0" y="{y - 5:g}" width="{_BIN - 6:g}" height="10" fill="url(#{HATCH})"/>'
        return Markup("".join((bin_, symbol("entente", "declared", (_BIN - 6) / 2, y, _SIZE, plate=True))))
    left, right = scale.x(date(int(year), 1, 1)), scale.x(date(int(year) + 1, 1, 1))
    hatched = f'<rect x="{left:.1f}" y="{y - 5:g}" width="{right - left:.1f}" height="10" fill="url(#{HATCH})"/>'
    return Markup("".join((hatched, symbol("entente", "named", (left + right) / 2, y, _SIZE, plate=True))))


def _ends(one: Relation, scale: Scale, height: float) -> Markup:
    """A written end: a wall on its last day, the time in which it can fall hatched."""
    end = one.expires
    if end is None or end.last.year < scale.opens:
        return Markup()
    return _wall(end.first, end.last, scale, height)


def _wall(first: date, last: date, scale: Scale, height: float) -> Markup:
    left, right = scale.x(first), min(scale.x(last), WIDTH - 3)
    drawn = ""
    if right - left > 6:
        box = f'x="{left:.1f}" y="5" width="{right - left:.1f}" height="{height - 10:g}"'
        drawn = f'<rect {box} fill="url(#{WALL})" opacity=".6"/>'
    return Markup(drawn + f'<path d="M{right:.1f} 3V{height - 3:g}" stroke="{var("warn")}" stroke-width="4.5"/>')


def _inactive(one: Relation, scale: Scale, y: float) -> Markup:
    """A cross at the year of the source that judged it inactive."""
    row = one.rows[-1]
    if row["status"] != "inactive" or not row["as_of"]:
        return Markup()
    x = scale.x(date(int(row["as_of"][:4]), 7, 1))
    return Markup(
        f'<path d="M{x - 5:.1f} {y - 5:g}l10 10m0 -10l-10 10" stroke="{var("ink2")}" stroke-width="2" fill="none"/>'
    )


def line_of_network(one: Network, scale: Scale) -> Markup:
    """The roles with one partner: a bar for a dated mandate, a tick for what happened once, a wall for an end or a
    decision awaited, a hatched stretch where nothing dates a role."""
    y, drawn = LOW / 2, grid(scale, LOW)
    for row in one.rows:
        drawn += _role(row, scale, y)
    return Markup(drawn)


def _role(row: Row, scale: Scale, y: float) -> Markup:
    start, end, due = (parse_edtf(row[name] or "") for name in ("start", "end", "expected"))
    drawn = ""
    if start and row["role"] not in _ONCE:
        until = end.last if end else min((parse_edtf(row["attested"] or "") or start).last, scale.today)
        left, right = scale.x(start.first), scale.x(until)
        drawn = "".join(
            (
                drawn,
                f'<rect x="{left:.1f}" y="{y - 7:g}" width="{max(right - left - 2, 3):.1f}" height="14" '
                f'fill="{var("home")}" stroke="{var("ink3")}"/>',
            )
        )
    elif start:
        drawn = f'{drawn}<path d="M{scale.x(start.first):.1f} {y - 8:g}v16" stroke="{var("ink")}" stroke-width="3.5"/>'
    else:
        drawn = f'{drawn}<rect x="0" y="{y - 5:g}" width="{_BIN - 6:g}" height="10" fill="url(#{HATCH})"/>'
    for wall in (end if end and end.last >= scale.today else None, due):
        if wall:
            drawn = f"{drawn}{_wall(wall.first, wall.last, scale, LOW)}"
    return Markup(drawn)


def ticks(scale: Scale, most: int = 3) -> Sequence[tuple[int, float]]:
    """Years to name in the narrow stretch, and where each stands."""
    span = scale.opens - scale.oldest
    years = dict.fromkeys(scale.oldest + round(span * part / most) for part in range(most)) if span > 8 else {}
    return [(year, scale.x(date(year, 1, 1))) for year in years]
