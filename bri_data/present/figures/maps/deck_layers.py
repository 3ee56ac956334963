"""The layers of the map for deck.gl, one function each; deck.py says what Streamlit makes of them."""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any

import pydeck as pdk

from bri_data.present.figures.maps.deck_icons import SHARPNESS, Icon, ring_icon
from bri_data.present.figures.maps.marks import DOT, ZONE_OPACITY, is_disc, number_at, said_of, tied_to
from bri_data.present.figures.maps.scene import Scene
from bri_data.present.geo.labels import Label
from bri_data.present.geo.projection import Point
from bri_data.present.theme import KINDS, TOKENS, Scheme

# The name of the clickable layer begins with this.
TARGETS = "villes"
_TARGET = 24.0
_FONT = "'Source Sans'"
Row = dict[str, Any]


class Paint:
    """Colours of one scheme as deck.gl wants them: red, green, blue and opacity up to 255."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme

    def __call__(self, token: str, opacity: float = 1.0) -> list[int]:
        colour: str = getattr(TOKENS[token], self.scheme)
        return [*(int(colour[i : i + 2], 16) for i in (1, 3, 5)), round(255 * opacity)]


def _layer(kind: str, id: str, data: Any, sub_layers: Mapping[str, Row] | None = None, **options: Any) -> pdk.Layer:
    layer = pdk.Layer(kind, data=data, id=id, pickable=options.pop("pickable", False), **options)
    if sub_layers:
        layer._subLayerProps = sub_layers
    return layer


def base_layers(base: Mapping[str, str], paint: Paint) -> Iterable[pdk.Layer]:
    """Land, home region, lakes and borders, fetched by the browser and kept there."""
    for name, token in (("land", "land"), ("home", "home"), ("lakes", "bg")):
        fill = {"polygons-fill": {"getFillColor": paint(token)}}
        yield _layer("GeoJsonLayer", name, base[name], fill, stroked=False, filled=True)
    line = {"linestrings": {"getColor": paint("bg"), "getWidth": 1, "widthUnits": "pixels"}}
    yield _layer("GeoJsonLayer", "borders", base["borders"], line, stroked=True, filled=False)


def circle_layer(scene: Scene, base: Mapping[str, str], paint: Paint) -> pdk.Layer:
    """Dotted circles, fetched like the base map."""
    look = {
        "getColor": paint("ring", 0.55),
        "getWidth": 1.4,
        "widthUnits": "pixels",
        "capRounded": True,
        "getDashArray": [0.1, 5],
        "extensions": [{"@@type": "PathStyleExtension", "dash": True}],
    }
    options = {"stroked": True, "filled": False}
    return _layer("GeoJsonLayer", "cercles", base[f"circles-{scene.circle_step_km}"], {"linestrings": look}, **options)


def _geometry(id: str, kind: str, coordinates: list[Any], sub_layers: Mapping[str, Row]) -> pdk.Layer:
    """A layer of one GeoJSON geometry in kilometres."""
    features = [{"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}}]
    return _layer(
        "GeoJsonLayer", id, features, sub_layers, stroked=kind != "MultiPolygon", filled=kind == "MultiPolygon"
    )


def band_layers(scene: Scene, paint: Paint) -> Iterable[pdk.Layer]:
    """One layer for each kind of link: they all have the same opacity."""
    for kind in KINDS:
        bands = [band for band in scene.bands if band.kind == kind]
        if not bands:
            continue
        lines = [[_km(scene, point) for point in band.points] for band in bands]
        if bands[0].is_dashed:
            look = {"getColor": paint("ink3", bands[0].opacity), "getWidth": 1.5, "widthUnits": "pixels"}
            dashes = [dash for line in lines for dash in _dashes(line, 5 * scene.frame.km_per_px)]
            yield _geometry(f"liens-{kind}", "MultiLineString", dashes, {"linestrings": look})
        else:
            look = {"getFillColor": paint(KINDS[kind].token, bands[0].opacity)}
            polygons = [[[*line, line[0]]] for line in lines]
            yield _geometry(f"liens-{kind}", "MultiPolygon", polygons, {"polygons-fill": look})


def _dashes(line: list[list[float]], length: float) -> list[list[list[float]]]:
    """A line cut into dashes of about `length`, with as much room between them."""
    gone = [0.0, *itertools.accumulate(math.dist(a, b) for a, b in itertools.pairwise(line))]
    count = max(1, round(gone[-1] / length / 2))
    return [[_along(line, gone, index / count), _along(line, gone, (index + 0.5) / count)] for index in range(count)]


def _along(line: list[list[float]], gone: list[float], part: float) -> list[float]:
    """The place reached after a part (0 to 1) of the whole length; `gone` is the length up to each point."""
    at = part * gone[-1]
    index = min(bisect.bisect_right(gone, at), len(line) - 1)
    share = (at - gone[index - 1]) / ((gone[index] - gone[index - 1]) or 1.0)
    (x1, y1), (x2, y2) = line[index - 1], line[index]
    return [round(x1 + (x2 - x1) * share, 1), round(y1 + (y2 - y1) * share, 1)]


def leader_layers(scene: Scene, paint: Paint) -> Iterable[pdk.Layer]:
    """Lines from marks to the places they do not stand on, and from names to their mark, with a dot at each place, and
    the zones of the groups of many; no layer for none."""
    dots = [{"position": _km(scene, place), "radius": DOT} for b in scene.bodies for place in tied_to(b)]
    zones = [
        {"position": _km(scene, (b.true_x, b.true_y)), "radius": b.zone * scene.frame.km_per_px}
        for b in scene.bodies
        if b.zone
    ]
    if zones:
        yield _discs("zones", zones, paint("ink3", ZONE_OPACITY), "common")
    lines = [[_km(scene, (b.x, b.y)), _km(scene, place)] for b in scene.bodies for place in tied_to(b)]
    lines += [[_km(scene, end) for end in label.leader] for label in scene.labels.values() if label.leader]
    look = {"getColor": paint("ink3"), "getWidth": 1, "widthUnits": "pixels"}
    if lines:
        yield _geometry("renvois", "MultiLineString", lines, {"linestrings": look})
    if dots:
        yield _discs("lieux", dots, paint("ink"), "pixels")


def _discs(id: str, data: list[Row], colour: list[int], units: str) -> pdk.Layer:
    """Plain discs, their radius in pixels or, with the `common` units of the plane, in kilometres."""
    return _layer(
        "ScatterplotLayer", id, data, get_position="position", get_radius="radius", radius_units=f"'{units}'",
        get_fill_color=colour,
    )  # fmt: skip


def ring_layer(
    scene: Scene, scheme: Scheme, image_address: Callable[[str], str], chosen_ids: Set[str | None]
) -> pdk.Layer:
    """The outline in ink of the chosen cities, under their marks."""
    chosen = [body for body in scene.bodies if chosen_ids & set(body.city.ids)]
    return icon_layer("choix", ((scene.frame.to_km((b.x, b.y)), ring_icon(b, scheme)) for b in chosen), image_address)


def icon_layer(id: str, icons: Iterable[tuple[Point, Icon]], image_address: Callable[[str], str]) -> pdk.Layer:
    """Images at places in kilometres; they keep their size in pixels when the reader zooms."""
    data = []
    for place, icon in icons:
        image: Row = {"url": image_address(icon.svg)}
        image |= {"width": icon.width * SHARPNESS, "height": icon.height * SHARPNESS}
        data.append({"position": [round(place[0], 2), round(place[1], 2)], "icon": image, "size": icon.height})
    return _layer(
        "IconLayer", id, data, get_position="position", get_icon="icon", get_size="size", size_units="'pixels'"
    )


def target_layer(scene: Scene, selected: str | None) -> pdk.Layer:
    """Unseen discs that take the click: one under each symbol of a capsule, so that its whole length does."""
    data = []
    for body in scene.bodies:
        count = 1 + math.ceil(body.half / max(body.radius, 1))
        for index in range(count):
            part = index / (count - 1) if count > 1 else 0.5
            place = scene.frame.to_km((body.x - body.half + 2 * body.half * part, body.y))
            data.append(
                {
                    "position": [round(place[0], 2), round(place[1], 2)],
                    "radius": max(body.radius, _TARGET / 2),
                    "city_id": body.city.city_id,
                    "title": "\n".join([body.city.name, *said_of(body)]),
                }
            )
    for one in scene.beyond:
        place = scene.frame.to_km((one.x, one.y))
        spot = [round(place[0], 2), round(place[1], 2)]
        data.append({"position": spot, "radius": _TARGET / 2, "city_id": one.city_id, "title": one.said})
    return _layer(
        "ScatterplotLayer",
        f"{TARGETS}:{selected or ''}",
        data,
        get_position="position",
        get_radius="radius",
        radius_units="'pixels'",
        opacity=1e-9,
        pickable=True,
    )


def text_layer(id: str, rows: list[Row], colour: list[int], paint: Paint, weight: int) -> pdk.Layer:
    """Lines of text with a halo of the page's colour."""
    return _layer(
        "TextLayer",
        id,
        rows,
        {"characters": {"getColor": colour}},
        get_position="position",
        get_text="text",
        get_size="size",
        size_units="'pixels'",
        get_pixel_offset="offset",
        get_text_anchor="'middle'",
        get_alignment_baseline="'center'",
        font_family=_FONT,
        font_weight=weight,
        character_set="'auto'",
        font_settings={"sdf": True, "fontSize": 48, "buffer": 12, "radius": 16},
        outline_width=6,
        outline_color=paint("bg"),
    )


