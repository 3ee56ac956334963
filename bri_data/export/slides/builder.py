"""One slide after another: layout, title, the line under it, picture, source, number, notes, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bri_data.present.slides.model import (
    Bars,
    Chart,
    Cover,
    Figures,
    Months,
    Number,
    Slide,
    Squares,
    Statements,
    Symbols,
    WorldMap,
)
from bri_data.present.slides.sections import CLOSING
from bri_data.present.theme import Scheme
from bri_data.present.words import Texts

from . import fit, numbers
from .canvas import WIDTH, Box, Canvas
from .charts import bar_chart, chart
from .ink import Ink
from .months import months
from .notes import note_lines, source_line, write_notes
from .sections import Sections
from .stage import Stage
from .statements import is_plain, statements
from .tables import pages, table
from .template import BEFORE, SMALL, LayoutName, Look, look_of
from .text import Paragraph, Words, Writer, link, paragraph
from .world import world

_LEAD, _NOTE, _SMALLEST = 32.0, 28.0, 24.0
_TITLES = (54.0, 48.0, 40.0)
_NUMBER_SIZES = (400.0, 340, 280, 220, 170, 130, 104)
_MAP_BOTTOM = 966.0


class Builder:
    """Adds slides to a presentation opened by template.opened."""

    def __init__(
        self,
        made: Any,
        texts: Texts,
        scheme: Scheme,
        on: date,
        heard: Callable[[], None],
        *,
        is_deck: bool = True,
        chosen: bool = False,
    ) -> None:
        self.made, self.texts, self.on = made, texts, on
        self.writer = Writer(Ink(scheme), texts.lang, heard)
        self.sections = Sections(made, texts, is_deck=is_deck, chosen=chosen)

    def add(self, slide: Slide) -> None:
        """One slide with its notes."""
        self.sections.begin(slide.code)
        name = _layout_for(slide)
        made, canvas, look = self._new(name)
        self._title(canvas, slide, look)
        top = self._lead(canvas, slide, look, is_number=name == "number")
        place = look.body.box
        room = Box(place.x, top, place.width, place.bottom - top)
        self._body(Stage(slide, made, canvas, self.texts, room, look))
        self._footer(canvas, slide.source, look)
        link(made)
        write_notes(made, note_lines(slide, self.on, self.texts), self.writer)

    def add_rows(self, slide: Slide, said: Callable[[], None]) -> None:
        """The rows behind a slide's picture as tables, on as many slides as it takes; none for no row. `said` is called
        before each."""
        look = look_of(self.made, "title")
        place, top = look.body.box, look.title.box.bottom + 30
        room = Box(place.x, top, place.width, place.bottom - 50 - top)
        every = list(pages(slide.rows, room))
        for number, page in enumerate(every, 1):
            said()
            made, canvas, look = self._new("title")
            title = self.texts("pptx.rows_title", title=slide.title)
            if len(every) > 1:  # no two slides have one title
                title = self.texts("pptx.rows_title_of", title=title, n=number, total=len(every))
            shown = replace(slide, title=title, body=Figures(()))
            self._title(canvas, shown, look)
            table(Stage(shown, made, canvas, self.texts, room, look), page)
            if slide.rows.left_out and number == len(every):
                more = self.texts.count("pptx.rows_more", slide.rows.left_out)
                box = Box(place.x, place.bottom - 40, room.width, 40)
                canvas.text(box, [paragraph(Words(more, _NOTE, "ink2"))], self.texts("pptx.name.notes"))
            self._footer(canvas, slide.source, look)
            write_notes(made, [shown.title, source_line(slide.source, self.texts)], self.writer)

    def close(self, lines: Sequence[str]) -> None:
        """The last slide: how to read the file."""
        self.sections.begin(CLOSING)
        made, canvas, look = self._new("closing")
        title = self.texts("pptx.closing")
        canvas.placeholder("title", self.texts("pptx.placeholder.title"), [paragraph(Words(title))])
        room = look.body.box
        for size in (40.0, 36, 32, 28):
            if sum(fit.height(line, size, room.width - 40) + BEFORE for line in lines) <= room.height:
                break
        said = [paragraph(Words(line, size)) for line in lines]
        canvas.placeholder("body", self.texts("pptx.placeholder.body"), said, look.body.index)
        self._footer(canvas, "", look)
        write_notes(made, [title, *lines], self.writer)

    def _new(self, name: LayoutName) -> tuple[Any, Canvas, Look]:
        look = look_of(self.made, name)
        made = self.made.slides.add_slide(look.layout)
        for shape in list(made.placeholders):
            shape._element.getparent().remove(shape._element)
        return made, Canvas(made.shapes._spTree, self.writer), look

    def _title(self, canvas: Canvas, slide: Slide, look: Look) -> None:
        body, room = slide.body, look.title.box
        if isinstance(body, Number):
            said = _number_title(body, room)
        elif isinstance(body, Cover):
            said = paragraph(Words(slide.title))
        else:
            own = look.title_size
            size = fit.largest((own, *(one for one in _TITLES if one < own)), [(slide.title, room.width)], 2)
            said = paragraph(Words(slide.title, None if size == own else size))
        canvas.placeholder(look.title.kind, self.texts("pptx.placeholder.title"), [said])

    def _lead(self, canvas: Canvas, slide: Slide, look: Look, *, is_number: bool) -> float:
        """The line under the title; what it returns is where the picture may begin."""
        title = look.title.box
        if not slide.lead:
            return title.bottom + 40
        size = _LEAD if fit.lines(slide.lead, _LEAD, title.width) == 1 else _NOTE
        height = fit.height(slide.lead, size, title.width)
        top = max(title.y - 40, 0) if is_number else title.bottom + 10
        box = Box(title.x, top, title.width, height)
        canvas.text(box, [paragraph(Words(slide.lead, size, "ink2"))], self.texts("pptx.name.lead"))
        return top + height + 36

    def _footer(self, canvas: Canvas, source: str, look: Look) -> None:
        if source:
            # said again here: LibreOffice does not look for a small text's style in the layout
            said = source_line(source, self.texts)
            size = SMALL if fit.lines(said, SMALL, look.footer.width) <= 2 else _SMALLEST
            line = paragraph(Words(said, size, "ink2", face="body"), align="l")
            name = self.texts("pptx.placeholder.ftr")
            if look.source:
                canvas.placeholder("source", name, [line], look.source.index)
            else:
                canvas.text(look.footer, [line], name, anchor="ctr")
        if look.number:
            canvas.slide_number(self.texts("pptx.placeholder.sldNum"), look.number.index or 0, len(self.made.slides))

    def _body(self, stage: Stage) -> None:
        body, slide = stage.slide.body, stage.slide
        match body:
            case Cover():
                lines = [paragraph(Words(line)) for line in body.lines]
                slot = stage.look.body
                stage.canvas.placeholder(slot.kind, self.texts("pptx.name.cover"), lines, slot.index)
            case Number():
                numbers.number(stage, body)
            case Figures():
                numbers.figures(stage, body)
            case Squares():
                numbers.squares(stage, body)
            case Symbols():
                numbers.symbols(stage, body)
            case Months():
                months(stage, body)
            case Statements():
                statements(stage, body)
            case WorldMap():
                whole = Box(0, stage.room.y, WIDTH, _MAP_BOTTOM - stage.room.y)
                world(stage.canvas, body, whole, slide.alt, self.texts)
            case Bars() | Chart():
                self._bars(stage, body)

    def _bars(self, stage: Stage, body: Bars | Chart) -> None:
        room = stage.room
        note = fit.height(body.note, _NOTE, room.width)
        box = Box(room.x, room.y, room.width, room.height - note - (16 if note else 0))
        if isinstance(body, Bars):
            bar_chart(stage, body, box)
        else:
            chart(stage, body, box)
        if body.note:
            words = paragraph(Words(body.note, _NOTE, "ink2"))
            stage.canvas.text(Box(room.x, room.bottom - note, room.width, note), [words], self.texts("pptx.name.notes"))


def _layout_for(slide: Slide) -> LayoutName:
    """The layout of a slide, by what it holds."""
    match slide.body:
        case Cover():
            return "cover"
        case Number():
            return "number"
        case Statements() if is_plain(slide.body):
            return "body"
        case _:
            return "title"


def _number_title(body: Number, box: Box) -> Paragraph:
    """The number as large as it may be, and its words on the line below: one title for whoever reads it aloud."""
    room = box.width
    words = fit.largest((84.0, 72, 64, 54), [(body.words, room)], 2)
    left = box.height - fit.height(body.words, words, room)
    sizes = [size for size in _NUMBER_SIZES if size * fit.LINE * 0.9 <= left] or [_NUMBER_SIZES[-1]]
    size = fit.largest(sizes, [(body.number, room)], 1)
    return paragraph(Words(body.number, size), Words(f"\n{body.words}", words))
