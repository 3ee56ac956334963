"""A sheet as it is printed: the columns that tell, the first rows, every value in words."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

from bri_data.export.sheets import Field, Sheet
from bri_data.model.listed import in_words
from bri_data.present import format as fmt
from bri_data.present.carbon import two_figures
from bri_data.present.report.model import Table
from bri_data.present.words import Texts

MOST_ROWS, MOST_COLUMNS = 300, 7
# What a file holds and paper has no room for.
_LEFT_OUT = frozenset(
    [
        "nature",
        "date_basis",
        "year",
        "place",
        "themes",
        "axes",
        "services",
        "source_titles",
        "source_ids",
        "source_locator",
        "record_id",
        "outcome_code",
        "row_code",
        "column_code",
        "latitude",
        "longitude",
        "line",
        "visibility",
        "short_title",
        "round_trip",
        "cabin",
        "assumption",
        "direct_km",
        "unknown_because",
        "scope",
    ]
)
# Of some tables, columns without which a printed row misleads: the highest estimate, the cabin of a factor, the total
# that holds an amount.
_WHOLE = {
    "deplacements": frozenset({"high_kgco2e", "unknown_because"}),
    "facteurs_emission": frozenset({"cabin"}),
    "depenses": frozenset({"within"}),
    "cycle": frozenset({"step_report", "step_disclosure", "step_outcomes", "step_credits"}),
}
# What a page is about: without it, its rows would tell nothing of it.
_OF_PAGE = {"themes": frozenset({"themes", "axes"})}
_YEARS = frozenset({"year", "counted_in", "travel_year", "last_visit"})
_NUMBERS = frozenset({"integer", "number", "money"})


def printed(sheet: Sheet, texts: Texts, page: str = "") -> Table:
    """The table that the document of `page` prints; its note says what is left out. The sheet's rows are read."""
    whole, also = _WHOLE.get(sheet.code, frozenset()), _OF_PAGE.get(page, frozenset())
    kept = [i for i, field in enumerate(sheet.fields) if field.name in whole or _is_printed(field)]
    kept = kept[: len(whole) + MOST_COLUMNS - 1]
    kept += [i for i, field in enumerate(sheet.fields) if field.name in also and i not in kept]
    fields = [sheet.fields[i] for i in kept]
    english = english_titles(sheet, texts)
    rows = [
        tuple(_cell(row[english.get(i, i)] or row[i], sheet.fields[i], texts) for i in kept)
        for row in islice(sheet.rows if sheet.on_paper is None else sheet.on_paper, MOST_ROWS)
    ]
    most = sheet.n if sheet.on_paper is None else len(sheet.on_paper)
    shown, total = fmt.number(len(rows), texts), fmt.number(most, texts)
    note = texts("report.first_rows", shown=shown, total=total) if len(rows) < most else ""
    return Table(
        sheet.title,
        tuple(texts("overview.rows.headings.title") if i in english else sheet.fields[i].heading for i in kept),
        tuple("number" if field.type in _NUMBERS and field.name not in _YEARS else "text" for field in fields),
        tuple(rows),
        " ".join(filter(None, (note, sheet.left_out))),
    )


def english_titles(sheet: Sheet, texts: Texts) -> dict[int, int]:
    """Where the columns are that paper in English takes from another: a French title, and its translation."""
    places = {field.name: position for position, field in enumerate(sheet.fields)}
    return {places["title"]: places["title_en"]} if texts.lang == "en" and {"title", "title_en"} <= set(places) else {}


def _is_printed(field: Field) -> bool:
    return field.type != "url" and field.name not in _LEFT_OUT and not field.name.endswith("_en")


def _cell(value: Any, field: Field, texts: Texts) -> str:
    if value is None or value == "":
        return texts("common.unknown")
    if field.type in _NUMBERS and field.name not in _YEARS:
        return _number(value, field, texts)
    if field.type == "date":
        return fmt.date_only(value, texts)
    if isinstance(value, date):
        return fmt.when(value.isoformat(), None, texts)
    return in_words(value) if field.type == "list" else str(value)


def _number(value: float, field: Field, texts: Texts) -> str:
    if field.type == "money":
        return fmt.money(value, texts)
    if field.type == "integer":  # a count or a year: as in the workbook, no thousands to tell apart
        return str(value)
    if field.name.endswith("_kgco2e"):
        return fmt.number(two_figures(value), texts)
    return fmt.number(value, texts, decimals=4) if 0 < abs(value) < 1 else fmt.number(value, texts)
