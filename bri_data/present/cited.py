"""On which documents something rests, in a line: the first by name, the others by their number."""

from __future__ import annotations

from collections.abc import Sequence

from . import format as fmt
from .words import Texts

_MOST_NAMED = 3


def listed(titles: Sequence[str], texts: Texts) -> str:
    """« A, B, C et 4 autres documents », for what names them a source itself (a slide); "" for none."""
    named = list(titles)
    if len(named) > _MOST_NAMED + 1:  # one more is named rather than counted
        rest = len(named) - _MOST_NAMED
        named = [*named[:_MOST_NAMED], texts.count("meeting.other_sources", rest, n=fmt.number(rest, texts))]
    return fmt.joined(named, texts)


def sentence(titles: Sequence[str], texts: Texts) -> str:
    """« Sources : A, B, C et 4 autres documents. »; "" for none."""
    return texts("meeting.sources", titles=listed(titles, texts)) if titles else ""
