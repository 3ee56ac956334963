"""The fonts that documents are set in: files of our own, so that a page looks the same on every machine, offline.

They draw the same letters as the browser's Source Sans and Source Serif, under names the licence lets us use.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
SANS = "BRI Sans"
SERIF = "BRI Serif"

_NAMES = (("Source Sans", SANS), ("Source Serif", SERIF))


def named(svg: str) -> str:
    """`svg` with the browser's two families under the names of the files in FOLDER: for whatever draws it with them."""
    drawn = str(svg)  # what is replaced in markup would be escaped
    for browser, ours in _NAMES:
        drawn = drawn.replace(browser, ours)
    return drawn
