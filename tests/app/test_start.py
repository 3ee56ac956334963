"""What the server does as it starts: it listens before the libraries of files are there, and every address answers."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from pages.shared.server import warm
from pages.shared.server.routes import ANSWERS

ROOT = Path(__file__).parents[2]
# what draws pages and makes files: half of a start, which the reader's browser would spend waiting
LATER = ("numpy", "pandas", "pydeck", "typst", "pikepdf", "docx", "pptx", "xlsxwriter", "icalendar", "openpyxl")


def test_it_listens_before_what_draws_is_imported() -> None:
    asked = f"import sys, dashboard; print([name for name in {LATER} if name in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "ignore", "-c", asked]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", ANSWERS)
def test_what_answers_an_address_is_there(path: str) -> None:
    module, name = ANSWERS[path]
    assert callable(getattr(import_module(f"pages.shared.{module}"), name))


def test_all_that_pages_share_is_imported_beside_the_start() -> None:
    files = {file.relative_to(ROOT).with_suffix("") for file in (ROOT / "pages" / "shared").rglob("*.py")}
    modules = {".".join(file.parent.parts if file.name == "__init__" else file.parts) for file in files}
    assert set(warm.REST) == modules - {"pages.shared.frame", "pages.shared"}
    for name in (*warm.FIRST, *warm.REST):
        import_module(name)
