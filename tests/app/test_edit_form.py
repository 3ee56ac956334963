"""The form of one row on the page of the keepers, on a real folder: faults at their cells, a row made on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.intake.edit import Edit
from bri_data.intake.folder import file_table, read_folder
from bri_data.journal.history import changes
from bri_data.present.words import texts
from pages.shared.keeping.edit_table import cells_at_fault, edits_of, keys_changed
from tests.unit.small_folder import small_rows, write_folder


def script(folder: str) -> None:
    from pathlib import Path  # noqa: PLC0415

    from bri_data.present.words import texts  # noqa: PLC0415
    from bri_data.store.database import content_fingerprint  # noqa: PLC0415
    from pages.shared.keeping.edit_record import record_form  # noqa: PLC0415
    from pages.shared.keeping.keeping import say_done  # noqa: PLC0415

    say_done(texts("fr"))
    record_form(content_fingerprint(Path(folder)), Path(folder), texts("fr"))


def plain(said: str) -> str:
    return said.replace("\u00a0", " ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", small_rows())


def test_a_mission_is_entered_with_its_new_city_corrected_and_hidden(folder: Path) -> None:
    at = AppTest.from_function(script, args=(str(folder),), default_timeout=120).run()
    assert not at.exception
    place = "keep-0-activities--0"
    assert at.text_input(key=f"{place}-title").label == "Titre *"
    at.selectbox(key=f"{place}-kind").set_value("mission")
    at.text_input(key=f"{place}-title").set_value("Namur en mai")
    at.text_input(key=f"{place}-start").set_value("2027-13")
    at.run()
    (fault,) = at.error  # as one leaves the field, before anything is saved
    assert "n’est pas une date possible" in fault.value
    at.multiselect(key=f"{place}-city_ids").set_value(["Namur"])
    at.selectbox(key=f"{place}-status").set_value("prevue")
    at.selectbox(key=f"{place}-visibility").set_value("public")
    at.multiselect(key=f"{place}-source_ids").set_value(["rapport-2025"])
    at.text_input(key=f"{place}-source_locator").set_value("p. 2")
    at.button[0].click().run()
    assert not at.exception
    assert any("2027" in one.value for one in at.error)  # the date, under its field
    assert any("Nouvelle ligne de" in one.value and "Namur" in one.value for one in at.subheader)
    assert changes(folder) == ()
    city = "keep-0-activities--cities:Namur"
    at.text_input(key=f"{place}-start").set_value("2027-05")
    at.text_input(key=f"{city}-country").set_value("Belgique")
    at.text_input(key=f"{city}-latitude").set_value("50,46669")
    at.text_input(key=f"{city}-longitude").set_value("4,86746")
    at.selectbox(key=f"{city}-is_home").set_value("non")
    at.multiselect(key=f"{city}-source_ids").set_value(["rapport-2025"])
    at.text_input(key=f"{city}-source_locator").set_value("p. 1")
    at.text_input(key="keep-edit-who-0-activities--who").set_value("Direction")
    at.button[0].click().run()
    assert not at.exception
    assert [one.value for one in at.error] == []
    assert "changement nº\u00a01" in at.success[0].value
    rows = read_folder(folder)
    assert rows["activities"].rows["2027_mission_namur_en_mai"]["city_ids"] == "namur"
    assert rows["cities"].rows["namur"]["country"] == "BE"
    at.selectbox(key="keep-edit-row-activities-1").set_value("2027_mission_namur_en_mai").run()
    at.button(key="keep-hide-1-activities-2027_mission_namur_en_mai").click().run()
    assert not at.exception
    assert read_folder(folder)["activities"].rows["2027_mission_namur_en_mai"]["visibility"] == "interne"
    assert [one.kind for one, _ in changes(folder)] == ["edit", "edit"]


def test_a_row_begun_on_the_way_and_named_no_more_is_not_made(folder: Path) -> None:
    at = AppTest.from_function(script, args=(str(folder),), default_timeout=120).run()
    place = "keep-0-activities--0"
    at.multiselect(key=f"{place}-city_ids").set_value(["Namur", "Liège"])
    at.button[0].click().run()
    at.text_input(key="keep-0-activities--cities:Liège-country").set_value("Belgique").run()
    at.multiselect(key=f"{place}-city_ids").set_value(["Liège"]).run()
    assert [one.value for one in at.subheader] == ["Nouvelle ligne de «\u00a0Villes\u00a0»\u00a0: Liège"]
    assert at.text_input(key="keep-0-activities--cities:Liège-country").value == "Belgique"
    at.multiselect(key=f"{place}-city_ids").set_value([]).run()
    assert not at.subheader
    assert not at.exception


def test_a_cell_of_the_table_is_told_wrong_as_one_leaves_it() -> None:
    seen = {"activity_id": "a", "title": "Essai", "start": "2025"}
    edits = [Edit("activities", seen, {**seen, "start": "03/04/2025"}), Edit("activities", None, {"start": "hier"})]
    table = file_table("activities")
    assert [plain(one) for one in cells_at_fault(table, edits, texts("fr"))] == [
        "« Essai », Début : « 03/04/2025 » se lit de deux façons : le jour ou le mois en premier?",
        "« … », Début : « hier » n’est pas une date lisible. Écrire AAAA, AAAA-MM ou AAAA-MM-JJ.",
    ]
    assert cells_at_fault(table, [Edit("activities", seen, {**seen, "start": "avril 2025"})], texts("fr")) == []


def test_what_the_data_editor_says_becomes_edits() -> None:
    seen = [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}, {"code": "c", "label": "C"}]
    told = {
        "edited_rows": {"0": {"label": "Autre"}, "1": {"label": "—"}},
        "added_rows": [{"code": "d", "label": "D"}, {"code": "—", "label": None}, {}],
        "deleted_rows": [2],
    }
    assert edits_of(file_table("themes"), seen, told) == [
        Edit("themes", seen[0], {"code": "a", "label": "Autre"}),
        Edit("themes", seen[1], {"code": "b", "label": ""}),
        Edit("themes", None, {"code": "d", "label": "D"}),
        Edit("themes", seen[2], None),
    ]


def test_what_a_row_is_known_by_does_not_change_in_the_table() -> None:
    seen = {"code": "climat", "label": "Climat"}
    edits = [Edit("themes", seen, {**seen, "label": "Le climat"}), Edit("themes", None, {"code": "neuf"})]
    table = file_table("themes")
    assert keys_changed(table, [*edits, Edit("themes", seen, None)]) == []
    assert keys_changed(table, [*edits, Edit("themes", seen, {**seen, "code": "meteo"})]) == ["climat"]


def test_a_mission_taken_out_of_a_published_total_is_asked_about(tmp_path: Path) -> None:
    rows = small_rows()
    other = rows["activities"][0] | {"activity_id": "autre", "title": "Autre mission", "start": "2025-05", "end": ""}
    rows["activities"].append(other)
    folder = write_folder(tmp_path / "data", rows)
    at = AppTest.from_function(script, args=(str(folder),), default_timeout=120).run()
    at.selectbox(key="keep-edit-row-activities-0").set_value("autre").run()
    place = "0-activities-autre"
    at.button(key=f"keep-remove-{place}").click().run()
    assert not at.exception
    assert plain(at.warning[0].value.replace("\\", "")) == (
        "« Autre mission » ne compterait plus dans un total publié : Missions à l’étranger, 2025 : 8. Une ligne y "
        "compterait. Le chiffre publié reste : y garder la ligne, ou dire pourquoi elle en sort."
    )
    assert changes(folder) == ()
    at.checkbox(key=f"keep-edit-away-doubts-{place}").check().run()
    at.button(key=f"keep-remove-{place}").click().run()
    assert [one.kind for one, _ in changes(folder)] == ["edit"]
    # a cell that says so asks too, beside the button that saves
    at.selectbox(key="keep-edit-row-activities-1").set_value("mission_texas").run()
    at.text_input(key="keep-1-activities-mission_texas-0-counted_in").set_value("").run()
    at.button(key="keep-edit-save-1-activities-mission_texas").click().run()
    assert "Les lignes qui y compteraient\u00a0: 0" in at.warning[0].value
    assert len(changes(folder)) == 1
    assert at.checkbox(key="keep-edit-doubts-1-activities-mission_texas").label


def test_two_people_who_rename_one_row_see_both_names_and_choose(folder: Path) -> None:
    one, two = (AppTest.from_function(script, args=(str(folder),), default_timeout=120).run() for _ in "ab")
    for at, said in ((one, "Climat et eau"), (two, "Climat et air")):
        at.selectbox(key="keep-edit-table").set_value("themes").run()
        at.selectbox(key="keep-edit-row-themes-0").set_value("climat").run()
        at.text_input(key="keep-0-themes-climat-0-label").set_value(said)
    for at in (one, two):
        at.button(key="keep-edit-save-0-themes-climat").click().run()
        assert not at.exception
    assert len(changes(folder)) == 1
    assert two.text_input(key="keep-0-themes-climat-0-label").value == "Climat et air"  # what was typed stays
    (asked,) = [one for one in two.radio if "quelqu’un a écrit" in one.label]
    assert plain(asked.label.replace("\\", "")).startswith(
        "Libellé : vous avez lu « Climat », quelqu’un a écrit « Climat et eau » entre-temps, "
        "vous voulez « Climat et air »."
    )
    asked.set_value("mine").run()
    two.button(key="keep-edit-save-0-themes-climat").click().run()
    assert not two.exception
    assert read_folder(folder)["themes"].rows["climat"]["label"] == "Climat et air"
    assert len(changes(folder)) == 2