def name_rows(scene: Scene) -> Iterable[Row]:
    """The names keep their distance to their mark, in pixels, when the reader zooms."""
    for body in scene.bodies:
        label = scene.labels.get(body.city.city_id)
        if label:
            yield _beside(scene, label, (body.x, body.y))
    for one in scene.beyond:
        yield _beside(scene, one.label, (one.x, one.y))
    if scene.home_label:
        yield _beside(scene, scene.home_label, scene.centre)


def count_rows(scene: Scene) -> Iterable[Row]:
    """The number on each disc."""
    for body in scene.bodies:
        if is_disc(body):
            place = scene.frame.to_km((body.x, body.y))
            below, size = number_at(body)
            yield _row(str(body.city.count), place, (0, below), size)


def _beside(scene: Scene, label: Label, mark: Point) -> Row:
    x, y = _middle(label)
    return _row(label.text, scene.frame.to_km(mark), (x - mark[0], y - mark[1]), label.size)


def distance_rows(scene: Scene) -> list[Row]:
    """The distances on the circles."""
    return [_row(label.text, scene.frame.to_km(_middle(label)), (0, 0), label.size) for label in scene.circle_names]


def _middle(label: Label) -> Point:
    left, top, right, bottom = label.box
    return (left + right) / 2, (top + bottom) / 2


def _row(text: str, place: Point, offset: Point, size: float) -> Row:
    return {
        "text": text,
        "position": [round(place[0], 2), round(place[1], 2)],
        "offset": [round(offset[0], 1), round(offset[1], 1)],
        "size": round(size, 1),
    }


def _km(scene: Scene, point: Point) -> list[float]:
    """Whole kilometres do for ribbons, and make them short: they are most of what a run carries."""
    x, y = scene.frame.to_km(point)
    return [round(x), round(y)]
