"""A calendar (.ics) as rows of activities: an event is a row, its place a city to be recognised."""

from __future__ import annotations

import contextlib
import hashlib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import BrokenCalendarProperty, Calendar, Event

from bri_data.bureau import current
from bri_data.store.text_files import fold_words

from .sheets import Cell, RefusedFileError, Sheet

_HEADINGS = ("identifiant", "titre", "debut", "fin", "villes", "resume")
_CANCELLED = "CANCELLED"
_MOST = 20_000
_LONGEST_KEY = 60


def read_calendar(file: Path, data: bytes) -> tuple[Sheet, ...]:
    """The events as rows, in the order of the file, numbered from 2; those that were cancelled on a sheet of their own,
    and, without rows, a sheet named for each event that repeats: its dates must be written one by one.

    RefusedFileError when it is no calendar, or the dashboard's own.
    """
    try:
        events = [one for one in Calendar.from_ical(data).walk("VEVENT") if isinstance(one, Event)]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise RefusedFileError("broken_calendar") from None
    if any(name is None for one in events for name, _ in one.errors):  # a line that is none: its date would be lost
        raise RefusedFileError("broken_calendar")
    if len(events) > _MOST:
        raise RefusedFileError("too_many_rows", most=_MOST)
    others = [one for one in events if not str(one.get("uid", "")).endswith(f"@{current().identifier}")]
    if events and not others:
        raise RefusedFileError("own_calendar")
    held, cancelled, left = [], [], []
    for number, event in enumerate(others, start=2):
        if "RRULE" in event or "RDATE" in event:
            left.append(Sheet(_text(event, "summary") or _text(event, "uid"), ()))
        elif str(event.get("status", "")).upper() == _CANCELLED:
            cancelled.append((number, (*_cells(event), Cell("annulee"))))
        else:
            held.append((number, _cells(event)))
    sheets = []
    for rows, headings in ((held, _HEADINGS), (cancelled, (*_HEADINGS, "etat"))):
        if rows:
            first = (1, tuple(Cell(one) for one in headings))
            sheets.append(Sheet(file.stem, (first, *rows), is_foreign=True))
    if not sheets and not left:
        raise RefusedFileError("empty")
    return (*sheets, *left)


def _cells(event: Event) -> tuple[Cell, ...]:
    start, end = _day(event, "dtstart"), _last_day(event)
    said = (
        _key(_text(event, "uid")),
        _text(event, "summary"),
        start,
        end if end != start else "",
        _text(event, "location").replace(";", ","),
        _text(event, "description"),
    )
    return tuple(Cell(one) for one in said)


def _text(event: Event, name: str) -> str:
    """What a property says; all of what it says when it stands more than once."""
    said = event.get(name, "")
    each: list[Any] = said if isinstance(said, list) else [said]
    words = (one if isinstance(one, str) else one.to_ical().decode("utf-8", "replace") for one in each)
    return " ".join(" ".join(words).split())


def _key(uid: str) -> str:
    """An identifier made of the event's own, the same at each import; "" when it has none."""
    plain = "-".join("".join(c if c.isalnum() else " " for c in fold_words(uid)).split())
    mark = hashlib.blake2b(uid.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return plain if len(plain) <= _LONGEST_KEY and plain.isascii() else mark


def _day(event: Event, name: str) -> str:
    return str(_day_or_words(event, name))


def _last_day(event: Event) -> str:
    """The last day of an event, by its end or by its length: the end of one of whole days is the day after it, and one
    that says its own first day there is of that day."""
    end, says = _day_or_words(event, "dtend"), "dtend"
    if not end:
        end, says = _after_its_length(event), "dtstart"
    if isinstance(end, str):
        return end
    is_after = not isinstance(_dt(event, says), datetime) and end not in (date.min, _day_or_words(event, "dtstart"))
    return (end - timedelta(days=1) if is_after else end).isoformat()


def _day_or_words(event: Event, name: str) -> date | str:
    """The day that a property says; its words when they are no day, so that the checks name them at their row; "" when
    the event has no such property."""
    try:
        return _here(_dt(event, name))
    except (KeyError, AttributeError, TypeError, BrokenCalendarProperty):
        return _text(event, name)


def _after_its_length(event: Event) -> date | str:
    """The day on which an event ends by how long it lasts; the words of that length when they are none."""
    try:
        return _here(_dt(event, "dtstart") + _dt(event, "duration"))
    except (KeyError, AttributeError, TypeError, OverflowError, BrokenCalendarProperty):
        return _text(event, "duration")


def _dt(event: Event, name: str) -> Any:
    """The day, moment or length of a property, as the library reads it; a KeyError, AttributeError or
    BrokenCalendarProperty when there is none."""
    said: Any = event[name]
    return said.dt


def _here(moment: object) -> date:
    """The day of a moment where the bureau is; TypeError for what is neither a day nor a moment."""
    if isinstance(moment, datetime):
        with contextlib.suppress(OverflowError):  # the first or the last day that a date can say
            return (moment.astimezone(ZoneInfo(current().timezone)) if moment.tzinfo else moment).date()
        return moment.date()
    if not isinstance(moment, date):
        raise TypeError
    return moment
