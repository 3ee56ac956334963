"""The example row of each sheet: shaped as a real one, of nothing that exists, and never imported."""

from __future__ import annotations

from bri_data.model.columns import Column, Table
from bri_data.present.data_page import code_label
from bri_data.present.words import Texts

_TEXTS = ("title", "title_en", "name", "name_en", "label", "label_en", "statement", "statement_en")
_CELLS = {
    "start": "2027-03-19",
    "end": "2027-03-21",
    "country": "CA",
    "itinerary": "YQB-YUL-CDG",
    "airport": "YQB",
    "date": "2027-03",
    "integer": "2027",
    "latitude": "46.81",
    "longitude": "-71.21",
    "url": "https://exemple.test/",
}


def example(table: Table, words: Texts) -> dict[str, str]:
    """The cells of the example row of `table`, by the column's English name; those that may stay blank do, mostly."""
    return {
        column.name: cell
        for column in table.columns
        if (cell := _cell(table, column, words)) and (column.required or column.name in {"end", *_TEXTS})
    }


def _cell(table: Table, column: Column, words: Texts) -> str:
    if column.name in table.key and column.type == "code" and not column.codes:
        return words("keep.example_key")
    if column.codes:
        return code_label(column, column.codes[0], words)
    if column.references:
        return words("keep.example_reference", table=words(f"data_page.table.{column.references}"))
    if column.type == "boolean":
        return words("keep.no")
    if column.type == "text" and column.name not in _CELLS:
        return words("keep.example_locator" if column.name == "source_locator" else "keep.example_text")
    of_type = words("keep.example_number") if column.type == "number" else _CELLS.get(column.type, "")
    return _CELLS.get(column.name, of_type)
