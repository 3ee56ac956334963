"""A document as a value: sections under headings, made of a few kinds of block. No colour, size or font in it.

Every text is in the document's language, and plain: an exporter escapes it as its format asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..words import Lang

ColumnKind = Literal["text", "number"]


@dataclass(frozen=True)
class Paragraph:
    """Running text; `name`, its first words, is what it speaks of, and stands out ("" for none)."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class Note:
    """A line in small type: a legend, a source."""

    text: str


@dataclass(frozen=True)
class BulletList:
    """Short items in an order that matters little; `is_small`: about the document, in small type on paper."""

    items: tuple[str, ...]
    is_small: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings; `kinds` says how each column is set; `note` stands under the table ("" for none)."""

    caption: str
    headings: tuple[str, ...]
    kinds: tuple[ColumnKind, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """A drawing: `svg` with its colours written in, `alt` the sentence that stands for it, `caption` under it.

    `fills`: it takes what is left of its page, and a part of it where pages are not known.
    """

    svg: str
    alt: str
    caption: str = ""
    fills: bool = False


@dataclass(frozen=True)
class Figure:
    """A key number as text (« — » when unknown), what it counts, lines about it, and one symbol per activity."""

    number: str
    label: str
    notes: tuple[str, ...] = ()
    symbols: Picture | None = None


@dataclass(frozen=True)
class Figures:
    """Key numbers side by side."""

    items: tuple[Figure, ...]


@dataclass(frozen=True)
class Todo:
    """What the data do not hold and a person has to write: `what` to write, and the points to cover, if any."""

    what: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A document relied upon; `detail` holds publisher and date in words, `url` "" when none is known."""

    title: str
    detail: str
    url: str = ""

    @property
    def after_title(self) -> str:
        """What stands between its title and its detail: a title that ends with a mark of its own needs no full stop."""
        return " " if self.title.endswith((".", "?", "!", "…")) else ". "


@dataclass(frozen=True)
class SourceList:
    """The documents relied upon."""

    items: tuple[Source, ...]


Block = Paragraph | Note | BulletList | Table | Picture | Figures | Todo | SourceList


@dataclass(frozen=True)
class Section:
    """A heading of `level` 1 to 3 and what stands under it, down to the next heading; on a page of its own if said."""

    level: int
    heading: str
    blocks: tuple[Block, ...] = ()
    on_new_page: bool = False


@dataclass(frozen=True)
class Labels:
    """The words that every document needs around its content.

    `page` has {page} and {pages}; `figures` and `figure_headings` name key numbers where they are set as a table.
    `unprinted` has {n}: the letters that no font of the document draws. `table` and `figure` are what a numbered table
    and a numbered picture are called ("": they have no number). `code` has {address}: it says what a telephone reads in
    a drawing. `contents_note` stands under the contents of a Word file, whose page numbers are those of the moment it
    is made.
    """

    author: str
    todo: str
    contents: str
    page: str
    figures: str = ""
    figure_headings: tuple[str, str, str] = ("", "", "")
    unprinted: str = ""
    table: str = ""
    figure: str = ""
    contents_note: str = ""
    code: str = ""


@dataclass(frozen=True)
class Document:
    """The whole.

    `kicker` stands above the title, `lead` under it: the finding in a sentence. `cover` is what follows on the first
    page. `date` is the moment (or only the day) it is made. `footer` stands on every page. `has_contents`:
    a table of contents follows the cover, and the sections start on a new page. `is_wide`: the page lies on its side.
    `address` is the whole web address of what it shows, "" where it has none.
    """

    title: str
    lang: Lang
    date: date
    labels: Labels
    kicker: str = ""
    lead: str = ""
    cover: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    footer: str = ""
    has_contents: bool = False
    is_wide: bool = False
    address: str = ""
