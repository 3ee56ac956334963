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
_QUOTED = re.compile(r"«[^»]*»")
_JOINTS = re.compile(r"(; |, | and |: )")
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


def stretches(text: str, own: Lang) -> tuple[tuple[str, Lang], ...]:
    """`text`, read in the language `own`, cut where its language changes: each stretch and its language, in order.

    Parts between joints («; », «, », « and », «: ») are told one by one; in English « » holds the words of a French
    source. Put side by side, the stretches are `text`; () for "".
    """
    found: list[tuple[str, Lang]] = []
    for position, part in enumerate(_JOINTS.split(text)):
        for piece, lang in [(part, own)] if position % 2 else _told(part, own):
            if found and found[-1][1] == lang:
                found[-1] = (found[-1][0] + piece, lang)
            elif piece:
                found.append((piece, lang))
    return tuple(found)


def _told(part: str, own: Lang) -> list[tuple[str, Lang]]:
    lang = told_language(_QUOTED.sub("", part)) or own
    if lang != own or own == "fr":
        return [(part, lang)]
    cuts = [place for found in _QUOTED.finditer(part) for place in found.span()]
    ends = zip([0, *cuts], [*cuts, len(part)], strict=True)
    return [(part[start:end], "fr" if number % 2 else own) for number, (start, end) in enumerate(ends)]
