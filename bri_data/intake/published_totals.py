"""A row taken out of a total that is published: the report says a number, and the rows would no longer say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bri_data.journal.history import Row
from bri_data.model.codes import INDICATOR_OF_KIND
from bri_data.model.problems import Problem

from .folder import TableFile, file_table
from .planned import PlannedChange

LEAVES_TOTAL = "leaves_published_total"
_CANCELLED = "annulee"


def leaving_totals(
    changes: Iterable[PlannedChange], result: Mapping[str, TableFile]
) -> Iterator[tuple[PlannedChange, Problem]]:
    """A doubt for each activity that would leave the total of its kind that a report declares for a year: the total,
    and how many rows of `result` would count in it."""
    table = file_table("activities")
    declared = {
        (row.get("indicator", ""), row.get("year", "")): row.get("value", "")
        for row in result["indicators"].rows.values()
    }
    for one in changes:
        if one.change.table != table.name or one.change.before is None:
            continue
        before, after = _counts_in(one.change.before), _counts_in(one.change.after)
        if before and before != after and declared.get(before):
            left = sum(_counts_in(row) == before for row in result[table.name].rows.values())
            indicator, year = before
            details = (("indicator", indicator), ("year", year), ("total", declared[before]), ("n", str(left)))
            title, heading = one.change.before.get("title", ""), table.column("counted_in").heading
            yield one, Problem(table.file, 0, heading, LEAVES_TOTAL, title, details, is_doubt=True)


def _counts_in(row: Row | None) -> tuple[str, str] | None:
    """The declared total (indicator, year) in which an activity counts."""
    if row is None or not row.get("counted_in") or row.get("status") == _CANCELLED:
        return None
    indicator = INDICATOR_OF_KIND.get(row.get("kind", ""))
    return (indicator, row["counted_in"]) if indicator else None
