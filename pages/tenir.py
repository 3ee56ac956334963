"""What would this file change in the data, what must a person decide first, and what was changed before?"""

from __future__ import annotations

import streamlit as st

from bri_data.intake.apply import undone
from bri_data.journal.engine import JournalError
from bri_data.pages import KEEPING
from pages.shared.context import current
from pages.shared.edit_record import record_form
from pages.shared.edit_table import table_form
from pages.shared.editing import keeper_level, may_edit
from pages.shared.import_form import import_form
from pages.shared.keeping import history_list, say_done, undo_form
from pages.shared.twins_form import twins_form

context = current()
words = context.texts
if not may_edit(st.context.headers):  # the page is not in the navigation either
    st.stop()
folder = context.present.folder
heading = st.container()
say_done(words)
ways = ("import", "one", "many", "twins")
way = st.segmented_control(
    words("keep.way.label"),
    ways,
    default="import",
    required=True,
    format_func=lambda name: words(f"keep.way.{name}"),
    key="keep-way",
    label_visibility="collapsed",
)
if way == "import":
    import_form(heading, folder, words)
else:
    heading.title(words(KEEPING.name), anchor=False)
    forms = {"one": record_form, "many": table_form, "twins": twins_form}
    forms[way](context.present.fingerprint, folder, words)
st.subheader(words("keep.history.title"), anchor=False)
try:
    gone = undone(folder)
    known = history_list(folder, gone, keeper_level(st.context.headers), words)
except JournalError:
    st.warning(words("keep.history.silent"))
    st.stop()
undo_form(folder, known, gone, words)
