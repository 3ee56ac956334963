"""Expenses on the real files: the published amounts, none added to another, counted by hand from depenses.csv."""

from __future__ import annotations

from datetime import UTC, datetime

from bri_data.address import Address
from bri_data.documents.order import Order, shown
from bri_data.documents.page_slides import slides_of
from bri_data.documents.reports import document
from bri_data.documents.rows import sheets_of
from bri_data.present import expense_lines as lines
from bri_data.present import expenses as values
from bri_data.present.report.model import Table
from bri_data.present.words import texts
from bri_data.queries import expenses as queries
from bri_data.queries import missions
from bri_data.store.database import Database

FR = texts("fr")
NOON = datetime(2026, 12, 1, 17, tzinfo=UTC)


def plainly(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_published_amounts_and_what_they_hold(database: Database) -> None:
    with database.cursor() as con:
        found = values.spendings(missions.missions(con), queries.amounts(con))
        wholes = values.wholes(queries.amounts(con))
    by_id = {one.row["record_id"]: one for one in found}
    assert len(found) == 18
    assert values.title(found, FR) == "Une seule mission sur 18 permet de comparer le prévu et le réel"
    assert plainly(values.lead(found, FR)) == (
        "Paris, Le Havre et Tunis, 2022 : 12 979 $ réels publiés pour 13 000 $ prévus. "
        "Pour 2024 et 2025, aucun montant de mission n’est publié dans les sources lues."
    )
    assert plainly(values.complete(found, FR)) == (
        "3 missions sur 18 ont un coût publié, dont 2 seulement dans un total commun; deux ont été payées par un tiers."
    )
    tunis = by_id["2022-mission-paris-le-havre-tunis"]
    assert (tunis.actual or {})["amount_cad"] == 12_979
    assert (tunis.ceiling or {})["amount_cad"] == 13_000
    # 42 328 − 12 979, for the two others together
    vancouver, nordic = by_id["2023-mission-vancouver"], by_id["2023-mission-nordique"]
    assert vancouver.share == nordic.share
    assert vancouver.share is not None
    assert vancouver.share.rest == 29_349
    assert (nordic.ceiling or {})["amount_cad"] == 36_000
    assert (by_id["2023-mission-lyon-bruges-bruxelles"].ceiling or {})["amount_cad"] == 13_500
    assert [plainly(lines.title_of_whole(one, FR)) for one in wholes] == [
        "Trois missions : 42 328 $, dont Paris, Le Havre et Tunis 12 979 $",
        "Paris, Le Havre et Tunis, par poste : 10 700 $",
    ]
    # 5 900 + 3 600 + 1 270
    assert "Les postes font 10 770 $, le total publié 10 700 $ : écart de 70 $." in plainly(
        lines.note_of_whole(wholes[1], FR)
    )


def test_the_files_hold_every_amount_and_every_step(database: Database) -> None:
    with database.cursor() as con:
        order = Order(con, Address.read("depenses", []), NOON)
        amounts, steps, _ = sheets_of(shown(order))
        rows = [list(row) for row in amounts.rows]
        (slide,) = slides_of(order)
    assert (amounts.n, len(rows)) == (9, 9)
    assert sorted(row[3] for row in rows) == [1270, 3600, 5900, 10_700, 12_979, 13_000, 13_500, 36_000, 42_328]
    assert (steps.code, steps.n) == ("cycle", 18)
    assert "jdq-2023-07-14" in amounts.cites
    said = plainly(" ".join(line for item in slide.body.items for line in item.lines))  # type: ignore[union-attr]
    assert "12 979 $ réels sur 13 000 $ prévus" in said
    assert "36 000 $ prévus; 29 349 $ pour deux missions ensemble" in said


def test_a_filter_keeps_what_speaks_of_its_records(database: Database) -> None:
    with database.cursor() as con:
        order = Order(con, Address.read("depenses", [("f.ville", "vancouver")]), NOON)
        amounts, steps, _ = sheets_of(shown(order))
    # the total of three missions, whole, the amount that it holds, and the steps of one
    assert (amounts.n, steps.n) == (2, 1)


def test_a_common_total_keeps_its_parts_and_its_names_under_a_filter(database: Database) -> None:
    address = Address.read("depenses", [("f.ville", "helsinki")])
    with database.cursor() as con:
        seen = shown(Order(con, address, NOON))
        found = queries.amounts(seen.con)
        spent = values.spendings(missions.missions(seen.con), found)
        (whole,) = values.wholes(found)
    assert (
        plainly(lines.title_of_whole(whole, FR)) == "Trois missions : 42 328 $, dont Paris, Le Havre et Tunis 12 979 $"
    )
    assert (whole.rest, lines.rest_name(whole, FR)) == (29_349, "Vancouver et Mission nordique")
    assert [one.share.rest for one in spent if one.share] == [29_349]  # the Nordic mission alone is kept
    assert values.complete(spent, FR).startswith("1 mission sur 1 ")


def test_one_mission_without_a_cost_is_said_in_the_singular(database: Database) -> None:
    with database.cursor() as con:
        seen = shown(Order(con, Address.read("depenses", [("f.ville", "namur")]), NOON))
        spent = values.spendings(missions.missions(seen.con), queries.amounts(seen.con))
    assert values.complete(spent, FR) == "Aucune mission sur 1 n’a de coût publié."


def test_a_table_of_the_picture_is_not_printed_again(database: Database) -> None:
    with database.cursor() as con:
        made = document(Order(con, Address.read("depenses", []), datetime(2026, 11, 29, 17, tzinfo=UTC)))
    captions = [block.caption for section in made.sections for block in section.blocks if isinstance(block, Table)]
    assert "Repères" in captions
    assert len(captions) == len(set(captions))
