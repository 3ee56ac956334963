"""The logo of the header: the bureau's own `logo.svg`, beside its data, or our mark and its name in outlines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from markupsafe import Markup

from .fonts import FOLDER
from .theme import TOKENS

FILE = "logo.svg"
_SIZE, _LEFT, _BASE = 18.2, 44.0, 24.4  # pixels: of the letters, where they begin, the line they stand on
_RING = (
    '<circle cx="18" cy="18" r="15.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" '
    'stroke-dasharray="0 4.06"/><path d="M6.5 27 Q12 19.5 18 18 T33 10.8" fill="none" stroke="currentColor" '
    'stroke-width="3"/><circle cx="18" cy="18" r="4.7" fill="currentColor"/>'
)


@cache
def logo(folder: Path, product: str) -> str:
    """The address of the logo of the data in `folder`, or the SVG of one that writes `product`; read once."""
    own = folder / FILE
    return str(own) if own.is_file() else written(product)


def written(product: str) -> Markup:
    """Our mark, then `product` as outlines: an image has no font of ours. Letters that the font lacks are left out."""
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415 - a tenth of a second, for whoever has no logo
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(FOLDER / "BRISans-Semibold.ttf", lazy=True) as font:
        glyphs, names, scale = font.getGlyphSet(), font.getBestCmap(), _SIZE / font["head"].unitsPerEm
        pen, right = SVGPathPen(glyphs, ntos=lambda number: f"{number:.2f}"), _LEFT
        for letter in product:
            if ord(letter) in names:
                glyph = glyphs[names[ord(letter)]]
                glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, right, _BASE)))
                right += glyph.width * scale
    mark, ink = TOKENS["mission"], TOKENS["ink"]
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right + 2:.0f} 36" width="{right + 2:.0f}" height="36">'
        f"<style>.m{{color:{mark.light}}}.t{{fill:{ink.light}}}@media (prefers-color-scheme:dark)"
        f"{{.m{{color:{mark.dark}}}.t{{fill:{ink.dark}}}}}</style>"
        f'<g class="m">{_RING}</g><path class="t" d="{pen.getCommands()}"/></svg>'
    )
