"""The search box of the header: what it draws, and the address that answers it as the reader types.

The box lives in the browser, its script kept there. It asks `/bri/chercher` at each pause of the typing, and the page
for a run only when an answer is chosen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bri_data.address import Address
from bri_data.model.schema import TABLES
from bri_data.pages import OPEN, WITHOUT_YEAR, page_title
from bri_data.present import search as present
from bri_data.present.data_page import code_of
from bri_data.present.figures.common import mark
from bri_data.present.rows import plain
from bri_data.present.search_figures import Figure, figures, figures_of, number_asked
from bri_data.present.search_places import Place, places, questions_of
from bri_data.present.theme import KINDS, STATES
from bri_data.present.words import LOCALES, Lang, Texts, texts
from bri_data.queries import expenses, spelling, take_away
from bri_data.queries.carbon import declared_years
from bri_data.queries.overview import years as known_years
from bri_data.queries.search import LONGEST, folded, placed, search, without
from bri_data.queries.search_names import NAMED, FoldedLabels
from bri_data.queries.search_records import recorded_cities, recorded_countries, recorded_partners
from bri_data.store.database import Database
from pages.shared.base.assets import language_of, publish
from pages.shared.base.static import static_text
from pages.shared.rights.folders import NoPastError, database_for
from pages.shared.rights.signed_in import reader_of
from pages.shared.widgets.tools import Opened
from pages.shared.work.once import once_for_all

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
_MOST_PLACES = 5
_LONGEST_PLACE = 600  # every country of a continent
_NO_STORE = {"Cache-Control": "no-store"}


def read_choice(told: object) -> Opened | None:
    """The browser's own words (`ville:namur`), checked: it can say anything."""
    kind, _, code = told.partition(":") if isinstance(told, str) else ("", "", "")
    place = present.destination(kind, code[: _LONGEST_PLACE if kind == present.PLACE else LONGEST])
    if place is None or place[0] not in OPEN:
        return None
    return Opened(*place, follows=kind != present.PLACE or not place[1])


def answer(request: Request) -> Response:
    """The answers to `q` in the language `lang`, as present.search.message writes them; 503 without sound data,
    404 for a past state that is not known."""
    asked = " ".join(request.query_params.get("q", "")[:LONGEST].split())
    level = reader_of(request.headers).level
    try:
        database = database_for(Address.read("", request.query_params.multi_items()), level)
    except NoPastError:
        return JSONResponse({}, status_code=404, headers=_NO_STORE)
    if database is None:
        return JSONResponse({}, status_code=503, headers=_NO_STORE)
    words = texts(language_of(request.query_params))
    shown = _answers(asked, database, words)
    kinds = {group.kind for group in shown}
    if kinds <= {"activite", "entente"} and (rest := without(asked, _generic())):  # « ville de Namur »
        shown += [group for group in _answers(rest, database, words) if group.kind not in kinds]
    return JSONResponse(present.message(asked, shown, words), headers=_NO_STORE)


def _answers(asked: str, database: Database, words: Texts) -> list[present.Group]:
    """The groups of answers to `asked`: a figure of that number first, a page called so before all but a name."""
    with database.cursor() as con:
        found = search(con, asked, _labels())
    shown = list(present.groups([(group.kind, group.rows, group.more) for group in found], words))
    known, said = _places(database.fingerprint, words.lang, database)
    at, whole = placed(asked, said, guess=not found or found[0].score < 1)
    at = [one for one in at if known[one].year is None] or at  # a single year is for who names it
    at = [one for one in at if _is_asked(asked, known[one])]
    named = bool(found) and found[0].kind in NAMED and found[0].score >= 1  # a city, a partner… of that very name
    if at:  # a page called by its name comes first, one that a word merely begins comes last
        is_page = known[at[0]].code.endswith("?") and spelling.words(known[at[0]].name) == spelling.words(asked)
        shown.insert(int(named and not is_page) if whole else len(shown), _of_places([known[one] for one in at], words))
    number = number_asked(asked)
    if number is not None and (told := figures_of(number, _figures(database.fingerprint, words.lang, database))):
        shown.insert(0, _of_places(told, words))
    return shown


def _of_places(found: Sequence[Place], words: Texts) -> present.Group:
    return present.place_group(found[:_MOST_PLACES], words.lang, more=len(found) > _MOST_PLACES)


def _is_asked(asked: str, place: Place) -> bool:
    """Whether a question is asked of its subject: the name alone asks nothing, and no name asks it of nobody."""
    subject = spelling.words(place.subject)
    named = [any(word.startswith(one) for word in subject) for one in spelling.words(asked) if len(one) > 2]
    return not subject or (any(named) and not all(named))


@once_for_all(4)
def _places(fingerprint: str, lang: Lang, _database: Database) -> tuple[tuple[Place, ...], list[tuple[str, ...]]]:
    """What the box answers beside names, and the folded words of each."""
    with _database.cursor() as con:
        years = [int(year) for year in known_years(con).year]
        countries = [str(code) for code in recorded_countries(con).country]
        cities = plain(recorded_cities(con))
        partners = plain(recorded_partners(con))
    titles = {page: tuple(page_title(page, texts(one)) for one in LOCALES) for page in OPEN}
    tables = {code_of(one): f"data_page.table.{one.name}" for one in TABLES}
    organisations = [(row["partner_id"], row["name"], row["name_en"], row["said"]) for row in partners]
    named = [(row["city_id"], row["name"], row["name_en"] or row["name"]) for row in cities]
    found = (
        *places(titles, tables, years, countries, texts(lang), without_year=WITHOUT_YEAR),
        *questions_of(named, organisations, texts(lang)),
    )
    return found, [spelling.words(one.said) for one in found]


@once_for_all(4)
def _figures(fingerprint: str, lang: Lang, _database: Database) -> tuple[Figure, ...]:
    with _database.cursor() as con:
        return figures(expenses.amounts(con), declared_years(con), take_away.declared(con, None), texts(lang))


@cache
def _generic() -> frozenset[str]:
    """The folded words that only say what kind of thing is looked for: a page's, a table's, a record's."""
    titles = [page_title(page, texts(one)) for page in OPEN for one in LOCALES]
    kinds = [texts(one)(f"common.kind.{kind}") for kind in KINDS for one in LOCALES]
    tables = [texts(one)(f"data_page.table.{table.name}") for table in TABLES for one in LOCALES]
    return frozenset(word for said in (*titles, *kinds, *tables) for word in spelling.words(said) if len(word) > 2)


@cache
def _labels() -> FoldedLabels:
    return folded(present.labels())


def script(lang: Lang) -> str:
    """The box's whole script, with its words and symbols in it."""
    words = texts(lang)
    said = {key.removeprefix(PREFIX): words(key) for key in BOX_WORDS}
    marks = {f"{kind}-{state}": mark(kind, state) for kind in KINDS for state in STATES}
    source = static_text("tools/dom.js") + static_text("search.js")
    for name, value in (("__WORDS__", said), ("__LANG__", lang), ("__MARKS__", marks)):
        source = source.replace(name, json.dumps(value, ensure_ascii=False))
    return source


@cache
def address(lang: Lang) -> str:
    """Where the browser finds the box's script."""
    return publish(script(lang), "text/javascript")
