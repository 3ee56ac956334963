"""The published data, read with the csv module alone: structure, totals counted by hand, no names, typography."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from bri_data.model.dates import parse_edtf
from bri_data.model.schema import TABLES, Table, table

DATA = Path(__file__).resolve().parents[2] / "data"
Row = dict[str, str]

SURNAMES = (
    "Marchand|Vallières|Roland|Plante|Boyer|Siscoe|Nirenberg|Biron|Legault|Whitmer|Barzin|Prévot|Tschentscher|Philippe|"
    "Tapia|Labonté|Lachance|Coulombe|Leduc|Asselin|Farman|Girard|De Thyse|Junod|Vallier|Delsalle|Simard|Lapalme|Hamel|"
    "Labeaume|L.Allier|Daley|Trump|Louis Martin|Ken Sim"
)


def rows(name: str) -> list[Row]:
    """The rows of one table, by English column name."""
    declared = table(name)
    with (DATA / declared.file).open(encoding="utf-8", newline="") as handle:
        lines = list(csv.reader(handle))
    names = [column.name for column in declared.columns]
    return [dict(zip(names, line, strict=True)) for line in lines[1:]]


def keys(name: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in table(name).key) for row in rows(name)]


def counted(kind: str) -> list[Row]:
    return [row for row in rows("activities") if row["kind"] == kind and row["counted_in"] == "2025"]


def dated(found: list[Row]) -> int:
    """How many of those rows have at least a month."""
    return sum(len(row["start"]) > 4 for row in found)


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
def test_every_table_has_rows_with_unique_keys(declared: Table) -> None:
    found = keys(declared.name)
    assert found
    assert len(found) == len(set(found))
    assert all(all(part for part in key) for key in found)


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_every_cell_fits_its_column(declared: Table) -> None:
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
def test_every_reference_resolves(declared: Table) -> None:
    for column in declared.columns:
        if not column.references:
            continue
        known = {key[0] for key in keys(column.references)}
        for row in rows(declared.name):
            cited = [part for part in row[column.name].split(";") if part]
            assert set(cited) <= known, (declared.name, column.name, set(cited) - known)


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_no_interval_ends_before_it_starts(declared: Table) -> None:
    for start, end in declared.intervals:
        for row in rows(declared.name):
            first, last = parse_edtf(row[start]), parse_edtf(row[end])
            if first and last:
                assert first.first <= last.last, row


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_a_locator_for_each_source_in_the_same_order(declared: Table) -> None:
    names = [column.name for column in declared.columns]
    if "source_locator" not in names:
        return
    for row in rows(declared.name):
        assert len(row["source_ids"].split(";")) == len(row["source_locator"].split("; ")), row


def test_every_source_is_cited() -> None:
    cited = {
        part
        for declared in TABLES
        for column in declared.columns
        if column.references == "sources"
        for row in rows(declared.name)
        for part in row[column.name].split(";")
    }
    assert {key[0] for key in keys("sources")} - cited == set()


def test_the_totals_the_report_declares() -> None:
    declared = {(row["year"], row["indicator"]): float(row["value"]) for row in rows("indicators")}
    expected = {
        "accueils": 19,
        "accueils_courtoisie": 8,
        "accueils_collaboration_ciblee": 7,
        "accueils_echange_strategique": 4,
        "missions": 5,
        "missions_etats_unis": 3,
        "pays_visites": 2,
        "villes_visitees": 4,
        "evenements": 4,
        "rencontres_thematiques": 8,
        "services_municipaux": 14,
        "partenaires_externes": 18,
        "ententes_financement": 1,
        "nouvelles_collaborations": 2,
        "entreprises_accompagnees": 7,
        "stagiaires": 1,
        "seuil_sommaire_decisionnel": 3000,
        "delai_rapport_mission": 6,
    }
    assert declared == {("2025", name): value for name, value in expected.items()}
    assert declared["2025", "accueils"] == 8 + 7 + 4


def test_the_rows_that_belong_to_the_totals_of_2025() -> None:
    missions, hostings, events = counted("mission"), counted("accueil"), counted("evenement")
    assert (len(missions), dated(missions)) == (5, 4)
    assert (len(hostings), dated(hostings)) == (8, 1)
    assert (len(events), dated(events)) == (3, 2)
    assert counted("rencontre_thematique") == []
    assert [row["nature"] for row in hostings] == [""] * 8
    assert len([row for row in rows("agreements") if row["counted_in"] == "2025"]) == 1


def test_the_missions_of_2025_visit_five_cities_of_two_countries() -> None:
    country = {row["city_id"]: row["country"] for row in rows("cities")}
    visited = [row["city_ids"] for row in counted("mission")]
    assert sorted(visited) == ["luxembourg", "milwaukee", "new-york", "san-antonio", "washington"]
    assert sorted(country[city] for city in visited) == ["LU", "US", "US", "US", "US"]


def test_what_the_report_does_not_count_stays_outside_the_totals() -> None:
    outside = {row["activity_id"] for row in rows("activities") if row["start"][:4] == "2025" and not row["counted_in"]}
    assert outside == {
        "2025-rencontre-nantes",
        "2025-evenement-aimf",
        "2025-mission-washington-seminaire-janvier",
        "2025-mission-washington-seminaire-decembre",
        "2025-mission-ottawa",
    }
    years = {row["start"][:4] for row in rows("activities") if row["counted_in"]}
    assert years == {"2025"}


def test_nine_partners_are_named_with_certainty_and_none_is_the_city() -> None:
    named = {row["partner_id"] for row in rows("partners") if row["named_in"] == "2025"}
    assert named == {
        "mrif",
        "quebec-international",
        "universite-laval",
        "port-quebec",
        "aivp",
        "avglsl",
        "ovpm",
        "onu-habitat",
        "pnue",
    }
    assert all(row["is_external"] == "oui" for row in rows("partners") if row["partner_id"] in named)


def test_only_the_two_declared_years_of_flights() -> None:
    found = {
        row["travel_year"]: (float(row["tonnes"]), float(row["cost_cad_before_tax"])) for row in rows("carbon_years")
    }
    assert found == {"2022": (185.28, 4833.86), "2024": (188.0, 6728.12)}


def test_the_city_has_one_seat() -> None:
    assert [row["city_id"] for row in rows("cities") if row["is_home"] == "oui"] == ["quebec"]


def test_no_person_is_named() -> None:
    name = re.compile(rf"\b(?:{SURNAMES})\b")
    for declared in TABLES:
        text = [column.name for column in declared.columns if column.type == "text"]
        for row in rows(declared.name):
            for column in text:
                assert not name.search(row[column]), (declared.name, column, row[column])


@pytest.mark.parametrize("declared", TABLES, ids=lambda declared: declared.name)
def test_french_typography(declared: Table) -> None:
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
def test_what_is_said_in_french_is_said_in_english(declared: Table) -> None:
    names = [column.name for column in declared.columns]
    pairs = [(name, f"{name}_en") for name in names if f"{name}_en" in names and not name.startswith("acronym")]
    for row in rows(declared.name):
        for first, second in pairs:
            assert bool(row[first]) == bool(row[second]), (declared.name, first, row)
