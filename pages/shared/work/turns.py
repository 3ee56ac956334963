"""Who works next on the files taken away: the one served least, so that no long file keeps a short one waiting.

A job works while it holds one of a few slots. Each time it says how far it is, it may have to hand its slot to one that
was served less; what took long already, or is known to, shares a few places among its kind. Nobody is stopped halfway:
who waits keeps what is done. Pages come before files (pages_first.py).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bri_data.export.progress import Cancelled
from pages.shared.work.pages_first import LongWork, pages_first


class Turn:
    """One job's place: whose it is, how long it has held a slot in all (s), and whether its asker has left."""

    def __init__(self, turns: Turns, asker: str) -> None:
        self.asker = asker
        self.served = 0.0
        self.is_large = False
        self._turns = turns
        self.since = 0.0  # when it last took a slot, on the monotonic clock
        self.stopped = threading.Event()
        self._work = LongWork(pages_first, self.stopped)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for a slot, and hold one inside. Cancelled when the asker leaves first."""
        self._turns.take(self)
        self._work.begin()
        try:
            yield
        finally:
            self._turns.leave(self)

    def breathe(self) -> None:
        """Stand aside while pages are drawn, hand the slot on to whoever was served less, and wait for the next one;
        Cancelled once the asker has left."""
        if not self._turns.are_beside:
            self._work.stand_aside()
        self._turns.yield_slot(self)
        if self.stopped.is_set():
            raise Cancelled

    def stop(self) -> None:
        """The asker has left: the job ends at its next breath, at once when it waits."""
        self._turns.stop(self)


class Turns:
    """A few slots shared by jobs of this process. Safe to share between threads.

    `are_beside` says that each job waits for a process of its own, which takes nothing from the pages. Of the
    `large_places`, one asker takes `large_of_one` at most (all of them by default).
    """

    def __init__(
        self,
        slots: int = 2,
        *,
        large_places: int = 2,
        large_of_one: int | None = None,
        slice_s: float = 0.5,
        large_s: float = 4.0,
        are_beside: bool = False,
    ) -> None:
        self.are_beside = are_beside
        self._slots = slots
        self._large_places = large_places
        self._large_of_one = large_of_one or large_places
        self._slice_s = slice_s  # nobody changes places more often
        self._large_s = large_s  # a job served longer is large
        self._waiting: list[Turn] = []
        self._working: list[Turn] = []
        self._large: list[Turn] = []
        self._changed = threading.Condition()

    def turn(self, asker: str) -> Turn:
        """A place for a job of `asker`."""
        return Turn(self, asker)

    def take(self, turn: Turn) -> None:
        """Wait until `turn` is the next and a slot is free; Cancelled when it is stopped first."""
        with self._changed:
            self._wait(turn)

    def leave(self, turn: Turn) -> None:
        """Give back the slot and the place of a job that has ended."""
        with self._changed:
            self._give_back(turn)
            if turn in self._large:
                self._large.remove(turn)
            self._changed.notify_all()

    def yield_slot(self, turn: Turn) -> None:
        """Let one that was served less go first, if there is any and `turn` has had its slice."""
        with self._changed:
            if turn not in self._working or not self._must_yield(turn):
                return
            self._give_back(turn)
            self._changed.notify_all()
            self._wait(turn)

    def stop(self, turn: Turn) -> None:
        """Mark `turn` as stopped, and wake it."""
        with self._changed:
            turn.stopped.set()
            self._changed.notify_all()

    def _must_yield(self, turn: Turn) -> bool:
        lasted = time.monotonic() - turn.since
        if self._is_large(turn, lasted) and turn not in self._large:
            if not self._has_place(turn):
                return True
            self._large.append(turn)
        if lasted < self._slice_s:
            return False
        # as if it had given its slot back
        self._working.remove(turn)
        best = self._next()
        must = best is not None and self._key(best) < (self._held(turn.asker), turn.served + lasted)
        self._working.append(turn)
        return must

    def _wait(self, turn: Turn) -> None:
        self._waiting.append(turn)
        try:
            while not turn.stopped.is_set():
                if len(self._working) < self._slots and self._next() is turn:
                    break
                self._changed.wait()
            else:
                raise Cancelled
        finally:
            self._waiting.remove(turn)
            self._changed.notify_all()  # the next one may be another now
        if self._is_large(turn) and turn not in self._large:
            self._large.append(turn)
        turn.since = time.monotonic()
        self._working.append(turn)

    def _give_back(self, turn: Turn) -> None:
        if turn in self._working:
            self._working.remove(turn)
            turn.served += time.monotonic() - turn.since

    def _next(self) -> Turn | None:
        able = [one for one in self._waiting if self._is_able(one)]
        return min(able, key=self._key, default=None)

    def _is_able(self, turn: Turn) -> bool:
        return not self._is_large(turn) or turn in self._large or self._has_place(turn)

    def _has_place(self, turn: Turn) -> bool:
        of_one = sum(one.asker == turn.asker for one in self._large)
        return len(self._large) < self._large_places and of_one < self._large_of_one

    def _is_large(self, turn: Turn, lasted: float = 0.0) -> bool:
        return turn.is_large or turn.served + lasted >= self._large_s

    def _key(self, turn: Turn) -> tuple[int, float]:
        return self._held(turn.asker), turn.served

    def _held(self, asker: str) -> int:
        return sum(one.asker == asker for one in self._working)
