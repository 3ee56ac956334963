"""Azimuthal equidistant projection centred on the home city: a distance from the centre is the real distance."""

from __future__ import annotations

import math
from dataclasses import dataclass

EARTH_RADIUS_KM = 6371.0088
# Turns the map clockwise: from Québec, Europe then lies to the right and North America fills a wide frame.
TURN_DEGREES = 20.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Home:
    """The city at the centre of the map, in degrees."""

    name: str
    latitude: float
    longitude: float


def distance_km(latitude_1: float, longitude_1: float, latitude_2: float, longitude_2: float) -> float:
    """Great-circle distance in kilometres between two places in degrees, on a sphere (haversine)."""
    phi_1, phi_2 = math.radians(latitude_1), math.radians(latitude_2)
    half = math.sin((phi_2 - phi_1) / 2) ** 2
    half += math.cos(phi_1) * math.cos(phi_2) * math.sin(math.radians(longitude_2 - longitude_1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


@dataclass(frozen=True)
class Projection:
    """Degrees to kilometres on the plane: the home city at (0, 0), x to the right, y down."""

    latitude: float
    longitude: float
    turn_degrees: float = TURN_DEGREES

    def __call__(self, latitude: float, longitude: float) -> Point:
        """The place in kilometres. The antipode, which lies in every direction, is put in one of them."""
        distance, bearing = self.polar(latitude, longitude)
        return distance * math.sin(bearing), -distance * math.cos(bearing)

    def polar(self, latitude: float, longitude: float) -> Point:
        """Distance in kilometres, and direction on the picture in radians, clockwise from the top."""
        phi_0, phi = math.radians(self.latitude), math.radians(latitude)
        delta = math.radians(longitude - self.longitude)
        east = math.cos(phi) * math.sin(delta)
        north = math.cos(phi_0) * math.sin(phi) - math.sin(phi_0) * math.cos(phi) * math.cos(delta)
        ahead = math.sin(phi_0) * math.sin(phi) + math.cos(phi_0) * math.cos(phi) * math.cos(delta)
        # atan2 stays exact near the centre and near the antipode, where acos loses its digits.
        angle = math.atan2(math.hypot(east, north), ahead)
        return EARTH_RADIUS_KM * angle, math.atan2(east, north) + math.radians(self.turn_degrees)


def projection_of(home: Home) -> Projection:
    """The projection centred on `home`."""
    return Projection(home.latitude, home.longitude)
