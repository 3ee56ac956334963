"""What somebody asks to take away, and what is known when it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from duckdb import DuckDBPyConnection

from bri_data.address import EVERY_YEAR, Address
from bri_data.export.progress import Progress, unheard
from bri_data.filters import NOTHING, Filters
from bri_data.model import report_year
from bri_data.pages import EVERY_YEAR_PAGES, FILTERED, WITHOUT_YEAR, page_title
from bri_data.present.geo.regions import Region
from bri_data.present.made import as_of_said
from bri_data.present.theme import Scheme
from bri_data.present.words import Texts, texts
from bri_data.queries import overview, timeline
from bri_data.queries.narrow import held, narrow
from bri_data.store.past import Past

from .framed import inside, region_framed

_P = ParamSpec("_P")
_T = TypeVar("_T")
# What the overview is called in the name of a file.
OVERVIEW = "vue-ensemble"
# The pages whose document is the report of their year: its first page holds all that they show.
OF_THE_YEAR = frozenset({"", "presenter"})
_REPORTS = frozenset({"pdf", "docx"})
# What a brief is about, by its parameter in the address: such a page is whole.
SUBJECTS = frozenset({"ville", "partenaire", "activite", "entente"})
SLIDES_PDF = "pdf-slides"  # the format of a PDF that holds slides
_MOST_NAMED = 4  # codes of a filter in the name of a file
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')  # in the name of a file, on some system


class NothingToTakeError(LookupError):
    """The address asks for a file that cannot be: the message is a key of the texts."""


@dataclass(frozen=True)
class Order:
    """One file asked for. `con` is a whole cursor of the maker's own: whoever counts records narrows it first.

    `on` is the moment it is made (bri_data.model.clock.now), or only the day.
    `image` names a picture of the page ("" its first), `sheet` a table ("" its first).
    `template` is the presentation that slides start from, None for the bureau's or the house's own.
    `earlier` gives the data as they were on a day, or after a change, as the same reader reads them; None where the
    maker knows no history.
    `home` is the web address of the dashboard, ending in « / », "" where there is none.
    """

    con: DuckDBPyConnection
    address: Address
    on: date
    scheme: Scheme = "light"
    image: str = ""
    sheet: str = ""
    progress: Progress = unheard
    home: str = ""
    template: Path | None = None
    earlier: Callable[[str], Past | None] | None = None

    @property
    def texts(self) -> Texts:
        """The words of the address's language."""
        return texts(self.address.lang)


@dataclass(frozen=True)
class Shown(Order):
    """An order as its page answers it: `con` narrowed by the `filters` that the data know, `year` the one shown.

    `year` is None for all years, and for data that speak of no year. `region` is the part of the world that a map
    without filters is framed on, as its title then says: `con` holds the records of its cities alone.
    """

    year: int | None = None
    filters: Filters = NOTHING
    region: Region | None = None
    # what `asked_once` keeps; an order made from this one begins without any
    answers: dict[tuple[Any, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def texts(self) -> Texts:
        """The words of the address's language; under filters, those of a part."""
        return texts(self.address.lang, of_part=not self.filters.is_empty)

    @property
    def framed(self) -> list[str] | None:
        """The ids of the cities that the region holds, None without a region: a mission it keeps may stop elsewhere."""
        return [city.city_id for city in self.region.cities] if self.region else None

    @property
    def is_whole(self) -> bool:
        """Whether every record is kept: only then can what is declared be set beside them."""
        return self.filters.is_empty and self.region is None


def asked_once(ask: Callable[Concatenate[Shown, _P], _T]) -> Callable[Concatenate[Shown, _P], _T]:
    """`ask`, answered once for one order: its tables, its picture and its slide draw one value."""

    @wraps(ask)
    def kept(order: Shown, /, *args: _P.args, **named: _P.kwargs) -> _T:
        key = (ask, *args, *sorted(named.items()))
        if key not in order.answers:
            order.answers[key] = ask(order, *args, **named)
        answer: _T = order.answers[key]
        return answer

    return kept


def shown(order: Order) -> Shown:
    """What the page shows for `order`; its cursor is narrowed from here on."""
    year = shown_year(order)
    filters = NOTHING
    if is_filtered(order.address):
        filters, _ = held(order.con, order.address.filters)
    region = region_framed(order.con, order.address, year) if filters.is_empty else None
    narrow(order.con, inside(region) if region else filters)
    asked = {one.name: getattr(order, one.name) for one in fields(Order)}
    return Shown(**asked, year=year, filters=filters, region=region)


def is_filtered(address: Address) -> bool:
    """Whether the page of `address` keeps only what its filters keep; a brief itself stays whole."""
    has_subject = address.page == "fiches" and any(name in SUBJECTS for name, _ in address.own)
    return address.page in FILTERED and not has_subject


def shown_year(order: Order) -> int | None:
    """The year asked for if the data speak of it, else the page's own choice; None for all. Asked before narrowing."""
    address = order.address
    if address.page in WITHOUT_YEAR or (address.year == EVERY_YEAR and address.page in EVERY_YEAR_PAGES):
        return None
    asked = address.year if isinstance(address.year, int) else None
    found = timeline.years(order.con, asked) if address.page == "chronologie" else overview.years(order.con)
    years = [int(year) for year in found["year"]]
    if asked in years:
        return asked
    with_report = [int(year) for year in found.loc[found["has_report"], "year"]]
    return next(iter(with_report or years), None)


def year_of_report(order: Order) -> int | None:
    """The year of the report: the one shown, else that of the latest report; None for data that speak of no year."""
    return shown_year(order) or shown_year(replace(order, address=replace(order.address, page="", year=None)))


def is_report(order: Order) -> bool:
    """Whether the page's document is the draft of a year's report; data that speak of no year give their rows."""
    return order.address.page in OF_THE_YEAR and year_of_report(order) is not None


def file_stem(order: Order, suffix: str = "") -> str:
    """The name of the file without its extension: whose it is, of which page, year or brief, what is kept, the day.

    A document of the overview or of the presentation (`suffix` pdf, docx) is named as what it is: a draft report.
    """
    address, words = order.address, order.texts
    what = words("report.annual.file") if suffix in _REPORTS and is_report(order) else page_title(address.page, words)
    parts = [words("export.author_short"), what]
    year = shown_year(order)
    if address.page == "fiches" and any(name in SUBJECTS for name, _ in address.own):
        parts += [code for name, code in address.own if name in SUBJECTS][:1]
    elif address.page == "donnees":
        parts += [address.value("table")]
    elif address.page == "comparer" and (compared := [value for name, value in address.own if name == "avec"]):
        parts += [_shortened(compared)]
    elif address.page == "presenter" and address.value("vue"):
        parts += [words("slides.cover.views")]
    elif address.page in WITHOUT_YEAR:
        parts += [address.value("au")]
    elif address.page != "fiches":
        parts += [words("export.notice.every_year") if year is None else report_year.name(year)]
    if is_filtered(address) or address.page == "donnees":
        kept, _ = held(order.con, address.filters)
        parts += [_shortened([code for _, code in kept.parts()])]
    parts += [words("export.slides")] if suffix == SLIDES_PDF else []  # its page gives another PDF
    parts += [as_of_said(address.as_of, words), f"{order.on:%Y-%m-%d}"]
    return " - ".join(_FORBIDDEN.sub("-", part)[:80] for part in parts if part)


def _shortened(codes: Sequence[str]) -> str:
    """The first codes of a filter, and a sign that there are more."""
    return ", ".join(codes[:_MOST_NAMED]) + ("…" if codes[_MOST_NAMED:] else "")
