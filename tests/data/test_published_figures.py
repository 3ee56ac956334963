"""What the sources publish, counted by hand from them: totals, missions, amounts, carbon, contradictions."""

from __future__ import annotations

from collections.abc import Callable

Row = dict[str, str]
Rows = Callable[[str], list[Row]]


def counted(rows: Rows, kind: str) -> list[Row]:
    return [row for row in rows("activities") if row["kind"] == kind and row["counted_in"] == "2025"]


def dated(found: list[Row]) -> int:
    """How many of those rows have at least a month."""
    return sum(len(row["start"]) > 4 for row in found)


def test_the_totals_the_report_declares(rows: Rows) -> None:
    declared = {(row["year"], row["indicator"]): float(row["value"]) for row in rows("indicators")}
    expected = {
        "accueils": 19,
        "accueils_courtoisie": 8,
        "accueils_collaboration_ciblee": 7,
        "accueils_echange_strategique": 4,
        "missions": 5,
        "missions_etats_unis": 3,
        "pays_visites": 2,
        "villes_visitees": 4,
        "evenements": 4,
        "rencontres_thematiques": 8,
        "services_municipaux": 14,
        "partenaires_externes": 18,
        "ententes_financement": 1,
        "nouvelles_collaborations": 2,
        "entreprises_accompagnees": 7,
        "stagiaires": 1,
        "seuil_sommaire_decisionnel": 3000,
        "delai_rapport_mission": 6,
    }
    assert declared == {("2025", name): value for name, value in expected.items()}
    assert declared["2025", "accueils"] == 8 + 7 + 4


def test_the_rows_that_belong_to_the_totals_of_2025(rows: Rows) -> None:
    missions, hostings, events = counted(rows, "mission"), counted(rows, "accueil"), counted(rows, "evenement")
    assert (len(missions), dated(missions)) == (5, 4)
    assert (len(hostings), dated(hostings)) == (8, 1)
    assert (len(events), dated(events)) == (3, 2)
    assert counted(rows, "rencontre_thematique") == []
    assert [row["nature"] for row in hostings] == [""] * 8
    assert len([row for row in rows("agreements") if row["counted_in"] == "2025"]) == 1


def test_the_missions_of_2025_visit_five_cities_of_two_countries(rows: Rows) -> None:
    country = {row["city_id"]: row["country"] for row in rows("cities")}
    visited = [row["city_ids"] for row in counted(rows, "mission")]
    assert sorted(visited) == ["luxembourg", "milwaukee", "new-york", "san-antonio", "washington"]
    assert sorted(country[city] for city in visited) == ["LU", "US", "US", "US", "US"]


def test_what_the_report_does_not_count_stays_outside_the_totals(rows: Rows) -> None:
    outside = {row["activity_id"] for row in rows("activities") if row["start"][:4] == "2025" and not row["counted_in"]}
    assert outside == {
        "2025-rencontre-nantes",
        "2025-evenement-aimf",
        "2025-mission-washington-seminaire-janvier",
        "2025-mission-washington-seminaire-decembre",
        "2025-mission-ottawa",
    }
    years = {row["start"][:4] for row in rows("activities") if row["counted_in"]}
    assert years == {"2025"}


def test_nine_partners_are_named_with_certainty_and_none_is_the_city(rows: Rows) -> None:
    named = {row["partner_id"] for row in rows("partners") if row["named_in"] == "2025"}
    assert named == {
        "mrif",
        "quebec-international",
        "universite-laval",
        "port-quebec",
        "aivp",
        "avglsl",
        "ovpm",
        "onu-habitat",
        "pnue",
    }
    assert all(row["is_external"] == "oui" for row in rows("partners") if row["partner_id"] in named)


def test_only_the_two_declared_years_of_flights(rows: Rows) -> None:
    found = {
        row["travel_year"]: (float(row["tonnes"]), float(row["cost_cad_before_tax"])) for row in rows("carbon_years")
    }
    assert found == {"2022": (185.28, 4833.86), "2024": (188.0, 6728.12)}


def test_the_city_has_one_seat(rows: Rows) -> None:
    assert [row["city_id"] for row in rows("cities") if row["is_home"] == "oui"] == ["quebec"]


