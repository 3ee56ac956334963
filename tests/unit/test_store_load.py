"""Files saved by spreadsheets in several ways give the same typed tables, and lines stay an editor's lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bri_data.model import schema
from bri_data.store import DataFolder, check
from tests.benchmark.generate_folder import generate_folder
from tests.unit.small_folder import Rows, csv_text, small_rows, write_folder


def tables_of(folder: Path, cache: Path) -> dict[str, list[Any]]:
    """Every typed table's rows, lines left out, in the files' order."""
    served = DataFolder(folder, cache).current()
    assert served.problems == ()
    assert served.database is not None
    cursor = served.database.cursor()
    return {
        table.name: cursor.execute(f"SELECT * EXCLUDE (line) FROM {table.name} ORDER BY line").fetchall()  # noqa: S608
        for table in schema.TABLES
    }


def decimal_commas(rows: Rows) -> Rows:
    for row in rows["cities"]:
        row |= {"latitude": row["latitude"].replace(".", ","), "longitude": row["longitude"].replace(".", ",")}
    rows["agreements"][0]["amount_cad"] = "1\u00a0500,5"
    return rows


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_a_spreadsheet_of_any_encoding_gives_the_same_tables(tmp_path: Path, encoding: str, delimiter: str) -> None:
    plain = write_folder(tmp_path / "plain", small_rows())
    saved = write_folder(tmp_path / "saved", decimal_commas(small_rows()), delimiter=delimiter, encoding=encoding)
    assert tables_of(saved, tmp_path / "cache") == tables_of(plain, tmp_path / "cache")


def test_typed_values(tmp_path: Path) -> None:
    served = DataFolder(write_folder(tmp_path / "data", small_rows()), tmp_path / "cache").current()
    assert served.database is not None
    cursor = served.database.cursor()
    welcome = cursor.execute(
        'SELECT start, start_precision, start_first, start_last, "end", end_first, counted_in, theme_ids, line '
        "FROM activities WHERE activity_id = 'accueil-1'"
    ).fetchone()
    # the mission's summary spans lines 2 and 3; a blank stays NULL, never an empty list or a zero
    expected = ("2025-04", "month", date(2025, 4, 1), date(2025, 4, 30), None, None, None, None, 4)
    assert welcome == expected
    assert cursor.execute("SELECT signed_first, signed_last, amount_cad FROM agreements").fetchall() == [
        (date(2020, 1, 1), date(2020, 12, 31), 1500.5)
    ]
    assert cursor.execute("SELECT is_network, named_in FROM partners").fetchall() == [(True, [2024, 2025])]
    assert cursor.execute("SELECT * FROM activity_cities ORDER BY ALL").fetchall() == [
        ("accueil-1", "san-antonio", 1),
        ("mission-texas", "quebec", 2),
        ("mission-texas", "san-antonio", 1),
    ]
    assert cursor.execute("SELECT activity_id, axis FROM activity_axes").fetchall() == [("mission-texas", "rayonne")]


def test_codes_and_references_are_forgiven_their_spelling(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"][0] |= {
        "kind": " Mission ",
        "city_ids": "San Antonio ; QUÉBEC;",
        "theme_ids": "Climat;Œuvre d_art",
        "axes": "RAYONNE",
        "place_id": "Québec\u00a0",
        "counted_in": " 2025 ",
    }
    rows["agreements"][0]["kind"] = "Pacte-Amitié"
    rows["cities"][0] |= {"country": "ca", "airport": "yqb", "is_home": "Oui"}
    folder = write_folder(tmp_path / "data", rows)
    served = DataFolder(folder, tmp_path / "cache").current()
    assert served.problems == ()
    assert served.database is not None
    cursor = served.database.cursor()
    mission = "SELECT kind, city_ids, theme_ids, axes, place_id, counted_in FROM activities WHERE line = 2"
    assert cursor.execute(mission).fetchone() == (
        "mission",
        ["san-antonio", "quebec"],
        ["climat", "oeuvre_d_art"],
        ["rayonne"],
        "quebec",
        2025,
    )
    assert cursor.execute("SELECT kind FROM agreements").fetchone() == ("pacte_amitie",)
    assert cursor.execute("SELECT country, airport FROM cities WHERE is_home").fetchone() == ("CA", "YQB")


def test_a_list_of_separators_alone_is_stored_as_a_blank(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"][0]["theme_ids"] = ";"
    served = DataFolder(write_folder(tmp_path / "data", rows), tmp_path / "cache").current()
    assert served.database is not None
    assert served.database.cursor().execute("SELECT theme_ids FROM activities WHERE line = 2").fetchone() == (None,)


def test_headings_are_matched_forgivingly_and_in_any_order(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_rows())
    (folder / "services.csv").write_text("LIBELLÉ EN; Code ;libellé\nCulture;culture;Culture\n", "utf-8")
    assert check(folder) == ()


def test_a_file_of_before_a_heading_changed_is_still_read(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "data", small_rows())
    file = folder / "ententes.csv"
    file.write_text(file.read_text("utf-8").replace("montant", "montant_cad"), "utf-8")
    served = DataFolder(folder, tmp_path / "cache").current()
    assert served.database is not None
    assert served.database.cursor().execute("SELECT amount_cad FROM agreements").fetchone() == (1500.5,)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_an_editor(tmp_path: Path, newline: str) -> None:
    rows = small_rows()
    spoiled = rows["activities"][1] | {"activity_id": "accueil-2", "status": "faite"}
    rows["activities"].append(spoiled)
    folder = write_folder(tmp_path, rows)
    text = csv_text("activities", rows["activities"]).replace("\r\n", "\n")
    first, rest = text.split("\n", 1)
    text = f"{first}\n\n{rest}"  # a blank line 2; the mission on 3 and 4; the welcomes on 5 and 6
    (folder / "activites.csv").write_bytes(text.replace("\n", newline).encode())
    (problem,) = check(folder)
    assert (problem.line, problem.rule) == (6, "unknown_code")


def test_lines_of_a_plain_file_too(tmp_path: Path) -> None:
    rows = small_rows()
    rows["cities"] += [rows["cities"][1] | {"city_id": f"ville-{n}", "country": "C"} for n in range(3)]
    problems = check(write_folder(tmp_path, rows))
    assert [(problem.file, problem.line) for problem in problems] == [("villes.csv", line) for line in (4, 5, 6)]


def test_text_in_two_encodings_is_refused_at_its_line(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_rows())
    (folder / "services.csv").write_bytes("code,libelle,libelle_en\nculture,Été,".encode() + b"\xe9t\xe9\n")
    (problem,) = [problem for problem in check(folder) if problem.file == "services.csv"]
    assert (problem.line, problem.rule) == (2, "wrong_encoding")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_rows())
    (folder / "services.csv").write_bytes(b"PK\x03\x04\x00\x00 xlsx")
    (problem,) = [problem for problem in check(folder) if problem.file == "services.csv"]
    assert problem.rule == "wrong_encoding"


def test_a_generated_folder_is_faultless_and_always_the_same(tmp_path: Path) -> None:
    first = generate_folder(tmp_path / "a", 200)
    second = generate_folder(tmp_path / "b", 200)
    assert check(first) == ()
    assert (first / "activites.csv").read_bytes() == (second / "activites.csv").read_bytes()
    assert len((first / "activites.csv").read_text("utf-8").splitlines()) == 201
