"""Agreements and networks as values: one relation per city or partner, what was signed, who came, since when nothing.

A contact is an activity that took place. What was only announced is shown and never counted; silence is counted from
the latest contact recorded, which does not prove that there was none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from ..model.dates import Edtf, parse_edtf
from . import format as fmt
from . import prepositions
from .rows import localised, plain
from .words import Texts

Row = Mapping[str, Any]
# Statuses under which a written end still says something of today.
_ALIVE = frozenset({"en_vigueur", "en_renouvellement", "inconnue"})


@dataclass(frozen=True)
class Relation:
    """One city, one group of cities, or one partner, with its agreements in the order of signing (`rows`), and the
    activities that touched it, latest first. `brief` is the kind and code of what its name leads to."""

    key: tuple[str, ...]
    brief: tuple[str, str]
    rows: tuple[Row, ...]
    contacts: tuple[Row, ...] = ()

    @cached_property
    def held(self) -> tuple[Row, ...]:
        """The contacts that took place."""
        return tuple(row for row in self.contacts if row["state"] != "announced")

    @property
    def last(self) -> Row | None:
        """The latest contact that took place: the one whose last possible day is latest."""
        return max(self.held, key=lambda row: (row["last_day"], row["first_day"]), default=None)

    @property
    def missions(self) -> int:
        """How many missions went there."""
        return sum(row["kind"] == "mission" for row in self.held)

    @property
    def visits(self) -> int:
        """How many delegations came from there."""
        return sum(row["kind"] == "accueil" for row in self.held)

    @property
    def expires(self) -> Edtf | None:
        """The latest written end of an agreement that is not said to be over; None where none gives an end."""
        ends = [parse_edtf(row["expires"]) for row in self.rows if row["expires"] and row["status"] in _ALIVE]
        return max((end for end in ends if end), key=lambda end: end.last, default=None)


@dataclass(frozen=True)
class Network:
    """The City's roles with one partner (`rows`, oldest first), and the activities in which it is named."""

    partner_id: str
    rows: tuple[Row, ...]
    contacts: tuple[Row, ...] = ()

    @property
    def last(self) -> Row | None:
        """The latest contact that took place."""
        held = [row for row in self.contacts if row["state"] != "announced"]
        return max(held, key=lambda row: (row["last_day"], row["first_day"]), default=None)


@dataclass(frozen=True)
class Found:
    """The relations with a contact (next end first, then the latest contact), those without, the networks, the day."""

    active: tuple[Relation, ...]
    silent: tuple[Relation, ...]
    networks: tuple[Network, ...]
    today: date
    agreements: int

    @property
    def all(self) -> tuple[Relation, ...]:
        """All the relations, in the order of the page."""
        return self.active + self.silent

    def ending(self) -> list[Row]:
        """The agreements not said to be over whose written end can fall this year, today or later."""
        year = self.today.year
        rows = [row for one in self.all for row in one.rows if row["expires"] and row["status"] in _ALIVE]
        ends = [(row, parse_edtf(row["expires"])) for row in rows]
        return [row for row, end in ends if end and end.last.year == year and end.last >= self.today]


def found_of(frames: Mapping[str, pd.DataFrame], today: date) -> Found:
    """The relations and networks of the frames of queries.relations, under their names."""
    contacts = plain(frames["contacts"])
    for row in contacts:
        row["first_day"], row["last_day"] = _day(row["first_day"]), _day(row["last_day"])
    agreements = plain(frames["agreements"])
    by_key: dict[tuple[str, ...], list[Row]] = {}
    for row in agreements:
        by_key.setdefault(_key(row), []).append(row)
    index = {among: _indexed(contacts, among) for among in ("cities", "partners")}
    relations = [_relation(key, rows, contacts, index) for key, rows in by_key.items()]
    active = sorted((one for one in relations if one.held), key=_next)
    silent = tuple(one for one in relations if not one.held)
    by_partner: dict[str, list[Row]] = {}
    for row in plain(frames["roles"]):
        by_partner.setdefault(row["partner_id"], []).append(row)
    networks = tuple(
        Network(code, tuple(rows), tuple(contacts[place] for place in index["partners"].get(code, ())))
        for code, rows in by_partner.items()
    )
    total = int(agreements[0]["total"]) if agreements else 0
    return Found(tuple(active), silent, networks, today, total)


def _day(value: Any) -> date:
    found: date = value.date() if hasattr(value, "date") else value
    return found


def _key(row: Row) -> tuple[str, ...]:
    """What an agreement ties: its cities, else the networks among its partners, else its partners, else itself."""
    if row["cities"]:
        return ("ville", *sorted(row["cities"]))
    networks = [code for code, is_one in zip(row["partners"], row["are_networks"], strict=True) if is_one]
    return ("partenaire", *sorted(networks or row["partners"])) if row["partners"] else ("entente", row["record_id"])


def _indexed(contacts: Sequence[Row], among: str) -> dict[str, list[int]]:
    """The places of the contacts by each code they bear under `among`, in their order."""
    found: dict[str, list[int]] = {}
    for place, row in enumerate(contacts):
        for code in row[among]:
            found.setdefault(code, []).append(place)
    return found


