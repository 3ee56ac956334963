"""What a file says of itself: the page, the filters, the dates, the words, the documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from bri_data.export.sheets import Book, Notice, Sheet, Source
from bri_data.model import clock, report_year
from bri_data.pages import page_title
from bri_data.present import format as fmt
from bri_data.present.filters import in_words, names_of
from bri_data.present.made import Made, moment, state
from bri_data.present.rows import plain
from bri_data.present.words import Texts
from bri_data.queries import take_away
from bri_data.queries.narrow import names

from .carbon_state import supposed
from .order import OVERVIEW, Order, Shown
from .table_rows import table_asked

# Pages that a year does not narrow: a comparison names its own, a brief and a table speak of all.
_NOT_OF_A_YEAR = frozenset({"fiches", "donnees", "comparer"})
_WORDS = ("declared", "recorded", "announced", "estimated", "unknown")


def book_of(order: Shown, sheets: tuple[Sheet, ...]) -> Book:
    """The sheets with all that a reader should know of them."""
    built = take_away.built_at(order.con)
    return Book(
        Notice(title(order), _facts(order, sheets, built), _words(order.texts), sources(order, sheets)),
        sheets,
        clock.moment(order.on),
    )


def made_of(order: Order) -> Made:
    """When the file of `order` is made, and from which state of the data."""
    mark, changed = take_away.state(order.con)
    day = clock.moment(changed).astimezone(clock.BUREAU).date() if changed else None
    return Made(order.on, mark, day, page_address(order) if order.home else "", order.address.as_of)


def title(order: Shown) -> str:
    """The page and its year, as the title of a file."""
    words = order.texts
    page = page_title(order.address.page, words)
    of_year = order.year if order.address.page not in _NOT_OF_A_YEAR else None
    return page if of_year is None else words("export.title", page=page, year=of_year)


def filters_in_words(order: Shown) -> str:
    """What the reader kept, as one phrase; a sentence that says so when nothing was left out."""
    kept = table_asked(order)[2] if order.address.page == "donnees" else order.filters
    if order.region:
        return order.texts("export.notice.framed", region=order.region.name)
    known = names_of(names(order.con, kept), order.texts)
    return in_words(kept, known, order.texts) or order.texts("export.notice.no_filter")


def _facts(order: Shown, sheets: tuple[Sheet, ...], built: datetime) -> tuple[tuple[str, str], ...]:
    words = order.texts
    year = words("export.notice.every_year") if order.year is None else report_year.name(order.year)
    sizes = [words("export.notice.size", sheet=one.title, n=fmt.number(one.n, words)) for one in sheets]
    facts = {
        "author": words("export.author"),
        "year": year,
        "filters": filters_in_words(order),
        "scenario": supposed(order),
        "tables": "; ".join(sizes),
        "made": moment(order.on, words),
        "data": moment(built.replace(tzinfo=UTC), words),
        "state": state(made_of(order), words),
        "address": page_address(order),
    }
    if order.address.page in _NOT_OF_A_YEAR:
        del facts["year"]
    if not facts["scenario"]:
        del facts["scenario"]
    facts |= {"licence": licence} if (licence := words("export.licence")) else {}
    return tuple((words(f"export.notice.fact.{name}"), text) for name, text in facts.items())


def page_address(order: Order) -> str:
    """Where the page of `order` is: its whole web address where the dashboard's is known, else the part after it."""
    query = urlencode(order.address.query())
    page = order.address.page if order.home else order.address.page or OVERVIEW
    return order.home + page + (f"?{query}" if query else "")


def _words(words: Texts) -> tuple[tuple[str, str], ...]:
    return tuple((words(f"export.word.{name}.word"), words(f"export.word.{name}.meaning")) for name in _WORDS)


def sources(order: Shown, sheets: Sequence[Sheet]) -> tuple[Source, ...]:
    """The documents that the rows of `sheets` rest on, once each, in order of first use; no other."""
    words = order.texts
    cited = dict.fromkeys(code for sheet in sheets for code in sheet.cites)
    return tuple(
        Source(
            row["title"],
            row["publisher"],
            fmt.when(row["published"], None, words) if row["published"] else words("common.unknown"),
            row["url"],
        )
        for row in plain(take_away.sources(order.con, list(cited)))
    )
