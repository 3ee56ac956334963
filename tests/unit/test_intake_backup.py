"""A folder saved in one file and brought back: the rows of that moment, by a change that the history tells."""

from __future__ import annotations

import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from bri_data.__main__ import main
from bri_data.intake.apply import Author, NothingToDoError, UnsoundError, undo
from bri_data.intake.backup import back_up, restore
from bri_data.intake.edit import Edit, save_edits
from bri_data.intake.folder import read_folder
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


def test_a_backup_made_while_somebody_saves_is_of_one_moment(folder: Path, tmp_path: Path) -> None:
    """Each save changes two files; a backup holds both changes of a save, or neither."""

    def save() -> None:
        for number in range(4):
            theme = {"code": f"t{number}", "label": f"T{number}", "label_en": f"T{number}"}
            service = {"code": f"s{number}", "label": f"S{number}", "label_en": f"S{number}"}
            save_edits(folder, [Edit("themes", None, theme), Edit("services", None, service)], Author())

    writer = threading.Thread(target=save)
    writer.start()
    seen = set()
    while writer.is_alive() or not seen:
        back_up(folder, tmp_path / "s.zip")
        with zipfile.ZipFile(tmp_path / "s.zip") as opened:
            themes, services = (opened.read(name).count(b"\n") for name in ("themes.csv", "services.csv"))
        seen.add(themes - services)
        writer.join(0.1)  # who saves has a turn
    assert len(seen) == 1
    assert len(changes(folder)) == 4


def test_a_row_being_edited_while_its_folder_is_restored_keeps_what_both_did(folder: Path, tmp_path: Path) -> None:
    """The form shows the row as it was before: its other cells are those restored, and the same cell is asked about."""
    file = tmp_path / "s.zip"
    back_up(folder, file)
    saved = dict(read_folder(folder)["cities"].rows["san_antonio"])
    save_edits(folder, [Edit("cities", saved, {**saved, "airport": "", "name_en": "San Antonio, TX"})], Author())
    seen = dict(read_folder(folder)["cities"].rows["san_antonio"])
    restore(file, folder, Author("Une", "erreur"))
    told = save_edits(folder, [Edit("cities", seen, {**seen, "name": "San-Antonio"})], Author())
    assert [(one.column, one.seen, one.now) for one in told.theirs] == [
        ("name_en", "San Antonio, TX", "San Antonio"),
        ("airport", "", "SAT"),
    ]
    now = read_folder(folder)["cities"].rows["san_antonio"]
    assert (now["name"], now["name_en"], now["airport"]) == ("San-Antonio", "San Antonio", "SAT")
    (clash,) = save_edits(folder, [Edit("cities", seen, {**seen, "name_en": "S. A."})], Author()).clashes
    assert (clash.seen, clash.now, clash.wanted) == ("San Antonio, TX", "San Antonio", "S. A.")


def test_a_full_disk_keeps_the_backup_that_was_there_and_restores_nothing(folder: Path, tmp_path: Path) -> None:
    file, at = tmp_path / "s.zip", ["--folder", str(folder)]
    assert main(["backup", str(file), *at]) == 0
    saved, before = file.read_bytes(), contents(folder)
    themes = tmp_path / "themes.csv"
    themes.write_text("code,libelle,libelle_en\neau,Eau,Water\n", "utf-8")
    assert main(["import", str(themes), "--into", str(folder), "--apply"]) == 0
    entered = contents(folder)
    for command in (["backup", str(file)], ["restore", str(file)]):
        code = (
            "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
            "resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600)); "
            f"from bri_data.__main__ import main; sys.exit(main({[*command, *at]!r}))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr
        assert (file.read_bytes(), contents(folder)) == (saved, entered)
    assert [one.name for one in tmp_path.glob(".*")] == []
    assert main(["restore", str(file), *at]) == 0  # and once there is room, it comes back
    assert contents(folder) == before


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
