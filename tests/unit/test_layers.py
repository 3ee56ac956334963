"""Who may import whom, read from the imports themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# A room of bri_data → the rooms it may use besides itself.
ALLOWED: dict[str, set[str]] = {
    "access": {"model"},
    "bureau": set(),
    "model": {"bureau"},
    "carbon": {"bureau", "model"},
    "filters": {"model"},
    "pages": set(),
    "views": {"filters", "address", "pages"},
    "clicks": set(),
    "address": {"bureau", "filters"},
    "highlight": {"filters"},
    "queries": {"filters", "highlight", "model"},
    "store": {"bureau", "journal", "model"},
    "present": {"address", "bureau", "carbon", "clicks", "filters", "highlight", "model", "views"},
    "export": {"bureau", "present", "model"},
    "documents": {
        "address",
        "bureau",
        "carbon",
        "export",
        "filters",
        "highlight",
        "model",
        "pages",
        "present",
        "queries",
        "store",
        "views",
    },
    "journal": {"bureau"},
    "intake": {"address", "bureau", "journal", "model", "present", "store"},
    "__main__": {"bureau", "documents", "intake", "present", "store"},
}
SQL_ROOMS = {"store", "queries"}
# They hand a connection to the queries, and hold no SQL (see below).
CONNECTION_ROOMS = SQL_ROOMS | {"documents"}


def python_files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    """The dotted names a file imports, relative ones made absolute; `from a import b` gives a.b."""
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def room_of(file: Path) -> str:
    return file.relative_to(ROOT / "bri_data").with_suffix("").parts[0]


def faults_of(file: Path) -> list[str]:
    name = file.relative_to(ROOT).as_posix()
    room = room_of(file)
    faults = []
    for module in imported(file):
        parts = module.split(".")
        if parts[0] in {"streamlit", "pages"}:
            faults.append(f"{name} imports {module}")
        if parts[0] == "duckdb" and room not in CONNECTION_ROOMS:
            faults.append(f"{name} opens the database: it imports {module}")
        if parts[0] == "bri_data" and len(parts) > 1 and parts[1] not in ALLOWED[room] | {room}:
            faults.append(f"{name} ({room}) imports {module}")
    return faults


@pytest.mark.parametrize("file", python_files("bri_data"), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_rooms_import_only_what_they_may(file: Path) -> None:
    if file.parent.name == "bri_data" and file.stem == "__init__":
        assert not list(imported(file))
    else:
        assert not faults_of(file)


def test_a_page_imports_no_other_page() -> None:
    for file in python_files("pages"):
        others = [module for module in imported(file) if module.startswith("pages.")]
        assert not [module for module in others if not module.startswith("pages.shared.")], file


def test_pages_and_documents_hold_no_sql() -> None:
    for file in python_files("pages") + python_files("bri_data/documents"):
        calls = [
            node.func.attr
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        ]
        assert not {"execute", "executemany", "sql"} & set(calls), file


def test_the_reader_of_imports_sees_relative_ones(tmp_path: Path) -> None:
    assert set(imported(ROOT / "bri_data" / "present" / "words.py")) >= {"babel.Locale", "pathlib.Path"}
    assert "bri_data.present.words.Texts" in set(imported(ROOT / "bri_data" / "present" / "problems.py"))
