"""How long a folder of a million activities takes to open with every check, beside DuckDB's plain reading of one file.

Run from the project's root: python tests/benchmark/open_folder.py [--activities N] [--rounds N]
The figures are ratios of medians taken in turn in one process, so that the machine weighs on both alike.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).parents[2]))

from bri_data.store import DataFolder
from tests.benchmark.generate_folder import generate_folder


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--activities", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place), options.activities, options.rounds)


def measure(place: Path, activities: int, rounds: int) -> None:
    """Print how opening, checks included, compares with read_csv, and what reopening and a change cost."""
    folder, cache = generate_folder(place / "data", activities), place / "cache"
    plain, opened, reopened = [], [], []
    peak = 0
    for _ in range(rounds):
        shutil.rmtree(cache, ignore_errors=True)
        opened.append(timed(lambda: open_sound(folder, cache)))
        peak = peak or peak_memory_mb()
        plain.append(timed(lambda: read_plainly(folder / "activites.csv", place / "plain.duckdb")))
        reopened.append(timed(lambda: open_sound(folder, cache)))
    base = statistics.median(plain)
    size = (folder / "activites.csv").stat().st_size / 1e6
    print(f"{activities} activities, activites.csv {size:.0f} MB, {rounds} rounds, medians")
    print(f"read_csv of activites.csv into a table: {base:.2f} s = 1")
    print(f"open with every check: {statistics.median(opened) / base:.2f} x ({statistics.median(opened):.2f} s)")
    print(f"reopen unchanged: {statistics.median(reopened) / base:.5f} x ({statistics.median(reopened) * 1000:.1f} ms)")
    print(f"peak memory of the process after the first opening: {peak} MB")


def open_sound(folder: Path, cache: Path) -> None:
    """Open the folder as a freshly started process would; SystemExit if it has problems."""
    served = DataFolder(folder, cache).current()
    if served.database is None or served.problems:
        raise SystemExit(f"the generated folder has problems: {served.problems[:3]}")
    served.database.close()


def read_plainly(csv: Path, file: Path) -> None:
    """What DuckDB alone does of the same file: read it, types guessed, into a table on disk."""
    file.unlink(missing_ok=True)
    with duckdb.connect(str(file)) as con:
        con.execute("CREATE TABLE activities AS SELECT * FROM read_csv(?)", [str(csv)])


def timed(action: Callable[[], None]) -> float:
    """Seconds that `action` takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def peak_memory_mb() -> int:
    """The most memory this process held so far; 0 where the system does not say."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes // (1_000_000 if sys.platform == "darwin" else 1000)


if __name__ == "__main__":
    main()
