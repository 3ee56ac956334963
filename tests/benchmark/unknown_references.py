"""How much processor `check` takes for thousands of references that name nothing: it must grow as they do, no faster.

Run from the project's root: python tests/benchmark/unknown_references.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bri_data.store import check
from tests.unit.small_folder import small_rows, write_folder


def main() -> None:
    """Measure in turn, print."""
    counts = (10_000, 20_000, 40_000)
    with tempfile.TemporaryDirectory() as place:
        for in_one_cell in (False, True):
            where = "in one cell" if in_one_cell else "one a row"
            for count in counts:
                spent = seconds(Path(place) / f"{count}-{in_one_cell}", count, in_one_cell=in_one_cell)
                print(f"{count} unknown cities, {where}: {spent:.2f} s of processor")


def seconds(folder: Path, count: int, *, in_one_cell: bool) -> float:
    """The processor seconds that `check` takes for `count` unknown cities, all in one cell or one a row."""
    rows = small_rows()
    activity = rows["activities"][1]
    named = [f"inconnue-{number}" for number in range(count)]
    cells = [";".join(named)] if in_one_cell else named
    rows["activities"] += [activity | {"activity_id": f"a-{n}", "city_ids": cell} for n, cell in enumerate(cells)]
    write_folder(folder, rows)
    before = time.process_time()
    assert check(folder)
    return time.process_time() - before


if __name__ == "__main__":
    main()
