"""A file brought to a folder: what it changes is known before anything is written, and can be taken back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bri_data.__main__ import main
from bri_data.intake.apply import Author, UndoneTooLateError, UnsoundError, apply_plan, undo, undone
from bri_data.intake.board import board
from bri_data.intake.plan import plan_import
from bri_data.intake.planned import Place, Plan
from bri_data.intake.reading import read_file
from bri_data.intake.said import edit_place, fault_said, problem_said
from bri_data.journal.history import changes, rows_of_change
from bri_data.journal.transaction import ConflictError
from bri_data.model.problems import Problem
from bri_data.model.schema import TABLES
from bri_data.present.format import capitalised
from bri_data.present.words import Lang, texts
from bri_data.store import check
from tests.unit.new_year import ROWS

NAMUR = ROWS["Villes"] | {"Sources": "Rapport annuel", "Repères": "section 2"}
MISSION = {
    "Type": "mission",
    "Titre": "Namur en mai",
    "Début": "14/05/2027",
    "Villes": "Namur",
    "État": "prévue",
    "Visibilité": "publique",
    "Sources": "rapport-2025",
    "Repères": "section 1",
}


def as_csv(folder: Path, name: str, *rows: dict[str, str]) -> Path:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.csv").write_text(out.getvalue(), "utf-8")
    return folder / f"{name}.csv"


def plan(folder: Path, file: Path, **options: Any) -> Plan:
    return plan_import(folder, read_file(file), file.name, **options)


def contents(folder: Path) -> dict[str, bytes]:
    return {table.file: (folder / table.file).read_bytes() for table in TABLES}


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    """A city by its country's name, and a mission that names it: no identifier in either."""
    as_csv(tmp_path / "new", "villes", NAMUR)
    return as_csv(tmp_path / "new", "activites", MISSION).parent


def test_new_rows_enter_with_their_names_and_the_same_file_again_changes_nothing(folder: Path, brought: Path) -> None:
    first = plan(folder, brought)
    assert [(one.change.table, one.change.key) for one in first.changes] == [
        ("activities", "2027_mission_namur_en_mai"),
        ("cities", "namur"),
    ]
    assert (first.faults, first.questions) == ((), ())
    apply_plan(folder, first, Author("Direction", "essai"))
    assert check(folder) == ()
    assert "2027-mission-namur-en-mai,mission," in (folder / "activites.csv").read_text("utf-8")
    assert "namur,Namur,Namur,BE,50.46669,4.86746" in (folder / "villes.csv").read_text("utf-8")
    again = plan(folder, brought)
    assert (len(again.changes), again.unchanged) == (0, 2)


def test_only_what_differs_changes_and_other_cells_stay(folder: Path, tmp_path: Path) -> None:
    file = as_csv(tmp_path / "new", "activites", {"identifiant": "mission_texas", "debut": "2025-03-18"})
    (one,) = plan(folder, file).changes
    assert one.change.before and one.change.after
    assert one.change.before["start"] == "2025-03-19"
    assert one.change.after["start"] == "2025-03-18"
    assert dict(one.change.after) | {"start": "", "activity_id": ""} == dict(one.change.before) | {
        "start": "",
        "activity_id": "",
    }


def test_what_reads_in_two_ways_is_asked_and_waits(folder: Path, brought: Path) -> None:
    as_csv(brought, "activites", MISSION | {"Début": "03/04/2027"}, MISSION | {"Titre": "Autre"})
    found = plan(folder, brought)
    (question,) = found.questions
    assert (question.id, question.choices) == ("activites!2!Début", ("2027-04-03", "2027-03-04"))
    assert [one.change.key for one in found.changes] == ["2027_mission_autre", "namur"]
    assert found.waiting == 1
    for answers in ({question.id: "2027-03-04"}, {"activites!*!Début": "1"}):
        answered = plan(folder, brought, answers=answers)
        assert not answered.questions
        assert {
            one.change.after["start"] for one in answered.changes if one.change.after and "start" in one.change.after
        } == {
            "2027-03-04",
            "2027-05-14",
        }


