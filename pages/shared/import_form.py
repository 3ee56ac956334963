"""The import on the page: its steps, a file, what it would change, and the one button that writes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bri_data.intake import board, said
from bri_data.pages import KEEPING
from bri_data.present.words import Texts
from pages.shared.as_written import as_written
from pages.shared.import_file import apply_button, brought
from pages.shared.keeping import MOST_ASKED, answers_form, columns_form, templates, values_form

GUIDES = ("mission", "year", "council")


def import_form(heading: DeltaGenerator, folder: Path, words: Texts) -> None:
    """Draw the import under `heading`, which takes the finding of the plan as its title; the guides while no file is
    there."""
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
            for name in GUIDES:
                with st.expander(words(f"keep.guide.{name}.title")):
                    st.html(board.guide(name, words))
        return
    heading.title(as_written(said.title(plan, words)), anchor=False)
    with middle:
        st.html(board.summary_line(plan, words))
        columns_form(plan, words)
        values_form(folder, plan, words)
        answers_form(plan, words)
        st.html(board.board(plan, MOST_ASKED, words))
    with right:
        st.html(board.counts(plan, words))
        apply_button(folder, plan, words)
