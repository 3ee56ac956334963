"""A calendar as values: what stands on which days, in words. A day that no source gives is never chosen for it.

- A day is known: the event takes its days.
- A month alone is known: the event takes the whole month, does not block the time, and says so in its title.
- A year alone is known: no event; the calendar says how many there are.
- An activity that is cancelled, or an event that was here and went: an event that says it is cancelled.
- An agreement that ends in a year or a month: an event on the last day it can end, which says so in its title.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

import pandas as pd

from bri_data.model import report_year

from ..model.dates import Edtf, parse_edtf
from . import format as fmt
from .locators import locator
from .records import not_confirmed, state_of
from .rows import localised, plain
from .words import Lang, Texts

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
Row = Mapping[str, Any]
KEPT = timedelta(days=90)  # how long an event is still said to be cancelled


@dataclass(frozen=True)
class Entry:
    """One event of whole days, from `first` to `last`, both included. `brief` is the address of its brief.

    `record_id` is what it is about; `changed` is when it last changed, None where nothing is remembered."""

    code: str
    first: date
    last: date
    title: str
    lines: tuple[str, ...]
    status: Status
    category: str
    place: str = ""
    brief: str = ""
    record_id: str = ""
    changed: datetime | None = None


@dataclass(frozen=True)
class Agenda:
    """The calendar: its name, what it holds and leaves out in words, its events, and when the data changed."""

    name: str
    note: str
    lang: Lang
    stamp: datetime
    entries: tuple[Entry, ...]


def agenda(
    frames: Mapping[str, pd.DataFrame], without_month: int, year: int | None, changed: datetime, texts: Texts
) -> Agenda:
    """The calendar of `year`, or of all; `frames` are those of queries.agenda under their function's name, `changed`
    the moment at which the data last changed."""
    entries = [
        *(_record(row, texts) for row in plain(frames["records"])),
        *(_report(row, texts) for row in plain(frames["reports_due"])),
        *(_ending(row, texts) for row in plain(frames["agreements_ending"])),
        *(_cancelled(row, texts) for row in plain(frames["cancelled"])),
    ]
    name = texts("agenda.name") if year is None else texts("agenda.name_of", what=report_year.name(year))
    note = texts.count("agenda.without_month", without_month, n=fmt.number(without_month, texts))
    ordered = sorted(entries, key=lambda entry: (entry.first, entry.code))
    return Agenda(name, note, texts.lang, changed, tuple(ordered))


def _record(row: Row, texts: Texts) -> Entry:
    start = _known(row["start"])
    end = _known(row["end"]) if row["end"] else start
    kind = texts(f"common.kind.{row['kind']}")
    title = str(localised(dict(row), "title", texts))
    # an end known less well than the start is no reason to spread the event over it
    last = start.last if len(end.value) < len(start.value) else end.last
    if start.precision == "month":
        title = texts("agenda.month_only", date=fmt.when(row["start"], row["end"], texts), title=title)
    if row["state"] == "announced":
        announced = fmt.capitalised(state_of(row["kind"], row["state"], texts))
        title = texts("agenda.announced", announced=announced, title=title)
    lines = [texts("agenda.dates", kind=kind, dates=fmt.when(row["start"], row["end"], texts))]
    if row["date_basis"] in ("annoncee", "activite"):
        lines.append(texts(f"common.basis.{row['date_basis']}"))
    if row["state"] == "announced":
        lines.append(not_confirmed(row["kind"], texts))
    certain = row["state"] != "announced" and start.precision == "day"
    subject = "entente" if row["kind"] == "entente" else "activite"
    return Entry(
        code=row["record_id"],
        first=start.first,
        last=last,
        title=title,
        lines=(*map(fmt.capitalised, lines), *_source(row, texts)),
        status="CONFIRMED" if certain else "TENTATIVE",
        category=kind,
        place=fmt.joined(localised(dict(row), "cities", texts) or [], texts),
        brief=f"fiches?{subject}={row['record_id']}",
        record_id=row["record_id"],
        changed=row["changed_at"],
    )


def _report(row: Row, texts: Texts) -> Entry:
    """The day by which a mission's report is due: the last day of the mission and the declared weeks."""
    day = _known(row["end"]).last + timedelta(weeks=row["weeks"])
    published = row["published_on"]
    known = texts("brief.published", date=fmt.date_only(published, texts)) if published else texts("brief.not_found")
    lines = [texts("agenda.computed", weeks=row["weeks"], end=fmt.when(row["end"], None, texts))]
    if row["date_basis"] in ("annoncee", "activite"):
        lines.append(texts(f"common.basis.{row['date_basis']}"))
    return Entry(
        code=f"{row['record_id']}-rapport",
        first=day,
        last=day,
        title=texts("agenda.report_due", title=localised(dict(row), "title", texts)),
        lines=(*map(fmt.capitalised, (*lines, known)), *_source(row, texts)),
        status="TENTATIVE",
        category=texts("agenda.category.due"),
        brief=f"fiches?activite={row['record_id']}",
        record_id=row["record_id"],
        changed=row["changed_at"],
    )


def _ending(row: Row, texts: Texts) -> Entry:
    ends = _known(row["expires"])
    title = str(localised(dict(row), "title", texts))
    key = "agenda.ends" if ends.precision == "day" else "agenda.ends_at_latest"
    said = fmt.date_only(row["expires"], texts)
    return Entry(
        code=f"{row['record_id']}-echeance",
        first=ends.last,
        last=ends.last,
        title=texts(key, title=title, date=said),
        lines=(
            texts("agenda.expiry", date=said),
            fmt.capitalised(texts(f"brief.status.{row['status']}")),
            *_source(row, texts),
        ),
        status="CONFIRMED" if ends.precision == "day" else "TENTATIVE",
        category=texts("agenda.category.expiry"),
        brief=f"fiches?entente={row['record_id']}",
        record_id=row["record_id"],
        changed=row["changed_at"],
    )


def _cancelled(row: Row, texts: Texts) -> Entry:
    """An event to be taken out of calendars. Of one that is no longer in the data, only the day is said."""
    start = _known(row["start"])
    end = _known(row["end"]) if row["end"] else start
    title = localised(dict(row), "title", texts)
    return Entry(
        code=row["code"],
        first=start.first,
        last=start.last if len(end.value) < len(start.value) else end.last,
        title=texts("agenda.cancelled", title=title) if title else texts("agenda.gone"),
        lines=(texts("agenda.cancelled_note") if title else texts("agenda.gone_note"),),
        status="CANCELLED",
        category=texts(f"common.kind.{row['kind']}") if row["kind"] else texts("agenda.gone"),
        record_id=row["record_id"],
        changed=row["changed_at"],
    )


def _source(row: Row, texts: Texts) -> Sequence[str]:
    titles = row["source_titles"] or []
    if not titles:
        return ()
    return (texts("agenda.source", titles="; ".join(titles), locator=locator(row["source_locator"] or "", texts)),)


def _known(value: str) -> Edtf:
    parsed = parse_edtf(value)
    if parsed is None:
        raise ValueError(value)
    return parsed
