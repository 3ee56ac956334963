"""The search box of the header: what it draws, and the address that answers it as the reader types.

The box lives in the browser, its script kept there. It asks `/bri/chercher` at each pause of the typing, and the page
for a run only when an answer is chosen.
"""

from __future__ import annotations

import json
from functools import cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bri_data.present import search as present
from bri_data.present.figures.common import mark
from bri_data.present.theme import KINDS, STATES
from bri_data.present.words import Lang, texts
from bri_data.queries.search import LONGEST, folded, search
from bri_data.queries.search_names import FoldedLabels
from bri_data.store.refresh import data_dir
from pages.shared.assets import STATIC, language_of, publish
from pages.shared.context import data_folder
from pages.shared.tools import Opened

PREFIX = "search."
BOX_WORDS = (
    "search.open",
    "search.open_long",
    "search.label",
    "search.placeholder",
    "search.hint",
    "search.keys",
    "search.close",
    "search.results",
    "search.failed",
)
_NO_STORE = {"Cache-Control": "no-store"}


def read_choice(told: object) -> Opened | None:
    """The browser's own words (`ville:namur`), checked: it can say anything."""
    kind, _, code = told.partition(":") if isinstance(told, str) else ("", "", "")
    place = present.destination(kind, code[:LONGEST])
    return Opened(place[0], tuple(place[1].items()), follows=True) if place else None


def answer(request: Request) -> Response:
    """The answers to `q` in the language `lang`, as present.search.message writes them; 503 without sound data."""
    asked = " ".join(request.query_params.get("q", "")[:LONGEST].split())
    database = data_folder(data_dir()).current().database
    if database is None:
        return JSONResponse({}, status_code=503, headers=_NO_STORE)
    words = texts(language_of(request.query_params))
    with database.cursor() as con:
        found = search(con, asked, _labels())
    shown = present.groups([(group.kind, group.rows, group.more) for group in found], words)
    return JSONResponse(present.message(asked, shown, words), headers=_NO_STORE)


@cache
def _labels() -> FoldedLabels:
    return folded(present.labels())


def script(lang: Lang) -> str:
    """The box's whole script, with its words and symbols in it."""
    words = texts(lang)
    said = {key.removeprefix(PREFIX): words(key) for key in BOX_WORDS}
    marks = {f"{kind}-{state}": mark(kind, state) for kind in KINDS for state in STATES}
    source = (STATIC / "tools" / "dom.js").read_text("utf-8") + (STATIC / "search.js").read_text("utf-8")
    for name, value in (("__WORDS__", said), ("__LANG__", lang), ("__MARKS__", marks)):
        source = source.replace(name, json.dumps(value, ensure_ascii=False))
    return source


@cache
def address(lang: Lang) -> str:
    """Where the browser finds the box's script."""
    return publish(script(lang), "text/javascript")
