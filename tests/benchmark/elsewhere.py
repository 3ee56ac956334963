"""Thousands of missions of the invented city: opened, presented and taken away under its own names, rules and currency.

    python tests/benchmark/elsewhere.py [--activities A]

Prints the seconds of each part and how many pages and files spoke; 1 is the code when one speaks of Québec or dollars.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

EXAMPLE = ROOT / "tests" / "example_city" / "bureau.toml"
FOREIGN = re.compile(r"[Qq]u[ée]bec|CA\$|\$\s?CA\b|\d\s?\$|[Dd]ollar|\bRayonne\b|DESNZ")
CITED = {"source_ids": "source-0", "source_locator": "section 1"}


def amounts(missions: int) -> Iterator[dict[str, object]]:
    """A published amount for the first activities; some are missions, and some are not."""
    for number in range(missions):
        yield {
            "expense_id": f"depense-{number}",
            "activity_ids": f"activite-{number}",
            "nature": ("reel", "plafond")[number % 2],
            "category": "total",
            "amount_cad": 900 + 17.25 * number,
            "visibility": "public",
        } | CITED


RULE = {"rule_id": "seuil", "rule": "seuil_decision", "value": 5000, "unit": "cad", "scope": "hors_pays"}


def write(folder: Path, activities: int) -> None:
    """Write the folder; run in a process that already speaks for its bureau."""
    from tests.benchmark.generate_folder import generate_folder  # noqa: PLC0415 - the bureau is read at import

    more = {"expenses": amounts(min(activities, 400)), "rules": [RULE | {"valid_from": 2010} | CITED]}
    generate_folder(folder, activities, cities=400, years=60, airport="LYS", more=more)


def main() -> int:
    """Write the folder, check it, let every page and file of it speak, and look for what is not theirs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--activities", type=int, default=4000)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        write(given.write, given.activities)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        folder.mkdir()
        shutil.copy(EXAMPLE, folder / "bureau.toml")
        own = os.environ | {"BRI_DATA_DIR": str(folder), "BRI_CACHE_DIR": f"{name}/cache"}
        parts = {
            "written": [__file__, "--activities", str(given.activities), "--write", str(folder)],
            "checked": ["-m", "bri_data", "check"],
            "spoken": ["-m", "tests.example_city.speak"],
        }
        said = ""
        for part, command in parts.items():
            began = time.perf_counter()
            done = subprocess.run(
                [sys.executable, *command], cwd=ROOT, env=own, capture_output=True, text=True, check=False
            )
            print(f"{part}: {time.perf_counter() - began:.1f} s", flush=True)
            if done.returncode:
                print(done.stdout[-2000:], done.stderr[-2000:])
                return 1
            said = done.stdout
        spoken: dict[str, str] = json.loads(said)
        foreign = {place: sorted(set(found)) for place, text in spoken.items() if (found := FOREIGN.findall(text))}
        euros = sum("€" in text for text in spoken.values())
        print(f"{len(spoken)} pages and files, {euros} with amounts in euros; foreign words: {foreign}")
    return 1 if foreign else 0


if __name__ == "__main__":
    raise SystemExit(main())
