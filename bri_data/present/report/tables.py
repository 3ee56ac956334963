"""Tables that several documents hold: documents, amounts, roles, itineraries, figures, pairs. Rows in, values out."""

from __future__ import annotations

from collections.abc import Sequence

from bri_data.present.figures.briefs.tables import expense_facts, itinerary, mandate, publication, trip_facts

from .. import format as fmt
from ..briefs import Row
from ..rows import localised
from ..words import Texts
from .model import ColumnKind, Table
from .parts import day, names


def table(
    caption: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    texts: Texts,
    *,
    numbers: tuple[str, ...] = (),
    note: str = "",
) -> Table:
    """A table whose headings are `report.column.<name>`; the columns of `numbers` hold numbers."""
    kinds: tuple[ColumnKind, ...] = tuple("number" if name in numbers else "text" for name in columns)
    return Table(caption, tuple(texts(f"report.column.{name}") for name in columns), kinds, tuple(rows), note)


def documents(rows: Sequence[Row], texts: Texts, *, with_activity: bool) -> Table:
    """Documents due or published, each with its activity where the rows speak of several."""
    cells: list[tuple[str, ...]] = []
    for row in rows:
        own = (texts(f"brief.document.{row['document']}"), fmt.capitalised(publication(row, texts)))
        of = (str(localised(row, "title", texts)), fmt.when(row["start"], row["end"], texts)) if with_activity else ()
        cells.append((*of, *own))
    columns = ("activity", "date", "document", "published") if with_activity else ("document", "published")
    return table(texts("brief.caption.documents"), columns, cells, texts)


def expenses(rows: Sequence[Row], texts: Texts, *, activities: str) -> Table:
    """Published amounts; `activities` is the column that holds what each covers, or also covers."""
    cells = [
        (
            fmt.money(row["amount_cad"], texts),
            expense_facts(row, texts),
            localised(row, "scope", texts) or "",
            names(row[activities], texts),
            day(row["published_on"], texts),
        )
        for row in rows
    ]
    columns = ("amount", "nature", "scope", activities, "published")
    caption, note = texts("brief.caption.expenses"), texts("report.no_sum")
    return table(caption, columns, cells, texts, numbers=("amount",), note=note)


def roles(rows: Sequence[Row], texts: Texts) -> Table:
    """Roles of the City in networks, and when."""
    cells = [(str(localised(row, "title", texts)), mandate(row, texts)) for row in rows]
    return table(texts("brief.caption.roles"), ("role", "dates"), cells, texts)


def trips(rows: Sequence[Row], texts: Texts) -> Table:
    """Itineraries, and what is known of each."""
    cells = [(itinerary(row, texts), fmt.capitalised(trip_facts(row, texts))) for row in rows]
    return table(texts("brief.caption.trips"), ("itinerary", "known"), cells, texts)
