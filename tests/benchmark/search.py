"""How long one keystroke of the search box takes on a folder of a million activities, and a search of the data page.

Run from the project's root: python tests/benchmark/search.py [--activities N] [--rounds N]
The processor's time is given beside the clock's: it says what the machine had to do, whoever else uses it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bri_data.model.schema import ACTIVITIES
from bri_data.present.search import labels
from bri_data.queries.data_page import rows
from bri_data.queries.search import folded, search
from bri_data.store import DataFolder
from tests.benchmark.generate_folder import generate_folder

# a common word, two, a city, a kind and a year, one slip, one letter, nothing
ASKED = ("climat", "climat santé", "ville 12", "mission 2015", "recnontre hiver", "p", "zzzz")


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--activities", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = generate_folder(Path(place) / "data", options.activities)
        database = DataFolder(folder, Path(place) / "cache").current().database
        if database is None:
            raise SystemExit("the generated folder has problems")
        said = folded(labels())
        print(f"{options.activities} activities, {options.rounds} rounds, medians: clock, processor")
        with database.cursor() as con:
            for asked in ASKED:
                report(f"« {asked} »", partial(search, con, asked, said), options.rounds)
            report("data page, « zzzz »", partial(rows, con, ACTIVITIES, search="zzzz"), options.rounds)
        database.close()


def report(name: str, action: Callable[[], object], rounds: int) -> None:
    """Print how long `action` takes."""
    clock, processor = [], []
    for _ in range(rounds):
        began = time.perf_counter(), time.process_time()
        action()
        clock.append(time.perf_counter() - began[0])
        processor.append(time.process_time() - began[1])
    print(f"{name}: {statistics.median(clock) * 1000:.0f} ms, {statistics.median(processor) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
