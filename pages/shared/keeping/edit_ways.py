"""The ways of entering data, one at a time; what is typed in one waits for the others."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from bri_data.pages import KEEPING
from bri_data.present.words import Texts
from pages.shared.keeping.edit_drafts import WAY, hold, say_drafts
from pages.shared.keeping.edit_record import record_form
from pages.shared.keeping.edit_table import table_form
from pages.shared.keeping.import_form import import_form
from pages.shared.keeping.keeping import say_done
from pages.shared.keeping.twins_form import twins_form

_WAYS = ("import", "one", "many", "twins")


def edit_ways(fingerprint: str, folder: Path, words: Texts) -> None:
    """Draw the title, what was just done, what waits to be saved, the choice of a way, and the way chosen."""
    heading = st.container()
    say_done(words)
    drafts = st.container()
    hold(WAY, "import", _WAYS)
    way = st.segmented_control(
        words("keep.way.label"),
        _WAYS,
        required=True,
        format_func=lambda name: words(f"keep.way.{name}"),
        key=WAY,
        label_visibility="collapsed",
    )
    if way == "import":
        import_form(heading, folder, words)
    else:
        heading.title(words(KEEPING.name), anchor=False)
        forms = {"one": record_form, "many": table_form, "twins": twins_form}
        forms[str(way)](fingerprint, folder, words)
    with drafts:  # after the forms: where the reader is, is known
        say_drafts(words)
