"""The rules as transcribed: what the sources state, and no more."""

from __future__ import annotations

from collections.abc import Callable

from bri_data.queries import agenda
from bri_data.store.database import Database

Rows = Callable[[str], list[dict[str, str]]]


def test_the_rules_are_those_that_the_report_states_and_our_own_say_so(rows: Rows) -> None:
    found = {row["rule"]: (float(row["value"]), row["unit"], row["scope"], row["valid_from"]) for row in rows("rules")}
    assert found == {
        "seuil_decision": (3000, "cad", "hors_pays", "2025"),
        "rapport_mission": (6, "semaines", "tous", "2025"),
        "depenses_trimestre": (1, "trimestres", "tous", "2025"),
        # the report illustrates it by the flights of 2024
        "credits_carbone": (1, "annees", "tous", "2024"),
        # ours: no source says when the outcomes of a mission are to be told, nor from when a change must be explained
        "retombees_mission": (12, "mois", "tous", "2024"),
        "ecart_a_expliquer": (20, "pourcent", "tous", "2022"),
        "ecart_minimal": (2, "unites", "tous", "2022"),
    }
    ours = [row for row in rows("rules") if row["rule"].startswith(("ecart_", "retombees_"))]
    assert {(row["source_ids"], row["source_locator"]) for row in ours} == {("calcul", "notre choix")}
    assert all("rapport-2025" in row["source_ids"].split(";") for row in rows("rules") if row not in ours)
    assert not any(row["valid_until"] for row in rows("rules"))


def test_a_rule_says_what_the_report_declares(rows: Rows) -> None:
    declared = {row["indicator"]: float(row["value"]) for row in rows("indicators")}
    rules = {row["rule"]: float(row["value"]) for row in rows("rules")}
    assert rules["seuil_decision"] == declared["seuil_sommaire_decisionnel"]
    assert rules["rapport_mission"] == declared["delai_rapport_mission"]


def test_the_reports_rule_binds_the_mayor_and_the_elected_member_in_charge(rows: Rows) -> None:
    (rule,) = [row for row in rows("rules") if row["rule"] == "rapport_mission"]
    assert rule["function_ids"].split(";") == ["maire", "mairesse_suppleante"]
    assert rule["possible_function_ids"] == "maire_ou_elu"
    assert [bool(row["function_ids"]) for row in rows("rules")].count(True) == 1


def test_nothing_is_said_to_be_missing_without_a_source(rows: Rows) -> None:
    assert not any(row["found_missing"] or row["published_on"] for row in rows("disclosures"))


def test_the_calendar_counts_by_the_rule(database: Database) -> None:
    frame = agenda.reports_due(database.cursor(), None)
    assert frame["weeks"].tolist() == [6, 6, 6]
    assert frame["record_id"].tolist() == [f"2025-mission-{city}" for city in ("san-antonio", "milwaukee", "new-york")]
