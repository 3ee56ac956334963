"""The themes page as escaped HTML with inline SVG: the matrix, the list that a cell opens, what no theme holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from markupsafe import Markup, escape

from bri_data.clicks import Verb, click
from bri_data.model.schema import AXES, INDICATOR_OF_KIND
from bri_data.present import format as fmt
from bri_data.present import themes
from bri_data.present.figures.acronyms import explained
from bri_data.present.figures.common import Run, legend, mark, said, source_markup, unread
from bri_data.present.figures.overview import axis_arrow
from bri_data.present.figures.symbols import OFF_TOTAL, symbol
from bri_data.present.figures.themes.rows import leftovers, opened_list
from bri_data.present.figures.themes.trend import Trend, cell, heading
from bri_data.present.overview import STATE_ORDER
from bri_data.present.rows import plain
from bri_data.present.theme import KINDS, State
from bri_data.present.themes import MOST_ROWS, NO_AXIS, Cell, Choice, Row, axis_name
from bri_data.present.themes_shown import Themes
from bri_data.present.words import Texts

_MOST_SYMBOLS = 12  # beyond, counts
_LINE = 6
_PITCH = 24
_SIZE = 17


@dataclass(frozen=True)
class Page:
    """The matrix as the page holds it: what the reader chose in it, the records of the cell that is open (frame of
    queries.themes.rows, None when none is), where all of the page's are asked for, and the trend of each row, None when
    one year is shown."""

    shown: Themes
    choice: Choice
    opened: pd.DataFrame | None
    behind: str
    trend: Trend | None = None


def draw(page: Page, texts: Texts) -> Markup:
    """Lead line, matrix with its open list, legend, note on double counting, what is left over, source, table twin."""
    shown, choice, rows = page.shown, page.choice, page.shown.rows
    matrix = _matrix(page, texts) if rows else _empty(choice, texts)
    double = f'<p class="bri-theme-double">{escape(texts(f"themes.double.{choice.by}"))}</p>'
    return explained(
        Markup(
            f'<div class="bri-board bri-themes"><p class="bri-lead">{escape(_lead(shown, texts))}</p>{matrix}'
            f"{f'{_legend(rows, shown.totals, texts)}{double}' if rows else ''}"
            f"{leftovers(shown.inside, shown.outside, shown.totals, choice, texts)}"
            f'<p class="bri-source">{source_markup(shown.declared, shown.cited, texts)}</p>'
            f"{unread(texts('themes.twin'), page.behind)}</div>"
        ),
        texts,
    )


def _lead(shown: Themes, texts: Texts) -> str:
    by, declared = shown.by, shown.declared_values
    sentences = [texts(f"themes.lead.{by}")] if shown.rows else []
    if by == "services" and "services_municipaux" in declared:
        total, named = declared["services_municipaux"], sum(row.n > 0 for row in shown.rows)
        sentences.append(texts.count("themes.lead_services", named, total=fmt.number(total, texts)))
    if by == "secteurs":
        sentences.append(texts("themes.lead_sectors"))
        if "partenaires_externes" in declared:
            partners = fmt.number(declared["partenaires_externes"], texts)
            sentences.append(texts.count("themes.lead_partners", shown.partners, total=partners))
    return " ".join(sentences)


def _empty(choice: Choice, texts: Texts) -> Markup:
    back = ""
    if choice.by != "themes":
        usual = Choice(choice.year, kept=choice.kept)
        link = escape(texts("themes.empty_back"))
        said = click(Verb.ROWS_BY, "themes").attribute
        back = f' <a class="bri-back" href="{escape(usual.href(texts.lang))}" {said}>{link}</a>'
    empty = texts(f"themes.empty.{choice.by}", when=themes.when(choice.said, texts))
    return Markup(f'<p class="bri-empty">{escape(empty)}{back}</p>')


def _matrix(page: Page, texts: Texts) -> Markup:
    rows, choice = page.shown.rows, page.choice
    shown = rows if choice.whole or len(rows) <= MOST_ROWS + 1 else _first_rows(rows, choice)
    largest = max(row.n for row in rows)
    body = "".join(_row(row, page, largest, texts) for row in shown)
    name = escape(texts(f"themes.column.{choice.by}"))
    years = heading(page.trend, texts) if page.trend else ""
    axes = "".join(f'<th scope="col">{axis_arrow(axis)}{escape(axis_name(axis, texts))}</th>' for axis in AXES)
    head = (
        f'<tr><th scope="col"><span class="bri-hidden">{name}</span></th>'
        f'<th scope="col" class="bri-theme-total">{escape(texts("themes.column.total"))}</th>{years}{axes}'
        f'<th scope="col" class="bri-none">{escape(axis_name(NO_AXIS, texts))}</th></tr>'
    )
    more = ""
    if len(shown) < len(rows):
        link = escape(texts.count(f"themes.more.{choice.by}", len(rows) - len(shown)))
        href = escape(replace(choice, whole=True).href(texts.lang))
        more = f'<p class="bri-more-rows"><a href="{href}" {click(Verb.ROWS, "toutes").attribute}>{link}</a></p>'
    label = escape(texts(f"themes.matrix_label.{choice.by}", year=themes.of_years(choice.said, texts)))
    return Markup(
        f'{_sprite(shown)}<div class="bri-matrix-box"><table class="bri-matrix" aria-label="{label}">'
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>{more}"
    )


def _first_rows(rows: Sequence[Row], choice: Choice) -> list[Row]:
    """The first rows, and with them the one whose list is open."""
    return [row for position, row in enumerate(rows) if position < MOST_ROWS or row.code == choice.code]


def _row(row: Row, page: Page, largest: int, texts: Texts) -> Markup:
    choice = page.choice
    cells = "".join(_cell(row, cell, choice, texts) for cell in row.cells)
    count = fmt.number(row.n, texts) if row.n else texts("common.unknown")
    notes = []
    if row.uncounted:
        notes.append(texts("themes.uncounted", n=fmt.number(row.uncounted, texts)))
    if row.announced:
        notes.append(texts.count("themes.announced", row.announced, n=fmt.number(row.announced, texts)))
    note = f"<small>{escape(', '.join(notes))}</small>" if notes else ""
    what = f"{row.name}, {texts('themes.column.total')}"
    spoken = texts("themes.said", what=what, said=", ".join([count, *notes]))
    total = _link(choice, row.code, "", Markup(f"{note}<b>{escape(count)}</b>"), texts, spoken=spoken)
    bar = f'<i style="width:{100 * row.n / largest if largest else 0:.1f}%"></i>'
    name = _link(choice, row.code, "", escape(row.name), texts)
    years = cell(page.trend, row.code, texts) if page.trend else ""
    line = (
        f'<tr><th scope="row">{name}</th>'
        f'<td class="bri-theme-total"><div><span class="bri-theme-bar">{bar}</span>{total}</div></td>'
        f"{years}{cells}</tr>"
    )
    if row.code != choice.code or page.opened is None:
        return Markup(line)
    opened = opened_list(row, plain(page.opened), page.shown.totals, choice, texts)
    columns = len(row.cells) + 2 + bool(page.trend)
    return Markup(f'{line}<tr class="bri-theme-opened"><td colspan="{columns}">{opened}</td></tr>')


def _link(choice: Choice, code: str, axis: str, content: Markup, texts: Texts, *, spoken: str = "") -> Markup:
    """`content` as a link that opens (or shuts) a list: `spoken` names it when its content does not."""
    href = escape(choice.opening(code, axis).href(texts.lang))
    label = f' aria-label="{escape(spoken)}"' if spoken else ""
    is_open = (code, axis) == (choice.code, choice.axis)
    mark_open = ' class="bri-theme-is-open" aria-current="true"' if is_open else ""
    return Markup(f'<a href="{href}" {click(Verb.CELL, code, axis).attribute}{label}{mark_open}>{content}</a>')


def _cell(row: Row, cell: Cell, choice: Choice, texts: Texts) -> Markup:
    name = axis_name(cell.axis, texts)
    arrow = axis_arrow(cell.axis) if cell.axis != NO_AXIS else ""
    heading = f'<span class="bri-cell-axis" aria-hidden="true">{arrow}{escape(name)}</span>'
    if not cell.n and not cell.mark:
        nothing = escape(texts("themes.nothing"))
        return Markup(
            f'<td class="bri-theme-void"><i aria-hidden="true"></i><span class="bri-hidden">{nothing}</span></td>'
        )
    content = _symbols(cell, texts)
    if cell.mark:
        content = Markup(f'{content}<span class="bri-theme-mark">{mark(cell.mark, "declared")}</span>')
    spoken = texts("themes.said", what=f"{row.name}, {name}", said=_spoken(cell, texts))
    return Markup(f"<td>{heading}{_link(choice, row.code, cell.axis, content, texts, spoken=spoken)}</td>")


def _spoken(cell: Cell, texts: Texts) -> str:
    parts = [said(run, texts) for run in cell.runs]
    if cell.mark:
        parts.append(texts("themes.mark"))
    return "; ".join(parts)


def _uses(runs: Sequence[Run]) -> Markup:
    """The symbols of `runs`, in lines that a narrow column can fold."""
    names = [_name(run) for run in runs for _ in range(run.n)]
    return Markup("".join(_line(names[first : first + _LINE]) for first in range(0, len(names), _LINE)))


def _line(names: Sequence[str]) -> Markup:
    width = _PITCH * len(names)
    drawn = "".join(f'<use href="#{name}" x="{_PITCH * i}"/>' for i, name in enumerate(names))
    size = f"width:{len(names) * 1.65:.2f}rem"
    return Markup(
        f'<svg class="bri-theme-run" aria-hidden="true" viewBox="0 0 {width} {_PITCH}" style="{size}">{drawn}</svg>'
    )


def _symbols(cell: Cell, texts: Texts) -> Markup:
    """One symbol a record; when they are too many, one a kind in the state most of its records are in, and how many."""
    if cell.n <= _MOST_SYMBOLS:
        return _uses(cell.runs) if cell.runs else Markup()
    parts = []
    for kind, counted in dict.fromkeys((run.kind, run.counted) for run in cell.runs):
        alike = [run for run in cell.runs if (run.kind, run.counted) == (kind, counted)]
        most = max(alike, key=lambda run: run.n)
        count = escape(texts("themes.times", n=fmt.number(sum(run.n for run in alike), texts)))
        parts.append(f'<span class="bri-theme-times">{_uses([replace(most, n=1)])}{count}</span>')
    return Markup("".join(parts))


def _name(run: Run) -> str:
    return f"bri-s-{run.kind}-{run.state}" + ("" if run.counted else "-off")


def _sprite(rows: Sequence[Row]) -> Markup:
    """Each symbol of the matrix drawn once; the cells refer to it, so that a thousand of them stay light."""
    used = {replace(run, n=1) for run in _all_runs(rows)}
    symbols = "".join(
        f'<g id="{_name(run)}">'
        f"{symbol(run.kind, run.state, _PITCH / 2, _PITCH / 2, _SIZE * (1 if run.counted else OFF_TOTAL))}</g>"
        for run in sorted(used, key=_name)
    )
    return Markup(f'<svg class="bri-sprite" aria-hidden="true" width="0" height="0"><defs>{symbols}</defs></svg>')


def _all_runs(rows: Sequence[Row]) -> Iterator[Run]:
    return (run for row in rows for cell in row.cells for run in cell.runs)


def _legend(rows: Sequence[Row], totals: Sequence[dict[str, object]], texts: Texts) -> Markup:
    runs = list(_all_runs(rows))
    kinds = [kind for kind in KINDS if any(run.kind == kind for run in runs)]
    states: list[State] = [state for state in STATE_ORDER if any(run.state == state for run in runs)]
    items = "".join(f"<li>{mark(kind, 'dated')}{escape(texts(f'common.kinds.{kind}'))}</li>" for kind in kinds)
    off, named = not all(run.counted for run in runs), ""
    if any(cell.mark for row in rows for cell in row.cells):
        kind = next(kind for kind, indicator in INDICATOR_OF_KIND.items() if indicator == totals[0]["indicator"])
        text = texts("themes.mark_legend", n=fmt.number(float(str(totals[0]["value"])), texts))
        named = f'<ul class="bri-legend bri-legend-mark"><li>{mark(kind, "declared")}{escape(text)}</li></ul>'
    known = legend(states, texts, off_total=off)
    return Markup(f'<div class="bri-theme-legends"><ul class="bri-legend">{items}</ul>{known}{named}</div>')
