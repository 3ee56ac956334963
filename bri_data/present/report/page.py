"""A page in its state as a document: its finding, its picture, its rows, what was kept, what the words mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..made import Made
from ..words import Texts
from . import parts
from .model import Block, BulletList, Document, Note, Paragraph, Picture, Section, SourceList, Table

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    """What a page shows. `kicker` is its name, `facts` and `words` pairs (what, text); `picture` None for none.

    `is_wide`: its picture and its tables ask for a page on its side. `told`: what it shows, where that is words.
    """

    kicker: str
    finding: str
    lead: str
    made: Made
    picture: Picture | None
    tables: tuple[Table, ...]
    facts: Pairs
    words: Pairs
    sources: SourceList
    foot: tuple[str, ...] = ()
    is_wide: bool = True
    told: tuple[Section, ...] = ()


def document(page: Page, texts: Texts) -> Document:
    """The page as a document."""
    cover: list[Block] = [page.picture] if page.picture else []
    cover += [Note(line) for line in page.foot if line]
    in_file = Note(texts("report.in_file"))
    sections = list(page.told)
    if page.tables or not page.told:
        rows: tuple[Block, ...] = (*page.tables, in_file) if page.tables else (Paragraph(texts("report.no_rows")),)
        sections.append(Section(1, texts("report.rows"), rows))
    about: tuple[Block, ...] = (in_file,) if page.told and not page.tables else ()
    sections += [
        Section(1, texts("report.about"), (*about, _pairs(page.facts, texts))),
        Section(2, texts("report.meaning"), (_pairs(page.words, texts),)),
    ]
    if page.sources.items:
        sections.append(Section(1, texts("report.annual.sources"), (page.sources,)))
    return Document(
        title=page.finding,
        lang=texts.lang,
        date=page.made.on,
        labels=parts.labels(texts),
        kicker=page.kicker,
        lead=page.lead,
        cover=tuple(cover),
        sections=tuple(sections),
        footer=parts.footer(page.kicker, page.made, texts),
        address=page.made.address,
        is_wide=page.is_wide,
    )


def _pairs(pairs: Pairs, texts: Texts) -> BulletList:
    return BulletList(tuple(texts("report.pair", what=what, text=text) for what, text in pairs), is_small=True)
