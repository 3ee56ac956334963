"""What ties Québec City to others through the years: signed, visited, silent, about to end?"""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from bri_data.filters import Filters
from bri_data.model.clock import now
from bri_data.present.figures.council import relations as figures
from bri_data.present.relations import found_of
from bri_data.queries.relation_answers import answers
from pages.shared.base.component import picture
from pages.shared.reader.context import Context, current, say_ignored
from pages.shared.widgets.blocks import follow, undated_heading
from pages.shared.widgets.filter_form import filtered_title
from pages.shared.widgets.highlight import highlight_line
from pages.shared.work.once import once_for_all

BOARD = "relations-board"


@once_for_all(32)
def drawn(fingerprint: str, lang: str, today: date, filters: Filters, _context: Context) -> tuple[str, Markup]:
    """The title and the board, drawn once for all readers of the same data, in the same language, on the same day."""
    with _context.narrowed() as con:
        frames = answers(con, is_whole=filters.is_empty)
    return figures.draw(found_of(frames, today), _context.texts)


context = current()
heading = undated_heading(context, key="relations")
finding, markup = drawn(context.database.fingerprint, context.lang, now().date(), context.filters, context)
filtered_title(heading, finding, context, None)
say_ignored(context, {})
follow(picture(markup, key=BOARD, lit=highlight_line(context, None)))
