"""A document as a PDF that assistive technology reads: tagged (PDF/UA-1), kept (PDF/A-3a), its rows inside as CSV.

Typst typesets it, offline, with the fonts of present/fonts: any living script is drawn. It refuses a picture without
alternative text, a heading that skips a level, and a letter no font draws: such letters become « □ », and the footer
says how many.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from ..model import clock
from ..present import fonts
from ..present.fonts.coverage import latin_only, printable
from ..present.fonts.outlines import outlined
from ..present.languages import language_of, stretches
from ..present.report.model import (
    Block,
    BulletList,
    Document,
    Figures,
    Note,
    Paragraph,
    Picture,
    SourceList,
    Table,
    Todo,
)
from ..present.theme import TOKENS
from ..present.words import Lang
from .columns import MEASURED, shared
from .pdf_reading import Finished, finished

TEMPLATE = Path(__file__).with_name("document.typ")
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
_TYPES: dict[type[Block], str] = {
    Paragraph: "paragraph",
    Note: "note",
    BulletList: "bullets",
    Table: "table",
    Picture: "picture",
    Figures: "figures",
    Todo: "todo",
    SourceList: "sources",
}
_FEW_LINES = 9
_LONG_CELL, _FEWEST_APART = 400, 4  # letters of a cell; rows of a table that a page may part
NOTHING = "—"  # in an empty cell of a table: nothing says it
# In hundredths of the width of a table: what a letter takes at most on average, and the space between two columns.
_LETTER, _MARGIN = 1.1, 1.8
_ON_ITS_SIDE = 0.69  # of that, on a page on its side
_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True)
class File:
    """A table that travels inside: `name` without ending, `description` in words, its CSV `text`."""

    name: str
    description: str
    text: str


def pdf(document: Document, files: Sequence[File] = ()) -> bytes:
    """The PDF of `document` with `files` inside, the same bytes for the same values.

    typst.TypstError when it would not be accessible.
    """
    try:
        return _typeset(_as_json(document, files, printable), document)
    except typst.TypstError:
        # marks and letters of two scripts in one cell, which no file draws together, leave the others their document
        return _typeset(_as_json(document, files, latin_only), document)


def _typeset(value: dict[str, Any], document: Document) -> bytes:
    """The file, set a little tighter where a few lines alone would take its last page."""
    inputs = {"document": json.dumps(value, ensure_ascii=False)}
    made = _compiled(inputs, document)
    if made.pages > 1 and made.last_lines <= _FEW_LINES:
        tight = _compiled(inputs | {"layout": "tight"}, document)
        made = tight if tight.pages < made.pages else made
    return made.file


def _compiled(inputs: dict[str, str], document: Document) -> Finished:
    return finished(
        typst.compile(
            TEMPLATE.read_bytes(),
            font_paths=font_files(),
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=clock.moment(document.date),
        )
    )


def pages(document: Document) -> list[int]:
    """The page on which each section begins in a Word file of `document`: its pages are as wide and high as there."""
    said = typst.query(
        TEMPLATE.read_bytes(),
        "<section>",
        field="value",
        font_paths=font_files(),
        sys_inputs={"document": json.dumps(_as_json(document, (), printable), ensure_ascii=False), "layout": "word"},
    )
    return [int(page) for page in json.loads(said)]


@cache
def font_files() -> typst.Fonts:
    """Our fonts and no others, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)])


def _as_json(document: Document, files: Sequence[File], letters: Callable[[str], tuple[str, int]]) -> dict[str, Any]:
    value = asdict(document)
    del value["date"]  # the typesetter has it as the time of making
    value["lead"] = spoken(document.lead, document.lang)
    value["cover"] = [_block(block, document.lang, is_wide=document.is_wide) for block in document.cover]
    value["sections"] = [
        {
            "level": section.level,
            "heading": spoken(section.heading, document.lang),
            "is_apart": section.on_new_page,
            "blocks": [_block(block, document.lang, is_wide=document.is_wide) for block in section.blocks],
        }
        for section in document.sections
    ]
    _number([value["cover"], *(section["blocks"] for section in value["sections"])], document)
    drawn, missing = printed_letters(value, letters)
    value = dict(drawn)
    if missing and document.labels.unprinted:
        value["footer"] += " · " + document.labels.unprinted.replace("{n}", str(missing))
    value["code"] = _code(document.address)
    value["attached"] = [asdict(file) for file in files]
    value["colours"] = {token: colour.light for token, colour in TOKENS.items()}
    return value


