"""The whole project passes its linter, its formatter, its type checker and the check of its declared packages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "command", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["deptry", "."]]
)
def test_project_passes(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def locked(name: str) -> dict[str, set[str]]:
    """The versions that a list of locked packages names, by package; one package may have one version per Python."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([a-z0-9_.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.M):
        found.setdefault(package, set()).add(version)
    return found


def test_application_installs_without_the_packages_of_its_tests() -> None:
    of_application, of_tests = locked("requirements.txt"), locked("tests/requirements.txt")
    assert {"streamlit", "duckdb", "numpy", "starlette"} <= of_application.keys()
    assert not {"pytest", "playwright", "hypothesis", "mypy", "ruff", "deptry"} & of_application.keys()
    assert {"pytest", "playwright", "hypothesis", "mypy", "ruff", "deptry"} <= of_tests.keys()
    both = of_application.keys() & of_tests.keys()
    assert both
    assert {name: of_application[name] for name in both} == {name: of_tests[name] for name in both}


def test_what_a_browser_test_waits_for_is_a_function() -> None:
    """The page refuses to read a string as script (its content security policy): an expression is asked only once by
    Playwright, and an error if it does not hold yet; a function is asked again until it holds."""
    asked = [
        (path.name, first)
        for path in (ROOT / "tests").rglob("*.py")
        for first in re.findall(r"wait_for_function\(\s*f?(\"+.*)", path.read_text("utf-8"))
    ]
    assert len(asked) > 30
    assert [one for one in asked if "=>" not in one[1]] == []


def test_nothing_that_is_versioned_leads_out_of_the_project() -> None:
    """A link to a folder of one machine, versioned, would replace that folder wherever the project is fetched."""
    done = subprocess.run(["git", "ls-files", "--stage"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("no version control here")
    assert "README.md" in done.stdout
    assert [line for line in done.stdout.splitlines() if line.startswith("120000")] == []
