"""Reading what somebody brings: every cell with its place; and a file made to hurt refused in bounded time."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from bri_data.intake import reading
from bri_data.intake.reading import read_file
from bri_data.intake.sheets import Cell, RefusedFileError


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Villes"
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
PLAIN = workbook(["Identifiant", "Nom"], ["namur", "Namur"])


def refused(file: Path) -> str:
    with pytest.raises(RefusedFileError) as raised:
        read_file(file)
    return raised.value.rule


def test_cells_keep_their_kind_and_their_row(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook(["a", "b"], [], [2025, 1500.5, True, date(2027, 3, 19), " Namur\u00a0", None, "fin"]))
    (sheet,) = read_file(file)
    assert sheet.name == "Villes"
    assert [number for number, _ in sheet.rows] == [1, 3]
    assert sheet.rows[1][1] == (
        Cell("2025", "number"),
        Cell("1500.5", "number"),
        Cell("true", "boolean"),
        Cell("2027-03-19", "day"),
        Cell("Namur"),
        Cell(""),
        Cell("fin"),
    )


def test_a_workbook_that_counts_from_1904_keeps_its_days(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(2027, 3, 19)])
    book.save(tmp_path / "a.xlsx")
    assert read_file(tmp_path / "a.xlsx")[0].rows[0][1] == (Cell("2027-03-19", "day"),)


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("cp1252", ";"), ("utf-16", "\t"), ("utf-16-le", "|")]
)
def test_a_csv_is_read_in_any_form(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = tmp_path / "villes.csv"
    file.write_bytes(
        f'identifiant{delimiter}nom\r\nx{delimiter}"Québec\r\nen deux"\r\n\r\ny{delimiter}Évry\r\n'.encode(encoding)
    )
    (sheet,) = read_file(file)
    assert [(number, [cell.text for cell in cells]) for number, cells in sheet.rows] == [
        (1, ["identifiant", "nom"]),
        (2, ["x", "Québec\nen deux"]),
        (5, ["y", "Évry"]),
    ]


def test_a_formula_is_never_run_and_one_without_value_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "f.xlsx"
    file.write_bytes(workbook(["a"], ["=1+1"]))
    assert refused(file) == "formula_without_value"


def test_what_a_file_is_does_not_hang_on_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(PLAIN)
    (tmp_path / "b.xlsx").write_bytes("identifiant;nom\nnamur;Namur".encode("cp1252"))
    for name in ("a.csv", "b.xlsx"):
        (sheet,) = read_file(tmp_path / name)
        assert sheet.rows[1][1] == (Cell("namur"), Cell("Namur"))


def test_a_prose_with_commas_does_not_hide_the_semicolons(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Liste, état, notes, en mai\nidentifiant;nom\nx;Un, deux, trois, quatre\n", "utf-8")
    (sheet,) = read_file(tmp_path / "a.csv")
    assert sheet.rows[-1][1] == (Cell("x"), Cell("Un, deux, trois, quatre"))


def test_errors_merged_cells_and_hidden_sheets_are_told(tmp_path: Path) -> None:
    book = Workbook()
    first, second = book.active, book.create_sheet("Autre & suite")
    assert first is not None
    first.append(["a"])
    second.append(["a", "b"])
    second.append([1, "#N/A"])
    second["B2"].data_type = "e"
    second.merge_cells("A2:A4")
    second.merge_cells("C1:D1")
    second.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    shown, hidden = read_file(tmp_path / "a.xlsx")
    assert (shown.is_hidden, shown.merged, hidden.is_hidden, hidden.merged) == (False, (), True, ((2, 4, 0, 0),))
    assert hidden.rows[1][1] == (Cell("1", "number"), Cell("#N/A", "error"))


def zipped(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(part, "x")
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        made.writestr("xl/worksheets/sheet1.xml", b"0" * (40 << 20))
    return out.getvalue()


def far_cell() -> bytes:
    """One cell at the last row and column of Excel: seventeen thousand million cells to a careless reader."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as source, zipfile.ZipFile(out, "w") as made:
        for part in source.namelist():
            content = source.read(part)
            if part.endswith("sheet1.xml"):
                content = content.replace(b'r="A2"', b'r="XFD1048576"').replace(b'<row r="2"', b'<row r="1048576"')
            made.writestr(part, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "rule"),
    [
        ("a.xlsx", lambda: b"", "broken_workbook"),
        ("a.xlsx", lambda: PLAIN[: len(PLAIN) // 2], "broken_workbook"),
        ("a.xlsx", bomb, "bomb"),
        ("a.xlsx", far_cell, "far_cell"),
        ("a.xlsx", lambda: OLD_OFFICE, "old_workbook"),
        ("a.csv", lambda: OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "locked_workbook"),
        ("a.xlsx", lambda: zipped("content.xml"), "unknown_type"),
        ("a.xlsx", lambda: zipped("xl/workbook.bin"), "unknown_type"),
        ("a.csv", lambda: b";".join([b"titre"] * 1001), "too_many_columns"),
        ("a.xlsx", workbook, "empty"),
        ("a.exe", lambda: b"MZ", "unknown_type"),
        ("a.csv", lambda: b"", "empty"),
        ("a.csv", lambda: b'a,b\n"x,1\n', "broken_csv"),
        ("a.csv", lambda: b"a\n" + b"x" * 30_000, "long_cell"),
        ("a.csv", lambda: b"a,b\n" * 100_001, "too_many_rows"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, make: Callable[[], bytes], rule: str) -> None:
    (tmp_path / name).write_bytes(make())
    assert refused(tmp_path / name) == rule


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    (tmp_path / "a.xlsx").write_bytes(PLAIN)
    assert refused(tmp_path / "a.xlsx") == "too_large"


def test_spoiled_workbooks_are_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    """A seeded few; tests/benchmark/imports.py tries ten thousand."""
    chance = random.Random(16)  # noqa: S311
    for number in range(12):
        spoiled = bytearray(PLAIN)
        for _ in range(chance.randint(1, 40)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        file = tmp_path / f"{number}.xlsx"
        file.write_bytes(bytes(spoiled))
        try:
            assert read_file(file)
        except RefusedFileError as error:
            assert error.rule in {"broken_workbook", "bomb", "locked_workbook", "empty"}