def _relation(
    key: tuple[str, ...], rows: Sequence[Row], contacts: Sequence[Row], index: Mapping[str, Mapping[str, list[int]]]
) -> Relation:
    kind, *codes = key
    by_code = index["cities" if kind == "ville" else "partners"] if kind != "entente" else {}
    own = tuple(contacts[place] for place in sorted({place for code in codes for place in by_code.get(code, ())}))
    brief = (kind, codes[0]) if len(codes) == 1 else ("entente", rows[0]["record_id"])
    return Relation(key, brief, tuple(sorted(rows, key=lambda row: row["signed"] or "")), own)


def _next(one: Relation) -> tuple[date, int, tuple[str, ...]]:
    last = one.last
    return one.expires.last if one.expires else date.max, -(last["last_day"].toordinal() if last else 0), one.key


# --- Words ------------------------------------------------------------------------------------------------------------


def name_of(one: Relation, texts: Texts) -> str:
    """What ties Québec City: the cities, the network, the partner, or the agreement itself."""
    kind, *codes = one.key
    row = dict(one.rows[0])
    if kind == "entente":
        return str(localised(row, "label", texts))
    names, ids = ("city_names", row["cities"]) if kind == "ville" else ("partner_names", row["partners"])
    known = dict(zip(ids, localised(row, names, texts), strict=True))
    return fmt.joined([str(known[code]) for code in codes], texts)


def kinds_of(one: Relation, texts: Texts) -> str:
    """The kinds of its agreements: « jumelage et coopération »."""
    kinds = dict.fromkeys(texts(f"data_page.code.{row['kind']}") for row in one.rows)
    return fmt.joined(list(kinds), texts)


def end_said(one: Relation, today: date, texts: Texts) -> str:
    """« à échéance 2026 », « échue en 2025 »; "" where no end is written."""
    end = one.expires
    if end is None:
        return ""
    if end.last < today:
        return texts("relations.over", when=prepositions.on(end.value, texts))
    return texts("relations.ends", when=fmt.date_only(end.value, texts))


def is_near(one: Relation, today: date) -> bool:
    """Whether a written end falls this year, or has passed without a word of what came after."""
    end = one.expires
    return end is not None and end.last.year <= today.year


def status_said(one: Relation, texts: Texts) -> str:
    """The state of its latest agreement as a source gives it, since when for one judged inactive, and that no end is
    known."""
    row = one.rows[-1]
    said = texts(f"brief.status.{row['status']}")
    if row["status"] == "inactive" and row["as_of"]:
        said = texts("relations.as_of", status=said, year=row["as_of"][:4])
    elif row["status"] in _ALIVE and one.expires is None:
        said = texts("relations.no_end", status=said)
    return said


def last_said(row: Row | None, texts: Texts) -> str:
    """When the latest contact ended; « — » for none recorded."""
    if row is None:
        return texts("common.unknown")
    if row["precision"] == "year":
        return fmt.when(row["start"], None, texts)
    return fmt.date_only(row["end"] or row["start"], texts)


def event_said(row: Row, texts: Texts) -> str:
    """An activity in a line: its kind, its short name, when."""
    key = "relations.announced_event" if row["state"] == "announced" else "relations.event"
    kind = texts(f"common.kind.{row['kind']}")
    when = fmt.when(row["start"], row["end"], texts)
    return texts(key, kind=kind, name=localised(dict(row), "label", texts), when=when)


def signed_said(row: Row, texts: Texts) -> str:
    """An agreement in a line: its short name, when it was signed, when it ends."""
    when = fmt.date_only(row["signed"], texts) if row["signed"] else texts("relations.signing_unknown")
    said = texts("relations.signed", name=localised(dict(row), "label", texts), when=when)
    return f"{said}, {texts('relations.ends', when=fmt.date_only(row['expires'], texts))}" if row["expires"] else said


def title(found: Found, texts: Texts) -> str:
    """The finding: how many agreements end this year, and how many ties have no recorded contact."""
    if not found.all:
        return texts("relations.title.none")
    ending, silent, total = len(found.ending()), len(found.silent), len(found.all)
    parts = []
    if ending:
        n = fmt.spelled(ending, texts)
        parts.append(texts.count("relations.title.ending", ending, n=n, year=str(found.today.year)))
    n, of = fmt.spelled(silent, texts), fmt.spelled(total, texts)
    parts.append(texts.count("relations.title.silent", silent, n=n, total=of))
    return fmt.capitalised("; ".join(parts))


def alternative(found: Found, texts: Texts) -> str:
    """The picture in a sentence: each tie with its latest contact."""
    said = [
        texts("slides.said", what=name_of(one, texts), said=last_said(one.last, texts)) for one in found.active[:12]
    ]
    return texts("relations.alt", parts="; ".join(said)) if said else title(found, texts)


def network_name(one: Network, texts: Texts) -> str:
    """The acronym, else the name, of the partner."""
    return str(localised(dict(one.rows[0]), "name", texts))


def cited(found: Found) -> list[str]:
    """The titles of the documents that the ties and the roles rest on, in order of first use."""
    rows = [row for one in found.all for row in one.rows] + [row for one in found.networks for row in one.rows]
    return list(dict.fromkeys(title for row in rows for title in row["source_titles"] or [] if title))
