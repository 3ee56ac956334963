"""What people write in a cell: read when it reads in one way, asked when in two, left as it is when in none."""

from __future__ import annotations

import pytest

from bri_data.intake.cells import Asked, read_cell, read_date, read_number, says_two_dates
from bri_data.intake.folder import file_table
from bri_data.intake.names import Names, made_key
from bri_data.intake.sheets import Cell


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-03-19", "2025-03-19"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
        ("2025.0", "2025"),
        ("2025-3-9", "2025-03-09"),
        ("2025/03/19", "2025-03-19"),
        ("2025-03-19T14:30:00", "2025-03-19"),
        ("28/03/2019", "2019-03-28"),
        ("3/28/2019", "2019-03-28"),
        ("5/5/2026", "2026-05-05"),
        ("03/2025", "2025-03"),
        ("19 mars 2025", "2025-03-19"),
        ("1er avril 2024", "2024-04-01"),
        ("March 2019", "2019-03"),
        ("March 19, 2025", "2025-03-19"),
        ("août 2024", "2024-08"),
        ("03/04/2026", Asked("day_or_month_first", ("2026-04-03", "2026-03-04"))),
        ("45735", Asked("serial", ("2025-03-19", "2029-03-20"))),
        ("31/02/2025", "31/02/2025"),
        ("03/04/26", Asked("short_year", ("2026-04-03", "2026-03-04", "2003-04-26"))),
        ("04-mai-26", Asked("short_year", ("2026-05-04",))),
        ("04-mai-2026", "2026-05-04"),
        ("le 3 avril 2025", "2025-04-03"),
        ("'28/03/2019", "2019-03-28"),
        ("printemps 2025", "printemps 2025"),
        ("1ER MARS 2027", "2027-03-01"),
        ("mercredi 3 mars 2027", "2027-03-03"),
        ("jeudi 3 mars 2027", "jeudi 3 mars 2027"),  # it was a Wednesday: one of the two is wrong
        ("Wed, March 3, 2027", "2027-03-03"),
        ("3 fév. 2027", "2027-02-03"),
        ("2027\u201303\u201103", "2027-03-03"),
        ("2027.10", "2027-10"),
        ("2027.1", "2027.1"),  # what a spreadsheet leaves of October
        ("2027-03-03T14:30:00Z", "2027-03-03"),
        ("2027-03-03T00:00:00Z", Asked("universal_time", ("2027-03-02", "2027-03-03"))),
        ("3-5 mars 2027", "3-5 mars 2027"),
    ],
)
def test_a_date(written: str, read: object) -> None:
    assert read_date(Cell(written)) == read


@pytest.mark.parametrize(
    ("written", "is_two"),
    [
        ("3-5 mars 2027", True),
        ("du 30 mars au 2 avril 2027", True),
        ("March 3\u20135, 2027", True),
        ("mars-avril 2027", True),
        ("2027-03-03/2027-03-05", True),
        ("2026-2027", True),
        ("3 mars 2027", False),
        ("semaine du 3 mars 2027", False),
        ("2027-13-45", False),
    ],
)
def test_two_dates_in_one_cell_are_told_so(written: str, is_two: bool) -> None:
    assert says_two_dates(written) == is_two


@pytest.mark.parametrize(
    ("day", "read"),
    [
        ("2027-03-19", "2027-03-19"),
        ("2027-03-01", Asked("day_or_month", ("2027-03-01", "2027-03"))),  # Excel makes it of « 2027-03 »
        ("2027-01-01", Asked("day_or_month", ("2027-01-01", "2027-01", "2027"))),
    ],
)
def test_a_day_that_the_spreadsheet_holds(day: str, read: object) -> None:
    assert read_date(Cell(day, "day")) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("$1,234.50", "1234.50"),
        ("1 234,50 $", "1234.50"),
        ("1\u202f234,50\u00a0$ CA", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234,567", "1234567"),
        ("(250,00)", "-250.00"),
        ("\u2212250", "-250"),
        ("10700", "10700"),
        ("0,125", "0.125"),
        ("1,234", Asked("thousands", ("1234", "1.234"))),
        ("10.700", Asked("thousands", ("10700", "10.700"))),
        ("1 234 €", "1 234 €"),
        ("US$500", "US$500"),
        ("environ 500", "environ 500"),
    ],
)
def test_an_amount(written: str, read: object) -> None:
    assert read_number(Cell(written)) == read


@pytest.mark.parametrize(
    ("table", "column", "written", "read"),
    [
        ("cities", "latitude", "46,812", "46.812"),
        ("cities", "country", "Canada", "CA"),
        ("cities", "country", "USA", "US"),
        ("cities", "country", "ca", "CA"),
        ("cities", "country", "Yougoslavie", "Yougoslavie"),
        ("cities", "is_home", "Y", "oui"),
        ("cities", "is_home", "0", "non"),
        ("activities", "kind", "Rencontre thématique", "rencontre_thematique"),
        ("activities", "kind", "delegation hosted", "delegation hosted"),
        ("activities", "axes", "Rayonne; attire", "rayonne;attire"),
        ("activities", "status", "Réalisée", "realisee"),
        ("activities", "title", "Namur & Paris; suite", "Namur & Paris; suite"),
    ],
)
def test_a_word(table: str, column: str, written: str, read: str) -> None:
    assert read_cell(file_table(table), file_table(table).column(column), Cell(written)) == read


def test_a_name_leads_to_its_row() -> None:
    names = Names()
    cities = [
        {"city_id": "namur", "name": "Namur", "name_en": "Namur"},
        {"city_id": "quebec", "name": "Québec", "name_en": "Québec City"},
        {"city_id": "london-uk", "name": "Londres", "name_en": "London"},
        {"city_id": "london-on", "name": "London", "name_en": "London"},
    ]
    names.learn("cities", "city_id", cities)
    column = file_table("activities").column("city_ids")
    assert names.read(column, "Namur; QUEBEC CITY") == "namur;quebec"
    assert names.read(column, "Namur et Québec") == "namur;quebec"
    assert names.read(column, "namur\nquebec") == "namur;quebec"
    assert names.read(column, "Atlantide et Québec") == "Atlantide et Québec"
    assert names.read(column, "London") == Asked("several_of_that_name", ("london-on", "london-uk"))
    assert names.read(column, "Londres") == "london-uk"


def test_a_made_identifier_is_the_same_each_time_and_says_what_the_row_says() -> None:
    row = {"start": "2027-03-19", "kind": "rencontre_thematique", "title": "L’eau, l’été"}
    assert made_key("activities", row) == made_key("activities", dict(row)) == "2027-rencontre-thematique-l-eau-l-ete"
    assert made_key("themes", {}) == ""
