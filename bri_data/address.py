"""The address of a page as one value: page, language, year, filters, and the page's own parameters."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final, Literal

from bri_data.bureau import current
from bri_data.filters import NAMES, NOTHING, Filters

Lang = Literal["fr", "en"]
LANGUAGE, YEAR = "lang", "annee"
_LANGUAGES = ("fr", "en")
# « arrêté au »: the data as they were kept at the end of a day (2026-01-31), or after a change of the history (12)
AS_OF = "arrete"
# the shorter word that people write for it; La séance is read on that day, with what is known today
AS_OF_TOO, _OF_ITS_OWN = "au", "seance"
_CHANGE = re.compile(r"0|[1-9][0-9]{0,8}")
EVERY_YEAR: Final = "toutes"
# Every value of these counts: what is compared, the views of a deck, the forms of an amount, the journeys of a carbon
# scenario. Of any other parameter of a page, and of the year and the language, the first said is the one shown and the
# others are told.
REPEATED = frozenset({"avec", "vue", "forme", "s.enligne", "s.voyageurs"})
# Of an address. The dashboard writes forty codes a filter at most, and sixty views of 8 000 letters.
MOST_PARTS, LONGEST_PART = 600, 10_000
_YEAR = re.compile(r"[1-9][0-9]{3}")
# How older links to a page ask for every year.
_OLD_EVERY_YEAR = {"chronologie": ("vue", "annees")}


def offered(asked: str | None) -> Lang:
    """The language that the bureau offers to who asked for `asked`: that one, else French, else its only one."""
    languages = current().languages
    return "en" if languages == ("en",) or (asked == "en" and "en" in languages) else "fr"


@dataclass(frozen=True)
class Address:
    """`page` is "" for the overview, else "carte", "fiches"…; `year` None is the page's own choice.

    `as_of` is the day, in ISO, or the number of the change whose state of the data is asked for, "" for that of now.
    `own` holds what belongs to the page alone (the city, the frame, the table…), in the order of the address.
    `ignored` says what was asked for and could not be read, as "name=value".
    """

    page: str = ""
    lang: Lang = "fr"
    year: int | Literal["toutes"] | None = None
    filters: Filters = NOTHING
    own: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    as_of: str = ""

    @classmethod
    def read(cls, page: str, items: Iterable[tuple[str, str]]) -> Address:
        """The address that `items` (name, value) write. Never raises: what cannot be read is in `ignored`.

        There too are the other values of what is said more than once (see REPEATED), the first part after MOST_PARTS
        and those longer than LONGEST_PART; what follows is not looked at.
        """
        first = list(islice(items, MOST_PARTS + 1))
        known = [part for part in first[:MOST_PARTS] if max(map(len, part)) <= LONGEST_PART]
        beyond = tuple(f"{name[:60]}={value[:60]}" for name, value in first if (name, value) not in known)
        old = _OLD_EVERY_YEAR.get(page)
        if old in known:
            known = [(YEAR, EVERY_YEAR), *(item for item in known if item != old and item[0] != YEAR)]
        filters, ignored = Filters.from_query(known)
        lang, more = _first(LANGUAGE, known, lambda value: value in _LANGUAGES)
        ignored += more
        year, more = _first(YEAR, known, lambda value: read_year(value) is not None)
        ignored += more
        if page != _OF_ITS_OWN and AS_OF not in dict(known):
            known = [(AS_OF if name == AS_OF_TOO else name, value) for name, value in known]
        as_of, more = _first(AS_OF, known, is_state)
        ignored += more
        own, more = _each_once([item for item in known if item[0] not in NAMES | {LANGUAGE, YEAR, AS_OF}])
        return cls(page, offered(lang), read_year(year), filters, own, ignored + more + beyond, as_of)

    def query(self) -> list[tuple[str, str]]:
        """Its parameters, as `read` takes them; French is not written, nor what was ignored."""
        year = [(YEAR, str(self.year))] if self.year is not None else []
        lang = [(LANGUAGE, self.lang)] if self.lang != "fr" else []
        as_of = [(AS_OF, self.as_of)] if self.as_of else []
        return [*self.own, *year, *self.filters.to_query(), *as_of, *lang]

    def value(self, name: str) -> str:
        """The value of one of the page's own parameters, the first of one that is repeated; "" when the address has
        none."""
        return next((value for own, value in self.own if own == name and value), "")


def _first(
    name: str, items: Iterable[tuple[str, str]], is_readable: Callable[[str], bool]
) -> tuple[str, tuple[str, ...]]:
    """The first readable value of `name`, "" for none, and each other value that was asked for, as "name=value"."""
    asked = list(dict.fromkeys(value for one, value in items if one == name and value))
    kept = next(filter(is_readable, asked), "")
    return kept, tuple(f"{name}={value[:60]}" for value in asked if value != kept)


def _each_once(items: Iterable[tuple[str, str]]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """A page's own parameters, each with one value but those of REPEATED, and the other values, as "name=value"."""
    kept: list[tuple[str, str]] = []
    said: dict[str, str] = {}
    ignored: dict[str, None] = {}
    for name, value in items:
        if name in REPEATED or not said.get(name):
            said[name] = value
            kept.append((name, value))
        elif value and value != said[name]:
            ignored[f"{name}={value[:60]}"] = None
    return tuple(kept), tuple(ignored)


def read_language(values: Iterable[str]) -> str:
    """The language that the values of LANGUAGE in an address ask for: the first that is one, "" for none."""
    return next((value for value in values if value in _LANGUAGES), "")


def read_year(text: str) -> int | Literal["toutes"] | None:
    """The year that an address writes; None for what is no year."""
    if text == EVERY_YEAR:
        return "toutes"
    return int(text) if _YEAR.fullmatch(text) else None


def is_state(text: str) -> bool:
    """Whether `text` asks for a state of the data: a day that the calendar has, or the number of a change."""
    if _CHANGE.fullmatch(text):
        return True
    try:
        return len(text) == len("2026-01-31") and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


PUBLIC_URL = "BRI_PUBLIC_URL"


def home_address(otherwise: str = "") -> str:
    """The web address that readers know the dashboard by, ending in « / »: that of the setting BRI_PUBLIC_URL, where a
    relay hides it from us, else `otherwise`; "" where neither says."""
    known = os.environ.get(PUBLIC_URL, "").strip() or otherwise
    return f"{known.rstrip('/')}/" if known else ""
