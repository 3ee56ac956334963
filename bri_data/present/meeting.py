"""A council meeting as values: what happened since the one before, what is late on its day, what comes next.

Every entry bears its date, the state of what it speaks of, what that rests on, and its source. A due date is computed
from a rule (present/meeting_duties.py); nothing is late unless the data prove it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd

from ..model.dates import Edtf, parse_edtf
from ..model.duties import Span, State
from . import format as fmt
from .rows import localised, plain
from .words import Texts

Group = Literal["held", "published", "late", "report", "unknown", "soon", "later"]
COLUMNS: dict[str, tuple[Group, ...]] = {
    "since": ("held", "published"),
    "today": ("late", "report", "unknown"),
    "next": ("soon", "later"),
}
SOON = timedelta(days=90)
BETWEEN = timedelta(weeks=4)  # from one meeting to the next, where the reader says nothing
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Sitting:
    """The day of the meeting, and the day after which things are new."""

    today: date
    since: date


@dataclass(frozen=True)
class Entry:
    """One line. `when` and `note` are in words; `span` is when it stands, None for no date at all.

    `brief` is the kind and code of the brief it leads to; `source` the title and address of the first document; `label`
    a shorter name, "" where the name is short.
    """

    group: Group
    state: State
    when: str
    span: Span | None
    name: str
    note: str
    brief: tuple[str, str] | None = None
    source: tuple[str, str | None] | None = None
    locator: str = ""
    source_ids: tuple[str, ...] = ()
    label: str = ""

    @property
    def short_name(self) -> str:
        """What it is called where room is short."""
        return self.label or self.name

    @property
    def is_exact(self) -> bool:
        """Whether its day is known."""
        return self.span is not None and self.span.is_exact


@dataclass(frozen=True)
class Meeting:
    """All that is told at one sitting, group by group; `unread` is how many rows the data hold beyond those read."""

    sitting: Sitting
    entries: tuple[Entry, ...]
    unread: int = 0

    def of(self, group: Group) -> tuple[Entry, ...]:
        """The entries of one group, in their order."""
        return tuple(entry for entry in self.entries if entry.group == group)


def read_sitting(on: str, since: str, today: date) -> Sitting:
    """The sitting that an address writes: today in Québec, and four weeks before, where it writes no possible day."""
    day = _day(on) or today
    begun = _day(since)
    return Sitting(day, begun if begun and begun < day else day - BETWEEN)


def _day(written: str) -> date | None:
    known = parse_edtf(written)
    return known.first if known and known.precision == "day" and 1900 < known.first.year < 2200 else None


def known(value: str) -> Edtf:
    """The date of a cell that the checks have read already."""
    found = parse_edtf(value)
    if found is None:
        raise ValueError(value)
    return found


def source_of(row: Row) -> dict[str, Any]:
    """The fields of an entry that say on what a row of queries.meeting rests."""
    ids = row["source_ids"] or []
    title = row["source_title"]
    return {
        "source": (title, row["source_url"]) if title else None,
        "locator": row["source_locator"] or "",
        "source_ids": tuple(ids),
    }


def moment(span: Span, sitting: Sitting) -> Group:
    """Whether what is to come falls within the next ninety days, by its latest day, or later."""
    return "soon" if (span.last or span.first) <= sitting.today + SOON else "later"


def span_of(value: str, end: str | None = None) -> Span:
    """The days that a date, or an interval, can mean."""
    return Span(known(value).first, known(end or value).last)


def happened(
    frames: Mapping[str, pd.DataFrame], sitting: Sitting, texts: Texts, overdue: Mapping[str, Span]
) -> list[Entry]:
    """What was held, signed or published since, what was announced and is past, and what is to come.

    `overdue` gives, by mission, when its report was due, for reports that came after that day."""
    return [
        *(_record(row, sitting, texts) for row in plain(frames["records"])),
        *(_published(row, texts, overdue) for row in plain(frames["published"])),
    ]


def _record(row: Row, sitting: Sitting, texts: Texts) -> Entry:
    span = span_of(row["start"], row["end"])
    is_announced = row["state"] == "announced"
    group: Group = "held"
    state: State = "done"
    note = texts(f"common.kind.{row['kind']}")
    if span.first > sitting.today or (is_announced and span.last is not None and span.last >= sitting.today):
        group, state = moment(span, sitting), "to_come"
        if is_announced:
            note = texts("meeting.note.announced", kind=note)
    elif is_announced:
        group, state, note = "unknown", "unknown", texts("meeting.note.not_confirmed", kind=note)
    kind = "entente" if row["kind"] == "entente" else "activite"
    return Entry(
        group,
        state,
        fmt.when(row["start"], row["end"], texts) if len(row["start"]) > 4 else row["start"],
        span,
        str(localised(dict(row), "label", texts)),
        note,
        (kind, row["record_id"]),
        **source_of(row),
    )


def _published(row: Row, texts: Texts, overdue: Mapping[str, Span]) -> Entry:
    note = texts("meeting.note.source") if row["what"] == "source" else texts(f"brief.document.{row['what']}")
    due = overdue.get(row["record_id"]) if row["what"] == "rapport_mission" else None
    if due and due.last:
        note = texts("meeting.note.report_late", date=fmt.when(due.first.isoformat(), due.last.isoformat(), texts))
    return Entry(
        "published",
        "done_late" if due else "done",
        fmt.date_only(row["on_date"], texts),
        span_of(row["on_date"]),
        str(localised(dict(row), "title", texts)),
        note,
        ("activite", row["record_id"]) if row["record_id"] else None,
        **source_of(row),
    )


def endings(frames: Mapping[str, pd.DataFrame], sitting: Sitting, texts: Texts) -> list[Entry]:
    """Agreements and mandates that end, decisions and outcomes awaited."""
    return [
        *(_agreement(row, sitting, texts) for row in plain(frames["agreements"])),
        *(_role(row, sitting, texts) for row in plain(frames["roles"])),
        *(_outcome(row, sitting, texts) for row in plain(frames["outcomes"])),
    ]


def _agreement(row: Row, sitting: Sitting, texts: Texts) -> Entry:
    span = span_of(row["expires"])
    assert span.last is not None  # noqa: S101 - a date has a last day
    is_past = span.last < sitting.today
    name = texts("meeting.name.agreement", title=localised(dict(row), "label", texts))
    if is_past:
        note = texts(f"meeting.note.past.{row['status']}")
    else:
        note = texts("meeting.note.perhaps_over") if span.first <= sitting.today else texts("meeting.note.expiry")
    return Entry(
        "unknown" if is_past else moment(span, sitting),
        "unknown" if is_past else "to_come",
        fmt.date_only(row["expires"], texts),
        span,
        name,
        note,
        ("entente", row["record_id"]),
        **source_of(row),
        label=str(localised(dict(row), "label", texts)),
    )


def _role(row: Row, sitting: Sitting, texts: Texts) -> Entry:
    span = span_of(row["on_date"])
    return Entry(
        moment(span, sitting),
        "to_come",
        fmt.date_only(row["on_date"], texts),
        span,
        str(localised(dict(row), "title", texts)),
        texts(f"meeting.note.role.{row['what']}"),
        ("partenaire", row["partner_id"]),
        **source_of(row),
    )


def _outcome(row: Row, sitting: Sitting, texts: Texts) -> Entry:
    span = span_of(row["due"])
    assert span.last is not None  # noqa: S101 - a date has a last day
    is_past = span.last < sitting.today
    return Entry(
        "unknown" if is_past else moment(span, sitting),
        "unknown" if is_past else "to_come",
        fmt.date_only(row["due"], texts),
        span,
        texts("meeting.name.outcome", title=localised(dict(row), "label", texts)),
        texts("meeting.note.outcome_past") if is_past else texts("meeting.note.outcome"),
        ("entente" if row["kind"] == "entente" else "activite", row["record_id"]),
        **source_of(row),
        label=str(localised(dict(row), "label", texts)),
    )


def ordered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Group by group: what is to come by date, the rest latest first; what has no date last. The same in every
    language: on one day, by what each leads to, else as given."""
    groups = [group for column in COLUMNS.values() for group in column]

    def place(entry: Entry) -> tuple[int, int, tuple[str, ...]]:
        span, brief = entry.span, entry.brief or ()
        if span is None:
            return groups.index(entry.group), 10_000_000, brief
        day = (span.last or span.first).toordinal()
        return groups.index(entry.group), day if entry.state == "to_come" else -day, brief

    return tuple(sorted(entries, key=place))


