"""How far an import is, said to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

from bri_data.present import format as fmt
from bri_data.present.words import Texts

# (the step, how many rows it has before it or behind it); steps in their order, each with how far it begins
Heard = Callable[[str, int], None]
STEPS = {"reading": 0.05, "rows": 0.3, "checking": 0.6}
EVERY = 1000  # rows between two words


def unheard(step: str, rows: int) -> None:
    """For a caller that nobody waits behind."""


def step_said(step: str, rows: int, words: Texts) -> str:
    """« Vérification, lignes : 10 000 »"""
    return words(f"keep.progress.{step}", n=fmt.number(rows, words))
