"""A drawing as a picture made of points, for files that take no SVG."""

from __future__ import annotations

import typst

from ..present.fonts.coverage import printable
from ..present.fonts.outlines import outlined
from .pdf import font_files

_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)"""


def png(svg: str, width_pt: float, *, points_per_inch: float = 192) -> bytes:
    """`svg` (its colours and our fonts' names written in) at `width_pt` points wide, on a transparent ground.

    « □ » stands for a letter that no file of present/fonts draws.
    """
    drawn, _ = printable(svg)
    return typst.compile(
        _PAGE,
        font_paths=font_files(),
        format="png",
        ppi=points_per_inch,
        sys_inputs={"svg": outlined(drawn), "width": f"{width_pt:g}"},
    )
