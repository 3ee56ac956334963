"""The rows behind the matrix of themes: the list a cell opens, what bears no theme, the table twin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from bri_data.clicks import Verb, click
from bri_data.highlight import THEME
from bri_data.model.schema import INDICATOR_OF_KIND
from bri_data.present import format as fmt
from bri_data.present import themes
from bri_data.present.figures.common import brief_link, highlight_link, mark, strip, table, title_link
from bri_data.present.figures.language import place
from bri_data.present.figures.record_tables import limited_note, records_table
from bri_data.present.rows import localised
from bri_data.present.themes import NO_AXIS, Choice, Leftover, Row, axis_name, of_years
from bri_data.present.words import Texts

_COLUMNS = ("title", "date", "state", "total", "source", "locator")


def opened_list(
    row: Row,
    records: Sequence[dict[str, Any]],
    totals: Sequence[dict[str, Any]],
    choice: Choice,
    texts: Texts,
) -> Markup:
    """What stands behind one cell (or one row) of the matrix: its records with their sources, and the declared total
    for which a source names this theme."""
    where = f"{row.name} · {axis_name(choice.axis, texts)}" if choice.axis else row.name
    total = records[0]["all_rows"] if records else 0
    caption = where
    if total:
        said = texts.count("themes.activities.recorded", total, n=fmt.number(total, texts))
        caption = texts("themes.said", what=where, said=said)
    limited = limited_note(len(records), total, texts)
    notes = [
        _mark_note(item, texts)
        for item in totals
        if choice.by == "themes" and item["code"] == row.code and choice.axis in ("", item["axis"] or NO_AXIS)
    ]
    by_theme = choice.by == "themes"
    shut = escape(texts("themes.close"))
    href = escape(choice.opening(row.code, choice.axis).href(texts.lang))
    listed = _records(caption, records, texts) if records else f"<h2>{escape(where)}</h2>"
    seen = f'<span class="bri-theme-seen">{highlight_link(THEME, row.code, texts)}</span>' if by_theme else ""
    return Markup(
        f'<a class="bri-theme-shut" href="{href}" {click(Verb.CELL, row.code, choice.axis).attribute}>{shut}</a>{seen}'
        f"{listed}{limited}{''.join(notes)}"
    )


def _mark_note(item: dict[str, Any], texts: Texts) -> Markup:
    kind = next((kind for kind, indicator in INDICATOR_OF_KIND.items() if indicator == item["indicator"]), "")
    text = escape(texts("themes.mark_note", n=fmt.number(item["value"], texts)))
    source = title_link(item["source_title"] or "", item["source_url"], texts)
    drawn = mark(kind, "declared") if kind else ""
    where = place(item["source_locator"], texts)
    return Markup(f'<p class="bri-theme-mark-note">{drawn}<span>{text} {source}, {where}</span></p>')


def _records(caption: str, records: Sequence[dict[str, Any]], texts: Texts, *, by: str = "") -> Markup:
    """The table of records; with `by`, also their themes (services, sectors) and axes."""
    if not by:
        return records_table(caption, records, _COLUMNS, texts)
    unknown = texts("common.unknown")
    groups = [escape(", ".join(_groups(row, texts))) or unknown for row in records]
    axes = [escape(", ".join(axis_name(axis, texts) for axis in row["axes"] or [])) or unknown for row in records]
    own = {by: (texts(f"themes.column.{by}"), groups), "axes": (texts("themes.column.axes"), axes)}
    return records_table(caption, records, (_COLUMNS[0], *own, *_COLUMNS[1:]), texts, own=own)


def _groups(row: dict[str, Any], texts: Texts) -> list[str]:
    """The names of a record's themes (services, sectors)."""
    names = zip(row["codes"] or [], localised(row, "names", texts) or [], strict=True)
    return [themes.group_name(code, {"name": name, "name_en": name}, texts) for code, name in names]


def leftovers(
    inside: Sequence[Leftover],
    outside: Sequence[Leftover],
    totals: Sequence[dict[str, Any]],
    choice: Choice,
    texts: Texts,
) -> Markup:
    """The block « declared, but tied to no theme »: kind by kind, symbols, names and numbers; nothing for nothing."""
    if not inside and not outside:
        return Markup()
    key = "declared" if inside else "recorded"
    lines = "".join(_leftover(left, totals, choice.by, texts) for left in inside or outside)
    more = ""
    if inside and outside:
        named = "; ".join(
            f"{_names(left, texts)} ({escape(texts.count(f'overview.bin.{left.kind}', left.named))})"
            for left in outside
        )
        more = f'<p class="bri-theme-left-others">{escape(texts(f"themes.left.{choice.by}.others"))} {named}</p>'
    heading = escape(texts(f"themes.left.{choice.by}.{key}"))
    return Markup(f'<section class="bri-theme-left"><h2>{heading}</h2><ul>{lines}</ul>{more}</section>')


def _leftover(left: Leftover, totals: Sequence[dict[str, Any]], by: str, texts: Texts) -> Markup:
    count = left.named + left.unnamed
    number = fmt.number(count, texts)
    if left.total is not None:
        number = texts("themes.left.of", n=number, total=fmt.number(left.total, texts))
    parts = []
    if left.named:
        parts.append(
            "".join(
                (
                    escape(texts.count(f"themes.left.named.{texts(f'common.gender.{left.kind}')}", left.named)),
                    " ",
                    _names(left, texts),
                )
            )
        )
    if left.unnamed:
        parts.append(escape(texts.count("themes.left.unnamed", left.unnamed, n=fmt.number(left.unnamed, texts))))
    named = [item for item in totals if item["indicator"] == INDICATOR_OF_KIND.get(left.kind)]
    if named and by == "themes":
        parts.append(escape(texts.count("themes.left.themes_named", len(named), n=fmt.number(len(named), texts))))
    label = texts(f"common.kinds.{left.kind}")
    drawn = strip(left.runs, texts("themes.said", what=label, said=number))
    return Markup(f"<li><h3>{escape(label)}</h3><b>{escape(number)}</b>{drawn}<p>{'; '.join(parts)}</p></li>")


def _names(left: Leftover, texts: Texts) -> Markup:
    links = [
        brief_link("entente" if left.kind == "entente" else "activite", id_, name, texts)
        for id_, name in zip(left.ids, left.names, strict=True)
    ]
    if left.named > len(links):
        links.append(escape(texts.count("overview.more_names", left.named - len(links))))
    return Markup(" · ".join(links))


def behind(rows: Sequence[Row], records: Sequence[dict[str, Any]], choice: Choice, texts: Texts) -> Markup:
    """The matrix in numbers, then the year's records with their themes (services, sectors), axes and sources."""
    axes = [axis_name(axis, texts) for axis in themes.COLUMNS]
    heads = [texts(f"themes.column.{choice.by}"), *axes, texts("themes.column.total")]
    unknown = texts("common.unknown")
    cells = [
        [
            escape(row.name),
            *(fmt.number(cell.n, texts) if cell.n else unknown for cell in row.cells),
            fmt.number(row.n, texts) if row.n else unknown,
        ]
        for row in rows
    ]
    numbers = (
        table(texts(f"themes.matrix_label.{choice.by}", year=of_years(choice.said, texts)), heads, cells)
        if rows
        else ""
    )
    listed, limited = "", ""
    if records:
        limited = limited_note(len(records), records[0]["all_rows"], texts)
        listed = _records(texts("themes.rows_title", year=of_years(choice.said, texts)), records, texts, by=choice.by)
    return Markup(numbers + limited + listed)
