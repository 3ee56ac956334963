"""What the data page says, as small values: how much of what is declared is named, and rows made readable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..model.columns import Column, Table
from ..model.schema import COUNTED_KINDS, INDICATOR_OF_KIND, NATURES, TABLES
from . import format as fmt
from .figures.common import Run
from .locators import locator
from .overview import STATE_ORDER, Counts
from .rows import localised, plain
from .words import Texts

NameOf = Callable[[str, str], str]  # (table, key) → what the row is called
Joined = Callable[[list[str]], str | None]  # names as one text
_PAGES = {"activities": "activite", "agreements": "entente", "cities": "ville", "partners": "partenaire"}


@dataclass(frozen=True)
class Strip:
    """One kind's declared total and its symbols: `named` rows of it, of which `dated`; the others are hollow."""

    kind: str
    total: int
    named: int
    dated: int
    runs: tuple[Run, ...]


def strips(known: Counts, declared: dict[str, float]) -> tuple[Strip, ...]:
    """One strip per kind with a declared total, in the order of COUNTED_KINDS; none for a year without a report."""
    found = []
    for kind in COUNTED_KINDS:
        total = declared.get(INDICATOR_OF_KIND[kind])
        if total is None:
            continue
        states = known.of(kind, counted=True)
        named = sum(states.values())
        runs = [Run(kind, state, states[state]) for state in STATE_ORDER if states.get(state)]
        if total > named:
            runs.append(Run(kind, "declared", int(total) - named))
        found.append(Strip(kind, int(total), named, states.get("dated", 0), tuple(runs)))
    return tuple(found)


def title(found: Sequence[Strip], known: Counts, year: int, texts: Texts) -> str:
    """The page's finding: how many of the activities and agreements declared are named; else what is recorded."""
    total = sum(strip.total for strip in found)
    if total:
        named = fmt.number(sum(strip.named for strip in found), texts)
        return texts("data_page.title.declared", named=named, total=fmt.number(total, texts))
    if found and not known.counted.total() + known.others.total():  # a zero is declared: it is no silence
        kinds = [texts.count(f"overview.title_count.{strip.kind}", 0, n=fmt.number(0, texts)) for strip in found]
        return texts("data_page.title.declared_none", year=year, items=fmt.joined(kinds, texts))
    recorded = known.counted + known.others
    items = fmt.joined(_recorded_items(recorded, texts), texts)
    return texts.count("data_page.title.recorded", recorded.total(), items=items, year=year)


def _recorded_items(recorded: Counter[tuple[str, str]], texts: Texts) -> list[str]:
    """« 5 activités », « 1 entente », « 1 activité annoncée »: agreements and what is only announced apart."""
    groups: Counter[str] = Counter()
    for (kind, state), n in recorded.items():
        groups["announced" if state == "announced" else "agreements" if kind == "entente" else "activities"] += n
    return [
        texts.count(f"data_page.recorded.{group}", groups[group], n=fmt.number(groups[group], texts))
        for group in ("activities", "agreements", "announced")
        if groups[group]
    ]


def lead(found: Sequence[Strip], known: Counts, texts: Texts) -> str:
    """How many of the named are dated, what is recorded outside any total, and what is only announced."""
    named = sum(strip.named for strip in found)
    sentences = []
    if named:
        dated = sum(strip.dated for strip in found)
        sentences.append(texts.count("data_page.dated", dated, n=fmt.number(dated, texts)))
    announced = sum(n for (_, state), n in known.others.items() if state == "announced")
    uncounted = known.others.total() - announced
    if found and uncounted:
        sentences.append(texts.count("data_page.off_total", uncounted, n=fmt.number(uncounted, texts)))
    if found and announced:
        sentences.append(texts.count("data_page.announced", announced, n=fmt.number(announced, texts)))
    return " ".join(sentences)


def table_of(code: str) -> Table:
    """The table that an address names (`ententes`); the activities when there is none of that name."""
    return next((table for table in TABLES if code_of(table) == code), TABLES[0])


def code_of(table: Table) -> str:
    """What an address calls `table`: its file, without the extension."""
    return table.file.removesuffix(".csv")


def page_of(table: Table, row_id: str) -> str:
    """The `data-id` of the row's own page (`ville:namur`), "" for a table whose rows have none."""
    return f"{_PAGES[table.name]}:{row_id}" if table.name in _PAGES else ""


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns a reader sees: one where the file has a French and an English one, the row's own key last."""
    names = {column.name for column in table.columns}
    seen = [column for column in table.columns if column.name.removesuffix("_en") not in names - {column.name}]
    return tuple(sorted(seen, key=lambda column: _is_own_key(table, column)))


def _is_own_key(table: Table, column: Column) -> bool:
    return table.key == (column.name,) and column.type == "code"


def column_label(table: Table, column: Column, texts: Texts) -> str:
    """The heading of a column, with the unit of its numbers."""
    if _is_own_key(table, column):
        return texts("data_page.key")
    label = texts(f"data_page.column.{column.name}")
    return f"{label} ({fmt.unit_name(column.unit, texts)})" if column.unit else label


