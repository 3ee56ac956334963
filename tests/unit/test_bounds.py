"""What is far too long, too many or no text at all is named in one line, quickly; a terminal obeys no cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bri_data.__main__ import main
from bri_data.model import bounds
from bri_data.present.problems import problem_line
from bri_data.present.words import texts
from bri_data.store import DataFolder, check, examine
from tests.unit.small_folder import csv_text, small_rows, write_folder


def rules(folder: Path) -> list[tuple[str, int, str]]:
    return [(problem.column, problem.line, problem.rule) for problem in check(folder)]


def test_a_heading_of_ten_megabytes_is_named(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_rows())
    (folder / "ecarts.csv").write_text("identifiant," + "x" * 10_000_000 + "\n", "utf-8")
    assert rules(folder) == [("", 1, "long_heading")]


def test_too_many_columns_are_named(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_rows())
    (folder / "ecarts.csv").write_text("identifiant" + "," * 1_000_000 + "\n", "utf-8")
    assert rules(folder) == [("", 1, "long_heading")]
    (folder / "ecarts.csv").write_text("identifiant" + "," * 1_000 + "\n", "utf-8")
    assert rules(folder) == [("", 1, "many_columns")]


@pytest.mark.parametrize("ending", ["", "\x0b"])  # read by DuckDB, and row by row
@pytest.mark.parametrize("length", [bounds.CELL + 1, 131_072, 500_000, 2_000_000])
def test_a_cell_without_measure_is_named(tmp_path: Path, length: int, ending: str) -> None:
    rows = small_rows()
    rows["sources"][0]["title"] = "x" * length + ending
    (problem,) = [one for one in check(write_folder(tmp_path, rows)) if one.file == "sources.csv"]
    assert (problem.line, problem.rule) in {(2, "long_cell"), (2, "endless_cell")}


def test_a_list_without_measure_is_named_and_nothing_follows_from_it(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"][1]["city_ids"] = ";".join(f"ville-{n}" for n in range(200_000))
    assert rules(write_folder(tmp_path, rows)) == [("villes", 4, "long_list")]


def test_a_long_address_is_named(tmp_path: Path) -> None:
    rows = small_rows()
    rows["sources"][0]["url"] = "https://exemple.test/" + "a" * bounds.URL
    assert rules(write_folder(tmp_path, rows)) == [("url", 2, "long_url")]


def test_of_forty_thousand_unknown_references_a_hundred_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    rows = small_rows()
    activity = rows["activities"][1]
    rows["activities"] += [activity | {"activity_id": f"a-{n}", "city_ids": f"inconnue-{n}"} for n in range(40_000)]
    folder = write_folder(tmp_path, rows)
    problems = check(folder)
    assert [problem.rule for problem in problems].count("dangling_reference") == bounds.SHOWN
    assert dict(problems[0].details)["others"] == str(40_000 - bounds.SHOWN)


def test_rings_of_references_are_named_once(tmp_path: Path) -> None:
    rows = small_rows()
    expense = {
        "activity_ids": "mission-texas",
        "nature": "reel",
        "category": "total",
        "amount_cad": "1",
        "source_ids": "rapport-2025",
        "source_locator": "page 1",
    }
    chain = {"seul": "seul", "un": "deux", "deux": "trois", "trois": "un", "dehors": "un"}
    rows["expenses"] = [expense | {"expense_id": name, "included_in": to} for name, to in chain.items()]
    problems = check(write_folder(tmp_path, rows))
    assert [(one.line, one.rule, one.value) for one in problems] == [
        (2, "reference_cycle", "seul"),
        (3, "reference_cycle", "un"),
    ]
    assert "un → deux → trois → un" in problem_line(problems[1], texts("fr"))


def test_invisible_characters_are_taken_out_and_said_once(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"][0]["title"] = "Mission\x0bau\x1b[31m \u202eTexas\x00\uffff\x85fin\u2028là"
    folder = write_folder(tmp_path / "data", rows)
    (doubt,) = examine(folder)
    assert (doubt.file, doubt.line, doubt.column, doubt.rule) == ("activites.csv", 2, "titre", "control_characters")
    assert doubt.value == "U+000B, U+001B, U+202E, U+0000, U+FFFF, U+0085, U+2028"
    assert check(folder) == ()
    served = DataFolder(folder, tmp_path / "cache").current()
    assert served.problems == ()
    assert served.database is not None
    title = served.database.cursor().execute("SELECT title FROM activities WHERE line = 2").fetchone()
    assert title == ("Mission au[31m Texas fin là",)


def test_a_terminal_obeys_no_cell_and_no_value_is_quoted_whole(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"][0]["kind"] = "m" * 5_000
    folder = write_folder(tmp_path, rows)
    (folder / "villes.csv").write_bytes(b"identifiant,\x1b[2Jodd\n")
    for problem in examine(folder):
        line = problem_line(problem, texts("fr"))
        assert not re.search("[\x00-\x1f\x7f-\x9f]", line)
        assert len(line) < 800, line


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_the_command_prints_on_any_console(
    tmp_path: Path, encoding: str, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = small_rows()
    rows["activities"][0]["kind"] = "Київ"
    folder = write_folder(tmp_path, rows)
    with open(1, "w", encoding=encoding, closefd=False) as console:
        monkeypatch.setattr("sys.stdout", console)
        assert main(["check", str(folder)]) == 1
        console.flush()
    printed = capfdbinary.readouterr().out.decode(encoding)
    assert "\\u041a\\u0438\\u0457\\u0432" in printed


def test_faults_of_headings_and_of_rows_are_told_a_hundred_times_at_most(tmp_path: Path) -> None:
    rows = small_rows()
    folder = write_folder(tmp_path, rows)
    extra = ",".join(f"colonne-{n}" for n in range(150))
    first, rest = csv_text("services", rows["services"]).replace("\r\n", "\n").split("\n", 1)
    (folder / "services.csv").write_text(f"{first},{extra}\n" + rest.splitlines()[0] + "," * 150 + "\n", "utf-8")
    (folder / "themes.csv").write_text("code,libelle,libelle_en\n" + "a,b\n" * 1_000, "utf-8")
    found = [problem.rule for problem in check(folder)]
    assert found.count("extra_column") == bounds.SHOWN
    assert found.count("wrong_cell_count") == bounds.SHOWN
    assert found.count("and_others") == 2
