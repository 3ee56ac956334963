"""Agreements and networks taken away: their rows and their picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bri_data.export.sheets import CellType, Sheet
from bri_data.present import relations as values
from bri_data.present.cited import sentence
from bri_data.present.figures.briefs.tables import mandate
from bri_data.present.locators import locator
from bri_data.present.meeting import Row
from bri_data.present.posters.paper import Block, Words
from bri_data.present.posters.relations import relation_blocks
from bri_data.present.relations import Found, found_of
from bri_data.present.rows import localised
from bri_data.queries.relation_answers import answers
from bri_data.queries.relations import MOST

from . import fields as columns
from .order import Shown, asked_once
from .table_rows import cited_by

_EVERY = 2_000_000_000
_CITED: dict[str, CellType] = {"source_titles": "text", "source_urls": "url", "source_locator": "text"}
TIES: dict[str, CellType] = {
    "tie": "text",
    "agreement": "text",
    "agreement_kind": "text",
    "signed": "date",
    "ends": "date",
    "agreement_status": "text",
    "missions": "integer",
    "visits": "integer",
    "last_contact": "text",
    **_CITED,
    "record_id": "text",
}
ROLES: dict[str, CellType] = {"partner": "text", "role": "text", "when": "text", "last_contact": "text", **_CITED}


@asked_once
def relations_of(order: Shown, most: int = MOST) -> Found:
    """The ties and networks that the order keeps, on its day."""
    on = order.on.date() if isinstance(order.on, datetime) else order.on
    return found_of(answers(order.con, is_whole=order.filters.is_empty, most=most), on)


def relations_sheets(order: Shown) -> tuple[Sheet, ...]:
    """One row an agreement, with the contacts of its tie; then one row a role in a network."""
    words, found = order.texts, relations_of(order, _EVERY)
    pairs = [(row, one) for one in found.all for row in one.rows]
    rows = [
        (
            values.name_of(one, words),
            localised(dict(row), "title", words),
            words(f"brief.agreement_kind.{row['kind']}"),
            row["signed"],
            row["expires"],
            words(f"brief.status.{row['status']}"),
            one.missions,
            one.visits,
            values.last_said(one.last, words),
            *_cited(row, order),
            row["record_id"],
        )
        for row, one in pairs
    ]
    roles = [(row, one) for one in found.networks for row in one.rows]
    said = [
        (
            values.network_name(one, words),
            localised(dict(row), "title", words),
            mandate(dict(row), words),
            values.last_said(one.last, words),
            *_cited(row, order),
        )
        for row, one in roles
    ]
    ties, networks = columns.fields(TIES, words), columns.fields(ROLES, words)
    return (
        Sheet("ententes", words("export.sheet.ties"), ties, rows, len(rows), cited_by(row for row, _ in pairs)),
        Sheet("reseaux", words("export.sheet.networks"), networks, said, len(said), cited_by(row for row, _ in roles)),
    )


def _cited(row: Row, order: Shown) -> tuple[str | None, ...]:
    return (
        "; ".join(row["source_titles"] or []) or None,
        " ".join(url for url in row["source_urls"] or [] if url) or None,
        locator(row["source_locator"], order.texts) or None,
    )


def relations_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """A line a tie, through the years."""
    words, found = order.texts, relations_of(order)
    foot = (words("relations.no_proof"), sentence(values.cited(found), words))
    return Words(values.title(found, words), words("relations.lead"), tuple(filter(None, foot))), relation_blocks(
        found, words
    )


SHEETS = relations_sheets
PICTURES = {"ententes": relations_picture}
