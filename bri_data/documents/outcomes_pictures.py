"""The outcomes page as a poster and as a slide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from bri_data.model.schema import EVERY_KIND
from bri_data.present import format as fmt
from bri_data.present import outcomes as values
from bri_data.present import years
from bri_data.present.figures.common import source_line
from bri_data.present.outcomes import Column
from bri_data.present.posters.outcomes import columns_block, legend_block
from bri_data.present.posters.paper import Block, Words
from bri_data.present.report.laid_out import LaidOut, outcome_sections
from bri_data.present.rows import plain
from bri_data.present.slides.model import MOST_SERIES, OTHER, Bar, Bars, Series, Slide
from bri_data.present.slides.story import paragraph
from bri_data.queries import map_page, overview, timeline
from bri_data.queries import outcomes as queries

from .order import Shown
from .printed import MOST_ROWS
from .slide_rows import rows_of


def _found(order: Shown, line: str) -> tuple[tuple[Column, ...], str, str]:
    """The columns of the page, its title, its sources worded by `line`."""
    con, year, whole = order.con, order.year, order.filters.is_empty
    found = values.columns(queries.outcomes(con, year, whole=whole))
    declared = timeline.reports(con) if year is None else map_page.declared(con, year)
    cited = queries.cited_sources(con, year, whole=whole)
    known = [] if year is not None else [int(one) for one in overview.years(con)["year"]]
    source = source_line(declared if whole else declared.head(0), cited, order.texts, line)
    return found, values.title(found, years.said(year, known), order.texts), source


def outcomes_picture(order: Shown) -> tuple[Words, Sequence[Block]]:
    """Every axis with its outcomes, one under the other."""
    words = order.texts
    found, title, source = _found(order, "export.source")
    lead = values.lead(plain(queries.missions(order.con, order.year)), words)
    return Words(title, lead, (source,)), (columns_block(found, words), Block(Markup(), 14), legend_block(words))


def outcomes_slides(order: Shown) -> tuple[Slide, ...]:
    """Outcomes by axis, in the colours of what they hang on; () where none is stated."""
    words = order.texts
    found, title, source = _found(order, "pptx.documents")
    if not any(column.n for column in found):
        return ()
    said = values.alternative(found, words)
    return (Slide("retombees", title, _bars(found, order), paragraph(title, said), said, source, rows_of(order)),)


def _bars(found: Sequence[Column], order: Shown) -> Bars:
    """One bar an axis: the kinds that most outcomes hang on have a series each, the rest and « nothing » one."""
    words = order.texts
    counts = [Counter(row["kind"] or values.NOTHING for row in column.rows) for column in found]
    every: Counter[str] = sum(counts, Counter())
    known = [kind for kind in EVERY_KIND if every[kind]]
    ranked = sorted(known, key=lambda kind: -every[kind])[: MOST_SERIES - 1]
    kept = [kind for kind in known if kind in ranked]
    rest = [kind for kind in every if kind not in kept]
    series = [Series(kind, words(f"common.kinds.{kind}")) for kind in kept]
    series += [Series(OTHER, words("outcomes.other_origins"))] if rest else []
    bars = []
    for column, one in zip(found, counts, strict=True):
        parts = [float(one[kind]) for kind in kept] + ([float(sum(one[kind] for kind in rest))] if rest else [])
        bars.append(
            Bar(
                values.axis_name(column.axis, words),
                tuple(parts),
                fmt.number(column.n, words),
                f"axe:{column.axis or 'aucun'}",
            )
        )
    bars.sort(key=lambda bar: -bar.total)
    return Bars(tuple(series), tuple(bars), words("outcomes.unit"))


def outcomes_on_paper(order: Shown) -> LaidOut | None:
    """The outcomes of each axis as running text; None for too many, whose table says so."""
    found, _, _ = _found(order, "export.source")
    if sum(column.n for column in found) > MOST_ROWS:
        return None
    return LaidOut(outcome_sections(found, order.texts), ("retombees",))


PAPER = outcomes_on_paper
PICTURES = {"axes": outcomes_picture}
SLIDES = outcomes_slides
