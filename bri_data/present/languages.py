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
        "avec",
        "ce",
        "ces",
        "cette",
        "comment",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "en",
        "entre",
        "est",
        "et",
        "il",
        "la",
        "le",
        "les",
        "leur",
        "mais",
        "ne",
        "où",
        "ou",
        "par",
        "pas",
        "pour",
        "qu",
        "que",
        "qui",
        "sans",
        "sauf",
        "selon",
        "ses",
        "son",
        "sont",
        "sous",
        "sur",
        "un",
        "une",
        "vers",
        "rapport",
        "annuel",
        "ville",
        "fiche",
        "feuille",
    ]
)
_ENGLISH = frozenset(
    [
        "about",
        "after",
        "all",
        "among",
        "an",
        "and",
        "another",
        "are",
        "as",
        "at",
        "before",
        "between",
        "but",
        "by",
        "each",
        "first",
        "for",
        "from",
        "greenhouse",
        "has",
        "have",
        "he",
        "in",
        "into",
        "is",
        "it",
        "its",
        "no",
        "not",
        "of",
        "one",
        "only",
        "or",
        "other",
        "over",
        "report",
        "reporting",
        "same",
        "she",
        "that",
        "the",
        "their",
        "there",
        "these",
        "they",
        "this",
        "to",
        "under",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "with",
        "without",
        "annual",
        "city",
        "whole",
        "sheet",
        "mayor",
        "years",
    ]
)
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu)[’']")
_ACCENT = re.compile(r"[àâçèéêëîïôùûœ]")
# written so in both languages: names, letters of an acronym, a part of an address, the « ’s » of what somebody has
_BOTH = re.compile(r"Québec|Montréal|Córdoba|Liège|Lévis|Xi’an|attaché|\b[A-Z]{2,}\b|\S*[=/_?&@]\S*|(?<=\w)[’']s\b")
_QUOTED = re.compile(r"«[^»]*»")
_JOINTS = re.compile(r"(; |, | and |: | · |\. \(|\. | \()")
_SEVERAL = 3  # parts of a text in one language
_WORD = re.compile(r"[A-Za-zÀ-ÿœŒ]+")


def language_of(text: str) -> Lang:
    """The language of `text`, from its words; French, the language of the folder, when they tell nothing."""
    return told_language(text) or "fr"


@lru_cache(maxsize=4096)
def told_language(text: str) -> Lang | None:
    """The language of `text`, None when its words tell nothing or as much of both."""
    left = _BOTH.sub(" ", text)
    words = _WORD.findall(left)
    small = [word.lower() for word in words]
    # a name may keep its accent in any language: it tells less than a word does
    accents = max((1 + word.islower() for word in words if _ACCENT.search(word.lower())), default=0)
    french = sum(word in _FRENCH for word in small) + len(_ELIDED.findall(left.lower())) + accents
    english = sum(word in _ENGLISH for word in small)
    if english == french:
        return None
    return "en" if english > french else "fr"


def stretches(text: str, own: Lang) -> tuple[tuple[str, Lang], ...]:
    """`text`, read in the language `own`, cut where its language changes: each stretch and its language, in order.

    Sentences and their parts («; », «, », « and », «: », « ( ») are told one by one; in English « » holds the words of
    a French source. A text of which several parts tell the other language, and none its own, is in the other one
    throughout. Put side by side, the stretches are `text`; () for "".
    """
    found: list[tuple[str, Lang]] = []
    parts = _JOINTS.split(text)
    told = [lang for part in parts[::2] if (lang := told_language(_QUOTED.sub("", part)))]
    if len(told) >= _SEVERAL and own not in told:
        return ((text, told[0]),)
    for position, part in enumerate(parts):
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
