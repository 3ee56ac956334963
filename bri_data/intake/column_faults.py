"""What is wrong with the columns of a file, told once and not at each row: unknown, merged, or missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bri_data.model.columns import LOCATOR, SOURCES

from .folder import TableFile
from .matching import MatchedSheet, letters
from .planned import Fault, Place
from .rows import Incoming


def unknown_columns(matched: Iterable[MatchedSheet]) -> Iterator[Fault]:
    """A fault for each heading that is no column, or that another heading is already."""
    for one in matched:
        for heading in one.headings:
            if heading.column is None:
                place = Place(one.sheet.name, one.row, heading.written)
                rule = "unnamed_column" if heading.is_unnamed else "unknown_column"
                rule = "repeated_column" if heading.is_repeated else rule
                yield Fault(place, None, rule, heading.written, heading.close, one.table.name)


def hidden_parts(matched: Iterable[MatchedSheet]) -> Iterator[Fault]:
    """What a spreadsheet hides in a sheet, by a filter or by hand, and that is read like the rest: its rows, and the
    columns by their letters. A doubt: who brings the file may not have seen it."""
    for one in matched:
        read = [number for number, _ in one.body if number in one.sheet.hidden_rows]
        if read:
            yield Fault(Place(one.sheet.name, 0), None, "hidden_rows", ", ".join(map(str, read)))
        columns = [place for place, heading in enumerate(one.headings) if heading.column]
        hidden = [letters(place) for place in columns if place in one.sheet.hidden_columns]
        if hidden:
            yield Fault(Place(one.sheet.name, 0), None, "hidden_columns", ", ".join(hidden))


def merged_cells(matched: Iterable[MatchedSheet]) -> Iterator[Fault]:
    """A fault for each value written once for several rows: in the file it is that of the first, the others blank."""
    for one in matched:
        rows = dict(one.body)
        for first, last, left, _ in one.sheet.merged:
            cells = rows.get(first, ())
            has_more = any(first < number <= last for number in rows)
            is_read = left < len(one.headings) and one.headings[left].column
            if has_more and is_read and left < len(cells) and cells[left].text:
                yield Fault(
                    Place(one.sheet.name, first, one.headings[left].written), None, "merged_cells", cells[left].text
                )


def absent_columns(
    matched: Iterable[MatchedSheet], incoming: Iterable[Incoming], known: Mapping[str, TableFile]
) -> Iterator[Fault]:
    """A fault for each column that the new rows of a table need and that their file has not; `value` is its English
    name."""
    new = {(one.sheet, one.table.name) for one in incoming if one.key not in known[one.table.name].rows}
    told: set[tuple[str, str]] = set()
    for one in matched:
        there = {heading.column for heading in one.headings}
        if SOURCES.name not in there:  # the one source that is asked for is located by the row
            there.add(LOCATOR.name)
        there |= {*one.fixed, *one.table.key}
        for column in one.table.columns if (one.sheet.name, one.table.name) in new else ():
            if column.required and column.name not in there and (one.table.name, column.name) not in told:
                told.add((one.table.name, column.name))
                place = Place(one.sheet.name, 0, column.heading)
                yield Fault(place, None, "absent_column", column.name, table=one.table.name)
