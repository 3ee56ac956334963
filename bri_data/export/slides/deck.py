"""Slides as values in, a PowerPoint file out: everything native, described, and the same bytes for the same values."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bri_data.model import clock
from bri_data.present.slides.model import Slide
from bri_data.present.theme import Scheme
from bri_data.present.words import Texts

from ..progress import Heard, Progress, unheard
from .builder import Builder
from .notes import reading_lines
from .package import repacked
from .template import linked_notes, opened
from .text import LANGUAGES


@dataclass(frozen=True)
class Deck:
    """The slides of a file, in order.

    `title` names the file; `on` is the moment it was made, written in its notes and its properties; `with_rows` adds,
    after each slide, the table behind its picture. `state` says of which data, as a sentence; "" to say nothing.
    `chosen` is true for views that a reader put in order: they are one section.
    `template` is the file it starts from, None for the bureau's or the house's own.
    """

    title: str
    slides: Sequence[Slide]
    on: date
    with_rows: bool = False
    state: str = ""
    chosen: bool = False
    template: Path | None = None


def pptx(deck: Deck, texts: Texts, scheme: Scheme = "light", progress: Progress = unheard) -> bytes:
    """The deck as a PPTX file: one slide each, its tables if asked, and a last one that says how to read them.

    The same deck gives the same bytes. Text of the deck is never read as markup. `progress` hears of each shape drawn,
    then of each part written.
    """
    made = opened(texts, scheme, deck.template)
    total, done = len(deck.slides), 0

    def heard() -> None:
        progress(done, total)

    builder = Builder(made, texts, scheme, deck.on, heard, is_deck=not deck.with_rows, chosen=deck.chosen)
    for slide in deck.slides:
        heard()
        builder.add(slide)
        if deck.with_rows:
            builder.add_rows(slide, heard)
        done += 1
    builder.close(reading_lines(deck.slides, deck.on, texts, deck.state))
    builder.sections.write()
    linked_notes(made, LANGUAGES[texts.lang])
    _describe(made.core_properties, deck, texts)
    file = io.BytesIO()
    made.save(Heard(file, lambda: progress(total, total)))
    return repacked(file.getvalue(), lambda: progress(total, total))


def _describe(properties: Any, deck: Deck, texts: Texts) -> None:
    made = clock.moment(deck.on).replace(tzinfo=None)  # python-pptx writes what it is given as UTC
    properties.title = deck.title
    properties.author = texts("export.author")
    properties.last_modified_by = texts("export.author")
    properties.language = LANGUAGES[texts.lang]
    properties.created = properties.modified = made
    properties.revision = 1
