"""What the reader keeps of the records, as one frozen value that travels in an address.

Codes, never labels: the same address shows the same rows in both languages. Within a facet the codes add up (Namur or
Bordeaux); facets narrow each other (and culture).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from bri_data.model.codes import AXES, KIND
from bri_data.model.dates import Edtf, parse_edtf

Items = list[tuple[str, str]]

# The facet and its name in an address, in the order of the form.
PARAMETERS: dict[str, str] = {
    "kinds": "f.genre",
    "themes": "f.theme",
    "axes": "f.axe",
    "partners": "f.partenaire",
    "cities": "f.ville",
    "countries": "f.pays",
    "services": "f.service",
    "states": "f.etat",
    "sources": "f.source",
    "months": "f.mois",
}
BOUNDS: dict[str, str] = {"since": "f.depuis", "until": "f.jusque"}
NAMES = frozenset([*PARAMETERS.values(), *BOUNDS.values()])

NO_AXIS = "aucun"
REPORT, OTHERS = "rapport", "autres"
# The state of a record, as an address writes it.
STATES = {"datee": "dated", "nommee": "named", "annoncee": "announced"}
MOST_CODES = 40

# Facets whose codes are known without the data; the others are the data's own identifiers.
CLOSED: dict[str, tuple[str, ...]] = {
    "kinds": tuple(KIND),
    "states": tuple(STATES),
    "axes": (*AXES, NO_AXIS),
    "sources": (REPORT, OTHERS),
    "months": tuple(str(month) for month in range(1, 13)),
}
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Filters:
    """The codes kept of each facet, sorted, each once, and the dates between which a record must lie.

    `since` and `until` are EDTF dates ("2022", "2022-03", "2022-03-19") or "". ValueError for what no address may hold:
    an impossible code or date, a period that ends before it begins, more than MOST_CODES codes of a facet.
    """

    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        for facet in PARAMETERS:
            codes = self.of(facet)
            if list(codes) != sorted(set(codes)) or len(codes) > MOST_CODES:
                raise ValueError(f"{facet}: {codes}")
            if wrong := [code for code in codes if not is_code(facet, code)]:
                raise ValueError(f"{facet}: {wrong}")
        for bound in BOUNDS:
            if self.bound(bound) and parse_edtf(self.bound(bound)) is None:
                raise ValueError(f"{bound}: {self.bound(bound)}")
        if _is_backwards(parse_edtf(self.since), parse_edtf(self.until)):
            raise ValueError(f"until {self.until} is before since {self.since}")

    @property
    def is_empty(self) -> bool:
        """Whether every record is kept."""
        return self == NOTHING

    def of(self, facet: str) -> tuple[str, ...]:
        """The codes kept of one facet; () when it narrows nothing."""
        codes: tuple[str, ...] = getattr(self, facet)
        return codes

    def bound(self, bound: str) -> str:
        """One end of the period; "" when it is open."""
        date: str = getattr(self, bound)
        return date

    def days(self) -> dict[str, date | None]:
        """The first and the last day of the period, under `since` and `until`; None at an open end."""
        since, until = parse_edtf(self.since), parse_edtf(self.until)
        return {"since": since.first if since else None, "until": until.last if until else None}

    def with_codes(self, facet: str, codes: Iterable[str]) -> Filters:
        """The same with these codes of `facet` instead; ValueError for a code that cannot be one."""
        changed: dict[str, Any] = {facet: tuple(sorted(set(codes)))}
        return replace(self, **changed)

    def with_period(self, since: str, until: str) -> Filters:
        """The same between these dates instead, "" for an open end; ValueError when they are none, or turned round."""
        return replace(self, since=since, until=until)

    def with_all_of(self, other: Filters) -> Filters:
        """The same, each field that `other` narrows being narrowed as it says."""
        return replace(self, **{field.name: value for field in fields(other) if (value := getattr(other, field.name))})

    def without(self, name: str, code: str = "") -> Filters:
        """The same without `code` of the facet `name`, or without all of it, or without that end of the period."""
        if name in BOUNDS:
            opened: dict[str, Any] = {name: ""}
            return replace(self, **opened)
        return self.with_codes(name, [one for one in self.of(name) if code and one != code])

    def parts(self) -> Iterator[tuple[str, str]]:
        """Each thing that narrows, as (field, code or date), in the order of the form."""
        for field in fields(self):
            value = getattr(self, field.name)
            yield from ((field.name, one) for one in ([value] if isinstance(value, str) else value) if one)

    def to_query(self) -> Items:
        """The address's parameters, in a fixed order; [] when nothing narrows."""
        names = PARAMETERS | BOUNDS
        return [(names[name], value) for name, value in self.parts()]

    @classmethod
    def from_query(cls, items: Iterable[tuple[str, str]]) -> tuple[Filters, tuple[str, ...]]:
        """The filters that an address asks for, and what of them was ignored, as "name=value".

        Never raises. Parameters of other names are not looked at.
        """
        facets = {name: facet for facet, name in PARAMETERS.items()}
        bounds = {name: bound for bound, name in BOUNDS.items()}
        codes: dict[str, list[str]] = {facet: [] for facet in PARAMETERS}
        dates: dict[str, str] = {}
        ignored: list[str] = []
        for name, value in items:
            if name in facets and value in codes[facets[name]]:
                continue
            if name in facets and is_code(facets[name], value) and len(codes[facets[name]]) < MOST_CODES:
                codes[facets[name]].append(value)
            elif name in bounds and bounds[name] not in dates and parse_edtf(value):
                dates[bounds[name]] = value.strip()
            elif name in NAMES and value:
                ignored.append(f"{name}={value[:60]}")
        until = dates.get("until", "")
        if _is_backwards(parse_edtf(dates.get("since", "")), parse_edtf(until)):
            ignored.append(f"{BOUNDS['until']}={until}")
            del dates["until"]
        kept: dict[str, Any] = {facet: tuple(sorted(found)) for facet, found in codes.items()} | dates
        return cls(**kept), tuple(dict.fromkeys(ignored))


def is_code(facet: str, code: str) -> bool:
    """Whether `code` can be one of `facet`: in its closed list, or written as the data write identifiers."""
    if facet in CLOSED:
        return code in CLOSED[facet]
    return (_COUNTRY if facet == "countries" else _IDENTIFIER).fullmatch(code) is not None


def _is_backwards(since: Edtf | None, until: Edtf | None) -> bool:
    return since is not None and until is not None and until.last < since.first


NOTHING = Filters()
