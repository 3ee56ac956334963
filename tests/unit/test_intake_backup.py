"""A folder saved in one file and brought back: the rows of that moment, by a change that the history tells."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bri_data.__main__ import main
from bri_data.intake.apply import Author, NothingToDoError, UnsoundError, undo
from bri_data.intake.backup import restore
from bri_data.intake.sheets import RefusedFileError
from bri_data.journal.history import changes
from bri_data.model.schema import TABLES


def contents(folder: Path) -> dict[str, bytes]:
    return {table.file: (folder / table.file).read_bytes() for table in TABLES}


def test_what_was_saved_comes_back_and_can_be_undone(folder: Path, tmp_path: Path) -> None:
    saved, file, at = contents(folder), tmp_path / "s.zip", ["--folder", str(folder)]
    assert main(["backup", str(file), *at]) == 0
    themes = tmp_path / "themes.csv"
    themes.write_text("code,libelle,libelle_en\neau,Eau,Water\nclimat,Le climat,The climate\n", "utf-8")
    assert main(["import", str(themes), "--into", str(folder), "--apply"]) == 0
    changed = contents(folder)
    assert changed != saved
    assert main(["restore", str(file), *at, "--why", "erreur"]) == 0
    assert contents(folder) == saved
    assert [(one.kind, one.why, rows) for one, rows in changes(folder)] == [("restore", "erreur", 2), ("import", "", 2)]
    with pytest.raises(NothingToDoError):
        restore(file, folder, Author())
    undo(folder, 2, Author())
    assert contents(folder) == changed
    assert main(["backup", str(file), *at]) == 0
    with zipfile.ZipFile(file) as opened:
        assert "historique.sqlite" in opened.namelist()


def test_a_file_that_is_no_backup_or_has_faults_changes_nothing(folder: Path, tmp_path: Path) -> None:
    before, file = contents(folder), tmp_path / "x.zip"
    file.write_bytes(b"PK\x03\x04 half of one")
    with pytest.raises(RefusedFileError):
        restore(file, folder, Author())
    with zipfile.ZipFile(file, "w") as made:
        for table in TABLES:
            made.writestr(table.file, before[table.file])
        made.writestr("../escaped.csv", "x")
    with pytest.raises(NothingToDoError):  # the same rows; what is no table is left where it is
        restore(file, folder, Author())
    assert not (tmp_path.parent / "escaped.csv").exists()
    with zipfile.ZipFile(file, "w") as made:
        for table in TABLES:
            made.writestr(table.file, before[table.file].replace(b"2025-04", b"avril"))
    with pytest.raises(UnsoundError):
        restore(file, folder, Author())
    assert contents(folder) == before
    assert changes(folder) == ()
