"""What pages of words show, laid out for paper: a drawing of so many lines would be too small to be read on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bri_data.present import format as fmt
from bri_data.present.figures.council.duty_marks import state_word
from bri_data.present.meeting import COLUMNS, Entry, Group, Meeting
from bri_data.present.outcomes import Column, axis_name
from bri_data.present.questions import Sheaf
from bri_data.present.words import Texts

from . import parts
from .model import Block, BulletList, ColumnKind, Note, Paragraph, Picture, Section, Table

_HEADINGS = ("name", "date", "state", "note", "source")
_TEXTS: tuple[ColumnKind, ...] = ("text", "text", "text", "text", "text")
_EXPLAINED = ("late", "report")  # the groups of a meeting that say what they rest on


@dataclass(frozen=True)
class LaidOut:
    """The `sections` of a page, the codes of the `sheets` whose rows they hold already, and a picture, if any."""

    sections: tuple[Section, ...]
    sheets: tuple[str, ...]
    picture: Picture | None = None


def question_sections(found: Sheaf, texts: Texts) -> tuple[Section, ...]:
    """Each question with its figure, then what is said, what it means, what may be compared."""
    asked = [
        Section(
            2,
            texts("report.answered", question=one.question(texts), figure=one.figure),
            (Paragraph(one.said), Note(one.means(texts)), Note(one.compares(texts))),
        )
        for one in found.answers
    ]
    return (Section(1, texts("report.answers")), *asked)


def outcome_sections(found: Sequence[Column], texts: Texts) -> tuple[Section, ...]:
    """Each axis with how many outcomes are stated under it, and each of them."""
    return tuple(
        Section(
            1,
            texts("report.pair", what=axis_name(one.axis, texts), text=fmt.number(one.n, texts)),
            (
                BulletList(tuple(parts.outcome(row, texts) for row in one.rows))
                if one.rows
                else Paragraph(texts("outcomes.none_filed")),
            ),
        )
        for one in found
    )


def meeting_sections(meeting: Meeting, texts: Texts) -> tuple[Section, ...]:
    """Each column of the meeting, its groups as tables; a group without lines says so."""
    sections = []
    for name, groups in COLUMNS.items():
        day = meeting.sitting.since if name == "since" else meeting.sitting.today
        head = texts(f"meeting.column.{name}", date=fmt.when(day.isoformat(), None, texts))
        sections.append(Section(1, head, tuple(_group(group, meeting.of(group), texts) for group in groups)))
    if meeting.unread:
        read = len(meeting.entries)
        said = texts("meeting.cut", n=fmt.number(read, texts), total=fmt.number(read + meeting.unread, texts))
        sections[0] = Section(1, sections[0].heading, (Note(said), *sections[0].blocks))
    return tuple(sections)


def _group(group: Group, entries: Sequence[Entry], texts: Texts) -> Block:
    name = texts(f"meeting.group.{group}")
    if not entries:
        return Paragraph(texts("report.pair", what=name, text=texts("meeting.none")))
    rows = tuple(
        (
            one.name,
            one.when,
            state_word(one.state, texts, is_exact=one.is_exact),
            one.note,
            one.source[0] if one.source else "",
        )
        for one in entries
    )
    return Table(
        texts("report.pair", what=name, text=fmt.number(len(entries), texts)),
        tuple(texts(f"meeting.heading.{heading}") for heading in _HEADINGS),
        _TEXTS,
        rows,
        texts(f"meeting.about.{group}") if group in _EXPLAINED else "",
    )
