"""A meeting told of a small folder: a proven delay, a late publication, a rule that changed, a folder without rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bri_data.present.figures.council.meeting import board
from bri_data.present.meeting import Meeting, Sitting, read_sitting, title
from bri_data.present.meeting_duties import meeting
from bri_data.present.words import texts
from bri_data.queries.meeting_answers import answers
from bri_data.store import DataFolder
from tests.unit.small_folder import small_rows, write_folder

_SOURCED = {"source_ids": "rapport-2025", "source_locator": "page 1"}
_SIX = {"rule_id": "six", "rule": "rapport_mission", "value": "6", "unit": "semaines", "scope": "tous"}
_RULE = _SIX | _SOURCED | {"function_ids": "maire", "valid_from": "2025"}
_EIGHT = _RULE | {"rule_id": "huit", "value": "8", "valid_from": "2025-04"}


def told(tmp_path: Path, today: str, rules: list[dict[str, Any]], **report: str) -> Meeting:
    """The meeting of `today` where the mayor came back on 24 March 2025: due on 5 May by the rule of six weeks."""
    rows = small_rows()
    mission = rows["activities"][0] | {
        "activity_id": "mission",
        "kind": "mission",
        "start": "2025-03-19",
        "end": "2025-03-24",
        "function_ids": "maire",
        "status": "realisee",
    }
    rows["activities"] = [mission]
    rows["outcomes"], rows["trips"], rows["expenses"], rows["agreements"] = [], [], [], []
    due = {"disclosure_id": "rapport", "activity_id": "mission", "document": "rapport_mission"} | _SOURCED
    rows["disclosures"] = [due | report]
    rows["rules"] = rules
    database = DataFolder(write_folder(tmp_path / "data", rows), tmp_path / "cache").current().database
    assert database is not None
    sitting = Sitting(date.fromisoformat(today), date(2025, 1, 1))
    with database.cursor() as con:
        frames = answers(con, sitting.since, sitting.today, is_whole=True)
    database.close()
    return meeting(frames, sitting, texts("fr"), is_whole=True)


def test_a_delay_that_a_source_found_is_late_and_alone_has_the_hue_of_late(tmp_path: Path) -> None:
    found = told(tmp_path, "2025-06-01", [_RULE], found_missing="2025-05-20")
    assert [entry.state for entry in found.of("late")] == ["late"]
    assert title(found, texts("fr")) == "Un rapport de mission en retard"
    drawn = board(found, texts("fr"))
    assert "<strong>en retard</strong>" in drawn
    assert drawn.count('class="bri-is-late"') == 1


def test_a_due_date_that_passed_with_nothing_known_is_not_late(tmp_path: Path) -> None:
    found = told(tmp_path, "2025-06-01", [_RULE])
    assert (found.of("late"), len(found.of("report"))) == ((), 1)
    assert "bri-is-late" not in board(found, texts("fr"))


def test_a_publication_is_told_and_nothing_is_due_any_more(tmp_path: Path) -> None:
    found = told(tmp_path, "2025-06-01", [_RULE], published_on="2025-05-03")
    assert (found.of("late"), found.of("report")) == ((), ())
    assert [entry.when for entry in found.of("published")] == ["3 mai 2025"]


def test_a_report_that_came_after_its_due_day_says_that_it_was_late(tmp_path: Path) -> None:
    found = told(tmp_path, "2025-06-10", [_RULE], published_on="2025-06-03")
    assert (found.of("late"), found.of("report")) == ((), ())
    assert [(entry.state, entry.note) for entry in found.of("published")] == [
        ("done_late", "rapport de mission, échéance\u00a0: 5 mai 2025")
    ]
    assert board(found, texts("fr")).count('class="bri-is-late"') == 1


def test_what_is_not_read_is_counted(tmp_path: Path) -> None:
    found = told(tmp_path, "2025-06-01", [_RULE])
    cut = board(replace(found, unread=4_000), texts("fr"))
    n, total = len(found.entries), f"{len(found.entries) + 4_000:,}".replace(",", "\u00a0")
    assert f"Seules les {n} premières lignes sur {total} sont lues" in cut
    assert "<span>1 ou plus</span>" in cut  # what is read of a group is no count of it
    assert f"Les {n} premières lignes sur {total}." in cut[cut.index('id="seance-lignes"') :]


def test_seen_from_a_day_before_it_came_a_late_report_was_late(tmp_path: Path) -> None:
    assert len(told(tmp_path, "2025-05-10", [_RULE], published_on="2025-06-03").of("late")) == 1


@pytest.mark.parametrize(
    ("rules", "when"),
    [
        ([_RULE | {"valid_until": "2025-03"}, _EIGHT], "5 mai 2025"),
        ([_RULE | {"valid_until": "2025-02"}, _EIGHT | {"valid_from": "2025-03"}], "19 mai 2025"),
    ],
)
def test_the_due_date_follows_the_rule_of_the_day_it_ended(
    tmp_path: Path, rules: list[dict[str, Any]], when: str
) -> None:
    assert [entry.when for entry in told(tmp_path, "2025-06-01", rules).of("report")] == [when]


def test_without_rules_nothing_is_due(tmp_path: Path) -> None:
    found = told(tmp_path, "2025-06-01", [])
    assert {entry.group for entry in found.entries} == {"held"}
    assert title(found, texts("fr")).startswith("Aucun retard établi")


@pytest.mark.parametrize(
    ("on", "since", "expected"),
    [
        ("", "", (date(2026, 11, 28), date(2026, 10, 31))),
        ("2026-12-01", "2026-11-02", (date(2026, 12, 1), date(2026, 11, 2))),
        ("2026-12", "hier", (date(2026, 11, 28), date(2026, 10, 31))),  # no day: today, and four weeks before
        ("2026-02-30", "", (date(2026, 11, 28), date(2026, 10, 31))),
        ("2026-12-01", "2026-12-05", (date(2026, 12, 1), date(2026, 11, 3))),  # after the meeting
    ],
)
def test_the_address_names_the_day(on: str, since: str, expected: tuple[date, date]) -> None:
    found = read_sitting(on, since, date(2026, 11, 28))
    assert (found.today, found.since) == expected
