"""The pictures of each page, asked of the data and drawn as posters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace

import pandas as pd
from markupsafe import Markup

from bri_data.present import data_page, overview, themes, timeline, years
from bri_data.present.figures import board
from bri_data.present.figures.common import source_line
from bri_data.present.figures.maps.overview import city_marks, home_of
from bri_data.present.figures.timeline.years import year_rows
from bri_data.present.filters import names_of
from bri_data.present.filters import title as filtered_title
from bri_data.present.landmarks import by_year
from bri_data.present.made import as_of_said, moment
from bri_data.present.overview import STATE_ORDER
from bri_data.present.posters import overview as overview_poster
from bri_data.present.posters import timeline as timeline_poster
from bri_data.present.posters.declared import strips_block
from bri_data.present.posters.maps import map_block, map_legend
from bri_data.present.posters.paper import Block, Words, beside, legend, runs_legend, sheet
from bri_data.present.posters.themes import left_told, matrix_block, runs_of
from bri_data.present.posters.told import Told
from bri_data.present.rows import plain
from bri_data.present.theme import KINDS
from bri_data.present.timeline_title import title, title_of_years
from bri_data.queries import map_page as map_queries
from bri_data.queries import narrow
from bri_data.queries import overview as queries
from bri_data.queries import themes as theme_queries
from bri_data.queries import timeline as timeline_queries
from bri_data.queries.year_answers import answers as answers_of

from .drawers import PICTURES, drawers
from .landmarks import landmarks_of
from .map_state import left_out, map_state
from .notice import filters_in_words
from .order import NothingToTakeError, Shown

Picture = tuple[Words, Sequence[Block]]


def pictures_of(page: str) -> dict[str, Callable[[Shown], Picture]]:
    """What draws each picture of a page, by the name an address gives it, the main one first; {} for a page without."""
    return _HERE.get(page) or drawers(PICTURES).get(page, {})


def picture(order: Shown, name: str = "") -> str:
    """The picture of `with_values` alone."""
    return with_values(order, name)[0]


def with_values(order: Shown, name: str = "") -> tuple[str, tuple[Told, ...]]:
    """The picture `name` (else the one asked for, else the page's first) as an SVG whose colours are still tokens, and
    its values as tables.

    NothingToTakeError when the page has no such picture, or the data nothing to draw in it.
    """
    offered = pictures_of(order.address.page)
    make = offered.get(name or order.image or next(iter(offered), ""))
    if make is None:
        raise NothingToTakeError("export.error.no_image")
    words, blocks = make(order)
    if not order.filters.is_empty:  # a page's own finding speaks of all the records
        words = replace(words, title=title_of_kept(order))
    foot = [line for line in (*words.foot, _made(order)) if line]
    drawn = sheet(Words(words.title, words.lead, tuple(foot)), blocks, order.texts)
    return drawn, tuple(one for block in blocks for one in block.told)


def _made(order: Shown) -> str:
    """Who made the picture, when, and what the reader kept."""
    words = order.texts
    made = words("export.made", author=words("export.author_short"), date=moment(order.on, words))
    said = as_of_said(order.address.as_of, words)
    made = f"{said}. {made}" if said else made
    return made if order.filters.is_empty else f"{made} {words('export.filtered', filters=filters_in_words(order))}"


def title_of_kept(order: Shown) -> str:
    """The title of a page that filters narrow: what is kept, and how many records that is."""
    known = names_of(narrow.names(order.con, order.filters), order.texts)
    year = None if order.address.page == "comparer" else order.year
    return filtered_title(order.filters, known, size_of_kept(order), year, order.texts)


def size_of_kept(order: Shown) -> int:
    """How many records the filters keep of what the page shows: of its year, of every year on a comparison."""
    return narrow.size(order.con, None if order.address.page == "comparer" else order.year)


def _known_years(order: Shown) -> str:
    return years.said(order.year, [] if order.year is not None else _years(order))


def _years(order: Shown) -> list[int]:
    return [int(year) for year in queries.years(order.con)["year"]]


def whole(order: Shown, declared: pd.DataFrame) -> pd.DataFrame:
    """What is declared, when the reader kept every record: a total says nothing of a part."""
    return declared if order.is_whole else declared.head(0)


def _overview(order: Shown) -> Picture:
    words = order.texts
    if order.year is None:
        raise NothingToTakeError("export.error.no_drawing")
    found = answers_of(order.con, order.year)
    known = {one.name: found[one.name] for one in fields(board.Answers)}
    answers = board.Answers(**known)
    figures = board.headlines(answers, words)
    home = home_of(plain(queries.home_city(order.con))[0], words)
    totals = not answers.declared.empty
    cities = city_marks(queries.city_marks(order.con, order.year), words, totals=totals)
    left = overview_poster.figures_block(figures, 470, words)
    drawn = map_block(cities, home, words, width=1000, height=max(left.height - 60, 420), label=home.name)
    months = overview.ribbon(answers.dated_records, words, totals=totals, month_em=overview_poster.MONTH_EM)
    undated = board.undated_runs(answers, figures)
    year = overview_poster.months_block(months, undated, order.year, words)
    runs = [*undated, *(run for figure in figures for run in figure.runs)]
    said = Words(
        overview.title(order.year, home.name, figures, words),
        board.lead(answers, words),
        (source_line(answers.declared, answers.cited_sources, words),),
    )
    return said, (beside(left, drawn, 504), Block(Markup(), 10), year, Block(Markup(), 6), runs_legend(runs, words))


def _map(order: Shown) -> Picture:
    words, seen = order.texts, map_state(order)
    line = source_line(
        whole(order, map_queries.declared(order.con, order.year)),
        map_queries.cited_sources(order.con, order.year),
        words,
    )
    drawn = map_block(
        seen.cities,
        seen.home,
        words,
        label=seen.title,
        selected=seen.selected.city_id if seen.selected else None,
        framed=(seen.framed, seen.with_home) if seen.region else None,
        steps=seen.steps,
        centre=seen.centre,
    )
    foot = tuple(filter(None, (left_out(order, seen), line)))
    said = Words(seen.title, words("overview.direction") if seen.cities else "", foot)
    return said, (drawn, map_legend(seen.cities, words))


def _timeline(order: Shown) -> Picture:
    return _every_year(order) if order.year is None else _one_year(order, order.year)


def _one_year(order: Shown, year: int) -> Picture:
    words, con = order.texts, order.con
    declared_rows = whole(order, queries.declared(con, year))
    declared = overview.declared_values(declared_rows)
    items = timeline.items(timeline_queries.items(con, year), year, timeline.declared_lanes(declared), words)
    counts, calendar = timeline_queries.counts(con, year), timeline_queries.calendar(con, year)
    lanes = timeline.lanes(counts, items, calendar, declared, words)
    if not order.filters.is_empty:  # « aucune recensée » would be false of the lanes that the reader left out
        lanes = tuple(lane for lane in lanes if lane.items or lane.bands or lane.months)
    hatched = any(lane.bands for lane in lanes)
    said = Words(
        title(calendar, counts, year, words),
        words("timeline.lead" if hatched else "timeline.lead_dates"),
        (source_line(declared_rows, queries.cited_sources(con, year), words, "export.source"),),
    )
    return said, (timeline_poster.year_block(lanes, year, words, landmarks_of(order)),)


def _every_year(order: Shown) -> Picture:
    words, con = order.texts, order.con
    every_month = timeline_queries.every_month(con)
    if not order.filters.is_empty:  # a year that only has a report holds nothing to keep
        every_month = every_month[every_month["kind"].notna()]
    rows, without = year_rows(every_month)
    reports = whole(order, timeline_queries.reports(con))
    line = source_line(reports, timeline_queries.cited_sources(con), words, "timeline.years.source")
    pairs = {pair for row in rows for month in row.months.values() for pair in month} | set(without)
    kinds = [kind for kind in KINDS if any(kind == found for found, _ in pairs)]
    states = [state for state in STATE_ORDER if any(state == found for _, found in pairs)]
    lead = words("export.years_lead_counts" if timeline_poster.has_numbers(rows) else "export.years_lead")
    said = Words(title_of_years(every_month, words), lead, (line,))
    drawn = timeline_poster.years_block(rows, without, words, by_year(landmarks_of(order)))
    return said, (drawn, Block(Markup(), 14), legend(kinds, states, words))


def _themes(order: Shown) -> Picture:
    words, con, year = order.texts, order.con, order.year
    choice = themes.Choice.read(year, *(order.address.value(name) for name in ("par", "case", "lignes")))
    declared = whole(order, queries.declared(con, year))
    rows = matrix_of(order, choice.by, has_report=not declared.empty)
    line = source_line(declared, queries.cited_sources(con, year), words, "export.source")
    said = Words(
        themes.title(rows, choice.by, _known_years(order), words), words(f"themes.double.{choice.by}"), (line,)
    )
    left = left_over(order, choice.by, declared)
    return said, (matrix_block(rows, words), Block(Markup(), 14, told=left), runs_legend(runs_of(rows), words))


def matrix_of(order: Shown, by: theme_queries.By, *, has_report: bool) -> tuple[themes.Row, ...]:
    """The rows of the themes' matrix (present.themes.matrix)."""
    con, year = order.con, order.year
    totals = whole(order, theme_queries.themes_of_totals(con, year)) if by == "themes" else pd.DataFrame()
    groups, cells = theme_queries.groups(con, year, by), theme_queries.cells(con, year, by)
    return themes.matrix(groups, cells, totals, has_report, order.texts)


def left_over(order: Shown, by: theme_queries.By, declared: pd.DataFrame) -> tuple[Told, ...]:
    """What no row of the matrix holds, within what is `declared` and outside it, as tables; () for nothing."""
    coverage = theme_queries.coverage(order.con, order.year, by)
    found = themes.leftovers(coverage, overview.declared_values(declared), order.texts)
    return left_told(*found, by, order.texts)


def _declared(order: Shown) -> Picture:
    words, con, year = order.texts, order.con, order.year
    if year is None:
        raise NothingToTakeError("export.error.no_drawing")
    declared = whole(order, queries.declared(con, year))
    known = overview.counts(queries.kind_counts(con, year))
    found = data_page.strips(known, overview.declared_values(declared))
    if not found:
        raise NothingToTakeError("export.error.no_drawing")
    line = source_line(declared, queries.cited_sources(con, year), words)
    said = Words(data_page.title(found, known, year, words), data_page.lead(found, known, words), (line,))
    runs = [run for one in found for run in one.runs]
    return said, (strips_block(found, words), Block(Markup(), 14), runs_legend(runs, words))


# The pages whose pictures are drawn here; the others say their own (drawers.py).
_HERE: dict[str, dict[str, Callable[[Shown], Picture]]] = {
    "": {"annee": _overview, "carte": _map},
    "carte": {"carte": _map},
    "chronologie": {"annee": _timeline},
    "themes": {"matrice": _themes},
    "donnees": {"declare": _declared},
}
