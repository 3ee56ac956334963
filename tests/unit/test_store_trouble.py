"""Whatever happens to the files or to the cache, the last good data is served, and the next good save is seen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bri_data.store import Database, DataFolder, Served
from tests.unit.small_folder import small_rows, write_folder

Break = Callable[[Path], None]


def opened(served: Served) -> Database:
    assert served.database is not None, served.problems
    return served.database


def titles(served: Served) -> list[str]:
    with opened(served).cursor() as con:
        return [row[0] for row in con.execute("SELECT title FROM records ORDER BY title").fetchall()]


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def a_device(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def a_huge_heading(file: Path) -> None:
    file.write_text("a" * 2_000_000 + ",b\n1,2\n", "utf-8")


def many_columns(file: Path) -> None:
    file.write_text(",".join(f"c{n}" for n in range(50_000)) + "\n", "utf-8")


def a_huge_cell(file: Path) -> None:
    file.write_text('identifiant,"' + "x" * 200_000 + "\n", "utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes among files nor /dev")
@pytest.mark.parametrize("broken", [a_pipe, a_device, a_folder, a_huge_heading, many_columns, a_huge_cell])
def test_what_is_no_sound_file_keeps_the_last_good_data_and_the_next_save_is_seen(
    folder: Path, cache: Path, broken: Break
) -> None:
    data = DataFolder(folder, cache)
    before = titles(data.current())
    broken(folder / "villes.csv")
    served = data.current()
    assert served.problems
    assert titles(served) == before
    file = folder / "villes.csv"
    file.rmdir() if file.is_dir() else file.unlink()
    rows = small_rows()
    rows["activities"][0]["title"] = "Mission à Austin"
    write_folder(folder, rows)
    assert data.current().problems == ()
    assert "Mission à Austin" in titles(data.current())


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_one_rotten_byte_of_the_cache_costs_a_build_and_nothing_else(folder: Path, cache: Path, place: float) -> None:
    before = titles(DataFolder(folder, cache).current())
    (file,) = cache.rglob("*.duckdb")
    body = bytearray(file.read_bytes())
    body[int(len(body) * place)] ^= 0xFF
    file.write_bytes(bytes(body))
    served = DataFolder(folder, cache).current()
    assert (titles(served), served.problems) == (before, ())


def test_a_copy_that_keeps_size_and_time_is_seen(folder: Path, cache: Path) -> None:
    data = DataFolder(folder, cache)
    data.current()
    file = folder / "activites.csv"
    stat = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Mission au Texas", b"Mission au Tessin"[:16]))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert file.stat().st_size == stat.st_size
    assert "Mission au Tessi" in titles(data.current())
    assert "Mission au Tessi" in titles(DataFolder(folder, cache).current())


def test_a_cache_that_is_no_folder_is_replaced(folder: Path, cache: Path) -> None:
    cache.mkdir()
    first = DataFolder(folder, cache)
    first._cache.write_text("", "utf-8")  # the folder of this data: a file
    assert titles(first.current()) == ["Accueil", "Mission au Texas", "Pacte"]


def test_a_full_disk_keeps_the_last_good_data(folder: Path, cache: Path) -> None:
    """In a process of its own, whose files may not grow beyond 64 KB once the data has been opened."""
    script = (
        "import resource, signal, sys; from pathlib import Path; from bri_data.store import DataFolder\n"
        "folder, cache = map(Path, sys.argv[1:]); data = DataFolder(folder, cache); first = data.current().database\n"
        "file = folder / 'activites.csv'; file.write_text(file.read_text('utf-8').replace('Texas', 'Tex'), 'utf-8')\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "served = data.current(); assert served.database is first, served; print([p.rule for p in served.problems])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, resource.RLIM_INFINITY))\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(cache)], cwd=root, capture_output=True, text=True, check=False
    )
    assert "['unforeseen']" in done.stdout, done.stderr
    served = DataFolder(folder, cache).current()  # there is room again
    assert served.problems == ()
    assert "Mission au Tex" in titles(served)


def test_nothing_is_written_where_somebody_stands(folder: Path, tmp_path: Path) -> None:
    stand = tmp_path / "stand"
    stand.mkdir()
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-m", "bri_data", "check", str(folder)],
        cwd=stand,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(stand.iterdir()) == []
