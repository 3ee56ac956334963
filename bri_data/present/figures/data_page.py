"""The data page's pictures as escaped HTML: strips of what is named, contradictions, one row in full, the schema."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from ...highlight import PART
from ...model.columns import Column, Table
from ...model.schema import TABLES
from .. import data_page
from .. import format as fmt
from ..data_page import NameOf, Strip, code_label, column_label
from ..overview import STATE_ORDER, counts, declared_values
from ..rows import plain
from ..words import Texts
from .acronyms import explained
from .common import brief_link, fold, legend, linked, source_markup, strip, table, title_link
from .language import mixed, place, worded
from .twin import DECLARED_ID, group_id, tables

_FIRST = 3  # contradictions shown before the fold
ALL_ID = "tous-les-ecarts"


@dataclass(frozen=True)
class Answers:
    """What the page asks of the year: frames of queries.overview and queries.data_page under their function's name."""

    year: int
    declared: pd.DataFrame
    kind_counts: pd.DataFrame
    rows: pd.DataFrame
    cited_sources: pd.DataFrame
    discrepancies: pd.DataFrame


def strips_of(answers: Answers) -> tuple[Strip, ...]:
    """The strips of the year (present/data_page.py)."""
    return data_page.strips(counts(answers.kind_counts), declared_values(answers.declared))


def title(answers: Answers, texts: Texts) -> str:
    """The page's title."""
    return data_page.title(strips_of(answers), counts(answers.kind_counts), answers.year, texts)


def top(answers: Answers, texts: Texts) -> Markup:
    """What is declared and what is named, beside the gravest contradictions found."""
    found = strips_of(answers)
    lead = data_page.lead(found, counts(answers.kind_counts), texts)
    states = [state for state in STATE_ORDER if any(run.state == state for strip in found for run in strip.runs)]
    if found:
        lines = "".join(strip_line(one, texts) for one in found)
        label = escape(texts("data_page.strips_label"))
        left = f'<ul class="bri-data-kinds" aria-label="{label}">{lines}</ul>{legend(states, texts)}'
    else:
        left = f'<p class="bri-empty">{escape(texts("data_page.no_strips", year=answers.year))}</p>'
    intro = f'<p class="bri-lead">{escape(lead)}</p>' if lead else ""
    return Markup(
        f'<div class="bri-board bri-data">{intro}<div class="bri-data-top"><section class="bri-reconciled">{left}'
        f"</section>{_discrepancies(answers, texts)}</div></div>"
    )


def strip_line(one: Strip, texts: Texts) -> Markup:
    """One kind: its symbols, how many of its total are named; it stands out where its total counts what is chosen."""
    label = texts(f"common.kinds.{one.kind}")
    number = texts("data_page.of", named=fmt.number(one.named, texts), total=fmt.number(one.total, texts))
    target = group_id(one.kind) if one.named else DECLARED_ID
    drawn = strip(one.runs, texts("themes.said", what=label, said=number), PART)
    return Markup(
        f'<li data-tag="total:{escape(one.kind)}"><h2><a href="#{escape(target)}">{escape(label)}</a></h2>'
        f"<div>{drawn}</div>"
        f'<a href="#{escape(target)}"><b>{escape(number)}</b></a></li>'
    )


def _discrepancies(answers: Answers, texts: Texts) -> Markup:
    rows = plain(answers.discrepancies)
    heading = f"<h2>{escape(texts('data_page.discrepancies'))}</h2>"
    if not rows:
        none = escape(texts("data_page.no_discrepancies"))
        return Markup(f'<section class="bri-discrepancies">{heading}<p>{none}</p></section>')
    first = "".join(_discrepancy(row, texts) for row in rows[:_FIRST])
    total = rows[0]["all_rows"]
    more = texts.count("data_page.all_discrepancies", total, n=fmt.number(total, texts))
    return Markup(
        f'<section class="bri-discrepancies">{heading}<ul>{first}</ul>'
        f'<p><a href="#{ALL_ID}">{escape(more)}</a></p></section>'
    )


