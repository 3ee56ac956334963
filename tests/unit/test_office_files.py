"""Files as offices save them: read for sure, or named in one sentence that says the mend."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from bri_data.model import schema
from bri_data.present.problems import problem_line
from bri_data.present.words import texts
from bri_data.store import check
from bri_data.store.encodings import UnknownEncodingError, decoded
from tests.unit.small_folder import csv_text, small_rows, write_folder
from tests.unit.test_store_load import tables_of

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize("encoding", ["cp850", "cp437", "mac_roman", "cp1252", "utf-16-le", "utf-16-be", "utf-16"])
def test_every_shipped_file_is_read_in_any_page_or_refused(encoding: str) -> None:
    exact = 0
    for file in sorted(DATA.glob("*.csv")):
        text = file.read_text("utf-8-sig")
        try:
            saved = text.encode(encoding)
        except UnicodeEncodeError:  # letters the page lacks become « ? », as a spreadsheet writes them
            text = text.encode(encoding, "replace").decode(encoding)
            saved = text.encode(encoding)
        try:
            assert decoded(saved) == text, (encoding, file.name)
            exact += 1
        except UnknownEncodingError:
            continue
    assert exact >= 12, encoding


def test_utf7_is_read() -> None:
    assert decoded("ville,Québec + 3".encode("utf-7")) == "ville,Québec + 3"
    assert decoded(b"a,1+2-3,+ABC-") == "a,1+2-3,+ABC-"


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "utf-16-le"])
def test_a_whole_folder_of_another_page_gives_the_same_tables(tmp_path: Path, encoding: str) -> None:
    rows = small_rows()
    rows["themes"][0] |= {"label": "Œuvre".replace("Œ", "OE"), "label_en": "Work"}
    for row in rows["activities"]:
        row |= {"title": str(row["title"]).replace("’", "'")}
    plain = write_folder(tmp_path / "plain", rows)
    saved = write_folder(tmp_path / "saved", rows)
    for file in saved.glob("*.csv"):
        text = file.read_text("utf-8")
        if not text.isascii():
            file.write_bytes(text.replace("’", "'").encode(encoding))
            (plain / file.name).write_text(text.replace("’", "'"), "utf-8", newline="")
    assert tables_of(saved, tmp_path / "cache") == tables_of(plain, tmp_path / "cache")


def in_one_column(text: str) -> str:
    """What Excel of French Canada saves of a file of commas that it opened by double click."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    width = max(map(len, rows))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue()


@pytest.mark.parametrize("name", ["depenses.csv", "activites.csv", "villes.csv", "sources.csv", "ententes.csv"])
def test_a_file_opened_in_one_column_is_undone(tmp_path: Path, name: str) -> None:
    for file in DATA.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    before = check(tmp_path)
    text = (DATA / name).read_text("utf-8-sig")
    (tmp_path / name).write_text(in_one_column(text), "utf-8", newline="")
    assert (tmp_path / name).read_bytes() != (DATA / name).read_bytes()
    assert check(tmp_path) == before == ()


def test_a_separator_line_is_no_heading_and_keeps_the_lines(tmp_path: Path) -> None:
    rows = small_rows()
    rows["cities"][1]["country"] = "C"
    folder = write_folder(tmp_path, rows, delimiter=";")
    file = folder / "villes.csv"
    file.write_bytes(b"sep=;\r\n" + file.read_bytes())
    assert [(one.line, one.rule) for one in check(folder)] == [(4, "unknown_country")]


def test_a_title_above_the_headings_is_named(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_rows())
    file = folder / "villes.csv"
    file.write_bytes(b"Villes du Bureau\r\n\r\n" + file.read_bytes())
    (problem,) = check(folder)  # nothing is said of what refers to these cities
    assert (problem.file, problem.line, problem.rule) == ("villes.csv", 3, "headings_below")


def test_a_lost_row_is_one_fault(tmp_path: Path) -> None:
    rows = small_rows()
    folder = write_folder(tmp_path, rows)
    text = csv_text("cities", rows["cities"]).replace("san-antonio,", "san-antonio,trop,", 1)
    (folder / "villes.csv").write_text(text, "utf-8", newline="")
    assert [problem.rule for problem in check(folder)] == ["wrong_cell_count"]


@pytest.mark.parametrize("written", ["10,700", "10.700", "-1,234"])
def test_a_number_that_reads_two_ways_is_refused(tmp_path: Path, written: str) -> None:
    rows = small_rows()
    rows["agreements"][0]["amount_cad"] = written
    (problem,) = check(write_folder(tmp_path, rows))
    assert (problem.line, problem.rule, problem.value) == (2, "doubtful_number", written)
    assert "10700" in problem_line(problem, texts("fr"))


@pytest.mark.parametrize("written", ["10700", "10,70", "10.7", "0.700", "10 700", "10 700,5", "1234,567"])
def test_a_number_that_reads_one_way_is_accepted(tmp_path: Path, written: str) -> None:
    rows = small_rows()
    rows["agreements"][0]["amount_cad"] = written
    assert check(write_folder(tmp_path, rows)) == ()


def test_a_whole_number_of_another_program_is_accepted(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"][0]["counted_in"] = "2025.0"
    assert check(write_folder(tmp_path / "a", rows)) == ()
    rows["activities"][0]["counted_in"] = "2,025"
    assert [one.rule for one in check(write_folder(tmp_path / "b", rows))] == ["doubtful_number"]


@pytest.mark.parametrize(
    ("written", "code"), [("États-Unis", "US"), ("usa", "US"), ("Japon", "JP"), ("FRA", "FR"), ("united states", "US")]
)
def test_a_country_by_its_name_gets_its_code(tmp_path: Path, written: str, code: str) -> None:
    rows = small_rows()
    rows["cities"][1]["country"] = written
    (problem,) = check(write_folder(tmp_path, rows))
    assert dict(problem.details)["suggestion"] == code


def test_no_shipped_number_reads_two_ways() -> None:
    assert check(DATA) == ()
    assert {table.file for table in schema.TABLES} <= {file.name for file in DATA.glob("*.csv")}
