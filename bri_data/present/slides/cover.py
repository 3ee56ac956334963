"""The slide a deck opens with: what is shown, of which year, by whom, and the day it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .. import format as fmt
from ..words import Texts
from .model import Cover, Rows, Slide


def opened(slides: Sequence[Slide], on: date, texts: Texts, year: int | None = None) -> tuple[Slide, ...]:
    """`slides` after the title slide of their deck, of `year` or of views that a reader chose (None); () stays ()."""
    return (_cover(on, texts, year), *slides) if slides else ()


def _cover(on: date, texts: Texts, year: int | None) -> Slide:
    title = texts("frame.title")
    what = texts("slides.cover.views") if year is None else texts("slides.cover.year", year=year)
    day = fmt.when(f"{on:%Y-%m-%d}", None, texts)
    lines = (what, texts("export.author"), day)
    said = " ".join(f"{line}." for line in (title, *lines))
    return Slide("titre", title, Cover(lines), said, said, "", Rows((), ()))