def _discrepancy(row: dict[str, Any], texts: Texts) -> Markup:
    treated = f"{escape(texts('data_page.treated'))} {worded(row, 'treatment', texts)}"
    mark = escape(texts("data_page.severity_mark", letter=row["severity"].upper(), year=row["year"]))
    return Markup(
        f"<li><h3>{worded(row, 'topic', texts)} <small>{mark}</small></h3>"
        f"<p>{worded(row, 'statement_1', texts)} <small>{place(row['locator_1'], texts)}</small></p>"
        f"<p>{escape(texts('data_page.versus'))} {worded(row, 'statement_2', texts)} "
        f"<small>{place(row['locator_2'], texts)}</small></p>"
        f'<p class="bri-treated">{treated}</p></li>'
    )


def bottom(answers: Answers, sources: Sequence[dict[str, Any]], all_sources: int, texts: Texts) -> Markup:
    """The rows behind the strips, every contradiction, the documents, the schema in words, the source line."""
    declared, rows = plain(answers.declared), plain(answers.rows)
    kinds = [one.kind for one in strips_of(answers)]
    behind = fold(texts("overview.rows_title"), tables(declared, rows, [], kinds, year=answers.year, texts=texts))
    line = source_markup(answers.declared, answers.cited_sources, texts)
    return explained(
        Markup(
            f'<div class="bri-board bri-data">{behind}{_all_discrepancies(answers, texts)}'
            f"{_documents(sources, all_sources, texts)}{schema_in_words(texts)}"
            f'<p class="bri-source">{line}</p></div>'
        ),
        texts,
    )


def _limited(shown: int, total: int, texts: Texts) -> Markup:
    if total <= shown:
        return Markup()
    numbers = {"shown": fmt.number(shown, texts), "total": fmt.number(total, texts)}
    return Markup(f"<p>{escape(texts('overview.rows_limited', **numbers))}</p>")


def _heads(texts: Texts, *names: str) -> list[str]:
    return [texts(f"data_page.headings.{name}") for name in names]


def _all_discrepancies(answers: Answers, texts: Texts) -> Markup:
    rows = plain(answers.discrepancies)
    if not rows:
        return Markup()
    total = rows[0]["all_rows"]
    summary = texts.count("data_page.all_discrepancies", total, n=fmt.number(total, texts))
    heads = _heads(texts, "topic", "year", "severity", "statement_1", "statement_2", "treatment", "source")
    cells = [
        (
            Markup(f"<strong>{worded(row, 'topic', texts)}</strong>"),
            escape(str(row["year"])),
            escape(texts(f"data_page.code.{row['severity']}")),
            Markup(f"{worded(row, 'statement_1', texts)}<br><small>{place(row['locator_1'], texts)}</small>"),
            Markup(f"{worded(row, 'statement_2', texts)}<br><small>{place(row['locator_2'], texts)}</small>"),
            worded(row, "treatment", texts),
            _links(row["source_titles"], row["source_urls"], texts),
        )
        for row in rows
    ]
    content = _limited(len(rows), total, texts) + table(texts("data_page.discrepancies"), heads, cells)
    return fold(summary, content, id=ALL_ID)


def _links(titles: Sequence[str] | None, urls: Sequence[str | None] | None, texts: Texts) -> Markup:
    return Markup(
        Markup("<br>").join(title_link(title, url, texts) for title, url in zip(titles or [], urls or [], strict=True))
    )


def _documents(sources: Sequence[dict[str, Any]], total: int, texts: Texts) -> Markup:
    heads = _heads(texts, "title", "publisher", "kind", "date")
    cells = [
        (
            title_link(row["title"], row["url"], texts),
            escape(row["publisher"]),
            escape(texts(f"data_page.code.{row['kind']}")),
            escape(fmt.when(row["published"], None, texts) if row["published"] else texts("common.unknown")),
        )
        for row in sources
    ]
    caption = texts("data_page.sources")
    return fold(caption, _limited(len(sources), total, texts) + table(caption, heads, cells))


