"""What an import costs and survives: `python tests/benchmark/imports.py [hostile FILES] [kills KILLS] [rows ROWS]`.

rows: a workbook of so many activities, read, checked, planned and applied (target: 10 000 in under 10 s). 7.1 s on
two quiet cores in November 2026, 7.9 s of processor: read 1.9 s, planned 5.0 s, applied 0.2 s.
hostile: so many spoiled workbooks and CSV files; each is read or refused, in bounded time, and the folder is the same.
kills: so many imports stopped by SIGKILL at a random moment; nothing confirmed is lost, nothing stays half done.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

sys.path.insert(0, str(Path(__file__).parents[2]))

from bri_data.intake.apply import Author, apply_plan
from bri_data.intake.plan import plan_import
from bri_data.intake.reading import read_file
from bri_data.intake.sheets import RefusedFileError
from bri_data.intake.start import start_folder
from bri_data.journal.history import changes
from bri_data.journal.transaction import settle
from bri_data.store import check

ROOT = Path(__file__).parents[2]
HEADINGS = ("Identifiant", "Type", "Titre", "Début", "État", "Visibilité", "Sources", "Repères")


def new_folder(place: Path) -> Path:
    """An empty folder in `place`."""
    start_folder(place / "data", ROOT / "data")
    return place / "data"


def workbook(file: Path, rows: int, first: int = 0) -> Path:
    """A workbook of `rows` activities, whose numbers start at `first`."""
    with xlsxwriter.Workbook(file) as made:
        tab = made.add_worksheet("Activités")
        tab.write_row(0, 0, HEADINGS)
        for number in range(first, first + rows):
            day = f"{1990 + number % 30}-{1 + number % 12:02}-{1 + number % 28:02}"
            cells = (f"essai-{number}", "mission", f"Mission {number}", day, "réalisée", "publique", "geonames", "p. 1")
            tab.write_row(number - first + 1, 0, cells)
    return file


def time_rows(place: Path, rows: int) -> None:
    """Print how long each step of an import of `rows` rows takes."""
    folder, file = new_folder(place), workbook(place / "a.xlsx", rows)
    start, before = time.perf_counter(), time.process_time()
    sheets = read_file(file)
    read = time.perf_counter()
    plan = plan_import(folder, sheets, file.name)
    planned = time.perf_counter()
    apply_plan(folder, plan, Author())
    done = time.perf_counter()
    assert len(plan.changes) == rows, plan.faults[:3]
    print(f"{rows} rows: read {read - start:.1f} s, planned {planned - read:.1f} s, applied {done - planned:.1f} s")
    ours, childs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = ours.ru_utime + ours.ru_stime + childs.ru_utime + childs.ru_stime - before
    print(f"in all {done - start:.1f} s, {cpu:.1f} s of processor")


def state(folder: Path) -> str:
    """What the folder's CSV files hold."""
    digest = hashlib.blake2b()
    for file in sorted(folder.glob("*.csv")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def try_hostile(place: Path, files: int) -> None:
    """Bring `files` spoiled files to a folder: print what they became, and fail if one changed it or took long."""
    chance = random.Random(16)
    folder = new_folder(place)
    plain = {".xlsx": workbook(place / "a.xlsx", 5).read_bytes(), ".csv": b"identifiant,type\nx,mission\n" * 5}
    before, told, longest = state(folder), dict[str, int](), 0.0
    for _ in range(files):
        suffix = chance.choice([".xlsx", ".csv"])
        content = bytearray(plain[suffix])
        for _ in range(chance.randint(1, 60)):
            place_in = chance.randrange(len(content))
            content[place_in : place_in + chance.randint(1, 3)] = bytes(chance.randrange(256) for _ in range(2))
        file = place / f"hostile{suffix}"
        file.write_bytes(bytes(content[: chance.choice([len(content), chance.randrange(len(content) + 1)])]))
        start = time.perf_counter()
        try:
            read_file(file)
            said = "read"
        except RefusedFileError as error:
            said = error.rule
        longest = max(longest, time.perf_counter() - start)
        told[said] = told.get(said, 0) + 1
    assert state(folder) == before
    print(f"{files} hostile files, the longest {longest:.1f} s: {told}")


def try_kills(place: Path, kills: int) -> None:
    """Kill `kills` imports at a random moment; fail when a confirmed change is lost or one stays half done."""
    chance = random.Random(300)
    folder = new_folder(place)
    confirmed, whole = 0, 0.0
    for number in range(kills + 1):  # the first is left alone: how long one takes here and now
        file = workbook(place / "k.xlsx", 20, first=20 * number)
        command = [sys.executable, "-m", "bri_data", "import", str(file), "--into", str(folder), "--apply"]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        start = time.perf_counter()
        try:
            said = child.communicate(timeout=chance.uniform(0.2, 1.1) * whole if whole else None)[0]
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            said = child.communicate()[0]
        whole = whole or time.perf_counter() - start
        settle(folder)
        rows = (folder / "activites.csv").read_text("utf-8").count("essai-")
        known = len(changes(folder))
        assert rows == 20 * known, f"half done: {rows} rows, {known} changes"
        assert known >= confirmed + ("nº".encode() in said), "a confirmed change is lost"
        confirmed = known
    assert not check(folder)
    print(f"{kills} imports killed at random, {confirmed} confirmed, none lost, none half done")


if __name__ == "__main__":
    asked = dict(zip(sys.argv[1::2], map(int, sys.argv[2::2]), strict=True)) or {
        "rows": 10_000,
        "hostile": 10_000,
        "kills": 300,
    }
    for name, work in (("rows", time_rows), ("hostile", try_hostile), ("kills", try_kills)):
        if name in asked:
            with tempfile.TemporaryDirectory() as made:
                work(Path(made), asked[name])
