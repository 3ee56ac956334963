"""Who works next on the files taken away (pages/shared/work/turns.py), state by state; its clock stands still."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from bri_data.export.progress import Cancelled
from pages.shared.work import turns as module
from pages.shared.work.turns import Turn, Turns


class Job:
    """A job in a thread of its own, which breathes each time it is told to and ends when it is told so."""

    def __init__(self, turns: Turns, asker: str, *, is_large: bool = False) -> None:
        self.turn: Turn = turns.turn(asker)
        self.turn.is_large = is_large
        self.works, self.ended, self.breathed = threading.Event(), threading.Event(), threading.Semaphore(0)
        self.ends = False
        self.cancelled = False
        self._told = threading.Semaphore(0)
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            with self.turn.held():
                self.works.set()
                while self._told.acquire() and not self.ends:
                    self.turn.breathe()
                    self.breathed.release()
        except Cancelled:
            self.cancelled = True
        self.ended.set()

    def breathe(self) -> None:
        """Let it say how far it is."""
        self._told.release()

    def end(self) -> None:
        """Let it end, and wait for it."""
        self.ends = True
        self._told.release()
        assert self.ended.wait(10)


def at_work(job: Job) -> Job:
    assert job.works.wait(10)
    return job


@pytest.fixture
def hour(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the clock of the turns."""
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return lambda value: now.__setitem__(0, value)


def waits(turns: Turns, *jobs: Job) -> bool:
    """Whether all of `jobs` come to wait for a slot."""
    with turns._changed:
        return turns._changed.wait_for(lambda: all(job.turn in turns._waiting for job in jobs), 10) or all(
            job.turn in turns._waiting for job in jobs
        )


def test_a_new_job_takes_the_slot_of_one_that_has_had_its_slice(hour: Callable[[float], None]) -> None:
    turns = Turns(1)
    old = at_work(Job(turns, "a"))
    new = Job(turns, "a")
    assert waits(turns, new)
    old.breathe()
    assert old.breathed.acquire(timeout=10)  # its slice is not over: it goes on
    assert not new.works.is_set()
    hour(101.0)
    old.breathe()
    at_work(new)
    new.end()
    assert old.breathed.acquire(timeout=10)  # and has its slot back
    old.end()


def test_an_asker_that_holds_a_slot_comes_after_one_that_holds_none(hour: Callable[[float], None]) -> None:
    turns = Turns(2)
    mine = [at_work(Job(turns, "a")), at_work(Job(turns, "a"))]
    again, other = Job(turns, "a"), Job(turns, "b")
    assert waits(turns, again, other)
    mine[0].end()
    at_work(other)
    assert not again.works.is_set()
    mine[1].end()
    at_work(again)
    for job in (again, other):
        job.end()


def test_large_jobs_share_their_places_and_leave_the_others_theirs() -> None:
    turns = Turns(3, large_places=1)
    large = at_work(Job(turns, "a", is_large=True))
    second = Job(turns, "b", is_large=True)
    assert waits(turns, second)
    small = at_work(Job(turns, "c"))  # passes before it
    small.end()
    assert not second.works.is_set()
    large.end()
    at_work(second).end()


def test_one_asker_never_has_every_large_place() -> None:
    turns = Turns(3, large_places=3, large_of_one=2)
    first, second = (at_work(Job(turns, "a", is_large=True)) for _ in range(2))
    third = Job(turns, "a", is_large=True)
    assert waits(turns, third)
    at_work(Job(turns, "b", is_large=True)).end()
    assert not third.works.is_set()
    first.end()
    at_work(third).end()
    second.end()


def test_a_job_that_lasts_becomes_a_large_one(hour: Callable[[float], None]) -> None:
    turns = Turns(2, large_places=1, large_s=4.0)
    first, second = at_work(Job(turns, "a")), at_work(Job(turns, "b"))
    hour(105.0)
    first.breathe()
    assert first.breathed.acquire(timeout=10)  # it takes the one place
    second.breathe()
    assert waits(turns, second)  # and the other stands aside, with what it has done
    first.end()
    assert second.breathed.acquire(timeout=10)
    second.end()


def test_whoever_leaves_while_waiting_is_gone_at_once() -> None:
    turns = Turns(1)
    working = at_work(Job(turns, "a"))
    waiting = Job(turns, "b")
    assert waits(turns, waiting)
    waiting.turn.stop()
    assert waiting.ended.wait(10)
    assert waiting.cancelled
    working.end()
