"""How wide the columns of a table are, on paper and on a slide."""

from __future__ import annotations

from collections.abc import Sequence

MEASURED = 100  # rows that say how wide the columns are
_STEPS = 60  # shares of what the longest words leave


def shared(least: Sequence[float], rows: Sequence[Sequence[float]], whole: float, margin: float) -> list[float]:
    """The width of each column, `whole` in all: `least`, which holds its longest word, then the rest where it spares
    most lines, and what no line needs, where the texts are. `rows` are the lengths of their texts, which stand in a
    width less its `margin`."""
    found, left = list(least), whole - sum(least)
    step = max(left / _STEPS, whole / 10_000)
    while left > 0:
        spared = [0.0] * len(found)
        rooms = [width - margin for width in found]
        for row in rows:
            column = max(range(len(row)), key=lambda i: row[i] / rooms[i])
            if row[column] > rooms[column]:  # more than a line
                spared[column] += row[column] / rooms[column] ** 2
        if not any(spared):
            break
        found[spared.index(max(spared))] += min(step, left)
        left -= step
    wishes = [max(sum(column) / len(column), max(column) / 3) for column in zip(*rows, strict=True)]
    return [width + max(left, 0) * wish / (sum(wishes) or 1) for width, wish in zip(found, wishes, strict=True)]
