"""A document as a PDF that assistive technology reads: tagged (PDF/UA-1), kept (PDF/A-3a), its rows inside as CSV.

Typst typesets it, offline, with the fonts of present/fonts. It refuses a picture without alternative text, a heading
that skips a level, and a letter no font draws.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from ..present import fonts
from ..present.report.model import (
    Block,
    BulletList,
    Document,
    Figures,
    Note,
    Paragraph,
    Picture,
    Rows,
    SourceList,
    Table,
    Todo,
)

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
# In hundredths of the width of a table: what a letter takes at most on average, and the space between two columns.
_LETTER, _MARGIN = 1.1, 1.8


def pdf(document: Document) -> bytes:
    """The PDF of `document`, the same bytes for the same value; typst.TypstError when it would not be accessible."""
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=font_files(),
        sys_inputs={"document": json.dumps(_as_json(document), ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=datetime(document.date.year, document.date.month, document.date.day, tzinfo=UTC),
    )


@cache
def font_files() -> typst.Fonts:
    """Our fonts and no others, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FOLDER)])


def _as_json(document: Document) -> dict[str, Any]:
    value = asdict(document)
    value["date"] = [document.date.year, document.date.month, document.date.day]
    value["cover"] = [_block(block) for block in document.cover]
    value["sections"] = [
        {"level": section.level, "heading": section.heading, "blocks": [_block(block) for block in section.blocks]}
        for section in document.sections
    ]
    value["attached"] = [
        {"name": rows.name, "description": rows.description, "csv": csv_text(rows)} for rows in document.attached
    ]
    return value


def _block(block: Block) -> dict[str, Any]:
    value = asdict(block) | {"type": _TYPES[type(block)]}
    if isinstance(block, Table):
        value["widths"] = widths(block)
    return value


def widths(table: Table) -> list[float]:
    """Each column's share of the width, in hundredths: its longest word fits, the rest goes where the words are."""
    columns = list(zip(table.headings, *table.rows, strict=True))
    # a no-break space does not part words
    words = [max(len(word) for cell in cells for word in cell.split(" ")) * _LETTER + _MARGIN for cells in columns]
    wishes = [max(sum(map(len, cells)) / len(cells), max(map(len, cells)) / 3) for cells in columns]
    left = max(100 - sum(words), 0)
    return [word + left * wish / (sum(wishes) or 1) for word, wish in zip(words, wishes, strict=True)]


def csv_text(rows: Rows) -> str:
    """The rows as CSV with their headings, and the mark by which a spreadsheet knows UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(rows.headings)
    writer.writerows(rows.cells)
    return "\ufeff" + out.getvalue()
