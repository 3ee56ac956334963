"""What would this file change in the data, what must a person decide first, and what was changed before?"""

from __future__ import annotations

import streamlit as st

from bri_data.intake.apply import undone
from bri_data.journal.engine import JournalError
from pages.shared.keeping.edit_ways import edit_ways
from pages.shared.keeping.keeping import history_list, undo_form
from pages.shared.reader.context import current
from pages.shared.rights.editing import keeper_level, may_edit

context = current()
words = context.texts
if not may_edit(st.context.headers, looks=True):  # the page is not in the navigation either
    st.stop()
folder = context.present.folder
with st.container(key="keep"):
    edit_ways(context.present.fingerprint, folder, words)
st.subheader(words("keep.history.title"), anchor=False)
try:
    gone = undone(folder)
    known = history_list(folder, gone, keeper_level(st.context.headers), words)
except JournalError:
    st.warning(words("keep.history.silent"))
    st.stop()
undo_form(folder, known, gone, words)
