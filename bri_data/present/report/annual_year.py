"""A year and what is known of it, as the sections of its report draw from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .. import overview
from ..overview import Headline
from ..rows import localised, plain
from ..words import Texts
from .parts import Frames

Row = dict[str, Any]


@dataclass(frozen=True)
class Year:
    """A year and the frames of queries.report.answers about it, with what several sections draw from them."""

    year: int
    frames: Frames
    texts: Texts

    def rows(self, name: str) -> list[Row]:
        """The rows of one frame."""
        return plain(self.frames[name])

    @cached_property
    def entries_in_time(self) -> list[Row]:
        """The year's records: those with a month first, then those of the year alone, then those of no known date."""
        return sorted(self.rows("entries"), key=_in_time)

    @cached_property
    def stories(self) -> dict[str, Row]:
        """Record id → its objective and its summary, where a source gives one."""
        return {row["record_id"]: row for row in self.rows("stories")}

    @cached_property
    def declared(self) -> dict[str, float]:
        """Indicator → declared value; empty for a year without a report."""
        return overview.declared_values(self.frames["declared"])

    @cached_property
    def headlines(self) -> tuple[Headline, ...]:
        """The year's figures, as on the overview."""
        return overview.headlines(overview.counts(self.frames["kind_counts"]), self.declared, self.texts)

    @cached_property
    def home(self) -> str:
        """The name of the Bureau's own city."""
        (row,) = self.rows("home_city")
        return str(localised(row, "name", self.texts))


def _in_time(row: Row) -> tuple[bool, bool, str, str]:
    first = row["start_first"]
    return row["start_precision"] not in ("month", "day"), first is None, str(first), row["record_id"]
