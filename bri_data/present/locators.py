"""Where a passage stands in its source, in the reader's language."""

from __future__ import annotations

from .words import Texts

# the data write these places in French; a section (« § Partenaires ») keeps the name its document gives it
_KNOWN = {
    "page entière": "locator.whole_page",
    "page de titre": "locator.title_page",
    "ensemble du rapport": "locator.whole_report",
    "Table des matières": "locator.contents",
}


def locator(text: str, texts: Texts) -> str:
    """`text` with each known place of its list (separated by `, ` or `; `) in the language of `texts`.

    Names of documents and sections, dates and page numbers stand as the data give them."""
    return "; ".join(_group(group, texts) for group in text.split("; "))


def _group(text: str, texts: Texts) -> str:
    return ", ".join(texts(_KNOWN[part]) if part in _KNOWN else part for part in text.split(", "))
