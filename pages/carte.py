"""Where did the Bureau go, whom did it receive, and what does each city hold?"""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from bri_data.filters import Filters
from bri_data.present import map_page
from bri_data.present.figures.common import source_markup
from bri_data.present.figures.maps import page as figures
from bri_data.present.years import said
from bri_data.queries import map_page as queries
from bri_data.queries.map_answers import answers as asked
from pages.shared.base.component import picture, write_markup
from pages.shared.reader.context import Context, current, known_years, say_ignored
from pages.shared.reader.reader import own_value
from pages.shared.reader.screen import watch_screen
from pages.shared.server.rows import rows_address
from pages.shared.widgets.blocks import filtered_heading, follow
from pages.shared.widgets.filter_form import filtered_title
from pages.shared.widgets.highlight import highlight_line, lit_city
from pages.shared.widgets.map_choice import CENTRE, CITY, FRAME, PANEL, STEPS, leave_city, shown_centre, shown_steps
from pages.shared.widgets.map_view import draw_controls, draw_list, draw_map
from pages.shared.widgets.years_play import years_play
from pages.shared.work.once import once_for_all


@once_for_all(64)
def drawn(fingerprint: str, lang: str, year: int | None, filters: Filters, _context: Context) -> map_page.Answers:
    """What the page shows of a year and its filters whatever city is chosen, shaped once for all readers."""
    with _context.narrowed(year) as con:
        return map_page.answers_of(asked(con, year), year, _context.texts)


@once_for_all(64)
def cited(
    fingerprint: str, lang: str, year: int | None, filters: Filters, cities: tuple[str, ...], _context: Context
) -> Markup:
    """The source line of what the title speaks of: the records of `cities`, of every city for none."""
    with _context.narrowed(year) as con:
        declared = _context.asked_once(queries.declared, year)
        found = queries.cited_sources(con, year, list(cities) or None)
    return source_markup(declared.head(0) if cities else declared, found, _context.texts)


context = current()
words = context.texts
years = known_years(context)
heading, chosen_year = filtered_heading(years, context, key="map")
span = said(chosen_year, years.year)
answers = drawn(context.database.fingerprint, context.lang, chosen_year, context.filters, context)
frame = answers.frame(own_value(FRAME))
finding = map_page.title(answers.cities, span, words, answers.region(frame))
filtered_title(heading, finding, context, chosen_year)
city = answers.city(own_value(CITY))
middle = own_value(CENTRE) if shown_centre() else ""
say_ignored(context, {CITY: city.city_id if city else "", FRAME: frame, STEPS: str(shown_steps()), CENTRE: middle})
lit = highlight_line(context, chosen_year)
city = city or answers.city(lit_city(context))
write_markup(figures.lead(words))
left, right = st.columns([72, 28], gap="large")
with left:
    draw_controls(answers, frame, context, partial(years_play, years, chosen_year, context))
    draw_map(answers, frame, city, context, lit)
    watch_screen("map-screen")
with right:
    if city:
        with context.narrowed(chosen_year) as cursor:
            records = queries.city_records(cursor, city.city_id, chosen_year)
        markup = figures.panel(map_page.panel(city, records, answers.home, words), words)
        followed = picture(markup, key=PANEL, on_click=leave_city)
        follow(followed)
    elif answers.cities:
        picture(figures.no_city(words), key="map-no-city")
    else:
        picture(figures.nothing(span, words), key="map-nothing")
    if answers.cities:
        draw_list(answers.in_frame(frame), city, context)
# a title that filters make neutral speaks of no part of the world
region = answers.region(frame) if context.filters.is_empty else None
behind = rows_address(context, chosen_year, **({FRAME: region.code} if region else {}))
cities = tuple(one.city_id for one in region.cities) if region else ()
sources = cited(context.database.fingerprint, context.lang, chosen_year, context.filters, cities, context)
follow(picture(figures.foot(answers, sources, behind, words), key="map-foot"))
