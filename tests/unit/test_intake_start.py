"""The empty folder and the workbook to fill: what the Bureau starts from."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bri_data import bureau
from bri_data.__main__ import main
from bri_data.intake.folder import FILES, TableFile, file_table, read_folder
from bri_data.intake.headings import LANGUAGES, columns_by_name, tab_of
from bri_data.intake.template import columns_shown, write_template
from bri_data.model.schema import TABLES
from bri_data.pages import EVERY_PAGE
from bri_data.present.data_page import heading_of
from bri_data.present.words import LOCALES, Lang, texts
from bri_data.store import check
from bri_data.store.text_files import fold_words
from tests.unit.small_folder import small_rows, write_folder

DOC = Path(__file__).parents[2] / "docs" / "tenir-les-donnees.md"


def test_an_empty_folder_is_sound_and_holds_the_home_city_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRI_DATA_DIR", str(folder))
    made = tmp_path / "new" / "bureau"
    assert main(["init", str(made)]) == 0
    assert "22 fichiers" in capsys.readouterr().err
    assert sorted(file.name for file in made.iterdir()) == sorted([*(table.file for table in TABLES), bureau.FILE])
    assert bureau.read(made)[1] == ()
    assert check(made) == ()
    rows = {name: [*one.rows] for name, one in read_folder(made).items() if one.rows}
    assert rows == {"cities": ["quebec"], "sources": ["rapport_2025"]}


def test_a_folder_that_holds_a_file_is_left_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRI_DATA_DIR", str(folder))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("à moi", "utf-8")
    assert main(["init", str(tmp_path / "mine"), "--lang", "en"]) == 1
    assert "already holds notes.txt" in capsys.readouterr().err
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(("delimiter", "mark", "ending"), [(",", b"", b"\n"), (";", b"\xef\xbb\xbf", b"\r\n")])
def test_a_file_is_written_back_in_the_form_it_had(tmp_path: Path, delimiter: str, mark: bytes, ending: bytes) -> None:
    folder = write_folder(tmp_path, small_rows(), delimiter=delimiter)
    for table in TABLES:
        written = (folder / table.file).read_bytes().replace(b"\r\n", ending)
        (folder / table.file).write_bytes(mark + written)
    before = {table.file: (folder / table.file).read_bytes() for table in TABLES}
    assert {one.table.file: one.content() for one in read_folder(folder).values()} == before


def test_the_projects_own_files_are_written_back_with_the_same_rows() -> None:
    folder = Path(__file__).parents[2] / "data"
    for table in FILES:
        one = TableFile.read(folder, table)
        lines = [line for line in one.content().decode().split("\n") if line]
        assert sorted(lines) == sorted(
            line for line in (folder / table.file).read_text("utf-8").split("\n") if line
        ) or (
            table.name == "verifications"  # written with marks around every cell
        )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_workbook_is_the_schema(folder: Path, lang: str) -> None:
    words = texts(lang)  # type: ignore[arg-type]
    out = io.BytesIO()
    write_template(out, words, read_folder(folder))
    book = load_workbook(io.BytesIO(out.getvalue()))
    assert book.sheetnames[1:-1] == [words(f"data_page.table.{table.name}") for table in TABLES]
    assert book[words("keep.lists")].sheet_state == "hidden"
    for table in TABLES:
        tab = book[words(f"data_page.table.{table.name}")]
        assert [cell.value for cell in tab[1]][1:] == [
            heading_of(table, one, words) for one in columns_shown(file_table(table.name))
        ]
        assert all(cell.comment for cell in tab[1])
        assert tab.freeze_panes == "C2"
        assert tab["A2"].value == words("keep.example")
        assert tab.max_row == 2
    tab = book[words("data_page.table.activities")]
    offered = {str(rule.sqref).split("2:")[0]: rule.formula1 for rule in tab.data_validations.dataValidation}
    # kind, nature, date's basis, place, who paid, state, visibility
    assert set(offered) == {"C", "D", "K", "M", "T", "Y", "AA"}
    column = offered["M"].split("$")[1]
    names = [cell.value for cell in book[words("keep.lists")][column] if cell.value]
    assert names == (["Québec", "San Antonio"] if lang == "fr" else ["Québec City", "San Antonio"])


@pytest.mark.parametrize("lang", LOCALES)
def test_what_the_guides_quote_is_what_the_page_and_the_workbook_say(lang: Lang) -> None:
    """A sheet, a column, a choice, a page or a button: whoever follows a guide finds it by that name."""
    words = texts(lang)
    guides = [words(key) for key in words.keys if key.startswith("keep.guide.")]
    if lang == "fr":
        guides += re.findall(r"\n## (?:Entrer une|Préparer|Clore)[^#]*", DOC.read_text("utf-8"))
    quoted = set(re.findall("(?:« |“)([^»”]*?)(?: »|”)", " ".join(guides).replace("\u00a0", " ")))
    names = {heading_of(table, column, words) for table in FILES for column in table.columns}
    names |= {tab_of(table, words) for table in FILES}
    names |= {words(page.name) for page in EVERY_PAGE.values()}
    names |= {words(key) for key in ("keep.why", "tools.icon.add", "data_page.code.realisee")}
    assert len(quoted) > 12
    assert quoted <= {name.replace("\u00a0", " ") for name in names}


def test_the_workbook_can_hold_every_row_of_a_folder(folder: Path, tmp_path: Path) -> None:
    assert main(["template", str(tmp_path / "b.xlsx"), "--filled", "--folder", str(folder)]) == 0
    tab = load_workbook(tmp_path / "b.xlsx")["Activités"]
    assert [row[1].value for row in tab.iter_rows(min_row=3)] == ["mission-texas", "accueil-1"]


def test_every_heading_of_the_workbook_leads_back_to_its_column() -> None:
    for table in FILES:
        for words in LANGUAGES:
            for column in columns_shown(table):
                assert columns_by_name(table.name)[fold_words(heading_of(table, column, words))] == column.name
