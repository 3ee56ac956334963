"""What did missions cost, against what was authorised, and where does each of them stand?"""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from bri_data.filters import Filters
from bri_data.model.clock import now
from bri_data.present.expense_plot import FORM, SERIE
from bri_data.present.figures.expenses import board as figures
from bri_data.queries import expenses as queries
from bri_data.queries import landmarks, meeting, missions
from pages.shared.base.component import picture
from pages.shared.reader.context import Context, current, say_ignored
from pages.shared.widgets.blocks import follow, undated_heading
from pages.shared.widgets.expense_explore import asked_form, asked_series, explore
from pages.shared.widgets.filter_form import filtered_title
from pages.shared.widgets.highlight import highlight_line
from pages.shared.work.once import once_for_all

ABOVE, UNDER = "expenses-board", "expenses-lives"


@once_for_all(32)
def drawn(fingerprint: str, lang: str, today: date, filters: Filters, _context: Context) -> tuple[str, Markup, Markup]:
    """The title, then what stands above and under the chart: once for all readers of one data, language and day."""
    with _context.narrowed() as con:
        answers = figures.Answers(
            missions=missions.missions(con),
            amounts=queries.amounts(con),
            rules=meeting.rules(con),
            credits_bought=meeting.credits_bought(con),
            today=today,
            landmarks=landmarks.landmarks(con),
        )
    return figures.draw(answers, _context.texts)


context = current()
heading = undated_heading(context, key="expenses")
finding, above, under = drawn(context.database.fingerprint, context.lang, now().date(), context.filters, context)
filtered_title(heading, finding, context, None)
say_ignored(context, {SERIE: asked_series(), FORM: asked_form()})
lit = highlight_line(context, None)
follow(picture(above, key=ABOVE, lit=lit))
explore(context)
follow(picture(under, key=UNDER, lit=lit))
