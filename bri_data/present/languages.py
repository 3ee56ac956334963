"""Which language a title or a passage of the data is in: the data do not say it, a screen reader needs it.

Told by small words and accents. Nothing is shown or counted from it: it only chooses the voice that reads.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .words import Lang

_FRENCH = frozenset(
    [
        "à",
        "au",
        "aux",
        "ce",
        "ces",
        "cette",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "entre",
        "est",
        "et",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "ou",
        "par",
        "pour",
        "qu",
        "que",
        "qui",
        "s",
        "sans",
        "selon",
        "ses",
        "son",
        "sous",
        "sur",
        "un",
        "une",
        "vers",
        "rapport",
        "annuel",
        "mission",
        "ville",
        "fiche",
        "feuille",
    ]
)
_ENGLISH = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "between",
        "by",
        "for",
        "from",
        "greenhouse",
        "has",
        "in",
        "into",
        "is",
        "its",
        "of",
        "on",
        "or",
        "over",
        "report",
        "reporting",
        "the",
        "their",
        "to",
        "under",
        "was",
        "were",
        "which",
        "with",
        "without",
        "annual",
        "city",
        "whole",
        "page",
        "sheet",
    ]
)
_ACCENT = re.compile(r"[àâçèéêëîïôùûœ]")
_NAMES = re.compile(r"Québec|Montréal|Córdoba")  # written so in both languages
_WORD = re.compile(r"[a-zàâçèéêëîïôùûœ]+")


def language_of(text: str) -> Lang:
    """The language of `text`, from its words; French, the language of the folder, when they tell nothing."""
    return told_language(text) or "fr"


@lru_cache(maxsize=4096)
def told_language(text: str) -> Lang | None:
    """The language of `text`, None when its words tell nothing."""
    left = _NAMES.sub(" ", text).lower()
    words = _WORD.findall(left)
    french = sum(word in _FRENCH for word in words) + 2 * bool(_ACCENT.search(left))
    english = sum(word in _ENGLISH for word in words)
    if english > french:
        return "en"
    return "fr" if french else None
