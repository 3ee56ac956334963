"""Everything the story of a year needs, on the real files."""

from __future__ import annotations

from pathlib import Path

import duckdb

from bri_data.present.rows import plain
from bri_data.queries.year_answers import agreements, answers

DATA = Path(__file__).parents[2] / "data"


def test_a_year_with_a_report_has_every_answer(con: duckdb.DuckDBPyConnection) -> None:
    found = answers(con, 2025)
    assert found["year"] == 2025
    # the report's eighteen figures, and the nine outside partners it names for certain
    assert (len(found["declared"]), len(found["named_partners"])) == (18, 9)
    # missions, delegations, events and the agreement that it names
    assert found["kind_counts"].query("counted")["n"].sum() == 5 + 8 + 3 + 1


def test_a_year_nobody_speaks_of_has_empty_answers(con: duckdb.DuckDBPyConnection) -> None:
    found = answers(con, 1900)
    assert found["declared"].empty
    assert found["rows"].empty
    assert found["agreements"].empty


def test_agreements_are_those_signed_counted_or_ending_in_the_year(con: duckdb.DuckDBPyConnection) -> None:
    rows = plain(agreements(con, 2025))
    assert [(row["record_id"], row["signed_now"], row["counted"]) for row in rows] == [
        ("2025-pacte-san-antonio", True, False),
        ("2025-financement-mrif-aivp", True, True),
        ("2022-financement-mrif-diplomatie", False, False),
    ]
