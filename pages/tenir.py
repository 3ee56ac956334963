"""What would this file change in the data, what must a person decide first, and what was changed before?"""

from __future__ import annotations

import streamlit as st

from bri_data.intake import board, said
from bri_data.intake.apply import undone
from bri_data.journal.history import changes
from bri_data.pages import KEEPING
from pages.shared.as_written import as_written
from pages.shared.context import current
from pages.shared.editing import may_edit
from pages.shared.keeping import (
    MOST_ASKED,
    answers_form,
    apply_button,
    brought,
    columns_form,
    say_done,
    templates,
    undo_form,
)

context = current()
words = context.texts
if not may_edit(st.context.headers):  # the page is not in the navigation either
    st.stop()
folder = context.present.folder
heading = st.container()
say_done(words)
rail, middle, right = st.columns([3, 12, 4], gap="large")
with right:
    plan = brought(folder, words)
with rail:
    st.html(board.steps(plan, words))
    templates(folder, words)
if plan is None:
    heading.title(words(KEEPING.name), anchor=False)
    with middle:
        st.html(f"<p>{words('keep.lead')}</p>")
        for name in ("mission", "year"):
            with st.expander(words(f"keep.guide.{name}.title")):
                st.html(board.guide(name, words))
else:
    heading.title(as_written(said.title(plan, words)), anchor=False)
    with middle:
        st.html(board.summary_line(plan, words))
        columns_form(plan, words)
        answers_form(plan, words)
        st.html(board.board(plan, MOST_ASKED, words))
    with right:
        st.html(board.counts(plan, words))
        apply_button(folder, plan, words)
st.subheader(words("keep.history.title"), anchor=False)
known = changes(folder)
gone = undone(folder)
st.html(board.history(known[:50], gone, words))
undo_form(folder, known, gone, words)
