"""How far a long piece of work is, said to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

# (what is done, what there is to do); it may raise Cancelled: the work then stops there.
Progress = Callable[[int, int], None]


class Cancelled(Exception):
    """The one who asked no longer wants the file."""


def unheard(done: int, total: int) -> None:
    """For a caller that nobody waits behind."""
