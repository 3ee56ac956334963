"""Records and declared figures as tables of a page: the words of present/records.py, with symbols and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from .. import format as fmt
from ..records import DeclaredRow, declared_headings, declared_row, record_row
from ..words import Texts
from .common import mark, record_link, table, title_link
from .language import place

Row = dict[str, Any]


def records_table(
    caption: str,
    rows: Sequence[Row],
    columns: Sequence[str],
    texts: Texts,
    *,
    id: str = "",
    own: Mapping[str, tuple[str, Sequence[str]]] | None = None,
) -> Markup:
    """The records under `columns`: kind, title, city, date, state, total, source, locator, in any order.

    `own` are columns that only this table has, or fills otherwise: name → its heading and one cell (see table) per row.
    """
    own = own or {}
    heads = [own[name][0] if name in own else texts(f"overview.rows.headings.{name}") for name in columns]
    cells = []
    for position, row in enumerate(rows):
        known = _cells(row, texts) | {name: markup[position] for name, (_, markup) in own.items()}
        cells.append([known[name] for name in columns])
    return table(caption, heads, cells, id=id)


def _cells(row: Row, texts: Texts) -> dict[str, str]:
    words = record_row(row, texts)
    return {
        "kind": words.kind,
        "title": mark(row["kind"], row["state"], counted=not row["off_total"]) + record_link(row, texts),
        "city": words.city,
        "date": Markup("{}<br><small>{}</small>").format(words.date, words.basis) if words.basis else words.date,
        "state": words.state,
        "total": words.total,
        "source": Markup("<br>").join(title_link(title, url, texts) for title, url in words.sources),
        "locator": place(row["source_locator"], texts),
    }


def limited_note(shown: int, total: int, texts: Texts) -> Markup:
    """« Les 200 premières lignes sur 4 000. » as a paragraph; nothing when all are shown."""
    if shown >= total:
        return Markup()
    note = texts("overview.rows_limited", shown=fmt.number(shown, texts), total=fmt.number(total, texts))
    return Markup(f"<p>{escape(note)}</p>")


def declared_table(
    year: int, rows: Sequence[Row], texts: Texts, *, id: str, more: Sequence[DeclaredRow] = ()
) -> Markup:
    """A year's declared figures (queries.overview.declared), then `more` of them; each with its source."""
    cells = [
        (
            escape(row.figure),
            escape(row.value),
            escape(row.detail),
            title_link(row.source, row.url, texts),
            place(row.locator, texts),
        )
        for row in (*(declared_row(row, texts) for row in rows), *more)
    ]
    return table(texts("overview.rows.declared", year=year), declared_headings(texts), cells, id=id)
