"""Crossings on the real files, counted again from the CSV files without the database."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from bri_data.address import Address
from bri_data.documents.crossings import crossing_of
from bri_data.documents.order import Order, shown
from bri_data.documents.page_slides import slides_of
from bri_data.documents.printed import printed
from bri_data.documents.rows import sheets_of
from bri_data.present.words import texts
from bri_data.store.database import Database

DATA = Path(__file__).parents[2] / "data"
NOON = datetime(2026, 11, 28, 17, tzinfo=UTC)


def counted() -> tuple[Counter[tuple[str, str]], int]:
    """How many public rows name each partner and theme, and how many name any of both; announced ones left out."""
    pairs: Counter[tuple[str, str]] = Counter()
    both = 0
    for name in ("activites.csv", "ententes.csv"):
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                partners, themes = (set(filter(None, row[side].split(";"))) for side in ("partenaires", "themes"))
                both += bool(partners and themes)
                if row["etat"] != "prevue":
                    pairs.update(product(partners, themes))
    return pairs, both


def test_every_pair_of_the_files_is_there_and_no_other(database: Database) -> None:
    pairs, both = counted()
    with database.cursor() as con:
        order = shown(Order(con, Address.read("croisements", [("annee", "toutes")]), NOON))
        found = crossing_of(order)
        (sheet,) = sheets_of(order)
        rows = [list(row) for row in sheet.rows]
        (slide,) = slides_of(Order(con, Address.read("croisements", [("annee", "toutes")]), NOON))
    together = {
        (line.item.code, column.code): cell.n
        for line in found.lines
        for column, cell in zip(found.columns, line.cells, strict=True)
        if cell.state == "together"
    }
    assert together == dict(pairs)
    assert (found.both, together["ovpm", "patrimoine"]) == (both, pairs["ovpm", "patrimoine"])
    assert len(rows) == len(found.lines) * len(found.columns)
    assert sum(row[3] or 0 for row in rows if row[2] == "réunis") == sum(pairs.values())
    assert sheet.cites
    on_paper = printed(sheet, texts("fr"))  # what is not put together would fill ten sheets to say nothing
    assert {row[2] for row in on_paper.rows} <= {"réunis", "réunis par une ligne annoncée"}
    assert on_paper.note.startswith(f"{len(rows) - len(on_paper.rows)} autres paires ne sont pas réunies")
    assert slide.title.endswith("ne sont pas réunies dans ces lignes")


def test_a_filter_and_a_year_narrow_the_same_matrix(database: Database) -> None:
    with database.cursor() as con:
        asked = [("annee", "2025"), ("f.partenaire", "aivp")]
        found = crossing_of(shown(Order(con, Address.read("croisements", asked), NOON)))
    # two rows of 2025 name the AIVP, and with it the other partners of the same rows
    assert next(line.item.n for line in found.lines if line.item.code == "aivp") == 2
    assert found.absent == {}
