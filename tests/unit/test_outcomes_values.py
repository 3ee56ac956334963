"""The outcomes of a folder: which year they belong to, what they hang on, how the page says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from bri_data.filters import Filters
from bri_data.present import outcomes as values
from bri_data.present.rows import plain
from bri_data.present.words import texts
from bri_data.queries import outcomes as queries
from bri_data.queries.narrow import narrow
from bri_data.store.refresh import DataFolder
from tests.unit.small_folder import Rows, small_rows, write_folder

FR, EN = texts("fr"), texts("en")
_SOURCED = {"source_ids": "rapport-2025", "source_locator": "section 1"}


def told(code: str, **cells: str) -> dict[str, str]:
    return {"outcome_id": code, "statement": f"Énoncé {code}", "status": "constatee", **_SOURCED} | cells


def rows() -> Rows:
    found = small_rows()
    found["outcomes"] = [
        told("a", activity_id="mission-texas", axis="apprend"),
        told("b", activity_id="mission-texas", status="annoncee", due="2026-10", year="2026"),
        told("c", axis="attire", year="2025"),
        told("d", agreement_id="pacte-1", axis="attire", status="en_cours", year="2025"),
        told("e", axis="attire"),
    ]
    return found


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Any:
    place = tmp_path_factory.mktemp("outcomes")
    database = DataFolder(write_folder(place / "data", rows()), place / "cache").current().database
    assert database
    return database


def ids(frame: pd.DataFrame) -> list[str]:
    return list(frame["outcome_id"])


def test_an_outcome_belongs_to_its_own_year_else_to_that_of_its_record(con: Any) -> None:
    with con.cursor() as cursor:
        assert ids(queries.outcomes(cursor, 2025)) == ["a", "c", "d"]
        assert ids(queries.outcomes(cursor, 2026)) == ["b"]
        assert ids(queries.outcomes(cursor, 2019)) == []
        assert ids(queries.outcomes(cursor, None)) == ["a", "b", "c", "d", "e"]


def test_a_filter_keeps_what_hangs_on_a_record_it_keeps(con: Any) -> None:
    with con.cursor() as cursor:
        narrow(cursor, Filters.from_query([("f.genre", "mission")])[0])
        assert ids(queries.outcomes(cursor, None, whole=False)) == ["a", "b"]


def test_missions_come_with_what_they_brought(con: Any) -> None:
    with con.cursor() as cursor:
        assert [(row["record_id"], row["outcomes"]) for row in plain(queries.missions(cursor, 2025))] == [
            ("mission-texas", 2)
        ]


def test_columns_hold_each_outcome_once_the_surest_first(con: Any) -> None:
    with con.cursor() as cursor:
        found = values.columns(queries.outcomes(cursor, None))
    assert {column.axis: [row["outcome_id"] for row in column.rows] for column in found} == {
        "rayonne": [],
        "apprend": ["a"],
        "attire": ["c", "e", "d"],
        "": ["b"],
    }
    assert values.alone(found[2].rows) == 2
    assert sum(run.n for run in values.runs(found[2].rows)) == 1


def outcome(code: str, kind: str | None) -> dict[str, Any]:
    return {"record_id": code or None, "kind": kind, "axis": "apprend", "status": "constatee"}


@pytest.mark.parametrize(
    ("found", "french", "english"),
    [
        ([], "Aucune retombée n’est énoncée pour 2025 dans ces données", "No outcome is stated for 2025 in these data"),
        ([("", None)], "Une retombée est énoncée pour 2025", "One outcome is stated for 2025"),
        ([("", None)] * 2, "Deux retombées sont énoncées pour 2025", "Two outcomes are stated for 2025"),
        (
            [("m", "mission")],
            "Une mission porte la seule retombée énoncée pour 2025",
            "One mission bears the only outcome stated for 2025",
        ),
        (
            [("m", "mission"), ("", None)],
            "Une mission porte une des 2 retombées énoncées pour 2025",
            "One mission bears one of the 2 outcomes stated for 2025",
        ),
        (
            [("m", "mission"), ("n", "mission")],
            "Deux missions portent les deux retombées énoncées pour 2025",
            "Two missions bear every outcome stated for 2025, two in all",
        ),
        (
            [("m", "mission"), ("n", "mission"), ("m", "mission"), ("a", "accueil")],
            "Deux missions portent trois des 4 retombées énoncées pour 2025",
            "Two missions bear three of the 4 outcomes stated for 2025",
        ),
    ],
)
def test_the_title_says_how_many_hang_on_how_many_missions(
    found: list[tuple[str, str | None]], french: str, english: str
) -> None:
    columns = (values.Column("apprend", tuple(outcome(*one) for one in found)),)
    assert values.title(columns, "2025", FR).replace("\u00a0", " ") == french
    assert values.title(columns, "2025", EN).replace("\u00a0", " ") == english
    if not found:  # a folder that speaks of no year
        assert values.title(columns, "", FR) == "Aucune retombée n’est énoncée dans ces données"


def test_a_folder_without_the_column_of_the_year_opens(tmp_path: Path) -> None:
    found = rows()
    for row in found["outcomes"]:
        row.pop("year", None)
    database = DataFolder(write_folder(tmp_path / "data", found), tmp_path / "cache").current().database
    assert database
    with database.cursor() as cursor:
        assert ids(queries.outcomes(cursor, 2025)) == ["a", "b"]
