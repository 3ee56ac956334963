"""The base map as GeoJSON in kilometres of the projected plane, for a map drawn by the browser."""

from __future__ import annotations

import json
import math
from typing import Any

from bri_data.present.geo.base import LIMIT_KM, base_of, signed_area
from bri_data.present.geo.projection import Home, Point

_SIDES = 180


def base_geojson(home: Home, layer: str) -> str:
    """One layer of the base map (`base.LAYERS`) as one GeoJSON feature, in whole kilometres, x right and y down.

    Land, lakes and the home region are a MultiPolygon with their holes; the borders are a MultiLineString.
    """
    lines = getattr(base_of(home), layer)
    geometry: dict[str, Any]
    if layer == "borders":
        geometry = {"type": "MultiLineString", "coordinates": [_rounded(line) for line in lines]}
    else:
        polygons: list[list[list[list[int]]]] = []
        for ring in lines:
            closed = _rounded([*ring, ring[0]])
            # A hole runs the other way and follows the ring it is cut from.
            if signed_area(ring) > 0 and polygons:
                polygons[-1].append(closed)
            else:
                polygons.append([closed])
        geometry = {"type": "MultiPolygon", "coordinates": polygons}
    return _feature(geometry)


def circles_geojson(step_km: int) -> str:
    """Circles every `step_km` around the home city, as one GeoJSON feature in kilometres."""
    turns = [2 * math.pi * step / _SIDES for step in range(_SIDES + 1)]
    lines = [
        [[round(km * math.cos(turn), 1), round(km * math.sin(turn), 1)] for turn in turns]
        for km in range(step_km, int(LIMIT_KM) + 1, step_km)
    ]
    return _feature({"type": "MultiLineString", "coordinates": lines})


def _feature(geometry: dict[str, Any]) -> str:
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    # deck.gl warns of a geometry without a point
    drawn: dict[str, Any] = feature if geometry["coordinates"] else {"type": "FeatureCollection", "features": []}
    return json.dumps(drawn, separators=(",", ":"))


def _rounded(line: list[Point]) -> list[list[int]]:
    """Whole kilometres; points that fall together are one."""
    points: list[list[int]] = []
    for x, y in line:
        point = [round(x), round(y)]
        if not points or points[-1] != point:
            points.append(point)
    return points
