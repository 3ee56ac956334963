"""The comparison as a whole: title, what the numbers are worth, the columns, source line and table twin."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup, escape

from bri_data.model import report_year
from bri_data.present import compare_things, compare_years
from bri_data.present.compare import What, label
from bri_data.present.figures.acronyms import explained
from bri_data.present.figures.common import source_markup
from bri_data.present.figures.compare.tables import things_grid, years_grid
from bri_data.present.figures.compare.twin import cities_table, declared_table, records_table, twin
from bri_data.present.rows import plain
from bri_data.present.words import Texts


def years_board(
    answers: compare_years.Answers, rows: pd.DataFrame, cited: pd.DataFrame, texts: Texts
) -> tuple[str, Markup]:
    """Title and picture of the years; `rows` and `cited` are those of queries.compare."""
    columns = compare_years.columns(answers, texts)
    flights = plain(answers.carbon)
    tables = []
    for column in columns:
        carbon = [row for row in flights if row["travel_year"] == column.year]
        tables.append(declared_table(column.year, answers.declared[column.year], carbon, texts))
        tables.append(records_table(str(column.year), report_year.name(column.year), rows, texts))
    declared = pd.concat([answers.declared[year] for year in answers.years])
    reasons = (*compare_years.reasons(answers, texts), *_to_go_on(len(columns), texts))
    source = source_markup(declared, cited, texts)
    return compare_years.title(answers, texts), _board(reasons, years_grid(columns, texts), source, tables, texts)


def things_board(
    answers: compare_things.Answers, rows: pd.DataFrame, cited: pd.DataFrame, texts: Texts
) -> tuple[str, Markup]:
    """Title and picture of the cities, partners or themes; `rows` and `cited` are those of queries.compare."""
    columns = compare_things.columns(answers, texts)
    what = answers.choice.what
    tables = [records_table(column.code, column.name, rows, texts) for column in columns]
    if what == "villes":
        tables.append(cities_table([(label(row, what, texts), row) for row in answers.subjects], texts))
    reasons = (*compare_things.reasons(answers, texts), *_to_go_on(len(columns), texts))
    grid = things_grid(columns, what, texts)
    source = source_markup(pd.DataFrame({"source_title": []}), cited, texts)
    return compare_things.title(answers, texts), _board(reasons, grid, source, tables, texts)


def _to_go_on(count: int, texts: Texts) -> tuple[str, ...]:
    """What to do with one thing alone, which a file of the page, where nothing can be chosen, does not say."""
    return (texts("compare.why.alone"),) if count == 1 else ()


def _board(reasons: Sequence[str], grid: Markup, source: Markup, tables: Sequence[str], texts: Texts) -> Markup:
    said = "".join(f"<p>{escape(reason)}</p>" for reason in reasons)
    return explained(
        Markup(
            f'<div class="bri-board bri-compare"><div class="bri-lead bri-compare-reasons">{said}</div>{grid}'
            f'<p class="bri-source">{source}</p>{twin(tables, texts)}</div>'
        ),
        texts,
    )


def nothing(what: What, texts: Texts, *, exists: bool) -> Markup:
    """The board when nothing is chosen: what to do; when the data hold nothing to choose (`exists` is false), that."""
    said = texts(f"compare.empty.{what}" if exists else "common.no_year_help")
    return Markup(f'<p class="bri-empty">{escape(said)}</p>')
