"""The matrix of what was put together as escaped HTML: marks for each state, a list on a phone, the table twin."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from bri_data.present import crossings as values
from bri_data.present import format as fmt
from bri_data.present.cited import sentence
from bri_data.present.crossings import FILTER, MOST_COLUMNS, MOST_ROWS, STATES, Cell, Crossing, Item, Line, State
from bri_data.present.figures.common import brief_link, brief_reference, fold, place_reference, table
from bri_data.present.figures.language import titled
from bri_data.present.figures.record_tables import limited_note
from bri_data.present.words import Texts

TABLE_ID = "croisements-lignes"
_MOST_LISTED = 300


def draw(found: Crossing, texts: Texts) -> Markup:
    """The board under the title."""
    columns, lines = found.columns[:MOST_COLUMNS], found.lines[:MOST_ROWS]
    body = f'<p class="bri-note">{escape(texts("crossings.empty"))}</p>'
    if columns and lines:
        notes = limited_note(len(lines), len(found.lines), texts) + limited_note(
            len(columns), len(found.columns), texts
        )
        body = f"{_matrix(found, columns, lines, texts)}{_list(found, texts)}{notes}{_legend(texts)}"
    absent = "".join(f"<li>{escape(said)}</li>" for said in values.absent_said(found, texts))
    foot = f'<ul class="bri-crossing-absent">{absent}</ul>' if absent else ""
    source = titled(sentence(found.titles, texts), found.titles, texts)
    return Markup(
        f'<div class="bri-board bri-crossing-board"><p class="bri-lead">{escape(values.lead(found, texts))}</p>{body}'
        f'{foot}<p class="bri-source">{source}</p>{_twin(found, texts)}</div>'
    )


def _matrix(found: Crossing, columns: Sequence[Item], lines: Sequence[Line], texts: Texts) -> Markup:
    heads = "".join(
        f'<th scope="col"><span>{escape(one.name)}</span><b>{fmt.number(one.n, texts)}</b></th>' for one in columns
    )
    name = texts(f"crossings.side.{found.sides[0]}")
    n = texts("crossings.records")
    caption = escape(texts(f"crossings.matrix.{found.pair}"))
    rows = "".join(_line(line, columns, found, texts) for line in lines)
    return Markup(
        f'<div class="bri-crossing-box"><table class="bri-crossing"><caption class="bri-hidden">{caption}</caption>'
        f'<thead><tr><th scope="col">{escape(name)}</th><th scope="col" class="bri-n">{escape(n)}</th>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _line(line: Line, columns: Sequence[Item], found: Crossing, texts: Texts) -> Markup:
    cells = "".join(_cell(line, one, cell, found, texts) for one, cell in zip(columns, line.cells, strict=False))
    n = fmt.number(line.item.n, texts) if line.item.n else texts("common.unknown")
    return Markup(
        f'<tr><th scope="row">{_named(line.item, found, texts)}</th><td class="bri-n">{escape(n)}</td>{cells}</tr>'
    )


def _named(item: Item, found: Crossing, texts: Texts) -> Markup:
    return brief_link("partenaire", item.code, item.name, texts) if found.sides[0] == "partners" else escape(item.name)


def _cell(line: Line, column: Item, cell: Cell, found: Crossing, texts: Texts) -> Markup:
    said = texts("crossings.cell", row=line.item.name, column=column.name, said=values.cell_said(cell, texts))
    hidden = f'<span class="bri-hidden">{escape(said)}</span>'
    drawn = f"{mark(cell.state, fmt.number(cell.n, texts) if cell.n > 1 else '')}{hidden}"
    link = _link(line, column, cell, found, texts)
    inside = f'<a {link} title="{escape(said)}">{drawn}</a>' if link else f'<span title="{escape(said)}">{drawn}</span>'
    return Markup(f"<td>{inside}</td>")


def _link(line: Line, column: Item, cell: Cell, found: Crossing, texts: Texts) -> Markup:
    """Where a cell leads: the brief of its one record, the timeline of its several; "" for none."""
    if cell.n == 1:
        return brief_reference("entente" if cell.kind == "entente" else "activite", cell.first, texts)
    if cell.state in ("together", "announced"):
        year = "toutes" if found.year is None else str(found.year)
        down, across = found.sides
        asked = [("annee", year), (FILTER[down], line.item.code), (FILTER[across], column.code)]
        return place_reference("chronologie", asked, texts)
    return Markup()


def mark(state: State, n: str = "") -> Markup:
    """The mark of a state; `n` is written in it where several records say so."""
    return Markup(f'<i class="bri-cross bri-cross-{state.replace("_", "-")}" aria-hidden="true">{escape(n)}</i>')


def _legend(texts: Texts) -> Markup:
    items = "".join(f"<li>{mark(state)}{escape(texts(f'crossings.key.{state}'))}</li>" for state in STATES)
    return Markup(f'<ul class="bri-legend">{items}</ul>')


def _list(found: Crossing, texts: Texts) -> Markup:
    """The rows as a list, for a phone."""
    items = []
    for line in found.lines[:MOST_ROWS]:
        met, rest = values.line_said(line, found.columns, texts)
        items.append(
            f"<li><b>{_named(line.item, found, texts)}</b><p>{escape(met)}</p><p><small>{escape(rest)}</small></p></li>"
        )
    return Markup(f'<ul class="bri-crossing-list">{"".join(items)}</ul>')


def _twin(found: Crossing, texts: Texts) -> Markup:
    if not found.lines:
        return Markup()
    heads = [
        texts(f"crossings.side.{found.sides[0]}"),
        texts("crossings.records"),
        texts("crossings.key.together"),
        texts("crossings.missing"),
    ]
    cells = [
        (
            _named(line.item, found, texts),
            fmt.number(line.item.n, texts),
            *map(escape, values.line_said(line, found.columns, texts)),
        )
        for line in found.lines[:_MOST_LISTED]
    ]
    title = texts("crossings.twin")
    return fold(title, table(title, heads, cells) + limited_note(len(cells), len(found.lines), texts), id=TABLE_ID)
