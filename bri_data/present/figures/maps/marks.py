"""The marks of the map as SVG: symbol, capsule, disc, the home city, names, leader lines and click targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from bri_data.clicks import mark_attribute
from bri_data.present.figures.maps.arrows import Beyond
from bri_data.present.figures.symbols import OFF_TOTAL, symbol
from bri_data.present.geo.labels import Label, text_box
from bri_data.present.geo.placement import CAPSULE_STEP, HOME_RADIUS, SYMBOL_RADIUS, Body, Mark
from bri_data.present.geo.projection import Point
from bri_data.present.theme import KINDS, var

# The smallest target WCAG 2.2 allows is 24 px; the picture may be shown at two thirds of its size.
TARGET = 36.0
_MOST_LINES = 14
# The dot at the true place of a city, and what a zone lets through.
DOT = 3.6
ZONE_OPACITY = 0.14


def is_far(body: Body) -> bool:
    """Whether a mark had to move so far that a line must say where its city stands."""
    return body.moved > body.radius + 0.5


def tied_to(body: Body) -> tuple[Point, ...]:
    """The places a thin line leads to from a mark that does not stand on them; of a group of many, their middle."""
    if body.places and not body.is_many:
        return body.ties
    return ((body.true_x, body.true_y),) if is_far(body) else ()


def leaders(bodies: Iterable[Body]) -> Iterator[str]:
    """A thin line and a dot for each place that its mark does not stand on; a pale zone for a group of many."""
    for body in bodies:
        if body.zone:
            yield (
                f'<circle cx="{body.true_x:.1f}" cy="{body.true_y:.1f}" r="{body.zone:.1f}" fill="{var("ink3")}" '
                f'fill-opacity="{ZONE_OPACITY}"/>'
            )
        for x, y in tied_to(body):
            yield (
                f'<path d="M{body.x:.1f} {body.y:.1f}L{x:.1f} {y:.1f}" stroke="{var("ink2")}" stroke-width="1.2"/>'
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}" fill="{var("ink")}" stroke="{var("bg")}"/>'
            )


def target(body: Body, text_scale: float) -> Markup:
    """A transparent rectangle that takes the click; all of them lie under the marks, so no mark is covered."""
    width = max(2 * (body.half + body.radius), TARGET * text_scale)
    height = max(2 * body.radius, TARGET * text_scale)
    return Markup(
        f'<rect class="bri-target" {mark_attribute(body.city.city_id)} x="{body.x - width / 2:.1f}" '
        f'y="{body.y - height / 2:.1f}" width="{width:.1f}" height="{height:.1f}" fill="none" pointer-events="all"/>'
    )


def mark(body: Body, is_selected: bool) -> Markup:
    """The mark of a city, with its name and the titles of its activities for whoever hovers over it."""
    titles = "\n".join([body.city.name, *said_of(body)])
    tags = " ".join(f"ville:{one}" for one in body.city.ids) if body.city.members else ""
    tagged = f' data-tag="{escape(tags)}"' if tags else ""
    return Markup(
        f'<g class="bri-mark" {mark_attribute(body.city.city_id)}{tagged}><title>{escape(titles)}</title>'
        f"{drawing(body, is_selected)}</g>"
    )


def said_of(body: Body) -> list[str]:
    """What the mark holds, a line each, for whoever points at it: a few lines, then a sign that there is more."""
    lines = body.city.lines
    is_whole = len(lines) <= _MOST_LINES and (body.city.members or body.city.count <= len(lines))
    return [*lines[:_MOST_LINES], *([] if is_whole else ["…"])]


def is_disc(body: Body) -> bool:
    """Whether only the number of what it holds is shown: so many activities, or cities a little apart."""
    return body.half == 0 and body.city.count > 1


def drawing(body: Body, is_selected: bool, *, numbered: bool = True) -> Markup:
    """The mark alone: symbol, capsule or disc; a disc without its number when not `numbered`."""
    if is_disc(body):
        return Markup(_disc(body, is_selected) + (_number(body) if numbered else ""))
    return _single(body, is_selected) if body.city.count == 1 else _capsule(body, is_selected)


_SMALLEST = 15.7  # of a number: the narrowest phone shows it at four fifths, and 12.6 px can be read


def number_at(body: Body) -> tuple[float, float]:
    """How far below the centre of a disc the middle of its number stands, and the size of that number."""
    widest = 3.5 * body.radius / len(str(body.city.count))  # a digit is half as wide as it is high
    return -body.radius * 0.24, max(min(body.radius * 0.82, widest), _SMALLEST)


def ring_radius(body: Body) -> float:
    """The radius of the ring around a lone symbol that is selected."""
    return _size(body.city.marks[0], body) * 0.85


def _single(body: Body, is_selected: bool) -> Markup:
    only = body.city.marks[0]
    size = _size(only, body)
    ring = ""
    if is_selected:
        ring = (
            f'<circle cx="{body.x:.1f}" cy="{body.y:.1f}" r="{ring_radius(body):.1f}" fill="{var("bg")}" '
            f'stroke="{var("ink")}" stroke-width="3"/>'
        )
    return Markup(
        f"{ring}{symbol(only.kind, only.state, body.x, body.y, size, halo=0 if is_selected else 2.5, plate=True)}"
    )


def _size(one: Mark, body: Body) -> float:
    return 2 * SYMBOL_RADIUS * body.scale * (1 if one.counted else OFF_TOTAL)


def _capsule(body: Body, is_selected: bool) -> Markup:
    left, top, right, bottom = body.box
    line = 3.0 if is_selected else 1.6
    pill = (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
        f'rx="{body.radius:.1f}" fill="{var("bg")}" stroke="{var("ink")}" stroke-width="{line}"/>'
    )
    start, step = body.x - body.half, CAPSULE_STEP * body.scale
    shown = enumerate(body.city.marks)
    marks = (symbol(m.kind, m.state, start + i * step, body.y, _size(m, body)) for i, m in shown)
    return Markup(pill + "".join(marks))


def _disc(body: Body, is_selected: bool) -> Markup:
    """The symbols of the kinds it holds, each as dated, with room for the count above."""
    line = 3.0 if is_selected else 1.6
    disc = (
        f'<circle cx="{body.x:.1f}" cy="{body.y:.1f}" r="{body.radius:.1f}" fill="{var("bg")}" '
        f'stroke="{var("ink")}" stroke-width="{line}"/>'
    )
    kinds = [kind for kind in KINDS if any(one.kind == kind for one in body.city.marks)]
    step = min(body.radius * 0.48, body.radius * 1.45 / len(kinds))
    start = body.x - step * (len(kinds) - 1) / 2
    row = (
        symbol(kind, "dated", start + index * step, body.y + body.radius * 0.45, step * 0.78)
        for index, kind in enumerate(kinds)
    )
    return Markup(disc + "".join(row))


def _number(body: Body) -> Markup:
    below, size = number_at(body)
    count = text_box(str(body.city.count), body.x, body.y + below, size)
    return Markup(
        f'<text x="{body.x:.1f}" y="{count.y:.1f}" font-size="{size:.1f}" font-weight="600" text-anchor="middle" '
        f'fill="{var("ink")}">{count.text}</text>'
    )


def arrow(beyond: Beyond, scale: float) -> Markup:
    """The arrow at the edge that points to a city outside the map; a click on it chooses that city."""
    title = f"<title>{escape(beyond.said)}</title>"
    return Markup(
        f'<g class="bri-mark bri-beyond" {mark_attribute(beyond.city_id)}>{title}{arrow_shape(beyond, scale)}</g>'
    )


def arrow_shape(beyond: Beyond, scale: float) -> Markup:
    """The arrow alone."""
    turn = f"translate({beyond.x:.1f} {beyond.y:.1f}) rotate({beyond.angle:.1f}) scale({scale:g})"
    return Markup(f'<path transform="{turn}" d="M12 0L-8 8L-3 0L-8 -8Z" fill="{var("ink")}" stroke="{var("bg")}"/>')


def home_mark(centre: Point, scale: float) -> Markup:
    """The double ring of the home city."""
    x, y = centre
    r = HOME_RADIUS * scale
    return Markup(
        f'<g class="bri-home"><circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{var("bg")}"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r * 0.78:.1f}" fill="{var("bg")}" stroke="{var("ink")}" '
        f'stroke-width="{r * 0.32:.1f}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="{r * 0.31:.1f}" fill="{var("ink")}"/></g>'
    )


def name(label: Label, *, weight: int = 600, token: str = "ink", city_id: str | None = None) -> Markup:  # noqa: S107 - a colour token
    """A line of text with a halo of the page's colour."""
    # Centred on its box: what the estimate of the width misses is then shared by both ends.
    middle = (label.box[0] + label.box[2]) / 2
    place = f" {mark_attribute(city_id)}" if city_id else ""
    tie = ""
    if label.leader:
        (x1, y1), (x2, y2) = label.leader
        tie = f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{var("ink3")}" stroke-width="1"/>'
    return Markup(
        f'{tie}<text class="bri-name"{place} x="{middle:.1f}" y="{label.y:.1f}" text-anchor="middle" '
        f'font-size="{label.size:.1f}" font-weight="{weight}" fill="{var(token)}" stroke="{var("bg")}" '
        f'stroke-width="4.5" stroke-linejoin="round" paint-order="stroke">{escape(label.text)}</text>'
    )
