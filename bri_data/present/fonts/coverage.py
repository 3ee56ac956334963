"""Which letters the fonts of the documents draw, and what stands for the others where no document may hold them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

_FOLDER = Path(__file__).parent
_BEYOND_ASCII = re.compile("[^\x00-\x7e]")
# draws nothing: parts a word, joins or marks letters that do exist
_UNDRAWN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")
PLACE_OF_A_LETTER = "□"


@cache
def drawn() -> frozenset[int]:
    """The code points that the sans-serif draws in each of its weights: what a table or a sentence is set in."""
    faces = sorted(_FOLDER.glob("BRISans-*.ttf"))
    return frozenset.intersection(*(frozenset(TTFont(face, lazy=True).getBestCmap()) for face in faces))


def printable(text: str) -> tuple[str, int]:
    """`text` with « □ » for each letter that no font of ours draws, and how many there are; line ends stay."""
    missing = 0

    def replaced(found: re.Match[str]) -> str:
        nonlocal missing
        if found[0] in _UNDRAWN:
            return found[0] if ord(found[0]) in drawn() else ""
        if ord(found[0]) in drawn():
            return found[0]
        # « ﬁ » of a text copied from a PDF is « fi »
        plain = unicodedata.normalize("NFKC", found[0])
        if all(ord(letter) in drawn() for letter in plain):
            return plain
        missing += 1
        return PLACE_OF_A_LETTER

    return _BEYOND_ASCII.sub(replaced, text), missing
