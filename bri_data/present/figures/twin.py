"""The table twin of the overview: every figure's rows, with the source and the place in it. Rows in, HTML out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Any

from .. import format as fmt
from ..rows import localised
from ..words import Texts
from .common import mark, record_link, table, title_link

DECLARED_ID = "lignes-declare"
SOURCES_ID = "lignes-sources"


def group_id(kind: str) -> str:
    """The element id of a kind's rows, for a figure to lead to."""
    return f"lignes-{kind}"


def tables(
    declared: Sequence[dict[str, Any]],
    records: Sequence[dict[str, Any]],
    sources: Sequence[dict[str, Any]],
    kinds: Sequence[str],
    *,
    year: int,
    texts: Texts,
) -> str:
    """The year's rows: declared figures, records kind by kind, sources.

    `kinds` are those whose figure stands on the page: each has its group, even one that no row stands behind.
    """
    by_kind = {kind: list(group) for kind, group in groupby(records, key=lambda row: str(row["kind"]))}
    blocks = [_declared(declared, year, texts)] if declared else []
    blocks += [_group(kind, by_kind.get(kind, []), year, texts) for kind in dict.fromkeys([*kinds, *by_kind])]
    blocks += [_sources(sources, year, texts)] if sources else []
    shown, total = len(records), records[0]["year_rows"] if records else 0
    if total > shown:
        limited = texts("overview.rows_limited", shown=fmt.number(shown, texts), total=fmt.number(total, texts))
        blocks.insert(0, f"<p>{escape(limited)}</p>")
    return "".join(blocks)


def _declared(declared: Sequence[dict[str, Any]], year: int, texts: Texts) -> str:
    heads = [texts(f"overview.rows.declared_headings.{name}") for name in ("figure", "value", "detail")]
    heads += [texts("overview.rows.headings.source"), texts("overview.rows.headings.locator")]
    cells = [
        (
            escape(texts(f"indicator.{row['indicator']}")),
            escape(fmt.unit(row["value"], row["unit"], texts) if row["unit"] else fmt.number(row["value"], texts)),
            escape(localised(row, "detail", texts) or ""),
            title_link(row["source_title"] or "", row["source_url"]),
            escape(row["source_locator"] or ""),
        )
        for row in declared
    ]
    return table(texts("overview.rows.declared", year=year), heads, cells, id=DECLARED_ID)


def _group(kind: str, records: Sequence[dict[str, Any]], year: int, texts: Texts) -> str:
    caption = texts(f"overview.rows.group.{kind}")
    if not records:
        return (
            f'<div class="bri-table" id="{escape(group_id(kind))}"><p><strong>{escape(caption)}</strong> '
            f"{escape(texts('overview.rows.none'))}</p></div>"
        )
    names = ("title", "city", "date", "state", "total", "source", "locator")
    heads = [texts(f"overview.rows.headings.{name}") for name in names]
    return table(caption, heads, [_cells(row, year, texts) for row in records], id=group_id(kind))


def _cells(row: dict[str, Any], year: int, texts: Texts) -> tuple[str, ...]:
    date = fmt.when(row["start"], row["end"], texts) if row["start"] else texts("common.unknown")
    basis = texts(f"overview.rows.basis.{row['date_basis']}") if row["date_basis"] else ""
    counted = texts("overview.rows.in_total", year=year) if row["counted"] else texts("overview.rows.off_total")
    titles, urls = row["source_titles"] or [], row["source_urls"] or []
    return (
        mark(row["kind"], row["state"]) + record_link(row, texts),
        escape(fmt.joined(localised(row, "cities", texts) or [], texts)) or texts("common.unknown"),
        escape(date) + (f"<br><small>{escape(basis)}</small>" if basis else ""),
        escape(texts(f"common.state.{row['state']}")),
        escape(counted),
        "<br>".join(title_link(title, url) for title, url in zip(titles, urls, strict=True)),
        escape(row["source_locator"] or ""),
    )


def _sources(sources: Sequence[dict[str, Any]], year: int, texts: Texts) -> str:
    heads = [texts(f"overview.rows.sources_headings.{name}") for name in ("title", "publisher", "date", "records")]
    cells = [
        (
            title_link(row["title"], row["url"]),
            escape(row["publisher"]),
            escape(fmt.when(row["published"], None, texts) if row["published"] else texts("common.unknown")),
            fmt.number(row["records"], texts),
        )
        for row in sources
    ]
    return table(texts("overview.rows.sources", year=year), heads, cells, id=SOURCES_ID)
