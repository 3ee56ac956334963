"""A workbook, read back with another library: types, dates, the note to the reader, and text that stays text."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from bri_data.export import workbook as writer
from bri_data.export.sheets import Book, Field, Notice, Sheet, Source
from bri_data.export.workbook import tab_name, unlike, workbook
from bri_data.present.words import texts

FIELDS = (
    Field("title", "Titre", meaning="Le titre."),
    Field("start", "Début", "date"),
    Field("n", "Nombre", "integer"),
    Field("cost", "Coût", "money"),
    Field("longitude", "Longitude", "number"),
    Field("url", "Adresse", "url"),
)
ROW = ["Mission à Namur", "2025-03-19", 5, 6728.12, -71.21, "https://exemple.test/a"]
NOTICE = Notice(
    "Chronologie, 2025",
    (("Filtres", "Ville : Namur"),),
    (("Déclaré", "Un chiffre publié."),),
    (Source("Rapport annuel", "Ville", "2026", "https://exemple.test/rapport"),),
)


def book(*rows: list[Any], title: str = "Activités") -> Book:
    return Book(NOTICE, (Sheet("a", title, FIELDS, rows, len(rows)),), datetime(2026, 1, 2, 3, 4, 5))


def opened(made: Book) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(made, texts("fr"))))


def test_cells_have_their_types_and_dates_are_dates() -> None:
    tab = opened(book(ROW, ["Accueil", "2025", None, None, None, None]))["Activités"]
    heads = [cell.value for cell in tab[1]]
    assert heads[:4] == ["Titre", "Début", "Début, premier jour possible", "Début, dernier jour possible"]
    assert [cell.value for cell in tab[2]] == [
        "Mission à Namur",
        *[datetime(2025, 3, 19)] * 3,
        5,
        6728.12,
        -71.21,
        "https://exemple.test/a",
    ]
    assert tab["B2"].is_date
    assert (tab["F2"].number_format, tab["E2"].number_format) == ("#,##0.00", "0")
    assert tab["H2"].hyperlink.target == "https://exemple.test/a"
    # known to the year: text as known, then real dates; what is not known stays empty
    assert [cell.value for cell in tab[3]][:5] == [
        "Accueil",
        "2025",
        datetime(2025, 1, 1),
        datetime(2025, 12, 31),
        None,
    ]


def test_a_number_shows_its_own_decimals_and_no_bare_comma() -> None:
    # Excel writes the comma of « #,##0.###### » even where no decimal follows: « 19, »
    fields = (Field("value", "Valeur", "number"),)
    rows = [[19], [3000.0], [188.5], [-0.25], [26.089486183074264]]
    made = Book(NOTICE, (Sheet("a", "Valeurs", fields, rows, len(rows)),), datetime(2026, 1, 2))
    tab = opened(made)["Valeurs"]
    formats = [row[0].number_format for row in tab.iter_rows(min_row=2)]
    assert formats == ["#,##0", "#,##0", "#,##0.0", "#,##0.00", "#,##0.000000"]
    assert [row[0].value for row in tab.iter_rows(min_row=2)] == pytest.approx([value for (value,) in rows])


def test_the_name_stays_in_sight_on_screen_and_on_every_printed_sheet() -> None:
    fields = (Field("code", "Code"), Field("title", "Titre"), Field("n", "Nombre", "integer"))
    made = Book(NOTICE, (Sheet("a", "Activités", fields, [["x", "Namur", 3]], 1),), datetime(2026, 1, 2))
    tab = opened(made)["Activités"]
    assert (tab.freeze_panes, tab.print_title_cols, tab.print_title_rows) == ("C2", "$A:$B", "$1:$1")
    assert tab.print_area == "'Activités'!$A$1:$C$2"


def test_the_header_stays_in_sight_and_filters() -> None:
    tab = opened(book(ROW))["Activités"]
    assert tab.freeze_panes == "B2"
    (table,) = tab.tables.values()
    assert (table.ref, table.autoFilter is not None, table.headerRowCount) == ("A1:H2", True, 1)


def test_the_note_comes_first_and_says_it_all() -> None:
    made = opened(book(ROW))
    assert made.sheetnames == ["Lisez-moi", "Activités"]
    said = [[cell.value for cell in row if cell.value] for row in made["Lisez-moi"].iter_rows()]
    assert said[0] == ["Chronologie, 2025"]
    assert ["Filtres", "Ville : Namur"] in said
    assert ["Déclaré", "Un chiffre publié."] in said
    assert ["Activités", "Titre", "Le titre."] in said
    assert ["Ville", "Rapport annuel", "https://exemple.test/rapport", "2026"] in said


def test_properties_name_the_file_and_its_language() -> None:
    made = opened(book(ROW))
    assert made.properties.title == "Chronologie, 2025"
    assert made.properties.creator == "Bureau des relations internationales, Ville de Québec"
    assert made.properties.created == datetime(2026, 1, 2, 3, 4, 5)
    assert made.custom_doc_props["Language"].value == "fr-CA"


def test_the_same_book_gives_the_same_bytes() -> None:
    assert workbook(book(ROW), texts("fr")) == workbook(book(ROW), texts("fr"))


def test_a_day_before_excel_is_text() -> None:
    tab = opened(book(["Pacte", "1608-07-03", None, None, None, None]))["Activités"]
    assert [cell.value for cell in tab[2]][1:4] == ["1608-07-03"] * 3


def test_no_rows_is_a_table_with_its_headings() -> None:
    tab = opened(book())["Activités"]
    assert (tab.max_row, tab["A1"].value) == (1, "Titre")
    assert not tab.tables


def test_a_long_sheet_is_written_row_by_row_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "EXCEL_ROWS", 3)
    monkeypatch.setattr(writer, "_LARGE", 4)
    made = opened(book(*[[f"m{n}", "2025-03", n, None, None, None] for n in range(7)]))
    assert made.sheetnames == ["Lisez-moi", "Activités", "Activités (2)", "Activités (3)"]
    found = [row[0].value for name in made.sheetnames[1:] for row in made[name].iter_rows(min_row=2)]
    assert found == [f"m{n}" for n in range(7)]
    assert made["Activités (3)"]["C2"].value == datetime(2025, 3, 1)
    assert made["Activités"].auto_filter.ref == "A1:H4"


def test_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    tab = opened(book(["x" * 40_000, None, None, None, None, None]))["Activités"]
    assert len(str(tab["A2"].value)) == 32_767
    assert str(tab["A2"].value).endswith("…")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("=+-@").flatmap(lambda c: st.text("=+-@1A()!|'", max_size=6).map(lambda t: c + t))))
def test_no_text_is_ever_a_formula(cells: list[str]) -> None:
    tab = opened(book(*[[cell, cell, None, None, None, cell] for cell in cells]))["Activités"]
    for line, cell in enumerate(cells, start=2):
        for column in ("A", "B", "H"):
            assert (tab[f"{column}{line}"].value, tab[f"{column}{line}"].data_type) == (cell, "s")


def test_tab_names_are_those_excel_takes() -> None:
    taken: set[str] = set()
    assert tab_name("Villes: [a/b]", taken) == "Villes   a b"
    assert tab_name("x" * 40, taken) == "x" * 31
    assert tab_name("X" * 40, taken) == "X" * 27 + " (2)"
    assert tab_name("'", taken) == "-"


def test_headings_that_repeat_are_told_apart() -> None:
    assert unlike(["Fin", "Début", "fin"]) == ["Fin", "Début", "fin (2)"]


def test_days_are_days_not_moments() -> None:
    made = Book(
        NOTICE, (Sheet("a", "Jours", (Field("d", "Jour", "day"),), [[date(2025, 3, 19)]], 1),), datetime(2026, 1, 1)
    )
    assert opened(made)["Jours"]["A2"].value == datetime(2025, 3, 19)
