"""What is said and what must be known: the speaker's notes of a slide, and the last slide of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from bri_data.present.figures.common import Run
from bri_data.present.made import moment
from bri_data.present.slides.model import Body, Months, Number, Slide, Statements, Symbols, WorldMap
from bri_data.present.theme import STATES, State
from bri_data.present.words import Texts

from .markup import tag
from .text import Words, Writer, paragraph


def note_lines(slide: Slide, on: date, texts: Texts) -> list[str]:
    """The sentence, what the speaker says, the filters, what the words mean, the source and the date of the file."""
    lines = [] if slide.note.startswith(slide.title) else [slide.title]
    lines += [*slide.note.split("\n"), slide.lead]
    lines += [texts(f"pptx.definition.{state}") for state in states_of(slide.body)]
    lines += [source_line(slide.source, texts), made_on(on, texts)]
    return [line for line in lines if line]


def reading_lines(slides: Sequence[Slide], on: date, texts: Texts, state: str = "") -> list[str]:
    """How to read the whole file: the states it shows, its sources where all slides have the same, else where they are
    named, its date and the data's `state`."""
    shown = {state for slide in slides for state in states_of(slide.body)}
    lines = [texts(f"pptx.definition.{state}") for state in STATES if state in shown]
    sources = list(dict.fromkeys(source_line(slide.source, texts) for slide in slides if slide.source))
    lines += sources if len(sources) < 2 else [texts("pptx.sources_at_foot")]
    return [*lines, " ".join(line for line in (made_on(on, texts), state) if line)]


def source_line(source: str, texts: Texts) -> str:
    """The documents a slide rests on, as what they are; nothing for none."""
    return texts("pptx.source", source=source) if source else ""


def made_on(on: date, texts: Texts) -> str:
    """The moment the file was made, as a sentence."""
    return texts("pptx.made_on", date=moment(on, texts))


def states_of(body: Body) -> list[State]:
    """What the picture tells apart, in the order of a legend: a slide explains only what it shows."""
    shown = {run.state for run in _runs(body)}
    if isinstance(body, WorldMap):
        shown = {mark.state for city in body.cities for mark in city.marks}
    if isinstance(body, Number) and body.groups:
        shown = {"declared"}
    return [state for state in STATES if state in shown]


def _runs(body: Body) -> Iterable[Run]:
    if isinstance(body, Number):
        return body.runs
    if isinstance(body, Months):
        return [*(run for month in body.months for run in month.runs), *(one.run for one in body.undated)]
    if isinstance(body, Symbols):
        return [run for row in body.rows for run in row.runs]
    if isinstance(body, Statements):
        return [item.run for item in body.items if item.run]
    return []


def write_notes(made: Any, lines: Sequence[str], writer: Writer) -> None:
    """Puts the lines under a slide of python-pptx, in the language of the file."""
    notes = made.notes_slide
    holder = notes.notes_placeholder._element
    text = writer.body("p:txBody", [paragraph(Words(line)) for line in lines])
    holder.replace(holder.find(tag("p:txBody")), text)
