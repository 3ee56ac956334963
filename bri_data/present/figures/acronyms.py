"""The acronyms that stand on a page, each of which gives its meaning when it is pointed at or takes the focus."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from markupsafe import Markup, escape

from ..words import Lang, Texts
from ..words import texts as words_of
from .common import defined

_TAG = re.compile(r"<[^>]*>")
_FOOT = '<p class="bri-source">'


@cache
def _known(lang: Lang) -> dict[str, str]:
    """Every acronym of a language and what it means, in the order of the alphabet."""
    texts = words_of(lang)
    codes = {key.split(".")[1] for key in texts.keys if key.startswith("acronym.") and key.endswith(".word")}
    return dict(sorted((texts(f"acronym.{code}.word"), texts(f"acronym.{code}.meaning")) for code in codes))


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    longest = sorted(_known(lang), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in longest))


def acronyms(markup: Markup, texts: Texts) -> Markup:
    """The acronyms that the text of `markup` holds, in a line, each with its meaning; "" when it holds none."""
    found = set(_pattern(texts.lang).findall(unescape(_TAG.sub(" ", str(markup)))))
    if not found:
        return Markup()
    terms = " ".join(defined(word, meaning) for word, meaning in _known(texts.lang).items() if word in found)
    return Markup(f'<p class="bri-acronyms"><span>{escape(texts("common.acronyms"))}</span> {terms}</p>')


def explained(markup: Markup, texts: Texts, *, also: str = "") -> Markup:
    """`markup` with the line of its acronyms, and of those in `also`, after its source line or, without one, at its
    end."""
    line = acronyms(Markup(f"{markup}{also}"), texts)
    before, foot, after = markup.rpartition(_FOOT)
    if not line or not foot:
        return Markup(f"{markup}{line}")
    source, end, rest = after.partition("</p>")
    return Markup(f"{before}{foot}{source}{end}{line}{rest}")
