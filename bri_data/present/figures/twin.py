"""The table twin of the overview: every figure's rows, with the source and the place in it. Rows in, HTML out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from ...model.codes import INDICATOR_OF_KIND
from .. import format as fmt
from ..records import none_recorded
from ..rows import localised
from ..words import Texts
from .common import brief_link, table, title_link
from .record_tables import declared_table, limited_note, records_table

DECLARED_ID = "lignes-declare"
SOURCES_ID = "lignes-sources"
PARTNERS_ID = "lignes-partenaires"
_COLUMNS = ("title", "city", "date", "state", "total", "source", "locator")


def group_id(kind: str) -> str:
    """The element id of a kind's rows, for a figure to lead to."""
    return f"lignes-{kind}"


def tables(
    declared: Sequence[dict[str, Any]],
    records: Sequence[dict[str, Any]],
    sources: Sequence[dict[str, Any]],
    kinds: Sequence[str],
    *,
    partners: Sequence[dict[str, Any]] = (),
    year: int,
    texts: Texts,
) -> Markup:
    """The year's rows: declared figures, partners that the report names, records kind by kind, sources.

    `kinds` are those whose figure stands on the page: each has its group, even one that no row stands behind.
    """
    by_kind = {kind: list(group) for kind, group in groupby(records, key=lambda row: str(row["kind"]))}
    blocks = [declared_table(year, declared, texts, id=DECLARED_ID)] if declared else []
    blocks += [_partners(partners, texts)] if partners else []
    totals = {str(row["indicator"]): row["value"] for row in declared}
    for kind in dict.fromkeys([*kinds, *by_kind]):
        total = totals.get(INDICATOR_OF_KIND.get(kind, ""))
        blocks.append(_group(kind, by_kind.get(kind, []), total, texts))
    blocks += [_sources(sources, year, texts)] if sources else []
    limited = limited_note(len(records), records[0]["year_rows"] if records else 0, texts)
    return Markup("".join((limited, "".join(blocks))))


def _group(kind: str, records: Sequence[dict[str, Any]], total: float | None, texts: Texts) -> Markup:
    """The rows of one kind; without any, what its declared `total` (None: no source declares one) says of that."""
    caption = texts(f"common.kinds.{kind}")
    if not records:
        return Markup(
            f'<div class="bri-table" id="{escape(group_id(kind))}"><p><strong>{escape(caption)}</strong> '
            f"{escape(_why_empty(kind, total, texts))}</p></div>"
        )
    return records_table(caption, records, _COLUMNS, texts, id=group_id(kind))


def _why_empty(kind: str, total: float | None, texts: Texts) -> str:
    if total is None:
        return f"{fmt.capitalised(none_recorded(kind, texts))}."
    return texts("overview.rows.none" if total else "overview.rows.zero")


def _partners(partners: Sequence[dict[str, Any]], texts: Texts) -> Markup:
    """The external partners that the report names, each leading to its brief."""
    heads = [texts(f"overview.rows.partners_headings.{name}") for name in ("name", "acronym")]
    cells = [
        (
            brief_link("partenaire", row["partner_id"], str(localised(row, "name", texts)), texts),
            escape(row["acronym"] or texts("common.unknown")),
        )
        for row in partners
    ]
    return table(texts("overview.rows.partners"), heads, cells, id=PARTNERS_ID)


def _sources(sources: Sequence[dict[str, Any]], year: int, texts: Texts) -> Markup:
    heads = [texts(f"overview.rows.sources_headings.{name}") for name in ("title", "publisher", "date", "records")]
    cells = [
        (
            title_link(row["title"], row["url"], texts),
            escape(row["publisher"]),
            escape(fmt.when(row["published"], None, texts) if row["published"] else texts("common.unknown")),
            fmt.number(row["records"], texts),
        )
        for row in sources
    ]
    return table(texts("overview.rows.sources", year=year), heads, cells, id=SOURCES_ID)