def heading_of(table: Table, column: Column, texts: Texts) -> str:
    """What `column` is called where each language has a column of its own: unlike any other of its table."""
    base = column.name.removesuffix("_en")
    if base != column.name and any(other.name == base for other in table.columns):
        return texts("keep.in_english", column=heading_of(table, table.column(base), texts))
    return column_label(table, column, texts)


def name_of(names: dict[str, pd.DataFrame], texts: Texts) -> NameOf:
    """What a key of another table is called, from queries.data_page.names_in; the key where it has no name."""
    known = {
        (table, row["key"]): str(localised(row, "name", texts)) for table, rows in names.items() for row in plain(rows)
    }
    return lambda table, key: known.get((table, key), key)


def readable(
    table: Table, frame: pd.DataFrame, name_of: NameOf, texts: Texts, joined: Joined = ", ".join
) -> pd.DataFrame:
    """The rows as a reader sees them: one column per columns_of, by its English name, after `when` in words where the
    table has an interval of dates. Codes and keys are words, lists are one text (`joined`), numbers and booleans keep
    their type, dates are ISO text that sorts."""
    records = plain(frame)
    shown: dict[str, list[Any]] = {}
    if table.intervals:
        start, end = table.intervals[0]
        shown["when"] = [fmt.when(r[start], r[end], texts) if r[start] else None for r in records]
    for column in columns_of(table):
        english = any(other.name == f"{column.name}_en" for other in table.columns)
        shown[column.name] = [
            _readable(column, localised(r, column.name, texts) if english else r[column.name], name_of, texts, joined)
            for r in records
        ]
    if {"unit", "value"} <= shown.keys():  # a unit stands beside its number
        shown["unit"] = [
            fmt.unit_name(r["unit"], texts, r["value"]) if texts.has(f"unit.{r['unit']}.other") else said
            for r, said in zip(records, shown["unit"], strict=True)
        ]
    return pd.DataFrame(shown, index=frame["row_id"])


def _haul(code: str, texts: Texts) -> str:
    return texts(f"carbon.haul.{code}") if texts.has(f"carbon.haul.{code}") else code


def _country(code: str, texts: Texts) -> str:
    return str(texts.locale.territories.get(code, code))


# columns that are no closed list, and of which some values have words of their own
_IN_WORDS: dict[str, Callable[[str, Texts], str]] = {
    **dict.fromkeys(("source_locator", "locator_1", "locator_2", "edition"), locator),
    "unit": fmt.unit_name,
    "haul": _haul,
    "country": _country,
}


def _readable(column: Column, value: Any, name_of: NameOf, texts: Texts, joined: Joined) -> Any:
    if value is None:
        return None
    if column.many:
        return joined([str(_readable_one(column, item, name_of, texts)) for item in value]) or None
    return _readable_one(column, value, name_of, texts)


def _readable_one(column: Column, value: Any, name_of: NameOf, texts: Texts) -> Any:
    if column.references:
        return name_of(column.references, str(value))
    if column.codes:
        return code_label(column, str(value), texts)
    if column.name == "theme_axes":
        theme, _, axis = str(value).partition(":")
        return f"{name_of('themes', theme)} ({texts(f'common.axis.{axis}')})"
    if column.name in _IN_WORDS:
        return _IN_WORDS[column.name](str(value), texts)
    return int(value) if column.type == "integer" else value


def code_label(column: Column, code: str, texts: Texts) -> str:
    """A code of a closed list in the reader's words; a unit in the plural."""
    if column.name == "unit" and texts.has(f"unit.{code}.other"):
        return fmt.unit_name(code, texts)
    if column.name in {"indicator", "explains"}:
        return texts(f"indicator.{code}")
    if column.name in {"axis", "axes"}:
        return texts(f"common.axis.{code}")
    if column.codes == NATURES:
        return texts(f"brief.nature.{code}")
    return texts(f"data_page.code.{code}")


def count(total: int, texts: Texts) -> str:
    """`40 lignes`."""
    return texts.count("data_page.rows", total, n=fmt.number(total, texts))


def list_note(shown: int, total: int, search: str, texts: Texts, *, of_every_year: bool = False) -> str:
    """The line above a table: how many rows it has, and how many of them are drawn. `of_every_year` rows say so:
    the year of the page chooses none of them."""
    if not total:
        return texts("data_page.empty_search", search=search) if search else texts("data_page.empty_table")
    every_year = texts("data_page.every_year") if of_every_year else ""
    if shown < total:
        said = texts("data_page.limited", shown=fmt.number(shown, texts), total=fmt.number(total, texts))
        return f"{said} {every_year}".strip()
    return " ".join(filter(None, (f"{count(total, texts)}.", every_year, texts("data_page.pick_row"))))


def has_dates(table: Table) -> bool:
    """Whether rows of `table` bear a day or a year of their own."""
    return any(column.type == "date" or column.name == "year" for column in table.columns if not column.optional)
