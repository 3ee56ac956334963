"""Contradictions between cells are printed as « à vérifier », and block nothing."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from bri_data.__main__ import main
from bri_data.store import check, examine
from tests.unit.small_folder import Rows, small_rows, write_folder

DATA = Path(__file__).parents[2] / "data"
_SOURCED = {"source_ids": "rapport-2025", "source_locator": "page 1"}
_EXPENSE = {
    "activity_ids": "mission-texas",
    "nature": "reel",
    "category": "total",
    "source_ids": "rapport-2025",
    "source_locator": "page 1",
}


def many_counted(rows: Rows) -> None:
    mission = rows["activities"][0]
    (declared,) = [row for row in rows["indicators"] if row["indicator"] == "missions"][:1] or [None]
    if declared is None:
        declared = rows["indicators"][0]
        declared["indicator"] = "missions"
    declared |= {"year": "2025", "value": "1"}
    mission["counted_in"] = "2025"
    rows["activities"].append(mission | {"activity_id": "autre", "title": "Autre mission"})


def change(table: str, row: int, /, **cells: Any) -> Any:
    def changed(rows: Rows) -> None:
        rows[table][row] |= cells

    return changed


def parts(rows: Rows) -> None:
    rows["expenses"] = [
        _EXPENSE | {"expense_id": "tout", "amount_cad": "100"},
        _EXPENSE | {"expense_id": "part", "amount_cad": "100.01", "included_in": "tout"},
    ]


def rules_at_once(rows: Rows) -> None:
    six = {"rule": "rapport_mission", "value": "6", "unit": "semaines", "scope": "tous", **_SOURCED}
    rows["rules"] = [
        six | {"rule_id": "six", "valid_from": "2025"},
        six | {"rule_id": "huit", "valid_from": "2026-04", "value": "8"},
    ]


def twice(rows: Rows) -> None:
    rows["activities"].append(rows["activities"][1] | {"activity_id": "copie"})


def agreement_twice(rows: Rows) -> None:
    rows["agreements"].append(rows["agreements"][0] | {"agreement_id": "pacte-2", "signed": "2021"})


def pair_turned_round(rows: Rows) -> None:
    """A tie between two cities told from each side."""
    first = rows["agreements"][0] | {"signed": "2020-05-04", "city_ids": "san-antonio;quebec"}
    second = first | {"agreement_id": "pacte-2", "title": "Autre titre", "city_ids": "quebec;san-antonio"}
    rows["agreements"] = [first, second]


def outcome(due: str = "", **cells: Any) -> Any:
    def told(rows: Rows) -> None:
        rows["activities"][0] |= cells
        known = {"outcome_id": "r1", "activity_id": "mission-texas", "statement": "Un pacte", "status": "constatee"}
        rows["outcomes"] = [known | {"due": due, **_SOURCED}]

    return told


def document(**cells: Any) -> Any:
    def published(rows: Rows) -> None:
        known = {"disclosure_id": "d1", "activity_id": "mission-texas", "document": "rapport_mission"}
        rows["disclosures"] = [known | cells | _SOURCED]

    return published


def cost(**cells: Any) -> Any:
    def published(rows: Rows) -> None:
        rows["expenses"] = [_EXPENSE | {"expense_id": "tout", "amount_cad": "100"} | cells]

    return published


def early_credits(rows: Rows) -> None:
    rows["carbon_years"] = [{"travel_year": "2025", "tonnes": "12", "bought": "2024-12-31", **_SOURCED}]


def factor(rows: Rows) -> None:
    known = {"factor_id": "f1", "publisher": "X", "edition": "2025", "haul": "long", "cabin": "moyenne"}
    rows["emission_factors"] = [known | {"min_km": "3700", "max_km": "370", **_SOURCED}]


def late_witness(rows: Rows) -> None:
    known = {"role_id": "m1", "partner_id": "aimf", "role": "membre", "title": "Membre"}
    rows["roles"] = [known | {"start": "2020", "end": "2022", "attested": "2024", **_SOURCED}]


def two_sources(rows: Rows) -> None:
    rows["sources"].append(rows["sources"][0] | {"source_id": "autre"})
    rows["activities"][0] |= {"source_ids": "rapport-2025;autre", "source_locator": "section 1"}


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (many_counted, "more_rows_than_declared"),
        (change("activities", 0, start="2199", end="", status="realisee", counted_in=""), "held_in_the_future"),
        (change("activities", 1, start="2020-01", status="prevue", counted_in=""), "planned_in_the_past"),
        (change("agreements", 0, signed="2010", expires="2012", status="en_vigueur"), "in_force_past_its_end"),
        (change("trips", 0, itinerary="YQB-YUL-YUL-SAT"), "leg_to_nowhere"),
        (change("trips", 0, itinerary="YQB-ZZZ"), "unknown_airport"),
        (change("cities", 1, airport="CDG"), "far_airport"),
        (change("cities", 1, country="CA", latitude="46.8123", longitude="-71.2145"), "two_names_of_a_place"),
        (twice, "same_record_twice"),
        (rules_at_once, "two_rules_at_once"),
        (parts, "smaller_than_its_part"),
        # the sign of a longitude lost: somewhere in China
        (change("cities", 1, longitude="98.49", airport=""), "outside_its_country"),
        (change("partners", 0, name="Asso\u0441iation des maires"), "mixed_alphabets"),
        (change("activities", 0, title="M\u0456ssion au Texas"), "mixed_alphabets"),
        (change("activities", 1, start="2199", date_basis="constatee", status="prevue"), "seen_before_it_happened"),
        (change("activities", 0, end="2025-12-21"), "lasts_long"),
        (change("activities", 0, status="annulee"), "cancelled_but_counted"),
        (change("activities", 0, city_ids="quebec"), "mission_at_home"),
        (agreement_twice, "one_agreement_twice"),
        (pair_turned_round, "one_agreement_twice"),
        (change("agreements", 0, signed="2199"), "signed_in_the_future"),
        (change("agreements", 0, status="echue", expires="2199"), "over_before_its_end"),
        (outcome(start="2199", end="", status="prevue", counted_in=""), "outcome_of_nothing_held"),
        (outcome(due="2024"), "due_before_it_happened"),
        (document(published_on="2025-03-01"), "report_before_it_happened"),
        (document(published_on="2199"), "published_in_the_future"),
        (cost(published_on="2025-03-18"), "cost_before_it_happened"),
        (change("sources", 0, published="2199-01"), "published_in_the_future"),
        (early_credits, "bought_before_the_travel"),
        (factor, "range_upside_down"),
        (late_witness, "attested_outside_its_dates"),
        (two_sources, "a_locator_for_each_source"),
    ],
)
def test_a_contradiction_is_a_doubt(tmp_path: Path, spoil: Any, rule: str) -> None:
    rows = small_rows()
    spoil(rows)
    found = examine(write_folder(tmp_path, rows))
    assert all(one.is_doubt for one in found)
    assert rule in {one.rule for one in found}


def test_a_sound_folder_has_no_doubt_and_a_doubt_blocks_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert examine(write_folder(tmp_path / "sound", small_rows())) == ()
    rows = small_rows()
    many_counted(rows)
    folder = write_folder(tmp_path / "spoiled", rows)
    assert check(folder) == ()
    assert main(["check", str(folder)]) == 0
    assert "à vérifier" in capsys.readouterr().out


def test_an_edition_rewritten_by_a_spreadsheet_is_a_doubt(tmp_path: Path) -> None:
    for file in DATA.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (DATA / "facteurs_emission.csv").open(encoding="utf-8", newline="") as stream:
        headings, *rows = csv.reader(stream)
    for row in rows:
        row[headings.index("edition")] = "juil-26"
    with (tmp_path / "facteurs_emission.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headings, *rows])
    assert "month_for_edition" in {one.rule for one in examine(tmp_path)}


def test_every_doubt_of_the_shipped_folder_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    found = examine(DATA)
    assert {one.rule for one in found} == {"planned_in_the_past", "smaller_than_its_part"}
    assert all(dict(one.details).get("explanation_fr") and dict(one.details).get("explanation_en") for one in found)
    assert main(["check", str(DATA)]) == 0
    assert "à vérifier" not in capsys.readouterr().out


def test_an_explanation_holds_for_its_rule_and_its_row_alone(tmp_path: Path) -> None:
    rows = small_rows()
    change("activities", 1, start="2020-01", status="prevue", counted_in="")(rows)
    known = {"rule": "planned_in_the_past", "explanation": "Rien ne dit qu’elle a eu lieu.", **_SOURCED}
    rows["verifications"] = [
        known | {"verification_id": "v1", "row_key": "accueil-1"},
        known | {"verification_id": "v2", "row_key": "mission-texas", "explanation": "Autre ligne."},
    ]
    (one,) = [one for one in examine(write_folder(tmp_path, rows)) if one.rule == "planned_in_the_past"]
    assert dict(one.details)["explanation_fr"] == "Rien ne dit qu’elle a eu lieu."
