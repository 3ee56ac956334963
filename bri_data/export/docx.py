"""A document as a Word file that a person finishes: real styles, contents and table headings, places to write."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from ..model import clock
from ..present.languages import language_of
from ..present.overview import shortened
from ..present.report import model
from ..present.report.parts import MOST_OF_A_TITLE
from . import docx_package as package
from . import docx_parts as parts
from . import docx_styles as styles
from .drawing import png
from .pdf import NOTHING, pages, size_of, widths

_SYMBOL_HEIGHT = Pt(8)
_PART_OF_A_PAGE = Pt(145)  # under the sheet of a brief whose facts take most of the page
# a taller drawing would leave its title alone on the page before
_TALLEST, _TALLEST_ON_ITS_SIDE = Pt(435), Pt(330)
_PROPERTY = 255
_LONG_TITLE = 60  # letters
_FOOTER, _WIDE_FOOTER = 90, 140  # letters beside which the number of the page still stands


class DocumentError(ValueError):
    """A document that would shut a reader out: a picture without a sentence, a heading that skips a level."""


def docx(document: model.Document) -> bytes:
    """The Word file of `document`, the same bytes for the same value; DocumentError when it would not be accessible."""
    _check(document)
    return _Writer(document).written()


def _check(document: model.Document) -> None:
    level = 0
    for section in document.sections:
        if section.level > level + 1:
            raise DocumentError(f"heading « {section.heading} » skips from level {level} to {section.level}")
        level = section.level
    blocks = [*document.cover, *(block for section in document.sections for block in section.blocks)]
    pictures = [block for block in blocks if isinstance(block, model.Picture)]
    figures = [one for block in blocks if isinstance(block, model.Figures) for one in block.items]
    pictures += [one.symbols for one in figures if one.symbols]
    if not all(picture.alt.strip() for picture in pictures):
        raise DocumentError("a picture has no alternative text")


class _Writer:
    """Writes one document, block after block."""

    def __init__(self, document: model.Document) -> None:
        self.document = document
        self.word = new_document()
        self.across = styles.text_width(is_wide=document.is_wide)
        self.pictures = self.captioned = self.places = self.tables = 0
        self.writers: dict[type[model.Block], Callable[[Any], object]] = {
            model.Paragraph: self._told,
            model.Note: lambda block: self._paragraph(block.text, styles.NOTE),
            model.BulletList: self._bullets,
            model.Table: self._table,
            model.Picture: self._picture,
            model.Figures: self._figures,
            model.Todo: self._todo,
            model.SourceList: self._sources,
        }

    def written(self) -> bytes:
        """The whole file."""
        styles.dress(self.word, f"{self.document.lang}-CA", is_wide=self.document.is_wide)
        self._properties()
        self._edges()
        self._cover()
        marks = [f"_Toc{i:04}" for i in range(len(self.document.sections))]
        if self.document.has_contents:
            self._contents(marks)
        for i, (section, mark) in enumerate(zip(self.document.sections, marks, strict=True)):
            heading = self.word.add_heading("", section.level)
            self._say(heading, section.heading)
            parts.bookmark(heading, mark, i)
            if section.on_new_page or (section.level == 1 and self.document.has_contents):
                heading.paragraph_format.page_break_before = True
            self._blocks(section.blocks)
        out = io.BytesIO()
        self.word.save(out)
        return _undated(out.getvalue())

    def _properties(self) -> None:
        core, document = self.word.core_properties, self.document
        made = clock.moment(document.date)
        # a property of a Word file holds no more
        core.title, core.subject = document.title[:_PROPERTY], document.lead[:_PROPERTY]
        core.author = document.labels.author
        core.last_modified_by, core.language, core.comments = document.labels.author, f"{document.lang}-CA", ""
        core.created = core.modified = made
        package.modern(self.word, document.lang)
        package.carry_fonts(self.word)

    def _edges(self) -> None:
        section, document = self.word.sections[0], self.document
        section.header.paragraphs[0].text = shortened(document.title, MOST_OF_A_TITLE)
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for footer in (section.footer, section.first_page_footer):
            paragraph = footer.paragraphs[0]
            said = paragraph.add_run(document.footer)
            room = _WIDE_FOOTER if document.is_wide else _FOOTER
            if len(document.footer) > room:  # the number of the page goes on a line of its own
                said.add_break()
            paragraph.add_run("\t")
            for piece in re.split(r"(\{pages?\})", document.labels.page):
                code = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(piece)
                parts.field(paragraph, code, "1") if code else paragraph.add_run(piece)

    def _cover(self) -> None:
        document = self.document
        if document.kicker:
            self._paragraph(document.kicker, styles.KICKER)
        title = self.word.add_heading("", 0)
        self._say(title, document.title)
        if document.is_wide or len(document.title) > _LONG_TITLE:  # as in the PDF: its picture stands under it
            for run in title.runs:
                run.font.size = Pt(22)
        if document.lead:
            self._paragraph(document.lead, styles.LEAD)
        self._blocks(document.cover)

    def _contents(self, marks: list[str]) -> None:
        heading = self._paragraph(self.document.labels.contents, "TOC Heading")
        heading.paragraph_format.page_break_before = True
        entries = [
            (section.level, section.heading, mark, page)
            for section, mark, page in zip(self.document.sections, marks, pages(self.document), strict=True)
            if section.level <= 2
        ]
        paragraphs = [self._paragraph("", f"toc {level}") for level, *_ in entries]
        parts.contents(paragraphs, entries, self.document.lang)
        if self.document.labels.contents_note:
            self._paragraph(self.document.labels.contents_note, styles.NOTE)

    def _blocks(self, blocks: tuple[model.Block, ...]) -> None:
        for block in blocks:
            self.writers[type(block)](block)

    def _paragraph(self, text: str, style: str = "Normal") -> WordParagraph:
        paragraph = self.word.add_paragraph("", style)
        self._say(paragraph, text)
        return paragraph

    def _told(self, block: model.Paragraph) -> None:
        paragraph = self._paragraph(block.name)
        for run in paragraph.runs:
            run.font.name = styles.SANS_BOLD
        self._say(paragraph, block.text.removeprefix(block.name))

    def _say(self, paragraph: WordParagraph, text: str) -> None:
        parts.say(paragraph, text, self.document.lang)

    def _bullets(self, block: model.BulletList) -> None:
        for item in block.items:
            self._paragraph(item, styles.REFERENCE if block.is_small else "List Bullet")

    def _table(self, block: model.Table) -> None:
        self.tables += 1
        word, rows = self.document.labels.table, [[*row] for row in block.rows]
        parts.numbered(self._paragraph("", "Caption"), word, self.tables, block.caption, self.document.lang)
        table = self._rows(
            block.caption, block.headings, rows, block.kinds, widths(block, is_wide=self.document.is_wide)
        )
        together = table.rows[:2]  # no page begins a table by its headings, nor by one row
        together += table.rows[-2:] if block.note else table.rows[-2:-1]  # nor ends it by one, or by its note
        for cell in (cell for row in together for cell in row.cells):
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        if block.note:
            self._paragraph(block.note, styles.NOTE)

    def _rows(
        self,
        caption: str,
        headings: tuple[str, ...],
        rows: list[list[str]],
        kinds: tuple[model.ColumnKind, ...],
        shares: list[float],
    ) -> Any:
        """A captioned table; its library counterpart, for a caller to add to."""
        table = self.word.add_table(0, len(headings), styles.TABLE)
        table.autofit = False
        columns = [Emu(int(self.across * share / sum(shares))) for share in shares]
        for column, width in zip(table.columns, columns, strict=True):
            column.width = width
        for i, line in enumerate([list(headings), *rows]):
            cells = table.add_row().cells
            for cell, text, kind, width in zip(cells, line, kinds, columns, strict=True):
                cell.width = width
                cell.paragraphs[0].style = styles.CELL if i else styles.HEAD
                self._say(cell.paragraphs[0], text or NOTHING)
                if kind == "number":
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        parts.head_row(table, caption)
        return table

    def _figures(self, block: model.Figures) -> None:
        labels = self.document.labels
        rows = [[one.number, one.label, "; ".join(one.notes)] for one in block.items]
        kinds: tuple[model.ColumnKind, ...] = ("number", "text", "text")
        self._paragraph(labels.figures, "Caption")  # without a number: in the PDF, key numbers are no table
        table = self._rows(labels.figures, labels.figure_headings, rows, kinds, [11, 36, 53])
        for one, row in zip(block.items, table.rows[1:], strict=True):
            row.cells[0].paragraphs[0].runs[0].font.size = Pt(15)
            row.cells[0].paragraphs[0].runs[0].font.name = styles.SERIF
            if one.symbols:
                self._drawn(one.symbols, row.cells[1].add_paragraph(style=styles.CELL), height=_SYMBOL_HEIGHT)

    def _picture(self, block: model.Picture) -> None:
        paragraph = self._paragraph("")
        paragraph.paragraph_format.keep_with_next = bool(block.caption)
        self._drawn(block, paragraph, height=_PART_OF_A_PAGE if block.fills else None)
        if block.caption:
            self.captioned += 1
            words = self.document.labels.figure
            parts.numbered(self._paragraph("", styles.NOTE), words, self.captioned, block.caption, self.document.lang)

    def _drawn(self, picture: model.Picture, paragraph: WordParagraph, *, height: int | None = None) -> None:
        across, down = size_of(picture.svg)
        tallest = (_TALLEST_ON_ITS_SIDE if self.document.is_wide else _TALLEST) - self._notes_under()
        width = int((height or tallest) * across / down)
        if not height:
            width = min(width, self.across)
        shape = paragraph.add_run().add_picture(io.BytesIO(png(picture.svg, Emu(width).pt)), width=Emu(width))
        self.pictures += 1
        parts.describe(shape, picture.alt, self.pictures)

    def _notes_under(self) -> int:
        """What the lines under the picture of the first page take of it, beyond the room that it leaves them."""
        across = 150 if self.document.is_wide else 100  # letters of a line
        notes = [block.text for block in self.document.cover if isinstance(block, model.Note)]
        return int(Pt(max(0, sum(12 + 12 * -(-len(one) // across) for one in notes) - 40)))

    def _todo(self, block: model.Todo) -> None:
        first = self._paragraph("")
        for text in (f"{self.document.labels.todo} ", block.what):
            styles.prompt(first.add_run(text, styles.TODO))
        first.runs[0].bold = True
        prompts = [first]
        for point in block.points:
            prompts.append(self._paragraph("", "List Bullet"))
            styles.prompt(prompts[-1].add_run(point, styles.TODO))
        for prompt in prompts[:-1]:
            prompt.paragraph_format.keep_with_next = True
        for prompt in prompts:  # each alone: to write one point must not take the others away
            self.places += 1
            parts.place_to_write(prompt, styles.TODO, self.places)

    def _sources(self, block: model.SourceList) -> None:
        for item in block.items:
            paragraph = self._paragraph("", styles.REFERENCE)
            if item.url:
                title = parts.hyperlink(paragraph, item.title, item.url)
                title.font.color.rgb = styles.ACCENT
            else:
                title = paragraph.add_run(item.title)
            if (lang := language_of(item.title)) != self.document.lang:
                parts.spoken(title, f"{lang}-CA")
            if item.detail:
                paragraph.add_run(f"{item.after_title}{item.detail}").font.color.rgb = styles.INK2


def _undated(file: bytes) -> bytes:
    """The same archive without the time it was written at, so that the same document gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as write:
        for name in read.namelist():
            info = zipfile.ZipInfo(name)  # 1980, the first date an archive knows
            info.compress_type = zipfile.ZIP_DEFLATED
            write.writestr(info, read.read(name))
    return out.getvalue()
