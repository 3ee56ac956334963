"""A drawing that carries the letters it is set in: it looks the same on every machine, with or without our fonts."""

from __future__ import annotations

import base64
import io
import re
from functools import lru_cache
from html import unescape

from fontTools import subset
from fontTools.ttLib import TTFont

from . import FOLDER, SANS, SERIF
from .coverage import printable
from .outlines import outlined

_TEXTS = re.compile("<text\\b.*?</text>", re.DOTALL)
_TAGS = re.compile("<[^>]*>")
# Weight → what says it in a drawing.
_HEAVY = re.compile(r"font-weight=.(?:[6-9]00|bold)")
_OPENING = re.compile("<svg\\b[^>]*>")


def carrying(svg: str) -> str:
    """`svg`, its fonts named as ours (fonts.named), with those faces of ours that its texts use, letters in use alone.

    A text in another script becomes outlines, and a letter that no file draws « □ ».
    """
    drawn = outlined(printable(svg)[0])
    texts = _TEXTS.findall(drawn)
    letters = "".join(sorted(set(unescape("".join(_TAGS.sub("", text) for text in texts)))))
    if not letters.strip():
        return drawn
    wanted = [(SANS, 400, "BRISans-Regular.ttf")]
    if any(_HEAVY.search(text) for text in texts):
        wanted.append((SANS, 600, "BRISans-Semibold.ttf"))
    if any(SERIF in text for text in texts):
        wanted += [(SERIF, 400, "BRISerif-Regular.ttf"), (SERIF, 600, "BRISerif-Semibold.ttf")]
    faces = "".join(_face(family, weight, _part(file, letters)) for family, weight, file in wanted)
    return _OPENING.sub(lambda opening: f"{opening[0]}<style>{faces}</style>", drawn, count=1)


def _face(family: str, weight: int, data: str) -> str:
    return f'@font-face{{font-family:"{family}";font-weight:{weight};src:url(data:font/woff;base64,{data})}}'


@lru_cache(maxsize=32)
def _part(file: str, letters: str) -> str:
    """The letters of that file and nothing else of it, in base64."""
    options = subset.Options()
    options.flavor, options.layout_features, options.hinting = "woff", ["kern", "liga", "tnum", "lnum"], False
    font = TTFont(FOLDER / file, recalcTimestamp=False)
    made = subset.Subsetter(options)
    made.populate(text=letters)
    made.subset(font)
    out = io.BytesIO()
    font.flavor = "woff"
    font.save(out)
    return base64.b64encode(out.getvalue()).decode()
