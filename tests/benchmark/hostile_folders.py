"""A thousand hostile folders through `check` and under a running server, then what kills and spoils the server itself.

    python tests/benchmark/hostile_folders.py [--folders N] [--first N] [--kills N] [--bytes N] [--starts N]
        [--only PART]

Each folder is made with a seed (hostile.py): `check` must end in time and without a traceback, the server must answer
while the folder's files are there, and show the right data once they are sound again. Then the server is killed while
it builds, started twice at once on one cache, given caches with a spoiled byte, and a disk with no room.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from bri_data.__main__ import main as command
from tests.benchmark.hostile import hostile_folder
from tests.browser.servers import ROOT, Server, run_server
from tests.unit.small_folder import small_rows, write_folder

_LONGEST_S = 60
_SHOWN = "/bri/chercher?q=quebec"


def checked(folder: Path) -> tuple[str, float]:
    """How `check` ended on `folder` (sound, named, traceback, hang), in a process of its own, and its seconds."""
    context = multiprocessing.get_context("fork")
    told, teller = context.Pipe(duplex=False)
    child = context.Process(target=_check, args=(folder, teller))
    began = time.perf_counter()
    child.start()
    how = told.recv() if told.poll(_LONGEST_S) else "hang"
    lasted = time.perf_counter() - began
    child.kill()
    child.join()
    return how, lasted


def _check(folder: Path, teller: Any) -> None:
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = command(["check", str(folder)])
        teller.send({0: "sound", 1: "named"}.get(code, f"code {code}"))
    except BaseException:
        teller.send(f"traceback {traceback.format_exc(limit=-2)}")


def asked(server: Server, path: str) -> tuple[int, bytes]:
    """Status and body; 0 for no answer in time."""
    try:
        with urllib.request.urlopen(server.url + path, timeout=_LONGEST_S) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError:
        return 0, b""


def put(source: Path, served: Path) -> None:
    """Replace the served files by those of `source`, whatever they are."""
    for old in served.iterdir():
        shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    for new in source.iterdir():
        new.rename(served / new.name)


def folders(first: int, number: int, place: Path) -> Counter[str]:
    """Print each outcome that should not be; how many of the `number` folders from seed `first` ended in which way."""
    sound = write_folder(place / "sound", small_rows())
    served = place / "served"
    shutil.copytree(sound, served)
    server, process = run_server("dashboard.py", place, BRI_DATA_DIR=str(served), BRI_CACHE_DIR=str(place / "cache"))
    asked(server, "/")
    right = opened(server)
    ends: Counter[str] = Counter()
    slowest = 0.0
    for seed in range(first, first + number):
        hostile = place / "hostile"
        faults = hostile_folder(sound, hostile, seed)
        how, lasted = checked(hostile)
        slowest = max(slowest, lasted)
        ends[how.split(maxsplit=1)[0]] += 1
        if how.split(maxsplit=1)[0] not in {"sound", "named"}:
            print(f"check, seed {seed} ({faults}): {how}", flush=True)
        put(hostile, served)
        shutil.rmtree(hostile)
        answers = [asked(server, path)[0] for path in (_SHOWN, "/bri/lignes/carte?annee=2025", "/sante", "/carte")]
        if any(status not in {200, 404} for status in answers):
            ends["server: wrong answer"] += 1
            print(f"server, seed {seed} ({faults}): {answers}", flush=True)
        shutil.copytree(sound, hostile)
        put(hostile, served)
        hostile.rmdir()
        if asked(server, _SHOWN)[1] != right:
            ends["server: other data"] += 1
            print(f"server, seed {seed} ({faults}): not the right data back", flush=True)
        if (seed + 1 - first) % 50 == 0:
            print(f"{seed + 1 - first} folders: {dict(ends)}", flush=True)
    ends["server: alive"] = int(process.poll() is None)
    process.send_signal(signal.SIGTERM)
    process.wait(20)
    ends["server: tracebacks of ours"] = server.log.read_text("utf-8", "replace").count("could not make")
    print(f"slowest check {slowest:.1f} s", flush=True)
    return ends


def opened(server: Server) -> bytes:
    """What the search answers once the data are open."""
    while json.loads(asked(server, "/sante")[1] or b"{}").get("status") == "starting":
        time.sleep(0.05)
    return asked(server, _SHOWN)[1]


_OPENING = """
import sys
from pathlib import Path
from bri_data.store import DataFolder
served = DataFolder(Path(sys.argv[1]), Path(sys.argv[2])).current()
with served.database.cursor() as con:
    print(con.execute("SELECT count(*), min(title), max(title) FROM records").fetchone())
