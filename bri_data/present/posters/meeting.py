"""A council meeting as a poster: three columns of lines, and the axis of time under them."""

from __future__ import annotations

from markupsafe import Markup

from bri_data.present.figures.council.duty_marks import duty, state_word
from bri_data.present.figures.council.meeting_axis import WIDTH as AXIS
from bri_data.present.figures.council.meeting_axis import axis

from .. import format as fmt
from ..meeting import COLUMNS, Entry, Group, Meeting
from ..words import Texts
from .paper import INNER, Block, line, paragraph, placed, rule, stacked

_GAP = 36.0
_COLUMN = (INNER - 2 * _GAP) / 3
_MARK = 30.0
_MOST_LINES = 6


def meeting_blocks(meeting: Meeting, texts: Texts) -> tuple[Block, ...]:
    """The columns side by side, then the axis."""
    columns = [_column(name, groups, meeting, texts) for name, groups in COLUMNS.items()]
    side = "".join(placed(column, i * (_COLUMN + _GAP), 0) for i, column in enumerate(columns))
    return Block(Markup(side), max(column.height for column in columns) + 20), axis_block(meeting, texts)


def axis_block(meeting: Meeting, texts: Texts) -> Block:
    """The axis of time, as wide as the sheet."""
    drawn, scale = axis(meeting, texts), INNER / AXIS
    return Block(Markup(f'<g transform="scale({scale:.4f})">{drawn.svg}</g>'), drawn.height * scale)


def _column(name: str, groups: tuple[Group, ...], meeting: Meeting, texts: Texts) -> Block:
    day = meeting.sitting.since if name == "since" else meeting.sitting.today
    head = texts(f"meeting.column.{name}", date=fmt.when(day.isoformat(), None, texts))
    top = Block(rule(_COLUMN, hue="ink"), 8)
    title = paragraph(head, 25, _COLUMN, serif=True, weight=600)
    return stacked([top, title, *(_group(group, meeting, texts) for group in groups)])


def _group(group: Group, meeting: Meeting, texts: Texts) -> Block:
    entries = meeting.of(group)
    head = line(texts(f"meeting.group.{group}"), 0, 24, 18, weight=600)
    head += line(fmt.number(len(entries), texts), _COLUMN, 24, 18, weight=600, anchor="end")
    lines = [_entry(entry, texts) for entry in entries[:_MOST_LINES]]
    if len(entries) > _MOST_LINES:
        more = fmt.number(len(entries) - _MOST_LINES, texts)
        lines.append(_beside_mark(paragraph(texts("meeting.more", n=more), 16, _COLUMN - _MARK, hue="ink2")))
    if not entries:
        lines = [paragraph(texts("meeting.none"), 17, _COLUMN, hue="ink2")]
    return stacked([Block(head + rule(_COLUMN, y=31), 38), *lines, Block(Markup(), 8)])


def _entry(entry: Entry, texts: Texts) -> Block:
    hue = "late" if entry.state in ("late", "done_late") else "ink2"
    said = " · ".join((state_word(entry.state, texts, is_exact=entry.is_exact), entry.when, entry.note))
    words = stacked(
        [
            paragraph(entry.name, 17, _COLUMN - _MARK, weight=600),
            paragraph(said, 15, _COLUMN - _MARK, hue=hue),
            paragraph(entry.source[0] if entry.source else "", 13, _COLUMN - _MARK, hue="ink3"),
        ]
    )
    mark = f'<g transform="scale(.9)">{duty(entry.state, is_exact=entry.is_exact)}</g>'
    return Block(Markup(f"{mark}{placed(words, _MARK, 0)}"), words.height + 5)


def _beside_mark(block: Block) -> Block:
    """The block under the words of an entry, beside its mark."""
    return Block(placed(block, _MARK, 0), block.height)
