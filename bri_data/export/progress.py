"""How far a long piece of work is, said to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

# (what is done, what there is to do); it may raise Cancelled: the work then stops there.
Progress = Callable[[int, int], None]


class Cancelled(Exception):
    """The one who asked no longer wants the file."""


def unheard(done: int, total: int) -> None:
    """For a caller that nobody waits behind."""


class Heard:
    """A file that says, before each piece written into it, that its writing goes on: a library that writes a long
    package asks nobody else whether it is still wanted."""

    def __init__(self, out: IO[bytes], said: Callable[[], None]) -> None:
        self._out, self._said = out, said
        self.seek, self.tell, self.flush = out.seek, out.tell, out.flush

    def write(self, piece: bytes) -> int:
        """Say so, then write."""
        self._said()
        return self._out.write(piece)
