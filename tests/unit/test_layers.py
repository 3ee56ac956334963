"""Who may import whom, read from the imports themselves."""

from __future__ import annotations

import ast
import re
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
# A room of pages/shared → the rooms it may use besides itself.
FRAME_ROOMS: dict[str, set[str]] = {
    "base": set(),
    "rights": {"base"},
    "work": {"base", "rights"},
    "reader": {"base", "rights", "work"},
    "widgets": {"base", "rights", "work", "reader"},
    "keeping": {"base", "rights", "work"},
    "server": {"base", "rights", "work", "reader"},
    "frame": {"base", "rights", "work", "reader", "widgets", "server"},
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
        assert not [module for module in others if not module.startswith("pages.shared")], file


@pytest.mark.parametrize("file", python_files("pages/shared"), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_rooms_of_the_frame_import_only_what_they_may(file: Path) -> None:
    room = file.relative_to(ROOT / "pages" / "shared").with_suffix("").parts[0]
    rooms = {module.split(".")[2] for module in imported(file) if module.startswith("pages.shared.")}
    assert rooms <= FRAME_ROOMS.get(room, set()) | {room}


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


# --- Markup -----------------------------------------------------------------------------------------------------------

# Where markup is made; elsewhere text is only text.
MARKUP_ROOMS = ("bri_data/present/figures", "bri_data/present/posters", "pages")
MARKUP_FILES = tuple(
    ROOT / name
    for name in (
        "bri_data/clicks.py",
        "bri_data/documents/behind.py",
        "bri_data/documents/in_brief.py",
        "bri_data/export/web_page.py",
        "bri_data/intake/board.py",
        "bri_data/intake/twins_said.py",
    )
)
PUBLISHERS = {"picture", "write_markup"}  # of pages/shared/base/component.py
_TAG = re.compile(r"\s*(</?[a-z]|[a-z-]+=\")")


def gives_markup(value: ast.expr | None) -> bool:
    """Whether what is returned is written as markup: one of its pieces opens with a tag or an attribute."""
    if isinstance(value, ast.IfExp):
        return gives_markup(value.body) or gives_markup(value.orelse)
    if isinstance(value, ast.JoinedStr):
        return any(isinstance(one, ast.Constant) and bool(_TAG.match(str(one.value))) for one in value.values)
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and bool(_TAG.match(value.value))


def texts_in_markup(function: ast.FunctionDef) -> list[tuple[str, int]]:
    """The parameters said to be `str` that a string with a tag holds unescaped, and where; a class of the style sheet
    (`css`) is a word of ours."""
    taken = [*function.args.args, *function.args.kwonlyargs]
    texts = {one.arg for one in taken if one.annotation and ast.unparse(one.annotation) == "str"} - {"css"}
    return [
        (part.value.id, string.lineno)
        for string in ast.walk(function)
        if isinstance(string, ast.JoinedStr)
        if any(isinstance(one, ast.Constant) and "<" in str(one.value) for one in string.values)
        for part in string.values
        if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) and part.value.id in texts
    ]


@pytest.mark.parametrize(
    "file",
    [*(file for room in MARKUP_ROOMS for file in python_files(room)), *MARKUP_FILES],
    ids=lambda file: file.relative_to(ROOT).as_posix(),
)
def test_markup_is_a_type(file: Path) -> None:
    """Text becomes markup by markupsafe alone, which leaves Markup as it is; what gives markup says so, and a page
    publishes it through `picture` and `write_markup`, which take nothing else."""
    assert "html.escape" not in set(imported(file))
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    said = {one.name for one in functions if one.returns is not None and ast.unparse(one.returns) == "str"}
    hidden = [
        f"{one.name}, line {node.lineno}"
        for one in functions
        if one.name in said
        for node in ast.walk(one)
        if isinstance(node, ast.Return) and gives_markup(node.value)
    ]
    assert not hidden, f"says « str » and gives markup: {hidden}"
    raw = [f"{one.name}, line {line}: {name}" for one in functions for name, line in texts_in_markup(one)]
    assert not raw, f"takes « str » and puts it in markup as it is: {raw}"
    if file.name != "component.py":
        calls = [ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)]
        assert "st.html" not in calls


def test_what_publishes_takes_markup_alone() -> None:
    tree = ast.parse((ROOT / "pages" / "shared" / "base" / "component.py").read_text("utf-8"))
    taken = {
        one.name: one.args.args[0].annotation
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef)
        if one.args.args
    }
    assert {name: ast.unparse(kind) for name, kind in taken.items() if name in PUBLISHERS and kind} == dict.fromkeys(
        PUBLISHERS, "Markup"
    )
