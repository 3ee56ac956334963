"""The checks name every planted fault by file, line, column and rule, all at once."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from bri_data.model import schema
from bri_data.present.problems import problem_line
from bri_data.present.words import texts
from bri_data.store import check
from tests.unit.small_folder import csv_text, small_rows, write_folder


def faults(folder: Path) -> set[tuple[str, int, str, str]]:
    return {(problem.file, problem.line, problem.column, problem.rule) for problem in check(folder)}


def test_a_faultless_folder_has_no_problem(tmp_path: Path) -> None:
    assert check(write_folder(tmp_path, small_rows())) == ()


def planted(folder: Path) -> set[tuple[str, int, str, str]]:
    """Spoil a sound folder in every way the rules know; the faults planted. Line 2 is the first row of a file.

    In activites.csv the first row spans lines 2 and 3 (its summary holds a line break): the second is line 4.
    """
    rows = small_rows()
    mission, welcome = rows["activities"]
    mission |= {
        "kind": "mision",
        "nature": "#N/A",
        "start": "2025-13",
        "end": "19/03/2025",
        "city_ids": "san-antonia;quebec",
        "theme_ids": "climat;Climat",
        "objective": "#REF!",
        "visibility": "",
    }
    welcome |= {
        "activity_id": "Mission Texas",
        "start": "2025-04",
        "end": "2025-03-31",
        "title": "DÃ©lÃ©gation",
        "counted_in": "2024",
    }
    other = welcome | {
        "activity_id": "autre!",
        "title": "Autre",
        "start": "2025-02-30",
        "end": "1500",
        "counted_in": "2201",
    }
    rows["activities"].append(other)
    home, away = rows["cities"]
    home |= {"latitude": "91", "airport": "Y1B", "country": "ZZ"}
    away |= {"is_home": "oui", "longitude": "abc"}
    rows["partners"][0] |= {"is_external": "peut-être", "named_in": "2024;deux"}
    rows["agreements"][0] |= {"amount_cad": "-1", "signed": "2020-06", "expires": "2020-05"}
    rows["trips"][0] |= {"itinerary": "Québec-Paris", "travellers": "0", "activity_id": "accueil-9"}
    rows["sources"][0] |= {"url": "javascript:alert(1)"}
    rows["indicators"].append(dict(rows["indicators"][0]))
    write_folder(folder, rows)
    (folder / "themes.csv").write_text(
        "Code,Libellé,Libelle EN,couleur\nclimat,Climat,Climate,\noeuvre_d_art,Œuvre,Art,,trop\n", "utf-8"
    )
    (folder / "services.csv").write_text("code,libelle,code,libelle_en\nculture,Culture,x,Culture\n", "utf-8")
    (folder / "retombees.csv").unlink()
    (folder / "mandats.csv").write_bytes(b"")
    (folder / "ecarts.csv").write_bytes("identifiant,annee\nécart".encode() + b"\xe9\n")
    (folder / "divulgations.csv").write_text("un,deux\n1,2\n", "utf-8")
    (folder / "depenses.csv").write_text('identifiant,activites\nx,"jamais fermee\n', "utf-8")
    return {
        ("activites.csv", 2, "type", "unknown_code"),
        ("activites.csv", 2, "nature", "spreadsheet_error"),
        ("activites.csv", 2, "debut", "impossible_date"),
        ("activites.csv", 2, "fin", "bad_date"),
        ("activites.csv", 2, "villes", "dangling_reference"),
        ("activites.csv", 2, "themes", "repeated_item"),
        ("activites.csv", 2, "objectif", "spreadsheet_error"),
        ("activites.csv", 2, "visibilite", "missing_value"),
        ("activites.csv", 4, "identifiant", "duplicate_key"),
        ("activites.csv", 4, "titre", "garbled_text"),
        ("activites.csv", 4, "fin", "end_before_start"),
        ("activites.csv", 4, "compte_dans", "counted_in_other_year"),
        ("activites.csv", 5, "identifiant", "bad_key"),
        ("activites.csv", 5, "debut", "impossible_date"),
        ("activites.csv", 5, "fin", "year_out_of_range"),
        ("activites.csv", 5, "compte_dans", "above_maximum"),
        ("villes.csv", 2, "latitude", "above_maximum"),
        ("villes.csv", 2, "aeroport", "bad_airport"),
        ("villes.csv", 2, "pays", "unknown_country"),
        ("villes.csv", 3, "longitude", "bad_number"),
        ("villes.csv", 3, "siege", "second_home_city"),
        ("partenaires.csv", 2, "externe", "bad_boolean"),
        ("partenaires.csv", 2, "nomme_dans", "bad_integer"),
        ("ententes.csv", 2, "montant", "below_minimum"),
        ("ententes.csv", 2, "fin", "end_before_start"),
        ("deplacements.csv", 2, "itineraire", "bad_itinerary"),
        ("deplacements.csv", 2, "voyageurs", "below_minimum"),
        ("deplacements.csv", 2, "activite", "dangling_reference"),
        ("sources.csv", 2, "url", "bad_url"),
        ("indicateurs.csv", 3, "indicateur", "duplicate_key"),
        ("themes.csv", 1, "couleur", "extra_column"),
        ("themes.csv", 3, "", "wrong_cell_count"),
        ("services.csv", 1, "code", "duplicate_column"),
        ("retombees.csv", 0, "", "missing_file"),
        ("mandats.csv", 0, "", "empty_file"),
        ("ecarts.csv", 2, "", "wrong_encoding"),
        ("divulgations.csv", 1, "", "unknown_headings"),
        ("depenses.csv", 2, "", "broken_quotes"),
    } | {
        ("depenses.csv", 1, column.heading, "missing_column")
        for column in schema.EXPENSES.columns
        if column.heading not in ("identifiant", "activites") and not column.optional
    }


def test_every_planted_fault_is_named_and_nothing_else(tmp_path: Path) -> None:
    expected = planted(tmp_path)
    found = faults(tmp_path)
    assert found - expected == set()
    assert expected - found == set()


def test_problems_come_sorted_and_twice_the_same(tmp_path: Path) -> None:
    planted(tmp_path)
    first = check(tmp_path)
    assert list(first) == sorted(first)
    assert check(tmp_path) == first


def test_a_problem_carries_what_its_sentence_needs(tmp_path: Path) -> None:
    planted(tmp_path)
    by_place = {(p.file, p.line, p.column, p.rule): p for p in check(tmp_path)}
    kind = by_place["activites.csv", 2, "type", "unknown_code"]
    assert kind.value == "mision"
    assert dict(kind.details) == {"allowed": ", ".join(schema.KINDS), "suggestion": "mission"}
    city = by_place["activites.csv", 2, "villes", "dangling_reference"]
    assert city.value == "san-antonia"
    assert dict(city.details) == {"other_file": "villes.csv", "suggestion": "san-antonio"}
    double = by_place["activites.csv", 4, "identifiant", "duplicate_key"]
    assert dict(double.details) == {"other_line": "2"}
    row = by_place["themes.csv", 3, "", "wrong_cell_count"]
    assert dict(row.details) == {"found": "5", "expected": "4"}


def test_the_line_a_reader_gets(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"][0]["start"] = "2025-13"
    (problem,) = check(write_folder(tmp_path, rows))
    assert problem_line(problem, texts("fr")) == (
        "activites.csv, ligne 2, colonne «\u00a0debut\u00a0»\u00a0: «\u00a02025-13\u00a0» n’est pas une date possible. "
        "Écrire AAAA, AAAA-MM ou AAAA-MM-JJ."
    )
    assert problem_line(problem, texts("en")) == (
        "activites.csv, line 2, column “debut”: “2025-13” is not a possible date. Write YYYY, YYYY-MM or YYYY-MM-DD."
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_problem_has_its_sentence(tmp_path: Path, lang: str) -> None:
    planted(tmp_path)
    lines = [problem_line(problem, texts(lang)) for problem in check(tmp_path)]
    assert len(lines) >= 40
    assert not [line for line in lines if "{" in line or not line.endswith((".", "?"))]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_sentences_are_those_of_the_rules_in_the_code(lang: str) -> None:
    ours = Path(__file__).parents[2] / "bri_data"
    code = "".join(file.read_text("utf-8") for file in (*(ours / "store").glob("*.py"), ours / "bureau.py"))
    worded = {key.removeprefix("problems.rule.") for key in texts(lang).keys if key.startswith("problems.rule.")}
    built = {
        "bad_integer",
        "bad_number",
        "bureau_currency",
        "bureau_identifier",
        "bureau_timezone",
    }  # named after a type, or a line
    assert [rule for rule in sorted(worded - built) if not re.search(rf"\b{rule}\b", code)] == []
    places = r"""'(\w+)' AS rule|(?:THEN|rule =) ['"](\w+)['"]|Error\("(\w+)"|heading, "(\w+)\""""
    raised = {name for names in re.findall(places, code) for name in names if name} - {"day", "month", "year"}
    assert raised - worded == set()


def test_many_faults_of_one_kind_are_counted_rather_than_listed(tmp_path: Path) -> None:
    rows = small_rows()
    welcome = rows["activities"][1]
    rows["activities"] += [welcome | {"activity_id": f"accueil-{n}", "status": "faite"} for n in range(2, 152)]
    problems = check(write_folder(tmp_path, rows))
    assert len(problems) == 101
    (others,) = [problem for problem in problems if problem.rule == "and_others"]
    assert dict(others.details)["others"] == "50"  # 150 planted, 100 shown
    assert "50" in problem_line(others, texts("fr"))


def test_no_home_city(tmp_path: Path) -> None:
    rows = small_rows()
    rows["cities"][0]["is_home"] = "non"
    assert faults(write_folder(tmp_path, rows)) == {("villes.csv", 0, "siege", "no_home_city")}


@pytest.mark.parametrize(
    ("start", "end", "is_wrong"),
    [
        ("2025-03-19", "2025-03", False),  # the end may be the 31st
        ("2025-03", "2025-03-01", False),  # the start may be the 1st
        ("2025", "2025-01-01", False),
        ("2025-03-19", "2025-02", True),
        ("2025-03-19", "2025-03-18", True),
        ("2025-03", "2024", True),
    ],
)
def test_only_certain_contradictions_of_dates(tmp_path: Path, start: str, end: str, is_wrong: bool) -> None:
    rows = small_rows()
    rows["activities"][0] |= {"start": start, "end": end}
    expected = {("activites.csv", 2, "fin", "end_before_start")} if is_wrong else set()
    assert faults(write_folder(tmp_path, rows)) == expected


def test_a_missing_file_does_not_make_every_reference_to_it_dangle(tmp_path: Path) -> None:
    write_folder(tmp_path, small_rows())
    (tmp_path / "sources.csv").unlink()
    assert faults(tmp_path) == {("sources.csv", 0, "", "missing_file")}


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    (problem,) = check(tmp_path / "nulle-part")
    assert (problem.rule, problem.line) == ("missing_folder", 0)


def test_headings_alone_lack_only_the_home_city(tmp_path: Path) -> None:
    rows = {name: [] for name in small_rows()}
    assert faults(write_folder(tmp_path, rows)) == {("villes.csv", 0, "siege", "no_home_city")}


def test_a_row_of_blanks_is_no_row(tmp_path: Path) -> None:
    write_folder(tmp_path, small_rows())
    services = csv_text("services", small_rows()["services"])
    (tmp_path / "services.csv").write_text(services + ",,\n , ,\n\n", "utf-8")
    assert check(tmp_path) == ()


def test_a_list_of_separators_alone_is_a_blank(tmp_path: Path) -> None:
    rows = small_rows()
    rows["activities"][0] |= {"source_ids": " ; ;", "theme_ids": ";"}
    assert faults(write_folder(tmp_path, rows)) == {("activites.csv", 2, "sources", "missing_value")}


def test_a_theme_stands_under_an_axis_only_when_the_row_bears_both(tmp_path: Path) -> None:
    rows = small_rows()
    mission, welcome = rows["activities"][:2]
    mission |= {"theme_ids": "climat", "axes": "apprend", "theme_axes": "Climat:Apprend"}
    welcome |= {"theme_ids": "climat", "axes": "attire", "theme_axes": "climat:rayonne;oeuvre_d_art:attire"}
    rows["agreements"][0] |= {"theme_ids": "climat", "axes": "attire", "theme_axes": "climat"}
    assert faults(write_folder(tmp_path, rows)) == {
        ("activites.csv", 4, "themes_axes", "theme_axis_not_of_row"),
        ("ententes.csv", 2, "themes_axes", "bad_theme_axis"),
    }


def test_a_file_may_leave_out_an_optional_column(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, small_rows())
    for name in ("activites.csv", "ententes.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        kept = [heading for heading in rows[0] if heading != "themes_axes"]
        assert len(kept) == len(rows[0]) - 1
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, kept, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
    assert check(folder) == ()


def test_a_refund_is_an_adjustment_and_no_other_amount_is_negative(tmp_path: Path) -> None:
    rows = small_rows()
    cost = {"activity_ids": "mission-texas", "category": "total", "source_ids": "rapport-2025"}
    cost |= {"source_locator": "page 1", "amount_cad": "-120,50"}
    rows["expenses"] = [
        cost | {"expense_id": "remboursement", "nature": "rajustement"},
        cost | {"expense_id": "erreur", "nature": "reel"},
    ]
    (fault,) = check(write_folder(tmp_path, rows))
    assert (fault.line, fault.column, fault.rule, fault.value) == (3, "montant", "negative_amount", "-120.50")


@pytest.mark.parametrize("status", ["suspendue", "resiliee"])
def test_an_agreement_suspended_is_told_from_one_that_was_ended(tmp_path: Path, status: str) -> None:
    rows = small_rows()
    rows["agreements"][0] |= {"status": status, "expires": "2022-03"}
    assert check(write_folder(tmp_path, rows)) == ()
