"""A calendar (.ics) as rows of activities: an event is a row, its place a city to be recognised."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

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
        end if end > start else "",
        _text(event, "location").replace(";", ","),
        _text(event, "description"),
    )
    return tuple(Cell(one) for one in said)


def _text(event: Event, name: str) -> str:
    return " ".join(str(event.get(name, "")).split())


def _key(uid: str) -> str:
    """An identifier made of the event's own, the same at each import; "" when it has none."""
    plain = "-".join("".join(c if c.isalnum() else " " for c in fold_words(uid)).split())
    mark = hashlib.blake2b(uid.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return plain if len(plain) <= _LONGEST_KEY and plain.isascii() else mark


def _moment(event: Event, name: str) -> date | None:
    found = getattr(event.get(name), "dt", None)
    if isinstance(found, datetime):
        try:
            return (found.astimezone(ZoneInfo(current().timezone)) if found.tzinfo else found).date()
        except OverflowError:  # the first or the last day that a date can say
            return None
    return found if isinstance(found, date) else None


def _day(event: Event, name: str) -> str:
    found = _moment(event, name)
    return found.isoformat() if found else ""


def _last_day(event: Event) -> str:
    """The last day of an event: the end of one of whole days is the day after it."""
    end = _moment(event, "dtend")
    if end is None or end == date.min:
        return ""
    is_whole = not isinstance(getattr(event.get("dtend"), "dt", None), datetime)
    return (end - timedelta(days=1) if is_whole else end).isoformat()
