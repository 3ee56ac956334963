"""Where a passage stands in its source, and which edition of it, in the reader's language."""

from __future__ import annotations

import re
from functools import lru_cache

from . import words
from .words import Lang, Texts

# the data write these places in French; a section (« § Partenaires ») keeps the name its document gives it
_KNOWN = {
    "page entière": "locator.whole_page",
    "page de titre": "locator.title_page",
    "ensemble du rapport": "locator.whole_report",
    "Table des matières": "locator.contents",
    "itinéraire supposé": "locator.assumed_itinerary",
    "non publié": "locator.not_published",
    "lu dans une copie du fichier officiel": "locator.copy",
    "lu dans deux transcriptions": "locator.transcriptions",
    "composante CO2 seule": "locator.co2_alone",
    "CO2 seul": "locator.co2_only",
    "transport aérien": "locator.air_travel",
}
# « feuille « Business travel- air » », « bornes publiées 1000, 2000 et 2001 km »: a place with something of its own
_PATTERNS = (
    (re.compile(r"feuille « (?P<name>.+) »"), "locator.sheet"),
    (re.compile(r"bornes publiées (?P<first>\d+)"), "locator.bounds"),
    (re.compile(r"(?P<second>\d+) et (?P<third>\d+)\skm"), "locator.last_bounds"),
)


def locator(text: str, texts: Texts) -> str:
    """`text` with each known place of its list (separated by `, ` or `; `) in the language of `texts`.

    Names of documents and sections, dates and page numbers stand as the data give them."""
    return text if texts.lang == "fr" else _translated(text, texts.lang)


@lru_cache(maxsize=4096)  # thousands of rows share a few places
def _translated(text: str, lang: Lang) -> str:
    texts = words.texts(lang)
    return "; ".join(", ".join(_part(part, texts) for part in group.split(", ")) for group in text.split("; "))


def _part(part: str, texts: Texts) -> str:
    if part in _KNOWN:
        return texts(_KNOWN[part])
    for pattern, key in _PATTERNS:
        if found := pattern.fullmatch(part.replace("\u00a0", " ")):
            return texts(key, **found.groupdict())
    return part
