"""What is typed on the page of the keepers and not saved waits while one looks at another way, table or row."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bri_data.journal.history import changes
from tests.unit.small_folder import small_rows, write_folder

FORM, TABLE = "keep-0-activities--0", "keep-many-0-themes-"
THEMES = b"identifiant,libelle,libelle_en\nessai,Essai,Trial\n"


def script(folder: str) -> None:
    from pathlib import Path  # noqa: PLC0415

    from bri_data.present.words import texts  # noqa: PLC0415
    from bri_data.store.database import content_fingerprint  # noqa: PLC0415
    from pages.shared.keeping.edit_ways import edit_ways  # noqa: PLC0415

    edit_ways(content_fingerprint(Path(folder)), Path(folder), texts("fr"))


def progress(words_of: str) -> None:
    import streamlit as st  # noqa: PLC0415

    from bri_data.present.words import texts  # noqa: PLC0415
    from pages.shared.keeping.import_file import waiting_in  # noqa: PLC0415

    for place, told in enumerate([("reading", 0), ("rows", 999), ("rows", 2000), ("checking", 10_000)]):
        waiting_in(st.container(key=f"at-{place}"), texts(words_of), from_row=1000)(*told)
    waiting_in(st.container(), texts(words_of), from_row=0)("reading", 0)


@pytest.fixture
def at(tmp_path: Path) -> AppTest:
    folder = write_folder(tmp_path / "data", small_rows())
    return AppTest.from_function(script, args=(str(folder),), default_timeout=120).run()


def go(at: AppTest, way: str) -> AppTest:
    at.segmented_control(key="keep-way").set_value(way).run()
    assert not at.exception, at.exception
    return at


def resumes(at: AppTest) -> list[str]:
    return [one.label.replace("\u00a0", " ") for one in at.button if (one.key or "").startswith("keep-resume")]


def type_in_the_form(at: AppTest) -> None:
    go(at, "one").text_input(key=f"{FORM}-title").set_value("Namur en mai")
    at.selectbox(key=f"{FORM}-kind").set_value("mission")
    at.multiselect(key=f"{FORM}-city_ids").set_value(["Namur"])
    at.run()
    assert resumes(at) == []  # it is on screen


def test_what_is_typed_waits_for_its_reader(at: AppTest, tmp_path: Path) -> None:
    type_in_the_form(at)
    go(at, "many").selectbox(key="keep-edit-table").set_value("themes").run()
    assert resumes(at) == ["Reprendre : Activités, « Namur en mai »"]
    at.session_state[TABLE] = {
        "edited_rows": {0: {"label": "Autre"}},
        "added_rows": [{"code": "essai", "label": "Essai"}],
        "deleted_rows": [1],
    }
    at.run()
    save = "keep-many-save-0-themes-"
    assert "3 lignes" in at.button(key=save).label.replace("\u00a0", " ")
    first, rows = at.data_editor[0].value["label"][0], len(at.data_editor[0].value)
    go(at, "import")
    assert resumes(at) == ["Reprendre : Activités, « Namur en mai »", "Reprendre : Thèmes, 3 lignes du tableau"]
    at.button(key="keep-resume-1").click().run()
    shown = at.data_editor[0].value
    assert (first != "Autre", shown["label"][0], list(shown["code"])[-1], len(shown)) == (True, "Autre", "essai", rows)
    assert "3 lignes" in at.button(key=save).label.replace("\u00a0", " ")
    at.button(key="keep-resume-0").click().run()
    assert not at.exception
    assert at.text_input(key=f"{FORM}-title").value == "Namur en mai"
    assert at.selectbox(key=f"{FORM}-kind").value == "mission"
    assert at.multiselect(key=f"{FORM}-city_ids").value == ["Namur"]
    at.button(key="keep-give-up-one").click().run()
    assert at.text_input(key=f"{FORM.replace('-0-', '-1-', 1)}-title").value == ""
    assert resumes(at) == ["Reprendre : Thèmes, 3 lignes du tableau"]
    assert changes(tmp_path / "data") == ()


def test_another_row_leaves_what_is_typed_in_the_first(at: AppTest) -> None:
    type_in_the_form(at)
    choice = at.selectbox(key="keep-edit-row-activities-0")
    other = next(one for one in choice.options if one != "Nouvelle ligne")
    row = choice.set_value(other).run().selectbox(key="keep-edit-row-activities-0").value
    assert at.text_input(key=f"keep-0-activities-{row}-0-title").value not in ("", "Namur en mai")
    assert resumes(at) == ["Reprendre : Activités, « Namur en mai »"]
    at.button(key="keep-resume-0").click().run()
    assert at.text_input(key=f"{FORM}-title").value == "Namur en mai"


def test_a_file_and_what_was_answered_wait_too(at: AppTest) -> None:
    at.file_uploader(key="keep-file-0").set_value(("themes.csv", THEMES, "text/csv")).run()
    at.checkbox[0].check().run()
    title = at.title[0].value
    assert "faute" in title or "changement" in title
    go(go(at, "one"), "import")
    assert (at.title[0].value, at.checkbox[0].value) == (title, True)
    assert "themes.csv" in at.info[0].value
    at.button(key="keep-file-aside").click().run()
    assert (at.title[0].value, len(at.info)) == ("Tenir les données", 0)


def test_the_page_says_how_far_a_long_import_is() -> None:
    shown = AppTest.from_function(progress, args=("fr",)).run()
    assert not shown.exception
    bars = [(round(one.value), one.text.replace("\u202f", " ").replace("\u00a0", " ")) for one in shown.get("progress")]
    assert bars == [
        (30, "Lignes comprises : 2 000"),
        (60, "Vérification, lignes : 10 000"),
        (5, "Lecture du fichier…"),
    ]


def test_many_questions_of_one_kind_are_answered_at_once(at: AppTest) -> None:
    head = "type,titre,debut,etat,visibilite,sources,reperes\n"
    rows = [f"mission,Mission {n},0{n}/05/2027,prevue,public,rapport-2025,1" for n in range(1, 5)]
    content = (head + "\n".join(rows)).encode()
    at.file_uploader(key="keep-file-0").set_value(("activites.csv", content, "text/csv")).run()
    assert not at.exception
    assert (len(at.pills), at.title[0].value.partition("; ")[2]) == (1 + 4, "4 réponses sont attendues")
    at.pills[0].set_value(1).run()  # the month first
    assert not at.exception
    assert (len(at.pills), at.title[0].value.replace("\u00a0", " ")) == (0, "Ce fichier apporte 4 changements")
    assert sorted(at.session_state["keep-answers"].values()) == [f"2027-0{n}-05" for n in range(1, 5)]
