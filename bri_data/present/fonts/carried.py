"""A drawing that carries the letters it is set in: it looks the same on every machine, with or without our fonts."""

from __future__ import annotations

import base64
import io
import re
from functools import cache, lru_cache
from html import unescape

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from . import FOLDER, SANS, SERIF
from .coverage import printable
from .outlines import outlined

_TEXTS = re.compile("<text\\b.*?</text>", re.DOTALL)
_TAGS = re.compile("<[^>]*>")
# Weight → what says it in a drawing.
_HEAVY = re.compile(r"font-weight=.(?:[6-9]00|bold)")
_FEATURES = ("kern", "liga", "tnum", "lnum")
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
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, letters))
    features = wanted.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update(int.from_bytes(feature.encode(), "big") for feature in _FEATURES)
    wanted.flags = hb.SubsetFlags.NO_HINTING
    made = hb.subset(_whole(file), wanted)
    out = io.BytesIO()
    # recompressed as it is: no table is read
    font = TTFont(io.BytesIO(made.blob.data), recalcTimestamp=False, lazy=True)
    font.flavor = "woff"
    font.save(out)
    return base64.b64encode(out.getvalue()).decode()


@cache
def _whole(file: str) -> hb.Face:
    """A font as HarfBuzz reads it, made ready to give its parts."""
    return hb.subset_preprocess(hb.Face(hb.Blob.from_file_path(FOLDER / file)))
