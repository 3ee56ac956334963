"""The map page's markup: the map as SVG for three sizes of screen, the panel of a city, the legend, the table twin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd
from markupsafe import Markup, escape

from bri_data.clicks import Verb, click
from bri_data.present import format as fmt
from bri_data.present.figures.acronyms import acronyms
from bri_data.present.figures.common import legend, mark, unread
from bri_data.present.figures.maps.scene import Scene, links_of
from bri_data.present.figures.maps.world import WorldMap, inside_inset, map_frame, served_base, world_map
from bri_data.present.figures.overview import AXIS_ARROWS
from bri_data.present.figures.record_tables import limited_note, records_table
from bri_data.present.geo.frames import Frame, closer
from bri_data.present.geo.placement import CityMarks
from bri_data.present.geo.projection import Home, projection_of
from bri_data.present.geo.regions import Region
from bri_data.present.map_page import ALL, Answers, Entry, Panel
from bri_data.present.overview import STATE_ORDER
from bri_data.present.rows import localised, plain
from bri_data.present.theme import KINDS
from bri_data.present.words import Texts

# Cities that take so long to draw that the map waits until the screen is known, and is drawn for that one alone.
CROWD = 1_000
# Height of the map over its width.
SHAPE = 0.6


@dataclass(frozen=True)
class _Cut:
    """One size the map is drawn in, in pixels as seen, and the style sheet's class for it."""

    css: str
    width: float
    height: float
    text_scale: float


_WIDE = _Cut("bri-map-wide", 1250, 1250 * SHAPE, 1.0)
_MEDIUM = _Cut("bri-map-medium", 830, 830 * SHAPE, 0.8)
_SMALL = _Cut("bri-map-small", 358, 300, 0.8)
_PAPER = _Cut("bri-map-paper", 830, 830 * 0.72, 0.8)


def frame_for(answers: Answers, frame: str, width: float, height: float, *, text_scale: float) -> Frame:
    """What the map shows first: a region, or everything."""
    region = answers.region(frame)
    shown, with_home = (region.cities, region.with_home) if region else (answers.cities, True)
    return map_frame(shown, answers.home, width, height, with_home=with_home, text_scale=text_scale)


def map_label(cities: Sequence[CityMarks], home: Home, texts: Texts) -> str:
    """The sentence that stands for the picture: it names the cities while they can be listened to."""
    shown = [city.name for city in cities if city.is_shown]
    if not shown:
        return texts("map_page.alt_empty", home=home.name)
    if len(shown) > 12:
        return texts("map_page.alt_many", home=home.name, n=fmt.number(len(shown), texts))
    return texts("map_page.alt", home=home.name, cities=fmt.joined(shown, texts))


def map_pictures(
    answers: Answers,
    frame: str,
    selected: str | None,
    texts: Texts,
    base_href: str,
    *,
    by_region: bool = True,
    steps: int = 0,
    is_phone: bool = False,
) -> Markup:
    """The map as SVG for a wide, a smaller and a phone's screen; the style sheet shows one. On a phone it is one map
    for each region of the whole, unless `by_region` is false: a folder of many regions has then three drawings.

    A phone that came `steps` closer to the selected city, by a touch on a group, has the one map around it instead."""
    every = list(answers.regions) if by_region and frame == ALL else []
    around = answers.city(selected) if by_region and steps > 0 else None
    if around:
        every = [region for region in every if around in region.cities][:1]
    # a crowd takes seconds to draw: not for screens that this one is known not to be
    larger = [] if is_phone and len(answers.cities) > CROWD else [(_WIDE, frame), (_MEDIUM, frame)]
    wide = _maps(answers, larger, selected, texts, base_href)
    place = projection_of(answers.home)(around.latitude, around.longitude) if around else None
    moved = (lambda first: closer(first, steps, place)) if around else None
    cuts = [(_SMALL, code) for code in [region.code for region in every] or [frame]]
    small = _maps(answers, cuts, selected, texts, base_href, moved=moved)
    look = f' data-look="{escape(around.city_id)}:{steps}"' if around else ""
    return Markup(f'<div class="bri-map-page"{look}>{wide}{small}</div>')


def map_on_screen(
    answers: Answers, frame: str, selected: str | None, texts: Texts, base_href: str, *, shown: Frame, text_scale: float
) -> Markup:
    """The map as one SVG, for a screen whose room is known.

    `shown` is the part of the map it shows; the cities of `frame` are those its alternative names.
    """
    picture = _drawn(answers, frame, selected, texts, base_href, shown=shown, text_scale=text_scale)
    return Markup(f'<div class="bri-map-page"><div class="bri-map-held">{picture.svg}{picture.stops}</div></div>')


