"""The themes of the project's own data, counted from the files with the csv module and by the queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from bri_data.queries import compare
from bri_data.queries import themes as queries
from bri_data.store import database

DATA = Path(__file__).resolve().parents[2] / "data"
Rows = Callable[[str], list[dict[str, str]]]


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    file = tmp_path_factory.mktemp("themes") / "data.duckdb"
    assert database.build(DATA, file, "test") == ()
    opened = database.Database(file, DATA, "test")
    yield opened.cursor()
    opened.close()


@pytest.mark.parametrize("year", [2025, None])
def test_a_theme_counts_each_record_of_2025_or_of_every_year_once(
    con: duckdb.DuckDBPyConnection, rows: Rows, year: int | None
) -> None:
    expected: Counter[str] = Counter()
    for table, date in (("activities", "start"), ("agreements", "signed")):
        for row in rows(table):
            in_year = row[date].startswith("2025") or row["counted_in"] == "2025"
            if (in_year or year is None) and row["visibility"] == "public" and row.get("status") != "annulee":
                expected.update(set(filter(None, row["theme_ids"].split(";"))))
    found = queries.groups(con, year, "themes")
    assert dict(zip(found.code, found.n, strict=True)) == expected
    assert list(found.n) == sorted(found.n, reverse=True)


def test_a_theme_counts_each_record_of_every_year_once(con: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    expected: Counter[str] = Counter()
    for table in ("activities", "agreements"):
        for row in rows(table):
            if row["visibility"] == "public" and row["status"] != "annulee":
                expected.update(set(filter(None, row["theme_ids"].split(";"))))
    groups = queries.groups(con, None, "themes")
    assert dict(zip(groups.code, groups.n, strict=True)) == dict(expected)


def test_every_cell_leads_to_as_many_rows_as_it_has_symbols(con: duckdb.DuckDBPyConnection) -> None:
    for by in ("themes", "services", "secteurs"):
        cells = queries.cells(con, 2025, by)
        for (code, axis), n in cells.groupby(["code", "axis"]).n.sum().items():
            assert len(queries.rows(con, 2025, by, code=code, axis=axis)) == n
        for row in queries.groups(con, 2025, by).itertuples():
            assert len(queries.rows(con, 2025, by, code=row.code)) == row.n


def test_a_theme_stands_under_an_axis_only_where_a_source_puts_it(con: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for table, date in (("activities", "start"), ("agreements", "signed")):
        for row in rows(table):
            if not (row[date].startswith("2025") or row["counted_in"] == "2025") or row["visibility"] != "public":
                continue
            pairs = {tuple(pair.split(":")) for pair in filter(None, row["theme_axes"].split(";"))}
            for theme in filter(None, row["theme_ids"].split(";")):
                axes = {axis for filed, axis in pairs if filed == theme}
                expected.update((theme, axis) for axis in axes or {"aucun"})
    cells = queries.cells(con, 2025, "themes").groupby(["code", "axis"]).n.sum()
    assert {pair: int(n) for pair, n in cells.items()} == dict(expected)
    # the report speaks of housing under RAYONNE and APPREND, never under ATTIRE (§ ATTIRE: investments, ports, pact)
    assert ("habitation", "attire") not in expected
    assert ("immigration", "attire") not in expected
    compared = compare.axes(con, "themes", ["habitation"])
    assert "attire" not in set(compared.axis)
    assert {"rayonne", "apprend"} <= set(compared.axis)


def test_who_bears_a_theme_and_who_does_not_add_up_to_the_records_of_the_year(con: duckdb.DuckDBPyConnection) -> None:
    records = con.execute("SELECT count(*) FROM records WHERE year = 2025 OR counted_in = 2025").fetchone()
    for by in ("themes", "services", "secteurs"):
        assert queries.coverage(con, 2025, by).n.sum() == records[0]
    named = queries.coverage(con, 2025, "themes", most=2)
    assert named.labels.map(len).max() == 2


def test_the_online_meetings_have_themes_but_no_row(con: duckdb.DuckDBPyConnection) -> None:
    named = queries.themes_of_totals(con, 2025)
    # the seven themes of « Québec APPREND » (x07)
    assert len(named) == 7
    assert set(named.indicator) == {"rencontres_thematiques"}
    assert set(named.axis) == {"apprend"}
    assert "rencontre_thematique" not in set(queries.cells(con, 2025, "themes").kind)


def test_a_year_tells_what_it_holds(con: duckdb.DuckDBPyConnection) -> None:
    assert queries.held(con, 2025) == {"themes", "services", "secteurs"}
    assert queries.held(con, 2024) == {"themes", "secteurs"}
    assert queries.held(con, 1900) == set()
    assert queries.groups(con, 1900, "themes").empty
    assert queries.rows(con, 1900, "themes").empty
