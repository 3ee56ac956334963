"""The table twin of a comparison: declared figures and records of each column, with the source and the place in it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup, escape

from bri_data.present import format as fmt
from bri_data.present.briefs import country_name
from bri_data.present.compare import Row, of
from bri_data.present.figures import record_tables
from bri_data.present.figures.common import fold, table, title_link
from bri_data.present.figures.language import place
from bri_data.present.records import DeclaredRow
from bri_data.present.rows import localised, plain
from bri_data.present.words import Texts

_COLUMNS = ("kind", "title", "date", "state", "total", "source", "locator")


def declared_id(year: int) -> str:
    """The element id of a year's declared figures, for a figure to lead to."""
    return f"lignes-declare-{year}"


def records_id(code: str) -> str:
    """The element id of the records of one column."""
    return f"lignes-{code}"


def twin(tables: Sequence[str], texts: Texts) -> Markup:
    """All of `tables` in one foldable block."""
    return fold(texts("compare.rows_title"), Markup("".join(tables)))


def declared_table(year: int, declared: pd.DataFrame, carbon: Sequence[Row], texts: Texts) -> Markup:
    """Every declared figure of a year, its flights' included."""
    flights = []
    for row in carbon:
        cost = row["cost_cad_before_tax"]
        amounts = {"tonnes": fmt.unit(row["tonnes"], "t", texts)}
        amounts |= {"cost_cad_before_tax": fmt.money(cost, texts)} if cost is not None else {}
        scope, locator = localised(row, "scope", texts) or "", row["source_locator"] or ""
        (title, *_), (url, *_) = row["source_titles"] or ("",), row["source_urls"] or (None,)
        flights += [
            DeclaredRow(texts(f"compare.carbon.{name}"), amount, scope, title, url, locator)
            for name, amount in amounts.items()
        ]
    if declared.empty and not flights:
        caption = texts("overview.rows.declared", year=year)
        return _without_rows(caption, texts("compare.nothing_declared"), declared_id(year))
    return record_tables.declared_table(year, plain(declared), texts, id=declared_id(year), more=flights)


def records_table(code: str, name: str, rows: pd.DataFrame, texts: Texts) -> Markup:
    """The records of one column, and how many more there are than the table holds."""
    mine = of(rows, code)
    caption = texts("compare.records", name=name)
    if not mine:
        return _without_rows(caption, texts("brief.no_record"), records_id(code))
    shown = record_tables.records_table(caption, mine, _COLUMNS, texts, id=records_id(code))
    return Markup(shown + record_tables.limited_note(len(mine), mine[0]["found"], texts))


def cities_table(cities: Sequence[tuple[str, Row]], texts: Texts) -> Markup:
    """The cities compared, with the place their distance is worked out from."""
    heads = [texts(f"compare.city.{name}") for name in ("name", "country", "place")]
    heads += [texts("overview.rows.headings.source"), texts("overview.rows.headings.locator")]
    cells = [
        (
            escape(name),
            escape(country_name(row["country"], texts)),
            escape(f"{fmt.number(row['latitude'], texts)}; {fmt.number(row['longitude'], texts)}"),
            title_link(row["source_title"] or "", row["source_url"], texts),
            place(row["source_locator"], texts),
        )
        for name, row in cities
    ]
    return table(texts("compare.city.caption"), heads, cells)


def _without_rows(caption: str, said: str, anchor: str) -> Markup:
    return Markup(
        f'<div class="bri-table" id="{escape(anchor)}"><p><strong>{escape(caption)}</strong> {escape(said)}</p></div>'
    )
