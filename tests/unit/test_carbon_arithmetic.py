"""Properties that any flight estimate must hold, and the arithmetic of credits, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bri_data.carbon import (
    Airport,
    Estimate,
    Factor,
    Forecast,
    Method,
    Range,
    Scenario,
    Trip,
    Unknown,
    estimate,
    explained_share,
    factor_for,
    forecast,
    great_circle_km,
    method_of_record,
    price_per_tonne,
    relative_change,
    total,
)

AVERAGE = Factor("m", "UK DESNZ/DEFRA", "2025", "international_hors_ru", "moyenne", None, None, 0.14253, 0.0842)
ECONOMY = replace(AVERAGE, factor_id="e", cabin="economique", with_non_co2=0.10916, without_non_co2=0.06449)
BUSINESS = replace(AVERAGE, factor_id="b", cabin="affaires", with_non_co2=0.31656, without_non_co2=0.18701)
SHORT = Factor("s", "ADEME", "2026-07", "moins_1000_km", "moyenne", 0, 1000, 0.224572, 0.123572)
LONG = Factor("l", "ADEME", "2026-07", "plus_1000_km", "moyenne", 1000, None, 0.166794, 0.091794)
METHOD = Method((AVERAGE, ECONOMY, BUSINESS), (SHORT, LONG))

airports = st.builds(
    Airport, st.just("XXX"), st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False)
)


def worked_out(itinerary: str, *, round_trip: bool = True, **known: object) -> Estimate:
    result = estimate(Trip(itinerary, round_trip, **known), METHOD)  # type: ignore[arg-type]
    assert isinstance(result, Estimate), result
    return result


@given(airports, airports)
def test_distance_is_the_same_both_ways_and_zero_to_itself(start: Airport, end: Airport) -> None:
    assert great_circle_km(start, end) == pytest.approx(great_circle_km(end, start), abs=1e-6)
    assert great_circle_km(start, start) == 0
    assert great_circle_km(start, end) <= 20015.2  # half the circumference of a sphere of 6 371.0088 km


@given(airports, airports, airports)
def test_going_through_a_third_airport_is_never_shorter(start: Airport, via: Airport, end: Airport) -> None:
    through = great_circle_km(start, via) + great_circle_km(via, end)
    assert through >= great_circle_km(start, end) - 1e-6


def test_return_is_twice_and_travellers_are_linear() -> None:
    one_way, back = worked_out("YQB-YUL-CDG", round_trip=False), worked_out("YQB-YUL-CDG", travellers=3)
    assert back.per_traveller == one_way.per_traveller.times(2)
    assert back.flown_km == 2 * one_way.flown_km
    assert back.total == back.per_traveller.times(3)


def test_unknown_headcount_gives_no_total() -> None:
    assert worked_out("YQB-YUL-CDG").total is None


@pytest.mark.parametrize("itinerary", ["YQB-DCA", "YQB-YUL-CDG-LUX", "YQB-YYZ-NRT"])
@pytest.mark.parametrize("cabin", [None, "economique", "affaires"])
def test_the_range_holds_its_centre_and_its_parts_are_in_order(itinerary: str, cabin: str | None) -> None:
    found = worked_out(itinerary, cabin=cabin)
    assert found.per_traveller.low <= found.per_traveller.central <= found.per_traveller.high
    assert found.combustion_kg < found.per_traveller.central
    assert worked_out(itinerary).per_traveller.central > worked_out(itinerary, cabin="economique").per_traveller.central


def test_a_trip_from_an_airport_to_itself_emits_nothing() -> None:
    assert worked_out("YQB-YQB").per_traveller == Range(0, 0, 0)


def test_a_circuit_is_its_legs() -> None:
    circuit = worked_out("YQB-CDG-TUN-YQB", round_trip=False)
    assert circuit.direct_km == pytest.approx(sum(leg.km for leg in circuit.legs))
    assert circuit.flown_km == circuit.direct_km


@pytest.mark.parametrize(
    ("itinerary", "expected"),
    [
        ("YQB-ZZZ-CDG", Unknown("unknown_airport", "ZZZ")),
        ("YQB-NYC", Unknown("unknown_airport", "NYC")),  # a city code is no airport
        ("YQB", Unknown("bad_itinerary", "YQB")),
        ("", Unknown("no_itinerary")),
        (None, Unknown("no_itinerary")),
    ],
)
def test_what_cannot_be_worked_out_has_a_reason_and_no_number(itinerary: str | None, expected: Unknown) -> None:
    assert estimate(Trip(itinerary, True, travellers=2), METHOD) == expected


def test_missing_factors_are_a_reason_too() -> None:
    assert estimate(Trip("YQB-CDG", True), None) == Unknown("no_factor")
    assert estimate(Trip("YQB-CDG", True, cabin="premiere"), METHOD) == Unknown("no_factor")
    assert method_of_record([AVERAGE, SHORT, LONG]) is None  # no economy, hence no low value
    assert method_of_record([AVERAGE, ECONOMY, replace(SHORT, edition="2021")]) is None
    assert method_of_record([AVERAGE, ECONOMY, SHORT, LONG]) == Method((AVERAGE, ECONOMY), (SHORT, LONG))


@pytest.mark.parametrize(("km", "expected"), [(0, SHORT), (1000, SHORT), (1000.1, LONG), (9000, LONG)])
def test_a_leg_on_a_bound_belongs_to_the_shorter_band(km: float, expected: Factor) -> None:
    assert factor_for([LONG, SHORT], km, "moyenne") == expected


def test_each_leg_has_its_own_band() -> None:
    found = worked_out("YQB-YUL-CDG", round_trip=False)
    # 233.0 km at 0.224572 and 5 523.5 km at 0.166794
    assert found.per_traveller.high == pytest.approx(233.0 * 0.224572 + 5523.5 * 0.166794, abs=0.05)


def test_price_and_its_change() -> None:
    assert price_per_tonne(6728.12, 188) == pytest.approx(35.7879, abs=1e-4)
    assert price_per_tonne(4833.86, 185.28) == pytest.approx(26.0895, abs=1e-4)
    assert price_per_tonne(None, 188) is None
    assert price_per_tonne(10.0, 0) is None
    assert relative_change(26.0895, 35.7879) == pytest.approx(0.3717, abs=1e-4)
    assert relative_change(None, 3) is None
    assert relative_change(0, 3) is None


def test_explained_share_needs_a_total_and_a_trip() -> None:
    # 940, 1 880 and 3 760 kg of 188 t are 0.5, 1 and 2 %
    assert explained_share(188, [Range(470, 940, 1880)] * 2) == Range(0.005, 0.01, 0.02)
    assert explained_share(188, []) is None
    assert explained_share(None, [Range(1, 2, 3)]) is None


def test_the_sum_of_nothing_is_not_zero() -> None:
    assert total([]) is None
    assert total([Range(1, 2, 3), Range(10, 20, 30)]) == Range(11, 22, 33)


PARIS, WASHINGTON = Trip("YQB-YUL-CDG", True), Trip("YQB-YUL-DCA", True)
TRIPS = {"paris": PARIS, "washington": WASHINGTON}


def test_forecast_buys_what_is_flown() -> None:
    found = forecast(TRIPS, METHOD, Scenario(40.0, {"paris": 2, "washington": 1}))
    # central: 2 x 1 640.9 + 290.0 = 3 571.8 kg, at 40 $ a tonne 142.87 $
    assert found.flown is not None
    assert found.cost_cad is not None
    assert found.flown.central == pytest.approx(3571.8, abs=0.3)
    assert found.cost_cad.central == pytest.approx(142.87, abs=0.02)
    assert (found.avoided, found.online_kg, found.left_out) == (None, None, 0)


def test_forecast_of_a_meeting_held_online_counts_the_flights_avoided() -> None:
    plan = Scenario(40.0, {"paris": 2, "washington": 1}, online=frozenset({"paris"}))
    found = forecast(TRIPS, METHOD, plan)
    assert found.flown is not None
    assert found.avoided is not None
    assert found.flown.central == pytest.approx(290.0, abs=0.1)
    assert found.avoided.central == pytest.approx(2 * 1640.9, abs=0.3)
    assert found.online_kg is None  # no figure for taking part online: unknown, not zero
    assert forecast(TRIPS, METHOD, replace(plan, online_kg_per_person=1.5)).online_kg == 3.0


def test_forecast_leaves_out_what_nobody_counted() -> None:
    assert forecast(TRIPS, METHOD, Scenario(40.0)) == Forecast(None, None, None, None, 2)
    known = forecast({"p": replace(PARIS, travellers=1), "x": Trip("YQB-ZZZ", True, 4)}, METHOD, Scenario(40.0))
    assert known.left_out == 1
    assert known.flown is not None


def test_forecast_all_online_flies_nothing() -> None:
    plan = Scenario(40.0, {"paris": 1, "washington": 1}, online=frozenset(TRIPS))
    found = forecast(TRIPS, METHOD, plan)
    assert found.flown == Range(0, 0, 0)
    assert found.cost_cad == Range(0, 0, 0)


def test_the_scenario_s_cabin_replaces_the_stated_one() -> None:
    plan = Scenario(40.0, {"paris": 1}, cabin="affaires")
    found = forecast({"paris": replace(PARIS, cabin="economique")}, METHOD, plan)
    # 11 512.9 km in business: low 10 584.2 x 0.18701, central 11 512.9 x 0.31656, and no published method above it
    assert found.flown is not None
    assert found.flown.low == pytest.approx(10584.2 * 0.18701, abs=0.1)
    assert found.flown.central == found.flown.high == pytest.approx(11512.9 * 0.31656, abs=0.1)
