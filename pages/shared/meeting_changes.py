"""What the data say otherwise than on the day of the meeting before, from their own history: added, changed, removed.

Both states are read as this reader reads them, so that nothing hidden from them is told. Where the history does not
reach that day, the page says from when it does.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import streamlit as st

from bri_data.filters import Filters
from bri_data.intake.said import KINDS, cell_changes, row_name, table_said
from bri_data.journal.history import RowChange
from bri_data.model.clock import now
from bri_data.model.columns import PUBLIC
from bri_data.present import format as fmt
from bri_data.present.figures.common import brief_link, fold, title_link
from bri_data.present.made import moment
from bri_data.present.meeting import Sitting
from bri_data.present.words import Texts, texts
from bri_data.queries import past as queries
from bri_data.queries.narrow import narrowed
from bri_data.queries.past import Difference
from bri_data.store.database import Database
from bri_data.store.past import Past
from bri_data.store.refresh import data_dir

from .context import Context
from .folders import data_folder, past_of
from .once import once_for_all
from .signed_in import reader_of

_SHOWN, _LISTED = 8, 300
_BRIEFS = {"activities": "activite", "agreements": "entente", "cities": "ville", "partners": "partenaire"}


def changes_since(context: Context, sitting: Sitting) -> str:
    """The section as markup: what differs between the end of the day of the meeting before and the meeting's day."""
    words = context.texts
    before = _state(context, sitting.since.isoformat())
    if before is None or (before.database is None and not before.first):
        return _section(_note(words("meeting.changes.no_history")), words)
    note = ""
    if before.why == "not_known":  # what was before the first change of the history is known, not since when
        first = moment(datetime.fromisoformat(before.first), words)
        note = _note(words("meeting.changes.begins", moment=first))
        before = _state(context, "0")
    after: Database | None = context.database
    if context.past is None and sitting.today < now().date():
        then = _state(context, sitting.today.isoformat())
        if then is not None and then.why == "not_known":
            return _section(note, words)
        after = then.database if then else None
    if before is None or before.database is None or after is None:
        return _section(_note(words("meeting.changes.not_now")), words)
    marks = (before.database.fingerprint, after.fingerprint)
    return _section(note + _listed(marks, context.lang, context.filters, before.database, after), words)


def _state(context: Context, asked: str) -> Past | None:
    level = reader_of(st.context.headers).level
    return past_of(replace(context.address, as_of=asked), level, data_folder(data_dir(), level).current())


@once_for_all(16)
def _listed(marks: tuple[str, str], lang: str, filters: Filters, _before: Database, _after: Database) -> str:
    """The count of each kind of change and the first lines; all of them folded. Filters keep rows of their records."""
    words = texts("en" if lang == "en" else "fr")
    with _before.cursor() as old, _after.cursor() as new:
        found = queries.differences(old, new)
        documents = queries.documents(old) | queries.documents(new)
        if not filters.is_empty:
            kept: set[str] = set()
            for con in (old, new):
                with narrowed(con, filters):
                    kept |= queries.record_ids(con)
            found = tuple(one for one in found if one.key in kept)
    if not found:
        return _note(words("meeting.changes.nothing"))
    counts = Counter(map(_kind, found))
    said = [words.count(f"meeting.changes.n.{kind}", counts[kind], n=fmt.number(counts[kind], words)) for kind in KINDS]
    lines = [_line(one, documents, words) for one in found[:_LISTED]]
    more = ""
    if len(lines) > _SHOWN:
        n = len(found) - _SHOWN
        title = words.count("meeting.changes.more", n, n=fmt.number(n, words))
        more = fold(title, _list(lines[_SHOWN:]))
    total = ", ".join(one for one, kind in zip(said, KINDS, strict=True) if counts[kind])
    return f"<p><b>{html.escape(fmt.capitalised(total))}</b></p>{_list(lines[:_SHOWN])}{more}"


def _kind(one: Difference) -> str:
    return "added" if one.before is None else "removed" if one.after is None else "changed"


def _line(one: Difference, documents: dict[str, tuple[str, str | None]], words: Texts) -> str:
    """What kind of change, of what, the cells that differ, who may read it, its first document."""
    change = RowChange(one.table, one.key, one.before, one.after)
    row = one.after or one.before or {}
    name = row_name(change)
    brief = _BRIEFS.get(one.table) if one.after else None
    named = brief_link(brief, one.key, name, words) if brief else f"<b>{html.escape(name)}</b>"
    kind = _kind(one)
    parts = [f"{table_said(one.table, words)}"]
    if kind == "changed":
        parts += cell_changes(change, words)
    level = row.get("visibility", PUBLIC)
    parts += [words("meeting.changes.seen_by", level=words(f"data_page.code.{level}"))] if level != PUBLIC else []
    first = documents.get(row.get("source_ids", "").split(";")[0])
    source = f"<small>{title_link(*first, words)}</small>" if first else ""
    return (
        f"<li><b>{html.escape(words(f'meeting.changes.kind.{kind}'))}</b> {named} "
        f"<span>{html.escape('; '.join(parts))}</span>{source}</li>"
    )


def _list(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(lines)}</ul>"


def _note(said: str) -> str:
    return f'<p class="bri-meeting-note">{html.escape(said)}</p>'


def _section(inside: str, words: Texts) -> str:
    head = html.escape(words("meeting.changes.title"))
    return f'<section class="bri-meeting-changes"><h2>{head}</h2>{inside}</section>'
