"""A federal file of travel expenses (travelq) as our tables: a row is a mission, and an amount a column of money.

Its column of names is never read: nobody is named in our data. What it does not say (who published it) is asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from bri_data.bureau import current
from bri_data.store.text_files import fold_words

from .folder import file_table
from .matching import Heading, MatchedSheet
from .sheets import BLANK, Cell, Sheet

_MARKS = frozenset({"ref_number", "start_date", "airfare", "total"})
_HEADS = {
    "total": "total",
    "airfare": "avion",
    "other_transport": "transport",
    "lodging": "hebergement",
    "meals": "repas",
    "other_expenses": "autre",
}
# each of our columns and the columns that may say it, the first written one being read
_MISSION = {
    "title": ("purpose_fr", "purpose_en"),
    "title_en": ("purpose_en",),
    "start": ("start_date",),
    "end": ("end_date",),
    "city_ids": ("destination_fr", "destination_en"),
    "function_ids": ("title_fr", "title_en"),
    "summary": ("additional_comments_fr",),
    "summary_en": ("additional_comments_en",),
}
_LONGEST_TITLE = 140  # a longer purpose is a summary
_WITHIN = 12


def travel_sheets(sheet: Sheet, fixed: Mapping[str, Mapping[str, str]]) -> list[MatchedSheet]:
    """The missions of `sheet`, then its amounts, one sheet a head; [] when it is no such file.

    `fixed` are the values that a person gave for a whole column, by table and column.
    """
    found = next(((row, cells) for row, cells in sheet.rows[:_WITHIN] if _folded(cells) >= _MARKS), None)
    if found is None:
        return []
    row, cells = found
    places = {fold_words(cell.text): place for place, cell in enumerate(cells) if cell.text}
    body = [_Trip(number, values, places) for number, values in sheet.rows if number > row]
    file = _File(sheet, row, {name: cells[place].text for name, place in places.items()}, fixed)
    return [file.missions(body), *(head for name in _HEADS if (head := file.amounts(name, body)))]


def _folded(cells: tuple[Cell, ...]) -> frozenset[str]:
    return frozenset(fold_words(cell.text) for cell in cells)


class _Trip:
    """One row: what stands under each heading."""

    def __init__(self, number: int, cells: tuple[Cell, ...], places: Mapping[str, int]) -> None:
        self.number, self._cells, self._places = number, cells, places

    def cell(self, *names: str) -> Cell:
        """The first cell that says something under one of these headings."""
        found = (self._cells[place] for name in names if (place := self._places.get(name, 10**6)) < len(self._cells))
        return next((cell for cell in found if cell.text), BLANK)

    @property
    def is_ours(self) -> bool:
        """Whether this dashboard itself wrote the row: its amounts are in the data already."""
        return self.cell("owner_org").text == current().identifier

    @property
    def key(self) -> str:
        """The same at each import: the house and its number; ours is the mission's own identifier."""
        number = self.cell("ref_number").text
        parts = (number,) if self.is_ours else (self.cell("owner_org").text, number)
        return "-".join(
            "".join(c if c.isalnum() else "-" for c in fold_words(part)).strip("-") for part in parts if part
        )


class _File:
    def __init__(
        self, sheet: Sheet, row: int, written: Mapping[str, str], fixed: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._sheet, self._row, self._written, self._fixed = sheet, row, written, fixed

    def missions(self, body: list[_Trip]) -> MatchedSheet:
        """A mission for each row that has a number."""
        columns = {name: said for name, said in _MISSION.items() if any(one in self._written for one in said)}
        headings = [Heading("ref_number", "activity_id")]
        headings += [
            Heading(next(self._written[one] for one in said if one in self._written), name)
            for name, said in columns.items()
        ]
        rows: list[tuple[int, tuple[Cell, ...]]] = []
        for trip in body:
            cells = {name: trip.cell(*said) for name, said in columns.items()}
            if trip.key:
                rows.append((trip.number, (Cell(trip.key), *_titled(cells).values())))
        given = {"kind": "mission", "status": "realisee", "visibility": "public"}
        return self._made("activities", headings, rows, given)

    def amounts(self, head: str, body: list[_Trip]) -> MatchedSheet | None:
        """The amounts under one heading; None when the file has none. A blank one is no amount, a zero is."""
        rows: list[tuple[int, tuple[Cell, ...]]] = []
        for trip in body:
            amount = trip.cell(head)
            if trip.key and amount.text and not trip.is_ours:
                whole = f"{trip.key}-total" if head != "total" and trip.cell("total").text else ""
                rows.append((trip.number, (Cell(f"{trip.key}-{_HEADS[head]}"), Cell(trip.key), amount, Cell(whole))))
        if not rows:
            return None
        headings = [
            Heading("ref_number", "expense_id"),
            Heading("ref_number", "activity_ids"),
            Heading(self._written[head], "amount_cad"),
            Heading("total", "included_in"),
        ]
        return self._made("expenses", headings, rows, {"nature": "reel", "category": _HEADS[head]})

    def _made(
        self, table: str, headings: list[Heading], rows: list[tuple[int, tuple[Cell, ...]]], given: Mapping[str, str]
    ) -> MatchedSheet:
        sheet = Sheet(self._sheet.name, tuple(rows), is_foreign=True)
        fixed = {**given, **self._fixed.get(table, {})}
        return MatchedSheet(sheet, file_table(table), tuple(headings), self._row, -1, fixed)


def _titled(cells: dict[str, Cell]) -> dict[str, Cell]:
    """The cells of a mission; a purpose too long for a title is its summary, and its destination the title."""
    for title, summary in (("title", "summary"), ("title_en", "summary_en")):
        said = cells.get(title, BLANK).text
        if len(said) > _LONGEST_TITLE:
            cells[title] = Cell(cells.get("city_ids", BLANK).text or said[:_LONGEST_TITLE])
            if summary in cells:
                cells[summary] = Cell("\n".join(filter(None, (said, cells[summary].text))))
    return cells
