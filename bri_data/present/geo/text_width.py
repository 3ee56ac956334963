"""How wide a name will be on the page, without a browser: the advances of Source Sans at weight 600."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

# Thousandths of the font size, read in the `hmtx` table of the variable font at weight 600.
_ADVANCES = {
    200: " \N{NO-BREAK SPACE}",
    270: "ijl',.:;’·!",
    325: "-()[]{}fI/",
    365: "tr",
    435: "sz?*",
    460: "c«»",
    485: "xvy_–",
    510: "eaFLYJgk+0123456789<=>^~$#",
    545: "ouETVXZS",
    562: "bdhnpqAC",
    595: "PRBKß",
    627: "DG&",
    660: "HNU",
    674: "OQ",
    750: "wM",
    800: "W—",
    845: "mœæ%@",
}
_BY_CHARACTER = {character: advance for advance, characters in _ADVANCES.items() for character in characters}
# A script the font does not hold falls back on another font, which one is not known: an upper estimate of its letters,
# and a full square for the others, as for Chinese or Japanese.
_UNKNOWN = 1000
_SCRIPTS = {"GREEK": 700, "CYRILLIC": 700, "HEBREW": 700, "ARABIC": 850, "ARMENIAN": 850, "GEORGIAN": 850, "THAI": 850}
_CAPITAL = 150
_WIDE = frozenset("ЖМФШЩЫЮжмфшщыюΜ")
# Names are measured a little wide: the table is rounded, and a reader's own font may replace ours.
SAFETY = 1.05


def text_width(text: str, size: float) -> float:
    """An upper estimate, in pixels, of the width of `text` in bold at `size` pixels."""
    return _thousandths(text) / 1000 * size * SAFETY


@lru_cache(maxsize=8192)  # the same names are measured again for each place that is tried for them
def _thousandths(text: str) -> int:
    # An accent adds no width: each letter counts as the one it is built on.
    plain = unicodedata.normalize("NFD", text)
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    return sum(_BY_CHARACTER.get(letter) or _elsewhere(letter) for letter in letters)


@cache
def _elsewhere(letter: str) -> int:
    script = unicodedata.name(letter, "").partition(" ")[0]
    if letter in _WIDE or script not in _SCRIPTS:
        return _UNKNOWN
    return _SCRIPTS[script] + (_CAPITAL if letter.isupper() else 0)
