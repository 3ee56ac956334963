"""What an import costs and survives: `python -m tests.benchmark.imports [hostile|kills|editors|rows|first N] …`.

rows: a workbook of so many activities, read, checked, planned and applied (target: 10 000 in under 10 s). 3.1 s on
two cores in November 2026, 3.5 s of processor: read 1.0 s, planned 2.0 s, applied 0.1 s.
hostile: so many spoiled files (tests/benchmark/hostile_files.py), from the seed `first`; each is refused or planned and
said, in bounded time; one in five of those without fault is applied, checked and undone; the folder is the same. Seeds
0 to 9999 were run in November 2026 on a busy machine: none raised, none left a trace; some 0.25 s each.
kills: so many imports and savings of a form, one in two, stopped by SIGKILL at a random moment; nothing confirmed is
lost, nothing stays half done.
editors: so many savings of the page at once; each is kept. Twenty took 50 s on that busy machine, 31 s of processor.
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
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import xlsxwriter

sys.path.insert(0, str(Path(__file__).parents[2]))

from bri_data.intake.apply import Author, apply_plan, undo
from bri_data.intake.board import board, counts, summary_line
from bri_data.intake.edit import Edit, save_edits
from bri_data.intake.folder import read_folder
from bri_data.intake.plan import plan_import
from bri_data.intake.reading import read_file
from bri_data.intake.said import refusal, title
from bri_data.intake.sheets import RefusedFileError
from bri_data.intake.start import start_folder
from bri_data.journal.history import changes
from bri_data.journal.transaction import settle
from bri_data.present.words import Texts, texts
from bri_data.store import check
from tests.benchmark.hostile_files import hostile_file

ROOT = Path(__file__).parents[2]
TRIED = 5  # one file in so many, if it has no fault, is applied, checked and undone
ROWS = 20  # of one import or saving that is killed
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


def try_hostile(place: Path, files: int, first: int = 0) -> None:
    """Bring the spoiled files of the seeds from `first` to a folder: each is refused with its reason, or planned and
    said; one in TRIED of those without fault is applied, and undone. Print what they became, and fail at the first that
    raises, or of which the folder keeps a trace."""
    folder, words = new_folder(place), texts("fr")
    before, told, longest, seconds = state(folder), Counter[str](), (0.0, -1), time.process_time()
    for seed in range(first, first + files):
        file = hostile_file(place, seed)
        start = time.perf_counter()
        try:
            told[_brought(folder, file, words, is_tried=seed % TRIED == 0)] += 1
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
        longest = max(longest, (time.perf_counter() - start, seed))
        assert state(folder) == before, f"seed {seed} changed the folder"
        if seed % 500 == 499:
            print(f"… {seed + 1 - first}, the longest {longest}: {dict(told)}", flush=True)
    assert not [problem for problem in check(folder) if not problem.is_doubt]
    print(f"{files} hostile files from {first}, the longest {longest[0]:.1f} s (seed {longest[1]}): {dict(told)}")
    print(f"{time.process_time() - seconds:.0f} s of processor without the readers of workbooks")


def _brought(folder: Path, file: Path, words: Texts, *, is_tried: bool) -> str:
    """What becomes of one file: the rule that refuses it, « faults », « asked », or what it was once it `is_tried`."""
    try:
        plan = plan_import(folder, read_file(file), file.name)
    except RefusedFileError as error:
        assert refusal(error, words)
        return error.rule
    said = f"{title(plan, words)} {summary_line(plan, words)} {board(plan, 50, words)} {counts(plan, words)}"
    assert "<script" not in said
    assert "javascript:" not in said.replace("[a](javascript:x)", "")
    if plan.faults:
        return "faults"
    if not plan.changes:
        return "asked" if plan.questions else "nothing new"
    if not is_tried:
        return "could be applied"
    number = apply_plan(folder, plan, Author())
    assert not [problem for problem in check(folder) if not problem.is_doubt]
    undo(folder, number, Author())
    return "applied and undone"


def try_kills(place: Path, kills: int, seed: int = 300) -> None:
    """Kill `kills` imports and savings of a form, one in two, at a random moment; fail when a confirmed change is lost
    or one stays half done."""
    chance = random.Random(seed)
    folder = new_folder(place)
    confirmed, whole = 0, dict[bool, float]()  # how long each takes here and now: the first of each is left alone
    for number in range(kills + 2):
        is_form = number % 2 == 1
        command = _saving(folder, number) if is_form else _importing(place, folder, number)
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        start = time.perf_counter()
        most = chance.uniform(0.2, 1.1) * whole[is_form] if is_form in whole else None
        try:
            said = child.communicate(timeout=most)[0]
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            said = child.communicate()[0]
        whole.setdefault(is_form, time.perf_counter() - start)
        settle(folder)
        rows = (folder / "activites.csv").read_text("utf-8").count("essai-")
        known = len(changes(folder))
        assert rows == ROWS * known, f"half done: {rows} rows, {known} changes"
        assert known >= confirmed + ("nº".encode() in said), "a confirmed change is lost"
        confirmed = known
    assert not [problem for problem in check(folder) if not problem.is_doubt]
    print(f"{kills} imports and savings killed at random, {confirmed} confirmed, none lost, none half done")


def try_editors(place: Path, editors: int) -> None:
    """Save at once, as the page does, a new theme for each of `editors`, and for two of them a cell of one row that all
    have seen as it was; fail when one of these is lost or refused. Print how long the last waited for its turn."""
    folder = new_folder(place)
    seen = dict(read_folder(folder)["sources"].rows["geonames"])
    cells = {0: {"title": "GeoNames, essai"}, 1: {"publisher": "GeoNames (essai)"}}

    def save(number: int) -> tuple[int, float]:
        new = {"code": f"essai-{number}", "label": f"Essai {number}", "label_en": f"Trial {number}"}
        edits = [Edit("themes", None, new), Edit("sources", seen, {**seen, **cells.get(number, {})})]
        start = time.perf_counter()
        return save_edits(folder, edits, Author(str(number)), despite_doubts=True).number, time.perf_counter() - start

    with ThreadPoolExecutor(editors) as at_once:
        told = list(at_once.map(save, range(editors)))
    assert sorted(number for number, _ in told) == list(range(1, editors + 1)), told
    rows = read_folder(folder)
    assert {f"essai_{number}" for number in range(editors)} <= set(rows["themes"].rows)
    assert rows["sources"].rows["geonames"] == seen | cells[0] | cells[1]
    assert sorted(int(one.who) for one, _ in changes(folder)) == list(range(editors))
    assert not [problem for problem in check(folder) if not problem.is_doubt]
    print(f"{editors} editors at once, none lost, the last saved after {max(lasted for _, lasted in told):.1f} s")


def _importing(place: Path, folder: Path, number: int) -> list[str]:
    file = workbook(place / "k.xlsx", ROWS, first=ROWS * number)
    return [sys.executable, "-m", "bri_data", "import", str(file), "--into", str(folder), "--apply"]


def _saving(folder: Path, number: int) -> list[str]:
    """A process that saves new rows as the page does, and says the number of the change."""
    names = ("activity_id", "kind", "title", "start", "status", "visibility", "source_ids", "source_locator")
    code = f"""
from pathlib import Path
from bri_data.intake.apply import Author
from bri_data.intake.edit import Edit, save_edits
cells = [("essai-%d" % n, "mission", "Mission %d" % n, "1990-01-03", "realisee", "public", "geonames", "p. 1")
         for n in range({ROWS * number}, {ROWS * (number + 1)})]
edits = [Edit("activities", None, dict(zip({names!r}, one))) for one in cells]
print("nº", save_edits(Path({str(folder)!r}), edits, Author(), despite_doubts=True).number or 1 / 0)
"""
    return [sys.executable, "-c", code]


if __name__ == "__main__":
    asked = dict(zip(sys.argv[1::2], map(int, sys.argv[2::2]), strict=True))
    first = asked.pop("first", 0)
    asked = asked or {"rows": 10_000, "hostile": 10_000, "kills": 300, "editors": 20}
    for name, work in (
        ("rows", time_rows),
        ("hostile", partial(try_hostile, first=first)),
        ("kills", partial(try_kills, seed=300 + first)),
        ("editors", try_editors),
    ):
        if name in asked:
            with tempfile.TemporaryDirectory() as made:
                work(Path(made), asked[name])
