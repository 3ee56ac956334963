"""The figures that the search box finds by their number: amounts published, flights declared, what a report counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from . import format as fmt
from .expense_lines import labels_of
from .expenses import dollars, wholes
from .rows import localised, plain
from .search_places import Place
from .words import Texts

# What may stand beside a number: a currency, a weight.
_BESIDE = re.compile(r"(?:\$|\b(?:ca|cad|dollars?|t|tonnes?|tons?)\b)", re.IGNORECASE)
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Figure:
    """A number of the data, and the page that tells of it."""

    value: float
    place: Place


def number_asked(asked: str) -> float | None:
    """The number that `asked` is, as French or English writes it, a currency or a weight beside it: « 42 328 $ »,
    "CA$42,328.00", « 188 t »; None for anything else."""
    bare = "".join(_BESIDE.sub(" ", re.sub(r"(?i)\bca\$", "$", asked)).split())
    if _ENGLISH.fullmatch(bare):
        return float(bare.replace(",", ""))
    return float(bare.replace(",", ".")) if _PLAIN.fullmatch(bare) else None


def figures_of(number: float, known: tuple[Figure, ...]) -> tuple[Place, ...]:
    """The places of `number`, in their order; one asked without cents also finds the amounts it rounds."""
    return tuple(
        one.place
        for one in known
        if one.value == number or (number == int(number) and int(number) in {int(one.value), round(one.value)})
    )


def figures(amounts: pd.DataFrame, flights: pd.DataFrame, declared: pd.DataFrame, words: Texts) -> tuple[Figure, ...]:
    """Every figure of queries.expenses.amounts, queries.carbon.declared_years and queries.take_away.declared."""
    return (*_amounts(amounts, words), *_flights(flights, words), *_declared(declared, words))


def _amounts(amounts: pd.DataFrame, words: Texts) -> Iterator[Figure]:
    for row in plain(amounts):
        value, whose = float(row["amount_cad"]), fmt.joined(labels_of(row, words), words)
        context = localised(row, "scope", words) or words("search.figure.amount")
        name = words("search.figure.name", figure=dollars(value, words), what=whose)
        yield Figure(value, Place("depenses?", name, str(context), ""))
    for one in wholes(amounts):
        if one.rest:
            total = dollars(one.row["amount_cad"], words)
            said = words("search.figure.rest", total=total)
            name = words("search.figure.name", figure=dollars(one.rest, words), what=said)
            yield Figure(one.rest, Place("depenses?", name, words("search.figure.amount"), ""))


def _flights(flights: pd.DataFrame, words: Texts) -> Iterator[Figure]:
    for row in plain(flights):
        said = words("search.figure.flights", year=row["travel_year"])
        for value, written in ((row["tonnes"], _tonnes), (row["cost_cad_before_tax"], dollars)):
            if value is not None:
                name = words("search.figure.name", figure=written(float(value), words), what=said)
                yield Figure(float(value), Place("carbone?", name, words("search.figure.carbon"), ""))


def _tonnes(value: float, words: Texts) -> str:
    return fmt.unit(value, "t", words)


def _declared(declared: pd.DataFrame, words: Texts) -> Iterator[Figure]:
    for row in plain(declared):
        value = float(row["value"])
        written = fmt.measure(value, row["unit"], words) if row["unit"] else fmt.number(value, words)
        said = words("search.of_year", name=words(f"indicator.{row['indicator']}"), year=row["year"])
        name = words("search.figure.name", figure=written, what=said)
        yield Figure(value, Place("donnees?table=indicateurs", name, words("search.figure.declared"), ""))
