"""The timeline page's picture as a whole, from the frames of queries.timeline: one year, or all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup, escape

from bri_data.model import report_year
from bri_data.present import format as fmt
from bri_data.present import timeline as values
from bri_data.present.figures.acronyms import explained
from bri_data.present.figures.common import fold, source_markup, table, unread
from bri_data.present.figures.council import landmarks
from bri_data.present.figures.timeline.year import OpenMonth, is_full, timeline
from bri_data.present.figures.timeline.years import MOST_YEARS, all_years
from bri_data.present.figures.twin import tables
from bri_data.present.rows import plain
from bri_data.present.theme import KINDS
from bri_data.present.timeline import Lane
from bri_data.present.timeline_shown import Year, YearRow, Years
from bri_data.present.words import Texts


@dataclass(frozen=True)
class Opened:
    """The month of a full lane whose list is open, and its rows (queries.timeline.month_items)."""

    lane: str
    month: int
    items: pd.DataFrame


def one_year(shown: Year, behind: str, texts: Texts, opened: Opened | None = None) -> Markup:
    """One year: lead, lanes, legend and source line; a calm box for a year with nothing to place. `behind` is where its
    rows are asked for."""
    if shown.is_empty:
        return empty_box(texts("timeline.empty.title"), texts("timeline.empty.body", year=shown.year))
    source = source_markup(shown.declared, shown.cited, texts, "timeline.source")
    return explained(
        Markup(
            f'<div class="bri-board"><p class="bri-lead">{escape(shown.lead)}</p>'
            f"{timeline(shown.lanes, shown.year, texts, _opened(shown, opened, texts), shown.landmarks)}"
            f"{_legend(shown.lanes, texts)}"
            f'<p class="bri-source">{source}</p>{unread(texts("overview.rows_title"), behind)}'
            f"{landmarks.twin(shown.landmarks, texts)}</div>"
        ),
        texts,
    )


def _opened(shown: Year, opened: Opened | None, texts: Texts) -> OpenMonth | None:
    if opened is None or opened.items.empty:
        return None
    rows = values.items(opened.items, shown.year, shown.with_total, texts)
    return OpenMonth(opened.lane, opened.month, rows, int(opened.items["found"].iloc[0]))


def rows_of_year(
    year: int, declared: pd.DataFrame, rows: pd.DataFrame, cited_sources: pd.DataFrame, texts: Texts
) -> Markup:
    """The tables of one year: declared figures, every row with its sources, documents; empty for an empty year."""
    kinds = [] if declared.empty else [kinds[0] for kinds in values.LANES.values()]
    return tables(plain(declared), plain(rows), plain(cited_sources), kinds, year=year, texts=texts)


def _legend(lanes: Sequence[Lane], texts: Texts) -> Markup:
    """What each form means, for the forms that are on the page."""
    bars = [item for lane in lanes if not is_full(lane) for item in lane.items if item.span]
    days = [item.span.right - item.span.left for item in bars if item.span and item.state == "dated"]
    bands = {band.state for lane in lanes for band in lane.bands}
    forms = {
        "day": any(width < 7.6 for width in days),
        "month": any(width >= 7.6 for width in days),
        "rest": any(item.span.known < item.span.right for item in bars if item.span),
        "named": "named" in bands,
        "declared": any(lane.undetailed for lane in lanes),
        "announced": "announced" in bands or any(item.state == "announced" for item in bars),
        "calendar": any(is_full(lane) for lane in lanes),
    }
    shown = "".join(
        f'<li><i class="bri-swatch bri-swatch-{name}"></i>{escape(texts(f"timeline.legend.{name}"))}</li>'
        for name, present in forms.items()
        if present
    )
    return Markup(f'<ul class="bri-legend">{shown}</ul>' if shown else "")


def every_year(shown: Years, texts: Texts) -> Markup:
    """All years side by side, their landmarks under them, with their source line and table twins; a calm box for an
    empty folder."""
    if shown.is_empty:
        return empty_box(texts("timeline.empty.folder_title"), texts("timeline.empty.folder_body"))
    lead = texts("timeline.years.lead" if len(shown.rows) <= MOST_YEARS else "timeline.years.lead_counts")
    source = source_markup(shown.reports, shown.cited, texts, "timeline.years.source")
    return explained(
        Markup(
            f'<div class="bri-board"><p class="bri-lead">{escape(lead)}</p>{all_years(shown, texts)}'
            f'<p class="bri-source">{source}</p>{_rows_of_years(shown.rows, shown.without_year, texts)}'
            f"{landmarks.twin(shown.landmarks, texts)}</div>"
        ),
        texts,
    )


def _rows_of_years(rows: Sequence[YearRow], without_year: Counter[tuple[str, str]], texts: Texts) -> Markup:
    """The table twin of all years: how many of each kind."""
    heads = [texts("timeline.years.headings.year"), *(texts(f"common.kind.{kind}") for kind in KINDS)]
    heads += [texts("timeline.years.total"), texts("timeline.years.headings.announced")]
    cells = [_row(report_year.name(row.year), sum(row.months.values(), Counter()), texts) for row in rows]
    if without_year:
        cells.append(_row(texts("timeline.years.no_year"), without_year, texts))
    caption = texts("timeline.years.rows")
    return fold(caption, table(caption, heads, cells))


def _row(name: str, counts: Counter[tuple[str, str]], texts: Texts) -> list[str]:
    numbers = [sum(n for (kind, _), n in counts.items() if kind == wanted) for wanted in KINDS]
    announced = sum(n for (_, state), n in counts.items() if state == "announced")
    shown = [fmt.number(n, texts) if n else texts("common.unknown") for n in (*numbers, counts.total(), announced)]
    return [escape(name), *map(escape, shown)]


def empty_box(title: str, body: str) -> Markup:
    """A dashed box that says what is missing, in place of the picture."""
    return Markup(f'<div class="bri-empty"><h2>{escape(title)}</h2><p>{escape(body)}</p></div>')
