"""The overview's figures on the real files: the report's published totals, and counts worked out from the CSV alone."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from bri_data.present import overview
from bri_data.present.words import texts
from bri_data.queries import overview as queries
from bri_data.store.refresh import DataFolder

DATA = Path(__file__).parents[2] / "data"
FR = texts("fr")


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    served = DataFolder(DATA, tmp_path_factory.mktemp("cache")).current()
    assert served.problems == ()
    assert served.database is not None
    with served.database.cursor() as cursor:
        yield cursor


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_declared_figures_are_the_reports(con: duckdb.DuckDBPyConnection) -> None:
    declared = overview.declared_values(queries.declared(con, 2025))
    figures = overview.headlines(overview.counts(queries.kind_counts(con, 2025)), declared, FR)
    assert [(figure.kind, figure.number) for figure in figures] == [
        ("accueil", "19"),
        ("mission", "5"),
        ("rencontre_thematique", "8"),
        ("evenement", "4"),
        ("entente", "1"),
    ]
    # each strip holds one symbol per declared activity, no more, no less
    assert [sum(run.n for run in figure.runs if run.counted) for figure in figures] == [19, 5, 8, 4, 1]
    assert figures[0].notes[0] == "8 de courtoisie · 7 collaborations ciblées · 4 échanges stratégiques"
    assert {name: declared[name] for name in ("partenaires_externes", "services_municipaux")} == {
        "partenaires_externes": 18,
        "services_municipaux": 14,
    }
    assert declared["nouvelles_collaborations"] == 2
    carbon = queries.latest_carbon(con, 2025)
    assert carbon.values.tolist() == [[2024, 188.0, 6728.12]]


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2026])
def test_recorded_counts_are_those_of_the_files(con: duckdb.DuckDBPyConnection, year: int) -> None:
    expected: Counter[tuple[str, bool]] = Counter()
    for row in read("activites.csv"):
        if row["debut"].startswith(str(year)) and row["visibilite"] == "public" and row["etat"] != "annulee":
            expected[row["type"], row["compte_dans"] == str(year)] += 1
    for row in read("ententes.csv"):
        # an agreement whose signature no source dates belongs to the year of the total it counts in
        if (row["signature"] or row["compte_dans"]).startswith(str(year)) and row["visibilite"] == "public":
            expected["entente", row["compte_dans"] == str(year)] += 1
    found: Counter[tuple[str, bool]] = Counter()
    for kind, _, counted, n in queries.kind_counts(con, year).itertuples(index=False):
        found[kind, bool(counted)] += n
    assert found == expected
    assert len(queries.rows(con, year)) == expected.total()


def test_dated_counts_of_2025_are_those_of_the_files(con: duckdb.DuckDBPyConnection) -> None:
    dated = Counter(
        row["type"] for row in read("activites.csv") if row["compte_dans"] == "2025" and len(row["debut"]) > 4
    )
    figures = overview.headlines(
        overview.counts(queries.kind_counts(con, 2025)), overview.declared_values(queries.declared(con, 2025)), FR
    )
    on_screen = {f.kind: run.n for f in figures for run in f.runs if run.state == "dated" and run.counted}
    assert on_screen == dict(dated)


def test_only_2025_has_a_report(con: duckdb.DuckDBPyConnection) -> None:
    assert queries.years(con).values.tolist() == [
        [2026, False],
        [2025, True],
        [2024, False],
        [2023, False],
        [2022, False],
    ]


def test_what_is_filed_under_an_axis_is_never_and_one_other(con: duckdb.DuckDBPyConnection) -> None:
    filed = {(row.axis, row.kind): (row.n, list(row.names)) for row in queries.axis_records(con, 2025).itertuples()}
    received = ["Bordeaux", "Hambourg", "San Antonio", "Namur"]
    assert filed["attire", "accueil"][0] == 4
    assert sorted(filed["attire", "accueil"][1]) == sorted(received)
    assert filed["rayonne", "accueil"][0] == 8
    assert len(filed["rayonne", "accueil"][1]) == 3


def test_every_row_on_the_page_has_a_source_and_a_place_in_it(con: duckdb.DuckDBPyConnection) -> None:
    for year in range(2022, 2027):
        rows = queries.rows(con, year)
        assert rows.source_titles.map(len).min() >= 1
        assert rows.source_locator.str.len().min() >= 1
