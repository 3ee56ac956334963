"""When did things happen, and how well are the dates known?"""

from __future__ import annotations

import streamlit as st

from bri_data.address import YEAR
from bri_data.present.figures import timeline_board as board
from bri_data.present.timeline import LANES
from bri_data.present.timeline_title import title, title_of_years
from bri_data.queries import overview, timeline
from pages.shared.blocks import follow, year_choice
from pages.shared.component import clicked, picture
from pages.shared.context import Context, current

VIEW, ALL_YEARS, MONTH = "vue", "annees", "mois"
PICTURE = "timeline-board"
Drawn = tuple[str, str, str]


@st.cache_resource(max_entries=256, show_spinner=False)
def drawn(fingerprint: str, lang: str, year: int, opened: tuple[str, int] | None, _context: Context) -> Drawn:
    """The title, the picture and the rows of one year, drawn once for all readers of the same data."""
    with _context.cursor() as con:
        answers = board.Answers(
            year=year,
            declared=overview.declared(con, year),
            counts=timeline.counts(con, year),
            items=timeline.items(con, year),
            calendar=timeline.calendar(con, year),
            rows=overview.rows(con, year, most=600),
            cited_sources=overview.cited_sources(con, year),
            opened=opened,
            month_items=timeline.month_items(con, year, list(LANES[opened[0]]), opened[1]) if opened else None,
        )
    texts = _context.texts
    sentence = title(answers.calendar, answers.counts, year, texts)
    return sentence, board.one_year(answers, texts), board.rows_of_year(answers, texts)


@st.cache_resource(max_entries=8, show_spinner=False)
def all_drawn(fingerprint: str, lang: str, _context: Context) -> Drawn:
    """The same of all years."""
    with _context.cursor() as con:
        every_month = timeline.every_month(con)
        reports, cited = timeline.reports(con), timeline.cited_sources(con)
    texts = _context.texts
    return (
        title_of_years(every_month, texts),
        board.every_year(every_month, reports, cited, texts),
        board.rows_of_years(every_month, texts),
    )


def choose() -> None:
    """A click on a year opens it; a click on a month of a full lane opens its list, or closes it."""
    name, _, value = (clicked(PICTURE) or "").partition(":")
    if name == "annee":
        st.query_params.pop(VIEW, None)
        st.query_params[YEAR] = value
    elif name == "mois":
        asked = value.replace(":", "-")
        if st.query_params.get(MONTH) == asked:
            del st.query_params[MONTH]
        else:
            st.query_params[MONTH] = asked


def opened_month() -> tuple[str, int] | None:
    """The lane and month whose list the address asks for; None for none, and for what is no lane or month."""
    lane, _, month = st.query_params.get(MONTH, "").partition("-")
    return (lane, int(month)) if lane in LANES and month in {str(number) for number in range(1, 13)} else None


def view_choice(context: Context) -> bool:
    """Whether all years are asked for; the choice is kept in the address."""
    key = "timeline-view"
    st.session_state[key] = st.query_params.get(VIEW) == ALL_YEARS

    def keep() -> None:
        if st.session_state[key]:
            st.query_params[VIEW] = ALL_YEARS
        else:
            st.query_params.pop(VIEW, None)

    texts = context.texts
    labels = {False: texts("timeline.view.one"), True: texts("timeline.view.all")}
    st.segmented_control(
        texts("timeline.view.label"),
        list(labels),
        format_func=lambda choice: labels[choice],
        key=key,
        on_change=keep,
        required=True,
        label_visibility="collapsed",
    )
    return bool(st.session_state[key])


context = current()
with context.cursor() as cursor:
    years = timeline.years(cursor, context.year)
line = st.container(horizontal=True, vertical_alignment="center", key="bri-heading-timeline")
heading = line.container(width="stretch")
with line:
    every_year = view_choice(context) or years.empty
    if not every_year:
        chosen = year_choice(years, context, key="timeline")
if every_year:
    sentence, markup, rows = all_drawn(context.database.fingerprint, context.lang, context)
else:
    sentence, markup, rows = drawn(context.database.fingerprint, context.lang, chosen, opened_month(), context)
heading.title(sentence, anchor=False)
follow(picture(markup, key=PICTURE, on_click=choose))
if rows:  # apart from the picture: opening a month does not send them again
    picture(rows, key="timeline-rows")
