"""The tools of the header: take away, copy the link, saved views, tables, shortcuts. They live in the browser.

The script is one file, published once per language and kept by the browser. A run of a page tells it the page and what
can be taken away, which change with the page alone; the browser asks for a run only to open a saved view.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl

from bri_data.address import LANGUAGE
from bri_data.documents.formats import FORMATS, OF_PICTURES
from bri_data.pages import OPEN, PICTURES, TAKEN, VIEWS
from bri_data.present.words import Lang, texts
from bri_data.views import LONGEST_VIEW, MOST_VIEWS
from pages.shared.base.assets import publish
from pages.shared.base.static import STATIC

FOLDER = STATIC / "tools"
PARTS = (
    *("dom", "link", "rows", "tables", "brief", "views_store", "views_panel", "takeaway", "paper", "keys", "follow"),
    *("past", "terms", "main"),
)
PREFIX = "tools."
PRESENTER = "presenter"
MOST_PARAMETERS = 200


@dataclass(frozen=True)
class Opened:
    """What the reader opens: the address of a page and its parameters, in order, some of them repeated.

    A saved view is shown as it was; where `follows`, the reader's year and filters come along as by the navigation.
    """

    page: str
    parameters: tuple[tuple[str, str], ...]
    follows: bool = False


def told(page: str, pages: Sequence[str]) -> dict[str, object]:
    """What the tools are told of `page`, an address among `pages`: it changes with the page alone."""
    return {
        "page": page,
        "pages": list(pages),
        "formats": formats_of(page) if page in pages or page in TAKEN else [],
        "pictures": list(PICTURES.get(page, ())),
        "presents": PRESENTER in pages,
        "saves": page in VIEWS,
    }


def formats_of(page: str) -> list[str]:
    """The files the server makes of `page`, by the end of their name."""
    own = OPEN[page].files if page in OPEN else ()
    return [suffix for suffix in own or FORMATS if suffix not in OF_PICTURES or page in PICTURES]


def read_opened(told: object, pages: Sequence[str]) -> Opened | None:
    """The browser's own words, checked: it can say anything. The language is the session's, never a view's."""
    try:
        said = json.loads(told) if isinstance(told, str) else {}
        page, query = said["p"], said["q"]
        asked = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if not isinstance(query, str) or page not in pages:
        return None
    parameters = tuple((name, value) for name, value in asked if name != LANGUAGE)
    return Opened(page, parameters, follows=said.get("follow") is True)


def script(lang: Lang) -> str:
    """The tools' whole script, with the words of `lang` and the bounds of the views in it."""
    source = "\n".join((FOLDER / f"{part}.js").read_text("utf-8") for part in PARTS)
    known: dict[str, object] = {
        "WORDS": words_of(lang),
        "LANG": lang,
        "MOST_VIEWS": MOST_VIEWS,
        "LONGEST_VIEW": LONGEST_VIEW,
    }
    for name, value in known.items():
        source = source.replace(f"__{name}__", json.dumps(value, ensure_ascii=False))
    return source


def words_of(lang: Lang) -> dict[str, str]:
    """The tools' words by key, without their common prefix; {braces} stand for what the browser fills in."""
    words = texts(lang)
    return {key.removeprefix(PREFIX): _raw(key, lang) for key in sorted(words.keys) if key.startswith(PREFIX)}


def _raw(key: str, lang: Lang) -> str:
    return texts(lang)(key, **{name: f"{{{name}}}" for name in ("n", "total", "name", "title")})


@cache
def address(lang: Lang) -> str:
    """Where the browser finds the tools' script."""
    return publish(script(lang), "text/javascript")
