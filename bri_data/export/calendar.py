"""A calendar as an iCalendar file (RFC 5545), for any calendar to open or to follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urljoin

from icalendar import Calendar, Event, vDuration, vText

from ..bureau import current
from ..present.agenda import Agenda, Entry
from .progress import Progress, unheard

_EVERY = 100  # events between two words on the progress
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def calendar(agenda: Agenda, home: str = "", progress: Progress = unheard) -> bytes:
    """The file. `home` is the web address of the dashboard, ending in « / »: without it no event has a link.

    The same agenda gives the same bytes: its stamp is when the data changed, its identifiers those of the records. An
    event that changed says so by LAST-MODIFIED and by a higher SEQUENCE.
    """
    file = Calendar()
    own = current()
    file.add("prodid", f"-//{own.words['fr']['city']}//{own.words['fr']['product']}//FR")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        file.add(name, _said(agenda.name, agenda))
    for name in ("description", "x-wr-caldesc"):
        file.add(name, _said(agenda.note, agenda))
    for name in ("refresh-interval", "x-published-ttl"):
        file.add(name, vDuration(timedelta(days=1)), parameters={"VALUE": "DURATION"})
    for done, entry in enumerate(agenda.entries):
        if done % _EVERY == 0:
            progress(done, len(agenda.entries))
        file.add_component(_event(entry, agenda, home))
    return bytes(file.to_ical())


def _event(entry: Entry, agenda: Agenda, home: str) -> Event:
    changed = _moment(entry.changed or agenda.stamp)
    event = Event()
    event.add("uid", f"{entry.code}@{current().identifier}")
    event.add("dtstamp", _moment(agenda.stamp))
    event.add("last-modified", changed)
    # minutes: higher after each change, even where the memory of earlier ones was lost
    event.add("sequence", int((changed - _FIRST).total_seconds() // 60))
    event.add("dtstart", entry.first)
    event.add("dtend", _after(entry.last))
    event.add("summary", _said(entry.title, agenda))
    event.add("description", _said("\n".join(entry.lines), agenda))
    event.add("categories", [entry.category])
    event.add("status", entry.status)
    event.add("transp", "TRANSPARENT")  # nobody is busy because the Bureau is
    event.add("class", "PUBLIC")
    if entry.place:
        event.add("location", _said(entry.place, agenda))
    if home and entry.brief:
        lang = "&lang=en" if agenda.lang == "en" else ""
        event.add("url", urljoin(home, entry.brief) + lang)
    return event


def _moment(said: datetime) -> datetime:
    return said.replace(microsecond=0, tzinfo=UTC)


def _after(last: date) -> date:
    """The end that the format wants: the day after the last one."""
    return last + timedelta(days=1)


def _said(text: str, agenda: Agenda) -> vText:
    return vText(text, params={"LANGUAGE": f"{agenda.lang}-CA"})
