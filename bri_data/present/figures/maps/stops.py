"""The marks of a map as buttons laid over it: for who has no pointer. One halt of the Tab key; the arrows go on from it
(static/picture.js), and what has the focus shows its ring and its name."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from bri_data.clicks import mark_attribute
from bri_data.present.figures.maps.marks import TARGET, said_of
from bri_data.present.figures.maps.scene import Scene
from bri_data.present.geo.frames import Frame
from bri_data.present.geo.placement import Body
from bri_data.present.words import Texts

# Titles said of a mark; its panel and the table hold them all.
_MOST_SAID = 3
# A city's id, its name, what is said of it, where its mark stands, half its width and height.
_Spot = tuple[str, str, str, float, float, float, float]


def map_stops(scene: Scene, texts: Texts, view: Frame | None = None) -> Markup:
    """A group of buttons as large as the map, each over its mark, the busiest city first, then the arrows at the edge.

    `view` is the part of the frame that is shown, all of it by default: a mark outside it has no button. The `data-id`
    is the city's, as on the mark. "" for a map without a mark.
    """
    view = view or scene.frame
    spots = list(_spots(scene, texts))
    if scene.inset:
        alone = {city_id for city_id, *_ in spots}
        left, top, *_ = scene.inset.box
        spots += [
            (city_id, shown, said, x + left, y + top, wide, high)
            for city_id, shown, said, x, y, wide, high in _spots(scene.inset.scene, texts)
            if city_id not in alone
        ]
    least = (TARGET + 2) * scene.scale / 2  # 24 pixels on the narrowest screen too
    buttons: list[str] = []
    for city_id, shown, said, x, y, wide, high in spots:
        across, down = view.to_px(scene.frame.to_km((x, y)))
        if not view.holds((across, down)):
            continue
        half, up = max(wide + 4, least), max(high + 4, least)
        style = (
            f"left:{100 * (across - half) / view.width:.2f}%;top:{100 * (down - up) / view.height:.2f}%;"
            f"width:{200 * half / view.width:.2f}%;height:{200 * up / view.height:.2f}%"
        )
        side = ' class="bri-stop-left"' if across > view.width * 0.6 else ""
        buttons.append(
            f'<button type="button"{side} tabindex="{-1 if buttons else 0}" {mark_attribute(city_id)} '
            f'style="{style}" aria-label="{escape(said)}"><span aria-hidden="true">{escape(shown)}</span></button>'
        )
    if not buttons:
        return Markup()
    label = escape(texts("map.stops"))
    return Markup(f'<div class="bri-map-stops" role="toolbar" aria-label="{label}">{"".join(buttons)}</div>')


def _spots(scene: Scene, texts: Texts) -> Iterator[_Spot]:
    for body in scene.bodies:
        wide = body.half + body.radius
        yield body.city.city_id, body.city.name, _said(body, texts), body.x, body.y, wide, body.radius
    for one in scene.beyond:
        yield one.city_id, one.said, one.said, one.x, one.y, 0.0, 0.0


def _said(body: Body, texts: Texts) -> str:
    """« Namur : Mission à Namur; … »."""
    lines = said_of(body)
    held = "; ".join([*lines[:_MOST_SAID], *(["…"] if len(lines) > _MOST_SAID else [])])
    return texts("map.stop", city=body.city.name, held=held)
