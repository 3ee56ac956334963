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


def change(name: str, row: int, **cells: Any) -> Any:
    def changed(rows: Rows) -> None:
        rows[name][row] |= cells

    return changed


def parts(rows: Rows) -> None:
    rows["expenses"] = [
        _EXPENSE | {"expense_id": "tout", "amount_cad": "100"},
        _EXPENSE | {"expense_id": "part", "amount_cad": "100.01", "included_in": "tout"},
    ]


def twice(rows: Rows) -> None:
    rows["activities"].append(rows["activities"][1] | {"activity_id": "copie"})


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
        (change("cities", 1, country="CA", latitude="46.81", longitude="-71.21"), "two_names_of_a_place"),
        (twice, "same_record_twice"),
        (parts, "smaller_than_its_part"),
    ],
)
def test_a_contradiction_is_a_doubt(tmp_path: Path, spoil: Any, rule: str) -> None:
    before = {one.rule for one in examine(write_folder(tmp_path / "sound", small_rows()))}
    assert rule not in before
    rows = small_rows()
    spoil(rows)
    folder = write_folder(tmp_path / "spoiled", rows)
    assert check(folder) == ()
    assert rule in {one.rule for one in examine(folder) if one.is_doubt}
    assert main(["check", str(folder)]) == 0


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