def schema_in_words(texts: Texts) -> Markup:
    """Every table and column of the schema: what it is called in the file, what it says, what a cell may hold."""
    heads = _heads(texts, "heading", "meaning", "holds")
    blocks = []
    for one in TABLES:
        words = {
            "name": texts(f"data_page.table.{one.name}"),
            "file": one.file,
            "grain": texts(f"data_page.grain.{one.name}"),
        }
        cells = [
            (
                Markup(f"<code>{escape(column.heading)}</code>"),
                escape(_meaning(one, column, texts)),
                _held(column, texts),
            )
            for column in one.columns
        ]
        blocks.append(table(texts("data_page.schema_table", **words), heads, cells))
    lead = escape(texts("data_page.schema_lead"))
    return fold(texts("data_page.schema"), Markup(f"<p>{lead}</p>{''.join(blocks)}"))


def _meaning(one: Table, column: Column, texts: Texts) -> str:
    french = column.name.removesuffix("_en")
    if french == column.name:
        return column_label(one, column, texts)
    return texts("data_page.english", label=column_label(one, one.column(french), texts))


def _held(column: Column, texts: Texts) -> Markup:
    """What a cell may hold, its codes set apart from the words that tell them."""
    said = escape(holds(column, texts))
    for code in sorted(column.codes, key=len, reverse=True):
        said = Markup(re.sub(rf"(?<!\w){re.escape(code)}(?= \()", f"<code>{code}</code>", str(said)))
    return Markup(said)


def holds(column: Column, texts: Texts) -> str:
    """What a cell of `column` may hold, in words: `code, liste, renvoie à Villes`."""
    parts = [texts(f"data_page.type.{column.type}")]
    if column.many:
        parts.append(texts("data_page.list"))
    if column.references:
        parts.append(texts("data_page.refers", table=texts(f"data_page.table.{column.references}")))
    if column.codes:
        codes = ", ".join(f"{code} ({code_label(column, code, texts)})" for code in column.codes)
        parts.append(texts("data_page.codes", codes=codes))
    if column.required:
        parts.append(texts("data_page.required"))
    return ", ".join(parts)


def note(text: str) -> Markup:
    """A line of secondary text."""
    return Markup(f'<p class="bri-data-note">{escape(text)}</p>')


def row_in_full(
    one: Table, row: dict[str, Any], name_of: NameOf, sources: Sequence[dict[str, Any]], texts: Texts
) -> Markup:
    """All that one row says, column by column, its sources as links, and the way to its own page if it has one."""
    shown = plain(data_page.readable(one, pd.DataFrame([row]), name_of, texts))[0]
    items = []
    for column in data_page.columns_of(one):
        value = shown[column.name]
        if value is None:
            said = escape(texts("common.unknown"))
        elif column.name == "source_ids":
            said = _links([source["title"] for source in sources], [source["url"] for source in sources], texts)
        elif column.type == "url":
            said = linked(escape(str(value)), str(value))
        elif column.type == "boolean":
            said = escape(texts("data_page.yes" if value else "data_page.no"))
        elif column.type == "number":
            said = escape(fmt.number(float(value), texts, decimals=_decimals(float(value))))
        else:
            said = mixed(str(value), texts)
        items.append(f"<div><dt>{escape(column_label(one, column, texts))}</dt><dd>{said}</dd></div>")
    where = escape(texts("data_page.line", file=one.file, line=row["line"]))
    page, link = data_page.page_of(one, row["row_id"]), ""
    if page:
        kind, _, code = page.partition(":")
        link = brief_link(kind, code, texts("data_page.open_file"), texts)
    return Markup(
        f'<div class="bri-board bri-data"><section class="bri-full-row"><p>{link}<span>{where}</span></p>'
        f"<dl>{''.join(items)}</dl></section></div>"
    )


def _decimals(value: float) -> int:
    """As many decimals as the value is written with, at most six: a factor or a coordinate is not a price."""
    return len(f"{value:.6f}".rstrip("0").split(".")[1])