"""


def opening(folder: Path, cache: Path, **more: Any) -> subprocess.Popen[str]:
    """A process that opens `folder` and prints what it finds."""
    given = [sys.executable, "-c", _OPENING, str(folder), str(cache)]
    return subprocess.Popen(given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, **more)


def kills(number: int, place: Path) -> Counter[str]:
    """Kill a process that builds, at any moment; the next one must find the right data."""
    folder, right = _sound(place)
    ends: Counter[str] = Counter()
    chance = random.Random(1)
    for turn in range(number):
        cache = place / f"killed-{turn}"
        process = opening(folder, cache)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.3, 2.0))
        process.kill()
        process.communicate()
        ends["right" if opening(folder, cache).communicate()[0] == right else "wrong"] += 1
        shutil.rmtree(cache, ignore_errors=True)
    return ends


def double_starts(number: int, place: Path) -> Counter[str]:
    """Two processes that build one cache at once: both must find the right data."""
    folder, right = _sound(place)
    ends: Counter[str] = Counter()
    for turn in range(number):
        cache = place / f"double-{turn}"
        both = [opening(folder, cache), opening(folder, cache)]
        ends["right" if all(one.communicate()[0] == right for one in both) else "wrong"] += 1
        shutil.rmtree(cache, ignore_errors=True)
    return ends


def spoiled_bytes(number: int, place: Path) -> Counter[str]:
    """One byte of the cache changed, its size and time kept: the right data must be found all the same."""
    folder, right = _sound(place)
    cache = place / "spoiled"
    opening(folder, cache).communicate()
    ends: Counter[str] = Counter()
    chance = random.Random(2)
    for _ in range(number):
        file = next(cache.rglob("*.duckdb"))
        before = file.stat()
        held = bytearray(file.read_bytes())
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
        file.write_bytes(held)
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        ends["right" if opening(folder, cache).communicate()[0] == right else "wrong"] += 1
    return ends


def full_disk(place: Path) -> Counter[str]:
    """No room for a new cache, whatever is left of it: a server that is open goes on, and sees the next good save."""
    folder, _ = _sound(place)
    ends: Counter[str] = Counter()
    for room in (0, 4096, 100_000, 1_000_000, 3_000_000):
        script = """
import resource, sys, signal
from pathlib import Path
from bri_data.store import DataFolder
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder = Path(sys.argv[1])
data = DataFolder(folder, Path(sys.argv[2]))
def told():
    with data.current().database.cursor() as con:
        return con.execute("SELECT count(*), min(title), max(title) FROM records").fetchone()
before = told()
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
file = folder / "activites.csv"
sound = file.read_bytes()
changed = sound + b"\\n\\n"
file.write_bytes(changed)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), hard))
full = told()
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
file.write_bytes(sound)
print("right" if before == full == told() else "wrong")
"""
        copied = shutil.copytree(folder, place / f"full-{room}")
        given = [sys.executable, "-c", script, str(copied), str(place / f"cache-{room}"), str(room)]
        done = subprocess.run(given, capture_output=True, text=True, cwd=ROOT, check=False)
        ends[done.stdout.strip() or "error"] += 1
        if done.stdout.strip() != "right":
            print(done.stderr[-800:], flush=True)
    return ends


def _sound(place: Path) -> tuple[Path, str]:
    folder = place / "own"
    if not folder.exists():
        write_folder(folder, small_rows())
    return folder, opening(folder, place / "right").communicate()[0]


def main() -> None:
    """Print one line for each kind of trouble."""
    parser = argparse.ArgumentParser()
    for name, number in (("folders", 1000), ("first", 0), ("kills", 60), ("starts", 20), ("bytes", 60)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--only", default="", help="a part by its name, as printed")
    given = parser.parse_args()
    parts: dict[str, Callable[[Path], Counter[str]]] = {
        "kills": lambda place: kills(given.kills, place),
        "double starts": lambda place: double_starts(given.starts, place),
        "spoiled bytes": lambda place: spoiled_bytes(given.bytes, place),
        "full disk": full_disk,
        "folders": lambda place: folders(given.first, given.folders, place),
    }
    for name, part in parts.items():
        if given.only not in {"", name}:
            continue
        with tempfile.TemporaryDirectory() as place:
            began = time.perf_counter()
            ends = part(Path(place))
            said = ", ".join(f"{n} {how}" for how, n in sorted(ends.items()))
            print(f"{name}: {said} ({time.perf_counter() - began:.0f} s)", flush=True)
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