def test_the_five_itineraries_are_hypotheses_with_no_headcount(rows: Rows) -> None:
    found = {row["activity_id"]: row["itinerary"] for row in rows("trips")}
    assert found == {
        "2025-mission-washington": "YQB-YUL-DCA",
        "2025-mission-san-antonio": "YQB-YUL-SAT",
        "2025-mission-milwaukee": "YQB-YYZ-MKE",
        "2025-mission-new-york": "YQB-EWR",
        "2025-mission-luxembourg": "YQB-YUL-CDG-LUX",
    }
    for row in rows("trips"):
        assert (row["travellers"], row["cabin"], row["assumed"]) == ("", "", "oui")
        assert row["assumption"].startswith("hypothèse\u00a0: ")


def test_an_itinerary_ends_at_the_airport_of_its_city(rows: Rows) -> None:
    airport = {row["city_id"]: row["airport"] for row in rows("cities")}
    city = {row["activity_id"]: row["city_ids"] for row in rows("activities")}
    for row in rows("trips"):
        legs = row["itinerary"].split("-")
        assert (legs[0], legs[-1]) == (airport["quebec"], airport[city[row["activity_id"]]])


def test_published_amounts_keep_their_disagreement_and_are_not_added_twice(rows: Rows) -> None:
    amounts = {row["expense_id"]: row for row in rows("expenses")}
    heads = [row for row in amounts.values() if row["included_in"] == "2022-tunis-total-ville"]
    assert sorted(float(row["amount_cad"]) for row in heads) == [
        1270,
        3600,
        5900,
    ]  # 10 770, where the total says 10 700
    assert float(amounts["2022-tunis-total-ville"]["amount_cad"]) == 10700
    assert float(amounts["2022-tunis-total-factures"]["amount_cad"]) == 12979
    assert amounts["2022-tunis-total-factures"]["included_in"] == "2023-trois-missions-factures"
    assert float(amounts["2023-trois-missions-factures"]["amount_cad"]) == 42328
    ceilings = sorted(float(row["amount_cad"]) for row in amounts.values() if row["nature"] == "plafond")
    assert ceilings == [13000, 13500, 36000]
    assert {row["activity_ids"][:4] for row in amounts.values()} == {"2022", "2023"}


def test_the_33_contradictions_of_the_report_are_all_there(rows: Rows) -> None:
    found = {row["discrepancy_id"]: row for row in rows("discrepancies")}
    within = [key for key in found if key.startswith("x")]
    assert within == [f"x{number:02}" for number in range(1, 34)]
    assert all(found[key]["year"] == "2025" and "rapport-2025" in found[key]["source_ids"] for key in within)
    severe = {"x01", "x02", "x03", "x04", "x07", "x09", "x11", "x12", "x13", "x14", "x15"}
    assert {key for key in within if found[key]["severity"] == "a"} == severe
    assert {key for key in within if found[key]["severity"] == "c"} == {"x05", "x29", "x30", "x31", "x33"}


def test_the_factors_of_the_method_of_record_and_of_its_bounds(rows: Rows) -> None:
    factors = {row["factor_id"]: (row["with_non_co2"], row["without_non_co2"]) for row in rows("emission_factors")}
    for edition in ("2025", "2026"):
        assert factors[f"desnz-{edition}-international-hors-ru-moyenne"] == ("0.14253", "0.0842")
        assert factors[f"desnz-{edition}-international-hors-ru-economique"] == ("0.10916", "0.06449")
    assert factors["desnz-2024-international-hors-ru-economique"] == ("0.13465", "0.07948")
    assert factors["desnz-2024-international-hors-ru-affaires"] == ("0.39044", "0.23047")
    bands = [row for row in rows("emission_factors") if row["publisher"] == "ADEME"]
    assert [(row["min_km"], row["max_km"], row["with_non_co2"]) for row in bands] == [
        ("0", "1000", "0.224572"),
        ("1000", "2000", "0.184661"),
        ("2000", "", "0.166794"),
    ]


def test_an_activity_said_to_be_held_is_not_known_from_its_announcement_alone(rows: Rows) -> None:
    planned = {row["activity_id"] for row in rows("activities") if row["status"] == "prevue"}
    assert planned == {
        "2023-mission-lyon-bruges-bruxelles",
        "2024-mission-wittenberg",
        "2025-mission-ottawa",
        "2026-evenement-uci",
    }
    for row in rows("activities"):
        assert ("annoncé" in row["summary"].lower()) or row["status"] != "prevue", row["activity_id"]
