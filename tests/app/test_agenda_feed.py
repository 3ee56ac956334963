"""The calendar's stable address: what a calendar program receives, and receives again."""

from __future__ import annotations

import pytest
from icalendar import Calendar
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from bri_data.documents.formats import FORMATS, Format
from pages.shared.server.agenda_feed import send_agenda
from pages.shared.server.routes import routes
from tests.app.aside import finished


def get(query: str = "", headers: tuple[tuple[bytes, bytes], ...] = ()) -> Response:
    scope = {"type": "http", "method": "GET", "path": "/bri/agenda.ics", "query_string": query.encode()}
    scope |= {"headers": [(b"host", b"exemple.test"), *headers], "scheme": "https", "root_path": ""}  # type: ignore[dict-item]
    return finished(send_agenda(Request(scope)))


def events(answer: Response) -> dict[str, str]:
    read = Calendar.from_ical(bytes(answer.body))
    assert isinstance(read, Calendar)
    return {str(event["UID"]).partition("@")[0]: str(event["URL"]) for event in read.walk("VEVENT")}


def test_the_address_is_the_calendars() -> None:
    scope = {"type": "http", "method": "GET", "path": "/bri/agenda.ics"}
    matched = next(route for route in routes() if route.matches(scope)[0] is Match.FULL)
    assert getattr(matched, "name", None) == "server.agenda_feed.send_agenda"


def test_it_holds_every_year_or_the_one_asked_for() -> None:
    every, one = events(get()), events(get("annee=2025"))
    assert {"1999-jumelage-namur", "2025-accueil-namur"} <= set(every)
    assert "1999-jumelage-namur" not in one
    assert one["2025-accueil-namur"] == "https://exemple.test/fiches?activite=2025-accueil-namur"


def test_links_to_a_host_that_a_request_named_are_kept_by_no_relay(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = get("annee=2025")
    assert (answer.headers["cache-control"], answer.headers["vary"]) == ("private, max-age=3600", "Host, Cookie")
    monkeypatch.setenv("BRI_PUBLIC_URL", "https://tableau.exemple.ca")
    answer = get("annee=2025")
    assert answer.headers["cache-control"] == "max-age=3600"
    assert events(answer)["2025-accueil-namur"] == "https://tableau.exemple.ca/fiches?activite=2025-accueil-namur"


def test_it_follows_the_filters_and_the_language() -> None:
    answer = get("f.ville=namur&f.genre=accueil&lang=en")
    assert set(events(answer)) == {"2023-accueil-namur", "2025-accueil-namur"}
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-language"] == "en-CA"


def test_it_is_made_once_for_each_state_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    first = get("f.ville=paris")
    made: list[str] = []
    monkeypatch.setitem(FORMATS, "ics", Format("text/calendar", lambda order, out: made.append("again")))
    same = get("f.ville=paris&autre=1")  # what is no filter makes no other calendar
    assert (same.body, same.headers["etag"]) == (first.body, first.headers["etag"])
    assert made == []
    get("f.ville=paris&f.genre=mission&annee=2024")
    assert made == ["again"]


def test_a_program_that_has_it_is_told_so() -> None:
    etag = get().headers["etag"]
    again = get(headers=((b"if-none-match", etag.encode()),))
    for held in (f'"x", W/{etag}', "*"):
        assert get(headers=((b"if-none-match", held.encode()),)).status_code == 304, held
    assert get(headers=((b"if-none-match", b'"' + etag.encode().strip(b'"')[:8] + b'"'),)).status_code == 200
    assert (again.status_code, again.body) == (304, b"")
    assert get("f.genre=accueil").headers["etag"] != etag
