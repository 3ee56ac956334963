"""A meeting taken away: its lines as a table, and its picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain

from bri_data.export.sheets import Field, Sheet
from bri_data.present import fonts
from bri_data.present import meeting as values
from bri_data.present.changed_rows import ChangedRow
from bri_data.present.cited import sentence
from bri_data.present.figures.council.duty_marks import state_word
from bri_data.present.locators import locator
from bri_data.present.meeting import Entry, Meeting
from bri_data.present.meeting_duties import meeting
from bri_data.present.posters.meeting import axis_block, meeting_blocks
from bri_data.present.posters.paper import Block, Words, sheet
from bri_data.present.report.laid_out import LaidOut, meeting_sections
from bri_data.present.report.model import Picture
from bri_data.present.theme import resolved
from bri_data.present.words import Texts
from bri_data.queries.meeting_answers import answers

from .meeting_changes import changes_sheet, said_and_rows
from .order import Shown, asked_once

ON, SINCE = "au", "depuis"  # the parameters of the page
_SAID = ("moment", "duty", "when", "first_day", "last_day", "what", "precision")
_CITED = ("record_id", "source_titles", "source_urls", "source_locator")


@asked_once
def meeting_of(order: Shown) -> Meeting:
    """The meeting that the address asks for: that of the day of the order where it names none."""
    on = order.on.date() if isinstance(order.on, datetime) else order.on
    sitting = values.read_sitting(order.address.value(ON), order.address.value(SINCE), on)
    is_whole = order.filters.is_empty
    frames = answers(order.con, sitting.since, sitting.today, is_whole=is_whole)
    return meeting(frames, sitting, order.texts, is_whole=is_whole)


@asked_once
def changes_of(order: Shown) -> tuple[str, tuple[ChangedRow, ...]]:
    """What the data say otherwise since the meeting before: one line, and the rows; ("", ()) without a history."""
    return said_and_rows(order, meeting_of(order).sitting)


def meeting_sheets(order: Shown) -> tuple[Sheet, ...]:
    """One row per line of the meeting, group by group."""
    words, found = order.texts, meeting_of(order)
    days = {"first_day", "last_day"}
    heads = tuple(
        Field(
            name,
            words(f"export.column.{name}.heading"),
            "day" if name in days else "url" if name == "source_urls" else "text",
            words(f"export.column.{name}.meaning"),
        )
        for name in (*_SAID, *_CITED)
    )
    rows = [_row(entry, words) for entry in found.entries]
    cites = tuple(dict.fromkeys(chain.from_iterable(entry.source_ids for entry in found.entries)))
    sheet = Sheet("seance", words("export.sheet.meeting"), heads, rows, len(rows) + found.unread, cites)
    _, changed = changes_of(order)
    return (sheet, changes_sheet(changed, words)) if changed else (sheet,)


def _row(entry: Entry, words: Texts) -> tuple[str | date | None, ...]:
    span, (title, url) = entry.span, entry.source or (None, None)
    return (
        words(f"meeting.group.{entry.group}"),
        state_word(entry.state, words, is_exact=entry.is_exact),
        entry.when,
        span.first if span else None,
        span.last if span else None,
        entry.name,
        entry.note,
        entry.brief[1] if entry.brief else None,
        title,
        url,
        locator(entry.locator, words) or None,
    )


def meeting_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """The three columns and the axis of time on one sheet."""
    words, found = order.texts, meeting_of(order)
    foot = (words("meeting.nothing_proves"), words("meeting.foot"), sentence(values.cited(found), words))
    lead = " ".join(filter(None, (values.lead(found, words), changes_of(order)[0])))
    return Words(values.title(found, words), lead, foot), meeting_blocks(found, words)


def meeting_on_paper(order: Shown) -> LaidOut:
    """The axis of time as a picture, the groups as tables."""
    words, found = order.texts, meeting_of(order)
    drawn = fonts.named(resolved(sheet(Words(""), [axis_block(found, words)], words, margin=2), "light"))
    picture = Picture(drawn, values.axis_said(found, words))
    return LaidOut(meeting_sections(found, words), ("seance",), picture)


PAPER = meeting_on_paper
SHEETS = meeting_sheets
PICTURES = {"seance": meeting_picture}
