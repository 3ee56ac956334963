"""What does the council ask every year, and what can be answered from these data?"""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from bri_data.filters import Filters
from bri_data.model.clock import now
from bri_data.present.figures.council import questions as figures
from bri_data.present.filters import names_of, subject
from bri_data.present.meeting import BETWEEN, Sitting
from bri_data.present.questions import sheaf
from bri_data.queries.narrow import names
from bri_data.queries.question_answers import answers
from pages.shared.base.component import picture
from pages.shared.reader.context import Context, current, say_ignored
from pages.shared.widgets.blocks import follow, undated_heading
from pages.shared.widgets.filter_form import filtered_title
from pages.shared.widgets.highlight import highlight_line
from pages.shared.work.once import once_for_all

BOARD = "questions-board"


@once_for_all(32)
def drawn(fingerprint: str, lang: str, today: date, filters: Filters, _context: Context) -> tuple[str, Markup]:
    """The title and the board, drawn once for all readers of the same data, in the same language, on the same day."""
    sitting = Sitting(today, today - BETWEEN)
    with _context.cursor() as con:
        name = subject(filters, names_of(names(con, filters), _context.texts))
    with _context.narrowed() as con:
        frames = answers(con, sitting.since, today, is_whole=filters.is_empty)
    found = sheaf(frames, sitting, _context.texts, is_whole=filters.is_empty, subject=name)
    return figures.draw(found, _context.texts)


context = current()
heading = undated_heading(context, key="questions")
finding, markup = drawn(context.database.fingerprint, context.lang, now().date(), context.filters, context)
filtered_title(heading, finding, context, None)
say_ignored(context, {})
follow(picture(markup, key=BOARD, lit=highlight_line(context, None)))
