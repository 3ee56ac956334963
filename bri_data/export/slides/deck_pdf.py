"""Slides as values in, an accessible PDF out: one page a slide, real text, the rows behind each inside as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

from bri_data.model import clock
from bri_data.present.fonts.coverage import latin_only, printable
from bri_data.present.report.parts import labels
from bri_data.present.slides.model import Cover, Slide
from bri_data.present.slides.sections import CLOSING, section_of
from bri_data.present.theme import TOKENS, Scheme
from bri_data.present.words import Texts

from ..csv_file import safe
from ..pdf import STANDARDS, font_files, printed_letters
from ..progress import Progress, unheard
from .bodies_pdf import Bodies
from .deck import Deck
from .notes import reading_lines, source_line

TEMPLATE = Path(__file__).with_name("deck.typ")
Pages = list[dict[str, Any]]
Letters = Callable[[str], tuple[str, int]]


def deck_pdf(deck: Deck, texts: Texts, scheme: Scheme = "light", progress: Progress = unheard) -> bytes:
    """The deck as a PDF (tagged, PDF/UA-1 and PDF/A-3a): its slides, then how to read them; no table page.

    The same deck gives the same bytes. Text of the deck is never read as markup. typst.TypstError when the file would
    not be accessible. `progress` hears of each slide before it is drawn.
    """
    drawn: Pages = []
    bodies, total = Bodies(texts, scheme), len(deck.slides)
    for done, slide in enumerate(deck.slides):
        progress(done, total)
        drawn.append(_slide(slide, bodies, texts))
    reading = reading_lines(deck.slides, deck.on, texts, deck.state)
    drawn.append(_page(texts("pptx.closing"), {"type": "reading", "alt": "", "lines": reading}))
    if not deck.with_rows:  # a file of one page has no sections
        _begin_sections(drawn, texts, deck)
    progress(total, total)
    try:
        return _typeset(drawn, deck, texts, scheme, printable)
    except typst.TypstError:
        # marks and letters of two scripts in one text, which no file draws together, leave the others their slides
        return _typeset(drawn, deck, texts, scheme, latin_only)


def _typeset(pages: Pages, deck: Deck, texts: Texts, scheme: Scheme, drawn_by: Letters) -> bytes:
    letters, missing = printed_letters({"title": deck.title, "slides": pages}, drawn_by)
    said = labels(texts)
    value: dict[str, Any] = {
        **letters,
        "unprinted": said.unprinted.replace("{n}", str(missing)) if missing else "",
        "author": said.author,
        "lang": texts.lang,
        "colours": {token: getattr(colour, scheme) for token, colour in TOKENS.items()},
        "attached": [_attached(number, slide) for number, slide in enumerate(deck.slides, 1) if slide.rows.cells],
    }
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=font_files(),
        sys_inputs={"deck": json.dumps(value, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=clock.moment(deck.on),
    )


def _slide(slide: Slide, bodies: Bodies, texts: Texts) -> dict[str, Any]:
    return {**_page(slide.title, bodies.of(slide)), "lead": slide.lead, "source": source_line(slide.source, texts)}


def _page(title: str, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "section": "",
        "begins": False,
        "level": 1,
        "is_cover": body["type"] == Cover.__name__.lower(),
        "title": title,
        "lead": "",
        "source": "",
        "body": body,
    }


def _begin_sections(pages: Pages, texts: Texts, deck: Deck) -> None:
    """Name the section of each page and mark where it begins; the title page and the last one stand for their own."""
    before = ""
    for page, code in zip(pages, [*(slide.code for slide in deck.slides), CLOSING], strict=True):
        name = section_of(code, chosen=deck.chosen)
        stands_alone = page["is_cover"] or code == CLOSING
        page["section"] = texts(f"pptx.section.{name}")
        page["begins"] = name != before and not stands_alone
        page["level"] = 1 if stands_alone else 2
        before = name


def _attached(number: int, slide: Slide) -> dict[str, str]:
    """The rows behind a slide as a CSV file: their headings, no formula, the mark of UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(slide.rows.headings)
    writer.writerows([safe(cell) for cell in row] for row in slide.rows.cells)
    text = "\ufeff" + out.getvalue()
    return {"name": f"{number:02d}-{slide.code}", "description": slide.title, "text": text}
