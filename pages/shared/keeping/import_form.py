"""The import on the page: its steps, a file, what it would change, and the one button that writes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from bri_data.intake import board, said
from bri_data.pages import KEEPING
from bri_data.present.words import Texts
from pages.shared.base.as_written import as_written
from pages.shared.base.component import write_markup
from pages.shared.keeping.import_file import apply_button, brought
from pages.shared.keeping.keeping import MOST_ASKED, answers_form, columns_form, templates, values_form

GUIDES = ("mission", "year", "council")


def import_form(heading: DeltaGenerator, folder: Path, words: Texts) -> None:
    """Draw the import under `heading`, which takes the finding of the plan as its title; the guides while no file is
    there."""
    rail, middle, right = st.columns([3, 12, 4], gap="large")
    with middle:  # before what it changes, as the steps go, where a phone has one column
        lead = st.container()
        plan = brought(folder, words)
    with rail:
        write_markup(board.steps(plan, words))
        templates(folder, words)
    if plan is None:
        heading.title(words(KEEPING.name), anchor=False)
        with lead:
            write_markup(Markup(f"<p>{words('keep.lead')}</p>"))
        with middle:
            for name in GUIDES:
                with st.expander(words(f"keep.guide.{name}.title")):
                    write_markup(board.guide(name, words))
        return
    heading.title(as_written(said.title(plan, words)), anchor=False)
    with middle:
        write_markup(board.summary_line(plan, words))
        columns_form(plan, words)
        values_form(folder, plan, words)
        answers_form(plan, words)
        write_markup(board.board(plan, MOST_ASKED, words))
    with right:
        write_markup(board.counts(plan, words))
        apply_button(folder, plan, words)