def _number(blocks: Sequence[list[dict[str, Any]]], document: Document) -> None:
    """Give each table, and each picture that has a caption, its number among its kind, as a Word file does."""
    for kind, word in (("table", document.labels.table), ("picture", document.labels.figure)):
        captioned = [one for several in blocks for one in several if one["type"] == kind and one["caption"]]
        for number, one in enumerate(captioned, start=1):
            one["number"] = f"{word}\u00a0{number}. " if word else ""


def _code(address: str) -> str:
    """The drawing that a telephone reads as `address`; "" for none."""
    if not address:
        return ""
    out = io.BytesIO()
    segno.make(address, micro=False, error="m").save(out, kind="svg", xmldecl=False, svgclass=None, lineclass=None)
    return out.getvalue().decode()


def printed_letters(value: Any, letters: Callable[[str], tuple[str, int]]) -> tuple[Any, int]:
    """`value` with « □ » for each letter that the fonts lack, in every text of it, and how many there are."""
    if isinstance(value, str):
        text, missing = letters(value)
        return outlined(text) if text.startswith("<svg") else text, missing
    if isinstance(value, dict):
        pairs = {name: printed_letters(one, letters) for name, one in value.items()}
        return {name: one for name, (one, _) in pairs.items()}, sum(n for _, n in pairs.values())
    if isinstance(value, list | tuple):
        ones = [printed_letters(one, letters) for one in value]
        return [one for one, _ in ones], sum(n for _, n in ones)
    return value, 0


def spoken(text: str, own: Lang) -> str | dict[str, list[dict[str, str]]]:
    """`text` of a file in the language `own` as the typesetter says it: as it is where it is all in that language, else
    stretch by stretch, each with its `lang`."""
    parts = stretches(text, own)
    if all(lang == own for _, lang in parts):
        return text
    return {"stretches": [{"text": part, "lang": lang} for part, lang in parts]}


def _block(block: Block, own: Lang, *, is_wide: bool) -> dict[str, Any]:
    value = asdict(block) | {"type": _TYPES[type(block)]}
    if isinstance(block, Paragraph):
        value["text"] = block.text.removeprefix(block.name)
    for name in ("text", "name", "caption", "note", "what"):
        if name in value:
            value[name] = spoken(value[name], own)
    if isinstance(block, BulletList):
        value["items"] = [spoken(item, own) for item in block.items]
    if isinstance(block, Table):
        value["widths"], value["spans"] = widths(block, is_wide=is_wide), spans(block)
        value["rows"] = [[spoken(cell or NOTHING, own) for cell in row] for row in block.rows]
    if isinstance(block, SourceList):
        for source, written in zip(block.items, value["items"], strict=True):
            written["lang"] = language_of(source.title)
            written["detail"], written["after_title"] = spoken(source.detail, own), source.after_title
    if isinstance(block, Picture):
        value["ratio"] = ratio(block)
    if isinstance(block, Figures):
        for item, written in zip(block.items, value["items"], strict=True):
            written["ratio"] = ratio(item.symbols) if item.symbols else 1
            written["notes"] = [spoken(note, own) for note in item.notes]
    return value


def spans(table: Table) -> list[int]:
    """How its rows follow each other on paper, by how many keep together: the first two, the last two, each other one
    alone. Rows of long texts, which a page might not hold together, are each alone."""
    n = len(table.rows)
    ends = [2, *([1] * (n - 4)), 2] if n >= _FEWEST_APART else [n] if n else []
    is_short = [all(len(cell) <= _LONG_CELL for cell in row) for row in table.rows]
    found: list[int] = []
    for span in ends:
        place = sum(found)
        found += [span] if all(is_short[place : place + span]) else [1] * span
    return found


def ratio(picture: Picture) -> float:
    """How many times as wide as high a drawing is."""
    across, down = size_of(picture.svg)
    return across / down


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of the drawing's own units; ValueError for one that does not say."""
    found = _VIEW_BOX.search(svg)
    if found is None:
        raise ValueError("a drawing has no viewBox")
    return float(found[1]), float(found[2])


def widths(table: Table, *, is_wide: bool) -> list[float]:
    """Each column's share of the width, in hundredths: its longest word fits, the rest goes where it spares most lines,
    and what no line needs, where the words are."""
    letter, margin = (size * (_ON_ITS_SIDE if is_wide else 1) for size in (_LETTER, _MARGIN))
    rows = [*table.rows[:MEASURED], table.headings]
    letters = [[len(cell) * letter for cell in row] for row in rows]
    # a no-break space does not part words
    words = [max(len(word) for row in rows for word in re.split("[ \n]", row[i])) for i in range(len(table.headings))]
    return shared([word * letter + margin for word in words], letters, 100, margin)