def map_on_paper(
    answers: Answers, frame: str, selected: str | None, texts: Texts, base_href: str, *, moved: Callable[[Frame], Frame]
) -> Markup:
    """The map as one SVG, for a sheet: where the screen shows a drawing that a printer would not. `moved` gives the
    part of the sheet's frame that the reader looks at."""
    drawn = _maps(answers, [(_PAPER, frame)], selected, texts, base_href, moved=moved, on_paper=True)
    return Markup(f'<div class="bri-map-page">{drawn}</div>')


def map_asked_for(label: str) -> Markup:
    """Where the browser puts the page's picture, as the take-away files give it, when it is about to print."""
    return Markup(f'<div data-paper="svg" role="img" aria-label="{escape(label)}"></div>')


def map_awaited(texts: Texts) -> Markup:
    """In place of a map whose drawing waits until the screen is known."""
    said = escape(texts("map_page.awaited"))
    return Markup(f'<div class="bri-map-page bri-map-awaited" role="status"><p>{said}</p></div>')


def _maps(
    answers: Answers,
    cuts: Sequence[tuple[_Cut, str]],
    selected: str | None,
    texts: Texts,
    base_href: str,
    *,
    moved: Callable[[Frame], Frame] | None = None,
    on_paper: bool = False,
) -> Markup:
    def drawn(cut: _Cut, code: str) -> Markup:
        first = frame_for(answers, code, cut.width, cut.height, text_scale=cut.text_scale)
        shown = moved(first) if moved else first
        picture = _drawn(answers, code, selected, texts, base_href, shown=shown, text_scale=cut.text_scale)
        stops = "" if on_paper else picture.stops
        return Markup(f'<div class="{cut.css} bri-map-held">{picture.svg}{stops}</div>')

    return Markup().join(drawn(cut, code) for cut, code in cuts)


def _drawn(
    answers: Answers, frame: str, selected: str | None, texts: Texts, base_href: str, *, shown: Frame, text_scale: float
) -> WorldMap:
    return world_map(
        answers.cities,
        links_of(answers.cities),
        answers.home,
        texts,
        width=shown.width,
        height=shown.height,
        label=map_label(answers.in_frame(frame), answers.home, texts),
        base_href=base_href,
        frame=shown,
        selected=selected,
        text_scale=text_scale,
        regions=regions_shown(answers, frame, shown),
    )


def regions_shown(answers: Answers, frame: str, shown: Frame) -> tuple[Region, ...]:
    """The regions that `shown` may draw larger in a corner: none once the reader looks at one part of the map."""
    first = frame_for(answers, frame, shown.width, shown.height, text_scale=1.0)
    is_whole = frame == ALL and shown.km_per_px >= first.km_per_px * 0.8
    return answers.regions if is_whole and shown.holds(shown.to_px((0.0, 0.0))) else ()


def inset_over(scene: Scene, shown: Frame, base_href: str, selected: str | None) -> Markup:
    """The part drawn larger as a picture of its own, to lie over a map that shows `shown` of the scene; "" without."""
    if scene.inset is None:
        return Markup()
    left, top, right, bottom = scene.inset.box
    (x, y), wide, high = shown.to_px(scene.frame.to_km((left, top))), right - left, bottom - top
    style = (
        f"left:{100 * x / shown.width:.2f}%;top:{100 * y / shown.height:.2f}%;width:{100 * wide / shown.width:.2f}%;"
        f"height:{100 * high / shown.height:.2f}%"
    )
    held = inside_inset(scene.inset, lambda drawn: served_base(drawn, f"{base_href}#"), selected=selected)
    return Markup(
        f'<div class="bri-inset-over" style="{style}" aria-hidden="true"><svg viewBox="0 0 {wide:.1f} {high:.1f}">'
        f"{held}</svg></div>"
    )


def distance_buttons(texts: Texts) -> Markup:
    """The way closer to the map, further from it, and back: three buttons for the keyboard, as a finger pinches.

    One block of markup rather than three of Streamlit's buttons: a browser draws all of these again at every run.
    """
    named = ((Verb.FURTHER, "−", "zoom_out"), (Verb.CLOSER, "+", "zoom_in"))
    signs = "".join(
        f'<button type="button" {click(verb).attribute} aria-label="{escape(texts(f"map_page.{name}"))}" '
        f'title="{escape(texts(f"map_page.{name}"))}">{sign}</button>'
        for verb, sign, name in named
    )
    back = f'<button type="button" {click(Verb.RECENTRE).attribute}>{escape(texts("map_page.recentre"))}</button>'
    return Markup(
        f'<div class="bri-distance" role="group" aria-label="{escape(texts("map_page.zoom"))}">{signs}{back}</div>'
    )


