"""What the data say otherwise than on the day of the meeting before, as a section of its page: both states as this
reader reads them (documents.meeting_changes)."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from bri_data.documents.meeting_changes import rows_between, states, total_said
from bri_data.filters import Filters
from bri_data.model.clock import now
from bri_data.present import format as fmt
from bri_data.present.changed_rows import ChangedRow
from bri_data.present.figures.common import brief_link, fold, title_link
from bri_data.present.meeting import Sitting
from bri_data.present.words import Texts, texts
from bri_data.store.database import Database
from pages.shared.reader.context import Context
from pages.shared.rights.folders import earlier_of
from pages.shared.work.once import once_for_all

_SHOWN, _LISTED = 8, 300


def changes_since(context: Context, sitting: Sitting) -> Markup:
    """The section as markup: what differs between the end of the day of the meeting before and the meeting's day."""
    words = context.texts
    found = states(sitting, earlier_of(context.address), now().date(), words, is_past=context.past is not None)
    after = found.after or context.database
    note = _note(found.note) if found.note else Markup()
    if found.before is None or after is None:
        return _section(note, words)
    marks = (found.before.fingerprint, after.fingerprint)
    return _section(note + _listed(marks, context.lang, context.filters, found.before, after), words)


@once_for_all(16)
def _listed(marks: tuple[str, str], lang: str, filters: Filters, _before: Database, _after: Database) -> Markup:
    """The count of each kind of change and the first lines; all of them folded. Filters keep rows of their records."""
    words = texts("en" if lang == "en" else "fr")
    with _before.cursor() as old, _after.cursor() as new:
        found = rows_between(old, new, filters, words)
    total = escape(total_said(found, words))
    if not found:
        return _note(total_said(found, words))
    lines = [_line(one, words) for one in found[:_LISTED]]
    more = ""
    if len(lines) > _SHOWN:
        n = len(found) - _SHOWN
        title = words.count("meeting.changes.more", n, n=fmt.number(n, words))
        more = fold(title, _list(lines[_SHOWN:]))
    return Markup(f"<p><b>{total}</b></p>{_list(lines[:_SHOWN])}{more}")


def _line(one: ChangedRow, words: Texts) -> Markup:
    """What kind of change, of what, the cells that differ, who may read it, its first document."""
    named = brief_link(*one.brief, one.name, words) if one.brief else f"<b>{escape(one.name)}</b>"
    seen_by = [words("meeting.changes.seen_by", level=one.level)] if one.level else []
    said = escape("; ".join((one.table, *one.cells, *seen_by)))
    source = f"<small>{title_link(*one.document, words)}</small>" if one.document else ""
    kind = escape(words(f"meeting.changes.kind.{one.kind}"))
    return Markup(f"<li><b>{kind}</b> {named} <span>{said}</span>{source}</li>")


def _list(lines: Sequence[str]) -> Markup:
    return Markup(f"<ul>{''.join(lines)}</ul>")


def _note(said: str) -> Markup:
    return Markup(f'<p class="bri-meeting-note">{escape(said)}</p>')


def _section(inside: Markup, words: Texts) -> Markup:
    head = escape(words("meeting.changes.title"))
    return Markup(f'<section class="bri-meeting-changes"><h2>{head}</h2>{inside}</section>')
