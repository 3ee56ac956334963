"""The columns of each table that is taken away, and how a record becomes a row under them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bri_data.export.sheets import CellType, Field
from bri_data.model.listed import beside, listed
from bri_data.present.locators import locator
from bri_data.present.records import state_of, total_of
from bri_data.present.rows import localised
from bri_data.present.words import Texts

RECORDS: dict[str, CellType] = {
    "title": "text",
    "title_en": "text",
    "kind": "text",
    "nature": "text",
    "state": "text",
    "start": "date",
    "end": "date",
    "date_basis": "text",
    "year": "integer",
    "total": "text",
    "counted_in": "integer",
    "cities": "list",
    "place": "text",
    "partners": "list",
    "themes": "list",
    "axes": "list",
    "services": "list",
    "source_titles": "list",
    "source_urls": "url",
    "source_locator": "text",
    "record_id": "text",
}
LANDMARKS: dict[str, CellType] = {
    "landmark": "text",
    "landmark_kind": "text",
    "start": "date",
    "end": "date",
    "source_titles": "list",
    "source_urls": "url",
    "source_locator": "text",
    "landmark_code": "text",
}
DECLARED: dict[str, CellType] = {
    "indicator": "text",
    "year": "integer",
    "value": "number",
    "unit": "text",
    "axis": "text",
    "detail": "text",
    "source_titles": "text",
    "source_urls": "url",
    "source_locator": "text",
}
OUTCOMES: dict[str, CellType] = {
    "statement": "text",
    "year": "integer",
    "axis": "text",
    "outcome_state": "text",
    "due": "date",
    "origin": "text",
    "source_titles": "list",
    "source_urls": "url",
    "source_locator": "text",
    "record_id": "text",
    "outcome_code": "text",
}
PLACES: dict[str, CellType] = {
    "city": "text",
    "country": "text",
    "latitude": "number",
    "longitude": "number",
    "kind": "text",
    "state": "text",
    "label": "text",
    "record_id": "text",
}
CARBON_YEARS: dict[str, CellType] = {
    "travel_year": "integer",
    "tonnes": "number",
    "cost_cad": "money",
    "price_cad": "money",
    "programme": "text",
    "bought": "date",
    "scope": "text",
    "source_titles": "list",
    "source_urls": "url",
    "source_locator": "text",
}
TRIPS: dict[str, CellType] = {
    "label": "text",
    "record_id": "text",
    "state": "text",
    "start": "date",
    "itinerary": "text",
    "round_trip": "text",
    "travellers": "integer",
    "cabin": "text",
    "assumption": "text",
    "direct_km": "number",
    "low_kgco2e": "number",
    "central_kgco2e": "number",
    "high_kgco2e": "number",
    "unknown_because": "text",
    "source_titles": "list",
    "source_locator": "text",
}


def fields(columns: dict[str, CellType], words: Texts) -> tuple[Field, ...]:
    """The columns in the reader's words."""
    return tuple(
        Field(name, words(f"export.column.{name}.heading"), kind, words(f"export.column.{name}.meaning"))
        for name, kind in columns.items()
    )


def record_rows(records: Iterable[dict[str, Any]], words: Texts) -> Iterator[list[Any]]:
    """Records (queries.take_away.records) as rows under RECORDS, in words."""
    said = Said(words)
    for record in records:
        row = record | {
            "kind": said(f"common.kind.{record['kind']}"),
            "state": said.state(record["kind"], record["state"]),
            "nature": said(f"brief.nature.{record['nature']}") if record["nature"] else None,
            "date_basis": said(f"common.basis.{record['date_basis']}") if record["date_basis"] else None,
            "total": said.total(record),
            "axes": listed(said(f"common.axis.{axis}") for axis in record["axes"] or []),
            "source_titles": listed(record["source_titles"] or []),
            "source_urls": beside(record["source_urls"] or []),
        }
        row["source_locator"] = locator(record["source_locator"], words)
        for name in ("cities", "place", "partners", "themes", "services"):
            row[name] = localised(record, name, words)
        yield [row[name] for name in RECORDS]


class Said:
    """Words by key, each looked up once: a table says the same ones a million times."""

    def __init__(self, words: Texts) -> None:
        self.words = words
        self.known: dict[str, str] = {}

    def __call__(self, key: str) -> str:
        """The text of `key`."""
        return self._once(key, lambda: self.words(key))

    def _once(self, key: str, make: Callable[[], str]) -> str:
        if key not in self.known:
            self.known[key] = make()
        return self.known[key]

    def state(self, kind: str, state: str) -> str:
        """What is known of a record of that kind (records.state_of)."""
        return self._once(f"{kind} {state}", lambda: state_of(kind, state, self.words))

    def total(self, record: dict[str, Any]) -> str:
        """The total a record belongs to (records.total_of)."""
        told = [record["counted_in"], record["off_total"], record["state"] == "announced", not record["start"]]
        return self._once(f"{told}", lambda: total_of(record, self.words))

    def code(self, code: str | None) -> str | None:
        """A code of the schema's closed lists in words; None stays None."""
        return self(f"data_page.code.{code}") if code else None
