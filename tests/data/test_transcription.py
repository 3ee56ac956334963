"""The published data, whatever it says: headings, keys, references, cells, no names of persons, typography."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bri_data.model.columns import Table
from bri_data.model.dates import parse_edtf
from bri_data.model.schema import TABLES, table

DATA = Path(__file__).resolve().parents[2] / "data"
Rows = Callable[[str], list[dict[str, str]]]

SURNAMES = (
    "Marchand|Vallières|Roland|Plante|Boyer|Siscoe|Nirenberg|Biron|Legault|Whitmer|Barzin|Prévot|Tschentscher|Philippe|"
    "Tapia|Labonté|Lachance|Coulombe|Leduc|Asselin|Farman|Girard|De Thyse|Junod|Vallier|Delsalle|Simard|Lapalme|Hamel|"
    "Labeaume|L.Allier|Daley|Trump|Louis Martin|Ken Sim"
)


def keys(rows: Rows, name: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in table(name).key) for row in rows(name)]


def french(declared: Table) -> list[str]:
    """The English names of the columns that hold French sentences or labels."""
    return [column.name for column in declared.columns if column.type == "text" and not column.name.endswith("_en")]


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_the_headings_are_the_schema_s_and_the_file_is_plain_utf8(declared: Table) -> None:
    raw = (DATA / declared.file).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    first = next(csv.reader(raw.decode("utf-8").splitlines()))
    assert first == [column.heading for column in declared.columns]


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_every_table_has_rows_with_unique_keys(rows: Rows, declared: Table) -> None:
    found = keys(rows, declared.name)
    assert found
    assert len(found) == len(set(found))
    assert all(all(part for part in key) for key in found)


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_every_cell_fits_its_column(rows: Rows, declared: Table) -> None:
    for row in rows(declared.name):
        for column in declared.columns:
            value = row[column.name]
            if not value:
                assert not column.required, (declared.name, row, column.name)
                continue
            parts = value.split(";") if column.many else [value]
            for part in parts:
                assert part == part.strip(), (declared.name, column.name, value)
                if column.codes:
                    assert part in column.codes, (declared.name, column.name, part)
                if column.type == "date":
                    assert parse_edtf(part), (declared.name, column.name, part)
                if column.type == "boolean":
                    assert part in ("oui", "non"), (declared.name, column.name, part)
                if column.type in ("integer", "number"):
                    number = float(part)
                    assert column.minimum is None or number >= column.minimum
                    assert column.maximum is None or number <= column.maximum
                if column.type == "url":
                    assert re.fullmatch(r"https?://\S+", part), part


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_every_reference_resolves(rows: Rows, declared: Table) -> None:
    for column in declared.columns:
        if not column.references:
            continue
        known = {key[0] for key in keys(rows, column.references)}
        for row in rows(declared.name):
            cited = [part for part in row[column.name].split(";") if part]
            assert set(cited) <= known, (declared.name, column.name, set(cited) - known)


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_no_interval_ends_before_it_starts(rows: Rows, declared: Table) -> None:
    for start, end in declared.intervals:
        for row in rows(declared.name):
            first, last = parse_edtf(row[start]), parse_edtf(row[end])
            if first and last:
                assert first.first <= last.last, row


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_a_locator_for_each_source_in_the_same_order(rows: Rows, declared: Table) -> None:
    names = [column.name for column in declared.columns]
    if "source_locator" not in names:
        return
    for row in rows(declared.name):
        assert len(row["source_ids"].split(";")) == len(row["source_locator"].split("; ")), row


def test_every_source_is_cited(rows: Rows) -> None:
    cited = {
        part
        for declared in TABLES
        for column in declared.columns
        if column.references == "sources"
        for row in rows(declared.name)
        for part in row[column.name].split(";")
    }
    assert {key[0] for key in keys(rows, "sources")} - cited == set()


def test_no_person_is_named(rows: Rows) -> None:
    name = re.compile(rf"\b(?:{SURNAMES})\b")
    for declared in TABLES:
        text = [column.name for column in declared.columns if column.type == "text"]
        for row in rows(declared.name):
            for column in text:
                assert not name.search(row[column]), (declared.name, column, row[column])


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_french_typography(rows: Rows, declared: Table) -> None:
    straight = re.compile(r"'")
    plain_space = re.compile(r" [:%$»]|« |\d (?:\$|t\b|km\b|%)")
    wrong_space = re.compile(r"[ \u00a0][;!?]")
    for row in rows(declared.name):
        for column in french(declared):
            value = row[column]
            assert not straight.search(value), (declared.name, column, value)
            assert not plain_space.search(value), (declared.name, column, value)
            assert not wrong_space.search(value), (declared.name, column, value)


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_what_is_said_in_french_is_said_in_english(rows: Rows, declared: Table) -> None:
    names = [column.name for column in declared.columns]
    pairs = [(name, f"{name}_en") for name in names if f"{name}_en" in names and not name.startswith("acronym")]
    for row in rows(declared.name):
        for first, second in pairs:
            assert bool(row[first]) == bool(row[second]), (declared.name, first, row)


def test_short_titles_fit_where_room_is_short(rows: Rows) -> None:
    for name in ("activities", "agreements"):
        for row in rows(name):
            for title in ("title", "title_en"):
                short = row[title.replace("title", "short_title")]
                assert len(short or row[title]) <= 28, (name, row[title])
