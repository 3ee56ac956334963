"""How long each page takes the server on a large folder (4 000 activities, a century), beside the project's own data.

Run from the project's root: python tests/benchmark/pages.py [--rounds N]
Both folders are opened in one process and measured in turn, so that the machine weighs on both alike. « first » draws
a year nobody has asked for yet, « again » draws it once more. Read the ratios.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bri_data.pages import PAGES as READERS_PAGES
from bri_data.store import DataFolder
from tests.benchmark.generate_folder import generate_folder

ROOT = Path(__file__).parents[2]
FRAME = ROOT / "pages" / "shared" / "frame.py"
PAGES = sorted(page.script for page in READERS_PAGES)


def main() -> None:
    """Measure every page on both folders, print a line per page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=4)
    rounds = parser.parse_args().rounds
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as place:
        os.environ["BRI_CACHE_DIR"] = f"{place}/cache"
        large = generate_folder(Path(place) / "data", 4000, cities=600, years=100)
        folders = {"own": ROOT / "data", "large": large}
        for folder in folders.values():
            if DataFolder(folder).current().problems:
                raise SystemExit(f"{folder}: run python -m bri_data check on it")
        heads = ("first own", "first large", "ratio", "again own", "again large", "ratio")
        print(f"{'page':<16}" + "".join(f"{head:>12}" for head in heads))
        for page in PAGES:
            _print(page, _measured(page, folders, rounds))


def _measured(page: str, folders: dict[str, Path], rounds: int) -> dict[tuple[str, str], float]:
    seconds: dict[tuple[str, str], list[float]] = defaultdict(list)
    for year in range(2022, 2022 + rounds):
        for name, folder in folders.items():
            os.environ["BRI_DATA_DIR"] = str(folder)
            for which in ("first", "again"):
                at = AppTest.from_file(str(FRAME), default_timeout=120)
                at.query_params["annee"] = str(year)
                at.switch_page(f"../{page}")
                started = time.perf_counter()
                at.run()
                seconds[which, name].append(time.perf_counter() - started)
                if at.exception:
                    raise SystemExit(f"{page}, {name}, {year}: {at.exception}")
    return {key: statistics.median(values) for key, values in seconds.items()}


def _print(page: str, found: dict[tuple[str, str], float]) -> None:
    line = f"{page:<16}"
    for which in ("first", "again"):
        own, large = found[which, "own"], found[which, "large"]
        line += f"{own:>11.3f}s{large:>11.3f}s{large / own:>12.2f}"
    print(line, flush=True)


if __name__ == "__main__":
    main()