def title(meeting: Meeting, texts: Texts) -> str:
    """The finding: how many duties are late, and how many due dates passed with nothing known."""
    late, unknown = len(meeting.of("late")), len(meeting.of("report"))
    if late and unknown:
        found = texts.count("meeting.title.late", late, n=fmt.capitalised(fmt.spelled(late, texts)))
        return found + texts.count("meeting.title.and_unknown", unknown, n=fmt.spelled(unknown, texts))
    if late:
        return texts.count("meeting.title.late", late, n=fmt.capitalised(fmt.spelled(late, texts)))
    if unknown:
        return texts.count("meeting.title.unknown", unknown, n=fmt.spelled(unknown, texts))
    return texts("meeting.title.nothing")


def cited(meeting: Meeting) -> list[str]:
    """The titles of the documents that the lines rest on, the most cited first."""
    found = Counter(entry.source[0] for entry in meeting.entries if entry.source)
    return [title for title, _ in found.most_common()]


def axis_said(meeting: Meeting, texts: Texts) -> str:
    """What the axis of time shows, line by line, earliest first."""
    dated = [(entry.span.first, entry) for entry in meeting.entries if entry.span]
    dated.sort(key=lambda one: one[0])
    lines = [texts("report.pair", what=entry.when, text=entry.short_name) for _, entry in dated]
    return texts("report.pair", what=texts("meeting.axis"), text="; ".join(lines) or texts("meeting.none"))


def lead(meeting: Meeting, texts: Texts) -> str:
    """Which meeting it is, and since which day things are new."""
    days = {
        "on": fmt.when(meeting.sitting.today.isoformat(), None, texts),
        "since": fmt.when(meeting.sitting.since.isoformat(), None, texts),
    }
    return texts("meeting.lead", **days)
