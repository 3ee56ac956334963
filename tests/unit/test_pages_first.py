"""Pages come before long works (pages/shared/work/pages_first.py): who stands aside, for whom, and until when."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bri_data.export.progress import Cancelled
from pages.shared.work import pages_first as module
from pages.shared.work.pages_first import LongWork, PagesFirst
from pages.shared.work.turns import Turns

LONG = 60.0  # nobody waits so long: a test that did would be cut


@contextmanager
def waiting(pages: PagesFirst, stopped: threading.Event | None = None) -> Iterator[threading.Event]:
    """A thread that waits for the pages; the event is set once it has."""
    went_on = threading.Event()

    def wait() -> None:
        pages.wait(LONG, stopped)
        went_on.set()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    yield went_on
    thread.join(10)
    assert went_on.is_set()


def test_a_long_work_waits_until_every_page_is_drawn() -> None:
    pages = PagesFirst()
    first, second = pages.page(), pages.page()
    first.__enter__()
    second.__enter__()
    with waiting(pages) as went_on:
        first.__exit__(None, None, None)
        assert not went_on.wait(0.1)  # one is still drawn
        second.__exit__(None, None, None)


def test_a_page_that_fails_is_no_longer_waited_for() -> None:
    pages = PagesFirst()
    with pytest.raises(ZeroDivisionError), pages.page():
        raise ZeroDivisionError
    pages.wait(LONG)


def test_who_left_is_not_kept_and_nobody_waits_for_ever() -> None:
    pages, stopped = PagesFirst(), threading.Event()
    with pages.page():
        pages.wait(0.01)
        with waiting(pages, stopped):
            stopped.set()


def test_a_long_page_does_not_wait_for_itself_and_others_do_not_wait_for_it() -> None:
    pages = PagesFirst()
    with pages.page(), pages.long_page() as work:
        work.stand_aside()
        pages.wait(LONG)
        other = pages.page()
        other.__enter__()
        with waiting(pages) as went_on:
            assert not went_on.wait(0.05)
            other.__exit__(None, None, None)


def test_it_waits_three_times_as_long_as_it_worked(monkeypatch: pytest.MonkeyPatch) -> None:
    now, asked = [100.0], []
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(PagesFirst, "wait", lambda self, longest, stopped=None: asked.append(longest))
    work = LongWork(PagesFirst())
    for worked in (0.1, 0.02, 5.0):
        now[0] += worked
        work.stand_aside()
    assert asked == pytest.approx([0.3, 0.06, 0.8])


def test_a_file_stands_aside_between_two_of_its_steps() -> None:
    turn = Turns().turn("a")
    done = threading.Event()

    def make() -> None:
        with turn.held():
            threading.Event().wait(0.3)  # a step that takes a while, for the file to stand aside as long
            turn.breathe()
        done.set()

    with module.pages_first.page():
        thread = threading.Thread(target=make, daemon=True)
        thread.start()
        assert not done.wait(0.4)
    assert done.wait(10)


def test_a_file_whose_asker_left_stops_while_it_stands_aside() -> None:
    turn = Turns().turn("a")
    with module.pages_first.page(), turn.held():
        turn.stop()
        with pytest.raises(Cancelled):
            turn.breathe()
