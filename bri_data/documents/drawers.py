"""What draws a page, found by the page's name: no list of pages is kept here.

A page of bri_data/pages.py whose words stand in `<name>.toml` may have a module `<name>.py`, `<name>_rows.py`,
`<name>_pictures.py` or `<name>_slides.py` beside this one. Such a module says, at its end, what it gives its page:
`SHEETS`, a function from what is asked for to its sheets; `SLIDES`, one to its slides; `PICTURES`, one to a picture for
each name of `Page.pictures`; `BEHIND`, one to the table that its page folds; `PAPER`, one to what stands on paper in
the place of its picture, where that is words.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from bri_data.pages import PAGES

SHEETS, PICTURES, SLIDES, BEHIND, PAPER = "SHEETS", "PICTURES", "SLIDES", "BEHIND", "PAPER"
_ENDINGS = ("", "_rows", "_pictures", "_slides")


@cache
def drawers(what: str) -> dict[str, Any]:
    """Of each page that has its own, by its address, what its modules call `what`."""
    found = {}
    for page in PAGES:
        names = (f"{__package__}.{page.words}{ending}" for ending in _ENDINGS)
        for module in (import_module(name) for name in names if find_spec(name)):
            if hasattr(module, what):
                found[page.address] = getattr(module, what)
    return found
