"""Paragraphs of a shape, of a placeholder, of a cell or of the notes: real text in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE

from bri_data.present.languages import stretches
from bri_data.present.words import Lang

from .ink import Ink
from .markup import Element, element, tag, worded

# A slide is 1920 by 1080 pixels of the design, and 960 by 540 points.
HUNDREDTHS_PER_PX = 50
_FACES = {"heading": "+mj-lt", "body": "+mn-lt"}
LANGUAGES: dict[Lang, str] = {"fr": "fr-CA", "en": "en-CA"}


@dataclass(frozen=True)
class Words:
    """A stretch of text alike; what is None (or "") is left to the placeholder or to the theme.

    `face` is heading or body; `halo_emu` the reach of a glow of the slide's colour; `url` the web
    address that the words lead to.
    """

    text: str
    size: float | None = None
    token: str = ""
    bold: bool | None = None
    face: str = ""
    halo_emu: int = 0
    url: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Words on a line of their own.

    `align` is l, ctr or r; `level` the level of a list in a placeholder; `before` the space above in hundredths of the
    line.
    """

    words: Sequence[Words]
    align: str | None = None
    level: int = 0
    before: int | None = None


def paragraph(*words: Words, **how: object) -> Paragraph:
    """A paragraph of these words."""
    return Paragraph(words, **how)  # type: ignore[arg-type]


class Writer:
    """Writes paragraphs in one language and one scheme; `heard` is called before each shape is put on a slide."""

    def __init__(self, ink: Ink, lang: Lang, heard: Callable[[], None] = lambda: None) -> None:
        self.ink = ink
        self.lang = lang
        self.language = LANGUAGES[lang]
        self.heard = heard

    def body(self, name: str, paragraphs: Sequence[Paragraph], properties: Element | None = None) -> Element:
        """A text body (`p:txBody` of a shape, `a:txBody` of a cell): at least one paragraph, even an empty one."""
        return element(
            name,
            element("a:bodyPr") if properties is None else properties,
            element("a:lstStyle"),
            *map(self._paragraph, paragraphs or [Paragraph(())]),
        )

    def properties(self, name: str, words: Words, lang: Lang | None = None) -> Element:
        """How words look, as `a:rPr`, `a:endParaRPr` or a chart's `a:defRPr`; in the reader's language unless told."""
        return element(
            name,
            self.ink.fill(words.token) if words.token else None,
            element("a:effectLst", element("a:glow", self.ink.colour("bg"), rad=words.halo_emu))
            if words.halo_emu
            else None,
            element("a:latin", typeface=_FACES[words.face]) if words.face else None,
            _linked(words.url) if words.url else None,
            lang=LANGUAGES[lang] if lang else self.language,
            sz=round(words.size * HUNDREDTHS_PER_PX) if words.size else None,
            b=words.bold,
        )

    def _paragraph(self, one: Paragraph) -> Element:
        before = None if one.before is None else element("a:spcBef", element("a:spcPct", val=one.before * 1000))
        look = element("a:pPr", before, lvl=one.level or None, algn=one.align)
        last = one.words[-1] if one.words else Words("")
        return element(
            "a:p",
            look if len(look) or look.attrib else None,
            *(part for words in one.words for part in self._runs(words)),
            self.properties("a:endParaRPr", last),
        )

    def _runs(self, words: Words) -> list[Element]:
        """One run a line of the text, or a stretch of it in one language, with line breaks between."""
        parts: list[Element] = []
        for index, line in enumerate(words.text.split("\n")):
            if index:
                parts.append(element("a:br", self.properties("a:rPr", words)))
            parts += [
                element("a:r", self.properties("a:rPr", words, lang), worded("a:t", part))
                for part, lang in stretches(line, self.lang)
            ]
        return parts


def _linked(url: str) -> Element:
    """A link whose address stands where its relation will (see `link`)."""
    made = element("a:hlinkClick")
    made.set(tag("r:id"), url)
    return made


def link(slide: Any) -> None:
    """Give each link of a slide of python-pptx its relation, once the slide has all its words."""
    for node in slide._element.iter(tag("a:hlinkClick")):
        address = node.get(tag("r:id"))
        node.set(tag("r:id"), slide.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
