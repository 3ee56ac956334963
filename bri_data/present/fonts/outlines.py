"""The texts of a drawing that our own faces cannot set, as outlines: whatever draws the drawing then needs no font.

Whoever draws an SVG looks for a font letter by letter, and so parts what a script joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape
from pathlib import Path

import uharfbuzz
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

from .coverage import face_of, is_foreign, runs

_FOLDER = Path(__file__).parent
_TEXT = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_STRETCH = re.compile(r"(?:<tspan\b([^>]*)>)?([^<>]+)(?:</tspan>)?")
_ATTRIBUTE = re.compile(r"""([\w:-]+)=(?:"([^"]*)"|'([^']*)')""")
_OWN = {("Sans", False): "BRISans-Regular.ttf", ("Sans", True): "BRISans-Semibold.ttf"} | {
    ("Serif", False): "BRISerif-Regular.ttf",
    ("Serif", True): "BRISerif-Semibold.ttf",
}
_PLACED = frozenset({"x", "y", "font-size", "font-family", "font-weight", "text-anchor", "xml:space", "dy", "dx"})


def outlined(svg: str) -> str:
    """`svg` with paths for each text that holds a letter of another script; its other texts stay texts."""
    return _TEXT.sub(_as_paths, svg) if is_foreign(svg) else svg


def _as_paths(text: re.Match[str]) -> str:
    if not is_foreign(text[2]):
        return text[0]
    own = _attributes(text[1])
    size = float(own.get("font-size", "16"))
    stretches = [(own | _attributes(one[1] or ""), unescape(one[2])) for one in _STRETCH.finditer(text[2])]
    along, drawn = 0.0, []
    for said, words in stretches:
        for file, run in _files(said, words):
            path, advance = _path(file, run, size, along)
            drawn.append((said, path))
            along += advance
    left = float(own.get("x", "0")) - along * {"middle": 0.5, "end": 1.0}.get(own.get("text-anchor", ""), 0.0)
    told = escape("".join(words for _, words in stretches))
    paths = "".join(f"<path d='{path}'{_written(said)}/>" for said, path in drawn if path)
    return f"<g transform='translate({left:g} {float(own.get('y', '0')):g})' aria-label='{told}'>{paths}</g>"


def _attributes(text: str) -> dict[str, str]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(text)}


def _written(attributes: dict[str, str]) -> str:
    return "".join(f" {name}='{value}'" for name, value in attributes.items() if name not in _PLACED)


def _files(attributes: dict[str, str], text: str) -> Iterator[tuple[Path, str]]:
    """Each stretch of `text` that one file draws, in reading order."""
    style = "Serif" if "Serif" in attributes.get("font-family", "") else "Sans"
    own = _FOLDER / _OWN[style, int(attributes.get("font-weight", "400")) >= 600]
    for family, run in runs(text):
        yield (face_of(family).file if family else own), run


@lru_cache(maxsize=16)
def _font(file: Path) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))))


def _path(file: Path, text: str, size: float, left: float) -> tuple[str, float]:
    """The outline of `text` at `size`, `left` from where it starts, and how far it goes, in the drawing's units."""
    font = _font(file)
    scale = size / font.face.upem
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    pen = SVGPathPen(None, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
    along = 0
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        across, down = left + (along + place.x_offset) * scale, -place.y_offset * scale
        font.draw_glyph_with_pen(glyph.codepoint, TransformPen(pen, (scale, 0, 0, -scale, across, down)))
        along += place.x_advance
    return pen.getCommands(), along * scale
