"""The first tab of a workbook: what the file holds, in whose words, on which documents."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bri_data.present.words import Texts

from .sheets import Book, flat_fields

_WIDTHS = (34, 64, 64, 18)
_TITLE_HEIGHT, _LINE_HEIGHT = 26, 15
_WRAPPED = {"strong", "wrap"}
_MOST_URL = 2_079


def write_notice(tab: Worksheet, book: Book, formats: dict[str, Format], texts: Texts) -> None:
    """Title, facts, the words and what they mean, every column of every sheet, and the documents."""
    for column, width in enumerate(_WIDTHS):
        tab.set_column(column, column, width)
    tab.set_row(0, _TITLE_HEIGHT)
    tab.hide_gridlines(2)
    tab.set_landscape()
    tab.fit_to_pages(1, 0)
    page = _Page(tab, formats)
    page.line((book.notice.title, "title"))
    for what, text in book.notice.facts:
        page.line((what, "strong"), (text, "wrap"))
    page.heading(texts("export.notice.words"))
    for word, meaning in book.notice.words:
        page.line((word, "strong"), (meaning, "wrap"))
    page.heading(texts("export.notice.columns"))
    for sheet in book.sheets:
        for one in flat_fields(sheet.fields, texts):
            page.line((sheet.title, "wrap"), (one.heading, "strong"), (one.meaning, "wrap"))
    page.heading(texts("export.notice.sources"))
    for source in book.notice.sources:
        page.line(
            (source.publisher, "wrap"), (source.title, "wrap"), (source.url or "", "url"), (source.published, "text")
        )


class _Page:
    """Lines written one under the other."""

    def __init__(self, tab: Worksheet, formats: dict[str, Format]) -> None:
        self.tab = tab
        self.formats = formats
        self.next = 0

    def heading(self, text: str) -> None:
        """A heading after an empty line."""
        self.next += 1
        self.line((text, "head"), ("", "head"), ("", "head"), ("", "head"))

    def line(self, *cells: tuple[str, str]) -> None:
        """The cells of one line, each with its format; a web address becomes a link."""
        wrapped = [(text, width) for (text, style), width in zip(cells, _WIDTHS, strict=False) if style in _WRAPPED]
        most = max((-(-len(text) // (width + 8)) for text, width in wrapped), default=1)
        if most > 1 and self.next:  # not every program finds by itself how high a wrapped row is
            self.tab.set_row(self.next, _LINE_HEIGHT * most)
        for column, (text, style) in enumerate(cells):
            if style == "url" and text.startswith(("https://", "http://")) and len(text) <= _MOST_URL:
                self.tab.write_url(self.next, column, text, self.formats["url"], text)
            elif text or style == "head":
                self.tab.write_string(self.next, column, text, self.formats["text" if style == "url" else style])
        self.next += 1
