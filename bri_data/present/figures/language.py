"""Words of the data in markup, each in the language it is in: what is not in the reader's language says so (`lang`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from .. import locators
from ..languages import language_of, stretches
from ..rows import localised
from ..words import Lang, Texts

_QUOTED = re.compile(r"«[^»]*»")


def spoken(text: str, lang: Lang, texts: Texts) -> Markup:
    """`text`, escaped, marked as `lang` where the page is in the other language; "" for no text."""
    said = escape(text)
    return Markup(f'<span lang="{lang}">{said}</span>' if text and lang != texts.lang else said)


def worded(row: Mapping[str, Any], name: str, texts: Texts) -> Markup:
    """The field `name` of a row in the reader's language, escaped; its French, marked, where nothing translates it."""
    text = str(localised(dict(row), name, texts) or "")
    return _quoting(text, texts) if texts.lang == "fr" or row[f"{name}_en"] else spoken(text, "fr", texts)


def _quoting(text: str, texts: Texts) -> Markup:
    """`text`, escaped; in English « » holds the words of a French source, which are marked so."""
    said = escape(text)
    return said if texts.lang == "fr" else Markup(_QUOTED.sub(r'<span lang="fr">\g<0></span>', str(said)))


def titled(sentence: str, titles: Iterable[str], texts: Texts) -> Markup:
    """`sentence`, escaped, with each of these titles of documents marked where it is in the other language."""
    found = sorted({str(escape(title)) for title in titles if title}, key=len, reverse=True)
    if not found:
        return escape(sentence)
    marked = {str(escape(title)): spoken(title, language_of(title), texts) for title in titles if title}
    return Markup(re.sub("|".join(map(re.escape, found)), lambda match: marked[match[0]], str(escape(sentence))))


def mixed(sentence: str, texts: Texts) -> Markup:
    """`sentence`, escaped, with each of its parts marked whose words tell that they are in the other language.

    For a line whose documents are no longer known one by one."""
    return Markup("".join(spoken(part, lang, texts) for part, lang in stretches(sentence, texts.lang)))


def place(text: str | None, texts: Texts) -> Markup:
    """A locator in the reader's language, escaped; the names of sections keep the language of their document."""
    if texts.lang == "fr" or not text:
        return escape(text or "")
    groups = []
    for group in text.split("; "):
        known = locators.locator(group, texts)
        groups.append(spoken(known, language_of(known) if known == group else "en", texts))
    return Markup("; ".join(groups))
