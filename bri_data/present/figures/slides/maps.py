"""The map of a slide: as wide as the screen, from under the title to the bottom, the marks clear of the foot."""

from __future__ import annotations

from markupsafe import Markup, escape

from bri_data.present.figures.maps.inset import map_with_inset
from bri_data.present.figures.maps.world import inline_base, inset, layers
from bri_data.present.geo.frames import Frame, closer, frame_of
from bri_data.present.geo.regions import regions_of
from bri_data.present.slides.model import WorldMap
from bri_data.present.theme import FONT, var
from bri_data.present.words import Texts

WIDTH, HEIGHT = 1920.0, 890.0
# Text and marks over their nominal size: the smallest text is then above 28 pixels on a screen of 1080 lines.
SCALE = 1.8
_SIDE, _TOP, _FOOT = 40.0, 20.0, 120.0


def slide_map(value: WorldMap, alt: str, texts: Texts) -> Markup:
    """The map as one SVG that stands on its own; `alt` is the sentence that stands for it."""
    frame = slide_frame(value)
    is_whole = value.steps == 0 and value.centre is None and (0.0, 0.0) in value.places
    scene = map_with_inset(
        value.cities,
        value.links,
        value.home,
        texts,
        frame,
        selected=value.selected or None,
        text_scale=SCALE,
        foot=_FOOT,
        regions=regions_of(value.cities, value.home, texts) if is_whole else (),
    )
    return Markup(
        f'<svg class="bri-slide-worldmap" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{escape(alt)}" '
        f'font-family="{escape(FONT)}"><rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="{var("bg")}"/>'
        f"{inline_base(scene)}{layers(scene, selected=value.selected or None, lit=value.lit)}"
        f"{inset(scene, inline_base, selected=value.selected or None, lit=value.lit)}</svg>"
    )


def slide_frame(value: WorldMap) -> Frame:
    """The frame that shows every city to look at above the foot of the slide."""
    inner = frame_of(
        value.places,
        WIDTH - 2 * _SIDE,
        HEIGHT - _TOP - _FOOT,
        text_scale=SCALE,
    )
    inner = closer(inner, value.steps, value.chosen_place, value.centre)
    down = (_FOOT - _TOP) / 2 * inner.km_per_px
    return Frame((inner.centre_km[0], inner.centre_km[1] + down), inner.km_per_px, WIDTH, HEIGHT)
