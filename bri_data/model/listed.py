"""Several names in one cell of a file: joined by a sign that none of them holds."""

from __future__ import annotations

from collections.abc import Iterable

BETWEEN = " | "
_BAR, _LIKE_IT = "|", "¦"
_NOTHING = "—"


def listed(names: Iterable[str | None]) -> str | None:
    """The names as one cell, to be parted again at BETWEEN; a bar inside a name is written « ¦ ». None for no name."""
    return BETWEEN.join(name.replace(_BAR, _LIKE_IT) for name in names if name) or None


def beside(cells: Iterable[str | None]) -> str | None:
    """As `listed`, with « — » for what is missing, so that the cells stay beside those of another list. None when all
    are missing."""
    kept = list(cells)
    return listed(one or _NOTHING for one in kept) if any(kept) else None


def parted(cell: str) -> list[str]:
    """The names of a cell made by `listed`; those that `beside` says are missing are left out."""
    return [name for name in cell.split(BETWEEN) if name != _NOTHING]


def in_words(cell: str) -> str:
    """The cell as a sentence holds it: names parted by semicolons."""
    return "; ".join(parted(cell)) if BETWEEN in cell else cell


def joined_sql(names: str, order: str) -> str:
    """SQL that joins a column of names as `listed` does, in that order."""
    return f"string_agg(replace({names}, '{_BAR}', '{_LIKE_IT}'), '{BETWEEN}' ORDER BY {order})"
