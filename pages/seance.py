"""What does the council need to know on one day: what is new, what is late, what comes next?"""

from __future__ import annotations

from datetime import date

import streamlit as st
from markupsafe import Markup

from bri_data.filters import Filters
from bri_data.model.clock import now
from bri_data.present import format as fmt
from bri_data.present import meeting as values
from bri_data.present.figures.council import meeting as figures
from bri_data.present.meeting import Sitting
from bri_data.present.meeting_duties import meeting
from bri_data.queries.meeting_answers import answers
from pages.shared.base.component import picture
from pages.shared.base.window import name_window
from pages.shared.reader.context import Context, current, say_ignored
from pages.shared.widgets.blocks import follow
from pages.shared.widgets.filter_form import filter_popover, filtered_title
from pages.shared.widgets.highlight import highlight_line
from pages.shared.widgets.meeting_changes import changes_since
from pages.shared.work.once import once_for_all

BOARD = "meeting-board"
ON, SINCE = "au", "depuis"


@once_for_all(64)
def drawn(
    fingerprint: str, lang: str, sitting: Sitting, filters: Filters, changes: Markup, _context: Context
) -> tuple[str, Markup]:
    """The finding and the board of one sitting, drawn once for all readers of the same data in the same language."""
    with _context.narrowed() as con:
        frames = answers(con, sitting.since, sitting.today, is_whole=filters.is_empty)
    found = meeting(frames, sitting, _context.texts, is_whole=filters.is_empty)
    return values.title(found, _context.texts), figures.board(found, _context.texts, changes)


def keep(parameter: str, widget: str, usual: date) -> None:
    """Write the chosen day in the address; the usual one is not written."""
    picked = st.session_state[widget]
    if picked is None or picked == usual:
        st.query_params.pop(parameter, None)
    else:
        st.query_params[parameter] = picked.isoformat()


def day_choice(parameter: str, label: str, shown: date, usual: date) -> None:
    """A day to choose, kept in the address under `parameter`."""
    widget = f"meeting-{parameter}"
    st.session_state[widget] = shown
    st.date_input(
        label,
        key=widget,
        min_value=date(1901, 1, 1),
        max_value=date(2199, 12, 31),
        format="YYYY-MM-DD",
        on_change=keep,
        args=(parameter, widget, usual),
        width=150,
    )


context = current()
today = now().date()
sitting = values.read_sitting(context.address.value(ON), context.address.value(SINCE), today)
line = st.container(horizontal=True, vertical_alignment="bottom", key="bri-heading-meeting")
heading = line.container(width="stretch")
with line:
    day_choice(ON, context.texts("meeting.on"), sitting.today, today)
    day_choice(SINCE, context.texts("meeting.since_label"), sitting.since, sitting.today - values.BETWEEN)
    filter_popover(context, None, key="meeting")
changes = changes_since(context, sitting)
finding, markup = drawn(context.database.fingerprint, context.lang, sitting, context.filters, changes, context)
name_window("seance", context.texts, fmt.date_only(sitting.today.isoformat(), context.texts))
filtered_title(heading, finding, context, None)
say_ignored(context, {ON: sitting.today.isoformat(), SINCE: sitting.since.isoformat()})
follow(picture(markup, key=BOARD, lit=highlight_line(context, None)))
