"""A real PostgreSQL for tests, from the system's own package, on a socket that nobody else reaches."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

_NAMES = itertools.count(1)
_OWNER = "postgres"  # it refuses to be started by root


def programs() -> Path | None:
    """The folder of the newest PostgreSQL of this machine, None without one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[4]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).resolve().parent if named else None


@contextmanager
def server() -> Iterator[str]:
    """The address of a server that lives as long as the block; the test is skipped where there is none, unless
    BRI_REQUIRE_POSTGRESQL asks for one."""
    bin_folder = programs()
    if bin_folder is None:
        if os.environ.get("BRI_REQUIRE_POSTGRESQL"):
            pytest.fail("PostgreSQL is required and not installed")
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="bri-pg-") as made:
        place = Path(made)
        as_owner: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(place, _OWNER)
            as_owner = ["setpriv", f"--reuid={_OWNER}", f"--regid={_OWNER}", "--clear-groups"]
        data, options = place / "data", f"-c listen_addresses='' -c fsync=off -k {place}"
        how = ["-A", "trust", "-U", _OWNER, "--no-sync", "-E", "UTF8", "--locale=C"]
        make = [*as_owner, str(bin_folder / "initdb"), "-D", str(data), *how]
        subprocess.run(make, check=True, capture_output=True, cwd=place)
        control = [*as_owner, str(bin_folder / "pg_ctl"), "-D", str(data), "-w"]
        log = str(place / "log")
        subprocess.run([*control, "-l", log, "-o", options, "start"], check=True, capture_output=True, cwd=place)
        try:
            yield f"postgresql:///postgres?host={place}&user={_OWNER}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=place)


def journal_of(address: str) -> str:
    """The address of a journal of its own on that server."""
    name = f"journal_{os.getpid()}_{next(_NAMES)}"
    with psycopg.connect(address, autocommit=True) as con:
        con.execute(f"CREATE SCHEMA {name}")
    return f"{address}&options=-csearch_path%3D{name}"
