"""Several names in one cell: whoever parts them again finds the same names."""

from __future__ import annotations

import duckdb
import pytest

from bri_data.model.listed import BETWEEN, beside, in_words, joined_sql, listed, parted

NAMES = ["Maire de Québec", "Mairesse suppléante, élue responsable", "Ville; Port | Fleuve"]


def test_names_with_commas_semicolons_and_bars_part_again() -> None:
    cell = listed(NAMES)
    assert cell is not None
    assert cell.split(BETWEEN) == [*NAMES[:2], "Ville; Port ¦ Fleuve"]
    assert in_words(cell) == "Maire de Québec; Mairesse suppléante, élue responsable; Ville; Port ¦ Fleuve"


def test_the_database_joins_as_python_does() -> None:
    rows = ", ".join(f"({position}, '{name}')" for position, name in enumerate(NAMES))
    query = f"SELECT {joined_sql('name', 'position')} FROM (VALUES {rows}) AS t(position, name)"  # noqa: S608
    assert duckdb.connect().execute(query).fetchone() == (listed(NAMES),)


@pytest.mark.parametrize("nothing", [[], [None], [""]])
def test_no_name_is_no_cell(nothing: list[str | None]) -> None:
    assert listed(nothing) is None
    assert beside(nothing) is None


def test_a_missing_address_keeps_its_place() -> None:
    cell = beside([None, "https://exemple.test/b"])
    assert cell == "— | https://exemple.test/b"
    assert parted(cell) == ["https://exemple.test/b"]