def test_rows_that_name_a_waiting_row_wait_with_it(folder: Path, brought: Path) -> None:
    as_csv(
        brought,
        "villes",
        NAMUR
        | {
            "Nom": "SAN ANTONIO",
            "Pays": "US",
            "Latitude (°)": "29.42",
            "Longitude (°)": "-98.49",
            "identifiant": "san-antonio-tx",
        },
    )
    as_csv(brought, "activites", MISSION | {"Villes": "san-antonio-tx"})
    found = plan(folder, brought)
    (question,) = found.questions
    assert (question.rule, question.choices) == ("two_names_of_a_place", ("same", "other"))
    assert (found.changes, found.faults, found.waiting) == ((), (), 2)
    (one,) = plan(folder, brought, answers={question.id: "same"}).changes
    assert one.change.after is not None and one.change.after["city_ids"] == "san-antonio"
    two = plan(folder, brought, answers={question.id: "other"})
    assert {one.change.key for one in two.changes} == {"san_antonio_tx", "2027_mission_namur_en_mai"}


def test_rows_wait_with_the_one_that_they_name_by_its_title(folder: Path, brought: Path) -> None:
    """It has no identifier yet: its date, of which one would be made, is asked."""
    as_csv(brought, "activites", MISSION | {"Début": "03/04/2027"})
    outcome = {"Activité": "Namur en mai", "Axe": "rayonne", "Énoncé": "Une suite", "État": "annoncée"}
    as_csv(brought, "retombees", outcome | {"Sources": "rapport-2025", "Repères": "section 1"})
    found = plan(folder, brought)
    (question,) = found.questions
    assert (found.faults, found.waiting, [one.change.table for one in found.changes]) == ((), 2, ["cities"])
    both = plan(folder, brought, answers={question.id: "2027-04-03"})
    assert (both.faults, both.questions, len(both.changes)) == ((), (), 3)


def test_every_fault_is_told_at_its_place_and_nothing_is_written(folder: Path, brought: Path) -> None:
    before = contents(folder)
    as_csv(
        brought,
        "activites",
        MISSION | {"Villes": "Atlantide", "Début": "printemps"},
        MISSION | {"Type": "fête", "Titre": "B"},
    )
    found = plan(folder, brought)
    told = {
        (one.place.sheet, one.place.row, one.problem.column, one.problem.rule) for one in found.faults if one.problem
    }
    assert told == {
        ("activites", 2, "villes", "dangling_reference"),
        ("activites", 2, "debut", "bad_date"),
        ("activites", 3, "type", "unknown_code"),
    }
    (kind,) = (one for one in found.faults if one.problem and one.problem.rule == "unknown_code")
    choices = "mission, delegation received, event, thematic meeting, bilateral meeting"
    assert fault_said(kind, texts("en")) == f"“fête” is not a choice of this column. Choices: {choices}."
    assert main(["import", str(brought), "--into", str(folder), "--apply"]) == 1
    assert contents(folder) == before
    assert changes(folder) == ()


