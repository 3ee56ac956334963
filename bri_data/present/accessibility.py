"""What the last automated look at every page found, and what nobody tried: said as it is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# Written by tests/benchmark/looks.py and kept with the code: the page says what was found, whoever reads it.
LAST_RUN = Path(__file__).parent / "accessibility_last_run.json"
# What is looked for, in the order of the page.
KINDS = ("axe", "overlap", "clipped", "broken", "small", "target", "wide", "error")


@dataclass(frozen=True)
class Fault:
    """One fault where it was first seen: `what` says which words or which element, in the language of its page."""

    kind: str
    what: str
    address: str
    widths: tuple[int, ...]
    lang: str


@dataclass(frozen=True)
class Run:
    """The last look in one language: on which day (ISO), at how many addresses, at which widths in pixels; at
    `axe_widths` the rules of WCAG were tried too; `also` says what was tried besides light and dark (`forced` colours,
    `spaced` texts)."""

    lang: str
    on: str
    addresses: int
    widths: tuple[int, ...]
    axe_widths: tuple[int, ...]
    also: tuple[str, ...]
    faults: tuple[Fault, ...]


@cache
def last_runs() -> tuple[Run, ...]:
    """The last look in each language, French first; () before the first one."""
    found = json.loads(LAST_RUN.read_text("utf-8")) if LAST_RUN.exists() else {}
    return runs_in(found)


def runs_in(found: Mapping[str, Mapping[str, Any]]) -> tuple[Run, ...]:
    """The looks of a file, by language."""
    return tuple(
        Run(
            lang,
            told["on"],
            len(told["addresses"]),
            tuple(told["widths"]),
            tuple(told["axe_widths"]),
            tuple(told.get("also", ())),
            tuple(
                Fault(one["kind"], one["what"], one["address"], tuple(one["widths"]), lang) for one in told["faults"]
            ),
        )
        for lang, told in sorted(found.items(), reverse=True)
    )


def tally(runs: Sequence[Run]) -> dict[str, int]:
    """How many different faults of each kind, in the order of KINDS; 0 for one that was looked for and not found."""
    counted = Counter(one.kind for run in runs for one in run.faults)
    return {kind: counted[kind] for kind in KINDS}