def panel(city: Panel, texts: Texts) -> Markup:
    """A city: where it is, what it holds, the way to its own page, and what shuts it where it lies over the map."""
    entries = "".join(_entry(entry, texts) for entry in city.entries)
    if city.more:
        entries += f'<li class="bri-panel-more">{escape(texts.count("map_page.more", city.more))}</li>'
    drawn = (
        '<section class="bri-panel" aria-labelledby="bri-panel-name">'
        f'<button type="button" class="bri-panel-close" {click(Verb.LET_GO).attribute} '
        f'aria-label="{escape(texts("map_page.close"))}"><span aria-hidden="true">×</span></button>'
        f'<p class="bri-panel-place">{escape(city.place)}</p>'
        f'<h2 id="bri-panel-name">{escape(city.name)}</h2><ul>{entries}</ul>'
        f'<a class="bri-panel-open" href="fiches?ville={quote(city.city_id)}" '
        f"{click(Verb.CITY, city.city_id).attribute}>"
        f'{escape(city.brief)} <span aria-hidden="true">→</span></a>'
    )
    return Markup(f"{drawn}{acronyms(Markup(drawn), texts)}</section>")


def _entry(entry: Entry, texts: Texts) -> Markup:
    kind, _, code = entry.address.partition(":")
    notes = "".join(f"<p>{escape(note)}</p>" for note in entry.notes)
    axes = "".join(
        f'<span><svg viewBox="0 0 24 24" aria-hidden="true"><path d="{AXIS_ARROWS[axis]}"/></svg>'
        f"{escape(texts(f'common.axis.{axis}'))}</span>"
        for axis in entry.axes
    )
    return Markup(
        f"<li>{mark(entry.kind, entry.state, counted=entry.counted)}<div>"
        f'<h3><a href="fiches?{kind}={quote(code)}" {click(Verb(kind), code).attribute}>{escape(entry.title)}</a></h3>'
        f"<p>{escape(entry.detail)}</p>{notes}"
        + (f'<p class="bri-panel-axes">{axes}</p>' if axes else "")
        + "</div></li>"
    )


def no_city(texts: Texts) -> Markup:
    """The panel before any city is chosen."""
    return Markup(f'<section class="bri-panel bri-panel-none"><p>{escape(texts("map_page.choose"))}</p></section>')


def nothing(said: str, texts: Texts) -> Markup:
    """In place of the panel and the list when no city is known."""
    empty = escape(texts("map_page.empty_in", year=said))
    return Markup(f'<section class="bri-panel bri-panel-none"><p>{empty}</p></section>')


def lead(texts: Texts) -> Markup:
    """The line under the title: how to read the map."""
    return Markup(f'<p class="bri-lead bri-map-lead">{escape(texts("map_page.lead"))}</p>')


def foot(answers: Answers, sources: str, behind: str, texts: Texts) -> Markup:
    """Under the map: legend, how many records have no place on it, the line of its `sources` (markup), its rows once
    opened: they are asked for at `behind`."""
    notes = [texts.count("map_page.unplaced", answers.unplaced, n=fmt.number(answers.unplaced, texts))]
    said = " ".join(filter(None, [*(escape(note) for note in notes), sources]))
    return Markup(
        f'<div class="bri-map-foot">{map_legend(answers.cities, texts)}<p class="bri-source">{said}</p>'
        f"{unread(texts('map_page.rows_title'), behind) if answers.cities else ''}</div>"
    )


def map_legend(cities: Sequence[CityMarks], texts: Texts) -> Markup:
    """The kinds and states on the map, what is drawn small, and what the circles and ribbons mean."""
    marks = [one for city in cities for one in city.marks]
    kinds = "".join(
        f"<li>{mark(kind, 'dated')}{escape(texts(f'common.kind.{kind}'))}</li>"
        for kind in KINDS
        if any(one.kind == kind for one in marks)
    )
    states = [state for state in STATE_ORDER if state != "dated" and any(one.state == state for one in marks)]
    off_total = any(not one.counted for one in marks)
    drawn = legend(states, texts, off_total=off_total, note=texts("map_page.circles"))
    return Markup(str(drawn).replace('<ul class="bri-legend">', f'<ul class="bri-legend">{kinds}', 1))


def rows_table(rows: pd.DataFrame, said: str, texts: Texts) -> Markup:
    """The rows behind the map (queries.map_page.rows), city by city; nothing for none."""
    records = plain(rows)
    if not records:
        return Markup()
    columns = ("city", "title", "kind", "date", "state", "total", "source", "locator")
    cities = [escape(localised(row, "city", texts)) for row in records]
    own = {"city": (texts("overview.rows.headings.city"), cities)}
    drawn = records_table(texts("map_page.rows", year=said), records, columns, texts, own=own)
    return Markup(limited_note(len(records), records[0]["all_rows"], texts) + drawn)
