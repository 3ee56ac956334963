"""The answers of the search box as a reader sees them: grouped, named and placed in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from . import format as fmt
from .briefs import country_name
from .records import state_of
from .rows import localised, plain
from .search_places import Place
from .theme import KINDS
from .words import LOCALES, Lang, Texts, texts

BRIEFS = ("ville", "partenaire", "activite", "entente")
DATA, PLACE = "donnees", "lieu"


@dataclass(frozen=True)
class Answer:
    """One answer: what it is (`ville:namur`), its name, the line under it, its address from any page, and the kind and
    state of its symbol ("" for what is not a record)."""

    id: str
    name: str
    context: str
    address: str
    kind: str = ""
    state: str = ""


@dataclass(frozen=True)
class Group:
    """The answers of one kind, best first; `more` says that others were left out."""

    kind: str
    answers: tuple[Answer, ...]
    more: bool


def groups(found: Iterable[tuple[str, pd.DataFrame, bool]], texts: Texts) -> tuple[Group, ...]:
    """The groups of queries.search (kind, rows, more), in their order."""
    return tuple(
        Group(kind, tuple(_answer(kind, row, texts) for row in plain(rows)), more) for kind, rows, more in found
    )


def place_group(found: Sequence[Place], lang: Lang, *, more: bool) -> Group:
    """Places as a group of answers, in their order."""
    answers = [Answer(f"{PLACE}:{one.code}", one.name, one.context, address(PLACE, one.code, lang)) for one in found]
    return Group(PLACE, tuple(answers), more)


def _answer(kind: str, row: dict[str, Any], texts: Texts) -> Answer:
    name = str(localised(row, "title" if "title" in row else "name", texts))
    drawn = (row["kind"], row["state"]) if kind in ("activite", "entente") else ("", "")
    return Answer(f"{kind}:{row['id']}", name, _context(kind, row, texts), address(kind, row["id"], texts.lang), *drawn)


def _context(kind: str, row: dict[str, Any], texts: Texts) -> str:
    if kind == "ville":
        return country_name(row["country"], texts)
    if kind == "partenaire":
        return _listed(localised(row, "acronym", texts), texts(f"brief.sector.{row['sector']}"))
    if kind == "activite":
        announced = state_of(row["kind"], "announced", texts) if row["state"] == "announced" else None
        return _listed(texts(f"common.kind.{row['kind']}"), fmt.when(row["start"], row["end"], texts), announced)
    if kind == "entente":
        signed = fmt.date_only(row["start"], texts) if row["start"] else None
        return _listed(texts(f"brief.agreement_kind.{row['agreement_kind']}"), signed)
    return texts(f"search.context.{kind}")


def _listed(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def destination(kind: str, code: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Where a choice leads: the address of a page and its parameters, some repeated; None when it leads nowhere.

    `kind` and `code` are the two parts of an Answer's id; `donnees` is a search of the rows themselves, `lieu` a
    page in some state (present.search_places): whoever opens it checks the page.
    """
    if not code:
        return None
    if kind in BRIEFS:
        return "fiches", ((kind, code),)
    if kind == "theme":
        return "themes", (("annee", "toutes"), ("f.theme", code))
    if kind == "service":
        return "chronologie", (("annee", "toutes"), ("f.service", code))
    if kind == PLACE:
        page, _, query = code.partition("?")
        return page, tuple(parse_qsl(query))
    return (DATA, (("q", code),)) if kind == DATA else None


def address(kind: str, code: str, lang: Lang) -> str:
    """The address of `destination` from any page of the dashboard; "" when there is none."""
    place = destination(kind, code)
    if place is None:
        return ""
    page, parameters = place
    query = urlencode([*parameters, *([("lang", lang)] if lang != "fr" else [])])
    return f"./{page}?{query}" if query else f"./{page}"


def message(asked: str, found: Sequence[Group], texts: Texts) -> dict[str, Any]:
    """What the browser draws: `groups` (label, answers), `said` (how many there are, in words) and `data` (the way to
    search the rows themselves). Plain text throughout, none of it markup."""
    shown = sum(len(group.answers) for group in found)
    return {
        "groups": [
            {
                "label": texts(f"search.kind.{group.kind}"),
                "more": texts("search.more", n=len(group.answers)) if group.more else "",
                "answers": [
                    {
                        "id": answer.id,
                        "name": answer.name,
                        "context": answer.context,
                        "address": answer.address,
                        "mark": f"{answer.kind}-{answer.state}" if answer.kind else "",
                    }
                    for answer in group.answers
                ],
            }
            for group in found
        ],
        "said": texts.count("search.found", shown, asked=asked),
        "data": {
            "id": f"{DATA}:{asked}",
            "name": texts("search.in_data", asked=asked),
            "address": address(DATA, asked, texts.lang),
        },
    }


@cache
def labels() -> dict[str, dict[str, tuple[str, ...]]]:
    """What the words of a label say of a row, in both languages: kind of a record, kind of an agreement, country."""
    both = [texts(lang) for lang in LOCALES]
    agreements = {key.rpartition(".")[2] for key in both[0].keys if key.startswith("brief.agreement_kind.")}
    countries = {str(code) for words in both for code in words.locale.territories if len(str(code)) == 2}
    return {
        "kind": {kind: tuple(words(f"common.kind.{kind}") for words in both) for kind in KINDS},
        "agreement": {kind: tuple(words(f"brief.agreement_kind.{kind}") for words in both) for kind in agreements},
        "country": {code: tuple(country_name(code, words) for words in both) for code in countries},
    }
