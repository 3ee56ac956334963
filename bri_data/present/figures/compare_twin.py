"""The table twin of a comparison: declared figures and records of each column, with the source and the place in it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from .. import format as fmt
from ..briefs import country_name
from ..compare import Row, of
from ..rows import localised, plain
from ..words import Texts
from .common import fold, mark, record_link, table, title_link


def declared_id(year: int) -> str:
    """The element id of a year's declared figures, for a figure to lead to."""
    return f"lignes-declare-{year}"


def records_id(code: str) -> str:
    """The element id of the records of one column."""
    return f"lignes-{code}"


def twin(tables: Sequence[str], texts: Texts) -> str:
    """All of `tables` in one foldable block."""
    return fold(texts("compare.rows_title"), "".join(tables))


def declared_table(year: int, declared: pd.DataFrame, carbon: Sequence[Row], texts: Texts) -> str:
    """Every declared figure of a year, its flights' included."""
    cells = [
        (
            escape(texts(f"indicator.{row['indicator']}")),
            escape(fmt.unit(row["value"], row["unit"], texts) if row["unit"] else fmt.number(row["value"], texts)),
            escape(localised(row, "detail", texts) or ""),
            title_link(row["source_title"] or "", row["source_url"]),
            escape(row["source_locator"] or ""),
        )
        for row in plain(declared)
    ]
    for row in carbon:
        cost = row["cost_cad_before_tax"]
        amounts = {"tonnes": fmt.unit(row["tonnes"], "t", texts)}
        amounts |= {"cost_cad_before_tax": fmt.money(cost, texts)} if cost is not None else {}
        links = "<br>".join(
            title_link(title, url)
            for title, url in zip(row["source_titles"] or (), row["source_urls"] or (), strict=True)
        )
        scope, locator = escape(localised(row, "scope", texts) or ""), escape(row["source_locator"] or "")
        for name, amount in amounts.items():
            cells.append((escape(texts(f"compare.carbon.{name}")), escape(amount), scope, links, locator))
    caption = texts("overview.rows.declared", year=year)
    if not cells:
        return _without_rows(caption, texts("compare.nothing_declared"), declared_id(year))
    heads = [texts(f"overview.rows.declared_headings.{name}") for name in ("figure", "value", "detail")]
    heads += [texts("overview.rows.headings.source"), texts("overview.rows.headings.locator")]
    return table(caption, heads, cells, id=declared_id(year))


def records_table(code: str, name: str, rows: pd.DataFrame, texts: Texts) -> str:
    """The records of one column, and how many more there are than the table holds."""
    mine = of(rows, code)
    caption = texts("compare.records", name=name)
    if not mine:
        return _without_rows(caption, texts("brief.no_record"), records_id(code))
    names = ("kind", "title", "date", "state", "total", "source", "locator")
    heads = [texts(f"overview.rows.headings.{heading}") for heading in names]
    shown = table(caption, heads, [_cells(row, texts) for row in mine], id=records_id(code))
    if mine[0]["found"] == len(mine):
        return shown
    total = fmt.number(mine[0]["found"], texts)
    return shown + f"<p>{escape(texts('overview.rows_limited', shown=fmt.number(len(mine), texts), total=total))}</p>"


def cities_table(cities: Sequence[tuple[str, Row]], texts: Texts) -> str:
    """The cities compared, with the place their distance is worked out from."""
    heads = [texts(f"compare.city.{name}") for name in ("name", "country", "place")]
    heads += [texts("overview.rows.headings.source"), texts("overview.rows.headings.locator")]
    cells = [
        (
            escape(name),
            escape(country_name(row["country"], texts)),
            escape(f"{fmt.number(row['latitude'], texts)}; {fmt.number(row['longitude'], texts)}"),
            title_link(row["source_title"] or "", row["source_url"]),
            escape(row["source_locator"] or ""),
        )
        for name, row in cities
    ]
    return table(texts("compare.city.caption"), heads, cells)


def _without_rows(caption: str, said: str, anchor: str) -> str:
    return (
        f'<div class="bri-table" id="{escape(anchor)}"><p><strong>{escape(caption)}</strong> {escape(said)}</p></div>'
    )


def _cells(row: Row, texts: Texts) -> tuple[str, ...]:
    date = fmt.when(row["start"], row["end"], texts) if row["start"] else texts("common.unknown")
    basis = texts(f"overview.rows.basis.{row['date_basis']}") if row["date_basis"] else ""
    if row["counted_in"]:
        total = texts("overview.rows.in_total", year=row["counted_in"])
    else:
        total = texts("brief.no_total" if row["counted"] else "common.off_total")
    links = zip(row["source_titles"] or (), row["source_urls"] or (), strict=True)
    return (
        mark(row["kind"], row["state"], counted=row["counted"]) + escape(texts(f"common.kind.{row['kind']}")),
        record_link(row, texts),
        escape(date) + (f"<br><small>{escape(basis)}</small>" if basis else ""),
        escape(texts(f"common.state.{row['state']}")),
        escape(total),
        "<br>".join(title_link(title, url) for title, url in links),
        escape(row["source_locator"] or ""),
    )
