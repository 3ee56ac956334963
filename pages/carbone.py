"""What do the flights emit, what was paid to offset them, and what should next year's credits cost?"""

from __future__ import annotations

import streamlit as st

from bri_data.present.figures.carbon import page as carbon_page
from bri_data.present.figures.carbon.page import Drawn
from bri_data.queries import carbon as queries
from bri_data.queries import landmarks, meeting, variance
from pages.shared.base.as_written import as_written
from pages.shared.base.component import picture
from pages.shared.reader.context import Context, current, known_years
from pages.shared.widgets.blocks import follow, year_heading
from pages.shared.widgets.carbon_scenario import scenario_panel
from pages.shared.widgets.filter_form import chips_line
from pages.shared.widgets.highlight import highlight_line
from pages.shared.work.once import once_for_all


@once_for_all(64)
def drawn(fingerprint: str, lang: str, year: int, _context: Context) -> Drawn:
    """One year's page, drawn once for all readers of the same data in the same language."""
    with _context.cursor() as con:
        declared = queries.declared_years(con)
        answers = carbon_page.Answers(
            year=year,
            declared_years=declared,
            last_held_year=queries.last_held_year(con),
            trips=queries.trips(con, year),
            declared_trips=queries.trips(con, carbon_page.declared_year(declared, year)),
            factors=queries.factors(con),
            landmarks=landmarks.landmarks(con),
            series=variance.series(con),
            rules_of_changes=meeting.rules(con, of_changes=True),
        )
    return carbon_page.draw(answers, _context.texts)


context = current()
years = known_years(context)
if years.empty:
    st.title(context.texts("carbon.title.nothing"), anchor=False)
    st.write(context.texts("carbon.lead.nothing"))
    st.stop()
heading, chosen = year_heading(years, context, key="carbon")
page = drawn(context.database.fingerprint, context.lang, chosen, context)
heading.title(as_written(page.title), anchor=False)
chips_line(context.texts("filter.page_whole"), context)
lit = highlight_line(context, chosen, whole=True)
follow(picture(page.above, key="carbon-above", lit=lit))
scenario_panel(page, chosen, context)
follow(picture(page.below, key="carbon-below", lit=lit))
