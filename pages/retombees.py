"""What came of the activities: which outcomes do sources state, under which axis, and what does each rest on?"""

from __future__ import annotations

from markupsafe import Markup

from bri_data.filters import Filters
from bri_data.present.figures.council import outcomes as figures
from bri_data.present.years import said
from bri_data.queries import map_page, timeline
from bri_data.queries import outcomes as queries
from pages.shared.base.component import picture
from pages.shared.reader.context import Context, current, known_years, say_ignored
from pages.shared.widgets.blocks import filtered_heading, follow
from pages.shared.widgets.filter_form import filtered_title
from pages.shared.widgets.highlight import highlight_line
from pages.shared.work.once import once_for_all

BOARD = "outcomes-board"


@once_for_all(64)
def drawn(
    fingerprint: str, lang: str, year: int | None, span: str, filters: Filters, _context: Context
) -> tuple[str, Markup]:
    """The title and the board of one year (None: all), drawn once for all readers of the same data and language."""
    whole = filters.is_empty
    with _context.narrowed() as con:
        answers = figures.Answers(
            outcomes=queries.outcomes(con, year, whole=whole),
            missions=queries.missions(con, year),
            declared=_context.whole(timeline.reports) if year is None else _context.whole(map_page.declared, year),
            cited_sources=queries.cited_sources(con, year, whole=whole),
            years=span,
        )
    return figures.draw(answers, _context.texts)


context = current()
years = known_years(context)
heading, chosen = filtered_heading(years, context, key="outcomes")
span = said(chosen, years.year)
sentence, markup = drawn(context.database.fingerprint, context.lang, chosen, span, context.filters, context)
filtered_title(heading, sentence, context, chosen)
say_ignored(context, {})
follow(picture(markup, key=BOARD, lit=highlight_line(context, chosen)))
