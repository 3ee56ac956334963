"""Pages that readers wait for are drawn before what is long: between two of its steps, a file or a deck of many views
stands aside while pages are drawn.

Python runs one thread at a time. Three long works beside a page would leave it a quarter of the processor, and fifty
readers would then queue; a long work that stands aside costs them one of its steps at most.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LOOK_S = 0.01
_LONGEST_S = 0.8  # who leaves is heard within a second
_SHARE = 3.0  # times what it worked since: a long work keeps a quarter of the time, however many pages come


class PagesFirst:
    """How many pages are being drawn just now. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages = 0

    @contextmanager
    def page(self) -> Iterator[None]:
        """A page is drawn inside."""
        with self._counted(1):
            yield

    @contextmanager
    def long_page(self) -> Iterator[LongWork]:
        """Inside a page that turns out to be long, which others need not wait for."""
        with self._counted(-1):
            yield LongWork(self)

    def wait(self, longest: float, stopped: threading.Event | None = None) -> None:
        """Until no page is drawn, `longest` seconds have gone, or `stopped` is set."""
        end = time.monotonic() + longest
        while self._pages > 0 and time.monotonic() < end and not (stopped and stopped.is_set()):
            time.sleep(_LOOK_S)

    @contextmanager
    def _counted(self, step: int) -> Iterator[None]:
        with self._lock:
            self._pages += step
        try:
            yield
        finally:
            with self._lock:
                self._pages -= step


class LongWork:
    """One long work: it stands aside for three times as long as it worked since, while there are pages to draw."""

    def __init__(self, pages: PagesFirst, stopped: threading.Event | None = None) -> None:
        self._pages, self._stopped = pages, stopped
        self._since = time.monotonic()

    def begin(self) -> None:
        """It works from now on."""
        self._since = time.monotonic()

    def stand_aside(self) -> None:
        """Between two steps."""
        worked = time.monotonic() - self._since
        self._pages.wait(min(_SHARE * worked, _LONGEST_S), self._stopped)
        self.begin()


pages_first = PagesFirst()
