"""A filter in words: the labels of its form, its chips, and the sentence that says how much it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bri_data.filters import BOUNDS, CLOSED, PARAMETERS, Filters

from . import format as fmt
from .rows import plain
from .words import Texts
from .years import said

Names = dict[tuple[str, str], str]
_LONG = 48
# Facets whose words the pages already have.
_COMMON = {"kinds": "common.kind", "axes": "common.axis"}


@dataclass(frozen=True)
class Chip:
    """One thing that narrows: the field and code to take away, and its words ("Ville : Namur")."""

    field: str
    code: str
    text: str


def option_labels(
    options: pd.DataFrame, texts: Texts, elsewhere: pd.DataFrame | None = None
) -> dict[str, dict[str, str]]:
    """For each facet of the form, the label of each code with its count: "Namur (2)"; from queries.narrow.options.

    `elsewhere` is the same of every year: what the year lacks says where it is, "Paris (5 en 2022–2024)", at the end.

    Closed lists keep their own order; the data's identifiers stand in the order of the frame, most records first.
    """
    labels: dict[str, dict[str, str]] = {facet: {} for facet in PARAMETERS}
    absent = {
        facet: {row["code"] for row in plain(options) if row["facet"] == facet and not row["n"]} for facet in PARAMETERS
    }
    for row in plain(options):
        name = _long_name(row, texts)
        labels[row["facet"]][row["code"]] = texts("filter.option", name=name, n=fmt.number(row["n"], texts))
    for row in plain(elsewhere) if elsewhere is not None else []:
        if row["n"] and (row["code"] not in labels[row["facet"]] or row["code"] in absent[row["facet"]]):
            labels[row["facet"]][row["code"]] = _elsewhere(row, texts)
    for facet, order in CLOSED.items():
        labels[facet] = {code: labels[facet][code] for code in order if code in labels[facet]}
    return labels


def _elsewhere(row: dict[str, Any], texts: Texts) -> str:
    """The label of what the year lacks: how many records have it, and in which years when these are known."""
    name, n = _long_name(row, texts), fmt.number(row["n"], texts)
    if row["first_year"] is None:
        return texts("filter.undated", name=name, n=n)
    years = said(None, [int(row["first_year"]), int(row["last_year"])])
    return texts("filter.elsewhere", name=name, n=n, years=years)


def names_of(frame: pd.DataFrame, texts: Texts) -> Names:
    """The short name of each (facet, code) of queries.narrow.names: an organisation by its acronym."""
    return {(row["facet"], row["code"]): _short_name(row, texts) for row in plain(frame)}


def subject(filters: Filters, names: Names) -> str:
    """The name of the one city or organisation that `filters` keep; "" when they keep anything else, or nothing."""
    parts = list(filters.parts())
    return names.get(parts[0], "") if len(parts) == 1 and parts[0][0] in {"cities", "partners"} else ""


def chips(filters: Filters, names: Names, texts: Texts) -> list[Chip]:
    """What narrows, in the order of the form."""
    return [Chip(field, code, _chip(field, code, names, texts)) for field, code in filters.parts()]


def in_words(filters: Filters, names: Names, texts: Texts) -> str:
    """The filter as one phrase for a caption or a file: "Ville : Namur ou Bordeaux; Thème : Culture"; "" for none."""
    phrases = []
    for field in [*PARAMETERS, *BOUNDS]:
        words = [_value(one, code, names, texts) for one, code in filters.parts() if one == field]
        if words:
            value = fmt.alternatives(words, texts)
            phrases.append(texts("filter.chip", name=texts(f"filter.field.{field}"), value=value))
    return "; ".join(phrases)


def title(filters: Filters, names: Names, kept: int, year: int | None, texts: Texts) -> str:
    """What a filtered page is about, in a sentence that no other filter could make false: "Namur : 5 activités…".

    A page's own finding speaks of all the records of a year: it would not hold for some of them.
    """
    words = [_spoken(field, code, names, texts) for field, code in filters.parts()]
    what = ", ".join(words)
    if len(what) > _LONG:
        what = texts("filter.title.selection")
    key = "filter.title.in_all" if year is None else "filter.title.in_year"
    return fmt.capitalised(texts.count(key, kept, what=what, n=fmt.number(kept, texts), year=year))


def _spoken(field: str, code: str, names: Names, texts: Texts) -> str:
    value = _value(field, code, names, texts)
    return texts(f"filter.title.{field}", date=value) if field in BOUNDS else value


def kept_line(kept: int, total: int, texts: Texts) -> str:
    """How much a filter keeps: "Filtré : 2 activités et ententes sur 17"."""
    return texts.count("filter.kept", kept, n=fmt.number(kept, texts), total=fmt.number(total, texts))


def ignored_line(ignored: Iterable[str], unknown: Sequence[tuple[str, str]], texts: Texts) -> str:
    """What a link asked for and the page could not show; "" when nothing was ignored."""
    asked = [*ignored, *(f"{PARAMETERS[facet]}={code}" for facet, code in unknown)]
    return texts("filter.ignored", asked=fmt.joined(asked, texts)) if asked else ""


def _chip(field: str, code: str, names: Names, texts: Texts) -> str:
    return texts("filter.chip", name=texts(f"filter.field.{field}"), value=_value(field, code, names, texts))


def _value(field: str, code: str, names: Names, texts: Texts) -> str:
    if field in BOUNDS:
        return code if code.isdigit() else fmt.when(code, None, texts)  # a year alone needs no « mois non précisé »
    return names.get((field, code)) or _known(field, code, texts)


def _known(facet: str, code: str, texts: Texts) -> str:
    """The words of a code that does not come from the data's own lists; the code itself when there are none."""
    if facet == "months":
        return fmt.month_name(int(code), texts)
    if facet == "countries":
        return str(texts.locale.territories.get(code, code))
    for key in (_COMMON.get(facet, f"filter.{facet}") + f".{code}", f"filter.{facet}.{code}"):
        if texts.has(key):
            return texts(key)
    return code


def _short_name(row: dict[str, Any], texts: Texts) -> str:
    english = [row["acronym_en"], row["name_en"]] if texts.lang == "en" else []
    named = next((name for name in [*english, row["acronym"], row["name"]] if name), None)
    return str(named) if named else _known(row["facet"], row["code"], texts)


def _long_name(row: dict[str, Any], texts: Texts) -> str:
    english = texts.lang == "en"
    name = (row["name_en"] if english else None) or row["name"]
    acronym = (row["acronym_en"] if english else None) or row["acronym"]
    if name and acronym and acronym != name:
        return texts("filter.organisation", acronym=acronym, name=name)
    return str(name or _known(row["facet"], row["code"], texts))
