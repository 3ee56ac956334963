"""From an itinerary to a range of kg CO2e, and from planned trips to the credits they call for.

Pure arithmetic on plain values: no database, no files, no words. What cannot be worked out is an `Unknown` with its
reason, never a zero.
"""

from .distance import EARTH_RADIUS_KM, Airport, find_airport, great_circle_km
from .estimate import CALCULATION_VERSION, Estimate, Leg, Range, Trip, Unknown, estimate, total
from .factors import STATED_CABINS, Cabin, Factor, Method, factor_for, method_of_record
from .forecast import Forecast, Scenario, explained_share, forecast, price_per_tonne, relative_change

__all__ = [
    "CALCULATION_VERSION",
    "EARTH_RADIUS_KM",
    "STATED_CABINS",
    "Airport",
    "Cabin",
    "Estimate",
    "Factor",
    "Forecast",
    "Leg",
    "Method",
    "Range",
    "Scenario",
    "Trip",
    "Unknown",
    "estimate",
    "explained_share",
    "factor_for",
    "find_airport",
    "forecast",
    "great_circle_km",
    "method_of_record",
    "price_per_tonne",
    "relative_change",
    "total",
]
