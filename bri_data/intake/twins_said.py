"""Two rows that may be one, in the reader's words and side by side. All text of data is escaped."""

from __future__ import annotations

from markupsafe import Markup, escape

from bri_data.present.changed_rows import cell_said
from bri_data.present.data_page import heading_of
from bri_data.present.problems import shown
from bri_data.present.words import Texts

from .folder import Row, file_table
from .said import table_said
from .twins import Twin


def twin_name(row: Row) -> str:
    """What a row is called: its title or name, or its identifier."""
    return shown(
        next((row[name] for name in ("title", "name", "label") if row.get(name)), next(iter(row.values()), ""))
    )


def twin_said(twin: Twin, words: Texts) -> str:
    """« Villes : « A » et « B » sont peut-être la même chose. »"""
    pair = words("keep.twins.pair", one=twin_name(twin.first), other=twin_name(twin.second))
    return words("problems.whole", place=table_said(twin.table, words), sentence=pair)


def cells_said(twin: Twin, words: Texts) -> list[str]:
    """Each cell that differs, one line each."""
    table = file_table(twin.table)
    return [
        "  "
        + words(
            "keep.twins.cell",
            column=heading_of(table, column, words),
            one=cell_said(twin.first, column, words),
            other=cell_said(twin.second, column, words),
        )
        for column in twin.differing
    ]


def twin_table(twin: Twin, words: Texts) -> Markup:
    """The cells that differ, the two rows side by side."""
    table = file_table(twin.table)
    lines = "".join(
        f'<tr><th scope="row">{escape(heading_of(table, column, words))}</th>'
        f"<td>{escape(cell_said(twin.first, column, words))}</td>"
        f"<td>{escape(cell_said(twin.second, column, words))}</td></tr>"
        for column in twin.differing
    )
    heads = "".join(f'<th scope="col">{escape(words(f"keep.twins.{name}"))}</th>' for name in ("one", "two"))
    column = escape(words("keep.twins.column"))
    caption = escape(twin_said(twin, words))
    return Markup(
        f'<div class="bri-keep"><table class="bri-twins"><caption>{caption}</caption>'
        f'<thead><tr><th scope="col">{column}</th>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'
    )
