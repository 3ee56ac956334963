"""How do years, cities, partners or themes stand side by side, and what may be set against what?"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup, escape

from bri_data.filters import Filters
from bri_data.present import compare_things, compare_years
from bri_data.present.compare import Choice
from bri_data.present.figures.compare import board as figures
from bri_data.present.rows import plain
from bri_data.queries import compare as queries
from bri_data.queries import compare_answers, overview
from pages.shared.base.component import picture, write_markup
from pages.shared.base.window import name_window
from pages.shared.reader.context import Context, current
from pages.shared.widgets.blocks import follow
from pages.shared.widgets.compare_choice import asked, controls, known
from pages.shared.widgets.filter_form import filter_popover, filtered_title
from pages.shared.widgets.highlight import highlight_line
from pages.shared.work.once import once_for_all


@once_for_all(64)
def drawn(fingerprint: str, lang: str, choice: Choice, filters: Filters, _context: Context) -> tuple[str, Markup]:
    """The title and the board of one choice, drawn once for all readers of the same data in the same language."""
    return (draw_years if choice.what == "annees" else draw_things)(choice, _context)


def draw_years(choice: Choice, context: Context) -> tuple[str, Markup]:
    """Years: declared totals are whole, recorded rows follow the filters."""
    years = tuple(int(code) for code in choice.codes)
    with context.cursor() as con:
        whole = compare_answers.whole_of_years(con, years)
    with context.narrowed() as con:
        recorded = compare_answers.recorded_of_years(con, choice.codes)
        rows = queries.rows(con, choice.what, choice.codes)
        cited = queries.cited_sources(con, choice.what, choice.codes)
    answers = compare_years.Answers(years, **whole, **recorded, narrowed=not context.filters.is_empty)
    return figures.years_board(answers, rows, cited, context.texts)


def draw_things(choice: Choice, context: Context) -> tuple[str, Markup]:
    """Cities, partners, themes: recorded rows alone."""
    by_code = {row["code"]: row for row in plain(known(context.database.fingerprint, choice.what, context))}
    with context.narrowed() as con:
        (home,) = plain(overview.home_city(con))
        frames = compare_answers.recorded_of_things(con, choice.what, choice.codes, compare_things.TIES[choice.what])
        rows = queries.rows(con, choice.what, choice.codes)
        cited = queries.cited_sources(con, choice.what, choice.codes)
    subjects = tuple(by_code[code] for code in choice.codes)
    answers = compare_things.Answers(choice, subjects, home, **frames)
    return figures.things_board(answers, rows, cited, context.texts)


context = current()
choice, ignored = asked(context)
line = st.container(horizontal=True, vertical_alignment="center", key="bri-heading-compare")
heading = line.container(width="stretch")
with line:
    filter_popover(context, None, key="compare")
controls(choice, context)
if ignored:
    message = context.texts("compare.ignored", ignored=", ".join(ignored))
    write_markup(Markup(f'<p class="bri-ignored" role="status">{escape(message)}</p>'))
if choice.codes:
    sentence, markup = drawn(context.database.fingerprint, context.lang, choice, context.filters, context)
    name_window("comparer", context.texts, sentence)
else:
    exists = not known(context.database.fingerprint, choice.what, context).empty
    sentence = context.texts("compare.empty.title" if exists else "common.no_year")
    markup = figures.nothing(choice.what, context.texts, exists=exists)
filtered_title(heading, sentence, context, None)
follow(picture(markup, key="compare-board", lit=highlight_line(context, None)))
