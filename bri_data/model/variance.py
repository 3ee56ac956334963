"""When a change from one declared year to the next is large enough to be explained: pure functions of numbers."""

from __future__ import annotations


def share_of(before: float, after: float) -> float | None:
    """How much `after` differs from `before`, in percent of it (−50 for half of it); None from zero."""
    return None if before == 0 else round(100 * (after - before) / abs(before), 9)


def is_significant(before: float, after: float, *, share: float, least: float = 0) -> bool:
    """Whether the change reaches `share` percent of `before`, both ways, and `least` units: both limits are included.

    From zero there is no percentage: `least` alone decides, and no change is none.
    """
    difference = round(abs(after - before), 9)
    if difference == 0 or difference < least:
        return False
    found = share_of(before, after)
    return found is None or abs(found) >= share
