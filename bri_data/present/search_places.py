"""What the search box answers beside names: pages, years, months, kinds, tables, countries and continents.

An answer is the address of a page in some state. The words that find it are those of both languages: its own name, and
others a reader may type (`search.word` in the texts, by the page or the table that they lead to).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from bri_data.filters import STATES
from bri_data.model import report_year
from bri_data.model.codes import AXES

from . import format as fmt
from .compare import WHATS
from .geo.regions import continent_name, continent_of
from .theme import KINDS
from .words import LOCALES, Texts, texts

_YEARS_AHEAD = 5
Items = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Place:
    """One answer: `code` is the page's address and its query, from any page; `said` all that may be typed for it.

    `year` is the only year it shows, None for a page that opens by its own choice or shows every year. `subject` is
    what a question is about, "" for a place: its name alone does not ask the question.
    """

    code: str
    name: str
    context: str
    said: str
    year: int | None = None
    subject: str = ""


def places(
    pages: Mapping[str, tuple[str, ...]],
    tables: Mapping[str, str],
    years: Sequence[int],
    countries: Sequence[str],
    words: Texts,
    *,
    without_year: frozenset[str] = frozenset(),
) -> tuple[Place, ...]:
    """Every place, those of one year last; the pages `without_year` speak of every year.


    `pages` gives the titles of each page in the languages of `LOCALES`, `tables` the key of each table's name by its
    code in an address; `countries` are those of the data's cities.
    """
    found = (
        *_pages(pages, years, words, without_year),
        *_months(years, words),
        *_kinds(years, words),
        *_states(years, words),
        *_axes(years, words),
        *_lands(countries, years, words),
        *_tables(tables, words),
        *_comparisons(pages["comparer"], words),
    )
    return tuple(sorted(found, key=lambda place: place.year is not None))


def _pages(
    pages: Mapping[str, tuple[str, ...]], years: Sequence[int], words: Texts, without_year: frozenset[str]
) -> Iterator[Place]:
    at = list(LOCALES).index(words.lang)
    for page, titles in pages.items():
        plain = Place(f"{page}?", titles[at], words("search.context.page"), _said(titles, page or "vue-ensemble"))
        yield plain
        if page in without_year:  # it speaks of every year: « expire 2026 » leads to it as it is
            yield from (replace(plain, said=f"{plain.said} {_typed(year)}", year=year) for year in _and_next(years))
        else:
            yield from _of_years(plain, years, words)


def _and_next(years: Sequence[int]) -> list[int]:
    """The years of the data, and those after them in which something may still end (« expire 2027 »)."""
    return [*years, *range(max(years) + 1, max(years) + 1 + _YEARS_AHEAD)] if years else []


def _months(years: Sequence[int], words: Texts) -> Iterator[Place]:
    for year in years:
        for month in report_year.MONTHS:
            opened = str(report_year.first_of_month(year, month).year)
            names = [fmt.month_name(month, texts(lang)) for lang in LOCALES]
            name = fmt.capitalised(words("search.month", month=fmt.month_name(month, words), year=opened))
            code = _code("chronologie", (("annee", str(year)), ("choix", f"mois:{month}")))
            yield Place(code, name, words("search.context.month"), f"{_said(names)} {opened}", year)


def _kinds(years: Sequence[int], words: Texts) -> Iterator[Place]:
    for kind in KINDS:
        names = [texts(lang)(f"common.kind.{kind}") for lang in LOCALES]
        name = words(f"common.kind.{kind}")
        kept = (("f.genre", kind),)
        yield from _kept(
            Place(_code("chronologie", kept), name, words("search.context.kind"), _said(names, kind)), years, words
        )


def _states(years: Sequence[int], words: Texts) -> Iterator[Place]:
    for state in STATES:
        names = [texts(lang)(f"filter.states.{state}") for lang in LOCALES]
        name = words(f"filter.states.{state}")
        yield from _kept(
            Place(_code("chronologie", (("f.etat", state),)), name, words("search.context.state"), _said(names)),
            years,
            words,
        )


def _axes(years: Sequence[int], words: Texts) -> Iterator[Place]:
    for axis in AXES:
        names = [texts(lang)(f"common.axis.{axis}") for lang in LOCALES]
        place = Place(
            _code("chronologie", (("f.axe", axis),)), words(f"common.axis.{axis}"), words("search.context.axis"), ""
        )
        yield from _kept(replace(place, said=_said(names, axis)), years, words)


def _comparisons(titles: tuple[str, ...], words: Texts) -> Iterator[Place]:
    """« comparer villes »: the page of comparisons, with one kind of thing to choose from."""
    for what in WHATS:
        names = [texts(lang)(f"compare.what.{what}") for lang in LOCALES]
        name = words("search.comparison", what=words(f"compare.what.{what}"))
        code = _code("comparer", (("quoi", what),))
        yield Place(code, name, words("search.context.page"), _said([*titles, *names], "comparer"))


def _lands(countries: Sequence[str], years: Sequence[int], words: Texts) -> Iterator[Place]:
    """Countries, and continents of more than one of them."""
    continents: dict[str, list[str]] = defaultdict(list)
    for country in sorted(countries):
        continents[continent_of(country)].append(country)
        names = [str(texts(lang).locale.territories.get(country, country)) for lang in LOCALES]
        name = str(words.locale.territories.get(country, country))
        yield from _kept(
            Place(_code("carte", (("f.pays", country),)), name, words("search.context.country"), _said(names)),
            years,
            words,
        )
    for continent, held in continents.items():
        if continent and len(held) > 1:
            names = [continent_name(continent, texts(lang)) for lang in LOCALES]
            name = continent_name(continent, words)
            kept = tuple(("f.pays", country) for country in held)
            yield from _kept(
                Place(_code("carte", kept), name, words("search.context.continent"), _said(names)), years, words
            )


def _tables(tables: Mapping[str, str], words: Texts) -> Iterator[Place]:
    for code, key in tables.items():
        names = [texts(lang)(key) for lang in LOCALES]
        yield Place(_code("donnees", (("table", code),)), words(key), words("search.context.table"), _said(names, code))


def _kept(plain: Place, years: Sequence[int], words: Texts) -> Iterator[Place]:
    """`plain`, which keeps some records alone, in all years and in each."""
    page, _, kept = plain.code.partition("?")
    yield replace(plain, code=f"{page}?annee=toutes&{kept}")
    yield from _of_years(plain, years, words)


def _of_years(plain: Place, years: Sequence[int], words: Texts) -> Iterator[Place]:
    page, _, query = plain.code.partition("?")
    for year in years:
        code = f"{page}?annee={year}{'&' if query else ''}{query}"
        name = words("search.of_year", name=plain.name, year=year)
        yield Place(code, name, plain.context, f"{plain.said} {_typed(year)}", year)


def _typed(year: int) -> str:
    """What may be typed for a year of reports: « 2025 », or « 2025 2026 »."""
    return report_year.name(year).replace("\u2013", " ")


def _said(names: Iterable[str], code: str = "") -> str:
    """Names, and the other words that lead to the page, the table or the kind of that code, in every language."""
    key = f"search.word.{code}"
    return " ".join([*names, *(texts(lang)(key) for lang in LOCALES if texts(lang).has(key))])


def _code(page: str, asked: Items) -> str:
    return f"{page}?{urlencode(asked, safe=':')}"


# Beyond, a folder holds more cities than anyone would ask about one by one.
MOST_ASKED = 500
# What is asked of a city, by the page that answers it.
_ASKED = {"cost": "depenses", "contact": "ententes", "about": "questions"}
# What is asked of an organisation.
_ASKED_OF_PARTNERS = {"contact": "ententes", "about": "questions"}


def questions_of(cities: Sequence[Sequence[str]], partners: Sequence[Sequence[str]], words: Texts) -> Iterator[Place]:
    """« combien a coûté Tunis », « dernier contact AIMF », « que sait-on de Bordeaux »: a question about a city or an
    organisation, on the page that answers it.

    Of each, the code, what it is called in each language of `LOCALES`, then other words for it."""
    at = list(LOCALES).index(words.lang)
    asked = [("f.ville", _ASKED, one) for one in cities[:MOST_ASKED]]
    asked += [("f.partenaire", _ASKED_OF_PARTNERS, one) for one in partners[:MOST_ASKED]]
    for facet, pages, (code, *names) in asked:
        for what, page in pages.items():
            said = " ".join([*names, *(texts(lang)(f"search.asked.{what}.words") for lang in LOCALES)])
            name = words(f"search.asked.{what}.name", city=names[at])
            context = words(f"search.asked.{what}.context")
            yield Place(_code(page, ((facet, code),)), name, context, said, subject=" ".join(names))