def test_what_the_checks_say_is_told_as_the_file_has_it(
    folder: Path, brought: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its sheet, its row and the names of tables: never by a line of files that nobody has seen."""
    ahead = MISSION | {"identifiant": "", "Début": "14/05/2097", "État": "réalisée"}
    as_csv(brought, "activites", ahead, ahead | {"identifiant": "autre"})

    def told() -> tuple[str, str]:
        main(["import", str(brought), "--into", str(folder)])
        drawn = board(plan(folder, brought), 0, texts("fr"))
        return capsys.readouterr().out.replace("\u00a0", " "), drawn.replace("\u00a0", " ")

    twin = "« Namur en mai » dit les mêmes type, titre, début et villes que la ligne 2 de cette feuille"
    doubt = "l’activité est dite réalisée, mais sa date « 2097-05-14 » est à venir"
    said, drawn = told()
    assert f"feuille « activites », ligne 3 : {twin}" in said
    assert f"feuille « activites », ligne 2, colonne « État » : {doubt}" in said
    assert "Doutes, qui n’empêchent rien <b>1</b>" in drawn
    assert twin in drawn
    assert capitalised(doubt) in drawn
    as_csv(brought, "depenses", {"Activités": "Atlantide", "Montant ($ CA)": "12 €"})
    said, drawn = told()
    for words in ("aucune ligne de « Activités » ne se nomme « Atlantide »", "« 12 € » est dans une autre monnaie"):
        assert words in said
        assert capitalised(words) in drawn
    assert '--value "nature=valeur"' in said
    assert "--value" not in drawn


@pytest.mark.parametrize(
    ("lang", "said", "at"),
    [
        ("fr", "Vérifier « État » et « Compte dans ».", "« Essai », État"),
        ("en", "Check “Status” and “Counts in”.", "“Essai”, Status"),
    ],
)
def test_columns_bear_the_names_of_the_page_and_not_the_headings_of_files(lang: Lang, said: str, at: str) -> None:
    words = texts(lang)
    assert said in problem_said(Problem("activites.csv", 3, "etat", "cancelled_but_counted", "2025"), words).replace(
        "\u00a0", " "
    )
    assert edit_place(Place("activites", 2, "etat"), {"title": "Essai"}, words).replace("\u00a0", " ") == at
    given = problem_said(Problem("activites.csv", 3, "villes", "mission_at_home", "etat"), words)
    assert "etat" in given  # a title that happens to be a heading stays as it is


def test_an_unknown_column_is_refused_until_it_is_named_then_remembered(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = as_csv(
        tmp_path / "new",
        "villes",
        {"Ville visitée": "Namur"} | {name: cell for name, cell in NAMUR.items() if name != "Nom"} | {"Note": "x"},
    )
    faults = [(one.rule, one.value) for one in plan(folder, file).faults if one.rule == "unknown_column"]
    assert faults == [("unknown_column", "Ville visitée"), ("unknown_column", "Note")]
    command = ["import", str(file), "--into", str(folder)]
    assert main([*command, "--apply", "--match", "Ville visitée=nom", "--match", "Note="]) == 0
    capsys.readouterr()
    assert main(command) == 0
    assert "8 colonnes reconnues sur 8.\nCe fichier ne change rien\n" in capsys.readouterr().out


def test_a_list_as_people_keep_it_is_read_or_told_why_not(folder: Path, tmp_path: Path) -> None:
    """A title above, blank rows, the headings again on each page, a total, cells merged or in error, a hidden sheet."""
    names = ["Code", "Libellé", "Libellé (en anglais)"]
    book = Workbook()
    tab, hidden = book.active, book.create_sheet("Services")
    assert tab is not None
    tab.title = "Thèmes"
    for row in (["Nos thèmes"], [], names, ["eau", "Eau", "Water"], [], names, ["air", "Air", "Air"], ["Total", 2]):
        tab.append(row)
    hidden.append(names)
    hidden.append(["secret", "Secret", "Secret"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    found = plan(folder, tmp_path / "a.xlsx")
    assert ([one.change.key for one in found.changes], found.faults, found.left) == (["eau", "air"], (), ("Services",))
    (question,) = found.questions
    assert (question.row, question.rule, question.choices) == (8, "total_row", ("aside", "kept"))
    assert plan(folder, tmp_path / "a.xlsx", answers={question.id: "aside"}).questions == ()
    tab.delete_rows(8)
    tab.append(["feu", None, "Fire"])
    tab.merge_cells("B7:B8")
    tab["C4"], tab["D3"] = "#REF!", "LIBELLÉ"
    tab["C4"].data_type = "e"
    book.save(tmp_path / "b.xlsx")
    told = {(one.rule, one.place.row, one.place.heading, one.value) for one in plan(folder, tmp_path / "b.xlsx").faults}
    assert {one for one in told if one[0]} == {
        ("error_cell", 4, "Libellé (en anglais)", "#REF!"),
        ("merged_cells", 7, "Libellé", "Air"),
        ("repeated_column", 3, "LIBELLÉ", "LIBELLÉ"),
    }


def test_rows_are_removed_only_when_the_file_is_said_to_be_complete(folder: Path, tmp_path: Path) -> None:
    file = as_csv(
        tmp_path / "new",
        "ententes",
        {
            "identifiant": "autre",
            "type": "jumelage",
            "titre": "J",
            "etat": "inconnue",
            "visibilite": "public",
            "sources": "rapport-2025",
            "reperes": "1",
        },
    )
    found = plan(folder, file, complete=True)
    assert (found.count("added"), found.count("removed"), found.faults) == (1, 1, ())


def test_a_row_written_twice_counts_once_and_two_that_differ_are_refused(folder: Path, tmp_path: Path) -> None:
    theme = {"code": "eau", "libelle": "Eau", "libelle_en": "Water"}
    assert plan(folder, as_csv(tmp_path / "new", "themes", theme, theme)).count("added") == 1
    (fault,) = plan(folder, as_csv(tmp_path / "new", "themes", theme, theme | {"libelle": "L’eau"})).faults
    assert (fault.rule, fault.place.row) == ("key_twice", 3)


def test_a_filled_workbook_changes_nothing_and_its_example_rows_never_enter(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "classeur.xlsx"
    assert main(["template", str(book), "--filled", "--langue", "en", "--folder", str(folder)]) == 0
    found = plan(folder, book, complete=True)
    assert (found.changes, found.faults, found.questions) == ((), (), ())
    made = load_workbook(book)
    made["Cities"].append(
        ["", "namur", "Namur", "Namur", "Belgium", 50.46669, 4.86746, "", "no", "rapport-2025", "s. 2"]
    )
    made.save(book)
    (one,) = plan(folder, book).changes
    assert one.change.after is not None and one.change.after["country"] == "BE"


def test_a_change_is_undone_and_made_again(folder: Path, brought: Path) -> None:
    before = contents(folder)
    number = apply_plan(folder, plan(folder, brought), Author("Direction", "une ville"))
    entered = contents(folder)
    back = undo(folder, number, Author("Direction", "erreur"))
    assert contents(folder) == before
    assert undone(folder) == {number}
    undo(folder, back, Author())
    assert contents(folder) == entered
    assert undone(folder) == {back}
    assert [change.kind for change, _ in changes(folder)] == ["undo", "undo", "import"]
    assert [one.key for one in rows_of_change(folder, back)] == ["namur", "2027_mission_namur_en_mai"]


def test_what_a_later_change_needs_is_not_undone(folder: Path, brought: Path, tmp_path: Path) -> None:
    city = apply_plan(folder, plan(folder, brought / "villes.csv"), Author())
    mission = apply_plan(folder, plan(folder, brought / "activites.csv"), Author())
    with pytest.raises(UnsoundError):
        undo(folder, city, Author())
    file = as_csv(tmp_path / "b", "activites", {"identifiant": "2027-mission-namur-en-mai", "fin": "2027-05-16"})
    apply_plan(folder, plan(folder, file), Author())
    entered = contents(folder)
    with pytest.raises(UndoneTooLateError):
        undo(folder, mission, Author())
    assert contents(folder) == entered


def test_a_plan_made_before_another_change_is_refused(folder: Path, brought: Path) -> None:
    made = plan(folder, brought)
    apply_plan(folder, plan(folder, brought / "villes.csv"), Author())
    with pytest.raises(ConflictError):
        apply_plan(folder, made, Author())


def test_the_command_says_what_it_would_do_and_what_it_did(
    folder: Path, brought: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = ["--into", str(folder)]
    assert main(["import", str(brought), *into]) == 0
    said = capsys.readouterr().out
    assert "2 feuilles, 2 lignes lues, 16 colonnes reconnues sur 16." in said
    assert "Ce fichier apporte 2 changements" in said
    assert "Villes, ligne 2\u00a0: Namur" in said
    assert changes(folder) == ()
    assert main(["import", str(brought), *into, "--apply", "--who", "Direction", "--lang", "en"]) == 0
    assert "Applied: change no. 1." in capsys.readouterr().out
    assert main(["undo", "1", "--folder", str(folder)]) == 0
    capsys.readouterr()
    assert main(["history", "--folder", str(folder), "--find", "Atlantide"]) == 0
    assert capsys.readouterr().out == "Aucun changement ne le dit.\n"
    assert main(["history", "--folder", str(folder), "--find", "50.46669"]) == 0  # what a row of it holds
    lines = capsys.readouterr().out.splitlines()
    assert "annulation du nº\u00a01, 2 lignes" in lines[0]
    assert "Direction · import de new, 2 lignes · annulé" in lines[1]
