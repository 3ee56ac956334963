"""How long each file takes to make, and how large it is: on the project's data, then on a folder of many activities.

Run from the project's root: python tests/benchmark/exports.py [--activities N]
Seconds of processor, so that whatever else the machine does weighs little. « own » takes each page's files of its
usual year; « large » takes every year of the timeline at once, the longest there is, and tells besides how much memory
the process held at most (Linux alone) and the longest time between two moments when the work could be stopped.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bri_data.address import Address
from bri_data.documents.formats import FORMATS
from bri_data.documents.order import OVERVIEW, NothingToTakeError, Order
from bri_data.pages import ADDRESSES
from bri_data.store import Database, DataFolder
from tests.benchmark.generate_folder import generate_folder

ROOT = Path(__file__).parents[2]
ROWS = ("csv", "xlsx", "html", "pptx", "pdf", "ics")


def main() -> None:
    """Print one line per page of the project's data, then one per file of rows of the large folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--activities", type=int, default=100_000)
    activities = parser.parse_args().activities
    with tempfile.TemporaryDirectory() as place:
        os.environ["BRI_CACHE_DIR"] = f"{place}/cache"
        own = _opened(ROOT / "data")
        print(f"{'own':<14}" + "".join(f"{suffix:>18}" for suffix in FORMATS))
        for page in ADDRESSES:
            items = [("ville", "namur")] if page == "fiches" else []
            made = [_measured(own, suffix, page, items) for suffix in FORMATS]
            print(f"{page or OVERVIEW:<14}" + "".join(f"{one:>18}" for one in made), flush=True)
        large = _opened(generate_folder(Path(place) / "data", activities))
        for suffix in ROWS:
            _forget_peak()
            print(f"large {suffix:<8}{_streamed(large, suffix, 'chronologie', [('annee', 'toutes')])}", flush=True)
        _forget_peak()
        print(f"large table   {_streamed(large, 'csv', 'donnees', [('table', 'activites')])}", flush=True)


def _opened(folder: Path) -> Database:
    database = DataFolder(folder).current().database
    if database is None:
        raise SystemExit(f"{folder}: run python -m bri_data check on it")
    return database


def _measured(database: Database, suffix: str, page: str, items: list[tuple[str, str]]) -> str:
    with database.cursor() as con:
        started = time.process_time()
        try:
            body = FORMATS[suffix].make(Order(con, Address.read(page, items), date.today()))
        except NothingToTakeError:
            return "-"
        return f"{time.process_time() - started:.2f} s {len(body) / 1024:,.0f} KiB"


def _streamed(database: Database, suffix: str, page: str, items: list[tuple[str, str]]) -> str:
    heard = [time.perf_counter()]
    with database.cursor() as con, tempfile.TemporaryFile() as out:
        order = Order(
            con, Address.read(page, items), date.today(), progress=lambda *_: heard.append(time.perf_counter())
        )
        started = time.process_time()
        FORMATS[suffix].write(order, out)
        cpu = time.process_time() - started
        heard.append(time.perf_counter())
        longest = max(later - earlier for earlier, later in pairwise(heard))
        size = out.seek(0, os.SEEK_END)
    return f"{cpu:.1f} s {size / 1e6:,.0f} MB, peak {_peak_mb()} MB, longest silence {longest:.2f} s"


def _forget_peak() -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def _peak_mb() -> int:
    try:
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


if __name__ == "__main__":
    main()
