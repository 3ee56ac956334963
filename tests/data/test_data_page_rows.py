"""The rows of the data page: the project's own files, and a folder whose hidden rows must stay hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from bri_data.model.columns import Table
from bri_data.model.schema import ACTIVITIES, DECLARED, DISCREPANCIES, EXPENSES, TABLES, TRIPS
from bri_data.queries import data_page as queries
from bri_data.store import database
from tests.benchmark.generate_folder import generate_folder

DATA = Path(__file__).resolve().parents[2] / "data"


def opened(folder: Path, file: Path) -> database.Database:
    assert database.build(folder, file, "test") == ()
    return database.Database(file, folder, "test")


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    base = opened(DATA, tmp_path_factory.mktemp("data_page") / "data.duckdb")
    yield base.cursor()
    base.close()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_line_of_every_file_is_there(
    con: duckdb.DuckDBPyConnection, table: Table, rows: Callable[[str], list[dict[str, str]]]
) -> None:
    found, total = queries.rows(con, table)
    written = [row for row in rows(table.name) if row.get("visibility", "public") == "public"]
    assert total == len(found) == len(written)
    assert list(found.line) == sorted(found.line)
    assert found.row_id.is_unique
    named = queries.names_in(con, table, found)
    for frame in named.values():
        assert frame.name.notna().all()


def test_a_search_ignores_case_and_accents(con: duckdb.DuckDBPyConnection) -> None:
    found, total = queries.rows(con, ACTIVITIES, search="DELEGATION DE NAMUR")
    assert (total, list(found.row_id)) == (1, ["2025-accueil-namur"])
    assert queries.rows(con, ACTIVITIES, search="%")[1] == 0  # no wild card
    assert queries.rows(con, ACTIVITIES, search=".*")[1] == 0  # nor a pattern


def test_a_key_of_two_parts_finds_its_row(con: duckdb.DuckDBPyConnection) -> None:
    found, _ = queries.rows(con, DECLARED, key="2025:accueils")
    assert list(found.value) == [19]
    assert list(queries.sources_of(con, found).title) == ["Rapport annuel 2025 du Bureau des relations internationales"]
    assert queries.rows(con, DECLARED, key="2025:rien")[1] == 0


def test_contradictions_of_the_year_come_first_the_gravest_before(con: duckdb.DuckDBPyConnection) -> None:
    found = queries.discrepancies(con, 2025)
    assert len(found) == queries.rows(con, DISCREPANCIES)[1]
    first = found[found.of_year]
    assert list(found.of_year) == sorted(found.of_year, reverse=True)
    assert list(first.severity) == sorted(first.severity)
    assert found.source_titles.map(len).min() >= 1


def test_what_is_not_public_and_what_speaks_of_it_stays_hidden(tmp_path: Path) -> None:
    folder = generate_folder(tmp_path / "folder", 50)
    file = folder / ACTIVITIES.file
    lines = file.read_text("utf-8").splitlines(keepends=True)
    hidden = next(n for n, line in enumerate(lines) if line.startswith("activite-7,"))
    assert ",public," in lines[hidden]
    lines[hidden] = lines[hidden].replace(",public,", ",huis_clos,")
    file.write_text("".join(lines), "utf-8")
    heads = ",".join(column.heading for column in EXPENSES.columns if not column.optional)
    expense = "activite-6;activite-7,reel,total,10,,,,,source-0,section 1"
    (folder / EXPENSES.file).write_text(
        f"{heads}\nsecret,{expense}\nconnu,{expense.replace('activite-7', 'activite-8')}\n", "utf-8"
    )
    base = opened(folder, tmp_path / "data.duckdb")
    cursor = base.cursor()
    # 50 activities less one; 50 trips less its own; of two expenses, the one that does not name it
    assert queries.rows(cursor, ACTIVITIES)[1] == 49
    assert queries.rows(cursor, TRIPS)[1] == 49
    assert list(queries.rows(cursor, EXPENSES)[0].row_id) == ["connu"]
    assert queries.rows(cursor, ACTIVITIES, key="activite-7")[1] == 0
    capped, total = queries.rows(cursor, ACTIVITIES, most=5)
    assert (len(capped), total) == (5, 49)
    base.close()
