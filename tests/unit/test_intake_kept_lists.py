"""Tables as people keep them for themselves: what is there for the eye is read right, asked about, or told."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bri_data.intake.alike import alike, choice_of_all
from bri_data.intake.plan import plan_import
from bri_data.intake.planned import Plan
from bri_data.intake.reading import read_file
from bri_data.intake.said import fault_line, question_said, refusal
from bri_data.intake.sheets import RefusedFileError
from bri_data.present.words import Lang, texts

HEADINGS = ["Type", "Titre", "Début", "Fin", "Villes", "État", "Visibilité", "Sources", "Repères"]
VISIT = ["mission", "Visite", "2027-03-03", "2027-03-05", "San Antonio", "prévue", "publique", "rapport-2025", "p. 1"]
OTHER = [VISIT[0], "Retour", *VISIT[2:]]


def saved(place: Path, *rows: list[str], then: Callable[[Worksheet], None] = lambda tab: None) -> Path:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Activités"
    for row in rows:
        book.active.append(row)
    then(book.active)
    book.save(place / "a.xlsx")
    return place / "a.xlsx"


def planned(folder: Path, file: Path, **options: dict[str, str]) -> Plan:
    return plan_import(folder, read_file(file), file.name, **options)


def told(plan: Plan, lang: Lang = "fr") -> list[str]:
    words = texts(lang)
    lines = [fault_line(one, words) for one in (*plan.faults, *plan.doubts)]
    return [line.replace("\u00a0", " ") for line in (*lines, *(question_said(one, words) for one in plan.questions))]


def titles(plan: Plan) -> list[str]:
    return [one.change.after["title"] for one in plan.changes if one.change.after and one.change.after.get("title")]


def test_headings_on_two_rows_are_one(folder: Path, tmp_path: Path) -> None:
    def merge(tab: Worksheet) -> None:
        tab.merge_cells("C1:D1")
        tab.merge_cells("A1:A2")

    above = [*HEADINGS[:2], "Dates", "", *HEADINGS[4:]]
    found = planned(folder, saved(tmp_path, above, ["", "", "Début", "Fin"], VISIT, then=merge))
    assert (told(found), titles(found)) == ([], ["Visite"])
    assert found.changes[0].change.after
    assert found.changes[0].change.after["end"] == "2027-03-05"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "fr",
            "feuille « Activités », ligne 1, colonne « J » : aucun en-tête n’est écrit au-dessus des cellules de la "
            "colonne J. L’écrire, dire quelle colonne c’est, ou la laisser de côté.",
        ),
        (
            "en",
            "sheet “Activités”, row 1, column “J”: no heading is written above the cells of column J. Write it, say "
            "which column it is, or set it aside.",
        ),
    ],
)
def test_cells_under_no_heading_are_never_lost(folder: Path, tmp_path: Path, lang: Lang, said: str) -> None:
    file = saved(tmp_path, HEADINGS, [*VISIT, "Former des liens"])
    assert told(planned(folder, file), lang) == [said]
    assert not told(plan_import(folder, read_file(file), file.name, matches={("activities", "j"): ""}))
    (one,) = plan_import(folder, read_file(file), file.name, matches={("activities", "j"): "objective"}).changes
    assert one.change.after and one.change.after["objective"] == "Former des liens"


def test_fuller_headings_further_down_lose_no_row_above_them(folder: Path, tmp_path: Path) -> None:
    found = planned(folder, saved(tmp_path, HEADINGS, VISIT, [*HEADINGS, "Objectif"], OTHER))
    assert titles(found) == ["Visite", "Retour"]


def test_sub_headings_notes_and_marks_of_the_unknown_are_asked_once(folder: Path, tmp_path: Path) -> None:
    unknown = [*VISIT[:3], "n/d", *VISIT[4:]]
    rows = (HEADINGS, ["Mars"], unknown, ["Avril"], [*OTHER[:3], "N/D", *OTHER[4:]], ["* À confirmer"])
    file = saved(tmp_path, *rows)
    found = planned(folder, file)
    assert (found.faults, titles(found), found.waiting) == ((), [], 2)
    assert {one.id: one.choices for one in found.questions} == {
        "Activités!2!": ("all_aside", "all_kept"),
        "Activités!=n/d!Fin": ("blank", "as_is"),
        "Activités!=N/D!Fin": ("blank", "as_is"),
    }
    assert told(found)[0] == (
        "des lignes n’ont qu’une cellule, comme un sous-titre ou une note (Mars | Avril | * À confirmer). "
        "Lignes : 2, 4, 6. Les laisser de côté?"
    )
    answers = {"Activités!2!": "all_aside", "Activités!=n/d!Fin": "blank", "Activités!=N/D!Fin": "blank"}
    found = planned(folder, file, answers=answers)
    assert (told(found), titles(found)) == ([], ["Visite", "Retour"])
    assert all("end" not in one.change.after for one in found.changes if one.change.after)
    found = planned(folder, file, answers=answers | {"Activités!2!": "all_kept", "Activités!=n/d!Fin": "as_is"})
    assert {one.place.row for one in found.faults} == {2, 3, 4, 6}  # « n/d » is no date


def test_what_the_spreadsheet_hides_is_read_and_told(folder: Path, tmp_path: Path) -> None:
    def hide(tab: Worksheet) -> None:
        tab.row_dimensions[3].hidden = True
        tab.column_dimensions["I"].hidden = True

    found = planned(folder, saved(tmp_path, HEADINGS, VISIT, OTHER, then=hide))
    assert titles(found) == ["Visite", "Retour"]
    assert told(found) == [
        "feuille « Activités » : une ligne que le tableur masque est lue aussi : 3. Si elle n’est pas à entrer, la "
        "supprimer du fichier.",
        "feuille « Activités » : une colonne que le tableur masque est lue aussi : I. L’afficher et la relire.",
    ]


def test_other_names_of_columns_are_told_by_the_names_that_people_read(folder: Path, tmp_path: Path) -> None:
    lines = told(planned(folder, saved(tmp_path, ["Type", "Date de début", "Ville(s)"], ["mission", "2027", ""])))
    assert [line.rpartition(". ")[2] for line in lines[:2]] == ["Peut-être « Début »?", "Peut-être « Villes »?"]
    assert lines[2].startswith("feuille « Activités », colonne « Titre » : la colonne « Titre » manque")


def test_two_rows_of_the_file_that_look_alike_are_told_as_such(folder: Path, tmp_path: Path) -> None:
    found = planned(folder, saved(tmp_path, HEADINGS, VISIT, [*VISIT[:3], "2027-03-06", *VISIT[4:]]))
    assert told(found) == [
        "sans identifiant, cette ligne ressemble à la ligne 2 de la feuille « Activités ». Est-ce la même?"
    ]


def test_two_dates_in_a_cell_and_blanks_between_digits_are_told(folder: Path, tmp_path: Path) -> None:
    rows = ["activites,nature,categorie,montant,publication,sources,reperes"]
    rows += [
        f"mission_texas,reel,{kind},2022,rapport-2025,1".replace(",2022", f",{amount},2022")
        for kind, amount in (("transport", "12 34"), ("total", "1 234"))
    ]
    (tmp_path / "depenses.csv").write_text("\n".join(rows), "utf-8")
    found = planned(folder, tmp_path / "depenses.csv")
    assert [(one.place.row, one.problem and one.problem.rule) for one in found.faults] == [(2, "bad_number")]
    (line,) = told(planned(folder, saved(tmp_path, HEADINGS, [*VISIT[:2], "3-5 mars 2027", "", *VISIT[4:]])))
    assert line.endswith(
        "« 3-5 mars 2027 » dit deux dates. Écrire la première dans la colonne du début, la dernière dans celle de la "
        "fin."
    )


def test_lines_saved_as_one_cell_are_parted_again(tmp_path: Path) -> None:
    (tmp_path / "villes.csv").write_text('"identifiant,nom,pays"\n"namur,""Namur, en Wallonie"",BE"\n', "utf-8")
    (sheet,) = read_file(tmp_path / "villes.csv")
    assert [cell.text for cell in sheet.rows[1][1]] == ["namur", "Namur, en Wallonie", "BE"]


def test_letters_that_nobody_sees_make_no_other_name(tmp_path: Path) -> None:
    (tmp_path / "villes.csv").write_text("identifiant,nom\nnamur,Na\u00admur\u200b\n", "utf-8")
    assert read_file(tmp_path / "villes.csv")[0].rows[1][1][1].text == "Namur"


def test_a_refused_cell_is_told_where_it_stands(tmp_path: Path) -> None:
    long, unsaved = saved(tmp_path, HEADINGS, ["mission", "x" * 20_001]), tmp_path / "b.xlsx"
    with zipfile.ZipFile(saved(tmp_path, HEADINGS, ["=1+1"])) as plain, zipfile.ZipFile(unsaved, "w") as made:
        for part in plain.namelist():  # the attributes in another order, as other programs write them
            content = plain.read(part).replace(b'<c r="A2">', b'<c s="0" r="A2">')
            made.writestr(part, content.replace(b'<c r="A2" ', b'<c s="0" r="A2" '))
    saved(tmp_path, HEADINGS, ["mission", "x" * 20_001])
    said = []
    for file in (long, unsaved):
        with pytest.raises(RefusedFileError) as raised:
            read_file(file)
        said.append(refusal(raised.value, texts("fr")).replace("\u00a0", " "))
    assert said[0] == (
        "Une cellule compte plus de 20000 lettres : feuille « Activités », ligne 2, colonne « B ». La raccourcir."
    )
    assert said[1].startswith("La cellule A2 de la feuille « Activités » contient une formule")


def test_a_new_row_that_bears_a_name_of_the_folder_is_asked_about(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "themes.csv"
    file.write_text("code,libelle,libelle_en\nclimat_2,CLIMAT,Climate\nmer,Mer,Sea\n", "utf-8")
    found = planned(folder, file)
    assert told(found) == [
        "« climat_2 » porte le même nom que la ligne « climat », déjà dans les données. Est-ce la même?"
    ]
    assert [one.change.key for one in found.changes] == ["mer"]
    (question,) = found.questions
    for answer, keys in (("same", ["mer"]), ("other", ["climat_2", "mer"])):
        answered = planned(folder, file, answers={question.id: answer})
        assert ([one.change.key for one in answered.changes], answered.questions) == (keys, ())


def test_many_questions_of_one_kind_stand_together(folder: Path, tmp_path: Path) -> None:
    days = [[*VISIT[:1], f"Visite {n}", f"0{n}/05/2027", "", *VISIT[4:]] for n in range(1, 7)]  # the fifth is sure
    (group,) = alike(planned(folder, saved(tmp_path, HEADINGS, *days)).questions)
    assert [one.row for one in group] == [2, 3, 4, 5, 7]
    said = [choice_of_all(group[0], choice, texts("fr")).replace("\u00a0", " ") for choice in group[0].choices]
    assert said == ["Comme 1er mai 2027 pour « 01/05/2027 »", "Comme 5 janvier 2027 pour « 01/05/2027 »"]


def test_a_formula_whose_saved_value_is_blank_is_a_blank_cell(tmp_path: Path) -> None:
    saved(tmp_path, HEADINGS, ["mission", '=IF(1,"",2)'])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as plain, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as made:
        for part in plain.namelist():  # as Excel saves it
            made.writestr(part, re.sub(rb'<c r="B2"[^>]*>', b'<c r="B2" t="str">', plain.read(part)))
    (sheet,) = read_file(tmp_path / "b.xlsx")
    assert [cell.text for cell in sheet.rows[1][1]] == ["mission"]
