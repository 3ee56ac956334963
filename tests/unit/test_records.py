"""The words of one record: the total it belongs to, what its date rests on, what is known of it."""

from __future__ import annotations

from typing import Any

import pytest

from bri_data.present.records import record_row, total_of
from bri_data.present.words import texts

ROW: dict[str, Any] = {
    "kind": "mission",
    "state": "dated",
    "title": "Journée des Grands Lacs",
    "title_en": None,
    "start": "2025-03-05",
    "end": None,
    "date_basis": "annoncee",
    "counted_in": 2025,
    "off_total": False,
    "source_locator": None,
    "source_titles": ["Rapport annuel", "Communiqué"],
    "source_urls": [None, "https://example.org"],
}


@pytest.mark.parametrize(
    ("changed", "french", "english"),
    [
        ({}, "total déclaré 2025", "declared total 2025"),
        ({"counted_in": 2025.0}, "total déclaré 2025", "declared total 2025"),  # a column with blanks comes as floats
        ({"counted_in": None, "off_total": True}, "hors total", "outside the total"),
        (
            {"counted_in": None},
            "aucun total d’activités déclaré cette année-là",
            "no total of activities declared that year",
        ),
        ({"counted_in": None, "start": None}, "sans date connue, dans aucun total", "no known date, in no total"),
        # announced: nothing says that it was held, whatever the row claims
        ({"state": "announced"}, "aucun total d’activités déclaré cette année-là", None),
        ({"state": "announced", "off_total": True}, "hors total", None),
    ],
)
def test_a_record_says_which_declared_total_holds_it(changed: dict[str, Any], french: str, english: str | None) -> None:
    assert total_of(ROW | changed, texts("fr")) == french
    if english is not None:
        assert total_of(ROW | changed, texts("en")) == english


def test_a_record_is_worded_field_by_field() -> None:
    row = record_row(ROW, texts("fr"))
    assert (row.kind, row.title, row.city) == ("Mission", "Journée des Grands Lacs", "—")
    assert row.dated == "5 mars 2025 (dates annoncées)"
    assert row.state == "nommée et datée"  # agrees with « mission »
    assert row.sources == (("Rapport annuel", None), ("Communiqué", "https://example.org"))
    assert (row.documents, row.locator) == ("Rapport annuel; Communiqué", "")


def test_cities_are_names_or_things_with_a_name() -> None:
    things = [
        {"id": "namur", "name": "Namur", "name_en": None},
        {"id": "quebec", "name": "Québec", "name_en": "Quebec"},
    ]
    assert record_row(ROW | {"cities": things}, texts("en")).city == "Namur and Quebec"
    names = {"cities": ["Namur", "Québec"], "cities_en": None}
    assert record_row(ROW | names, texts("fr")).city == "Namur et Québec"
