"""A long file is made by a process beside the server: the same file, stopped at once, its errors told as its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from streamlit.testing.v1 import AppTest

from bri_data.address import Address
from bri_data.documents.aside import Asked
from bri_data.documents.order import NothingToTakeError, Order
from bri_data.documents.stage import stage_of
from bri_data.export.progress import Cancelled
from bri_data.model.clock import now
from bri_data.store.database import Database, StaleDatabaseError
from bri_data.store.past import Past
from bri_data.store.refresh import DataFolder, data_dir
from bri_data.views import View
from pages.shared.server import agenda_feed
from pages.shared.server.agenda_feed import send_agenda
from pages.shared.server.take_away import stop_all
from pages.shared.work import jobs
from pages.shared.work.aside import Aside, AsideError
from tests.app.aside import finished
from tests.app.test_take_away_routes import ask, get


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    found = DataFolder(data_dir()).current().database
    assert found
    yield found
    found.close()


def asked(database: Database, out: Path, **more: object) -> Asked:
    """The rows of the map of 2025, or what `more` says instead."""
    place = {"file": str(database.file), "folder": str(database.folder), "fingerprint": database.fingerprint}
    first = Asked(
        out=str(out),
        **place,
        suffix="csv",
        page="carte",
        items=[("annee", "2025")],
    )
    return replace(first, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("file", ["chronologie.csv?annee=toutes", "carte.xlsx?f.ville=namur&lang=en"])
def test_a_file_that_turns_out_to_be_long_is_the_same(monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    here = get(f"/bri/emporter/{file}")
    made: list[Asked] = []
    make = Aside.make
    monkeypatch.setattr(Aside, "make", lambda self, asked: made.append(asked) or make(self, asked))
    monkeypatch.setattr(jobs, "_LARGE_ROWS", 1)
    beside = get(f"/bri/emporter/{file}")
    assert made
    assert here.status == beside.status == 200
    assert beside.body == here.body
    assert beside.headers == here.headers
    assert not Path(made[0].out).exists()


def test_a_deck_of_many_views_is_made_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    file = "/bri/emporter/presenter.pptx?vue=p%3Dcarte%26q%3Dannee%253D2025"
    here = get(file)
    monkeypatch.setattr(jobs, "LARGE_VIEWS", 0)
    assert get(file).body == here.body


def test_a_reader_who_leaves_kills_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def seen(*args: object, **kwargs: object) -> subprocess.Popen[bytes]:
        begun.append(popen(*args, **kwargs))  # type: ignore[call-overload]
        return begun[-1]

    monkeypatch.setattr(jobs, "_LARGE_ROWS", 1)
    monkeypatch.setattr(subprocess, "Popen", seen)
    answer = finished(ask("/bri/emporter/chronologie.csv?annee=toutes", leaves_when=lambda: bool(begun)))
    assert answer.status == 499
    assert begun[0].wait(10) < 0  # by a signal


def test_whoever_follows_it_may_stop_it(database: Database, tmp_path: Path) -> None:
    def left(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Aside(left, no_past).make(asked(database, tmp_path / "a.csv"))
    gone = Aside(heard, no_past)
    stop_all()  # the server ends
    with pytest.raises(Cancelled):
        gone.make(asked(database, tmp_path / "b.csv"))


def no_past(asked: str) -> Past | None:
    return None


def heard(done: int, total: int) -> None:
    assert 0 <= done <= total


def test_its_errors_are_told_as_its_own(database: Database, tmp_path: Path) -> None:
    with pytest.raises(NothingToTakeError) as nothing:
        Aside(heard, no_past).make(asked(database, tmp_path / "a.csv", sheet="nulle"))
    assert nothing.value.args[0] == "export.error.no_sheet"
    with pytest.raises(StaleDatabaseError):
        Aside(heard, no_past).make(asked(database, tmp_path / "b.csv", fingerprint="another"))
    with pytest.raises(AsideError, match="FileNotFoundError"):
        Aside(heard, no_past).make(asked(database, tmp_path / "nowhere" / "c.csv"))


def test_it_asks_for_past_states(database: Database, tmp_path: Path) -> None:
    days: list[str] = []

    def earlier(day: str) -> Past | None:
        days.append(day)
        return Past(day, database=database, first="2025-01-01T00:00:00+00:00")

    out = tmp_path / "a.xlsx"
    meeting = [("au", "2026-03-02"), ("depuis", "2026-02-02")]
    name = Aside(heard, earlier).make(asked(database, out, suffix="xlsx", page="seance", items=meeting))
    assert days == ["2026-02-02", "2026-03-02"]
    assert name.endswith(".xlsx")
    assert out.stat().st_size > 0


def test_the_slides_of_many_views_are_drawn_beside_once_the_first_are_shown(
    database: Database, open_app: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.shared.work.aside.LARGE_VIEWS", 1)
    views = (View("carte", "annee=2025", "Essai"), View("fiches", "ville=nulle"))
    at = open_app("presenter", vue=[view.written() for view in views])
    opening = json.loads(at.get("bidi_component")[-1].proto.json)
    assert opening["markup"].count("<section") == 2
    assert opening["begun"]
    shown = json.loads(at.run().get("bidi_component")[-1].proto.json)
    assert not shown["begun"]
    with database.cursor() as con:
        markup, without = stage_of(Order(con, Address("presenter"), now()), views)
    assert shown["markup"] == markup
    assert without == 1
    assert shown["notice"]


def test_a_long_calendar_is_made_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    agenda = Starlette(routes=[Route("/agenda.ics", send_agenda)])

    def body(query: str) -> bytes:
        return finished(ask(f"/agenda.ics?{query}", app=agenda)).body

    here = body("f.genre=mission&f.ville=nulle-part"), body("f.genre=mission&lang=en")
    monkeypatch.setattr(agenda_feed, "_LONG", 0)
    monkeypatch.setattr(agenda_feed, "_made", agenda_feed._made.__wrapped__)  # what is kept is not asked again
    assert (body("f.genre=mission&f.ville=nulle-part"), body("f.genre=mission&lang=en")) == here
    assert b"BEGIN:VEVENT" in here[1]
