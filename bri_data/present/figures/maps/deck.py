"""The world map drawn by the browser's own graphics (deck.gl): the scene of mapscene.py in kilometres of the plane.

What Streamlit needs to be told, and why:
- strings that are values and not expressions stand between quotes of their own;
- as soon as one object is selected, Streamlit fades each layer whose colour it finds in the usual place: here every
  colour is given to a sub-layer instead, where it does not look;
- a layer whose name changes forgets its selection, so that the same city can be clicked again: that of the click
  targets changes with the selected city, while the layers one sees keep theirs and do not flicker.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any

import pydeck as pdk

from bri_data.present.figures.maps import deck_layers as layers
from bri_data.present.figures.maps.deck_icons import arrow_icon, home_icon, mark_icon
from bri_data.present.figures.maps.scene import Scene
from bri_data.present.geo.frames import Frame
from bri_data.present.theme import TOKENS, Scheme

# How many times the reader may double or halve the scale of the frame.
_MOST_OUT = 1.0
_MOST_IN = 5.0


class _Deck(pdk.Deck):  # type: ignore[misc]
    """A deck whose JSON has no blanks: three times shorter, and it travels with each run of the page."""

    def to_json(self) -> str:
        """The JSON that deck.gl reads."""
        return json.dumps(json.loads(super().to_json()), ensure_ascii=False, separators=(",", ":"))


def deck(
    scene: Scene,
    base: Mapping[str, str],
    scheme: Scheme,
    image_address: Callable[[str], str],
    *,
    view: Frame,
    selected: str | None = None,
    turn: int = 0,
    lit: frozenset[str] = frozenset(),
) -> pdk.Deck:
    """The map ready for st.pydeck_chart.

    `base` gives the address of each layer of base_geojson.py by name, the distance circles as `circles-<step in km>`;
    `image_address` gives the one where an SVG image is served.

    `lit` are the cities that stand out beside the selected one.

    `view` is the part shown first; `turn` changes when the reader asks for it again. A clicked city is the
    `city_id` of the object selected in the layer named `TARGETS` followed by the selected city.
    """
    paint = layers.Paint(scheme)
    marks = [(scene.frame.to_km((body.x, body.y)), mark_icon(body, scheme)) for body in scene.bodies]
    arrows = [(scene.frame.to_km((one.x, one.y)), arrow_icon(one, scene.scale, scheme)) for one in scene.beyond]
    drawn = [
        *layers.base_layers(base, paint),
        layers.circle_layer(scene, base, paint),
        *layers.band_layers(scene, paint),
        *layers.leader_layers(scene, paint),
        layers.ring_layer(scene, scheme, image_address, lit | {selected}),
        layers.icon_layer("marques", marks, image_address),
        layers.icon_layer("fleches", arrows, image_address),
        layers.icon_layer("depart", [((0.0, 0.0), home_icon(scene.scale, scheme))], image_address),
        layers.target_layer(scene, selected),
        layers.text_layer("distances", layers.distance_rows(scene), paint("ink2"), paint, 400),
        layers.text_layer("noms", [*layers.name_rows(scene), *layers.count_rows(scene)], paint("ink"), paint, 600),
    ]
    return _Deck(
        layers=drawn,
        views=[
            pdk.View(
                type="OrthographicView",
                # what moves it is told to the server (static/map_moves.js): nothing else may
                controller={
                    "scrollZoom": False,
                    "dragRotate": False,
                    "doubleClickZoom": False,
                    "touchZoom": False,
                    "keyboard": False,
                },
            )
        ],
        initial_view_state=_view_state(view, turn),
        map_provider=None,
        tooltip={
            "html": "{title}",
            "style": {
                "backgroundColor": TOKENS["surf"].light if scheme == "light" else TOKENS["surf"].dark,
                "color": TOKENS["ink"].light if scheme == "light" else TOKENS["ink"].dark,
                "fontSize": "0.9rem",
                "whiteSpace": "pre-line",
                "maxWidth": "22rem",
                "borderRadius": "6px",
            },
        },
    )


def clicked_city(selection: Mapping[str, Any]) -> str | None:
    """The city in a selection of st.pydeck_chart; None when nothing, or something else, is selected."""
    for name, objects in selection.get("objects", {}).items():
        if name.startswith(layers.TARGETS) and objects:
            return str(objects[0].get("city_id") or "") or None
    return None


def _view_state(view: Frame, turn: int) -> pdk.ViewState:
    zoom = -math.log2(view.km_per_px)
    # Streamlit moves the camera when a value of the view changes: asking again for the same view must change one.
    nudge = turn * 1e-6
    state = pdk.ViewState(zoom=zoom + nudge)
    # once the map was moved by hand, deck.gl keeps a zoom for each axis and hears no other
    state.zoom_x = state.zoom_y = state.zoom
    state.target = [view.centre_km[0] + nudge, view.centre_km[1], 0]
    state.min_zoom, state.max_zoom = zoom - _MOST_OUT, zoom + _MOST_IN
    for name in ("longitude", "latitude"):
        delattr(state, name)
    return state
