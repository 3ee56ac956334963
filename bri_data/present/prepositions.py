"""Prepositions as French joins them to the name of a place or to a date; English only sets them before."""

from __future__ import annotations

import re
import unicodedata

from . import format as fmt
from .words import Texts

# An h that is sounded forbids the elision: « de Hambourg », but « d’Helsinki ». No rule tells one from the other.
_SOUNDED_H = (
    *("hagen", "hainaut", "halle", "hambourg", "hamm", "hannut", "hanoi", "hanovre", "harbin", "harlem", "hasselt"),
    *("haut", "hauts", "havre", "heidelberg", "hesse", "hollande", "hong", "hongrie", "honfleur", "houston", "hue"),
    *("hull", "huy"),
)
# Names that begin like a vowel and are not joined by usage.
_NOT_JOINED = ("ouagadougou", "onze", "oui", "uhland")
_ARTICLES = {"of": {"Le ": "du ", "Les ": "des "}, "to": {"Le ": "au ", "Les ": "aux "}}


def of(name: str, texts: Texts) -> str:
    """« de San Antonio », « d’Ottawa », « de Hambourg », « du Havre », « de La Haye »; `of San Antonio`."""
    if texts.lang == "fr" and is_elided(name):
        return f"d’{name}"
    return _joined("of", name, texts)


def away_from(name: str, texts: Texts) -> str:
    """The place one leaves or is far from: what `of` gives in French; `from Luxembourg`."""
    return of(name, texts) if texts.lang == "fr" else texts("common.place.from", name=name)


def to(name: str, texts: Texts) -> str:
    """« à Luxembourg », « au Havre », « aux Ulis », « à La Haye » (going or being there); `to Luxembourg`."""
    return _joined("to", name, texts)


def _joined(preposition: str, name: str, texts: Texts) -> str:
    if texts.lang == "fr":
        for article, joined in _ARTICLES[preposition].items():
            if name.startswith(article):
                return joined + name.removeprefix(article)
    return texts(f"common.place.{preposition}", name=name)


def is_elided(name: str) -> bool:
    """Whether « de » loses its e before this French name: a vowel, or an h or a y that is not sounded."""
    letters = "".join(
        letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter)
    ).replace("œ", "oe")
    first = re.match(r"[a-z]+", letters)
    if first is None or first[0] in _NOT_JOINED:
        return False
    word = first[0]
    if word[0] == "h":
        return word not in _SOUNDED_H
    if word[0] == "y":  # « d’Ypres », « de Yaoundé »
        return len(word) > 1 and word[1] not in "aeiouy"
    return word[0] in "aeiou"


def since(value: str, texts: Texts) -> str:
    """« depuis mars 2025 », « depuis le 5 mars 2025 »; `value` is EDTF level 0."""
    return _dated("since", value, texts)


def until(value: str, texts: Texts) -> str:
    """« jusqu’en mars 2025 », « jusqu’au 5 mars 2025 »; `value` is EDTF level 0."""
    return _dated("until", value, texts)


def on(value: str, texts: Texts) -> str:
    """« en mars 2025 », « le 5 mars 2025 »; `value` is EDTF level 0."""
    return _dated("on", value, texts)


def between(start: str, end: str, texts: Texts) -> str:
    """« de 2022 à septembre 2024 », « d’avril à mai 2025 », « du 5 mars au 2 avril 2025 »; EDTF level 0 on both sides.

    Unlike fmt.when, a year stays a year."""
    if len(start) > 4 and len(end) == len(start):
        return fmt.when(start, end, texts)
    return fmt.from_to(fmt.date_only(start, texts), fmt.date_only(end, texts), texts)


def _dated(preposition: str, value: str, texts: Texts) -> str:
    precision = "day" if len(value) > 7 else "other"
    return texts(f"dates.{preposition}.{precision}", date=fmt.date_only(value, texts))
