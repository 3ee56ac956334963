"""One sheet as CSV: what a spreadsheet opens, and what it must never run."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bri_data.export.csv_file import EXCEL, csv_file, safe
from bri_data.export.progress import Cancelled
from bri_data.export.sheets import Field, Sheet
from bri_data.present.words import texts

FIELDS = (Field("what", "Quoi"), Field("start", "Début", "date"), Field("longitude", "Longitude", "number"))


def sheet(*rows: list[Any]) -> Sheet:
    return Sheet("essai", "Essai", FIELDS, rows, len(rows))


def read(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_it_opens_in_a_spreadsheet_with_its_accents() -> None:
    body = csv_file(sheet(["Événement", "2025-03-19", -71.21]), texts("fr"))
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.endswith(b"\r\n")
    assert read(body) == [
        ["Quoi", "Début", "Début, premier jour possible", "Début, dernier jour possible", "Longitude"],
        ["Événement", "2025-03-19", "2025-03-19", "2025-03-19", "-71.21"],
    ]


def test_a_date_says_no_more_than_is_known() -> None:
    # February 2024 has 29 days; a year runs from its first to its last day
    body = csv_file(sheet(["a", "2024-02", 1.0], ["b", "2025", None], ["c", None, 0.0]), texts("en"))
    assert [row[1:4] for row in read(body)[1:]] == [
        ["2024-02", "2024-02-01", "2024-02-29"],
        ["2025", "2025-01-01", "2025-12-31"],
        ["", "", ""],
    ]
    assert [row[4] for row in read(body)[1:]] == ["1", "", "0"]  # unknown is empty, zero is zero


def test_excel_in_french_canada_finds_columns_and_numbers() -> None:
    fields = (Field("what", "Quoi"), Field("tonnes", "Tonnes", "number"), Field("cost", "Coût", "money"))
    rows = [["Bâle; Rhin", 188.0, 26.089486183074264], ["a,b", -0.25, 12979.0]]
    made = Sheet("essai", "Essai", fields, rows, len(rows))
    body = csv_file(made, texts("fr"), dialect=EXCEL)
    assert body.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert found == [["Quoi", "Tonnes", "Coût"], ["Bâle; Rhin", "188", "26,09"], ["a,b", "-0,25", "12979"]]
    assert read(csv_file(made, texts("fr")))[1:] == [["Bâle; Rhin", "188", "26.09"], ["a,b", "-0.25", "12979"]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", " =1", "\u00a0=1", "＝1"]
)
def test_text_that_would_run_is_made_harmless(text: str) -> None:
    assert safe(text) == "'" + text


@pytest.mark.parametrize("text", ["-71.21", "+1", "-5", "1=1", "a@b", "Accueil", "", "'=1"])
def test_other_text_and_plain_numbers_are_left_alone(text: str) -> None:
    assert safe(text) == text


LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
AWKWARD = st.text(alphabet=st.sampled_from("=+-@\t\r\n \u00a0\ufeff＝'\",;1a.|!"), max_size=8) | st.text(max_size=20)


@given(AWKWARD)
def test_no_cell_begins_with_a_live_formula(text: str) -> None:
    cell = read(csv_file(sheet([text, None, -1.5]), texts("fr")))[1][0]
    if cell.lstrip(" \u00a0\ufeff").startswith(LIVE):
        float(cell.replace(",", "."))  # only a plain number may begin so
    assert cell in {text, f"'{text}"}


def test_whoever_waits_is_told_and_may_stop_it() -> None:
    heard: list[tuple[int, int]] = []
    csv_file(sheet(*[["a", None, None]] * 2001), texts("fr"), lambda done, total: heard.append((done, total)))
    assert heard == [(done, 2001) for done in (0, 500, 1000, 1500, 2000, 2001)]

    def stop(done: int, total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        csv_file(sheet(*[["a", None, None]] * 2001), texts("fr"), stop)
