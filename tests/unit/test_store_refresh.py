"""A folder stays served: built once, reused while unchanged, rebuilt on change, and never worse than its last good."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from bri_data.__main__ import main
from bri_data.store import Database, DataFolder, Served, cache_dir, data_dir
from tests.benchmark.generate_folder import generate_folder
from tests.unit.small_folder import small_rows, write_folder

ROOT = Path(__file__).parents[2]


def opened(served: Served) -> Database:
    assert served.database is not None
    return served.database


def titles(database: Database) -> list[str]:
    return [row[0] for row in database.cursor().execute("SELECT title FROM activities ORDER BY line").fetchall()]


def retitle(folder: Path, title: str, **cells: str) -> None:
    rows = small_rows()
    rows["activities"][0] |= {"title": title} | cells
    write_folder(folder, rows)


def built_files(cache: Path) -> list[Path]:
    return sorted(cache.rglob("*.duckdb"))


def test_an_unchanged_folder_is_reopened_without_reading_a_file(folder: Path, cache: Path) -> None:
    first = opened(DataFolder(folder, cache).current())
    (file,) = built_files(cache)
    before = file.stat()
    read: list[str] = []
    is_over = threading.Event()

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and not is_over.is_set() and str(arguments[0]).startswith(str(folder)):
            read.append(str(arguments[0]))

    sys.addaudithook(hear)  # it cannot be taken away: the event ends it
    again = DataFolder(folder, cache).current()
    is_over.set()
    assert read == []
    assert again.problems == ()
    assert opened(again).fingerprint == first.fingerprint
    assert titles(opened(again)) == ["Mission au Texas", "Accueil"]
    assert built_files(cache) == [file]
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_the_same_value_is_given_while_nothing_changes(folder: Path, cache: Path) -> None:
    data = DataFolder(folder, cache)
    assert data.current() is data.current()


def test_files_saved_again_without_a_change_keep_the_database(folder: Path, cache: Path) -> None:
    first = opened(DataFolder(folder, cache).current())
    (file,) = built_files(cache)
    before = file.stat().st_mtime_ns
    for csv in folder.glob("*.csv"):
        os.utime(csv, (1, 1))
    assert opened(DataFolder(folder, cache).current()).fingerprint == first.fingerprint
    assert file.stat().st_mtime_ns == before


def test_a_change_shows_and_the_old_database_still_answers_its_holders(folder: Path, cache: Path) -> None:
    data = DataFolder(folder, cache)
    old = opened(data.current())
    cursor = old.cursor()
    retitle(folder, "Mission à Austin")
    new = opened(data.current())
    assert titles(new)[0] == "Mission à Austin"
    assert new.fingerprint != old.fingerprint
    assert titles(old)[0] == "Mission au Texas"
    assert cursor.execute("SELECT count(*) FROM activities").fetchone() == (2,)
    assert built_files(cache) == [new.file]


def test_a_bad_change_keeps_the_last_good_and_says_why(folder: Path, cache: Path) -> None:
    data = DataFolder(folder, cache)
    good = opened(data.current())
    retitle(folder, "Sans date", start="hier")
    served = data.current()
    assert served.database is good
    assert [(p.file, p.line, p.rule) for p in served.problems] == [("activites.csv", 2, "bad_date")]
    retitle(folder, "Réparée")
    healed = data.current()
    assert healed.problems == ()
    assert titles(opened(healed))[0] == "Réparée"


def test_a_restart_with_bad_data_serves_the_last_good(folder: Path, cache: Path) -> None:
    good = opened(DataFolder(folder, cache).current()).fingerprint
    retitle(folder, "Sans date", start="hier")
    served = DataFolder(folder, cache).current()
    assert opened(served).fingerprint == good
    assert titles(opened(served))[0] == "Mission au Texas"
    assert [problem.rule for problem in served.problems] == ["bad_date"]


def test_a_folder_that_goes_away_keeps_its_last_good(folder: Path, cache: Path) -> None:
    data = DataFolder(folder, cache)
    good = opened(data.current())
    folder.rename(folder.with_name("ailleurs"))
    served = data.current()
    assert served.database is good
    assert [problem.rule for problem in served.problems] == ["missing_folder"]


def test_a_folder_that_never_was_sound_serves_problems_alone(tmp_path: Path, cache: Path) -> None:
    served = DataFolder(tmp_path / "nulle-part", cache).current()
    assert served.database is None
    assert [problem.rule for problem in served.problems] == ["missing_folder"]
    assert built_files(cache) == []


@pytest.mark.parametrize("damage", ["cut", "scrambled", "gone", "state"])
def test_a_damaged_cache_is_rebuilt_in_silence(folder: Path, cache: Path, damage: str) -> None:
    opened(DataFolder(folder, cache).current()).close()
    (file,) = built_files(cache)
    whole = file.read_bytes()
    if damage == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif damage == "scrambled":
        file.write_bytes(b"\xff" * len(whole))
    elif damage == "gone":
        file.unlink()
    else:
        (file.parent / "state.json").write_text("{", "utf-8")
    served = DataFolder(folder, cache).current()
    assert served.problems == ()
    assert titles(opened(served)) == ["Mission au Texas", "Accueil"]


def test_nothing_is_left_behind_in_the_cache(folder: Path, cache: Path) -> None:
    data = DataFolder(folder, cache)
    for title in ("Un", "Deux"):
        retitle(folder, title)
        data.current()
    retitle(folder, "Trois", start="hier")
    data.current()
    kept = [file for file in cache.rglob("*") if file.is_file()]
    assert sorted(file.name for file in kept if file.suffix != ".duckdb") == ["agenda.json", "state.json"]
    assert sum(file.suffix == ".duckdb" for file in kept) == 1


def test_two_folders_share_a_cache_without_meeting(tmp_path: Path, folder: Path, cache: Path) -> None:
    other = write_folder(tmp_path / "other", small_rows())
    retitle(other, "Ailleurs")
    here, there = DataFolder(folder, cache), DataFolder(other, cache)
    assert titles(opened(here.current()))[0] == "Mission au Texas"
    assert titles(opened(there.current()))[0] == "Ailleurs"
    assert titles(opened(DataFolder(folder, cache).current()))[0] == "Mission au Texas"


def test_two_processes_open_the_same_folder_at_once(folder: Path, cache: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bri_data.store import DataFolder\n"
        "served = DataFolder(Path(sys.argv[1]), Path(sys.argv[2])).current()\n"
        "cursor = served.database.cursor()\n"
        "print(cursor.execute('SELECT count(*) FROM activities').fetchone()[0], flush=True)\n"
        "sys.stdin.readline()\n"  # hold the database open until the other has answered
        "print(cursor.execute('SELECT count(*) FROM cities').fetchone()[0])"
    )
    command = [sys.executable, "-c", code, str(folder), str(cache)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    processes = [subprocess.Popen(command, **pipes) for _ in range(2)]  # type: ignore[call-overload]
    assert [process.stdout.readline() for process in processes] == ["2\n", "2\n"]
    assert opened(DataFolder(folder, cache).current()).cursor().execute("SELECT 1").fetchone() == (1,)
    assert [process.communicate("\n")[0] for process in processes] == ["2\n", "2\n"]
    assert [process.returncode for process in processes] == [0, 0]


def test_threads_ask_and_query_while_the_folder_changes(tmp_path: Path, cache: Path) -> None:
    folder = generate_folder(tmp_path / "data", 200)
    data = DataFolder(folder, cache)
    counts: set[int] = set()
    errors: list[Exception] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            try:
                cursor = opened(data.current()).cursor()
                counts.add(cursor.execute("SELECT count(*) FROM activities").fetchall()[0][0])
            except Exception as error:
                errors.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    while 200 not in counts and not errors:
        stop.wait(0.01)
    larger = generate_folder(tmp_path / "larger", 300)
    (larger / "activites.csv").replace(folder / "activites.csv")
    while 300 not in counts and not errors:
        stop.wait(0.01)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert counts == {200, 300}


def test_an_open_database_refuses_files_and_changes(folder: Path, cache: Path) -> None:
    cursor = opened(DataFolder(folder, cache).current()).cursor()
    with pytest.raises(duckdb.PermissionException):
        cursor.execute("SELECT * FROM read_csv(?)", [str(folder / "villes.csv")])
    for statement in ("DELETE FROM cities", "SET lock_configuration = false"):
        with pytest.raises(duckdb.Error):
            cursor.execute(statement)


def test_names_sort_as_in_french(folder: Path, cache: Path) -> None:
    cursor = opened(DataFolder(folder, cache).current()).cursor()
    names = cursor.execute("SELECT n FROM (VALUES ('Zurich'), ('Évry'), ('Arles')) AS t(n) ORDER BY n COLLATE fr")
    assert [row[0] for row in names.fetchall()] == ["Arles", "Évry", "Zurich"]


def test_where_data_and_cache_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("BRI_DATA_DIR", raising=False)
    assert data_dir() == ROOT / "data"
    monkeypatch.setenv("BRI_DATA_DIR", str(tmp_path))
    assert data_dir() == tmp_path
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "ici"))
    assert cache_dir() == tmp_path / "ici"
    (tmp_path / "fichier").write_text("", "utf-8")
    monkeypatch.setenv("BRI_CACHE_DIR", str(tmp_path / "fichier" / "sous"))
    assert cache_dir() != tmp_path / "fichier" / "sous"


def test_the_command_is_silent_about_a_sound_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == ""


def test_the_command_names_each_problem_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    retitle(folder, "Titre", start="2025-13", status="faite")
    assert main(["check", str(folder)]) == 1
    french = capsys.readouterr().out.splitlines()
    assert len(french) == 2
    assert french[0].startswith("activites.csv, ligne 2, colonne «\u00a0debut\u00a0»")
    assert main(["check", str(folder), "--lang", "en"]) == 1
    english = capsys.readouterr().out.splitlines()
    assert english[0].startswith("activites.csv, line 2, column “debut”")
    assert main(["--lang", "en", "check", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == english


def test_the_command_alone_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "check" in capsys.readouterr().out


def test_the_shipped_folder_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ROOT / "data")]) == 0
    # doubts somebody has verified, each with its explanation, and nothing else
    assert all(": vérifié\N{NO-BREAK SPACE}: " in line for line in capsys.readouterr().out.splitlines())
