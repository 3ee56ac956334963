"""The front of a brief's sheet, by hand: what is open or past due, what comes first, what is left for the back."""

from __future__ import annotations

from datetime import date
from typing import Any

from bri_data.present.briefs import Brief
from bri_data.present.report.brief_sheet import Around, glance
from bri_data.present.words import texts

FR = texts("fr")
CITY = {"id": "namur", "name": "Namur", "name_en": None, "is_home": False}
TODAY = date(2026, 6, 15)


def entry(code: str, **given: Any) -> dict[str, Any]:
    blank = dict.fromkeys(
        ("start", "end", "expires", "objective", "objective_en", "title_en", "partners", "date_basis")
    )
    own = {"record_id": code, "record_table": "activities", "kind": "evenement", "state": "dated", "title": code}
    known = {"start_precision": "day", "functions": [{"name": "Maire"}], "place_id": "namur"}
    return blank | own | known | given


def outcome(statement: str, due: str | None, status: str = "annoncee") -> dict[str, Any]:
    return {"statement": statement, "statement_en": None, "due": due, "status": status}


def lines(entries: list[dict[str, Any]], outcomes: list[dict[str, Any]]) -> dict[str, str]:
    brief = Brief("ville", CITY, CITY, entries=entries, counts_by_year=())
    table = glance(brief, Around(entries, outcomes), TODAY, FR)
    return {name: said.replace("\u00a0", " ") for name, said in table.rows}


def test_open_commitments_say_what_is_past_due_and_what_came_is_none() -> None:
    said = lines(
        [],
        [outcome("A.", "2026-05"), outcome("B.", "2026-06"), outcome("C.", None), outcome("D.", "2027", "constatee")],
    )
    assert said["Engagements ouverts"].split("\n") == [
        "A. Annoncée, échéance passée : mai 2026.",
        "B. Annoncée, échéance : juin 2026.",
        "C. Annoncée.",
    ]
    assert said["Prochaine date"] == "Juin 2026 : B."


def test_the_nearest_dates_come_first_and_a_past_end_is_none() -> None:
    told = {"record_table": "agreements", "kind": "entente", "status": "en_vigueur"}
    said = lines(
        [
            entry("Forum", state="announced", start="2026-09-02", start_first=date(2026, 9, 2), year=2026),
            entry("Ancienne", expires="2026-06-14", **told),
            entry("Actuelle", expires="2026-06-15", **told),
        ],
        [],
    )
    assert said["Prochaine date"] == "15 juin 2026 : fin de « Actuelle »\n2 septembre 2026 : Forum"
    assert said["Dernier contact connu"] == "Aucun autre contact recensé."


def test_five_agreements_leave_one_for_the_back() -> None:
    told = {"record_table": "agreements", "kind": "entente", "status": "inconnue"}
    said = lines([entry(f"Entente {n}", **told) for n in range(5)], [])
    assert said["Ententes et échéance"].split("\n")[3:] == [
        "Entente 3 : état inconnu, échéance non précisée",
        "et 1 autre, au verso",
    ]
